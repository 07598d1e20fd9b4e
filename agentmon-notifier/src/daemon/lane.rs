//! A lane: one kind of channel, and as many sends side by side as it may have.
//!
//! Each lane claims for itself, under a name of its own, no more than can start at once. So a provider that hangs takes
//! nothing from the others, and nothing that has been claimed waits under its lease.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::channel::Channel;

/// Messages of one kind that are on their way, or not written down yet, at a time.
pub const SLOTS: usize = 8;

/// One kind of channel.
#[derive(Debug)]
pub struct Lane {
    worker: Arc<str>,
    channel: Arc<Channel>,
    slots: Arc<Semaphore>,
    /// The last claim got all that it asked for: more may wait.
    pub more: bool,
}

impl Lane {
    /// The lane of a channel, in the daemon of this name.
    pub fn new(daemon: &str, channel: Channel) -> Self {
        let worker = format!("{daemon}/{}", channel.kind()).into();
        Self { worker, channel: Arc::new(channel), slots: Arc::new(Semaphore::new(SLOTS)), more: false }
    }

    /// The same lane with a channel of new settings: what is on its way still counts.
    pub fn renewed(self, channel: Channel) -> Self {
        Self { channel: Arc::new(channel), ..self }
    }

    /// The name that it claims under.
    pub fn worker(&self) -> &Arc<str> {
        &self.worker
    }

    pub fn kind(&self) -> &'static str {
        self.channel.kind()
    }

    pub fn channel(&self) -> Arc<Channel> {
        Arc::clone(&self.channel)
    }

    /// How many sends may start now.
    pub fn free(&self) -> usize {
        self.slots.available_permits()
    }

    /// A slot, until the permit is dropped.
    pub fn take(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.slots).try_acquire_owned().ok()
    }
}
