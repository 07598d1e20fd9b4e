//! Whether a value of an hour is unlike what its series had at that hour of the day and week.
//!
//! What is usual is the median of the same hours (with their neighbours) of the weeks before, or of the days before;
//! whichever has foretold the hours that we know better. Where the last days were all higher or lower than foretold,
//! that shift is taken along, so that a new level is unusual for a day or two and not for weeks. How far a value may
//! be off is what the same foretelling was off by in the past: the median of the absolute residuals (MAD, Hampel
//! 1974) and their 95th percentile, which also bounds values whose noise has long tails. Medians bear that some of
//! the past was unusual itself.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

/// How values of a kind scatter: they are compared where the spread does not depend on the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Numbers of things: square roots (Anscombe 1948), and never less spread than chance gives.
    Count,
    /// Shares from 0 to 1: arcsines.
    Share,
    /// Anything else: logarithms where all are above zero.
    Value,
}

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// By how many times the usual spread the value is off; positive above, negative below.
    pub score: f64,
    /// What is usual.
    pub usual: f64,
    /// Below that a value is unusual, and
    pub low: f64,
    /// above that.
    pub high: f64,
    /// Whether the same hours of weeks (7) or of days (1) say what is usual.
    pub days: u32,
    /// How many hours of the past were compared with.
    pub hours: usize,
}

/// A value that is as many spreads off as this, or more, is unusual.
pub const UNUSUAL: f64 = 4.0;

const DAY: i32 = 24;
const WEEK: i32 = 7 * DAY;
/// Of hours within three weeks it is known how well they were foretold.
const TRIED: i32 = 21 * DAY + 1;
/// Fewer residuals say nothing of a spread.
const LEAST_RESIDUALS: usize = 6;
/// The same hours of the past alone say what is usual where there are as many.
const ENOUGH: usize = 3;
/// From percentiles and means of few rows two per cent are nothing.
const LEAST_RELATIVE: f64 = 0.02;

/// Judges a value by those of the same hours before: hours ago (24 is the same hour of yesterday; those besides one
/// that is a whole number of days ago count as its neighbours) and what they had. `noise` is the spread that chance
/// gives the value, on its scale. None where the past is too short or too thin to say.
#[must_use]
pub fn judge(past: &BTreeMap<i32, f64>, value: f64, scale: Scale, noise: f64) -> Option<Verdict> {
    let scale = Map::of(scale, past, value);
    let mapped: BTreeMap<_, _> = past.iter().map(|(ago, value)| (*ago, scale.there(*value))).collect();
    let ways = [DAY, WEEK].map(|period| Usual::of(&mapped, period));
    let ways = ways.iter().flat_map(|usual| [(usual, false), (usual, true)]);
    let tried = ways.filter_map(|(usual, shifted)| Tried::of(&mapped, usual, shifted));
    let best = tried.min_by(|one, other| one.typically_off().total_cmp(&other.typically_off()))?;
    let spread = best.spread().max(scale.least(&mapped)).max(noise);
    Some(Verdict {
        score: (scale.there(value) - best.foretold) / spread,
        usual: scale.back(best.foretold),
        low: scale.back(best.foretold - UNUSUAL * spread),
        high: scale.back(best.foretold + UNUSUAL * spread),
        days: if best.period == WEEK { 7 } else { 1 },
        hours: best.off.len(),
    })
}

/// What is usual, for hours that are so long ago (0: the one that is judged), by the same hours of the periods before.
struct Usual {
    period: i32,
    at: BTreeMap<i32, f64>,
}

impl Usual {
    fn of(mapped: &BTreeMap<i32, f64>, period: i32) -> Self {
        let asked = std::iter::once(0).chain(mapped.range(1..=TRIED + 3 * DAY + 1).map(|(ago, _)| *ago));
        Self { period, at: asked.filter_map(|ago| Some((ago, usual(mapped, ago, period)?))).collect() }
    }

    /// What the hours before say of one, with the shift of the three days before it or without.
    fn foretell(&self, mapped: &BTreeMap<i32, f64>, ago: i32, shifted: bool) -> Option<f64> {
        let usual = self.at.get(&ago)?;
        if !shifted {
            return Some(*usual);
        }
        let mut lately: Vec<_> = around(mapped, ago, DAY, 3)
            .into_iter()
            .filter_map(|(before, value)| Some(value - self.at.get(&before)?))
            .collect();
        (lately.len() >= 3).then(|| usual + median(&mut lately))
    }
}

/// A way of foretelling, and by how much it was off in the hours that are known.
struct Tried {
    period: i32,
    foretold: f64,
    /// Sorted.
    off: Vec<f64>,
}

impl Tried {
    fn of(mapped: &BTreeMap<i32, f64>, usual: &Usual, shifted: bool) -> Option<Self> {
        let foretold = usual.foretell(mapped, 0, shifted)?;
        let mut off: Vec<_> = mapped
            .range(1..=TRIED)
            .filter_map(|(ago, value)| Some((value - usual.foretell(mapped, *ago, shifted)?).abs()))
            .collect();
        off.sort_unstable_by(f64::total_cmp);
        (off.len() >= LEAST_RESIDUALS).then_some(Self { period: usual.period, foretold, off })
    }

    /// The mean has a say too: what runs once a week is off by much, once a week, where days foretell it.
    fn typically_off(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let mean = self.off.iter().sum::<f64>() / self.off.len() as f64;
        rank(&self.off, 0.5) + 0.25 * rank(&self.off, 0.9) + 0.1 * mean
    }

    fn spread(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let few = 1.0 + 2.0 / self.off.len() as f64;
        (1.4826 * rank(&self.off, 0.5)).max(0.5 * rank(&self.off, 0.95)) * few
    }
}

/// A way there and back between values and what is compared.
#[derive(Debug, Clone, Copy)]
enum Map {
    Root,
    Arcsine,
    Logarithm,
    Linear,
}

impl Map {
    fn of(scale: Scale, past: &BTreeMap<i32, f64>, value: f64) -> Self {
        match scale {
            Scale::Count => Self::Root,
            Scale::Share => Self::Arcsine,
            Scale::Value if value > 0.0 && past.values().all(|value| *value > 0.0) => Self::Logarithm,
            Scale::Value => Self::Linear,
        }
    }

    fn there(self, value: f64) -> f64 {
        match self {
            Self::Root => 2.0 * (value.max(0.0) + 0.375).sqrt(),
            Self::Arcsine => 2.0 * value.clamp(0.0, 1.0).sqrt().asin(),
            Self::Logarithm => value.ln(),
            Self::Linear => value,
        }
    }

    fn back(self, mapped: f64) -> f64 {
        match self {
            Self::Root => ((mapped.max(0.0) / 2.0).powi(2) - 0.375).max(0.0),
            Self::Arcsine => (mapped.clamp(0.0, std::f64::consts::PI) / 2.0).sin().powi(2),
            Self::Logarithm => mapped.exp(),
            Self::Linear => mapped,
        }
    }

    /// The least spread that means anything.
    fn least(self, mapped: &BTreeMap<i32, f64>) -> f64 {
        match self {
            Self::Root => 1.0,
            Self::Arcsine | Self::Logarithm => LEAST_RELATIVE,
            Self::Linear => {
                let mut sizes: Vec<_> = mapped.values().map(|value| value.abs()).collect();
                sizes.sort_unstable_by(f64::total_cmp);
                (LEAST_RELATIVE * rank(&sizes, 0.5)).max(f64::MIN_POSITIVE)
            }
        }
    }
}

/// The median of the same hours before, two of them at least. Where there are few, what lies between the hours besides
/// one of them counts as one more: between, since in the morning the one is lower and the other higher.
fn usual(mapped: &BTreeMap<i32, f64>, ago: i32, period: i32) -> Option<f64> {
    let (periods, least) = if period == WEEK { (5, 2) } else { (14, 3) };
    let at = |before: i32| mapped.get(&before).copied();
    let before = (1..=periods).map(|count| ago + count * period);
    let mut values: Vec<_> = before.clone().filter_map(at).collect();
    if values.len() < least {
        return None;
    }
    if values.len() < ENOUGH {
        values.extend(before.filter_map(|before| Some(f64::midpoint(at(before - 1)?, at(before + 1)?))));
    }
    Some(median(&mut values))
}

/// The hours that are one to so many periods before that one, with their neighbours.
fn around(mapped: &BTreeMap<i32, f64>, ago: i32, period: i32, periods: i32) -> Vec<(i32, f64)> {
    (1..=periods)
        .flat_map(|count| mapped.range(ago + count * period - 1..=ago + count * period + 1))
        .map(|(before, value)| (*before, *value))
        .collect()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) }
}

/// The value at that share of sorted values.
fn rank(sorted: &[f64], share: f64) -> f64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let place = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len()) - 1;
    sorted[place]
}
