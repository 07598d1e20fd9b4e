//! Email through one mail server. A repeat carries the same Message-ID, so that it is harmless to send again.

use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::Response;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message as Mail, Tokio1Executor};
use secrecy::ExposeSecret;

use super::{Failure, Message, Outcome, Receipt, chain, clean};
use crate::config::{ConfigError, EmailConfig, MailServer, MailTls};

/// The kind of this channel.
pub const KIND: &str = "email";

/// The channel.
#[derive(Debug)]
pub struct Email {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    to: Vec<Mailbox>,
    limit: Duration,
}

impl Email {
    /// A channel whose messages take at most `limit`.
    pub fn new(config: &EmailConfig, limit: Duration) -> Result<Self, ConfigError> {
        let transport = transport(&config.server, limit)?;
        Ok(Self { transport, from: config.from.clone(), to: config.to.clone(), limit })
    }

    /// Sends one email to all addresses.
    pub async fn send(&self, message: &Message) -> Result<Receipt, Failure> {
        let (mail, message_id) = build(&self.from, &self.to, message)?;
        let text = mail.formatted();
        match tokio::time::timeout(self.limit, self.deliver(&text)).await {
            Ok(Ok(response)) => Ok(Receipt { provider_id: provider_id(&response, message_id) }),
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(Failure::of(
                Outcome::Retry,
                format!("no answer from the mail server within {:?}", self.limit),
            )),
        }
    }

    async fn deliver(&self, text: &[u8]) -> Result<Response, Failure> {
        let refused = match self.transmit(&self.to, text).await {
            Ok(response) => return Ok(response),
            Err(failure) => failure,
        };
        // One address that is gone must not silence the others. Nothing was sent: SMTP takes all or none here.
        if refused.outcome != Outcome::Final || self.to.len() < 2 {
            return Err(refused);
        }
        let mut taken = None;
        let mut unsent = None;
        for address in &self.to {
            match self.transmit(std::slice::from_ref(address), text).await {
                Ok(response) => taken = Some(response),
                Err(failure) => {
                    tracing::warn!(address = %address.email, error = failure.error, "an email address was refused");
                    if failure.outcome == Outcome::Retry {
                        unsent = Some(failure);
                    }
                }
            }
        }
        match (unsent, taken) {
            (Some(failure), _) => Err(failure),
            (None, Some(response)) => Ok(response),
            (None, None) => Err(refused),
        }
    }

    async fn transmit(&self, to: &[Mailbox], text: &[u8]) -> Result<Response, Failure> {
        let to = to.iter().map(|mailbox| mailbox.email.clone()).collect();
        let envelope = Envelope::new(Some(self.from.email.clone()), to)
            .map_err(|error| Failure::of(Outcome::Final, format!("the email has no envelope: {error}")))?;
        self.transport.send_raw(&envelope, text).await.map_err(|error| classify(&error))
    }
}

fn transport(
    server: &MailServer,
    limit: Duration,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, ConfigError> {
    let parameters = || {
        TlsParameters::new(server.host.clone()).map_err(|error| {
            ConfigError::Tls(format!(
                "TLS to the mail server cannot be set up ({}); check the host in SMTP_URL",
                chain(&error)
            ))
        })
    };
    let (tls, usual_port) = match server.tls {
        MailTls::Always => (Tls::Wrapper(parameters()?), 465),
        MailTls::StartTls => (Tls::Required(parameters()?), 587),
        MailTls::WhenOffered => (Tls::Opportunistic(parameters()?), 25),
        MailTls::Never => (Tls::None, 25),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.clone())
        .port(server.port.unwrap_or(usual_port))
        .tls(tls)
        .timeout(Some(limit));
    if let Some((user, password)) = &server.credentials {
        builder = builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
    }
    Ok(builder.build())
}

/// A 5xx is the server's last word; all else, also a connection that ends in the middle, may be tried again.
fn classify(error: &SmtpError) -> Failure {
    let outcome = if error.is_permanent() || error.is_client() { Outcome::Final } else { Outcome::Retry };
    let who =
        if error.status().is_some() { "the mail server refused" } else { "the mail server cannot be used" };
    Failure::of(outcome, format!("{who}: {}", chain(error)))
}

/// The server's answer names the message in its queue; without one, our own id does.
fn provider_id(response: &Response, message_id: String) -> String {
    let answer = clean(&response.message().collect::<Vec<_>>().join(" "));
    if answer.is_empty() { message_id } else { answer }
}

/// The email, and its Message-ID.
fn build(from: &Mailbox, to: &[Mailbox], message: &Message) -> Result<(Mail, String), Failure> {
    let message_id = format!("<{}@{}>", dot_atom(&message.idempotency_key), from.email.domain());
    let subject: String = message.title.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ");
    let mail = to
        .iter()
        .fold(Mail::builder().from(from.clone()), |builder, address| builder.to(address.clone()))
        .subject(subject.trim())
        .message_id(Some(message_id.clone()))
        .raw_header(ascii_header("X-Agentmon-Id", &message.idempotency_key)?)
        // Keeps holiday replies away (RFC 3834).
        .raw_header(ascii_header("Auto-Submitted", "auto-generated")?)
        .multipart(MultiPart::alternative_plain_html(message.body.clone(), html(message)))
        .map_err(|error| Failure::of(Outcome::Final, format!("the email cannot be made: {error}")))?;
    Ok((mail, message_id))
}

fn ascii_header(name: &'static str, value: &str) -> Result<HeaderValue, Failure> {
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|_| Failure::of(Outcome::Final, format!("{name} is not a header's name")))?;
    Ok(HeaderValue::new(name, value.escape_default().to_string()))
}

/// Any key as the left side of a Message-ID; different keys stay different.
fn dot_atom(key: &str) -> String {
    let mut atom = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => atom.push(char::from(byte)),
            _ => atom.push_str(&format!("%{byte:02X}")),
        }
    }
    atom
}

fn html(message: &Message) -> String {
    format!(
        "<!doctype html><html><body><h2 style=\"font-family:sans-serif\">{}</h2>\
         <pre style=\"white-space:pre-wrap;font-family:sans-serif\">{}</pre></body></html>",
        escaped(&message.title),
        escaped(&message.body)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
#[path = "email_tests.rs"]
mod tests;
