use super::super::{Period, Plan, Rolled, Rollup, Source, execution_measures};
use super::*;
use proptest::prelude::*;

/// A row of a metric: which of some series, when, and its value.
type Row = (u8, i64, f64);

const TAGS: [&str; 4] = ["{}", r#"{"k":1}"#, r#"{"k":2,"n":7}"#, r#"{"k":1,"n":0.5}"#];

fn rolled(rows: &[Row]) -> Vec<u8> {
    let plan = Plan::read(r#"{"metrics": {"with": {"measures": ["n"]}}}"#).unwrap();
    let mut rollup = Rollup::new(&plan);
    for &(which, time, value) in rows {
        let (name, tags) = (if which & 4 == 0 { "m" } else { "with" }, TAGS[usize::from(which & 3)]);
        rollup.add(name.as_bytes(), value, tags.as_bytes(), || (name, tags.to_owned()), time).unwrap();
    }
    rollup.roll_up().unwrap()
}

/// Ids as a catalogue would give them: the same for the same series in every rollup.
fn ids(rolled: &[u8]) -> Vec<i64> {
    let id = |[a, b, c, ..]: [u8; 32]| i64::from(a) << 16 | i64::from(b) << 8 | i64::from(c);
    Rolled::read(rolled).unwrap().series.iter().map(|series| id(series.key)).collect()
}

fn write(rolled: &[u8], ids: &[i64], from: i64) -> Result<Vec<Written>, RollupError> {
    Rolled::read(rolled)?.segments(ids, from)
}

fn minutes(rolled: &[u8]) -> Vec<MinuteRow> {
    let ids = ids(rolled);
    let rows =
        Rolled::read(rolled).unwrap().rows().map(Result::unwrap).filter(|row| row.period == Period::Minute);
    let mut rows: Vec<MinuteRow> = rows
        .map(|row| MinuteRow {
            series: ids[row.series as usize],
            start: row.start,
            rows: row.rows,
            last_at: row.last_at,
            last_value: row.last_value,
            values: row.values,
            measures: row.measures,
        })
        .collect();
    rows.sort_by_key(|row| (row.series, row.start));
    rows
}

/// Values are whole: sums do not depend on the order.
fn some_rows() -> impl Strategy<Value = Vec<Row>> {
    let time = prop_oneof![-9_000_000_000_i64..9_000_000_000, (0_i64..200).prop_map(|s| s * 1_000_000)];
    prop::collection::vec((0_u8..8, time, (-900_i32..900).prop_map(f64::from)), 0..80)
}

fn bodies(written: &[Written]) -> Vec<&[u8]> {
    written.iter().map(|segment| segment.bytes.as_slice()).collect()
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(rows in some_rows()) {
        let rolled = rolled(&rows);
        let written = write(&rolled, &ids(&rolled), i64::MIN).unwrap();
        prop_assert!(written.windows(2).all(|pair| pair[0].block < pair[1].block));
        let all = super::rows(&bodies(&written), None, i64::MIN, i64::MAX).unwrap();
        prop_assert_eq!(&all, &minutes(&rolled));
        prop_assert_eq!(written.iter().map(|s| s.minutes).sum::<u64>(), all.len() as u64);
        for segment in &written {
            prop_assert!(is_segment(&segment.bytes));
            let own = super::rows(&[&segment.bytes], None, i64::MIN, i64::MAX).unwrap();
            prop_assert_eq!(own.iter().map(|row| row.start).max(), Some(segment.last_start));
            prop_assert!(own.iter().all(|row| block_of(row.start) == segment.block));
        }
    }

    #[test]
    fn a_reader_gets_the_series_and_times_that_it_asks_for(rows in some_rows(), from in -9_000_000_000_i64..9_000_000_000,
                                                           length in 0_i64..9_000_000_000, which in 0_usize..8) {
        let rolled = rolled(&rows);
        let written = write(&rolled, &ids(&rolled), i64::MIN).unwrap();
        let mut wanted: Vec<i64> = ids(&rolled).into_iter().take(which).chain([5, 99_999]).collect();
        wanted.sort_unstable();
        let some = super::rows(&bodies(&written), Some(&wanted), from, from + length).unwrap();
        let expected: Vec<_> = minutes(&rolled).into_iter()
            .filter(|row| wanted.contains(&row.series) && (from..from + length).contains(&row.start)).collect();
        prop_assert_eq!(some, expected);
        let late = write(&rolled, &ids(&rolled), from).unwrap();
        let late = super::rows(&bodies(&late), None, i64::MIN, i64::MAX).unwrap();
        let expected: Vec<_> = minutes(&rolled).into_iter().filter(|row| row.start >= from).collect();
        prop_assert_eq!(late, expected);
    }

    /// However rows come in portions, and whatever was merged meanwhile: as if they had come at once.
    #[test]
    fn portions_and_merges_change_nothing(rows in some_rows(), cut in 0_usize..80, more in 0_usize..80) {
        let cut = cut.min(rows.len());
        let again = cut + more.min(rows.len() - cut);
        let mut stored: Vec<Written> = Vec::new();
        for part in [&rows[..cut], &rows[cut..again], &rows[again..]] {
            let rolled = rolled(part);
            stored.extend(write(&rolled, &ids(&rolled), i64::MIN).unwrap());
        }
        let whole = minutes(&rolled(&rows));
        prop_assert_eq!(&super::rows(&bodies(&stored), None, i64::MIN, i64::MAX).unwrap(), &whole);
        let merged = merge(&bodies(&stored)).unwrap();
        prop_assert!(merged.windows(2).all(|pair| pair[0].block < pair[1].block));
        prop_assert_eq!(&super::rows(&bodies(&merged), None, i64::MIN, i64::MAX).unwrap(), &whole);
        prop_assert_eq!(merge(&bodies(&merged)).unwrap(), merged);
    }

    #[test]
    fn hostile_bytes_never_panic(bytes: Vec<u8>, rows in some_rows(), at: prop::sample::Index, bits: u8) {
        let _ = is_segment(&bytes);
        let rolled = rolled(&rows);
        for mut segment in write(&rolled, &ids(&rolled), i64::MIN).unwrap() {
            let place = at.index(segment.bytes.len());
            segment.bytes[place] ^= bits;
            if is_segment(&segment.bytes) {
                prop_assert!(merge(&[&segment.bytes, &segment.bytes]).is_ok());
            }
        }
    }
}

#[test]
fn logs_and_executions_have_no_last_values() {
    let mut rollup = Rollup::new(&Plan { source: Source::Executions, ..Plan::default() });
    for (duration, tokens) in [(None, None), (Some(2.5), Some(10.0)), (Some(2.5), Some(0.25))] {
        let labels = [("agent_name", Some("a")), ("model_used", None), ("status", Some("success"))];
        let measures = execution_measures([tokens, None, None, None, None, None], Some(0.5));
        rollup.add_execution(labels, duration, measures, 1_234_567).unwrap();
    }
    let rolled = rollup.roll_up().unwrap();
    let written = write(&rolled, &[42], i64::MIN).unwrap();
    let row = &rows(&bodies(&written), None, i64::MIN, i64::MAX).unwrap()[0];
    assert_eq!((row.series, row.start, row.rows, row.last_at, row.last_value), (42, 0, 3, 1_234_567, None));
    let sums = [("cost_micros", 1.5e6), ("cost_usd", 1.5), ("tokens_used", 10.25)];
    assert_eq!(row.measures, sums.map(|(key, sum)| (key.to_owned(), sum)));
    assert_eq!(row.values.as_ref().map(|v| (v.sum, v.min, v.max)), Some((5.0, 2.5, 2.5)));
}

/// The bytes are stored: what one version wrote, all later ones read.
#[test]
fn the_bytes_of_version_1_stay() {
    let rolled = rolled(&[
        (0, 5_000_000, 1.5),
        (0, 61_000_001, 2.0),
        (0, 61_000_001, 3.0),
        (6, -1, -4.0),
        (6, -1, 0.0),
    ]);
    let written = write(&rolled, &ids(&rolled), i64::MIN).unwrap();
    let hex: Vec<String> = written
        .iter()
        .map(|segment| segment.bytes.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    assert_eq!(hex, GOLDEN);
    let found = rows(&bodies(&written), None, i64::MIN, i64::MAX).unwrap();
    assert_eq!(found, minutes(&rolled));
}

const GOLDEN: [&str; 2] = [
    "010101016e0181a47c333b6402ff8dce1c0000000000000000200114050200000000000010c0000000000000000000000000000010c001017e0001011c",
    "01000001ebf21a3c001f8827000000000000f83f012402c1843d00000000000008402101080502000000000000004000000000000008400000000000001440023e000111",
];

#[test]
fn a_segment_ends_where_it_gets_too_large() {
    let mut rows: Vec<MinuteRow> = Vec::new();
    for series in 1..=100_000 {
        for minute in 0..6 {
            let value = (series * 60 + minute) as f64;
            let values = Values { sum: value, min: value, max: value, sketch: sketch_of_one(value) };
            rows.push(MinuteRow {
                series,
                start: minute * MINUTE,
                rows: 1,
                last_at: minute * MINUTE + 7,
                last_value: Some(value),
                values: Some(values),
                measures: vec![],
            });
        }
    }
    let written = segments(rows.iter());
    assert_eq!(written.len(), 2);
    assert!(written.iter().all(|segment| segment.bytes.len() < MOST_BYTES + 200));
    assert_eq!(super::rows(&bodies(&written), None, i64::MIN, i64::MAX).unwrap(), rows);
}
