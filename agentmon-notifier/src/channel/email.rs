//! Email through one mail server. A repeat carries the same Message-ID, so that it is harmless to send again.

mod compose;
mod html;

use std::borrow::Cow;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::Response;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::ExposeSecret;

use serde_json::Value;

use super::message::wrong_setting;
use super::text::{chain, clean};
use super::{Failure, Message, Outcome, Receipt};
use crate::config::{ConfigError, EmailConfig, MailServer, MailTls, checks};

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
        let to = self.receivers(message)?;
        let (mail, message_id) = compose::mail(&self.from, &to, message)?;
        let text = mail.formatted();
        match tokio::time::timeout(self.limit, self.deliver(&to, &text)).await {
            Ok(Ok(response)) => Ok(Receipt { provider_id: provider_id(&response, message_id) }),
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(Failure::of(
                Outcome::Retry,
                format!("no answer from the mail server within {:?}", self.limit),
            )),
        }
    }

    /// The channel's own receivers, else the daemon's.
    fn receivers(&self, message: &Message) -> Result<Cow<'_, [Mailbox]>, Failure> {
        let wrong = |what: &str| wrong_setting("to", what, checks::MAILBOX);
        let texts: Vec<&str> = match message.setting("to") {
            None => return Ok(Cow::Borrowed(&self.to)),
            Some(Value::String(text)) => text.split(',').collect(),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| item.as_str().ok_or_else(|| wrong("holds something that is not a text")))
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(wrong("is neither a text nor an array of texts")),
        };
        let parse = |text: &str| {
            text.trim().parse().map_err(|_| wrong("holds something that is not an email address"))
        };
        let to: Vec<Mailbox> = texts.into_iter().map(parse).collect::<Result<_, _>>()?;
        if to.is_empty() { Err(wrong("is empty")) } else { Ok(Cow::Owned(to)) }
    }

    async fn deliver(&self, to: &[Mailbox], text: &[u8]) -> Result<Response, Failure> {
        let refused = match self.transmit(to, text).await {
            Ok(response) => return Ok(response),
            Err(failure) => failure,
        };
        // One address that is gone must not silence the others. Nothing was sent: SMTP takes all or none here.
        if refused.outcome != Outcome::Final || to.len() < 2 {
            return Err(refused);
        }
        let mut taken = None;
        let mut unsent = None;
        for address in to {
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

#[cfg(test)]
#[path = "email_tests.rs"]
mod tests;
