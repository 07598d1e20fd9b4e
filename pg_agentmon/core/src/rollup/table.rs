//! The cells by series and minute, or by hour where minutes are not asked for.
use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec as AVec;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

use super::{Cell, HOUR, MINUTE, Period};

/// Cells that are allocated together, so that growing copies none.
const CHUNK: usize = 256;

#[derive(Debug)]
pub(super) struct Cells<A: Allocator + Clone> {
    chunks: AVec<AVec<Slot<A>, A>, A>,
    len: u32,
    places: HashTable<Place, A>,
    // By series; rows mostly come in the order of time.
    last: AVec<Last, A>,
    hasher: RandomState,
    alloc: A,
    // From then on, a beginning of an hour, cells are minutes; those before are hours.
    first_minute: i64,
}

#[derive(Debug)]
struct Slot<A: Allocator + Clone> {
    series: u32,
    minute: i64,
    cell: Cell<A>,
}

/// Where the cell of a series and minute is. It says whose it is itself, for a table that grows would go to all of the
/// cells else.
#[derive(Debug, Clone, Copy)]
struct Place {
    minute: i64,
    series: u32,
    place: u32,
}

/// The cells of a series that matter for its next row.
#[derive(Debug, Clone, Copy)]
struct Last {
    /// The minute that it was last asked for, and its place.
    minute: i64,
    place: u32,
    /// The place of the newest cell.
    newest: u32,
    /// How long the cell is.
    width: u32,
}

/// No time is in that minute.
const NOWHERE: Last = Last { minute: i64::MIN, place: 0, newest: u32::MAX, width: MINUTE as u32 };

impl<A: Allocator + Clone> Cells<A> {
    pub fn new_in(first_minute: i64, alloc: A) -> Self {
        const { assert!(HOUR <= u32::MAX as i64) };
        Self {
            first_minute,
            chunks: AVec::new_in(alloc.clone()),
            len: 0,
            places: HashTable::new_in(alloc.clone()),
            last: AVec::new_in(alloc.clone()),
            hasher: RandomState::default(),
            alloc,
        }
    }

    /// The cell of a series and the minute that a row's time is in.
    #[inline(always)]
    pub fn of_row(&mut self, series: u32, time: i64) -> &mut Cell<A> {
        let place = match self.last.get(series as usize) {
            // Cheaper than to ask in which minute it is.
            Some(last) if (time.wrapping_sub(last.minute) as u64) < u64::from(last.width) => last.place,
            _ => self.minute_of_row(series, self.shortest(time).start(time)),
        } as usize;
        &mut self.chunks[place / CHUNK][place % CHUNK].cell
    }

    /// The period that a cell of rows of this time is of.
    pub fn shortest(&self, time: i64) -> Period {
        if time < self.first_minute { Period::Hourly } else { Period::Minute }
    }

    /// From when on cells are minutes; those before are hours.
    pub fn first_minute(&self) -> i64 {
        self.first_minute
    }

    /// The place of a cell for rows. Minutes of a series are alike: a new one has room for what the one before holds,
    /// since growing to it costs more than all else.
    #[inline(never)]
    fn minute_of_row(&mut self, series: u32, minute: i64) -> u32 {
        let before = self.last.get(series as usize).map_or(NOWHERE, |&last| last);
        let cells = self.len;
        let place = self.find(series, minute);
        // Each cell is an example for one only, so that whoever mixes full minutes with empty ones gets twice the memory
        // that they need and no more.
        if self.len > cells && before.place == before.newest {
            let values = self.slot(before.place).cell.values.with_room_alike();
            self.slot(place).cell.values = values;
        }
        place
    }

    /// The cell of a series and the minute that starts then.
    pub fn at(&mut self, series: u32, minute: i64) -> &mut Cell<A> {
        let place = self.find(series, minute);
        &mut self.slot(place).cell
    }

    fn find(&mut self, series: u32, minute: i64) -> u32 {
        let hasher = &self.hasher;
        let entry = self.places.entry(
            hasher.hash_one((series, minute)),
            |place| (place.series, place.minute) == (series, minute),
            |place| hasher.hash_one((place.series, place.minute)),
        );
        let (place, new) = match entry {
            Entry::Occupied(known) => (known.get().place, false),
            Entry::Vacant(vacant) => {
                vacant.insert(Place { minute, series, place: self.len });
                (self.push(Slot { series, minute, cell: Cell::new_in(self.alloc.clone()) }), true)
            }
        };
        if self.last.len() <= series as usize {
            self.last.resize(series as usize + 1, NOWHERE);
        }
        let width = if minute < self.first_minute { HOUR } else { MINUTE } as u32;
        let last = &mut self.last[series as usize];
        *last = Last { minute, place, newest: if new { place } else { last.newest }, width };
        place
    }

    fn slot(&mut self, place: u32) -> &mut Slot<A> {
        &mut self.chunks[place as usize / CHUNK][place as usize % CHUNK]
    }

    fn push(&mut self, slot: Slot<A>) -> u32 {
        let place = self.len;
        if (place as usize).is_multiple_of(CHUNK) {
            self.chunks.push(AVec::with_capacity_in(CHUNK, self.alloc.clone()));
        }
        self.chunks[place as usize / CHUNK].push(slot);
        self.len += 1;
        place
    }

    /// Series, minute and cell, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, i64, &Cell<A>)> {
        self.chunks.iter().flatten().map(|slot| (slot.series, slot.minute, &slot.cell))
    }

    /// The same, by series and minute.
    pub fn sorted(&self) -> Vec<(u32, i64, &Cell<A>)> {
        // By series first, which needs no comparison and leaves those of one in the order in which they came: mostly
        // that of time.
        let mut by_series = vec![Vec::new(); self.last.len()];
        for (series, minute, cell) in self.iter() {
            by_series[series as usize].push((series, minute, cell));
        }
        by_series.iter_mut().for_each(|cells| cells.sort_by_key(|&(_, minute, _)| minute));
        by_series.concat()
    }

    /// Lets go of all of them.
    pub fn clear(&mut self) {
        *self = Self::new_in(self.first_minute, self.alloc.clone());
    }

    pub fn heap_size(&self) -> usize {
        let inside = |(_, _, cell): (u32, i64, &Cell<A>)| {
            cell.values.heap_size() + cell.measures.capacity() * size_of::<(u32, f64)>()
        };
        self.chunks.len() * CHUNK * size_of::<Slot<A>>()
            + self.places.capacity() * (size_of::<Place>() + 1)
            + self.last.capacity() * size_of::<Last>()
            + self.iter().map(inside).sum::<usize>()
    }
}
