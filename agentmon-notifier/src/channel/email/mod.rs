//! Email through one mail server. Each address gets a mail once: what became of each is kept between attempts. A repeat
//! carries the same Message-ID, so that it is harmless where an answer was lost.

mod compose;
mod conversation;
mod html;
mod server;
mod settings;

use std::borrow::Cow;
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::response::Response;
use serde_json::Value;

use self::conversation::Conversation;
use self::server::Server;
use self::settings::{EmailConfig, MAILBOX};
use super::http::Http;
use super::kind::Kind;
use super::message::{Message, wrong_setting};
use super::outcome::{Attempt, Failure, Outcome, Receipt};
use super::progress::{Progress, listed};
use crate::setting::{ConfigError, Setting, Values};
use crate::text::{chain, clean};

/// The kind of this channel.
const KIND: &str = "email";

/// The channel.
#[derive(Debug)]
pub struct Email {
    server: Server,
    from: Mailbox,
    to: Vec<Mailbox>,
    limit: Duration,
}

impl Kind for Email {
    const NAME: &'static str = KIND;
    const NEEDS: &'static str = settings::NEEDS;
    const SETTINGS: &'static [Setting] = settings::ALL;
    type Config = EmailConfig;

    fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<Self::Config>, ConfigError> {
        settings::read(values, warnings)
    }

    fn open(config: &Self::Config, _: &Http, limit: Duration) -> Result<Self, ConfigError> {
        let server = Server::new(&config.server, limit)?;
        Ok(Self { server, from: config.from.clone(), to: config.to.clone(), limit })
    }

    fn destination(config: &Self::Config) -> String {
        let to: Vec<_> = config.to.iter().map(|mailbox| mailbox.email.to_string()).collect();
        format!("to {}", to.join(", "))
    }

    /// Sends one email to all addresses that are left.
    async fn send(&self, message: &Message) -> Attempt {
        let to = match self.receivers(message) {
            Ok(to) => to,
            Err(failure) => return Err(failure).into(),
        };
        let (mail, message_id) = match compose::mail(&self.from, &to, message) {
            Ok(composed) => composed,
            Err(failure) => return Err(failure).into(),
        };
        let text = mail.formatted();
        let mut conversation = Conversation {
            server: &self.server,
            from: &self.from.email,
            text: &text,
            until: Instant::now() + self.limit,
            progress: message.progress.clone(),
            answer: None,
        };
        let left = left(&to, &message.progress);
        let told = tokio::time::timeout(self.limit, conversation.tell(left.clone())).await;
        let Conversation { mut progress, answer, .. } = conversation;
        let told = told.unwrap_or_else(|_| {
            let reason = format!("no answer from the mail server within {:?}", self.limit);
            if progress.delivered.is_empty() {
                return Err(Failure::of(Outcome::Retry, reason));
            }
            // It does answer others: the time was too short, or one of these is to blame.
            for address in left.iter().flatten().map(ToString::to_string) {
                if !progress.is_over_for(&address) && !progress.waiting.contains_key(&address) {
                    progress.wait(address, reason.clone());
                }
            }
            Ok(())
        });
        for (address, reason) in &progress.refused {
            if !message.progress.refused.contains_key(address) {
                tracing::warn!(address, reason, "an email address was refused");
            }
        }
        let result = told.and_then(|()| verdict(&progress, answer.as_ref(), message_id));
        // Where there is one address there is nothing to keep apart.
        let kept = (to.len() > 1 && progress != message.progress && !is_plain_success(&result, &progress))
            .then_some(progress);
        Attempt { result, progress: kept }
    }
}

impl Email {
    /// The channel's own receivers, else the daemon's.
    fn receivers(&self, message: &Message) -> Result<Cow<'_, [Mailbox]>, Failure> {
        let wrong = |what: &str| wrong_setting("to", what, MAILBOX);
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
}

/// Each address once: in one mail, but for those that made trouble before. These come last and each by itself, where
/// they hold up nobody but one another; so not always in the same order.
fn left(to: &[Mailbox], progress: &Progress) -> Vec<Vec<Address>> {
    let (mut good, mut odd) = (Vec::new(), Vec::new());
    for address in to.iter().map(|mailbox| &mailbox.email) {
        let name: &str = address.as_ref();
        let made_trouble = progress.waiting.contains_key(name);
        let group = if made_trouble { &mut odd } else { &mut good };
        if !progress.is_over_for(name) && !group.contains(address) {
            group.push(address.clone());
        }
    }
    fastrand::shuffle(&mut odd);
    std::iter::once(good).chain(odd.into_iter().map(|address| vec![address])).collect()
}

/// What the message has come to, when nothing but the addresses stood in its way.
fn verdict(progress: &Progress, answer: Option<&Response>, message_id: String) -> Result<Receipt, Failure> {
    if !progress.waiting.is_empty() {
        return Err(Failure::of(
            Outcome::Later,
            format!("the mail server does not take it yet for {}", listed(&progress.waiting)),
        ));
    }
    if progress.delivered.is_empty() {
        return Err(Failure::of(
            Outcome::Final,
            format!("the mail server refused it for {}", listed(&progress.refused)),
        ));
    }
    // The server's answer names the message in its queue; without one, our own id does.
    let answer = answer.map(|answer| clean(&answer.message().collect::<Vec<_>>().join(" ")));
    Ok(Receipt { provider_id: answer.filter(|answer| !answer.is_empty()).unwrap_or(message_id) })
}

/// All have it at the first attempt: nobody needs to know more than that it was sent.
fn is_plain_success(result: &Result<Receipt, Failure>, progress: &Progress) -> bool {
    result.is_ok() && progress.refused.is_empty()
}

/// The number of a server's refusal; None where something else went wrong.
fn status_of(error: &SmtpError) -> Option<u16> {
    error.status().map(u16::from)
}

/// What a refusal means that is about no single address. Busy, greylisting, out of room: the server asks to wait. Any
/// other 4xx, and a connection that ends in the middle, may be tried again; a 5xx is the server's last word.
fn classify(error: &SmtpError) -> Failure {
    let status = status_of(error);
    let outcome = match status {
        Some(421 | 450 | 451 | 452) => Outcome::Wait,
        _ if error.is_permanent() || error.is_client() => Outcome::Final,
        _ => Outcome::Retry,
    };
    let who = match (outcome, status) {
        (Outcome::Wait, _) => "the mail server asks to wait",
        (_, Some(_)) => "the mail server refused",
        _ => "the mail server cannot be used",
    };
    Failure::of(outcome, format!("{who}: {}", chain(error)))
}

#[cfg(test)]
mod tests;
