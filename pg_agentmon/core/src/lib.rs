//! The algorithms of pg_agentmon, pure: data in, data out.
//!
//! Nothing here knows PostgreSQL, reads a clock or does I/O, so every law can be
//! tested by plain `cargo test`, and the shell around it stays thin.
#![forbid(unsafe_code)]

pub mod anomaly;
pub mod bytes;
pub mod fingerprint;
pub mod group;
pub mod health;
pub mod json_text;
pub mod matcher;
pub mod partition;
pub mod pattern;
pub mod place;
pub mod price;
pub mod rollup;
pub mod rule;
pub mod sketch;
pub mod stamp;
pub mod template;
pub mod trend;
pub mod user_days;
pub mod words;
