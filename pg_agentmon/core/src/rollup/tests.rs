use super::*;
use proptest::prelude::*;
use serde_json::Value;

fn day(days: i64) -> i64 {
    days * DAY
}

fn rollup(rows: &[(&str, f64, &str, i64)]) -> Rollup {
    let measures = HashMap::from([("queue".to_owned(), vec!["ok".to_owned(), "bad".to_owned()])]);
    let mut rollup = Rollup::new(measures);
    for (name, value, tags, time) in rows {
        rollup.add(name, *value, tags.as_bytes(), || (*tags).to_owned(), *time).unwrap();
    }
    rollup
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
    let rows = rollup(&rows).rows().unwrap();
    let of = |period| rows.iter().filter(|row| row.period == period).collect::<Vec<_>>();
    assert_eq!(of(Period::Minute).len(), 4);
    assert_eq!(of(Period::Daily).iter().map(|row| row.cell.sketch.count()).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(of(Period::Weekly).iter().map(|row| row.start).collect::<Vec<_>>(), [day(-5), day(2)]);
    for period in Period::ALL {
        assert_eq!(of(period).iter().map(|row| row.cell.sketch.sum()).sum::<f64>(), 16.0);
    }
}

#[test]
fn equal_dimensions_are_one_series_however_written() {
    let same = [r#"{"a": 1.50, "b": "x"}"#, r#"{"b": "x", "a": 1.5}"#, r#"{"a":1.500,"b":"x"}"#];
    let rows: Vec<_> = same.iter().map(|tags| ("m", 1.0, *tags, 0)).collect();
    let rollup = rollup(&rows);
    assert_eq!(rollup.series().len(), 1);
    assert_eq!(rollup.series()[0].dimensions, r#"{"a":1.5,"b":"x"}"#);
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
    assert_eq!(rollup(&rows).series().len(), tags.len());
}

#[test]
fn strings_keep_what_looks_like_json() {
    let tags = r#"{"a": ["1.50, {", "\\\"", "é \\\\", -0.0, 1.250], "b": {"c": null, "d": false}}"#;
    let dimensions = rollup(&[("m", 1.0, tags, 0)]).series()[0].dimensions.clone();
    assert_eq!(dimensions, r#"{"a":["1.50, {","\\\"","é \\\\",0,1.25],"b":{"c":null,"d":false}}"#);
}

#[test]
fn depth_is_no_limit() {
    let nested = |depth: usize| format!(r#"{{"ok":2,"a":{}1.50{}}}"#, "[".repeat(depth), "]".repeat(depth));
    for depth in [64, 65, 200_000] {
        let tags = nested(depth);
        let rollup = rollup(&[("queue", 1.0, &tags, 0), ("queue", 1.0, &tags, 1)]);
        let parsed: Value = serde_json::from_str(&rollup.series()[0].dimensions).unwrap();
        // Deeper values are their own text, which any reader can take.
        assert_eq!(parsed["a"].is_array(), depth <= 64);
        assert_eq!(rollup.series().len(), 1);
        assert_eq!(rollup.rows().unwrap()[0].cell.measures, BTreeMap::from([("ok".to_owned(), 4.0)]));
    }
}

#[test]
fn sums_of_measures_stop_at_the_largest_number() {
    let tags = r#"{"ok": 1.7e308}"#;
    let rollup = rollup(&[("queue", 1.0, tags, 0), ("queue", 1.0, tags, 1)]);
    assert_eq!(rollup.rows().unwrap()[0].cell.measures["ok"], f64::MAX);
}

#[test]
fn numbers_keep_their_digits() {
    let tags = [r#"{"id":12345678901234567890123}"#, r#"{"id":12345678901234567890124}"#];
    let rows: Vec<_> = tags.iter().map(|tags| ("m", 1.0, *tags, 0)).collect();
    let rollup = rollup(&rows);
    assert_eq!(rollup.series().len(), 2);
    assert_eq!(rollup.series()[0].dimensions, tags[0]);
}

#[test]
fn measures_are_summed_and_tell_no_series_apart() {
    let rows = [
        ("queue", 10.0, r#"{"q":"a","ok":3,"bad":"1"}"#, 0),
        ("queue", 20.0, r#"{"q":"a","ok":4.5}"#, 1),
        ("queue", 30.0, r#"{"q":"a","ok":"many"}"#, 2),
        ("other", 10.0, r#"{"q":"a","ok":3}"#, 0),
    ];
    let rollup = rollup(&rows);
    assert_eq!(rollup.series().len(), 2);
    assert_eq!(rollup.series()[1].dimensions, r#"{"ok":3,"q":"a"}"#);
    let cell = &rollup.rows().unwrap()[0].cell;
    assert_eq!(cell.sketch.count(), 3);
    assert_eq!(cell.measures, BTreeMap::from([("ok".to_owned(), 7.5), ("bad".to_owned(), 1.0)]));
}

#[test]
fn what_is_no_object_or_not_finite_is_refused() {
    let mut rollup = Rollup::default();
    assert!(matches!(rollup.add("m", 1.0, b"[1]", || "[1]".to_owned(), 0), Err(RollupError::Tags(_))));
    assert!(matches!(rollup.add("m", f64::NAN, b"{}", || "{}".to_owned(), 0), Err(RollupError::Value(_))));
}

fn any_rows() -> impl Strategy<Value = Vec<(u8, f64, u8, i64)>> {
    prop::collection::vec((0..3_u8, -1e6..1e6_f64, 0..4_u8, -day(20)..day(20)), 0..200)
}

fn collect(rows: &[(u8, f64, u8, i64)]) -> Rollup {
    let mut rollup = Rollup::new(HashMap::from([("m0".to_owned(), vec!["n".to_owned()])]));
    for (name, value, tag, time) in rows {
        let tags = format!(r#"{{"n":{tag}}}"#);
        rollup.add(&format!("m{name}"), *value, tags.as_bytes(), || tags.clone(), *time).unwrap();
    }
    rollup
}

/// What a row is of, and what can be compared of it.
type Summary = BTreeMap<(String, String, Period, i64), (u64, Option<f64>, Option<f64>, String)>;

/// Rows by what they are of, without the order of series, and with what floats can be compared by.
fn summary(rollup: &Rollup) -> Summary {
    let rows = rollup.rows().unwrap();
    rows.into_iter()
        .map(|row| {
            let series = &rollup.series()[row.series];
            let cell = row.cell;
            let key = (series.metric_name.clone(), series.dimensions.clone(), row.period, row.start);
            (key, (cell.sketch.count(), cell.sketch.min(), cell.sketch.max(), format!("{:?}", cell.measures)))
        })
        .collect()
}

proptest! {
    #[test]
    fn parts_merge_to_the_whole(rows in any_rows(), at: prop::sample::Index) {
        let (left, right) = rows.split_at(if rows.is_empty() { 0 } else { at.index(rows.len()) });
        let mut merged = collect(left);
        merged.merge(&collect(right)).unwrap();
        prop_assert_eq!(summary(&merged), summary(&collect(&rows)));
    }

    #[test]
    fn bytes_come_back(rows in any_rows()) {
        let rollup = collect(&rows);
        prop_assert_eq!(summary(&Rollup::decode(&rollup.encode()).unwrap()), summary(&rollup));
    }

    #[test]
    fn hostile_bytes_never_panic(rows in any_rows(), cut: prop::sample::Index, flip: prop::sample::Index, bits: u8) {
        let mut bytes = collect(&rows).encode();
        let at = flip.index(bytes.len());
        bytes[at] ^= bits;
        bytes.truncate(cut.index(bytes.len()) + 1);
        if let Ok(rollup) = Rollup::decode(&bytes) {
            drop(rollup.rows());
        }
    }
}
