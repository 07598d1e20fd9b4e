//! Waiting for a condition, with a deadline that only ever ends a test that has failed.

use std::time::{Duration, Instant};

/// How long anything here may take on a slow machine before the test is given up.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// Asks until the answer is `Some`, and returns it; panics with `what` after `timeout`.
///
/// The pause between two questions grows from 1 ms to 50 ms, so that a quick condition is seen quickly and a slow one
/// does not steal the processor from what it waits for.
pub async fn eventually<T, F>(what: &str, timeout: Duration, mut ask: F) -> T
where
    F: AsyncFnMut() -> Option<T>,
{
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(start.elapsed() < timeout, "waited {timeout:?} in vain for: {what}");
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// The same for a yes-or-no question.
pub async fn eventually_true<F>(what: &str, timeout: Duration, mut ask: F)
where
    F: AsyncFnMut() -> bool,
{
    eventually(what, timeout, async || ask().await.then_some(())).await;
}
