//! What the rollups must say: the plain GROUP BY over the same raw rows.

use tokio_postgres::{Client, Row};

/// Compares `monitoring.rollups` (all periods) and `aggregated_metrics` (complete ones) with GROUP BY, and panics with
/// the differences; `verify_rollups()` must find none either.
pub async fn assert_rollups_equal_group_by(client: &Client) {
    let mut differences = differences(client, &Source::Stored).await;
    differences.extend(self::differences(client, &Source::Complete).await);
    let shown: Vec<_> = differences.iter().take(20).cloned().collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), shown.join("\n"));
    assert_verified(client).await;
}

/// Asks `verify_rollups()`, and panics with what it finds.
pub async fn assert_verified(client: &Client) {
    let sql = "SELECT source || ' ' || coalesce(metric_name, '*') || ' ' || coalesce(dimensions::text, '*') || ' ' || period || ' ' || period_start
                   || ': ' || problem || ': ' || expected || ' and not ' || found FROM monitoring.verify_rollups()";
    let found: Vec<String> = crate::sql::values(client, sql).await;
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found[..found.len().min(20)].join("\n"));
}

/// What health knows of each agent is what its raw rows say, all of which were read.
pub async fn assert_activity_is_exact(client: &Client) {
    let sql = "SELECT format('%s %s: %s failures and not %s', a.source, a.agent_name, a.found, a.expected)
        FROM (SELECT a.source, a.agent_name, agentmon.activity_failures(a.recent, a.kept_from, 'infinity') AS found,
                     (SELECT count(*) FROM monitoring.agent_logs l WHERE a.source = 'agent_logs' AND l.agent_name = a.agent_name
                          AND l.log_level IN ('error', 'critical') AND l.created_at >= a.kept_from)
                   + (SELECT count(*) FROM monitoring.agent_executions e WHERE a.source = 'agent_executions' AND e.agent_name = a.agent_name
                          AND e.status <> 'success' AND e.created_at >= a.kept_from) AS expected
              FROM monitoring.agent_activity a WHERE a.agent_name IS NOT NULL) AS a
        WHERE a.found <> a.expected";
    let found: Vec<String> = crate::sql::values(client, sql).await;
    assert!(found.is_empty(), "{found:?}");
}

enum Source {
    Stored,
    Complete,
}

const PERCENTILES: [f64; 3] = [0.5, 0.95, 0.99];

async fn differences(client: &Client, source: &Source) -> Vec<String> {
    let (name, complete, actual) = match source {
        Source::Stored => (
            "rollups",
            "true",
            "SELECT s.metric_name, r.period, r.period_start, s.dimensions, r.count_value, r.sum_value, r.min_value, r.max_value,
                    monitoring.mean(r.sketch::monitoring.sketch) AS avg_value, r.measures, r.sketch::monitoring.sketch AS sketch,
                    monitoring.approx_percentile_array('{0.5,0.95,0.99}', r.sketch::monitoring.sketch) AS percentiles
             FROM monitoring.rollups r JOIN monitoring.metric_series s ON s.id = r.series_id AND s.source = 'pipeline_metrics'",
        ),
        Source::Complete => (
            "aggregated_metrics",
            "date_trunc(p.unit, t AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
             <= (SELECT max(as_of) FROM monitoring.consumer_cursors WHERE consumer = 'rollups' AND source = 'pipeline_metrics') - p.length",
            "SELECT metric_name, period, period_start, dimensions, count_value, sum_value, min_value, max_value,
                    avg_value, measures, sketch, ARRAY[p50, p95, p99] AS percentiles FROM monitoring.aggregated_metrics",
        ),
    };
    let sql = format!(
        "WITH raw AS (
             SELECT m.metric_name, m.metric_value AS v, m.\"timestamp\" AS t, m.tags, coalesce(d.measure_keys, '{{}}') AS keys,
                    coalesce(m.tags, '{{}}') - coalesce(d.measure_keys, '{{}}') AS dimensions
             FROM monitoring.pipeline_metrics m LEFT JOIN monitoring.metric_definitions d USING (metric_name)
         ), expected AS (
             SELECT metric_name, p.period, date_trunc(p.unit, t AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS period_start, dimensions,
                    count(*) AS n, sum(v) AS total, min(v) AS lo, max(v) AS hi, sum(abs(v)) AS magnitude,
                    array_agg(v ORDER BY v) AS sorted
             FROM raw, (VALUES ('minute', 'minute', interval '1 minute'), ('hourly', 'hour', '1 hour'),
                               ('daily', 'day', '24 hours'), ('weekly', 'week', '168 hours')) AS p (period, unit, length)
             WHERE {complete} AND (p.period <> 'minute' OR t >= agentmon.minutes_from('pipeline_metrics')) GROUP BY 1, 2, 3, 4
         ), actual AS ({actual})
         SELECT format('%s %s %s %s', metric_name, period, period_start, left(dimensions::text, 80)),
                e.n, e.total, e.lo, e.hi, e.magnitude, e.sorted,
                a.count_value, a.sum_value, a.min_value, a.max_value, a.avg_value, a.percentiles, monitoring.error(a.sketch),
                monitoring.num_vals(a.sketch)
         FROM expected e FULL JOIN actual a USING (metric_name, period, period_start, dimensions)"
    );
    let rows = client.query(&sql, &[]).await.unwrap_or_else(|error| panic!("{error:?}\nin: {sql}"));
    rows.iter().filter_map(|row| difference(row).map(|what| format!("{name}: {what}"))).collect()
}

fn difference(row: &Row) -> Option<String> {
    let label: String = row.get(0);
    let (expected, actual): (Option<i64>, Option<i64>) = (row.get(1), row.get(7));
    let (Some(n), Some(count)) = (expected, actual) else {
        return Some(format!("{label}: {expected:?} rows expected, {actual:?} rolled up"));
    };
    let number = |column: usize| row.get::<_, f64>(column);
    let (total, magnitude, rounding) = (number(2), number(5), n as f64 * f64::EPSILON);
    let sum = number(8);
    if n != count || n != row.get::<_, i64>(14) {
        return Some(format!("{label}: {n} rows expected, {count} counted"));
    }
    if (sum - total).abs() > rounding * magnitude {
        return Some(format!("{label}: the sum is {total}, not {sum}"));
    }
    if (number(3), number(4)) != (number(9), number(10)) {
        return Some(format!(
            "{label}: from {} to {}, not {} to {}",
            number(3),
            number(4),
            number(9),
            number(10)
        ));
    }
    let mean = total / n as f64;
    if (number(11) - mean).abs() > rounding * magnitude / n as f64 + rounding * mean.abs() + 1e-323 {
        return Some(format!("{label}: the mean is {mean}, not {}", number(11)));
    }
    let (sorted, percentiles): (Vec<f64>, Vec<f64>) = (row.get(6), row.get(12));
    PERCENTILES.iter().zip(percentiles).find_map(|(&p, got)| {
        let (exact, scale) = percentile_cont(&sorted, p);
        let allowed = number(13) * scale * (1.0 + 1e-9) + 1e-14 * scale + 1e-322;
        ((got - exact).abs() > allowed).then(|| format!("{label}: p{p} is {exact} ± {allowed}, not {got}"))
    })
}

/// As SQL's function of that name (without its overflow), and the weighted magnitude that the error is relative to.
fn percentile_cont(sorted: &[f64], p: f64) -> (f64, f64) {
    let rank = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[rank.floor() as usize], sorted[rank.ceil() as usize]);
    let share = rank - rank.floor();
    (low * (1.0 - share) + high * share, low.abs() * (1.0 - share) + high.abs() * share)
}
