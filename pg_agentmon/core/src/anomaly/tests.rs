use std::f64::consts::TAU;

use proptest::prelude::*;

use super::*;

/// Repeatable noise: uniform in -1 to 1 from a hash of the place (splitmix64).
fn noise(seed: u64, place: u64) -> f64 {
    let mut z =
        seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(place.wrapping_mul(0xBF58_476D_1CE4_E5B9));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    #[allow(clippy::cast_precision_loss)]
    let unit = (z ^ (z >> 31)) as f64 / u64::MAX as f64;
    2.0 * unit - 1.0
}

/// A sum of twelve uniform ones: nearly normal, with a deviation of 1.
fn normal(seed: u64, place: u64) -> f64 {
    (0..12).map(|part| noise(seed, place * 12 + part)).sum::<f64>() / 2.0
}

/// What the hour so many hours before `now` had, for the hours that are looked at.
fn past(now: i32, days: i32, series: impl Fn(i32) -> f64) -> BTreeMap<i32, f64> {
    (1..=days)
        .flat_map(|day| [-1, 0, 1].map(|off| day * 24 + off))
        .map(|ago| (ago, series(now - ago)))
        .collect()
}

/// Days with their tides, and quiet weekends.
fn tides(hour: i32) -> f64 {
    let weekend = hour.rem_euclid(168) >= 120;
    (if weekend { 40.0 } else { 100.0 }) * (1.5 + (f64::from(hour) * TAU / 24.0).sin())
}

fn place(hour: i32) -> u64 {
    u64::try_from(hour + 100_000).unwrap()
}

/// How many of a month's hours are unusual.
fn alarms(series: impl Fn(i32) -> f64, scale: Scale, hours: std::ops::Range<i32>) -> Vec<i32> {
    hours
        .filter(|now| {
            judge(&past(*now, 42, &series), series(*now), scale, 0.0)
                .is_some_and(|found| found.score.abs() >= UNUSUAL)
        })
        .collect()
}

#[test]
fn what_is_usual_raises_no_alarm() {
    for seed in 0..2 {
        let counted = |hour| (tides(hour) + normal(seed, place(hour)) * tides(hour).sqrt()).max(0.0).round();
        let timed = |hour| 200.0 * (0.2 * normal(seed, place(hour))).exp();
        let heavy = |hour| 50.0 + 10.0 / (noise(seed, place(hour)).abs() + 0.02);
        let rising = |hour: i32| {
            tides(hour) * (1.0 + f64::from(hour) / 2000.0) * (1.0 + 0.05 * normal(seed, place(hour)))
        };
        let found = [
            alarms(counted, Scale::Count, 0..336).len(),
            alarms(timed, Scale::Value, 0..336).len(),
            alarms(heavy, Scale::Value, 0..336).len(),
            alarms(rising, Scale::Value, 0..336).len(),
            alarms(|_| 5.0, Scale::Value, 0..100).len(),
            alarms(|_| 0.0, Scale::Count, 0..100).len(),
        ];
        // Of noise without a variance some is bound to be told: one of a hundred hours at most.
        let most = [2, 2, 4, 2, 0, 0];
        assert!(found.iter().zip(most).all(|(alarms, most)| *alarms <= most), "seed {seed}: {found:?}");
    }
}

#[test]
fn what_is_unlike_the_past_is_found() {
    for seed in 0..3 {
        let usual = move |hour: i32| tides(hour) * (0.1 * normal(seed, place(hour))).exp();
        for now in (0..168).step_by(7) {
            for (factor, scale) in
                [(2.5, Scale::Value), (0.35, Scale::Value), (2.5, Scale::Count), (0.0, Scale::Count)]
            {
                let found = judge(&past(now, 42, usual), usual(now) * factor, scale, 0.0).unwrap();
                assert!(found.score.abs() >= UNUSUAL, "seed {seed} at {now}: {factor} {found:?}");
                assert_eq!(found.score > 0.0, factor > 1.0);
                assert_eq!(found.days, 7, "the weekends are quiet");
                assert!(found.low < found.usual && found.usual < found.high, "{found:?}");
            }
        }
    }
}

#[test]
fn what_runs_on_some_days_of_the_week_is_usual_then_and_missed() {
    for days in 1..7 {
        let batch = |hour: i32| {
            let (day, hour) = (hour.rem_euclid(168) / 24, hour.rem_euclid(24));
            if day < days && hour == 3 { 1000.0 } else { 0.0 }
        };
        for day in 0..7 {
            let now = day * 24 + 3;
            let known = past(now, 42, batch);
            let found = judge(&known, batch(now), Scale::Count, 0.0).unwrap();
            assert!(found.score.abs() < 1.0, "{days} days, day {day}: {found:?}");
            let other = 1000.0 - batch(now);
            let found = judge(&known, other, Scale::Count, 0.0).unwrap();
            assert!(found.score.abs() > 10.0, "{days} days, day {day}, {other}: {found:?}");
        }
    }
}

#[test]
fn an_outage_of_last_week_hides_nothing() {
    let series = |hour: i32| {
        let out = (-168..-160).contains(&hour);
        if out { 0.0 } else { (tides(hour) * (0.1 * normal(3, place(hour))).exp()).round() }
    };
    for now in -168 + 168..8 {
        let found = judge(&past(now, 42, series), series(now) * 0.2, Scale::Count, 0.0).unwrap();
        assert!(found.score <= -UNUSUAL, "{now}: {found:?}");
        let found = judge(&past(now, 42, series), series(now), Scale::Count, 0.0).unwrap();
        assert!(found.score.abs() < UNUSUAL, "{now}: {found:?}");
    }
}

#[test]
fn a_new_level_is_usual_after_some_days() {
    let series = |hour: i32| (if hour >= 0 { 300.0 } else { 100.0 }) * (0.05 * normal(9, place(hour))).exp();
    let found = alarms(series, Scale::Value, 0..240);
    assert!((0..24).all(|hour| found.contains(&hour)), "{found:?}");
    assert!(found.iter().all(|hour| *hour < 96), "{found:?}");
}

#[test]
fn few_failures_of_few_are_no_alarm() {
    // Two of ten failed, where nothing ever does; then of a thousand.
    let never = past(0, 30, |_| 0.0);
    assert!(judge(&never, 0.2, Scale::Share, 1.0 / 10f64.sqrt()).unwrap().score < UNUSUAL);
    assert!(judge(&never, 0.2, Scale::Share, 1.0 / 1000f64.sqrt()).unwrap().score > UNUSUAL);
}

#[test]
fn a_short_past_says_nothing() {
    assert_eq!(judge(&BTreeMap::new(), 1.0, Scale::Value, 0.0), None);
    assert_eq!(judge(&past(0, 3, |_| 1.0), 100.0, Scale::Value, 0.0), None);
    assert!(judge(&past(0, 8, |_| 1.0), 100.0, Scale::Value, 0.0).is_some());
    let signed = judge(&past(0, 20, |hour| f64::from(hour % 3)), -50.0, Scale::Value, 0.0).unwrap();
    assert!(signed.score < -UNUSUAL, "{signed:?}");
}

proptest! {
    #[test]
    fn nothing_breaks_it(values in proptest::collection::vec((1..1100i32, -1e300..1e300f64), 0..200), value in -1e300..1e300f64, kind in 0..3) {
        let scale = [Scale::Count, Scale::Share, Scale::Value][usize::try_from(kind).unwrap()];
        let past: BTreeMap<_, _> = values.into_iter().collect();
        if let Some(found) = judge(&past, value, scale, 0.0) {
            prop_assert!(!found.score.is_nan());
        }
    }

    #[test]
    fn the_unit_does_not_matter(factor in 0.001..1000f64, value in 1.0..1000f64, seed in 0..50u64) {
        let series = |hour: i32| tides(hour) * (0.1 * normal(seed, place(hour))).exp();
        let plain = judge(&past(0, 42, series), value, Scale::Value, 0.0).unwrap();
        let other = judge(&past(0, 42, |hour| series(hour) * factor), value * factor, Scale::Value, 0.0).unwrap();
        prop_assert!((plain.score - other.score).abs() < 1e-6 * (1.0 + plain.score.abs()));
    }
}
