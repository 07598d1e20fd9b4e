//! What tokens cost by the price of a model. Sums are of integers, in trillionths of a dollar: nothing is rounded.

/// What is charged apart, in the order of [`Price::rates`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tokens {
    /// All that the model read, cached ones included.
    pub input: i64,
    /// All that it wrote, its reasoning included.
    pub output: i64,
    /// Those of the input that came from a cache.
    pub cache_read: i64,
    /// Those of the input that went into a cache.
    pub cache_write: i64,
    /// Those of the output that were its reasoning.
    pub reasoning: i64,
}

/// A price that a model may have; times are microseconds since 2000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// What it is known by.
    pub id: [u8; 16],
    /// From when on it holds.
    pub from: i64,
    /// For requests with more input tokens than that; 0: for all.
    pub above: i64,
    /// Trillionths of a dollar for a token of input, output, cache read, cache write and reasoning; `None`: it has no
    /// price of its own.
    pub rates: [Option<i64>; 5],
}

/// The price that holds at a time for a request of that many input tokens, of those of a model, the best ones first.
#[must_use]
pub fn pick(prices: &[Price], input: i64, at: i64) -> Option<&Price> {
    prices.iter().find(|price| price.from <= at && (price.above == 0 || price.above < input))
}

/// No execution costs more: 10^15 dollars.
const TOO_MUCH: i128 = 1_000_000_000_000_000_000_000_000_000;

impl Price {
    /// What an execution costs, in trillionths of a dollar. `None` where tokens have no price, or the numbers are no
    /// numbers of tokens: then the parts exceed the whole, or are negative.
    #[must_use]
    pub fn cost(&self, tokens: Tokens) -> Option<i128> {
        let [input, output, cache_read, cache_write, reasoning] = self.rates;
        // Cached tokens are part of the input, and those of reasoning of the output: each is paid for once.
        let parts = [
            (
                i128::from(tokens.input) - i128::from(tokens.cache_read) - i128::from(tokens.cache_write),
                input,
            ),
            (tokens.cache_read.into(), cache_read.or(input)),
            (tokens.cache_write.into(), cache_write.or(input)),
            (i128::from(tokens.output) - i128::from(tokens.reasoning), output),
            (tokens.reasoning.into(), reasoning.or(output)),
        ];
        let mut cost = 0_i128;
        for (number, rate) in parts {
            match (number, rate) {
                (..0, _) | (1.., None) => return None,
                (0, _) => {}
                (_, Some(rate)) => cost += number.checked_mul(rate.into())?,
            }
        }
        (cost < TOO_MUCH).then_some(cost)
    }
}

/// Trillionths of a dollar as dollars with 12 decimals.
#[must_use]
pub fn dollars(cost: i128) -> String {
    const ONE: i128 = 1_000_000_000_000;
    format!("{}.{:012}", cost / ONE, cost % ONE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PRICE: Price =
        Price { id: [0; 16], from: 0, above: 0, rates: [Some(3), Some(15), None, None, None] };

    #[test]
    fn each_token_is_paid_for_once() {
        let price = Price { rates: [Some(1_000), Some(100), Some(10), Some(2_000), Some(1)], ..PRICE };
        let tokens = Tokens { input: 10, output: 6, cache_read: 3, cache_write: 2, reasoning: 4 };
        assert_eq!(price.cost(tokens), Some(5 * 1_000 + 3 * 10 + 2 * 2_000 + 2 * 100 + 4));
        // A class without a price of its own costs what input or output costs.
        assert_eq!(PRICE.cost(tokens), Some(10 * 3 + 6 * 15));
        assert_eq!(Price { rates: [None; 5], ..PRICE }.cost(Tokens::default()), Some(0));
        assert_eq!(Price { rates: [Some(1), None, None, None, None], ..PRICE }.cost(tokens), None);
    }

    #[test]
    fn what_cannot_be_has_no_cost() {
        for tokens in [
            Tokens { input: -1, ..Tokens::default() },
            Tokens { input: 5, cache_read: 3, cache_write: 3, ..Tokens::default() },
            Tokens { output: 1, reasoning: 2, ..Tokens::default() },
            Tokens { input: 5, cache_read: -3, ..Tokens::default() },
        ] {
            assert_eq!(PRICE.cost(tokens), None, "{tokens:?}");
        }
        let dear = Price { rates: [Some(1_000_000_000_000_000); 5], ..PRICE };
        assert_eq!(dear.cost(Tokens { input: i64::MAX, ..Tokens::default() }), None);
    }

    #[test]
    fn the_first_that_holds_is_picked() {
        let of = |id, from, above| Price { id: [id; 16], from, above, ..PRICE };
        let prices = [of(1, 100, 200), of(2, 100, 0), of(3, i64::MIN, 0)];
        let picked = |input, at| pick(&prices, input, at).map(|price| price.id[0]);
        assert_eq!([picked(201, 100), picked(200, 100), picked(201, 99)], [Some(1), Some(2), Some(3)]);
        assert_eq!(pick(&prices[..1], 200, 100), None);
    }

    #[test]
    fn dollars_have_twelve_decimals() {
        assert_eq!(
            [dollars(0), dollars(1), dollars(1_500_000_000_000)],
            ["0.000000000000", "0.000000000001", "1.500000000000"]
        );
    }

    proptest! {
        #[test]
        fn caching_shifts_tokens_and_adds_none(input in 0_i64..1_000_000, read in 0.0..1.0, output in 0_i64..1_000_000) {
            let cache_read = (input as f64 * read) as i64;
            let plain = Tokens { input, output, ..Tokens::default() };
            prop_assert_eq!(PRICE.cost(plain), PRICE.cost(Tokens { cache_read, ..plain }));
        }

        #[test]
        fn no_numbers_panic(numbers in any::<[i64; 5]>(), rates in any::<[Option<i64>; 5]>()) {
            let [input, output, cache_read, cache_write, reasoning] = numbers;
            let _ = Price { rates, ..PRICE }.cost(Tokens { input, output, cache_read, cache_write, reasoning });
        }
    }
}
