use super::*;
use serde_json::json;

/// Facts of an empty database with the default thresholds.
fn nothing() -> Value {
    json!({
        "thresholds": {
            "queue_stuck_messages": {"warning": 0, "critical": 10},
            "processing_success_rate": {"warning": 0.95, "critical": 0.8},
            "processing_min_executions": {"warning": 20, "critical": 20},
            "database_connections": {"warning": 0.8, "critical": 0.95},
            "alert_delivery_seconds": {"warning": 300, "critical": 1800}
        },
        "queues": {"checked": 0, "with_issues": 0, "stuck": 0, "last_check_time": null},
        "executions": {"total": 0, "successful": 0},
        "issues": {"info": 0, "warning": 0, "error": 0, "critical": 0, "workers": 0},
        "agents": [],
        "crowded_metrics": [],
        "database": {"connections": 5, "max_connections": 100},
        "alerts": {"firing": 0, "undelivered": 0, "oldest_due_seconds": null, "dead_24h": 0, "unknown_24h": 0},
        "latency_ms": 1.5
    })
}

/// The verdict on an empty database with one fact changed.
fn with(path: &str, value: Value) -> SystemHealth {
    let mut facts = nothing();
    *facts.pointer_mut(path).unwrap() = value;
    judge(&serde_json::from_value(facts).unwrap())
}

fn agent(status: &str, errors: u64) -> Value {
    json!({"name": "a", "status": status, "errors": errors, "errors_warning": 0, "errors_critical": 5})
}

#[test]
fn an_empty_database_is_healthy_and_says_so() {
    let health = judge(&serde_json::from_value(nothing()).unwrap());
    assert_eq!(health.overall_status, Status::Healthy);
    assert_eq!(health.queue_health.reasons, ["no queue has reported yet"]);
    assert_eq!(health.processing_health.reasons, ["no executions in the last hour"]);
    assert_eq!(health.agent_health.reasons, ["no agent is known yet"]);
    assert_eq!(health.processing_health.numbers.success_rate, None);
}

#[test]
fn a_metric_past_its_series_limit() {
    let health = with("/crowded_metrics", json!(["a", "b"]));
    assert_eq!((health.database_health.status, health.overall_status), (Status::Warning, Status::Warning));
    assert!(
        health.database_health.reasons[0].contains("limit: a, b;"),
        "{:?}",
        health.database_health.reasons
    );
}

#[test]
fn stuck_messages() {
    for (stuck, status) in
        [(0, Status::Healthy), (1, Status::Warning), (10, Status::Warning), (11, Status::Critical)]
    {
        let health =
            with("/queues", json!({"checked": 2, "with_issues": 1, "stuck": stuck, "last_check_time": "x"}));
        assert_eq!((health.queue_health.status, health.overall_status), (status, status), "{stuck}");
        assert_eq!(health.queue_health.reasons.is_empty(), stuck == 0);
    }
}

#[test]
fn success_rates_at_their_edges() {
    for (total, successful, status) in [
        (100, 95, Status::Healthy),
        (100, 94, Status::Warning),
        (100, 80, Status::Warning),
        (100, 79, Status::Critical),
        (20, 0, Status::Critical),
        (19, 0, Status::Healthy),
    ] {
        let health = with("/executions", json!({"total": total, "successful": successful}));
        assert_eq!(health.processing_health.status, status, "{successful}/{total}");
    }
}

#[test]
fn issues_by_severity() {
    for (severity, status) in [
        ("info", Status::Healthy),
        ("warning", Status::Warning),
        ("error", Status::Warning),
        ("critical", Status::Critical),
    ] {
        assert_eq!(with(&format!("/issues/{severity}"), json!(1)).overall_status, status, "{severity}");
    }
}

#[test]
fn a_critical_agent_is_a_warning_and_one_out_of_service_none() {
    let health = |agents: Value| with("/agents", agents).agent_health;
    assert_eq!(health(json!([agent("active", 6)])).status, Status::Warning);
    assert_eq!(health(json!([agent("active", 5)])).status, Status::Healthy);
    assert_eq!(health(json!([agent("active", 5)])).numbers.degraded, 1);
    assert_eq!(health(json!([agent("offline", 60), agent("inactive", 60)])).status, Status::Healthy);
    assert_eq!(health(json!([agent("offline", 60), agent("inactive", 60)])).numbers.offline, 2);
}

#[test]
fn database_and_delivery() {
    assert_eq!(with("/database/connections", json!(80)).database_health.status, Status::Healthy);
    assert_eq!(with("/database/connections", json!(81)).database_health.status, Status::Warning);
    assert_eq!(with("/database/connections", json!(96)).database_health.status, Status::Critical);
    assert_eq!(with("/alerts/oldest_due_seconds", json!(301)).alert_health.status, Status::Warning);
    assert_eq!(with("/alerts/oldest_due_seconds", json!(1801)).overall_status, Status::Critical);
    assert_eq!(with("/alerts/dead_24h", json!(1)).alert_health.status, Status::Warning);
    assert_eq!(with("/alerts/unknown_24h", json!(1)).alert_health.status, Status::Warning);
}

#[test]
fn thresholds_that_were_deleted_judge_nothing() {
    assert_eq!(with("/thresholds", json!(null)).overall_status, Status::Healthy);
    assert_eq!(
        with("/queues", json!({"checked": 1, "with_issues": 1, "stuck": 99, "last_check_time": null}))
            .overall_status,
        Status::Critical
    );
}

#[test]
fn the_shape_is_the_contract() {
    let health = serde_json::to_value(judge(&serde_json::from_value(nothing()).unwrap())).unwrap();
    let queue = health.pointer("/queue_health").unwrap().as_object().unwrap();
    for key in [
        "status",
        "reasons",
        "queues_checked",
        "queues_with_issues",
        "total_stuck_messages",
        "last_check_time",
    ] {
        assert!(queue.contains_key(key), "{key}");
    }
    assert_eq!(health.pointer("/overall_status").unwrap(), "healthy");
}
