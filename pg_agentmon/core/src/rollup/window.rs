//! How a window of time is cut into the longest periods that fit, which are the fewest rows to read.
//!
//! From outside in: raw rows at both ends, then minutes, hours, days, and in the middle weeks:
//!
//! ```text
//! from   inner   hours   days   weeks     weeks   days   hours   inner   to
//!  |--raw--|--min--|--h----|--d---|====w====|--d---|--h----|--min--|--raw--|
//! ```
use super::{DAY, END_TIME, HOUR, MINUTE, Period, WEEK};

/// From when on the rollups of each period are all there; `i64::MIN`: always, `i64::MAX`: never. Those of shorter
/// periods are kept for a shorter time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Minutes.
    pub minutes: i64,
    /// Hours.
    pub hours: i64,
    /// Days.
    pub days: i64,
    /// Weeks.
    pub weeks: i64,
}

/// The parts of a window, each from its first time until before its second one; each lies within the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    /// What rollups tell; what lies outside is read from the raw rows.
    pub inner: (i64, i64),
    /// What whole hours tell; the rest of `inner` is minutes.
    pub hours: (i64, i64),
    /// What whole days tell; the rest of `hours` is hours.
    pub days: (i64, i64),
    /// What whole weeks tell; the rest of `days` is days.
    pub weeks: (i64, i64),
}

/// Cuts the window from `from` until before `to`, in microseconds. The day and the week that run have their hours
/// before `summed_until`, and none after it: where that lies within the window, they fit there. Hours after it are kept.
#[must_use]
pub fn cut(from: i64, to: i64, kept: Kept, summed_until: i64) -> Cuts {
    // What rollups no longer tell is read from the raw rows.
    let rolled_from = from.max(kept.hours.min(kept.days).min(to));
    let inner_from = match rolled_from {
        time if time < kept.hours => ceil(Period::Daily, time),
        time if time < kept.minutes => ceil(Period::Hourly, time),
        time => ceil(Period::Minute, time),
    };
    let inner_to = if floor(Period::Daily, to) < kept.hours {
        floor(Period::Daily, to)
    } else if floor(Period::Hourly, to) < kept.minutes {
        floor(Period::Hourly, to)
    } else {
        floor(Period::Minute, to)
    };
    let hours_to = floor(Period::Hourly, inner_to);
    let longer_to = |period| if summed_until <= hours_to { summed_until } else { floor(period, inner_to) };
    let hours = (ceil(Period::Hourly, inner_from), hours_to);
    let days = (ceil(Period::Daily, inner_from.max(kept.days)), longer_to(Period::Daily));
    let weeks = (ceil(Period::Weekly, days.0.max(kept.weeks)), longer_to(Period::Weekly));

    // Where no whole period fits, the part is empty, and lies at the end of the one around it.
    let within = |(from, to): (i64, i64), end: i64| if from < to { (from, to) } else { (end, end) };
    let inner = within((inner_from, inner_to), to);
    let hours = within(hours, inner.1);
    let days = within(days, hours.1);
    let weeks = within(weeks, days.1);
    Cuts { inner, hours, days, weeks }
}

fn is_finite(time: i64) -> bool {
    time != i64::MIN && time != i64::MAX
}

fn floor(period: Period, time: i64) -> i64 {
    if is_finite(time) { period.start(time) } else { time }
}

/// The first start of a period that is not before a time; without an end where PostgreSQL knows no such time.
fn ceil(period: Period, time: i64) -> i64 {
    let start = floor(period, time);
    if start == time {
        return time;
    }
    let length = match period {
        Period::Minute => MINUTE,
        Period::Hourly => HOUR,
        Period::Daily => DAY,
        Period::Weekly => WEEK,
    };
    start.checked_add(length).filter(|start| *start < END_TIME).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
