//! From a value to its bucket and back, on the bits of the number.
//!
//! Bucket `i` at scale `s` covers `(base^i, base^(i+1)]` with `base = 2^(2^-s)`, the convention of
//! OpenTelemetry. A logarithm in floating point would misplace values next to a boundary, and differently
//! on different machines; so the binary digits of log2 come from repeated squaring in integers instead.
//! Digits come out from the top, hence an index at a coarser scale is always a prefix of the finer one:
//! `index(v, s - 1) == index(v, s) >> 1` holds for every value by construction.

use std::ops::RangeInclusive;

/// The coarsest scale: two buckets hold all positive numbers.
pub const MIN_SCALE: i8 = -10;
/// The finest scale that OpenTelemetry knows.
pub const MAX_SCALE: i8 = 20;

const MANTISSA_BITS: u32 = 52;
const MANTISSA_MASK: u64 = (1 << MANTISSA_BITS) - 1;

/// Scales up to this one are answered from tables.
const TABLE_SCALE: u32 = 5;
/// 64 cells per octave: narrower than the narrowest bucket (1/64 < 2^(1/32) - 1), so that no cell holds
/// more than one boundary.
const CELL_BITS: u32 = 6;

/// The first `digits` binary digits of log2(1 + mantissa / 2^52), as an integer.
const fn log2_digits(mantissa: u64, digits: u32) -> u32 {
    // Fixed point with 63 digits after the point; x stays within [1, 2).
    let mut x = (1_u64 << 63) | (mantissa << (63 - MANTISSA_BITS));
    let mut result = 0;
    let mut step = 0;
    while step < digits {
        let square = (x as u128) * (x as u128);
        let carry = (square >> 127) as u32;
        result = (result << 1) | carry;
        x = (square >> (63 + carry)) as u64;
        step += 1;
    }
    result
}

/// For each cell the bucket within the octave in which it begins, in the lowest byte, and above that the first mantissa
/// that belongs to the next bucket; beyond every mantissa where no boundary lies in the cell. Mantissas are those of the
/// number before: that makes a power of two, which closes a bucket, the last one of the octave below.
static CELLS: [u64; 1 << CELL_BITS] = {
    let mut table = [0; 1 << CELL_BITS];
    let mut cell = 0;
    while cell < table.len() {
        let first = (cell as u64) << (MANTISSA_BITS - CELL_BITS);
        let start = log2_digits(first + 1, TABLE_SCALE);
        let (mut low, mut high) = (first, first + (1 << (MANTISSA_BITS - CELL_BITS)));
        let end = high;
        while low < high {
            let middle = (low + high) / 2;
            if log2_digits(middle + 1, TABLE_SCALE) > start {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let next = if low == end { 1 << MANTISSA_BITS } else { low };
        table[cell] = (next << 8) | start as u64;
        cell += 1;
    }
    table
};

/// The bucket of a positive finite number; subnormal numbers have theirs too.
#[inline(always)]
pub(super) fn index(value: f64, scale: i8) -> i32 {
    debug_assert!(value > 0.0 && value.is_finite());
    let before = value.to_bits().wrapping_sub(1);
    let exponent = (before >> MANTISSA_BITS) as i32;
    if exponent == 0 || scale > TABLE_SCALE as i8 {
        return index_by_digits(value, scale);
    }
    let mantissa = before & MANTISSA_MASK;
    let cell = CELLS[(mantissa >> (MANTISSA_BITS - CELL_BITS)) as usize];
    let above = i32::from(mantissa >= cell >> 8);
    let fine = ((exponent - 1023) << TABLE_SCALE) + i32::from(cell as u8) + above;
    fine >> (TABLE_SCALE as i8 - scale)
}

/// As [`index`], of any number at any scale, digit by digit.
#[inline(never)]
fn index_by_digits(value: f64, scale: i8) -> i32 {
    let bits = value.to_bits();
    let mut exponent = (bits >> MANTISSA_BITS) as i32 - 1023;
    let mut mantissa = bits & MANTISSA_MASK;
    if exponent == -1023 {
        let shift = mantissa.leading_zeros() - (63 - MANTISSA_BITS);
        mantissa = (mantissa << shift) & MANTISSA_MASK;
        exponent = -1022 - shift as i32;
    }
    let digits = scale.max(0) as u32;
    // A power of two is the upper, closed end of the bucket before it.
    let fine = (exponent << digits) + log2_digits(mantissa, digits) as i32 - i32::from(mantissa == 0);
    fine >> (digits as i8 - scale)
}

/// The number in bucket `i` whose relative distance to both ends is the same: what the sketch answers for
/// everything in it. It may round to zero or infinity at the ends of the range; callers clamp.
pub(super) fn representative(i: i32, scale: i8) -> f64 {
    // lower * 2 base / (base + 1), written so that a huge base stays finite
    let centre = 2.0 / (1.0 + (-width(scale)).exp2());
    if scale >= 0 {
        let within = i & ((1 << scale) - 1);
        times_power_of_two((f64::from(within) * width(scale)).exp2() * centre, i >> scale)
    } else {
        times_power_of_two(centre, i << -scale)
    }
}

/// The buckets that there are.
pub(super) fn all(scale: i8) -> RangeInclusive<i32> {
    index(f64::from_bits(1), scale)..=index(f64::MAX, scale)
}

/// The smallest and the largest number in bucket `i`. None where it holds no number: beyond the range of numbers, or
/// between two subnormal ones.
pub(super) fn bounds(i: i32, scale: i8) -> Option<(f64, f64)> {
    // The index rises with the number, and a number with its bits.
    let first_from = |i: i32| {
        let (mut low, mut high) = (1, f64::MAX.to_bits() + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            if index(f64::from_bits(middle), scale) >= i {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    };
    let (first, end) = (first_from(i), first_from(i.checked_add(1)?));
    (first < end).then(|| (f64::from_bits(first), f64::from_bits(end - 1)))
}

/// A number that nothing in bucket `i` exceeds: its upper end, rounded up. It may round to infinity.
pub(super) fn upper_end(i: i32, scale: i8) -> f64 {
    let end = i + 1;
    let rounded = if scale >= 0 {
        let within = end & ((1 << scale) - 1);
        times_power_of_two((f64::from(within) * width(scale)).exp2(), end >> scale)
    } else {
        times_power_of_two(1.0, end << -scale)
    };
    // exp2 may be off by the last digit, and a subnormal result by more than a share of itself.
    (rounded * (1.0 + 4.0 * f64::EPSILON)).next_up()
}

/// The bound of the relative error at a scale, (base - 1) / (base + 1).
pub(super) fn relative_error(scale: i8) -> f64 {
    (std::f64::consts::LN_2 * width(scale) / 2.0).tanh()
}

/// log2 of the base: 2^-scale, the share of an octave that one bucket covers.
fn width(scale: i8) -> f64 {
    f64::from(-scale).exp2()
}

/// `x * 2^exponent` for x in [1, 4), rounded once, also where the result is subnormal.
fn times_power_of_two(x: f64, exponent: i32) -> f64 {
    let exponent = exponent.clamp(-1200, 1100);
    // Only the second product can round, overflow or become subnormal.
    let (first, second) = match exponent {
        ..-900 => (exponent + 300, -300),
        900.. => (exponent - 300, 300),
        _ => (exponent, 0),
    };
    x * f64::from(first).exp2() * f64::from(second).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// floor(2^52 * (2^(k/32) - 1)) for k = 1..31, computed with 60 decimal digits elsewhere.
    const BOUNDARIES: [u64; 31] = [
        0x0_59b0_d315_8574,
        0x0_b558_6cf9_890f,
        0x1_1301_d012_5b50,
        0x1_72b8_3c7d_517a,
        0x1_d487_3168_b9aa,
        0x2_387a_6e75_6238,
        0x2_9e9d_f51f_dee1,
        0x3_06fe_0a31_b715,
        0x3_71a7_373a_a9ca,
        0x3_dea6_4c12_3422,
        0x4_4e08_6061_892d,
        0x4_bfda_d536_2a27,
        0x5_342b_569d_4f81,
        0x5_ab07_dd48_5429,
        0x6_247e_b03a_5584,
        0x6_a09e_667f_3bcc,
        0x7_1f75_e8ec_5f73,
        0x7_a114_73eb_0186,
        0x8_2589_994c_ce12,
        0x8_ace5_422a_a0db,
        0x9_3737_b0cd_c5e4,
        0x9_c491_82a3_f090,
        0xa_5503_b23e_255c,
        0xa_e89f_995a_d3ad,
        0xb_7f76_f2fb_5e46,
        0xc_199b_dd85_529c,
        0xc_b720_dcef_9069,
        0xd_5818_dcfb_a487,
        0xd_fc97_337b_9b5e,
        0xe_a4af_a2a4_90d9,
        0xf_5076_5b6e_4540,
    ];

    #[test]
    fn boundaries_are_exact() {
        for (k, &below) in BOUNDARIES.iter().enumerate() {
            for exponent in [-1022_i32, -1, 0, 1, 600, 1023] {
                let bits = (((exponent + 1023) as u64) << MANTISSA_BITS) + below;
                let i = (exponent << 5) + k as i32;
                assert_eq!(index(f64::from_bits(bits), 5), i);
                assert_eq!(index(f64::from_bits(bits + 1), 5), i + 1);
            }
        }
    }

    #[test]
    fn tables_say_what_the_digits_say() {
        let mut bits = f64::MIN_POSITIVE.to_bits();
        while bits < f64::MAX.to_bits() {
            for value in [f64::from_bits(bits), f64::from_bits(bits & !MANTISSA_MASK)] {
                for scale in MIN_SCALE..=TABLE_SCALE as i8 {
                    assert_eq!(index(value, scale), index_by_digits(value, scale), "{value:e} at {scale}");
                }
            }
            bits += 0x0003_2345_6789_abcd;
        }
    }

    #[test]
    fn no_cell_holds_two_boundaries() {
        for cell in 0..(1_u64 << CELL_BITS) {
            let first = cell << (MANTISSA_BITS - CELL_BITS);
            let last = first + (1 << (MANTISSA_BITS - CELL_BITS)) - 1;
            assert!(log2_digits(last, 5) - log2_digits(first, 5) <= 1, "cell {cell}");
        }
    }

    #[test]
    fn powers_of_two_close_the_bucket_below() {
        for exponent in -1074..=1023 {
            let value = times_power_of_two(1.0, exponent);
            for scale in MIN_SCALE..=MAX_SCALE {
                let expected = if scale >= 0 { (exponent << scale) - 1 } else { (exponent - 1) >> -scale };
                assert_eq!(index(value, scale), expected, "2^{exponent} at scale {scale}");
            }
        }
    }

    #[test]
    fn a_coarser_index_is_a_shifted_finer_one() {
        let mut bits = 1_u64;
        while bits < f64::MAX.to_bits() {
            let value = f64::from_bits(bits);
            for scale in MIN_SCALE + 1..=MAX_SCALE {
                assert_eq!(index(value, scale) >> 1, index(value, scale - 1), "{value:e} at {scale}");
            }
            bits += 0x000f_1234_5678_9abc;
        }
    }

    #[test]
    fn bounds_are_the_numbers_of_a_bucket() {
        for (i, scale) in
            [(0, 5), (-1, 5), (31, 5), (-33_000, 5), (32_767, 5), (0, -10), (-2, -10), (1 << 29, 20)]
        {
            let (first, last) = bounds(i, scale).expect("not empty");
            assert_eq!((index(first, scale), index(last, scale)), (i, i));
            assert!(first == 5e-324 || index(first.next_down(), scale) == i - 1);
            assert!(last == f64::MAX || index(last.next_up(), scale) == i + 1);
        }
        // Between 5e-324 and twice that there is no number.
        for (i, scale) in
            [(32_768, 5), (-1074 * 32, 5), (-1074 * 32 - 2, 5), (1, -10), (i32::MAX, 20), (i32::MIN, 20)]
        {
            assert_eq!(bounds(i, scale), None, "{i} at {scale}");
        }
    }

    #[test]
    fn the_upper_end_is_above_all_of_its_bucket_and_near() {
        for exponent in (-1074..=1023).step_by(7) {
            for share in [1.0, 1.3, 1.999] {
                let value = times_power_of_two(share, exponent);
                for scale in [-10, -3, 0, 1, 5, 12, 20] {
                    let end = upper_end(index(value, scale), scale);
                    let widest =
                        value * (2.0 * relative_error(scale) + 1e-14).mul_add(width(scale).exp2(), 1.0);
                    assert!(end >= value && end <= widest + 1.5e-323, "{value:e} at {scale}: {end:e}");
                }
            }
        }
    }

    #[test]
    fn the_representative_is_within_the_error() {
        for value in [5e-320, 3e-308, 1e-307, 1e-6, 0.3, 1.0, 1.000_001, 86_400.0, 1e100, 1e307, f64::MAX] {
            for scale in [-2, 0, 3, 5, 8, 20] {
                let found = representative(index(value, scale), scale);
                let bound = relative_error(scale) * value + 5e-324 + value * 1e-15;
                assert!((found - value).abs() <= bound, "{value:e} at {scale}: {found:e}");
            }
        }
    }
}
