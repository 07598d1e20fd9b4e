//! When to sweep next.
//!
//! Producers wake the daemon at most once per gate interval and session (50 ms by default), so a row that is
//! committed just after a wake-up announces itself to nobody. Once woken, the daemon therefore keeps sweeping for
//! longer than the gate. While it does, wake-ups do not make it sweep more often: that would take from the producers.
//!
//! In a storm of errors it says in the database that it is awake, and is not woken at all; then it may as well look less
//! often. Once nothing comes any more it says so, and lingers again for those who had seen it awake and commit only now.

use std::time::Duration;

use tokio::time::Instant;

/// Longer than the producers' gate, with room for a commit that takes its time.
const LINGER: Duration = Duration::from_millis(150);
const FIRST_STEP: Duration = Duration::from_millis(25);
const LAST_STEP: Duration = Duration::from_millis(100);
/// While it is awake: each sweep has its price, and it is the producers who pay. So it works for a small share of the
/// time, the longer ones after longer pauses, within bounds.
const AWAKE_STEP: Duration = Duration::from_millis(200);
const AWAKE_SHARE: u32 = 50;
const LONGEST_AWAKE_STEP: Duration = Duration::from_secs(1);
const FIRST_FRUITLESS: Duration = Duration::from_millis(50);

/// The rhythm of the sweeps.
#[derive(Debug)]
pub struct Pace {
    poll: Duration,
    next: Instant,
    last: Option<Instant>,
    linger_until: Instant,
    step: Duration,
    fruitless: Duration,
    awake: bool,
    /// The sweep that runs or ran last was told to ask what comes next.
    quiet: bool,
}

impl Pace {
    /// The first sweep is due at once: notifications may have been missed.
    pub fn new(now: Instant, poll: Duration) -> Self {
        let linger_until = now + LINGER;
        let (step, fruitless) = (FIRST_STEP, Duration::ZERO);
        Self { poll, next: now, last: None, linger_until, step, fruitless, awake: false, quiet: false }
    }

    /// When the next sweep is due.
    pub fn next(&self) -> Instant {
        self.next
    }

    /// A notification came.
    pub fn woken(&mut self, now: Instant) {
        self.busy(now);
        let step = if self.awake { self.step } else { FIRST_STEP };
        let soonest = self.last.map_or(now, |last| (last + step).max(now));
        self.next = self.next.min(soonest);
    }

    /// Nobody wakes the daemon from now on.
    pub fn awake(&mut self) {
        self.awake = true;
    }

    /// Whether nobody wakes it.
    pub fn is_awake(&self) -> bool {
        self.awake
    }

    /// It is to be woken again.
    pub fn asleep(&mut self, now: Instant) {
        self.awake = false;
        self.busy(now);
    }

    /// The settings were read again: what they ask for may be due. Whether somebody wakes it stays as it was.
    pub fn reloaded(&mut self, now: Instant, poll: Duration) {
        self.poll = poll;
        self.busy(now);
        self.next = now;
    }

    /// A send has failed: when it is due again, or what takes its place, was not known at the last sweep.
    pub fn failed(&mut self, now: Instant) {
        self.next = self.next.min(now + LAST_STEP);
    }

    /// A sweep has begun. True when nothing more is expected soon, so that it is worth asking what comes next.
    pub fn sweeping(&mut self, now: Instant) -> bool {
        self.last = Some(now);
        self.quiet = now >= self.linger_until;
        self.quiet
    }

    /// A sweep has ended: it found something, or nothing while `due` says when the next thing comes.
    pub fn swept(&mut self, now: Instant, found: bool, due: Option<Duration>) {
        if found {
            self.busy(now);
        }
        // One that took so long that the quiet has come meanwhile did not ask, so `due` says nothing.
        if !self.quiet || now < self.linger_until {
            self.next = now + self.step;
            let took = self.last.map_or(Duration::ZERO, |last| now - last);
            let most = if self.awake {
                took.saturating_mul(AWAKE_SHARE).clamp(AWAKE_STEP, LONGEST_AWAKE_STEP)
            } else {
                LAST_STEP
            };
            self.step = (self.step * 2).min(most);
            return;
        }
        // Due, and yet not to be had: another daemon holds it, or a rate limit does. Ask less and less often.
        let overdue = due.is_some_and(|due| due.is_zero());
        // Up to the poll, which is the longest wait anyhow: what stays due for hours must not overflow.
        let longer = self.fruitless.saturating_mul(2).min(self.poll).max(FIRST_FRUITLESS);
        self.fruitless = if overdue { longer } else { Duration::ZERO };
        self.next = now + due.map_or(self.poll, |due| due.max(self.fruitless)).min(self.poll);
    }

    fn busy(&mut self, now: Instant) {
        if self.awake {
            self.linger_until = now + self.step + LINGER;
        } else {
            self.linger_until = now + LINGER;
            self.step = FIRST_STEP;
        }
        self.fruitless = Duration::ZERO;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLL: Duration = Duration::from_secs(5);

    /// Sweeps that find nothing, until one is more than a second away; their times in ms since the start.
    fn sweeps(pace: &mut Pace, start: Instant) -> Vec<u128> {
        let mut times = Vec::new();
        while pace.next() < start + Duration::from_secs(1) {
            let now = pace.next();
            times.push((now - start).as_millis());
            pace.sweeping(now);
            pace.swept(now, false, None);
        }
        times
    }

    #[test]
    fn a_wake_up_is_followed_for_longer_than_the_gate() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        assert_eq!(sweeps(&mut pace, start), [0, 25, 75, 175]);
        let woken = start + Duration::from_secs(2);
        pace.woken(woken);
        assert_eq!(sweeps(&mut pace, woken), [0, 25, 75, 175]);
        assert_eq!(pace.next(), woken + Duration::from_millis(175) + POLL);
    }

    #[test]
    fn a_storm_of_wake_ups_does_not_quicken_the_sweeps() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        let mut count = 0;
        for ms in 0..1000 {
            let now = start + Duration::from_millis(ms);
            pace.woken(now);
            if now >= pace.next() {
                pace.sweeping(now);
                pace.swept(now, true, None);
                count += 1;
            }
        }
        assert_eq!(count, 40);
    }

    #[test]
    fn what_stays_due_for_ever_is_asked_for_by_the_poll_and_never_overflows() {
        for poll in [Duration::from_millis(1), POLL, Duration::from_secs(u64::MAX / 4)] {
            let start = Instant::now();
            let mut pace = Pace::new(start, poll);
            let mut now = start + LINGER;
            for _ in 0..1000 {
                assert!(pace.sweeping(now));
                pace.swept(now, false, Some(Duration::ZERO));
                assert!(pace.next() > now && pace.next() <= now + poll.max(FIRST_FRUITLESS));
                now = pace.next().min(now + POLL);
            }
        }
    }

    #[test]
    fn who_is_awake_looks_less_often_and_lingers_when_it_goes_to_sleep() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        pace.awake();
        let (mut now, mut times) = (start, Vec::new());
        while now < start + Duration::from_secs(1) {
            times.push((now - start).as_millis());
            pace.woken(now);
            assert!(!pace.sweeping(now), "it is not quiet");
            pace.swept(now, true, None);
            now = pace.next();
        }
        assert_eq!(times, [0, 25, 75, 175, 375, 575, 775, 975]);
        // The storm is over: one sweep finds nothing, and says so a step later.
        assert!(!pace.sweeping(now));
        pace.swept(now, false, None);
        now = pace.next();
        assert!(pace.sweeping(now) && pace.is_awake());
        pace.asleep(now);
        pace.swept(now, false, None);
        assert_eq!(sweeps(&mut pace, now), [25, 75, 175]);
    }

    #[test]
    fn who_is_awake_takes_a_small_share_of_the_time() {
        let start = Instant::now();
        for (took, longest) in [(1, 200), (4, 200), (10, 500), (400, 1000)] {
            let mut pace = Pace::new(start, POLL);
            pace.awake();
            let mut now = start;
            for _ in 0..10 {
                pace.sweeping(now);
                now += Duration::from_millis(took);
                pace.swept(now, true, None);
                assert!(pace.next() <= now + Duration::from_millis(longest));
                now = pace.next();
            }
            pace.sweeping(now);
            pace.swept(now, true, None);
            assert_eq!(pace.next(), now + Duration::from_millis(longest), "after {took} ms");
        }
    }

    #[test]
    fn a_sweep_that_outlasts_the_linger_is_followed_by_one_that_asks_what_comes_next() {
        for awake in [false, true] {
            let start = Instant::now();
            let mut pace = Pace::new(start, POLL);
            if awake {
                pace.awake();
            }
            assert!(!pace.sweeping(start));
            let ended = start + Duration::from_secs(1);
            pace.swept(ended, false, None);
            assert!(pace.next() <= ended + FIRST_STEP);
            assert!(pace.sweeping(pace.next()));
        }
    }

    #[test]
    fn a_reload_looks_at_once_and_keeps_who_is_awake_awake() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        pace.awake();
        let (quiet, poll) = (start + Duration::from_secs(2), Duration::from_secs(1));
        pace.reloaded(quiet, poll);
        assert!(pace.is_awake());
        assert_eq!(pace.next(), quiet);
        pace.asleep(quiet);
        let quiet = quiet + LINGER;
        assert!(pace.sweeping(quiet));
        pace.swept(quiet, false, None);
        assert_eq!(pace.next(), quiet + poll);
    }

    #[test]
    fn what_is_due_later_is_awaited_within_the_poll_interval() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        let quiet = start + Duration::from_secs(1);
        for (due, expected) in [
            (Some(Duration::from_secs(2)), Duration::from_secs(2)),
            (Some(Duration::from_secs(60)), POLL),
            (None, POLL),
        ] {
            assert!(pace.sweeping(quiet));
            pace.swept(quiet, false, due);
            assert_eq!(pace.next(), quiet + expected);
        }
    }

    #[test]
    fn after_a_failure_it_asks_again_what_is_due() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        let quiet = start + Duration::from_secs(1);
        pace.sweeping(quiet);
        pace.swept(quiet, false, Some(Duration::from_secs(30)));
        let failed = quiet + Duration::from_millis(1);
        pace.failed(failed);
        assert_eq!(pace.next(), failed + LAST_STEP);
        assert!(pace.sweeping(pace.next()), "and that one asks what is due");
        // A sweep that comes earlier is not put off.
        let mut pace = Pace::new(start, POLL);
        pace.failed(start);
        assert_eq!(pace.next(), start);
    }

    #[test]
    fn what_is_overdue_and_not_to_be_had_is_asked_for_less_and_less_often() {
        let start = Instant::now();
        let mut pace = Pace::new(start, POLL);
        let mut now = start + Duration::from_secs(1);
        let mut waits = Vec::new();
        for _ in 0..10 {
            pace.sweeping(now);
            pace.swept(now, false, Some(Duration::ZERO));
            waits.push((pace.next() - now).as_millis());
            now = pace.next();
        }
        assert_eq!(waits, [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
        pace.woken(now);
        assert!(pace.next() <= now + FIRST_STEP);
    }
}
