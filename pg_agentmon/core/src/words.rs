//! The words of a message: its title, and what its body says of each alert.
//!
//! What is told to whom is decided before; here is only how it is said. Where a message speaks of several alerts,
//! each line names what tells its alert apart, and no more.
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An alert as the payload of a message has it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Alert {
    labels: Option<BTreeMap<String, Value>>,
    annotations: Option<BTreeMap<String, Value>>,
    severity: Option<String>,
    status: Option<String>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    count: Option<i64>,
    acknowledged_by: Option<String>,
    held_by: Option<String>,
}

/// What a message has to say.
#[derive(Debug, Clone, Deserialize)]
pub struct Facts {
    /// Why it is sent; escalation, acknowledged and summary show in its words.
    reason: Option<String>,
    /// The alerts that it lists; the first gives the title.
    alerts: Vec<Alert>,
    /// How many it speaks of, those that it does not list included.
    total: i64,
    /// How many of those that it does not list fire.
    left_firing: i64,
    /// The first of these.
    left_out: Option<Alert>,
    /// How many go on besides those that it speaks of, as far as its channel knows.
    beside: i64,
    /// Some of these.
    first_beside: Option<Vec<Alert>>,
}

/// How a message says it, where its channel has no templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// One line.
    pub title: String,
    /// A line for each alert, and one for those that are left out.
    pub body: String,
}

/// What an alert says of itself, and by what it is told apart from others.
struct Line<'a> {
    alert: &'a Alert,
    words: String,
    labels: Option<String>,
}

/// The labels that a title tells, or that nobody can read.
const TOLD_BY_TITLE: [&str; 6] =
    ["alertname", "agent_name", "event_type", "log_level", "fingerprint", "severity"];
const RESOLVED: &str = "resolved";

/// A text without blanks around it; nothing where it has nothing else. A text that looks empty is: blanks that do not
/// break count, and those without a width.
#[must_use]
pub fn nonblank(text: &str) -> Option<&str> {
    let is_blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().any(|c| !is_blank(c)).then(|| text.trim_matches([' ', '\t', '\r', '\n']))
}

/// So many of something, as in `1 alert`, `2 alerts`.
#[must_use]
pub fn counted(number: i64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// An alert in one line: its severity or RESOLVED, its agent or name, its event or summary.
#[must_use]
pub fn title(alert: &Alert) -> String {
    let severity = match &alert.severity {
        _ if alert.is_resolved() => "RESOLVED".to_owned(),
        severity => severity.as_deref().unwrap_or_default().to_ascii_uppercase(),
    };
    let name = alert.name();
    let what = alert.label("event_type").or_else(|| alert.annotation("summary"));
    let what = what.map_or(String::new(), |what| format!(": {}", left(&what, 80)));
    format!("{severity} {}{what}", left(&name, 80))
}

/// The title and the body of a message.
#[must_use]
pub fn words(facts: &Facts) -> Words {
    Words { title: facts.title(), body: facts.body() }
}

impl Facts {
    fn title(&self) -> String {
        let is_summary = self.reason.as_deref() == Some("summary");
        let before = match self.reason.as_deref() {
            Some("escalation") => "NOT ACKNOWLEDGED: ".to_owned(),
            Some("acknowledged") => "ACKNOWLEDGED: ".to_owned(),
            Some("summary") => format!("{} in one message: ", counted(self.total, "alert")),
            _ => String::new(),
        };
        let first = self.alerts.first().map_or(String::new(), title);
        let more = match self.total {
            total if total > 1 && !is_summary => format!(" (and {} more)", total - 1),
            _ => String::new(),
        };
        let beside = if self.beside > 0 { format!(" ({} still firing)", self.beside) } else { String::new() };
        format!("{before}{first}{more}{beside}")
    }

    fn body(&self) -> String {
        let mut lines = if self.reason.as_deref() == Some("summary") {
            titles(&self.alerts)
        } else {
            // What is held back is not told; but an end is not to be taken for its end as well.
            let listed: Vec<&Alert> = self.alerts.iter().chain(self.first_beside.iter().flatten()).collect();
            let some_end = listed.iter().any(|alert| alert.is_resolved());
            let some_go_on =
                self.left_firing + self.beside > 0 || !self.alerts.iter().all(Alert::is_resolved);
            lines_of(&listed, some_end && some_go_on)
        };
        lines.extend(self.left_out_in_words());
        let named = self.first_beside.as_ref().map_or(0, |some| some.len() as i64);
        if self.beside > named {
            lines.push(format!("and {} more still firing", self.beside - named));
        }
        lines.join("\n")
    }

    fn left_out_in_words(&self) -> Option<String> {
        let left_out = self.total - self.alerts.len() as i64;
        if left_out <= 0 {
            return None;
        }
        // After the ends of some, the rest would be taken for ended too.
        let firing = match &self.left_out {
            Some(first) if self.left_firing > 0 && self.alerts.iter().any(Alert::is_resolved) => {
                let others = if self.left_firing > 1 { " and others" } else { "" };
                format!(", {} still firing: {}{others}", self.left_firing, title(first))
            }
            _ => String::new(),
        };
        Some(format!("and {left_out} more{firing}"))
    }
}

impl Alert {
    fn is_resolved(&self) -> bool {
        self.status.as_deref() == Some(RESOLVED)
    }

    fn label(&self, name: &str) -> Option<Cow<'_, str>> {
        said(self.labels.as_ref()?.get(name)?)
    }

    fn annotation(&self, name: &str) -> Option<Cow<'_, str>> {
        said(self.annotations.as_ref()?.get(name)?)
    }

    /// What it is called: its agent, or its own name.
    fn name(&self) -> Cow<'_, str> {
        self.label("agent_name").or_else(|| self.label("alertname")).unwrap_or(Cow::Borrowed("alert"))
    }

    /// What kind of alert it is; nothing for an error row without an event type, as what all error rows are called
    /// tells nobody anything.
    fn kind(&self) -> Option<Cow<'_, str>> {
        self.label("event_type").or_else(|| self.label("alertname").filter(|name| name != "agent_error"))
    }

    /// The labels that a title does not tell, as in `host: db1, team: web`.
    fn labels_in_words(&self) -> Option<String> {
        let labels: Vec<String> = self
            .labels
            .iter()
            .flatten()
            .filter(|(name, _)| !TOLD_BY_TITLE.contains(&name.as_str()))
            .filter_map(|(name, value)| Some(format!("{name}: {}", said(value)?)))
            .collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }

    /// What it says of itself: its message, description or summary, or its labels, and by what it ended or that there
    /// is no data; or else its name. Never nothing.
    fn words(&self, labels: Option<&str>) -> String {
        let words = ["message", "description", "summary"]
            .iter()
            .find_map(|name| self.annotation(name))
            .or_else(|| labels.map(Cow::Borrowed));
        let words = words.as_deref().map_or("", |words| left(words, 400));
        let more = self.annotation(if self.is_resolved() { "ended" } else { "no_data" });
        let more = more.as_deref().map_or("", |more| left(more, 300));
        let between = match words.chars().last() {
            None => "",
            Some(_) if more.is_empty() => "",
            // A sentence of ours begins after the end of theirs.
            Some('.' | '!' | '?' | ':' | ';') => " ",
            Some(_) => ". ",
        };
        match format!("{words}{between}{more}") {
            nothing if nothing.is_empty() => left(&self.name(), 400).to_owned(),
            words => words,
        }
    }

    /// How often it happened, and when.
    fn times(&self) -> Option<String> {
        let count = self.count.filter(|count| *count > 1)?;
        let since = self.starts_at.as_deref().map(minute)?;
        match self.ends_at.as_deref().filter(|_| self.is_resolved()) {
            // Both are in UTC, whose texts are in the order of their times.
            Some(end) if end > self.starts_at.as_deref()? => {
                Some(format!(" ({count} times from {since} to {} UTC)", minute(end)))
            }
            _ => Some(format!(" ({count} times since {since} UTC)")),
        }
    }
}

impl<'a> Line<'a> {
    fn of(alert: &'a Alert) -> Self {
        let labels = alert.labels_in_words();
        Self { alert, words: alert.words(labels.as_deref()), labels }
    }

    /// `is_mixed`: the message speaks of ended ones and of others. `name`: by what it is told apart from the others.
    /// `is_alike`: another one says the same.
    fn in_words(&self, is_mixed: bool, name: &str, is_alike: bool) -> String {
        let mut line = String::new();
        // Beside others that go on, the end of one has to be told apart.
        if is_mixed && self.alert.is_resolved() {
            line.push_str("resolved: ");
        }
        if !name.is_empty() {
            line.push_str(left(name, 160));
            line.push_str(": ");
        }
        line.push_str(&self.words);
        if let Some(labels) = self.labels.as_deref().filter(|labels| is_alike && !says(&self.words, labels)) {
            line.push_str(&format!(" ({})", left(labels, 200)));
        }
        line.push_str(&self.alert.times().unwrap_or_default());
        if let Some(somebody) = &self.alert.acknowledged_by {
            line.push_str(&format!(", acknowledged by {somebody}"));
        }
        if let Some(held_by) = &self.alert.held_by {
            line.push_str(&format!(", {}", held_in_words(held_by)));
        }
        line
    }
}

/// A line for each alert. Where they are of several agents or kinds each line names its own; where two would say the
/// same, each says its labels.
fn lines_of(alerts: &[&Alert], is_mixed: bool) -> Vec<String> {
    let lines: Vec<Line<'_>> = alerts.iter().map(|alert| Line::of(alert)).collect();
    let agents: Vec<_> = alerts.iter().map(|alert| alert.label("agent_name")).collect();
    let kinds: Vec<_> = alerts.iter().map(|alert| alert.kind()).collect();
    let (of_agents, of_kinds) = (differ(&agents), differ(&kinds));
    let named: Vec<String> = lines
        .iter()
        .zip(agents.iter().zip(&kinds))
        .map(|(line, (agent, kind))| {
            let agent = agent.as_deref().filter(|_| of_agents);
            let kind = kind.as_deref().filter(|_| of_kinds);
            let names: Vec<_> =
                [agent, kind].into_iter().flatten().filter(|name| !says(&line.words, name)).collect();
            names.join(" ")
        })
        .collect();
    let same = counts(lines.iter().zip(&named).map(|(line, name)| (name.as_str(), line.words.as_str())));
    lines
        .iter()
        .zip(&named)
        .map(|(line, name)| line.in_words(is_mixed, name, same[&(name.as_str(), line.words.as_str())] > 1))
        .collect()
}

/// A short line for each alert, as a summary has them; titles that are alike are told apart.
fn titles(alerts: &[Alert]) -> Vec<String> {
    let lines: Vec<(String, Line<'_>)> = alerts.iter().map(|alert| (title(alert), Line::of(alert))).collect();
    // Less its severity, or that it has ended.
    let name_of = |title: &'_ str| title.split_once(' ').map_or(title, |(_, name)| name).to_owned();
    let same_names = counts(lines.iter().map(|(title, _)| name_of(title)));
    let same_words = counts(lines.iter().map(|(title, line)| (name_of(title), line.words.as_str())));
    lines
        .iter()
        .map(|(title, line)| {
            let name = name_of(title);
            // An end that is none: it fires with another severity.
            let goes_on =
                line.alert.annotation("ended").is_some_and(|ended| ended.starts_with("It goes on as "));
            let mut said = title.clone();
            // A name that others have too is followed by what its alert says; where that is alike as well, by its
            // labels.
            if (same_names[&name] > 1 || goes_on) && !says(title, &line.words) {
                said.push_str(&format!(": {}", left(&line.words, 100)));
            }
            if let Some(labels) = line.labels.as_deref()
                && same_words[&(name, line.words.as_str())] > 1
                && !says(&said, labels)
            {
                said.push_str(&format!(" ({})", left(labels, 100)));
            }
            said
        })
        .collect()
}

/// How often each occurs.
fn counts<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    keys.fold(HashMap::new(), |mut counts, key| {
        *counts.entry(key).or_default() += 1;
        counts
    })
}

/// By what an alert is held back, for who reads a message: ids say nothing to him.
fn held_in_words(held_by: &str) -> String {
    if held_by.starts_with("silence ") {
        return "silenced".to_owned();
    }
    let is_id = |word: &str| word.len() == 36 && word.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    let words: Vec<&str> = held_by.split(' ').filter(|word| !is_id(word)).collect();
    left(&words.join(" "), 100).to_owned()
}

/// A text of a label or annotation, if it says anything.
fn said(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => nonblank(text).map(Cow::Borrowed),
        other => Some(Cow::Owned(other.to_string())),
    }
}

/// Whether these are not all the same; what is not there is as what is empty.
fn differ(texts: &[Option<Cow<'_, str>>]) -> bool {
    let all: HashSet<&str> = texts.iter().map(|text| text.as_deref().unwrap_or_default()).collect();
    all.len() > 1
}

/// The first characters of a text.
fn left(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// Whether a text holds another, in whatever case.
fn says(text: &str, part: &str) -> bool {
    text.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

/// A time of a payload, which is in UTC, to the minute: `2031-01-01 00:30` for `2031-01-01T00:30:05+00:00`; as it stands
/// there where it has another form.
fn minute(json: &str) -> Cow<'_, str> {
    match json.split_once('T') {
        Some((date, time)) if time.ends_with("+00:00") && time.is_char_boundary(5) => {
            Cow::Owned(format!("{date} {}", &time[..5]))
        }
        _ => Cow::Borrowed(json),
    }
}

#[cfg(test)]
mod tests;
