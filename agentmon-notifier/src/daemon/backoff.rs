//! How long to wait before the next attempt to reach the database.

use std::time::Duration;

use crate::db::DbError;

/// A standby is asked again after this long: once it is promoted, alerts wait for nobody else.
const STANDBY: Duration = Duration::from_secs(1);

/// Doubling waits with jitter, so that daemons that lost the same server do not come back all at once.
#[derive(Debug, Clone)]
pub struct Backoff {
    shortest: Duration,
    longest: Duration,
    failures: u32,
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new(Duration::from_millis(500), Duration::from_secs(30))
    }
}

impl Backoff {
    /// Waits between the two bounds; a longest below the shortest counts as equal to it.
    pub fn new(shortest: Duration, longest: Duration) -> Self {
        Self { shortest, longest: longest.max(shortest), failures: 0 }
    }

    /// The wait after one more failure; `jitter` from 0 to 1 places it within the upper half of the current range.
    pub fn next(&mut self, jitter: f64) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let factor = 1_u32.checked_shl(self.failures.min(20)).unwrap_or(u32::MAX);
        let ceiling = self.shortest.saturating_mul(factor).min(self.longest);
        (ceiling / 2).mul_f64(1.0 + jitter.clamp(0.0, 1.0)).clamp(self.shortest, self.longest)
    }

    /// The wait with a random jitter.
    pub fn wait(&mut self) -> Duration {
        self.next(fastrand::f64())
    }

    /// The wait after this error.
    pub fn wait_after(&mut self, error: &DbError) -> Duration {
        if error.is_standby() { STANDBY } else { self.wait() }
    }

    /// An attempt succeeded: the next failure is a first one.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_within_their_bounds() {
        for jitter in [0.0, 0.3, 1.0, 7.0, -7.0] {
            let mut backoff = Backoff::default();
            let waits: Vec<_> = (0..100).map(|_| backoff.next(jitter)).collect();
            assert!(waits.iter().all(|wait| (500..=30_000).contains(&wait.as_millis())), "{waits:?}");
            assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]), "{waits:?}");
            assert!(waits[0] <= Duration::from_secs(1));
            assert!(waits[99] >= Duration::from_secs(15));
            backoff.reset();
            assert_eq!(backoff.next(jitter), waits[0]);
        }
    }

    #[test]
    fn bounds_in_the_wrong_order_do_no_harm() {
        let mut backoff = Backoff::new(Duration::from_secs(2), Duration::from_secs(1));
        assert_eq!(backoff.next(0.5), Duration::from_secs(2));
    }
}
