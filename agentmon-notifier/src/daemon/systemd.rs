//! What systemd is told of a service with Type=notify: ready, reloading, stopping, alive. Without NOTIFY_SOCKET it is
//! told nothing.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sd_notify::NotifyState;
use tokio::time::{Instant, MissedTickBehavior};

/// The main loop comes round at least every 30 s; a round with statements that the database answers late may take
/// several times 30 s. One that takes longer hangs.
const STALL: Duration = Duration::from_secs(180);

/// The line to the service manager, and when the main loop last came round.
#[derive(Debug, Clone)]
pub struct Service {
    progress: Arc<Mutex<Instant>>,
}

impl Service {
    /// Starts to tell systemd that the daemon lives, when it wants to know.
    pub fn start() -> Self {
        let service = Self { progress: Arc::new(Mutex::new(Instant::now())) };
        if let Some(limit) = sd_notify::watchdog_enabled() {
            tokio::spawn(service.clone().stay_alive(limit / 2));
        }
        service
    }

    /// A signed-off round of the main loop.
    pub fn progress(&self) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// The settings are valid and the loop runs. The database may still be away: that is waited for, and no reason to
    /// start the service again.
    pub fn ready(&self, status: &str) {
        tell(&[NotifyState::Ready, NotifyState::Status(&one_line(status))]);
    }

    /// What it does at the moment, for `systemctl status`.
    pub fn status(&self, status: &str) {
        tell(&[NotifyState::Status(&one_line(status))]);
    }

    /// Settings are read anew; to be followed by `ready`.
    pub fn reloading(&self) {
        match NotifyState::monotonic_usec_now() {
            // systemd takes the reload for begun only with the time, which it holds against that of its signal.
            Ok(now) => tell(&[NotifyState::Reloading, now]),
            Err(error) => tracing::warn!(%error, "systemd cannot be told of the reload"),
        }
    }

    /// No more work is taken on.
    pub fn stopping(&self) {
        tell(&[NotifyState::Stopping, NotifyState::Status("stopping: waiting for what is on its way")]);
    }

    async fn stay_alive(self, every: Duration) {
        let mut tick = tokio::time::interval(every.max(Duration::from_millis(1)));
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let last = *self.progress.lock().unwrap_or_else(PoisonError::into_inner);
            if is_alive(last, Instant::now()) {
                tell(&[NotifyState::Watchdog]);
            } else {
                tracing::error!(
                    "the main loop has not come round for {STALL:?}: systemd's watchdog is left to act"
                );
            }
        }
    }
}

fn is_alive(last: Instant, now: Instant) -> bool {
    now.saturating_duration_since(last) < STALL
}

/// A line break would begin another message.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::debug!(%error, "systemd cannot be told");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_loop_that_comes_round_keeps_the_watchdog_quiet() {
        let last = Instant::now();
        assert!(is_alive(last, last));
        assert!(is_alive(last, last + STALL - Duration::from_millis(1)));
        assert!(!is_alive(last, last + STALL));
        assert!(is_alive(last + STALL, last), "a loop that came round meanwhile");
    }

    #[test]
    fn a_status_is_one_line() {
        assert_eq!(one_line("a\nREADY=1\r\nb"), "a READY=1  b");
    }
}
