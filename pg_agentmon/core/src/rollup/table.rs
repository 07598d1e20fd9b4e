//! The cells by series and minute.
use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec as AVec;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

use super::Cell;

/// Cells that are allocated together, so that growing copies none.
const CHUNK: usize = 256;

#[derive(Debug)]
pub(super) struct Cells<A: Allocator + Clone> {
    chunks: AVec<AVec<Slot<A>, A>, A>,
    len: u32,
    places: HashTable<u32, A>,
    // By series, the minute that it was last asked for: rows mostly come in the order of time.
    last: AVec<(i64, u32), A>,
    hasher: RandomState,
    alloc: A,
}

#[derive(Debug)]
struct Slot<A: Allocator + Clone> {
    series: u32,
    minute: i64,
    cell: Cell<A>,
}

const NOWHERE: (i64, u32) = (i64::MIN, 0);

impl<A: Allocator + Clone> Cells<A> {
    pub fn new_in(alloc: A) -> Self {
        Self {
            chunks: AVec::new_in(alloc.clone()),
            len: 0,
            places: HashTable::new_in(alloc.clone()),
            last: AVec::new_in(alloc.clone()),
            hasher: RandomState::default(),
            alloc,
        }
    }

    /// The cell of a series and the minute that starts then.
    #[inline]
    pub fn at(&mut self, series: u32, minute: i64) -> &mut Cell<A> {
        let place = match self.last.get(series as usize) {
            Some(&(last, place)) if last == minute => place,
            _ => self.find(series, minute),
        } as usize;
        &mut self.chunks[place / CHUNK][place % CHUNK].cell
    }

    fn find(&mut self, series: u32, minute: i64) -> u32 {
        let (chunks, hasher) = (&self.chunks, &self.hasher);
        let key = |place: u32| {
            let slot = &chunks[place as usize / CHUNK][place as usize % CHUNK];
            (slot.series, slot.minute)
        };
        let entry = self.places.entry(
            hasher.hash_one((series, minute)),
            |&place| key(place) == (series, minute),
            |&place| hasher.hash_one(key(place)),
        );
        let place = match entry {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(vacant) => {
                vacant.insert(self.len);
                self.push(Slot { series, minute, cell: Cell::new_in(self.alloc.clone()) })
            }
        };
        if self.last.len() <= series as usize {
            self.last.resize(series as usize + 1, NOWHERE);
        }
        self.last[series as usize] = (minute, place);
        place
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
        let mut cells: Vec<_> = self.iter().collect();
        cells.sort_unstable_by_key(|&(series, minute, _)| (series, minute));
        cells
    }

    /// Lets go of all of them.
    pub fn clear(&mut self) {
        *self = Self::new_in(self.alloc.clone());
    }

    pub fn heap_size(&self) -> usize {
        let inside = |(_, _, cell): (u32, i64, &Cell<A>)| {
            cell.sketch.memory_size() + cell.measures.capacity() * size_of::<(u32, f64)>()
        };
        self.chunks.len() * CHUNK * size_of::<Slot<A>>()
            + self.places.capacity() * (size_of::<u32>() + 1)
            + self.last.capacity() * size_of::<(i64, u32)>()
            + self.iter().map(inside).sum::<usize>()
    }
}
