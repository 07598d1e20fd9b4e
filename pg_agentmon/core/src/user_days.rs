//! On which days each user was there.
use allocator_api2::alloc::Allocator;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use serde::Serialize;

/// The days that are looked at, today among them.
pub const DAYS: u32 = 30;

/// The last seven of them, as bits of which the lowest is today.
const WEEK: u32 = (1 << 7) - 1;

/// The days of each user, by the user's key: a bit for each day, the lowest for today.
#[derive(Debug)]
pub struct UserDays<A: Allocator + Clone> {
    days: HashMap<[u8; KEY], u32, foldhash::fast::RandomState, A>,
}

/// Keys are SHA-256. Half of one tells users apart as surely as is needed, in half of the space.
const KEY: usize = 16;

/// Why a day of a user cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserDaysError {
    /// The key is none.
    #[error("the key of a user has {0} bytes, and must have 16 or more")]
    ShortKey(usize),
    /// The day is too long ago, or yet to come.
    #[error("a day is {0} days ago, and must be 0 to 29")]
    OtherDay(i64),
}

impl<A: Allocator + Clone> UserDays<A> {
    /// Nobody.
    pub fn new_in(allocator: A) -> Self {
        Self { days: HashMap::with_hasher_in(foldhash::fast::RandomState::default(), allocator) }
    }

    /// A user was there on the day that is so many days ago.
    ///
    /// # Errors
    /// See [`UserDaysError`].
    pub fn add(&mut self, key: &[u8], days_ago: i64) -> Result<(), UserDaysError> {
        let key = key.first_chunk::<KEY>().ok_or(UserDaysError::ShortKey(key.len()))?;
        let day = u32::try_from(days_ago)
            .ok()
            .filter(|&ago| ago < DAYS)
            .ok_or(UserDaysError::OtherDay(days_ago))?;
        match self.days.entry(*key) {
            Entry::Occupied(mut user) => *user.get_mut() |= 1 << day,
            Entry::Vacant(user) => {
                user.insert(1 << day);
            }
        }
        Ok(())
    }

    /// How many users there were.
    pub fn active(&self) -> Active {
        let mut active = Active::default();
        for &days in self.days.values() {
            for (ago, users) in (0_u32..).zip(&mut active.by_day) {
                *users += u64::from(days >> ago & 1);
            }
            let (this_week, week_before) = (days & WEEK != 0, days & WEEK << 7 != 0);
            active.last_7_days += u64::from(this_week);
            active.week_before += u64::from(week_before);
            active.came_back_this_week += u64::from(this_week && week_before);
            active.last_30_days += 1;
        }
        active
    }
}

/// How many users were there: on each day, the first one today, and on any day of some.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[expect(missing_docs, reason = "they are called what they are")]
pub struct Active {
    pub by_day: [u64; DAYS as usize],
    pub last_7_days: u64,
    pub last_30_days: u64,
    pub week_before: u64,
    pub came_back_this_week: u64,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use allocator_api2::alloc::Global;
    use proptest::prelude::*;

    use super::*;

    fn key(user: u8) -> [u8; 32] {
        // They differ in the half that is kept.
        std::array::from_fn(|place| if place == 9 { user } else { 7 })
    }

    fn of(days: &[(u8, i64)]) -> Active {
        let mut users = UserDays::new_in(Global);
        for &(user, ago) in days {
            users.add(&key(user), ago).unwrap();
        }
        users.active()
    }

    #[test]
    fn of_nobody_there_is_nothing() {
        assert_eq!(of(&[]), Active::default());
    }

    #[test]
    fn a_week_has_seven_days_and_the_one_before_too() {
        let active = of(&[(1, 6), (2, 7), (3, 13), (4, 14), (5, 0), (5, 13), (6, 29)]);
        assert_eq!((active.last_7_days, active.week_before), (2, 3));
        assert_eq!((active.came_back_this_week, active.last_30_days), (1, 6));
    }

    #[test]
    fn what_is_no_key_and_no_day_is_refused() {
        let mut users = UserDays::new_in(Global);
        assert_eq!(users.add(&[1; 15], 0), Err(UserDaysError::ShortKey(15)));
        for ago in [-1, 30, i64::MAX, i64::MIN] {
            assert_eq!(users.add(&[1; 16], ago), Err(UserDaysError::OtherDay(ago)));
        }
        assert_eq!(users.active(), Active::default());
    }

    proptest! {
        #[test]
        fn it_is_what_sets_say(days in prop::collection::vec((0_u8..40, 0_i64..30), 0..300)) {
            let users = |from: i64, to: i64| -> BTreeSet<u8> {
                days.iter().filter(|(_, ago)| (from..to).contains(ago)).map(|&(user, _)| user).collect()
            };
            let number = |users: BTreeSet<u8>| users.len() as u64;
            let active = of(&days);
            for (ago, &counted) in (0..).zip(&active.by_day) {
                prop_assert_eq!(counted, number(users(ago, ago + 1)));
            }
            prop_assert_eq!(active.last_7_days, number(users(0, 7)));
            prop_assert_eq!(active.last_30_days, number(users(0, 30)));
            prop_assert_eq!(active.week_before, number(users(7, 14)));
            prop_assert_eq!(active.came_back_this_week, number(&users(0, 7) & &users(7, 14)));
        }
    }
}
