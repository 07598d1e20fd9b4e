//! Stamps: which transaction of which installation a raw row came by.
//!
//! An installation is one database of one cluster, with one table of cursors: what has been read is known there alone.
//! Its tag is the upper part of a stamp. Tags are even; the odd one next to it is for rows that came from another
//! installation with their stamps and were adopted, so that they are told apart for ever.

/// Bits of a stamp that hold the transaction's id.
const ID_BITS: u32 = 48;
const ID_MASK: u64 = (1 << ID_BITS) - 1;

/// What tells an installation from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Installation {
    /// What initdb gave the cluster; `pg_upgrade` makes a new one.
    pub system: u64,
    /// The database's id: copies made by a template have another one.
    pub database: u32,
    /// The id of the table of cursors: where it was made anew, nothing has been read yet.
    pub cursors: u32,
}

impl Installation {
    /// 14 bits of a hash, and a zero. Two installations share a tag with a probability of 1 in 16,384.
    #[must_use]
    pub fn tag(self) -> i32 {
        let hash = mixed(mixed(self.system) ^ (u64::from(self.database) << 32 | u64::from(self.cursors)));
        (hash >> 50) as i32 * 2
    }
}

/// The finalizer of splitmix64: each bit of the result depends on each bit of the number.
fn mixed(mut number: u64) -> u64 {
    number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// The tag of the rows that the installation with this tag has adopted.
#[must_use]
pub fn adopted(tag: i32) -> i32 {
    tag | 1
}

/// The stamp of a transaction.
#[must_use]
pub fn stamp(tag: i32, transaction: u64) -> i64 {
    i64::from(tag) << ID_BITS | (transaction & ID_MASK) as i64
}

/// Whether the stamp is one of this tag, or of what it has adopted, by a transaction from `next` on: nobody here can
/// have made it yet. Nor did anybody anywhere make a negative one.
#[must_use]
pub fn is_of_the_future(stamp: i64, tag: i32, next: u64) -> bool {
    stamp < 0
        || adopted((stamp >> ID_BITS) as i32) == adopted(tag) && stamp as u64 & ID_MASK >= next & ID_MASK
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const HERE: Installation =
        Installation { system: 7_300_000_000_000_000_000, database: 5, cursors: 16_400 };

    #[test]
    fn tags_are_even_and_fit_into_fifteen_bits() {
        for database in 0..10_000 {
            let tag = Installation { database, ..HERE }.tag();
            assert!((0..1 << 15).contains(&tag) && tag % 2 == 0, "{tag}");
            assert!(stamp(adopted(tag), u64::MAX) >= 0);
        }
    }

    #[test]
    fn neighbours_have_tags_of_their_own() {
        // As many different ones as throws of that many dice would show, within four standard deviations.
        let differing = |tags: Vec<i32>| tags.into_iter().collect::<HashSet<_>>().len();
        let numbers = || 0..16_384_u32;
        for tags in [
            numbers().map(|n| Installation { database: n, ..HERE }.tag()).collect(),
            numbers().map(|n| Installation { cursors: n, ..HERE }.tag()).collect(),
            numbers().map(|n| Installation { system: HERE.system + u64::from(n), ..HERE }.tag()).collect(),
            // Databases that were made alike, one after the other.
            numbers()
                .map(|n| Installation { database: n * 400, cursors: n * 400 + 77, ..HERE }.tag())
                .collect(),
        ] {
            let found = differing(tags);
            assert!((10_150..10_560).contains(&found), "{found}");
        }
    }

    #[test]
    fn a_stamp_holds_tag_and_transaction() {
        let made = stamp(0x7ffe, 0xffff_1234_5678_9abc);
        assert_eq!(made >> 48, 0x7ffe);
        assert_eq!(made & 0xffff_ffff_ffff, 0x1234_5678_9abc);
    }

    #[test]
    fn only_stamps_of_here_are_of_the_future() {
        for tag in [24, 25] {
            assert!(!is_of_the_future(stamp(tag, 99), 24, 100));
            assert!(is_of_the_future(stamp(tag, 100), 24, 100));
        }
        for tag in [22, 23, 26, 27] {
            assert!(!is_of_the_future(stamp(tag, 100), 24, 100));
        }
        for negative in [-1, i64::MIN, !(24 << ID_BITS)] {
            assert!(is_of_the_future(negative, 24, 100));
        }
    }
}
