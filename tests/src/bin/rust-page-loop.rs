//! What docs/rust.md gives to paste, telling numbers one after the other.

#[path = "rust-page/monitoring.rs"]
#[allow(dead_code)]
mod monitoring;

use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let setting = |name| std::env::var(name).expect("the test sets it");
    let monitoring = monitoring::Monitoring::start(&setting("DATABASE_URL")).expect("a connection string");
    let count: u32 = setting("COUNT").parse().expect("a number");
    let pause = Duration::from_millis(setting("PAUSE_MS").parse().expect("a number"));
    for number in 1..=count {
        let value = f64::from(number);
        monitoring
            .tell("record_metric", vec![("metric_name", "told".into()), ("metric_value", value.into())]);
        tokio::time::sleep(pause).await;
    }
    monitoring.flush().await;
}
