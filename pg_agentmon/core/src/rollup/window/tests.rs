use proptest::prelude::*;

use super::{Cuts, Kept, ceil, cut, floor};
use crate::rollup::{DAY, HOUR, MINUTE, Period, WEEK};

const ALWAYS: Kept = Kept { minutes: i64::MIN, hours: i64::MIN, days: i64::MIN, weeks: i64::MIN };
const NEVER: i64 = i64::MAX;
/// Monday, 2000-01-03.
const MONDAY: i64 = 2 * DAY;

#[test]
fn a_window_is_made_of_the_longest_periods_that_fit() {
    let from = MONDAY - DAY - 90 * MINUTE - 1;
    let to = MONDAY + WEEK + DAY + HOUR + MINUTE + 1;
    assert_eq!(
        cut(from, to, ALWAYS, NEVER),
        Cuts {
            inner: (MONDAY - DAY - 90 * MINUTE, MONDAY + WEEK + DAY + HOUR + MINUTE),
            hours: (MONDAY - DAY - HOUR, MONDAY + WEEK + DAY + HOUR),
            days: (MONDAY - DAY, MONDAY + WEEK + DAY),
            weeks: (MONDAY, MONDAY + WEEK),
        }
    );
}

#[test]
fn parts_that_have_nothing_are_empty_and_at_the_end_of_those_around_them() {
    let cuts = cut(MONDAY + 1, MONDAY + 2, ALWAYS, NEVER);
    assert_eq!(cuts.inner, (MONDAY + 2, MONDAY + 2));
    assert_eq!((cuts.hours, cuts.days, cuts.weeks), (cuts.inner, cuts.inner, cuts.inner));
    let cuts = cut(MONDAY + 1, MONDAY + 150 * MINUTE, ALWAYS, NEVER);
    assert_eq!(cuts.inner, (MONDAY + MINUTE, MONDAY + 150 * MINUTE));
    assert_eq!(cuts.hours, (MONDAY + HOUR, MONDAY + 2 * HOUR));
    assert_eq!((cuts.days, cuts.weeks), ((cuts.hours.1, cuts.hours.1), (cuts.hours.1, cuts.hours.1)));
}

#[test]
fn what_is_kept_no_more_is_read_from_longer_periods_or_raw_rows() {
    // Minutes are gone: whole hours, and raw rows at both ends.
    let cuts = cut(MONDAY + 1, MONDAY + 2 * DAY + 1, Kept { minutes: NEVER, ..ALWAYS }, NEVER);
    assert_eq!(cuts.inner, (MONDAY + HOUR, MONDAY + 2 * DAY));
    assert_eq!(cuts.hours, cuts.inner);
    // Hours are gone until Wednesday: whole days before it, hours after.
    let kept = Kept { minutes: MONDAY + 2 * DAY, hours: MONDAY + 2 * DAY, ..ALWAYS };
    let cuts = cut(MONDAY + 1, MONDAY + 3 * DAY + HOUR, kept, NEVER);
    assert_eq!(cuts.inner, (MONDAY + DAY, MONDAY + 3 * DAY + HOUR));
    assert_eq!(cuts.days, (MONDAY + DAY, MONDAY + 3 * DAY));
    // Days are gone too: what lies before is read from the raw rows.
    let kept =
        Kept { minutes: MONDAY + 3 * DAY, hours: MONDAY + 3 * DAY, days: MONDAY + 2 * DAY, weeks: NEVER };
    let cuts = cut(MONDAY, MONDAY + 4 * DAY, kept, NEVER);
    assert_eq!(cuts.inner.0, MONDAY + 2 * DAY);
    assert_eq!(
        (cuts.days, cuts.weeks),
        ((MONDAY + 2 * DAY, MONDAY + 4 * DAY), (MONDAY + 4 * DAY, MONDAY + 4 * DAY))
    );
}

#[test]
fn the_week_that_runs_fits_where_its_hours_end() {
    let now = MONDAY + 2 * DAY + 5 * HOUR;
    let cuts = cut(MONDAY, now + 10 * MINUTE, ALWAYS, now);
    assert_eq!((cuts.weeks, cuts.hours.1), ((MONDAY, now), now));
    // Beyond the window, it does not.
    let cuts = cut(MONDAY, now - HOUR, ALWAYS, now);
    assert_eq!(cuts.weeks, (MONDAY + 2 * DAY, MONDAY + 2 * DAY));
}

fn any_time() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => -60 * DAY..60 * DAY,
        4 => (-60_i64..60).prop_map(|n| n * DAY),
        1 => Just(i64::MIN),
        1 => Just(i64::MAX),
    ]
}

proptest! {
    #[test]
    fn parts_lie_within_one_another_on_the_starts_of_their_periods(
        from in -60 * DAY..60 * DAY,
        length in 0..40 * DAY,
        gone in prop::array::uniform4(any_time()),
        summed_until in any_time().prop_map(|time| floor(Period::Hourly, time)),
    ) {
        let mut gone = gone;
        // Shorter periods are kept for a shorter time.
        gone.sort_unstable_by(|one, other| other.cmp(one));
        let [minutes, hours, days, weeks] = gone;
        // What is not in the stored days yet is in hours that are there.
        let summed_until = summed_until.max(hours);
        let to = from + length;
        let Cuts { inner, hours: by_hours, days: by_days, weeks: by_weeks } =
            cut(from, to, Kept { minutes, hours, days, weeks }, summed_until);
        let nested = [(from, to), inner, by_hours, by_days, by_weeks];
        for pair in nested.windows(2) {
            prop_assert!(pair[0].0 <= pair[1].0 && pair[1].0 <= pair[1].1 && pair[1].1 <= pair[0].1, "{nested:?}");
        }
        for ((from, to), period, kept) in [
            (inner, Period::Minute, days.min(hours)),
            (by_hours, Period::Hourly, days.min(hours)),
            (by_days, Period::Daily, days),
            (by_weeks, Period::Weekly, weeks),
        ] {
            if from < to {
                prop_assert_eq!(period.start(from), from);
                prop_assert!(period.start(to) == to || to == summed_until);
                prop_assert!(from >= kept);
            }
        }
        // Minutes are asked for only where they are kept, and hours too.
        for (from, to) in [(inner.0, by_hours.0.min(inner.1)), (by_hours.1, inner.1)] {
            prop_assert!(from >= to || from >= minutes, "minutes from {from} to {to}, kept from {minutes}");
        }
        for (from, to) in [(by_hours.0, by_days.0.min(by_hours.1)), (by_days.1, by_hours.1)] {
            prop_assert!(from >= to || from >= hours, "hours from {from} to {to}, kept from {hours}");
        }
    }

    #[test]
    fn ends_of_periods_are_the_next_start(time in -100 * DAY..100 * DAY) {
        for period in Period::ALL {
            let next = ceil(period, time);
            prop_assert!(next >= time && period.start(next) == next);
            prop_assert!(next == time || period.start(next - 1) == period.start(time));
        }
        prop_assert_eq!(ceil(Period::Weekly, i64::MAX - 10), i64::MAX);
        prop_assert_eq!((ceil(Period::Daily, i64::MIN), ceil(Period::Daily, i64::MAX)), (i64::MIN, i64::MAX));
    }
}
