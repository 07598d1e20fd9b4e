//! Any bytes: an error, or a rollup that survives its own bytes. Any rows: the same rollup on the other side.
#![no_main]

use std::collections::BTreeMap;

use agentmon_core::rollup::{END_TIME, MIN_TIME, Period, Plan, Rolled, Rollup};
use agentmon_core::sketch::Sketch;
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;

const PLAN: &str = r#"{"metrics": {"with measures": {"measures": ["n"]}}}"#;
const NAMES: [&str; 3] = ["", "m", "with measures"];
const TAGS: [&str; 5] =
    ["{}", r#"{"a": 1}"#, r#"{"a": 1.0}"#, r#"{"n": 2.5, "a": "x"}"#, r#"{"n": "1e308"}"#];

fuzz_target!(|data: &[u8]| {
    decode(data);
    read(data);
    // The bytes are too few: so are the rows.
    let _ = rows(&mut Unstructured::new(data));
});

fn rows(input: &mut Unstructured<'_>) -> Result<()> {
    let plan = Plan::read(PLAN).expect("a plan");
    let mut rollups = [Rollup::new(&plan), Rollup::new(&plan)];
    let (at, bits) = (u16::arbitrary(input)?, u8::arbitrary(input)?);
    let mut added = 0_u64;
    while !input.is_empty() {
        row(input, &mut rollups, &mut added)?;
    }
    let [mut rollup, other] = rollups;
    let back = Rollup::decode(&other.encode()).expect("its own bytes");
    rollup.merge(&back).expect("few values");
    assert_eq!(rollup.rows(), added);
    let result = rollup.roll_up().expect("few values");
    let summary = summary(&result);
    for period in Period::ALL {
        let cells = summary.iter().filter(|(key, _)| key.2 == period.name());
        assert_eq!(cells.map(|(_, cell)| cell.0).sum::<u64>(), added, "each row once in every level");
    }
    let mut bytes = rollup.encode();
    let back = Rollup::decode(&bytes).expect("its own bytes");
    assert_eq!(self::summary(&back.roll_up().expect("few values")), summary);
    // What one changed byte makes of either is an error or something that can be read.
    let at = usize::from(at);
    let place = at % bytes.len();
    bytes[place] ^= bits;
    decode(&bytes);
    let mut result = result;
    let place = at % result.len();
    result[place] ^= bits;
    read(&result);
    Ok(())
}

fn row(input: &mut Unstructured<'_>, rollups: &mut [Rollup; 2], added: &mut u64) -> Result<()> {
    let (name, tags) = (*input.choose(&NAMES)?, *input.choose(&TAGS)?);
    let rollup = &mut rollups[usize::from(bool::arbitrary(input)?)];
    let time = if bool::arbitrary(input)? {
        i64::from(u32::arbitrary(input)?) << 20
    } else {
        i64::arbitrary(input)?
    };
    let value = f64::arbitrary(input)?;
    rollup
        .add(name.as_bytes(), value, tags.as_bytes(), || (name, tags.to_owned()), time)
        .expect("few values");
    // What no raw table would take is left out.
    *added += u64::from(value.is_finite() && (MIN_TIME..END_TIME).contains(&time));
    Ok(())
}

/// Decodes what may be a rollup.
fn decode(bytes: &[u8]) {
    let Ok(rollup) = Rollup::decode(bytes) else { return };
    let bytes = rollup.encode();
    let back = Rollup::decode(&bytes).expect("its own bytes");
    assert_eq!(back.encode().len(), bytes.len());
    assert_eq!(back.rows(), rollup.rows());
    let _ = rollup.roll_up();
}

/// Reads what may be a result to its end or to what is wrong with it.
fn read(bytes: &[u8]) {
    let Ok(rolled) = Rolled::read(bytes) else { return };
    let most = bytes.len();
    assert!(rolled.series.len() <= most && rolled.slices.as_ref().is_none_or(|ends| ends.len() <= most));
    assert!(rolled.rows().take(most + 2).count() <= most + 1, "a row takes bytes");
}

type Key = (String, String, &'static str, i64);
type Summary = BTreeMap<Key, (u64, i64, Option<u64>, Option<Vec<u8>>, Vec<(String, u64)>)>;

/// Everything that a result says, in one order.
fn summary(result: &[u8]) -> Summary {
    let rolled = Rolled::read(result).expect("its own bytes");
    assert_eq!(rolled.slices, None, "there is no limit");
    let series = rolled.series.clone();
    let entries = rolled.rows().map(|row| {
        let row = row.expect("its own bytes");
        let of = &series[row.series as usize];
        let sketch = row.values.map(|values| {
            let sketch = Sketch::decode(&values.sketch).expect("a sketch");
            assert_eq!((sketch.count(), sketch.sum()), (row.rows, values.sum));
            assert_eq!((sketch.min(), sketch.max()), (Some(values.min), Some(values.max)));
            values.sketch
        });
        let measures = row.measures.into_iter().map(|(key, sum)| (key, sum.to_bits())).collect();
        let key = (of.metric_name.clone(), of.dimensions.clone(), row.period.name(), row.start);
        (key, (row.rows, row.last_at, row.last_value.map(f64::to_bits), sketch, measures))
    });
    entries.collect()
}
