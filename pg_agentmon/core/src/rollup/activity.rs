//! What a source of rows did lately: an agent, or all of them together. Health asks it instead of all their series.
//!
//! By the minute, how many rows told of a failure; by the hour, how many rows there were. Minutes without a failure
//! take no room, so that an agent which works costs some bytes an hour. Where the rows of single minutes are asked
//! for (of all agents together), minutes hold both numbers, and there are no hours.
//!
//! The bytes are stored: a version, then the minutes and the hours, each as a count and as many pairs, times as steps
//! from the one before. Two of them merge, and what is too old is left out on the way.
use serde::Deserialize;

use super::segment::Segment;
use super::{HOUR, MINUTE, Period, Rolled, RollupError, Source};
use crate::bytes::{Input, Malformed, put_signed, put_varint};
use std::collections::BTreeMap;

const VERSION: u8 = 1;

/// Failures and rows by time; see the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    minutes: BTreeMap<i64, Number>,
    hours: BTreeMap<i64, u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Number {
    failures: u64,
    rows: u64,
}

/// What an agent did, or all of them together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct AgentActivity {
    /// The agent; `None` for all together.
    pub agent_name: Option<String>,
    /// The time of the last row.
    pub last_at: i64,
    /// What it did.
    pub activity: Activity,
}

/// The dimensions that tell whose a row is, and how it went.
#[derive(Deserialize)]
struct Labels {
    agent_name: Option<String>,
    status: Option<String>,
    log_level: Option<String>,
}

impl Labels {
    fn failed(&self, source: Source) -> bool {
        match source {
            Source::Logs => matches!(self.log_level.as_deref(), Some("error" | "critical")),
            _ => self.status.as_deref().is_some_and(|status| status != "success"),
        }
    }

    /// Rows from before the checks may lack what they are counted by.
    fn counts(&self, source: Source) -> bool {
        source == Source::Logs || self.status.is_some()
    }
}

impl Activity {
    fn add(&mut self, minute: i64, number: Number, by_minute: bool) {
        if number.failures > 0 || by_minute {
            let sum = self.minutes.entry(minute).or_default();
            sum.failures = sum.failures.saturating_add(number.failures);
            if by_minute {
                sum.rows = sum.rows.saturating_add(number.rows);
            }
        }
        if !by_minute {
            let sum = self.hours.entry(Period::Hourly.start(minute)).or_default();
            *sum = sum.saturating_add(number.rows);
        }
    }

    /// Takes in what another one has.
    pub fn merge(&mut self, other: &Self) {
        for (&minute, theirs) in &other.minutes {
            let ours = self.minutes.entry(minute).or_default();
            ours.failures = ours.failures.saturating_add(theirs.failures);
            ours.rows = ours.rows.saturating_add(theirs.rows);
        }
        for (&hour, rows) in &other.hours {
            let ours = self.hours.entry(hour).or_default();
            *ours = ours.saturating_add(*rows);
        }
    }

    /// Leaves out what began before a time.
    pub fn forget_before(&mut self, time: i64) {
        self.minutes = self.minutes.split_off(&time);
        self.hours = self.hours.split_off(&time);
    }

    /// Failures in the minutes that begin from one time until before another.
    #[must_use]
    pub fn failures(&self, from: i64, until: i64) -> u64 {
        sum(&self.minutes, from, until, |number| number.failures)
    }

    /// Rows in the hours that begin from one time until before another; in the minutes, where they are by the minute.
    #[must_use]
    pub fn rows(&self, from: i64, until: i64) -> u64 {
        sum(&self.minutes, from, until, |number| number.rows).saturating_add(sum(
            &self.hours,
            from,
            until,
            |rows| *rows,
        ))
    }

    /// The bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        put_varint(&mut out, self.minutes.len() as u64);
        let mut last = 0;
        for (minute, number) in &self.minutes {
            put_signed(&mut out, minute.div_euclid(MINUTE) - last);
            last = minute.div_euclid(MINUTE);
            put_varint(&mut out, number.failures);
            put_varint(&mut out, number.rows);
        }
        put_varint(&mut out, self.hours.len() as u64);
        last = 0;
        for (hour, rows) in &self.hours {
            put_signed(&mut out, hour.div_euclid(HOUR) - last);
            last = hour.div_euclid(HOUR);
            put_varint(&mut out, *rows);
        }
        out
    }

    /// What these bytes are.
    ///
    /// # Errors
    /// [`Malformed`] for bytes that are none.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut activity = Self::default();
        read(
            bytes,
            |minute, number| {
                activity.minutes.insert(minute, number);
            },
            |hour, rows| {
                activity.hours.insert(hour, rows);
            },
        )?;
        Ok(activity)
    }
}

fn sum<N>(of: &BTreeMap<i64, N>, from: i64, until: i64, number: impl Fn(&N) -> u64) -> u64 {
    if from >= until {
        return 0;
    }
    of.range(from..until).map(|(_, n)| number(n)).fold(0, u64::saturating_add)
}

/// Failures and rows of bytes as [`Activity::failures`] and [`Activity::rows`] count them, without making anything of them.
///
/// # Errors
/// [`Malformed`] for bytes that are none.
pub fn count(bytes: &[u8], from: i64, until: i64) -> Result<(u64, u64), Malformed> {
    let (mut failures, mut rows) = (0_u64, 0_u64);
    let mut of_hours = 0_u64;
    let within = |time: i64| time >= from && time < until;
    read(
        bytes,
        |minute, number| {
            if within(minute) {
                failures = failures.saturating_add(number.failures);
                rows = rows.saturating_add(number.rows);
            }
        },
        |hour, n| {
            if within(hour) {
                of_hours = of_hours.saturating_add(n);
            }
        },
    )?;
    Ok((failures, rows.saturating_add(of_hours)))
}

fn read(
    bytes: &[u8],
    mut minute: impl FnMut(i64, Number),
    mut hour: impl FnMut(i64, u64),
) -> Result<(), Malformed> {
    let mut input = Input(bytes);
    if input.byte()? != VERSION {
        return Err(Malformed("of another version"));
    }
    let mut times = Times::of(MINUTE);
    for _ in 0..input.varint()? {
        let time = times.next(&mut input)?;
        minute(time, Number { failures: input.varint()?, rows: input.varint()? });
    }
    let mut times = Times::of(HOUR);
    for _ in 0..input.varint()? {
        let time = times.next(&mut input)?;
        hour(time, input.varint()?);
    }
    if input.0.is_empty() { Ok(()) } else { Err(Malformed("bytes after its end")) }
}

/// Times that rise.
struct Times {
    unit: i64,
    last: Option<i64>,
}

impl Times {
    fn of(unit: i64) -> Self {
        Self { unit, last: None }
    }

    fn next(&mut self, input: &mut Input<'_>) -> Result<i64, Malformed> {
        let step = input.signed()?;
        if self.last.is_some() && step <= 0 {
            return Err(Malformed("times do not rise"));
        }
        let at = self.last.unwrap_or(0).checked_add(step).ok_or(Malformed("time out of range"))?;
        self.last = Some(at);
        at.checked_mul(self.unit).ok_or(Malformed("time out of range"))
    }
}

/// What the minutes of a rollup say of each agent, from a time on, and of all together; only where rows have agents.
///
/// # Errors
/// [`RollupError::Malformed`] for bytes that are no rollup.
pub fn of_rolled(bytes: &[u8], from: i64) -> Result<Vec<AgentActivity>, RollupError> {
    let rolled = Rolled::read(bytes)?;
    let mut agents: Vec<AgentActivity> = vec![AgentActivity::default()];
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_series = Vec::with_capacity(rolled.series.len());
    for series in &rolled.series {
        let source =
            [Source::Executions, Source::Logs].into_iter().find(|s| s.metric() == series.metric_name);
        let labels = serde_json::from_str::<Labels>(&series.dimensions).ok();
        let (Some(source), Some(labels), false) = (source, labels, series.overflow) else {
            of_series.push(None);
            continue;
        };
        let (failed, counts) = (labels.failed(source), labels.counts(source));
        let agent = labels.agent_name.map(|name| {
            *known.entry(name).or_insert_with_key(|name| {
                agents.push(AgentActivity {
                    agent_name: Some(name.clone()),
                    last_at: super::MIN_TIME,
                    ..Default::default()
                });
                agents.len() - 1
            })
        });
        of_series.push(Some((agent, failed, counts)));
    }
    agents[0].last_at = super::MIN_TIME;
    for piece in rolled.pieces() {
        let segment = Segment::read(piece.bytes)?;
        for &(series, part) in &segment.directory {
            let series = usize::try_from(series - 1).unwrap_or(usize::MAX);
            let Some((agent, failed, counts)) = of_series.get(series).copied().flatten() else { continue };
            for cell in segment.cells(part) {
                let cell = cell?;
                let number = Number { failures: if failed { cell.rows } else { 0 }, rows: cell.rows };
                for (place, by_minute) in [(Some(0), true), (agent, false)] {
                    let Some(of) = place.and_then(|place| agents.get_mut(place)) else { continue };
                    of.last_at = of.last_at.max(cell.last_at);
                    if cell.start >= from && (counts || !by_minute) {
                        of.activity.add(cell.start, number, by_minute);
                    }
                }
            }
        }
    }
    agents.retain(|agent| agent.last_at > super::MIN_TIME);
    Ok(agents)
}

#[cfg(test)]
mod tests {
    use super::super::{EXECUTION_MEASURES, Plan, Rollup};
    use super::*;
    use proptest::prelude::*;

    fn plan(source: Source) -> Plan {
        Plan { source, ..Plan::default() }
    }

    fn activity(numbers: &[(i64, u64, u64)], by_minute: bool) -> Activity {
        let mut activity = Activity::default();
        for &(minute, failures, rows) in numbers {
            let number = Number { failures: failures.min(rows), rows };
            activity.add(minute * MINUTE, number, by_minute);
        }
        activity
    }

    fn numbers() -> impl Strategy<Value = Vec<(i64, u64, u64)>> {
        prop::collection::vec((-3000_i64..3000, 0_u64..4, 1_u64..9), 0..60)
    }

    proptest! {
        #[test]
        fn bytes_come_back(numbers in numbers(), by_minute: bool) {
            let activity = activity(&numbers, by_minute);
            prop_assert_eq!(Activity::decode(&activity.encode()), Ok(activity));
        }

        #[test]
        fn merging_is_adding(a in numbers(), b in numbers(), by_minute: bool, from in -3000_i64..3000, minutes in 0_i64..3000) {
            let mut both = activity(&a, by_minute);
            both.merge(&activity(&b, by_minute));
            let all = [a.clone(), b.clone()].concat();
            prop_assert_eq!(&both, &activity(&all, by_minute));
            let (from, until) = (from * MINUTE, (from + minutes) * MINUTE);
            let inside = |minute: i64| (from..until).contains(&(minute * MINUTE));
            let failures: u64 = all.iter().filter(|n| inside(n.0)).map(|n| n.1.min(n.2)).sum();
            prop_assert_eq!(both.failures(from, until), failures);
            if by_minute {
                let rows: u64 = all.iter().filter(|n| inside(n.0)).map(|n| n.2).sum();
                prop_assert_eq!(both.rows(from, until), rows);
            }
            prop_assert_eq!(count(&both.encode(), from, until), Ok((both.failures(from, until), both.rows(from, until))));
            both.forget_before(from);
            prop_assert_eq!(both.failures(i64::MIN, from), 0);
            prop_assert_eq!(both.failures(from, until), failures);
        }

        #[test]
        fn hostile_bytes_never_panic(bytes: Vec<u8>, from: i64, until: i64) {
            let _ = Activity::decode(&bytes);
            let _ = count(&bytes, from, until);
            let mut versioned = vec![VERSION];
            versioned.extend(bytes);
            if let Ok(activity) = Activity::decode(&versioned) {
                prop_assert_eq!(activity.encode(), versioned);
            }
        }
    }

    #[test]
    fn the_bytes_of_version_1_stay() {
        let activity = activity(&[(0, 1, 3), (1, 0, 2), (70, 2, 2), (-61, 0, 300)], false);
        let golden = [1, 2, 0, 1, 0, 140, 1, 2, 0, 3, 3, 172, 2, 4, 5, 2, 2];
        assert_eq!(activity.encode(), golden);
        assert_eq!(Activity::decode(&golden), Ok(activity));
    }

    #[test]
    fn logs_and_executions_tell_whose_they_are_and_how_they_went() {
        let mut rollup = Rollup::new(&plan(Source::Logs));
        for (agent, level, minute) in [
            (Some("a"), "error", 1),
            (Some("a"), "info", 2),
            (Some("b"), "critical", 3),
            (None, "error", 4),
            (Some("a"), "error", -9),
        ] {
            let labels = [("agent_name", agent), ("event_type", None), ("log_level", Some(level))];
            rollup.add_log(labels, minute * MINUTE + 5).unwrap();
        }
        let agents = of_rolled(&rollup.roll_up().unwrap(), 0).unwrap();
        let told: Vec<_> = agents
            .iter()
            .map(|a| {
                (a.agent_name.as_deref(), a.last_at, a.activity.failures(0, HOUR), a.activity.rows(0, HOUR))
            })
            .collect();
        assert_eq!(
            told,
            [
                (None, 4 * MINUTE + 5, 3, 4),
                (Some("a"), 2 * MINUTE + 5, 1, 2),
                (Some("b"), 3 * MINUTE + 5, 1, 1)
            ]
        );
        assert_eq!(agents[1].activity.failures(i64::MIN, i64::MAX), 1, "what is too old is left out");

        let mut rollup = Rollup::new(&plan(Source::Executions));
        for (status, minute) in [(Some("success"), 1), (Some("timeout"), 1), (None, 2)] {
            let labels = [("agent_name", Some("a")), ("model_used", None), ("status", status)];
            rollup.add_execution(labels, None, [None; EXECUTION_MEASURES.len()], minute * MINUTE).unwrap();
        }
        let agents = of_rolled(&rollup.roll_up().unwrap(), 0).unwrap();
        assert_eq!(
            (agents[0].activity.failures(0, HOUR), agents[0].activity.rows(0, HOUR)),
            (1, 2),
            "known ways of ending"
        );
        assert_eq!((agents[1].activity.failures(0, HOUR), agents[1].activity.rows(0, HOUR)), (1, 3));

        let mut rollup = Rollup::new(&Plan::default());
        rollup.add(b"agents.logs", 1.0, b"", || ("m", "{}".to_owned()), 7).unwrap();
        assert_eq!(of_rolled(&rollup.roll_up().unwrap(), 0).unwrap(), []);
    }
}
