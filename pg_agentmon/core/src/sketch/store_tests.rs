//! The forms of a store.

use super::*;
use allocator_api2::alloc::Global;

fn filled(indexes: impl Iterator<Item = i32>) -> Store<Global> {
    let mut store = Store::new_in(Global);
    indexes.for_each(|i| {
        store.add(i, 1);
    });
    store
}

#[test]
fn the_form_follows_the_data_and_the_counts_do_not() {
    let mut store = filled((0..100).rev());
    assert!(matches!(store, Store::Dense(_)));
    assert!(store.add(1_000_000, 1), "an outlier opens a bucket");
    assert!(matches!(store, Store::Sparse(_)));
    assert!(!store.add(5, u64::from(u32::MAX)), "a counter beyond 32 bits");
    assert!(matches!(store, Store::Wide(_)));
    assert_eq!(store.used(), 101);
    assert_eq!(store.iter().map(|(_, n)| n).sum::<u64>(), 101 + u64::from(u32::MAX));
    assert_eq!(store.iter().next_back(), Some((1_000_000, 1)));
}

#[test]
fn counters_widen_as_they_fill() {
    let mut store = filled(0..100);
    let mut total = 1_u64;
    for n in [200, 100, 60_000, 100_000, 4_000_000_000, 1_000_000_000, 1 << 62] {
        assert!(!store.add(7, n));
        total += n;
        assert_eq!(store.iter().nth(7), Some((7, total)));
        assert_eq!((store.used(), store.iter().count()), (100, 100));
    }
    assert!(matches!(store, Store::Wide(_)));
}

#[test]
fn few_buckets_with_large_counts_take_no_window() {
    // Latencies that hardly vary and one timeout: counters wide enough would cost four kilobytes.
    let mut store = filled((0..40).chain([700]));
    assert!(matches!(store, Store::Dense(_)));
    (0..40).for_each(|i| {
        store.add(i, 100_000);
    });
    assert!(matches!(store, Store::Sparse(_)));
    assert!(store.heap_size() <= 400, "{}", store.heap_size());
    assert_eq!(store.iter().map(|(_, n)| n).sum::<u64>(), 4_000_041);
}

#[test]
fn one_bucket_takes_no_heap_whatever_it_counts() {
    let mut store = filled([-7; 300].into_iter());
    assert_eq!((store.used(), store.heap_size()), (1, 0));
    assert!(!store.add(-7, u64::from(u32::MAX)));
    assert_eq!(store.iter().collect::<std::vec::Vec<_>>(), [(-7, 300 + u64::from(u32::MAX))]);
    let mut store = Store::new_in(Global);
    assert!(store.add(3, 1 << 40) && store.add(-3, 1));
    assert_eq!(store.iter().collect::<std::vec::Vec<_>>(), [(-3, 1), (3, 1 << 40)]);
}

#[test]
fn far_ends_do_not_overflow() {
    let ends = [i32::MIN / 2, i32::MAX / 2];
    let store = filled(ends.into_iter());
    assert_eq!(store.iter().map(|(i, _)| i).collect::<std::vec::Vec<_>>(), ends);
    let mut store = filled(0..50);
    ends.into_iter().for_each(|i| assert!(store.add(i, 1)));
    assert_eq!(store.used(), 52);
}

#[test]
fn downscaling_floors_also_below_zero() {
    let coarse = filled(-5..5).downscaled(1);
    assert_eq!(
        coarse.iter().collect::<std::vec::Vec<_>>(),
        [(-3, 1), (-2, 2), (-1, 2), (0, 2), (1, 2), (2, 1)]
    );
}

#[test]
fn a_small_store_is_small() {
    assert_eq!(Store::new_in(Global).heap_size(), 0);
    assert!(filled([3, -900, 70_000].into_iter()).heap_size() <= 64);
    assert!(filled((0..60).map(|i| i * 5)).heap_size() <= 512);
}

#[test]
fn room_for_what_is_alike_holds_nothing_and_needs_no_more() {
    let kinds = [filled([].into_iter()), filled([7].into_iter()), filled((0..20).rev()), filled(0..300)];
    for store in kinds {
        let mut room = store.with_room_alike();
        assert_eq!((room.used(), room.iter().count()), (0, 0));
        let size = room.heap_size();
        assert!(size <= store.heap_size());
        store.batches(|some| room.add_all(some, 0));
        assert!(room.iter().eq(store.iter()));
        assert_eq!(room.heap_size(), size);
    }
}

#[test]
fn windows_merge_wherever_they_lie() {
    let ours = || filled((0..50).chain(60..90));
    for first in [-500, -64, -40, 0, 7, 40, 89, 120, 400] {
        let theirs = filled(first..first + 40);
        let (mut merged, mut expected) = (ours(), ours());
        merged.merge(&theirs, 0);
        theirs.iter().for_each(|(index, n)| {
            expected.add(index, n);
        });
        assert!(merged.iter().eq(expected.iter()), "from {first}");
        assert_eq!(merged.used(), expected.used(), "from {first}");
    }
}
