//! The ways in which a provider fails, one by one or by chance.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::dice::Dice;

/// What happens to one request instead of the ordinary answer.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The ordinary answer: a step in a script between two that fail.
    None,
    /// 429, with the seconds of Retry-After where given.
    RateLimited {
        /// Seconds to wait.
        retry_after: Option<u32>,
    },
    /// 500.
    ServerError,
    /// A refusal, such as Twilio's 21610 (the recipient has unsubscribed).
    Refuse {
        /// HTTP status.
        status: u16,
        /// The provider's number for the error, where it has one.
        code: u32,
        /// Its text.
        message: String,
    },
    /// This answer, word for word.
    Say {
        /// HTTP status.
        status: u16,
        /// Names and values.
        headers: Vec<(&'static str, String)>,
        /// What stands below them.
        body: String,
    },
    /// No answer, and an open connection, for as long as the client waits. The message is not sent.
    Hang,
    /// The connection is reset before anything happens.
    Reset,
    /// The message is sent, and the connection reset before the answer: the sender cannot know.
    LoseAnswer,
    /// The ordinary answer, late.
    Slow(Duration),
    /// The message is sent, and the answer is a web page.
    Garbage,
}

impl Fault {
    /// A refusal by a provider that has no numbers for them.
    #[must_use]
    pub fn refuse(status: u16, message: &str) -> Self {
        Self::Refuse { status, code: 0, message: message.to_owned() }
    }

    /// 429 with this Retry-After.
    #[must_use]
    pub fn wait(retry_after: &str) -> Self {
        let headers = vec![("retry-after", retry_after.to_owned())];
        Self::Say { status: 429, headers, body: "rate_limited".to_owned() }
    }

    /// The answer that is to be given word for word.
    pub(crate) fn said(status: u16, headers: &[(&'static str, String)], body: String) -> Response {
        let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
        for (name, value) in headers {
            response.headers_mut().insert(*name, value.parse().expect("the value of a header"));
        }
        response
    }

    /// Whether somebody is told all the same.
    pub(crate) fn takes_the_message_on(&self) -> bool {
        matches!(self, Self::None | Self::LoseAnswer | Self::Slow(_) | Self::Garbage)
    }
}

/// What is to go wrong: the next requests by a script, all others by chance.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    script: VecDeque<Fault>,
    standing: Option<Faults>,
    limit: Option<Limit>,
}

/// So many in each interval, and no more.
#[derive(Debug)]
struct Limit {
    most: usize,
    every: Duration,
    taken: VecDeque<Instant>,
}

impl Plan {
    pub(crate) fn script(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.script.extend(faults);
    }

    pub(crate) fn misbehave(&mut self, faults: Option<Faults>) {
        self.standing = faults;
    }

    pub(crate) fn limit(&mut self, most: usize, every: Duration) {
        self.limit = Some(Limit { most, every, taken: VecDeque::new() });
    }

    /// What happens to this request.
    pub(crate) fn next(&mut self) -> Fault {
        if let Some(Limit { most, every, taken }) = &mut self.limit {
            taken.retain(|one| one.elapsed() < *every);
            if taken.len() >= *most {
                // Whole seconds, as providers give them.
                let left = every.saturating_sub(taken.front().map_or(Duration::ZERO, Instant::elapsed));
                return Fault::wait(&left.as_secs_f64().ceil().to_string());
            }
            taken.push_back(Instant::now());
        }
        let scripted = self.script.pop_front();
        scripted.or_else(|| self.standing.as_mut().and_then(Faults::draw)).unwrap_or(Fault::None)
    }
}

/// Faults by chance, the same ones for the same seed.
#[derive(Clone, Debug)]
pub struct Faults {
    dice: Dice,
    choices: Vec<(f64, Fault)>,
}

impl Faults {
    /// Nothing fails yet.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { dice: Dice::new(seed), choices: Vec::new() }
    }

    /// Fails this share of the requests (0 to 1) in this way; shares add up.
    #[must_use]
    pub fn share(mut self, probability: f64, fault: Fault) -> Self {
        self.choices.push((probability, fault));
        self
    }

    fn draw(&mut self) -> Option<Fault> {
        let mut thrown = self.dice.share();
        for (probability, fault) in &self.choices {
            if thrown < *probability {
                return Some(fault.clone());
            }
            thrown -= probability;
        }
        None
    }
}
