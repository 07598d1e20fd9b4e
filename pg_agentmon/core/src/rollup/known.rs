//! Names and raw tags that came before, and the series that they turned out to be: reading tags costs a hundred times more.
use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec as AVec;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};

/// Raw tags that are longer are read again each time.
const LONGEST: usize = 4096;
/// How many bytes are remembered; beyond it the memory is emptied.
const MOST: usize = 16 << 20;

#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u64,
    start: usize,
    name_len: u32,
    tags_len: u32,
    series: u32,
    /// The entry that came after this one the last time.
    next: u32,
}

/// Whether two texts of one length are equal. They are short, so that calling what compares memory of any size takes
/// longer than this.
#[inline(always)]
fn equal(a: &[u8], b: &[u8]) -> bool {
    if let Some(equal) = equal_by::<16>(a, b) {
        equal
    } else if let Some(equal) = equal_by::<8>(a, b) {
        equal
    } else {
        a.iter().zip(b).all(|(a, b)| a == b)
    }
}

/// The same by so many bytes at a time; none where there are not that many.
#[inline(always)]
fn equal_by<const N: usize>(a: &[u8], b: &[u8]) -> Option<bool> {
    // Where the length is no multiple of it, the last ones overlap with those before.
    let last = a.last_chunk::<N>()? == b.last_chunk::<N>()?;
    Some(last && a.as_chunks::<N>().0.iter().zip(b.as_chunks::<N>().0).all(|(a, b)| a == b))
}

#[derive(Debug)]
pub(super) struct KnownTags<A: Allocator + Clone> {
    entries: AVec<Entry, A>,
    places: HashTable<u32, A>,
    raw: AVec<u8, A>,
    /// The entry that came last, and the one that is likely to come next.
    last: usize,
    next: usize,
    hasher: RandomState,
}

impl<A: Allocator + Clone> KnownTags<A> {
    pub fn new_in(alloc: A) -> Self {
        Self {
            entries: AVec::new_in(alloc.clone()),
            places: HashTable::new_in(alloc.clone()),
            raw: AVec::new_in(alloc),
            last: 0,
            next: 0,
            hasher: RandomState::default(),
        }
    }

    /// The series of a name and raw tags that came before.
    ///
    /// Who reports many metrics reports them in the same order each time; so what came after the last one before is
    /// tried first, which spares the hash.
    #[inline(always)]
    pub fn find(&mut self, name: &[u8], tags: &[u8]) -> Option<u32> {
        if let Some(entry) = self.entries.get(self.next)
            && self.is(entry, name, tags)
        {
            (self.last, self.next) = (self.next, entry.next as usize);
            return Some(entry.series);
        }
        self.look_up(name, tags)
    }

    #[inline(never)]
    fn look_up(&mut self, name: &[u8], tags: &[u8]) -> Option<u32> {
        let hash = self.hash(name, tags);
        let same = |&place: &u32| {
            let entry = &self.entries[place as usize];
            entry.hash == hash && self.is(entry, name, tags)
        };
        let place = *self.places.find(hash, same)?;
        self.came(place);
        Some(self.entries[place as usize].series)
    }

    /// Takes note of which entry came.
    fn came(&mut self, place: u32) {
        if let Some(last) = self.entries.get_mut(self.last) {
            last.next = place;
        }
        self.last = place as usize;
        self.next = self.entries[place as usize].next as usize;
    }

    #[inline(always)]
    fn is(&self, entry: &Entry, name: &[u8], tags: &[u8]) -> bool {
        let (name_len, tags_len) = (entry.name_len as usize, entry.tags_len as usize);
        if name_len != name.len() || tags_len != tags.len() {
            return false;
        }
        let Some(raw) = self.raw.get(entry.start..entry.start + name_len + tags_len) else { return false };
        let (its_name, its_tags) = raw.split_at(name_len);
        equal(its_tags, tags) && equal(its_name, name)
    }

    fn hash(&self, name: &[u8], tags: &[u8]) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(name);
        hasher.write(tags);
        hasher.finish()
    }

    /// Remembers a series for a name and raw tags that were not found.
    pub fn remember(&mut self, name: &[u8], tags: &[u8], series: u32) {
        if name.len() + tags.len() > LONGEST {
            return;
        }
        if self.raw.len() > MOST {
            self.raw.clear();
            self.places.clear();
            self.entries.clear();
        }
        let (hash, start, place) = (self.hash(name, tags), self.raw.len(), self.entries.len());
        self.raw.extend_from_slice(name);
        self.raw.extend_from_slice(tags);
        let (name_len, tags_len) = (name.len() as u32, tags.len() as u32);
        self.entries.push(Entry { hash, start, name_len, tags_len, series, next: place as u32 });
        self.came(place as u32);
        let entries = &self.entries;
        self.places.insert_unique(hash, place as u32, |&place| entries[place as usize].hash);
    }

    pub fn heap_size(&self) -> usize {
        self.raw.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.places.capacity() * (size_of::<u32>() + 1)
    }
}
