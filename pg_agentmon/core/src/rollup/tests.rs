use std::collections::{BTreeMap, HashSet};

use super::*;
use crate::sketch::Sketch;
use proptest::prelude::*;
use serde_json::Value;

fn day(days: i64) -> i64 {
    days * DAY
}

fn plan(json: &str) -> Plan {
    Plan::read(json).unwrap()
}

fn add(rollup: &mut Rollup, (name, value, tags, time): (&str, f64, &str, i64)) {
    rollup.add(name.as_bytes(), value, tags.as_bytes(), || (name, tags.to_owned()), time).unwrap();
}

fn rollup(rows: &[(&str, f64, &str, i64)]) -> Rollup {
    let mut rollup = Rollup::new(&plan(r#"{"metrics": {"queue": {"measures": ["ok", "bad"]}}}"#));
    rows.iter().for_each(|row| add(&mut rollup, *row));
    rollup
}

fn rolled(rollup: &Rollup) -> (Vec<RolledSeries>, Vec<RolledRow>) {
    let bytes = rollup.roll_up().unwrap();
    let rolled = Rolled::read(&bytes).unwrap();
    let (series, extent) = (rolled.series.clone(), rolled.extent().unwrap());
    let rows: Vec<RolledRow> = rolled.rows().map(Result::unwrap).collect();
    let of = |period| rows.iter().filter(move |row| row.period == period).map(|row| row.start);
    let longer = [Period::Hourly, Period::Daily, Period::Weekly];
    assert_eq!(extent.rows, longer.map(|period| of(period).count() as u64));
    assert_eq!(extent.hours, of(Period::Hourly).min().zip(of(Period::Hourly).max()));
    (series, rows)
}

fn dimensions(rows: &[(&str, f64, &str, i64)]) -> Vec<String> {
    rolled(&rollup(rows)).0.into_iter().map(|series| series.dimensions).collect()
}

#[test]
fn periods_start_where_utc_says() {
    // 2000-01-01 was a Saturday: its week began on Monday 1999-12-27.
    assert_eq!(Period::Weekly.start(day(0)), day(-5));
    assert_eq!(Period::Weekly.start(day(2)), day(2));
    assert_eq!(Period::Weekly.start(day(9) - 1), day(2));
    assert_eq!(Period::Daily.start(-1), day(-1));
    assert_eq!(Period::Hourly.start(HOUR - 1), 0);
    assert_eq!(Period::Minute.start(-1), -MINUTE);
    for period in Period::ALL {
        assert_eq!(period.start(MIN_TIME), MIN_TIME, "{period:?}");
    }
}

#[test]
fn each_level_counts_every_row() {
    let rows =
        [("m", 1.0, "{}", 0), ("m", 3.0, "{}", HOUR), ("m", 5.0, "{}", day(1)), ("m", 7.0, "{}", day(8))];
    let (_, rows) = rolled(&rollup(&rows));
    let of = |period| rows.iter().filter(move |row| row.period == period);
    assert_eq!(of(Period::Minute).count(), 4);
    assert_eq!(of(Period::Daily).map(|row| row.rows).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(of(Period::Weekly).map(|row| row.start).collect::<Vec<_>>(), [day(-5), day(2)]);
    assert_eq!(
        of(Period::Weekly).map(|row| (row.last_at, row.last_value)).collect::<Vec<_>>(),
        [(day(1), Some(5.0)), (day(8), Some(7.0))]
    );
    for period in Period::ALL {
        let values = of(period).map(|row| row.values.as_ref().unwrap());
        assert_eq!(values.map(|values| values.sum).sum::<f64>(), 16.0);
        let sketches = of(period).map(|row| Sketch::decode(&row.values.as_ref().unwrap().sketch).unwrap());
        assert_eq!(sketches.map(|sketch| sketch.count()).sum::<u64>(), 4);
    }
}

#[test]
fn equal_dimensions_are_one_series_however_written() {
    let same = [r#"{"a": 1.50, "b": "x"}"#, r#"{"b": "x", "a": 1.5}"#, r#"{"a":1.500,"b":"x"}"#];
    let rows: Vec<_> = same.iter().map(|tags| ("m", 1.0, *tags, 0)).collect();
    assert_eq!(dimensions(&rows), [r#"{"a":1.5,"b":"x"}"#]);
}

#[test]
fn different_dimensions_are_different_series() {
    let tags = [
        "{}",
        r#"{"a":1}"#,
        r#"{"a":"1"}"#,
        r#"{"a":10}"#,
        r#"{"a":null}"#,
        r#"{"a":[1,2]}"#,
        r#"{"a":{"b":1}}"#,
    ];
    let rows: Vec<_> = tags.iter().map(|tags| ("m", 1.0, *tags, 0)).collect();
    assert_eq!(dimensions(&rows), tags);
    let keys: HashSet<_> = rolled(&rollup(&rows)).0.into_iter().map(|series| series.key).collect();
    assert_eq!(keys.len(), tags.len());
}

#[test]
fn strings_keep_what_looks_like_json() {
    let tags = r#"{"a": ["1.50, {", "\\\"", "é \\\\", -0.0, 1.250], "b": {"c": null, "d": false}}"#;
    assert_eq!(
        dimensions(&[("m", 1.0, tags, 0)]),
        [r#"{"a":["1.50, {","\\\"","é \\\\",0,1.25],"b":{"c":null,"d":false}}"#]
    );
}

#[test]
fn depth_is_no_limit() {
    let nested = |depth: usize| format!(r#"{{"ok":2,"a":{}1.50{}}}"#, "[".repeat(depth), "]".repeat(depth));
    for depth in [64, 65, 200_000] {
        let tags = nested(depth);
        let (series, rows) = rolled(&rollup(&[("queue", 1.0, &tags, 0), ("queue", 1.0, &tags, 1)]));
        let parsed: Value = serde_json::from_str(&series[0].dimensions).unwrap();
        // Deeper values are their own text, which any reader can take.
        assert_eq!(parsed["a"].is_array(), depth <= 64);
        assert_eq!(series.len(), 1);
        assert_eq!(rows[0].measures, [("ok".to_owned(), 4.0)]);
    }
}

#[test]
fn sums_of_measures_stop_at_the_largest_number() {
    let tags = r#"{"ok": 1.7e308}"#;
    let (_, rows) = rolled(&rollup(&[("queue", 1.0, tags, 0), ("queue", 1.0, tags, 1)]));
    assert_eq!(rows[0].measures, [("ok".to_owned(), f64::MAX)]);
}

#[test]
fn numbers_keep_their_digits() {
    let tags = [r#"{"id":12345678901234567890123}"#, r#"{"id":12345678901234567890124}"#];
    let rows: Vec<_> = tags.iter().map(|tags| ("m", 1.0, *tags, 0)).collect();
    assert_eq!(dimensions(&rows), tags);
}

#[test]
fn measures_are_summed_and_tell_no_series_apart() {
    let rows = [
        ("queue", 10.0, r#"{"q":"a","ok":3,"bad":"1"}"#, 0),
        ("queue", 20.0, r#"{"q":"a","ok":4.5}"#, 1),
        ("queue", 30.0, r#"{"q":"a","ok":"many"}"#, 2),
        ("other", 10.0, r#"{"q":"a","ok":3}"#, 0),
    ];
    let (series, rows) = rolled(&rollup(&rows));
    assert_eq!(series.len(), 2);
    assert_eq!(series[1].dimensions, r#"{"ok":3,"q":"a"}"#);
    assert_eq!((rows[0].rows, rows[0].last_value), (3, Some(30.0)));
    assert_eq!(rows[0].measures, [("bad".to_owned(), 1.0), ("ok".to_owned(), 7.5)]);
}

#[test]
fn what_the_raw_tables_would_refuse_is_left_out() {
    let rows =
        [("m", f64::NAN, "{}", 0), ("m", f64::INFINITY, "{}", 0), ("m", 1.0, "[1]", 0), ("m", 1.0, "1", 0)];
    assert_eq!(rolled(&rollup(&rows)), (vec![], vec![]));
    for time in [i64::MIN, i64::MAX, END_TIME, MIN_TIME - 1] {
        assert_eq!(rolled(&rollup(&[("m", 1.0, "{}", time)])), (vec![], vec![]));
    }
}

#[test]
fn executions_and_logs_are_told_apart_by_their_labels() {
    let mut rollup = Rollup::new(&plan(r#"{"source": "agent_executions"}"#));
    let labels = |model| [("agent_name", Some("a")), ("model_used", model), ("status", Some("success"))];
    let measures = |tokens| execution_measures([Some(tokens), None, None, None, None, None], Some(0.5));
    rollup.add_execution(labels(Some("x\"y")), Some(10.0), measures(7.0), 0).unwrap();
    rollup.add_execution(labels(Some("x\"y")), None, measures(8.0), 1).unwrap();
    rollup.add_execution(labels(None), None, execution_measures([None; 6], None), 2).unwrap();
    let (series, rows) = rolled(&rollup);
    assert_eq!(
        series.iter().map(|series| series.dimensions.as_str()).collect::<Vec<_>>(),
        [
            r#"{"agent_name":"a","model_used":"x\"y","status":"success"}"#,
            r#"{"agent_name":"a","status":"success"}"#
        ]
    );
    assert!(series.iter().all(|series| series.metric_name == "agents.executions"));
    assert_eq!((rows[0].rows, rows[0].last_at, rows[0].last_value), (2, 1, None));
    assert_eq!(rows[0].values.as_ref().map(|values| values.sum), Some(10.0));
    let sums = [("cost_micros", 1e6), ("cost_usd", 1.0), ("tokens_used", 15.0)];
    assert_eq!(rows[0].measures, sums.map(|(key, sum)| (key.to_owned(), sum)));
    assert_eq!((rows[1].rows, rows[1].values.as_ref()), (1, None));

    let mut rollup = Rollup::new(&plan(r#"{"source": "agent_logs"}"#));
    // Neighbouring labels do not run into each other, and an empty one is not a missing one.
    for (agent, event) in
        [(Some("ab"), Some("c")), (Some("a"), Some("bc")), (Some(""), None), (None, Some("")), (None, None)]
    {
        let labels = [("agent_name", agent), ("event_type", event), ("log_level", Some("info"))];
        rollup.add_log(labels, 0).unwrap();
        rollup.add_log(labels, 0).unwrap();
    }
    let (series, rows) = rolled(&rollup);
    assert_eq!((series.len(), rows.len()), (5, 20));
    assert!(rows.iter().all(|row| row.rows == 2));
}

/// Rows of so many series of a metric, minute after minute.
fn crowd(rollup: &mut Rollup, series: std::ops::Range<usize>) {
    for n in series {
        add(rollup, ("m", 1.0, &format!(r#"{{"n":{n}}}"#), n as i64 * MINUTE));
    }
}

fn by_overflow(rollup: &Rollup) -> BTreeMap<(String, bool), u64> {
    let (series, rows) = rolled(rollup);
    let mut sums = BTreeMap::new();
    for row in rows.iter().filter(|row| row.period == Period::Weekly) {
        let of = &series[row.series as usize];
        *sums.entry((of.metric_name.clone(), of.overflow)).or_default() += row.rows;
    }
    sums
}

#[test]
fn past_its_limit_a_metric_has_one_series_more() {
    let mut rollup = Rollup::new(&plan(r#"{"series_limit": 5, "metrics": {"roomy": {"limit": 50}}}"#));
    crowd(&mut rollup, 0..20);
    crowd(&mut rollup, 0..20);
    add(&mut rollup, ("roomy", 1.0, "{}", 0));
    let m = || "m".to_owned();
    assert_eq!(
        by_overflow(&rollup),
        BTreeMap::from([((m(), false), 10), ((m(), true), 30), (("roomy".to_owned(), false), 1)])
    );
    // Whoever writes those dimensions has a series of his own.
    let mut rollup = Rollup::new(&plan(r#"{"series_limit": 1}"#));
    add(&mut rollup, ("m", 1.0, plan::OVERFLOW, 0));
    crowd(&mut rollup, 0..3);
    assert_eq!(by_overflow(&rollup), BTreeMap::from([((m(), false), 1), ((m(), true), 3)]));
    let keys: HashSet<_> = rolled(&rollup).0.into_iter().map(|series| series.key).collect();
    assert_eq!(keys.len(), 2);
}

#[test]
fn long_dimensions_take_several_places() {
    let mut rollup = Rollup::new(&plan(r#"{"series_limit": 5}"#));
    add(&mut rollup, ("m", 1.0, &format!(r#"{{"a":"{}"}}"#, "x".repeat(3 * 4096)), 0));
    crowd(&mut rollup, 0..3);
    assert_eq!(by_overflow(&rollup)[&("m".to_owned(), true)], 2);
    assert_eq!(rolled(&rollup).0[0].slots, 4);
}

#[test]
fn a_full_metric_has_the_series_that_are_known() {
    let mut before = Rollup::new(&Plan::default());
    crowd(&mut before, 3..6);
    let known: String =
        rolled(&before).0.iter().flat_map(|series| series.key).map(|b| format!("{b:02x}")).collect();
    let json = |full: &str| format!(r#"{{"series_limit": 3, "known": "{known}", {full}}}"#);
    let mut rollup = Rollup::new(&plan(&json(r#""metrics": {"m": {"full": true}}"#)));
    crowd(&mut rollup, 0..10);
    assert_eq!(
        by_overflow(&rollup),
        BTreeMap::from([(("m".to_owned(), false), 3), (("m".to_owned(), true), 7)])
    );
    assert!(
        rolled(&rollup)
            .0
            .iter()
            .filter(|series| !series.overflow)
            .all(|series| known.contains(&format!("{:02x}", series.key[0])))
    );
    // All metrics together: what is not known is nobody's.
    let mut rollup = Rollup::new(&plan(&json(r#""full": true"#)));
    crowd(&mut rollup, 0..10);
    add(&mut rollup, ("new", 1.0, "{}", 0));
    let other = || (plan::OTHER_METRICS.to_owned(), true);
    assert_eq!(by_overflow(&rollup), BTreeMap::from([(("m".to_owned(), false), 3), (other(), 8)]));
    // Names without end are no more than one.
    let mut rollup = Rollup::new(&plan(r#"{"total_limit": 4}"#));
    (0..1000).for_each(|n| add(&mut rollup, (&format!("m{n}"), 1.0, "{}", 0)));
    assert_eq!(by_overflow(&rollup)[&other()], 996);
    assert_eq!(rolled(&rollup).0.len(), 5);
}

#[test]
fn plans_say_what_is_wrong_with_them() {
    for (json, what) in [
        ("3", "invalid"),
        (r#"{"metric": {}}"#, "metric"),
        (r#"{"metrics": {"m": {"measure": []}}}"#, "measure"),
        (r#"{"source": "elsewhere"}"#, "elsewhere"),
        (r#"{"known": "abc"}"#, "64"),
        (r#"{"series_limit": -1}"#, "-1"),
    ] {
        let error = Plan::read(json).unwrap_err().to_string();
        assert!(error.contains(what), "{json}: {error}");
    }
}

#[test]
fn beyond_what_it_may_hold_it_counts_rows_and_gives_slices() {
    let minutes = 200_000;
    let mut rollup = Rollup::new(&plan(r#"{"max_rows": 1000}"#));
    (0..minutes).for_each(|n| add(&mut rollup, ("m", 1.0, "{}", n * MINUTE / 10)));
    assert!(rollup.heap_size() < 100_000, "nothing is kept: {}", rollup.heap_size());
    let bytes = rollup.roll_up().unwrap();
    let rolled = Rolled::read(&bytes).unwrap();
    let slices = rolled.slices.clone().unwrap();
    assert_eq!(rolled.rows().count(), 0);
    // 20,000 minutes: as many as are counted one by one.
    let mut from = 0;
    for &end in &slices {
        let rows = (0..minutes).filter(|n| (from..end).contains(&(n * MINUTE / 10))).count();
        assert!((1..=1000).contains(&rows), "{rows} rows before {end}");
        from = end;
    }
    assert_eq!(slices.last(), Some(&END_TIME));
    // Minutes that are too many become hours, and what lies in one cannot be cut.
    let mut rollup = Rollup::new(&plan(r#"{"max_rows": 10}"#));
    (0..minutes).for_each(|n| add(&mut rollup, ("m", 1.0, "{}", n * MINUTE)));
    let slices = Rolled::read(&rollup.roll_up().unwrap()).unwrap().slices.unwrap();
    assert_eq!(slices.len() as i64, (minutes + 59) / 60);
    // By memory: each row is a series, and the names alone are 4 MB.
    let mut rollup = Rollup::new(&plan(r#"{"max_bytes": 4000000}"#));
    (0..100_000).for_each(|n| add(&mut rollup, (&format!("{n:040}"), 1.0, "{}", 0)));
    assert_eq!(Rolled::read(&rollup.roll_up().unwrap()).unwrap().slices, Some(vec![END_TIME]));
}

#[test]
fn full_minutes_make_room_for_one_more_each() {
    let values = |n: usize| (0..n).map(|i| 1.05_f64.powi(i as i32));
    let memory = |minutes: &mut dyn Iterator<Item = (i64, usize)>| {
        let mut rollup = rollup(&[]);
        minutes.for_each(|(minute, n)| {
            values(n).for_each(|v| add(&mut rollup, ("m", v, "{}", minute * MINUTE)));
        });
        rollup.heap_size()
    };
    let full = memory(&mut [(0, 1000)].into_iter());
    let single = memory(&mut (0..1001).map(|minute| (minute, 1)));
    // A full minute that comes again before each new one is an example for the first of them only.
    let mixed =
        memory(&mut [(0, 1000)].into_iter().chain((1..1000).flat_map(|minute| [(minute, 1), (0, 1)])));
    assert!(mixed < single + 2 * full, "{mixed} > {single} + 2 * {full}");
    // And what is alike needs no more for it.
    let alike = memory(&mut (0..100).map(|minute| (minute, 1000)));
    assert!(alike <= 100 * full, "{alike} > 100 * {full}");
}

#[test]
fn parts_that_are_too_much_together_are_counted() {
    let part = |rows: i64, max_rows: u64| {
        let mut rollup = Rollup::new(&Plan { max_rows, ..Plan::default() });
        (0..rows).for_each(|n| add(&mut rollup, ("m", 1.0, "{}", n * HOUR)));
        Rollup::decode(&rollup.encode()).unwrap()
    };
    for (left, right) in [(6, 6), (20, 3), (3, 20), (20, 20)] {
        let mut sum = Rollup::like(&part(left, 10), Global);
        sum.merge(&part(left, 10)).unwrap();
        sum.merge(&part(right, 10)).unwrap();
        assert_eq!(sum.rows() as i64, left + right);
        let slices = Rolled::read(&sum.roll_up().unwrap()).unwrap().slices.unwrap();
        assert!(slices.len() >= 2, "{left} and {right}: {slices:?}");
    }
}

#[test]
fn what_is_counted_only_keeps_its_limits_from_process_to_process() {
    // Nothing yet, up to 98,566,138 rows, and memory of 6 bytes: too much already.
    let bytes = Rollup::decode(b"\x01\xfa\xff\xff\x2e\x06\0\0\0\0\0\0\0").unwrap().encode();
    assert_eq!(Rollup::decode(&bytes).unwrap().encode(), bytes);
    assert_eq!(bytes.get(1..5), Some(&b"\xfa\xff\xff\x2e"[..]));
}

fn any_rows() -> impl Strategy<Value = Vec<(u8, f64, u8, i64)>> {
    prop::collection::vec((0..3_u8, -1e6..1e6_f64, 0..4_u8, -day(20)..day(20)), 0..200)
}

fn collect(rows: &[(u8, f64, u8, i64)]) -> Rollup {
    let mut rollup = Rollup::new(&plan(r#"{"metrics": {"m0": {"measures": ["n"]}}}"#));
    for (name, value, tag, time) in rows {
        add(&mut rollup, (&format!("m{name}"), *value, &format!(r#"{{"n":{tag}}}"#), *time));
    }
    rollup
}

/// What a row is of, and what can be compared of it.
type Summary = BTreeMap<(String, String, Period, i64), String>;

/// Rows by what they are of, without the order of series, and with what floats can be compared by.
fn summary(rollup: &Rollup) -> Summary {
    let (series, rows) = rolled(rollup);
    rows.into_iter()
        .map(|row| {
            let of = &series[row.series as usize];
            let values = row.values.unwrap();
            let sketch = Sketch::decode(&values.sketch).unwrap();
            let buckets: Vec<_> = sketch.negative().chain(sketch.positive()).collect();
            let what = format!(
                "{:?}",
                (row.rows, row.last_at, row.last_value, values.min, values.max, row.measures, buckets)
            );
            ((of.metric_name.clone(), of.dimensions.clone(), row.period, row.start), what)
        })
        .collect()
}

proptest! {
    #[test]
    fn without_minutes_the_longer_periods_are_the_same(rows in any_rows(), cut in 0..200_usize) {
        // Whole numbers, whose sums do not depend on their order.
        let rows: Vec<_> = rows.iter().map(|&(name, value, tags, time)| {
            (["a", "b", "queue"][name as usize], value.round(), [r#"{}"#, r#"{"k":1}"#, r#"{"k":2}"#, r#"{"ok":3}"#][tags as usize], time)
        }).collect();
        let collect = |rows: &[_], hours_only| {
            let metrics = plan(r#"{"metrics": {"queue": {"measures": ["ok", "bad"]}}}"#).metrics;
            let mut rollup = Rollup::new(&Plan { metrics, hours_only, ..Plan::default() });
            rows.iter().for_each(|&row| add(&mut rollup, row));
            rollup
        };
        let (series, mut expected) = rolled(&collect(&rows, false));
        expected.retain(|row| row.period != Period::Minute);
        prop_assert_eq!(rolled(&collect(&rows, true)), (series, expected.clone()));
        // Through bytes and in parts, as parallel workers have them.
        let (left, right) = rows.split_at(cut.min(rows.len()));
        let mut merged = Rollup::like_encoded(&collect(left, true).encode(), Global).unwrap();
        for part in [left, right] {
            merged.merge_encoded(&collect(part, true).encode()).unwrap();
        }
        let of = |rows: Vec<RolledRow>| rows.into_iter().map(|row| (row.period.name(), row.start, row.rows, row.last_at)).collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(of(rolled(&merged).1), of(expected));
    }

    #[test]
    fn minutes_begin_with_an_hour_and_all_else_is_the_same(rows in any_rows(), from in prop::sample::select(vec![i64::MIN, MIN_TIME, 0, 1, HOUR, 7 * HOUR, 3 * DAY + 1, END_TIME, i64::MAX])) {
        let rows: Vec<_> = rows.iter().map(|&(_, value, tags, time)| {
            ("a", value.round(), [r#"{}"#, r#"{"k":1}"#, r#"{"k":2}"#, r#"{"ok":3}"#][tags as usize], time)
        }).collect();
        let collect = |minutes_from| {
            let mut rollup = Rollup::new(&Plan { minutes_from, ..Plan::default() });
            rows.iter().for_each(|&row| add(&mut rollup, row));
            rollup
        };
        let (series, mut expected) = rolled(&collect(None));
        expected.retain(|row| row.period != Period::Minute || Period::Hourly.start(row.start) >= from);
        let some = collect(Some(from));
        prop_assert_eq!(rolled(&some), (series, expected.clone()));
        let mut merged = Rollup::like(&some, Global);
        merged.merge(&Rollup::decode(&some.encode()).unwrap()).unwrap();
        prop_assert_eq!(rolled(&merged).1.len(), expected.len());
    }

    #[test]
    fn days_and_weeks_are_of_the_hours_before_a_time(rows in any_rows(), until in prop::sample::select(vec![i64::MIN, MIN_TIME, 0, HOUR, 7 * HOUR, 3 * DAY, END_TIME, i64::MAX])) {
        let rows: Vec<_> = rows.iter().map(|&(_, value, tags, time)| {
            ("a", value.round(), [r#"{}"#, r#"{"k":1}"#, r#"{"k":2}"#, r#"{"ok":3}"#][tags as usize], time)
        }).collect();
        let collect = |rows: &[_], days_until| {
            let mut rollup = Rollup::new(&Plan { days_until, ..Plan::default() });
            rows.iter().for_each(|&row| add(&mut rollup, row));
            rollup
        };
        let of = |rollup: &Rollup, kept: &dyn Fn(Period) -> bool| {
            let (series, rows) = rolled(rollup);
            let named = |row: RolledRow| (series[row.series as usize].key, row.period, row.start, row.rows, row.last_at);
            rows.into_iter().filter(|row| kept(row.period)).map(named).collect::<std::collections::BTreeSet<_>>()
        };
        let short = |period| period == Period::Minute || period == Period::Hourly;
        let before: Vec<_> = rows.iter().copied().filter(|row| Period::Hourly.start(row.3) < until).collect();
        let mut expected = of(&collect(&rows, None), &short);
        expected.extend(of(&collect(&before, None), &|period| !short(period)));
        let some = collect(&rows, Some(until));
        prop_assert_eq!(&of(&some, &|_| true), &expected);
        let mut merged = Rollup::like_encoded(&some.encode(), Global).unwrap();
        merged.merge_encoded(&some.encode()).unwrap();
        prop_assert_eq!(of(&merged, &|_| true).len(), expected.len());
        let mut merged = Rollup::like(&some, Global);
        merged.merge(&some).unwrap();
        prop_assert_eq!(of(&merged, &|_| true), expected);
    }

    #[test]
    fn rows_are_grouped_as_a_map_would(rows in any_rows()) {
        let mut expected: BTreeMap<(String, Period, i64), (u64, f64, f64)> = BTreeMap::new();
        for (name, value, tag, time) in &rows {
            for period in Period::ALL {
                let tags = if *name == 0 { "{}".to_owned() } else { format!(r#"{{"n":{tag}}}"#) };
                let sum = expected.entry((format!("m{name}{tags}"), period, period.start(*time))).or_insert((0, f64::MAX, f64::MIN));
                *sum = (sum.0 + 1, sum.1.min(*value), sum.2.max(*value));
            }
        }
        let (series, found) = rolled(&collect(&rows));
        prop_assert_eq!(found.len(), expected.len());
        for row in found {
            let of = &series[row.series as usize];
            let values = row.values.unwrap();
            let key = (format!("{}{}", of.metric_name, of.dimensions), row.period, row.start);
            prop_assert_eq!(expected.get(&key), Some(&(row.rows, values.min, values.max)));
        }
    }

    #[test]
    fn parts_merge_to_the_whole(rows in any_rows(), at: prop::sample::Index) {
        let (left, right) = rows.split_at(if rows.is_empty() { 0 } else { at.index(rows.len()) });
        let mut merged = Rollup::like(&collect(left), Global);
        merged.merge_encoded(&collect(left).encode()).unwrap();
        merged.merge(&Rollup::decode(&collect(right).encode()).unwrap()).unwrap();
        prop_assert_eq!(summary(&merged), summary(&collect(&rows)));
    }

    #[test]
    fn hostile_bytes_never_panic(rows in any_rows(), cut: prop::sample::Index, flip: prop::sample::Index, bits: u8) {
        let spoil = |mut bytes: Vec<u8>| {
            let at = flip.index(bytes.len());
            bytes[at] ^= bits;
            bytes.truncate(cut.index(bytes.len()) + 1);
            bytes
        };
        let rollup = collect(&rows);
        if let Ok(rollup) = Rollup::decode(&spoil(rollup.encode())) {
            drop(rollup.roll_up());
        }
        if let Ok(rolled) = Rolled::read(&spoil(rollup.roll_up().unwrap())) {
            drop(rolled.extent());
            rolled.rows().for_each(drop);
        }
    }
}
