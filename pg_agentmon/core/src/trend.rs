//! Whether two stretches of time differ by more than chance makes of them.
use crate::sketch::{Sketch, SketchError};

/// How many standard deviations two shares may lie apart by chance: one in 370 does by more.
const DEVIATIONS_OF_SHARES: f64 = 3.0;

/// How many standard deviations a quantile's rank may lie off on either side. Two stretches that do not meet lie about
/// 3.1 deviations of their difference apart: a little stricter than what holds for shares.
const DEVIATIONS_OF_RANKS: f64 = 2.2;

/// Whether the share of failures among some differs from that among others. One more of each is counted among both
/// together, so that none of few is no certainty. False where there are none of either.
pub fn shares_differ((failed, of): (i64, i64), (failed_before, of_before): (i64, i64)) -> bool {
    if of <= 0 || of_before <= 0 {
        return false;
    }
    let [failed, of, failed_before, of_before] = [failed, of, failed_before, of_before].map(as_double);
    let share = (failed + failed_before + 1.0) / (of + of_before + 2.0);
    let deviation = (share * (1.0 - share) * (1.0 / of + 1.0 / of_before)).sqrt();
    (failed / of - failed_before / of_before).abs() > DEVIATIONS_OF_SHARES * deviation
}

/// Whether a quantile of some values differs from that of others: the stretches of values in which the two lie with
/// near certainty (by the deviation of a quantile's rank, the root of `q (1 - q) / n`) do not meet. False for too few
/// values to say.
///
/// # Errors
/// Those of [`Sketch::quantile`].
pub fn quantiles_differ(quantile: f64, now: &Sketch, before: &Sketch) -> Result<bool, SketchError> {
    let (Some((low, high)), Some((low_before, high_before))) =
        (stretch(quantile, now)?, stretch(quantile, before)?)
    else {
        return Ok(false);
    };
    Ok(high < low_before || high_before < low)
}

/// Where the quantile lies with near certainty.
fn stretch(quantile: f64, values: &Sketch) -> Result<Option<(f64, f64)>, SketchError> {
    let number = as_double(i64::try_from(values.count()).unwrap_or(i64::MAX));
    let spread = DEVIATIONS_OF_RANKS * (quantile * (1.0 - quantile) / number).sqrt();
    // What reaches the first or the last value could lie beyond it. Of no values, the spread has no end.
    let is_within = spread < quantile.min(1.0 - quantile);
    if !is_within {
        return Ok(None);
    }
    Ok(values.quantile(quantile - spread)?.zip(values.quantile(quantile + spread)?))
}

#[allow(clippy::cast_precision_loss)]
fn as_double(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sketch(values: impl IntoIterator<Item = f64>) -> Sketch {
        let mut sketch = Sketch::new();
        for value in values {
            sketch.add(value).unwrap();
        }
        sketch
    }

    /// 1000 values from 100 to 200, and what they are times something.
    fn spread(factor: f64) -> Sketch {
        sketch((0..1000).map(|n| factor * (100.0 + f64::from(n) / 10.0)))
    }

    #[test]
    fn a_share_that_is_ten_times_another_differs_and_one_of_few_does_not() {
        assert!(shares_differ((100, 1000), (10, 1000)));
        assert!(shares_differ((10, 1000), (100, 1000)));
        assert!(!shares_differ((12, 1000), (10, 1000)));
        assert!(!shares_differ((1, 1), (0, 1)));
        assert!(!shares_differ((2, 2), (0, 3)));
        assert!(shares_differ((100, 100), (0, 100)));
    }

    #[test]
    fn of_none_no_share_differs() {
        assert!(!shares_differ((0, 0), (10, 1000)));
        assert!(!shares_differ((10, 1000), (0, 0)));
        assert!(!shares_differ((0, 0), (0, 0)));
    }

    #[test]
    fn a_quantile_differs_where_it_cannot_be_the_same() {
        for q in [0.5, 0.95] {
            assert!(quantiles_differ(q, &spread(1.5), &spread(1.0)).unwrap(), "{q}");
            assert!(quantiles_differ(q, &spread(1.0), &spread(1.5)).unwrap(), "{q}");
            assert!(!quantiles_differ(q, &spread(1.01), &spread(1.0)).unwrap(), "{q}");
            assert!(!quantiles_differ(q, &spread(1.0), &spread(1.0)).unwrap(), "{q}");
        }
    }

    #[test]
    fn of_too_few_values_no_quantile_differs() {
        let few = |factor: f64, number: i32| sketch((0..number).map(|n| factor + f64::from(n)));
        // 2.2 deviations of the median's rank are half of all ranks for 4.84 values; of the 95th percentile's, a
        // twentieth of all for 91.96.
        assert!(!quantiles_differ(0.5, &few(1000.0, 4), &few(1.0, 4)).unwrap());
        assert!(quantiles_differ(0.5, &few(1000.0, 5), &few(1.0, 5)).unwrap());
        assert!(!quantiles_differ(0.95, &few(1000.0, 91), &few(1.0, 1000)).unwrap());
        assert!(quantiles_differ(0.95, &few(1000.0, 92), &few(1.0, 100)).unwrap());
        assert!(!quantiles_differ(0.5, &few(1.0, 0), &few(1.0, 100)).unwrap());
        assert!(!quantiles_differ(0.5, &few(1.0, 100), &few(1.0, 0)).unwrap());
    }

    #[test]
    fn an_end_and_what_is_no_quantile_never_differ() {
        for q in [0.0, 1.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert!(!quantiles_differ(q, &spread(9.0), &spread(1.0)).unwrap(), "{q}");
        }
    }

    proptest! {
        #[test]
        fn neither_order_nor_like_numbers_make_a_difference(
            a in 0_i64..2000, b in 0_i64..2000, of in 1_i64..2000, of_before in 1_i64..2000,
        ) {
            let (now, before) = ((a.min(of), of), (b.min(of_before), of_before));
            prop_assert_eq!(shares_differ(now, before), shares_differ(before, now));
            prop_assert!(!shares_differ(now, now));
        }
    }
}
