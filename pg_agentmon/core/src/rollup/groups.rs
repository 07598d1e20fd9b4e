//! The series of an accumulator: from a row's name and tags to an ordinal, within the limits of the plan.
use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec as AVec;
use foldhash::fast::RandomState;
use hashbrown::{HashSet, HashTable};
use std::hash::{BuildHasher, Hasher};

use crate::bytes::{put_bytes, put_varint};

use super::plan::{OTHER_METRICS, OVERFLOW};
use super::{EXECUTION_MEASURES, Plan, Source, dimensions::Dimensions, known::KnownTags};

/// A series takes one place of its metric's limit for each begun stretch of so many bytes of its dimensions.
const BYTES_PER_SLOT: usize = 4096;

/// How many places of its metric's limit a series takes.
pub(super) fn slots(dimensions: &str) -> u32 {
    1 + (dimensions.len() / BYTES_PER_SLOT) as u32
}

/// A stretch of the texts.
#[derive(Debug, Clone, Copy)]
struct Text {
    start: usize,
    len: u32,
}

#[derive(Debug, Clone, Copy)]
struct Metric {
    name: Text,
    /// The keys of its measures, from one ordinal until another.
    measures: (u32, u32),
    limit: u32,
    full: bool,
    slots: u32,
    overflow: Option<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Series {
    metric: u32,
    dimensions: Text,
    overflow: bool,
}

#[derive(Debug)]
pub(super) struct Groups<A: Allocator + Clone> {
    source: Source,
    full: bool,
    series_limit: u32,
    total_limit: u32,
    total_slots: u32,
    texts: AVec<u8, A>,
    keys: AVec<Text, A>,
    metrics: AVec<Metric, A>,
    metric_places: HashTable<u32, A>,
    series: AVec<Series, A>,
    series_places: HashTable<u32, A>,
    catalogue: HashSet<[u8; 32], RandomState, A>,
    known: KnownTags<A>,
    scratch: AVec<u8, A>,
    hasher: RandomState,
}

impl<A: Allocator + Clone> Groups<A> {
    pub fn new_in(plan: &Plan, alloc: A) -> Self {
        let mut catalogue = HashSet::with_hasher_in(RandomState::default(), alloc.clone());
        catalogue.extend(plan.known.iter().copied());
        let mut groups = Self {
            source: plan.source,
            full: plan.full,
            series_limit: plan.series_limit,
            total_limit: plan.total_limit,
            total_slots: 0,
            texts: AVec::new_in(alloc.clone()),
            keys: AVec::new_in(alloc.clone()),
            metrics: AVec::new_in(alloc.clone()),
            metric_places: HashTable::new_in(alloc.clone()),
            series: AVec::new_in(alloc.clone()),
            series_places: HashTable::new_in(alloc.clone()),
            catalogue,
            known: KnownTags::new_in(alloc.clone()),
            scratch: AVec::new_in(alloc),
            hasher: RandomState::default(),
        };
        if plan.source == Source::Executions {
            EXECUTION_MEASURES.iter().for_each(|key| groups.push_key(key));
        }
        for (name, wanted) in &plan.metrics {
            let first = groups.keys.len() as u32;
            wanted.measures.iter().for_each(|key| groups.push_key(key));
            let measures = (first, groups.keys.len() as u32);
            let metric = groups.metric(name) as usize;
            groups.metrics[metric].measures = measures;
            groups.metrics[metric].full = wanted.full;
            if name != OTHER_METRICS {
                groups.metrics[metric].limit = wanted.limit.unwrap_or(plan.series_limit);
            }
        }
        groups
    }

    pub fn allocator(&self) -> A {
        self.texts.allocator().clone()
    }

    pub fn source(&self) -> Source {
        self.source
    }

    pub fn len(&self) -> usize {
        self.series.len()
    }

    /// Metric, dimensions, and whether it is that of the rows past a limit.
    pub fn get(&self, series: u32) -> (&str, &str, bool) {
        let series = &self.series[series as usize];
        let metric = &self.metrics[series.metric as usize];
        (self.text(metric.name), self.text(series.dimensions), series.overflow)
    }

    /// The keys of measures, by ordinal.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.keys.iter().map(|key| self.text(*key))
    }

    /// Appends the keys of measures to bytes.
    pub fn put_keys(&self, out: &mut Vec<u8>) {
        put_varint(out, self.keys.len() as u64);
        self.keys().for_each(|key| put_bytes(out, key.as_bytes()));
    }

    pub fn push_key(&mut self, key: &str) {
        let key = self.push_text(key);
        self.keys.push(key);
    }

    fn text(&self, text: Text) -> &str {
        // Only whole texts are put there.
        std::str::from_utf8(&self.texts[text.start..text.start + text.len as usize]).unwrap_or_default()
    }

    fn push_text(&mut self, text: &str) -> Text {
        let start = self.texts.len();
        self.texts.extend_from_slice(text.as_bytes());
        Text { start, len: text.len() as u32 }
    }

    #[inline]
    fn hash(&self, name: &[u8], tags: &[u8]) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(name);
        hasher.write(tags);
        hasher.finish()
    }

    /// The series of a name and raw tags that came before.
    #[inline(always)]
    pub fn known(&mut self, name: &[u8], tags: &[u8]) -> Option<u32> {
        self.known.find(name, tags)
    }

    /// The series of a row (its name and tags raw and as text), and its measures by ordinal of their key; `None` for
    /// tags that are no object.
    pub fn find(
        &mut self,
        (name, tags): (&[u8], &[u8]),
        (name_text, tags_text): (&str, &str),
    ) -> Option<(u32, Vec<(u32, f64)>)> {
        let metric = self.metric(name_text);
        let (first, until) = self.metrics[metric as usize].measures;
        let keys = (first..until).map(|key| (key, self.text(self.keys[key as usize])));
        let found = Dimensions::read(tags_text, keys)?;
        let series = self.series(metric, &found.text);
        // With measures nearly every row has tags of its own, so that remembering them would be in vain.
        if first == until {
            self.known.remember(name, tags, series);
        }
        Some((series, found.measures))
    }

    /// The series of a row whose dimensions are these labels, keys in order; those without a value are left out.
    pub fn labelled(&mut self, metric_name: &str, labels: &[(&str, Option<&str>); 3]) -> u32 {
        let unused = AVec::new_in(self.allocator());
        let mut raw = std::mem::replace(&mut self.scratch, unused);
        raw.clear();
        for (_, value) in labels {
            raw.extend_from_slice(&value.map_or(u64::MAX, |value| value.len() as u64).to_le_bytes());
            raw.extend_from_slice(value.unwrap_or_default().as_bytes());
        }
        let series = self.known(metric_name.as_bytes(), &raw).unwrap_or_else(|| {
            let metric = self.metric(metric_name);
            let series = self.series(metric, &Dimensions::of_labels(labels).text);
            self.known.remember(metric_name.as_bytes(), &raw, series);
            series
        });
        self.scratch = raw;
        series
    }

    fn metric(&mut self, name: &str) -> u32 {
        let hash = self.hasher.hash_one(name);
        if let Some(&metric) =
            self.metric_places.find(hash, |&m| self.text(self.metrics[m as usize].name) == name)
        {
            return metric;
        }
        let metric = self.metrics.len() as u32;
        // Its overflow says that all metrics together are too many, and must not come of rows under that name.
        let limit = if name == OTHER_METRICS { u32::MAX } else { self.series_limit };
        let name = self.push_text(name);
        self.metrics.push(Metric { name, measures: (0, 0), limit, full: false, slots: 0, overflow: None });
        let (metrics, texts, hasher) = (&self.metrics, &self.texts, &self.hasher);
        self.metric_places.insert_unique(hash, metric, |&m| {
            let name = metrics[m as usize].name;
            hasher.hash_one(
                std::str::from_utf8(&texts[name.start..name.start + name.len as usize]).unwrap_or_default(),
            )
        });
        metric
    }

    fn hash_of_series(&self, metric: u32, dimensions: &[u8]) -> u64 {
        self.hash(&metric.to_le_bytes(), dimensions)
    }

    /// The series of a metric with these dimensions, or the one for what is past a limit.
    fn series(&mut self, metric: u32, dimensions: &str) -> u32 {
        if let Some(series) = self.existing(metric, dimensions) {
            return series;
        }
        let (slots, of) = (slots(dimensions), self.metrics[metric as usize]);
        let total = self.total_slots.saturating_add(slots);
        if of.full || self.full {
            let key = self.source.series_key(self.text(of.name), dimensions, false);
            if !self.catalogue.contains(&key) {
                return if of.full { self.overflow(metric) } else { self.other() };
            }
        } else if total > self.total_limit {
            return self.other();
        } else if of.slots.saturating_add(slots) > of.limit {
            return self.overflow(metric);
        }
        self.admit(metric, dimensions)
    }

    fn existing(&self, metric: u32, dimensions: &str) -> Option<u32> {
        let same = |&s: &u32| {
            let series = &self.series[s as usize];
            series.metric == metric && self.text(series.dimensions) == dimensions
        };
        self.series_places.find(self.hash_of_series(metric, dimensions.as_bytes()), same).copied()
    }

    fn admit(&mut self, metric: u32, dimensions: &str) -> u32 {
        let slots = slots(dimensions);
        self.total_slots = self.total_slots.saturating_add(slots);
        let taken = &mut self.metrics[metric as usize].slots;
        *taken = taken.saturating_add(slots);
        let hash = self.hash_of_series(metric, dimensions.as_bytes());
        let dimensions = self.push_text(dimensions);
        let series = self.push_series(Series { metric, dimensions, overflow: false });
        // Those of overflows are found by their metric, and not here: a row may have their very dimensions.
        let (all, texts, hasher) = (&self.series, &self.texts, &self.hasher);
        self.series_places.insert_unique(hash, series, |&s| {
            let Series { metric, dimensions, .. } = all[s as usize];
            let mut hash = hasher.build_hasher();
            hash.write(&metric.to_le_bytes());
            hash.write(&texts[dimensions.start..dimensions.start + dimensions.len as usize]);
            hash.finish()
        });
        series
    }

    fn push_series(&mut self, series: Series) -> u32 {
        self.series.push(series);
        self.series.len() as u32 - 1
    }

    /// The series for what is past the limit of a metric.
    fn overflow(&mut self, metric: u32) -> u32 {
        if let Some(series) = self.metrics[metric as usize].overflow {
            return series;
        }
        let dimensions = self.push_text(OVERFLOW);
        let series = self.push_series(Series { metric, dimensions, overflow: true });
        self.metrics[metric as usize].overflow = Some(series);
        series
    }

    /// The series for what is past the limit of all metrics together.
    fn other(&mut self) -> u32 {
        let metric = self.metric(OTHER_METRICS);
        self.overflow(metric)
    }

    /// Adds a series that another accumulator has admitted; gives its ordinal here.
    pub fn take_in_one(&mut self, (metric, dimensions, overflow): (&str, &str, bool)) -> u32 {
        let metric = self.metric(metric);
        if overflow {
            return self.overflow(metric);
        }
        self.existing(metric, dimensions).unwrap_or_else(|| self.admit(metric, dimensions))
    }

    /// The ordinals here of the series of another.
    pub fn take_in<B: Allocator + Clone>(&mut self, other: &Groups<B>) -> Vec<u32> {
        (0..other.len() as u32).map(|series| self.take_in_one(other.get(series))).collect()
    }

    /// The ordinals here of another's keys of measures.
    pub fn take_in_keys<B: Allocator + Clone>(&mut self, other: &Groups<B>) -> Vec<u32> {
        // One plan, one order of keys: only an accumulator without a plan learns them.
        other.keys().skip(self.keys.len()).for_each(|key| self.push_key(key));
        (0..other.keys.len() as u32).collect()
    }

    pub fn heap_size(&self) -> usize {
        self.texts.capacity()
            + self.known.heap_size()
            + self.series.capacity() * size_of::<Series>()
            + self.metrics.capacity() * size_of::<Metric>()
            + self.catalogue.capacity() * 32
    }
}
