//! Raw rows to try the rollups with, and what they have come to.

use tokio_postgres::Client;

use crate::sql::{rows, run};

/// Metrics with measures and values of both signs, executions and logs with and without their optional columns: over the
/// three days around the end of a week, in a pattern that `part` shifts.
pub async fn over_three_days(client: &Client, part: usize) {
    run(client, &format!(
        "INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT CASE n % 3 WHEN 0 THEN 'm' ELSE 'queue_processing' END, (n * 7919 % 1000 - 400) / 7.0,
                jsonb_build_object('q', n % 16, 'batch_size', (n * 31 % 100 - 50) / 3.0) || CASE n % 5 WHEN 0 THEN '{{}}'::jsonb ELSE '{{\"success_count\": 1}}' END,
                timestamptz '2026-03-07 00:00:00+00' + ((n * 104729 + {part} * 977) % 259200) * interval '1 second' FROM generate_series(1, 700) AS n;
         INSERT INTO monitoring.agent_executions (agent_name, model_used, status, execution_time_ms, tokens_used, input_tokens, output_tokens, cost_usd, created_at)
         SELECT 'a' || n % 3, CASE n % 2 WHEN 0 THEN 'big' END, CASE n % 4 WHEN 0 THEN 'failure' ELSE 'success' END, CASE WHEN n % 3 > 0 THEN n * 1.5 END,
                CASE WHEN n % 5 > 0 THEN n END, CASE WHEN n % 5 > 1 THEN n END, n % 7, CASE WHEN n % 2 > 0 THEN n * 0.001 END,
                timestamptz '2026-03-07 00:00:00+00' + ((n * 104729 + {part} * 977) % 259200) * interval '1 second' FROM generate_series(1, 120) AS n;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, created_at)
         SELECT 'a' || n % 3, CASE n % 4 WHEN 0 THEN 'error' ELSE 'info' END, CASE WHEN n % 3 > 0 THEN 'e' || n % 2 END,
                timestamptz '2026-03-07 00:00:00+00' + ((n * 104729 + {part} * 977) % 259200) * interval '1 second' FROM generate_series(1, 120) AS n"
    ))
    .await;
}

/// What is stored, but for sums and sketches, which may differ by the order of additions.
pub async fn stored_rollups(client: &Client) -> Vec<String> {
    rows(client,
        "SELECT s.source, s.metric_name, s.dimensions, r.period, r.period_start, r.count_value, r.last_at, r.last_value, r.min_value, r.max_value,
                round(r.sum_value::numeric, 6), (SELECT jsonb_object_agg(key, round(value::numeric, 6)) FROM jsonb_each_text(r.measures))
         FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id ORDER BY 1, 2, 3, 4, 5").await
}

/// Rows of all three tables over two weeks up to the running minute of 2026-03-10 12:00:30; values are whole, so that sums are exact.
pub async fn over_two_weeks(client: &Client, part: usize) {
    run(client, &format!(
        "CREATE TEMP TABLE IF NOT EXISTS times (n integer, t timestamptz);
         TRUNCATE times;
         INSERT INTO times SELECT n, timestamptz '2026-03-10 12:00:30+00' - ((n * 7919 + {part} * 31) % 1000 / 1000.0) ^ 4 * interval '14 days' - n * interval '1.000003 milliseconds' FROM generate_series(1, 300) AS n;
         INSERT INTO monitoring.pipeline_metrics (metric_name, metric_value, tags, \"timestamp\")
         SELECT CASE n % 3 WHEN 0 THEN 'queue_processing' ELSE 'm' || n % 3 END, n * {part} % 501 - 200, jsonb_build_object('k', n % 2, 'batch_size', n % 7), t FROM times;
         INSERT INTO monitoring.agent_executions (agent_name, model_used, status, execution_time_ms, tokens_used, cost_usd, created_at)
         SELECT 'a' || n % 2, CASE n % 3 WHEN 0 THEN 'big' END, CASE n % 4 WHEN 0 THEN 'failure' ELSE 'success' END, CASE WHEN n % 3 > 0 THEN n END, CASE WHEN n % 5 > 0 THEN n END,
                CASE WHEN n % 2 > 0 THEN n * 0.5 END, t FROM times;
         INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, created_at)
         SELECT 'a' || n % 2, CASE n % 4 WHEN 0 THEN 'error' ELSE 'info' END, CASE WHEN n % 3 > 0 THEN 'e' END, t FROM times"
    ))
    .await;
}

/// Asks two queries that must say the same, in the same order; gives the number of rows.
pub async fn assert_same(client: &Client, live: &str, raw: &str) -> usize {
    let expected = rows(client, raw).await;
    assert_eq!(rows(client, live).await, expected, "{live}\n{raw}");
    expected.len()
}
