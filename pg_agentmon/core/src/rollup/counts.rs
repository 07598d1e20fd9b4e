//! Rows by time, for when there are too many to keep: how the work is cut into slices.
use allocator_api2::alloc::Allocator;
use hashbrown::HashMap;

use super::{DAY, END_TIME, HOUR, MIN_TIME, MINUTE};

/// More of them than this, and they are made longer.
const MOST: usize = 20_000;
/// How long they may be.
const WIDTHS: [i64; 5] = [MINUTE, HOUR, DAY, 30 * DAY, 3000 * DAY];

/// How many rows there were, by minute, or by something longer where that would be too many.
#[derive(Debug)]
pub(super) struct Counts<A: Allocator + Clone> {
    width: usize,
    rows: HashMap<i64, u64, foldhash::fast::RandomState, A>,
}

impl<A: Allocator + Clone> Counts<A> {
    pub fn new_in(alloc: A) -> Self {
        Self { width: 0, rows: HashMap::with_hasher_in(foldhash::fast::RandomState::default(), alloc) }
    }

    pub fn add(&mut self, time: i64, rows: u64) {
        let start = time.div_euclid(WIDTHS[self.width]) * WIDTHS[self.width];
        let sum = self.rows.entry(start).or_default();
        *sum = sum.saturating_add(rows);
        if self.rows.len() > MOST && self.width + 1 < WIDTHS.len() {
            let alloc = self.rows.allocator().clone();
            let mut wider = Self { width: self.width + 1, ..Self::new_in(alloc) };
            self.iter().for_each(|(time, rows)| wider.add(time, rows));
            *self = wider;
        }
    }

    /// Times and the rows that came from there on.
    pub fn iter(&self) -> impl Iterator<Item = (i64, u64)> + '_ {
        self.rows.iter().map(|(&time, &rows)| (time, rows))
    }

    /// The ends of slices of up to so many rows, as far as a slice can be cut; the last one ends where time ends.
    pub fn slices(&self, most: u64) -> Vec<i64> {
        let mut rows: Vec<_> = self.iter().collect();
        rows.sort_unstable();
        let (mut ends, mut sum) = (Vec::new(), 0_u64);
        for (start, rows) in rows {
            if sum > 0 && rows > most.saturating_sub(sum) {
                ends.push(start.max(MIN_TIME));
                sum = 0;
            }
            sum = rows.saturating_add(sum);
        }
        ends.push(END_TIME);
        ends
    }
}
