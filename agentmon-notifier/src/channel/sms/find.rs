//! What became of a text whose answer never came: Twilio's list of messages knows.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Client;
use secrecy::ExposeSecret;
use serde::Deserialize;
use url::Url;

use super::settings::Sender;
use super::{NOT_NOW, PEER, Sms, refusal};
use crate::channel::http::{Answer, Peer};
use crate::channel::message::Message;
use crate::channel::outcome::{Failure, Outcome};

/// Asking twice is harmless, unlike sending.
const LIST: Peer = Peer { name: PEER.name, unanswered: Outcome::Retry, longest: 1024 * 1024 };
/// At two and a half kilobytes each, well within what is read of an answer.
const PAGE_SIZE: &str = "200";
/// What is not among so many messages of two days to one receiver is not looked for any further.
const MOST_PAGES: usize = 20;
/// How far a message's time may lie from the attempt's: clocks differ, and a request may wait.
const EARLIEST: TimeDelta = TimeDelta::minutes(2);
const LATEST: TimeDelta = TimeDelta::minutes(15);
/// What Twilio puts before the texts of accounts on trial.
const TRIAL: &str = "Sent from your Twilio trial account - ";

#[derive(Deserialize)]
struct Page {
    messages: Vec<Listed>,
    next_page_uri: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    sid: Option<String>,
    body: Option<String>,
    to: Option<String>,
    from: Option<String>,
    messaging_service_sid: Option<String>,
    direction: Option<String>,
    error_code: Option<i64>,
    date_created: Option<String>,
}

impl Sms {
    /// The ids of all messages with this receiver, sender and text that Twilio made around `attempted_at`.
    pub async fn listed(
        &self,
        message: &Message,
        attempted_at: DateTime<Utc>,
    ) -> Result<Vec<String>, Failure> {
        let text = self.text(message);
        let to = self.receiver(message)?;
        let is_it = |listed: &Listed| self.matches(listed, to, &text, attempted_at);
        let mut sids = Vec::new();
        // By the day on which they were sent, and without a day: what still waits in a queue has no such day yet.
        let day = |days: i64| (attempted_at + TimeDelta::days(days)).format("%Y-%m-%d").to_string();
        let dated = [("DateSent>", day(-1)), ("DateSent<", day(2))];
        let mut next = Some(self.list(to, &dated));
        for _ in 0..MOST_PAGES {
            let Some(url) = next else { break };
            let page = self.page(url).await?;
            sids.extend(page.messages.into_iter().filter(&is_it).filter_map(|listed| listed.sid));
            next = page.next_page_uri.and_then(|uri| self.follow(&uri));
        }
        if next.is_some() {
            let pages = format!("{} lists more than {MOST_PAGES} pages of messages", LIST.name);
            return Err(Failure::of(Outcome::Retry, pages));
        }
        let latest = self.page(self.list(to, &[])).await?;
        sids.extend(latest.messages.into_iter().filter(&is_it).filter_map(|listed| listed.sid));
        sids.sort();
        sids.dedup();
        Ok(sids)
    }

    fn list(&self, to: &str, more: &[(&str, String)]) -> Url {
        let mut url = self.endpoint.clone();
        let mut query = url.query_pairs_mut();
        query.append_pair("To", to);
        if let Sender::Number(from) = &self.config.from {
            query.append_pair("From", from);
        }
        query.append_pair("PageSize", PAGE_SIZE).extend_pairs(more);
        drop(query);
        url
    }

    /// The next page is at the same place, whatever the answer says: only its parameters are taken over.
    fn follow(&self, uri: &str) -> Option<Url> {
        let (_, query) = uri.split_once('?')?;
        let mut url = self.endpoint.clone();
        url.set_query(Some(query));
        Some(url)
    }

    async fn page(&self, url: Url) -> Result<Page, Failure> {
        let token = self.config.auth_token.expose_secret();
        let get = |client: &Client| client.get(url).basic_auth(&self.config.account_sid, Some(token));
        let answer = self.http.exchange(&LIST, &[token], get).await?;
        if !answer.status.is_success() {
            return Err(answer.refusal(&LIST, answer.outcome(), &refusal(&answer.body).1));
        }
        read(&answer)
    }

    fn matches(&self, listed: &Listed, to: &str, text: &str, attempted_at: DateTime<Utc>) -> bool {
        let body = listed.body.as_deref().unwrap_or_default().replace("\r\n", "\n");
        let created = listed.date_created.as_deref().and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        let in_time = created
            .is_some_and(|created| created >= attempted_at - EARLIEST && created <= attempted_at + LATEST);
        let refused = listed.error_code.is_some_and(|code| NOT_NOW.contains(&code));
        in_time
            && !refused
            && listed.to.as_deref() == Some(to)
            && match &self.config.from {
                Sender::Number(from) | Sender::Name(from) => listed.from.as_ref() == Some(from),
                // Which of its numbers it took is its own affair.
                Sender::Service(sid) => listed.messaging_service_sid.as_ref() == Some(sid),
            }
            && listed.direction.as_deref() != Some("inbound")
            && body.strip_prefix(TRIAL).unwrap_or(&body) == text
    }
}

fn read(answer: &Answer) -> Result<Page, Failure> {
    serde_json::from_str(&answer.body).map_err(|error| {
        Failure::of(Outcome::Retry, format!("{} answered with no list of messages ({error})", LIST.name))
    })
}
