//! The running daemon.

mod backoff;
mod collect;
mod dispatch;
mod jobs;
mod lane;
mod life;
mod pace;
mod plan;
mod reconcile;
mod references;
mod session;
mod signals;
mod state;
mod systemd;

pub use plan::{Plan, database};
pub use references::problems;
pub use signals::Signals;
pub use state::State;
