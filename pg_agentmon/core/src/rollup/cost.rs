//! What of an execution is summed. Costs are sums of doubles like all measures, and besides in whole parts that doubles
//! add up without an error, so that a sum of costs is exact to 12 decimals.

use super::EXECUTION_MEASURES;

/// Trillionths of a dollar in a millionth.
const PICOS_OF_MICRO: u64 = 1_000_000;
/// Below it (2,251 dollars) a double and its product with 10^12 are together less than half a trillionth off.
const EXACT_PICOS: f64 = (1_u64 << 51) as f64;

/// The measures of an execution, from its tokens (used, input, output, cache read, cache write, reasoning) and its cost.
#[must_use]
pub fn execution_measures(
    tokens: [Option<f64>; 6],
    cost: Option<f64>,
) -> [Option<f64>; EXECUTION_MEASURES.len()] {
    let [used, input, output, cache_read, cache_write, reasoning] = tokens;
    let some = |value: f64| (value > 0.0).then_some(value);
    let (micros, picos) = cost.map_or((None, None), |cost| {
        let (micros, picos) = parts(cost);
        (Some(micros), some(picos))
    });
    let unpriced = cost.is_none() && tokens.into_iter().flatten().any(|number| number > 0.0);
    let untold = if used.is_none() { some(input.unwrap_or(0.0) + output.unwrap_or(0.0)) } else { None };
    [
        used,
        input,
        output,
        cache_read,
        cache_write,
        reasoning,
        cost,
        micros,
        picos,
        unpriced.then_some(1.0),
        untold,
    ]
}

/// Dollars as whole millionths, and what is left of them in whole trillionths.
fn parts(cost: f64) -> (f64, f64) {
    let picos = (cost * 1e12).round();
    if picos >= EXACT_PICOS {
        return ((cost * 1e6).round(), 0.0);
    }
    let picos = picos as u64;
    ((picos / PICOS_OF_MICRO) as f64, (picos % PICOS_OF_MICRO) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_known_is_told_apart() {
        let none = execution_measures([None; 6], None);
        assert_eq!(none, [None; EXECUTION_MEASURES.len()]);
        let free = execution_measures([Some(5.0), Some(3.0), Some(2.0), None, None, None], Some(0.0));
        assert_eq!(free[6..], [Some(0.0), Some(0.0), None, None, None]);
        let unpriced = execution_measures([None, Some(3.0), None, None, None, None], None);
        assert_eq!(unpriced[6..], [None, None, None, Some(1.0), Some(3.0)]);
        let without_tokens = execution_measures([Some(0.0), Some(0.0), Some(0.0), None, None, None], None);
        assert_eq!(without_tokens[9], None);
    }

    proptest! {
        #[test]
        fn a_cost_below_two_thousand_dollars_keeps_all_its_trillionths(picos in 0_u64..2_000_000_000_000_000) {
            let (whole, rest) = (picos / 1_000_000_000_000, picos % 1_000_000_000_000);
            let cost: f64 = format!("{whole}.{rest:012}").parse().expect("a number");
            let (micros, left) = parts(cost);
            prop_assert_eq!(micros as u64 * PICOS_OF_MICRO + left as u64, picos);
            prop_assert!(left < PICOS_OF_MICRO as f64);
        }

        #[test]
        fn a_larger_cost_keeps_its_digits(cost in 2000.0..1e15) {
            let (micros, left) = parts(cost);
            prop_assert!(((micros + left / 1e6) / 1e6 - cost).abs() <= cost * 1e-9);
        }
    }
}
