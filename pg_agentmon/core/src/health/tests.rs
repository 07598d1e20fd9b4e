use super::*;
use serde_json::json;

/// Facts of an empty database with the default thresholds.
fn nothing() -> Value {
    json!({
        "thresholds": {
            "queue_stuck_messages": {"warning": 0, "critical": 10},
            "agent_errors_24h": {"warning": 0, "critical": 5},
            "processing_success_rate": {"warning": 0.95, "critical": 0.8},
            "processing_min_executions": {"warning": 20, "critical": 20},
            "database_connections": {"warning": 0.8, "critical": 0.95},
            "alert_delivery_seconds": {"warning": 300, "critical": 1800}
        },
        "queues": {"checked": 0, "with_issues": 0, "stuck": 0, "last_check_time": null},
        "executions": {"total": 0, "successful": 0},
        "issues": {"info": 0, "warning": 0, "error": 0, "critical": 0, "workers": 0},
        "agents": [],
        "database": {"connections": 5, "max_connections": 100, "crowded_metrics": []},
        "alerts": {"firing": 0, "undelivered": 0, "oldest_due_seconds": null, "dead_24h": 0, "unknown_24h": 0,
            "untold": 0, "unescalated": 0, "unrouted": 0, "missing_channels": [], "deaf_routes": [], "idle_channels": [], "doubtful_routes": [], "unseen_rules": [],
            "daemons_gone": [], "untaken_errors": null, "failures": []},
        "machinery": {"jobs": [], "off": [], "without_partition": [], "rows": [], "failures": []},
        "unreadable": {},
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
    json!(["a", status, errors, 0])
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
    let health = with("/database/crowded_metrics", json!(["a", "b"]));
    assert_eq!((health.database_health.status, health.overall_status), (Status::Warning, Status::Warning));
    assert!(
        health.database_health.reasons[0].contains("limit: a, b;"),
        "{:?}",
        health.database_health.reasons
    );
}

#[test]
fn an_error_that_is_written_both_ways_is_one() {
    let agents = |rows: u64, failed: u64| with("/agents", json!([["a", null, rows, failed]])).agent_health;
    assert_eq!(agents(5, 5).numbers.degraded, 1);
    assert_eq!(agents(0, 6).reasons, ["agent a had 6 errors in 24 hours"]);
    assert_eq!(agents(4, 6).reasons, ["agent a had 6 errors in 24 hours: 4 error rows, 6 failed executions"]);
    assert_eq!(
        agents(7, 6).reasons[0],
        "agent a had 7 errors in 24 hours: 7 error rows, 6 failed executions"
    );
}

#[test]
fn an_agent_may_have_a_threshold_of_its_own_or_a_part_of_one() {
    let judged = |own: Value| {
        let mut facts = nothing();
        facts["agents"] = json!([["a", null, 6, 0]]);
        facts["agent_thresholds"] = json!({"a": own, "b": {"warning": 0, "critical": 0}});
        judge(&serde_json::from_value(facts).unwrap()).agent_health.numbers
    };
    assert_eq!(judged(json!({"warning": null, "critical": null})).critical, 1);
    assert_eq!(judged(json!({"warning": 6, "critical": 9})).healthy, 1);
    assert_eq!(judged(json!({"warning": null, "critical": 9})).degraded, 1);
}

#[test]
fn the_ten_worst_agents_are_named_and_the_others_counted() {
    let health = |n: u64| {
        let agents: Vec<Value> = (0..n).map(|i| json!([format!("a{i:02}"), null, 10 + i / 2, 0])).collect();
        with("/agents", json!(agents)).agent_health
    };
    let part = health(75);
    assert_eq!((part.numbers.critical, part.reasons.len()), (75, 11));
    assert_eq!(part.reasons[0], "agent a74 had 47 errors in 24 hours");
    assert_eq!(part.reasons[1], "agent a72 had 46 errors in 24 hours", "of as many errors, by name");
    assert_eq!(part.reasons[2], "agent a73 had 46 errors in 24 hours");
    assert_eq!(part.reasons[10], "and 65 more agents with too many errors");
    assert_eq!(health(11).reasons[10], "and 1 more agent with too many errors");
    assert_eq!(health(10).reasons.len(), 10);
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

/// What a part says with one fact of the monitoring itself changed, and the status of the whole.
fn machinery(path: &str, value: Value) -> (Status, Vec<String>, Status) {
    let health = with(&format!("/machinery{path}"), value);
    (health.monitoring_health.status, health.monitoring_health.reasons, health.overall_status)
}

#[test]
fn what_cannot_be_read_is_no_good_news_and_takes_no_other_part_along() {
    for (facts, part) in [
        ("queues", "queue_health"),
        ("executions", "processing_health"),
        ("issues", "worker_health"),
        ("agents", "agent_health"),
        ("database", "database_health"),
        ("alerts", "alert_health"),
        ("machinery", "monitoring_health"),
    ] {
        let mut broken = nothing();
        broken.as_object_mut().unwrap().remove(facts);
        broken["unreadable"] = json!({part: "relation is gone"});
        let health = serde_json::to_value(judge(&serde_json::from_value(broken).unwrap())).unwrap();
        assert_eq!(health["overall_status"], "warning", "{facts}");
        for (name, verdict) in health.as_object().unwrap().iter().filter(|(_, verdict)| verdict.is_object()) {
            let expected = if name == part { "warning" } else { "healthy" };
            assert_eq!(verdict["status"], expected, "{facts}: {name}");
        }
        assert_eq!(health[part]["reasons"], json!(["could not be read: relation is gone"]));
    }
}

#[test]
fn facts_of_another_shape_take_no_other_part_along() {
    for (path, part) in [
        ("/queues/stuck", "queue_health"),
        ("/executions/total", "processing_health"),
        ("/issues/critical", "worker_health"),
        ("/agents", "agent_health"),
        ("/database/connections", "database_health"),
        ("/alerts/daemons_gone", "alert_health"),
        ("/machinery/rows", "monitoring_health"),
    ] {
        let mut odd = nothing();
        *odd.pointer_mut(path).unwrap() = json!([{"kinds": [null]}, -1]);
        let health = serde_json::to_value(judge(&serde_json::from_value(odd).unwrap())).unwrap();
        for (name, verdict) in health.as_object().unwrap().iter().filter(|(_, verdict)| verdict.is_object()) {
            let expected = if name == part { "warning" } else { "healthy" };
            assert_eq!(verdict["status"], expected, "{path}: {name}");
        }
        assert!(health[part]["reasons"].to_string().contains("could not be read"), "{health:#}");
    }
}

#[test]
fn what_there_is_nothing_to_judge_by_is_no_good_news_either() {
    let mut facts = nothing();
    facts["queues"]["stuck"] = json!(50);
    facts["unreadable"] = json!({"queue_health": "thresholds are gone"});
    let health = serde_json::to_value(judge(&serde_json::from_value(facts).unwrap())).unwrap();
    assert_eq!(health["queue_health"]["total_stuck_messages"], 50);
    assert_ne!(health["queue_health"]["status"], "healthy");
    let reasons = health["queue_health"]["reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!("could not be read: thresholds are gone")), "{reasons:?}");
}

#[test]
fn jobs_that_fail_are_late_or_never_ran() {
    let job =
        |name: &str, failing: Option<f64>, late: Option<f64>, never_ran: bool, problem: Option<&str>| {
            json!([{"name": name, "failing_seconds": failing, "late_seconds": late, "never_ran": never_ran,
            "runner": "agentmon-notifier", "problem": problem}])
        };
    for (jobs, status, words) in [
        (
            job("retention", Some(90.0), None, false, Some("disk full")),
            Status::Warning,
            "fails since 90 seconds: disk full",
        ),
        (
            job("refresh", None, Some(600.0), false, None),
            Status::Warning,
            "is late by 10 minutes: start agentmon-notifier",
        ),
        (job("refresh", None, Some(7300.0), false, None), Status::Critical, "is late by 2 hours"),
        (job("alerts", None, Some(3601.0), true, None), Status::Critical, "has never run, for 60 minutes"),
        (job("weekly", None, Some(200_000.0), true, None), Status::Warning, "has never run, for 2 days"),
        (
            job("daily", None, None, false, Some("pg_cron connects to port 1")),
            Status::Warning,
            "should run it: pg_cron connects to port 1",
        ),
    ] {
        let (part, reasons, whole) = machinery("/jobs", jobs);
        assert_eq!((part, whole), (status, status), "{reasons:?}");
        assert!(reasons[0].contains(words), "{reasons:?}");
    }
    let (status, reasons, _) = machinery("/off", json!(["retention"]));
    assert_eq!((status, reasons[0].as_str()), (Status::Healthy, "job retention is switched off"));
}

#[test]
fn partitions_rows_and_steps() {
    let (status, reasons, _) = machinery("/without_partition", json!(["agent_logs"]));
    assert_eq!(status, Status::Warning);
    assert!(reasons[0].contains("maintain_partitions()"), "{reasons:?}");
    for (far, words) in [(true, "far future"), (false, "ahead of the clock")] {
        let rows = json!([{"table": "agent_logs", "time_column": "created_at", "far": far, "ahead": true}]);
        let (status, reasons, _) = machinery("/rows", rows);
        assert_eq!(status, Status::Warning);
        assert!(reasons[0].contains(words) && reasons[0].contains("created_at"), "{reasons:?}");
    }
    let failure = |step: &str| json!([{"step": step, "member": "m", "error": "broken", "hint": "Mend it.", "seconds": 60.0, "of_all": 3}]);
    let (status, reasons, _) = machinery("/failures", failure("retention"));
    assert_eq!(status, Status::Warning);
    assert_eq!(reasons[0], "retention (m) fails since 60 seconds: broken. Mend it.");
    assert_eq!(reasons[1], "and 2 more failures; see monitoring.step_failures");
    for (step, status) in [
        ("rules", Status::Warning),
        ("channels", Status::Warning),
        ("error rows", Status::Critical),
        ("routing", Status::Critical),
    ] {
        let health = with("/alerts/failures", failure(step));
        assert_eq!((health.alert_health.status, health.overall_status), (status, status), "{step}");
    }
}

#[test]
fn nobody_is_told() {
    for (pointer, value, said) in [
        ("/alerts/untold", json!(2), "2 groups"),
        ("/alerts/unescalated", json!(4), "4 groups of alerts are due for escalation"),
        ("/alerts/unrouted", json!(3), "3 alerts"),
        (
            "/alerts/missing_channels",
            json!([{"named_by": "route r", "channel": "slack"}]),
            "route r names the channel slack",
        ),
        (
            "/alerts/deaf_routes",
            json!([{"route": "r", "why": "sms: no daemon sends sms"}]),
            "the route r reaches nobody (sms: no daemon sends sms)",
        ),
        (
            "/alerts/doubtful_routes",
            json!([{"route": "r", "doubt": "no alert has had the label 'agentname', but one is called 'agent_name'"}]),
            "the route r takes nothing by one of its matchers (no alert has had the label 'agentname', but one is \
             called 'agent_name'): correct",
        ),
    ] {
        let health = with(pointer, value);
        assert_eq!(health.alert_health.status, Status::Warning);
        assert!(health.alert_health.reasons[0].contains(said), "{:?}", health.alert_health.reasons);
    }
}

#[test]
fn a_channel_that_nothing_names_is_said_and_makes_nothing_worse() {
    let health = with("/alerts/idle_channels", json!(["slack", "team b"]));
    assert_eq!((health.alert_health.status, health.overall_status), (Status::Healthy, Status::Healthy));
    assert!(
        health.alert_health.reasons[0].starts_with("nothing is told by slack, team b"),
        "{:?}",
        health.alert_health.reasons
    );
}

#[test]
fn rules_that_cannot_fire_are_named() {
    let rule =
        |name: &str, of_all: u64| json!({"rule": name, "metrics": [format!("m.{name}")], "of_all": of_all});
    for (rules, said) in [
        (json!([rule("a", 1)]), "cannot fire: a (m.a); correct"),
        (json!([rule("a", 12), rule("b", 12)]), "cannot fire: a (m.a), b (m.b) and 10 more; correct"),
    ] {
        let health = with("/alerts/unseen_rules", rules);
        assert_eq!((health.alert_health.status, health.overall_status), (Status::Warning, Status::Warning));
        assert_eq!(health.alert_health.reasons.len(), 1);
        assert!(health.alert_health.reasons[0].contains(said), "{:?}", health.alert_health.reasons);
    }
}

#[test]
fn nobody_tells() {
    let health = with("/alerts/untaken_errors", json!({"number": 3, "seconds": 3600.0}));
    assert_eq!(health.alert_health.status, Status::Critical);
    assert!(health.alert_health.reasons[0].contains("3 error rows"), "{:?}", health.alert_health.reasons);
    let gone = json!([{"worker": "host-1", "kinds": ["sms", "email"], "seconds": 3600.0}]);
    let health = with("/alerts/daemons_gone", gone);
    assert_eq!(health.alert_health.status, Status::Critical);
    assert!(
        health.alert_health.reasons[0].contains("host-1")
            && health.alert_health.reasons[0].contains("sms, email"),
        "{:?}",
        health.alert_health.reasons
    );
}
