use allocator_api2::alloc::Global;
use proptest::prelude::*;

use super::*;

/// A row: series, time, value, and whether it has values at all.
type Row = (i64, i64, f64, bool);

fn sketch(value: f64) -> Vec<u8> {
    let mut sketch = Sketch::new();
    sketch.add(value).expect("finite");
    sketch.encode()
}

fn addend<'a>(&(_, last_at, value, has_values): &Row, bytes: &'a [u8]) -> Addend<'a> {
    let value = has_values.then_some(value);
    Addend {
        rows: 2,
        last_at,
        last_value: value,
        sum: value,
        min: value,
        max: value,
        sketch: has_values.then_some(bytes),
    }
}

fn summed(rows: &[Row], much: usize) -> Vec<u8> {
    let mut sums = Sums::new_in(BLOCK + 3, None, Global);
    sums.much = much;
    for row in rows {
        sums.add(row.0, &addend(row, &sketch(row.2))).expect("in range");
        if much < MUCH {
            sums.much = much;
        }
    }
    sums.finish().expect("sketches")
}

proptest! {
    #[test]
    fn each_series_has_its_sum(
        rows in prop::collection::vec((BLOCK..BLOCK + 4, 0..3_i64, -1e3..1e3_f64, any::<bool>()), 1..60),
    ) {
        let bytes = summed(&rows, MUCH);
        let found: Vec<_> = Summed::read(&bytes).expect("bytes").map(|row| row.expect("a row")).collect();
        let mut ids: Vec<_> = rows.iter().map(|row| row.0).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(found.len(), ids.len());
        for row in found {
            let own: Vec<_> = rows.iter().filter(|own| own.0 == row.id).collect();
            let values: Vec<_> = own.iter().filter(|own| own.3).map(|own| own.2).collect();
            let newest = own
                .iter()
                .filter(|own| own.3)
                .map(|own| (own.1, own.2))
                .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let expected = values.iter().fold(Sketch::new(), |mut sketch, value| {
                sketch.add(*value).expect("finite");
                sketch
            });
            prop_assert_eq!(row.rows, 2 * own.len() as i64);
            prop_assert_eq!(Some(row.last_at), own.iter().map(|own| own.1).max());
            prop_assert_eq!(row.last_value, newest.map(|(_, value)| value));
            prop_assert_eq!(row.sum, values.iter().copied().reduce(|a, b| a + b));
            prop_assert_eq!(row.min, expected.min());
            prop_assert_eq!(row.max, expected.max());
            prop_assert_eq!(row.sketch.map(<[u8]>::to_vec), (!values.is_empty()).then(|| expected.encode()));
            prop_assert_eq!(row.measures, None);
        }
    }

    /// Nobody can tell whether sketches were made fewer in between.
    #[test]
    fn folding_changes_nothing(
        rows in prop::collection::vec((BLOCK..BLOCK + 4, 0..3_i64, 1.0..1e3_f64, any::<bool>()), 1..60),
        much in 1..200_usize,
    ) {
        prop_assert_eq!(summed(&rows, much), summed(&rows, MUCH));
    }

    #[test]
    fn noise_is_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        if let Ok(rows) = Summed::read(&bytes) {
            prop_assert!(rows.count() <= bytes.len());
        }
    }
}

#[test]
fn measures_are_summed_by_key() {
    let mut sums = Sums::new_in(7, None, Global);
    sums.add(7, &Addend { rows: 1, ..Addend::default() }).expect("in range");
    sums.add(8, &Addend { rows: 1, ..Addend::default() }).expect("in range");
    for json in [r#"{"a": 1, "b": 2.5}"#, r#"{"b": 1, "c": "text"}"#, r#"{"a": 1e308}"#, r#"{"a": 1e308}"#] {
        sums.add_measures(7, json).expect("in range");
    }
    sums.add_measures(8, "{}").expect("in range");
    let bytes = sums.finish().expect("sums");
    let measures: Vec<_> =
        Summed::read(&bytes).expect("bytes").map(|row| row.expect("a row").measures).collect();
    assert_eq!(measures, [Some(vec![("a", f64::MAX), ("b", 3.5)]), Some(vec![])]);
}

#[test]
fn what_is_not_wanted_is_left_out() {
    let wanted = [8, 9, -5, BLOCK + 8, i64::MIN, i64::MAX];
    let mut sums = Sums::new_in(7, Some(&mut wanted.into_iter()), Global);
    for id in [7, 8, 10, 8] {
        sums.add(id, &Addend { rows: 1, sketch: Some(&sketch(1.0)), ..Addend::default() }).expect("in range");
        sums.add_measures(id, "{}").expect("in range");
    }
    let bytes = sums.finish().expect("sums");
    let rows = Summed::read(&bytes).expect("bytes").map(|row| row.map(|row| (row.id, row.rows)));
    assert_eq!(rows.collect::<Result<Vec<_>, _>>(), Ok(vec![(8, 2)]));
}

#[test]
fn what_cannot_be_summed_is_refused() {
    let mut sums = Sums::new_in(7, None, Global);
    let full = Addend { rows: i64::MAX, ..Addend::default() };
    assert_eq!(sums.add(7, &full), Ok(()));
    assert_eq!(sums.add(7, &Addend { rows: 1, ..full }), Err(SumError::TooManyRows));
    for elsewhere in [-1, BLOCK, i64::MIN, i64::MAX] {
        assert_eq!(sums.add(elsewhere, &full), Err(SumError::Misplaced));
    }
    let mut sums = Sums::new_in(7, None, Global);
    sums.add(7, &Addend { sketch: Some(&[9]), ..Addend::default() }).expect("seen at the end");
    assert!(matches!(sums.finish(), Err(SumError::Sketch(_))));
}
