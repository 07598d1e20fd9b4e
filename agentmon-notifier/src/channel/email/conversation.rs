//! One mail, told to a mail server address by address: what becomes of one is nobody else's matter.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::time::timeout;

use super::server::Server;
use super::{classify, status_of};
use crate::channel::outcome::{Failure, Outcome};
use crate::channel::progress::Progress;
use crate::text::{chain, clean};

/// The server has enough for now, and closes (or is about to).
const CLOSING: u16 = 421;
/// No room: in the mailbox, or for one more address in this mail.
const NO_ROOM: u16 = 452;
/// Good-byes are not waited for.
const GOODBYE: Duration = Duration::from_millis(300);

/// A mail on its way.
pub struct Conversation<'a> {
    pub server: &'a Server,
    pub from: &'a Address,
    pub text: &'a [u8],
    /// When it is over. While others wait, one address may take a third of what is left until then.
    pub until: Instant,
    pub progress: Progress,
    /// The server's answer to the last mail that it took.
    pub answer: Option<Response>,
}

/// A conversation that cannot go on.
struct Broken {
    /// At which address; None where it was about none.
    at: Option<usize>,
    failure: Failure,
}

impl Conversation<'_> {
    /// Tells all of these, batch by batch. Fails only with what is no address's matter; what became of each is in the progress, also
    /// when this is dropped in the middle.
    pub async fn tell(&mut self, batches: Vec<Vec<Address>>) -> Result<(), Failure> {
        let mut batches = VecDeque::from(batches);
        let mut open: Option<AsyncSmtpConnection> = None;
        while let Some(mut batch) = batches.pop_front() {
            if batch.is_empty() {
                continue;
            }
            let (mut connection, is_fresh) = match open.take() {
                Some(connection) => (connection, false),
                None => (self.server.connect().await?, true),
            };
            match self.batch(&mut connection, &batch).await {
                Ok(again) => {
                    batches.extend(again);
                    open = Some(connection);
                }
                // A server that closes after a refusal has said so only now.
                Err(Broken { at: None, .. }) if !is_fresh => batches.push_front(batch),
                Err(Broken { at: Some(at), failure }) if self.has_others(&batch, &batches) => {
                    let address = batch.remove(at);
                    self.progress.wait(address.to_string(), failure.error);
                    batches.push_front(batch);
                }
                Err(Broken { failure, .. }) => return Err(failure),
            }
        }
        if let Some(mut connection) = open {
            // Whatever comes of it, the mail is told.
            let _farewell = timeout(GOODBYE, connection.command(Quit)).await;
        }
        Ok(())
    }

    /// Whether the server takes, or may take, the mail for somebody else: then what went wrong was about the address.
    fn has_others(&self, batch: &[Address], batches: &VecDeque<Vec<Address>>) -> bool {
        batch.len() > 1 || !batches.is_empty() || !self.progress.delivered.is_empty()
    }

    /// One mail to several addresses; gives those that are to be told in further ones.
    async fn batch(
        &mut self,
        connection: &mut AsyncSmtpConnection,
        addresses: &[Address],
    ) -> Result<Vec<Vec<Address>>, Broken> {
        let broken = |error: &SmtpError| Broken { at: None, failure: classify(error) };
        let is_foreign = |address: &Address| !AsRef::<str>::as_ref(address).is_ascii();
        let mut parameters = Vec::new();
        if self.from.to_string().is_ascii() && !addresses.iter().any(is_foreign) {
            // Every server knows these.
        } else if connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            parameters.push(MailParameter::SmtpUtfEight);
        } else {
            return self.without_utf8(addresses);
        }
        let mail = connection.command(Mail::new(Some(self.from.clone()), parameters)).await;
        mail.map_err(|error| broken(&error))?;
        let (mut taken, mut crowded) = (Vec::new(), Vec::new());
        for (at, address) in addresses.iter().enumerate() {
            let left = self.until.saturating_duration_since(Instant::now());
            let patience = if addresses.len() > 1 { left / 3 } else { left };
            let told = timeout(patience, connection.command(Rcpt::new(address.clone(), Vec::new()))).await;
            let error = match told {
                Ok(Ok(_)) => {
                    taken.push(address.clone());
                    continue;
                }
                Ok(Err(error)) => error,
                Err(_) => {
                    let reason = format!("no answer about {address} within {patience:.1?}");
                    return Err(Broken { at: Some(at), failure: Failure::of(Outcome::Retry, reason) });
                }
            };
            let reason = clean(&chain(&error));
            match status_of(&error) {
                None | Some(CLOSING) => {
                    return Err(Broken { at: Some(at), failure: classify(&error) });
                }
                Some(_) if error.is_permanent() => self.progress.refuse(address.to_string(), reason),
                status => {
                    self.progress.wait(address.to_string(), reason);
                    if status == Some(NO_ROOM) {
                        crowded.push(address.clone());
                    }
                }
            }
        }
        if taken.is_empty() {
            // The server forgets the sender, or that answer is the next command's trouble.
            let _forgotten = connection.command(Rset).await;
            return Ok(Vec::new());
        }
        let sent = match connection.command(Data).await {
            Ok(_) => connection.message(self.text).await,
            Err(error) => Err(error),
        };
        match sent {
            Ok(response) => {
                for address in taken {
                    self.progress.deliver(address.to_string());
                }
                self.answer = Some(response);
                // Some servers take only so many addresses a mail; each further one is sure to tell somebody.
                Ok(vec![crowded])
            }
            Err(error) if status_of(&error).is_none_or(|status| status == CLOSING) => Err(broken(&error)),
            Err(error) => {
                let reason = clean(&chain(&error));
                let _forgotten = connection.command(Rset).await;
                // Some servers judge addresses only when they have the text: then one of them spoilt it for the others.
                if error.is_permanent() && taken.len() > 1 {
                    return Ok(taken.into_iter().map(|address| vec![address]).collect());
                }
                for address in taken {
                    if error.is_permanent() {
                        self.progress.refuse(address.to_string(), reason.clone());
                    } else {
                        self.progress.wait(address.to_string(), reason.clone());
                    }
                }
                Ok(Vec::new())
            }
        }
    }

    /// The server knows no addresses beyond ASCII: those are refused, the others told.
    fn without_utf8(&mut self, addresses: &[Address]) -> Result<Vec<Vec<Address>>, Broken> {
        let reason = "the mail server takes no addresses beyond ASCII (SMTPUTF8)";
        if !self.from.to_string().is_ascii() {
            let failure = Failure::of(Outcome::Final, format!("{reason}, such as ALERT_EMAIL_FROM"));
            return Err(Broken { at: None, failure });
        }
        let is_plain = |address: &&Address| AsRef::<str>::as_ref(*address).is_ascii();
        let (plain, foreign): (Vec<_>, Vec<_>) = addresses.iter().partition(is_plain);
        for address in foreign {
            self.progress.refuse(address.to_string(), reason.to_owned());
        }
        Ok(vec![plain.into_iter().cloned().collect()])
    }
}
