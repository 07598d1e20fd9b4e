//! The database: how it is reached, and what is asked of it. What is decided is decided there.

mod channels;
mod connection;
mod outbox;
pub mod settings;
mod tls;

pub use channels::Entry;
pub use connection::{Db, DbError, LONGEST_ANSWER, collect};
pub use outbox::{Claimed, DEFAULT_LEASE, Step, Unknown};
pub use settings::Database;
pub use tls::connector;
