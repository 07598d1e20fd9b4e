//! What an init system says by signals: stop, stop at once, read the settings anew.

use std::sync::{Arc, OnceLock};

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// The signals that have come so far.
#[derive(Debug, Clone)]
pub struct Signals {
    /// Cancelled at the first SIGTERM or SIGINT.
    pub stop: CancellationToken,
    /// Cancelled at the second one.
    pub at_once: CancellationToken,
    stopped_at: Arc<OnceLock<Instant>>,
    reload: Arc<Notify>,
}

impl Signals {
    /// Takes the signals over from here on.
    pub fn listen() -> std::io::Result<Self> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut hangup = signal(SignalKind::hangup())?;
        let signals = Self {
            stop: CancellationToken::new(),
            at_once: CancellationToken::new(),
            stopped_at: Arc::default(),
            reload: Arc::default(),
        };
        let heard = signals.clone();
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = terminate.recv() => heard.stopping(),
                    _ = interrupt.recv() => heard.stopping(),
                    _ = hangup.recv() => heard.reload.notify_one(),
                }
            }
        });
        Ok(signals)
    }

    fn stopping(&self) {
        if self.stop.is_cancelled() {
            self.at_once.cancel();
        }
        self.stopped_at.get_or_init(Instant::now);
        self.stop.cancel();
    }

    /// When the first one came.
    pub fn stopped_at(&self) -> Instant {
        *self.stopped_at.get_or_init(Instant::now)
    }

    /// Ends at the next SIGHUP, or at once if one came since the last call.
    pub async fn reload(&self) {
        self.reload.notified().await;
    }
}
