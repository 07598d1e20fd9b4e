//! The judgement of health: facts and thresholds in, statuses and reasons out.
//!
//! No clock and no queries here; whoever gathers the facts says what time they are of.
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

mod machinery;
use machinery::Machinery;
pub use machinery::MachineryNumbers;

/// The one internal order of statuses; each report has words of its own for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// All is well, or there is nothing that could be unwell.
    Healthy,
    /// Something wants attention.
    Warning,
    /// Something is broken.
    Critical,
}

/// Where a measure turns; NULL never does.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Threshold {
    /// Warning beyond it.
    pub warning: Option<f64>,
    /// Critical beyond it.
    pub critical: Option<f64>,
}

impl Threshold {
    /// The status of a value that is bad when it is high.
    fn above(&self, value: f64) -> Status {
        self.judge(|limit| value > limit)
    }

    /// The status of a value that is bad when it is low.
    fn below(&self, value: f64) -> Status {
        self.judge(|limit| value < limit)
    }

    fn judge(&self, is_beyond: impl Fn(f64) -> bool) -> Status {
        if self.critical.is_some_and(&is_beyond) {
            Status::Critical
        } else if self.warning.is_some_and(&is_beyond) {
            Status::Warning
        } else {
            Status::Healthy
        }
    }
}

/// What is known at a moment.
#[derive(Debug, Deserialize)]
pub struct Facts {
    #[serde(default)]
    thresholds: Option<BTreeMap<String, Threshold>>,
    /// How many errors an agent may have, where that is not what all may have.
    #[serde(default)]
    agent_thresholds: BTreeMap<String, Threshold>,
    // A part whose facts are missing is one of `unreadable`. One of another shape takes no other part along.
    #[serde(default, deserialize_with = "if_it_fits")]
    queues: Option<Queues>,
    #[serde(default, deserialize_with = "if_it_fits")]
    executions: Option<Executions>,
    #[serde(default, deserialize_with = "if_it_fits")]
    issues: Option<Issues>,
    #[serde(default, deserialize_with = "if_it_fits")]
    agents: Option<Vec<Agent>>,
    #[serde(default, deserialize_with = "if_it_fits")]
    database: Option<Database>,
    #[serde(default, deserialize_with = "if_it_fits")]
    alerts: Option<Alerts>,
    #[serde(default, deserialize_with = "if_it_fits")]
    machinery: Option<Machinery>,
    /// The errors of the parts that could not be read, by their names in the report.
    #[serde(default)]
    unreadable: BTreeMap<String, String>,
    latency_ms: f64,
}

fn if_it_fits<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).ok())
}

#[derive(Debug, Deserialize)]
struct Queues {
    checked: u64,
    with_issues: u64,
    stuck: u64,
    last_check_time: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct Executions {
    total: u64,
    successful: u64,
}

#[derive(Debug, Deserialize)]
struct Issues {
    info: u64,
    warning: u64,
    error: u64,
    critical: u64,
    workers: u64,
}

/// Name, registered status, error rows and failed executions of 24 hours: short, for there may be thousands.
#[derive(Debug, Deserialize)]
struct Agent(String, Option<String>, u64, u64);

impl Agent {
    /// Most failures are written both ways, as a row at error and as a failed execution, and are one error.
    fn errors(&self) -> u64 {
        self.2.max(self.3)
    }

    fn describe(&self) -> String {
        let (errors, Self(name, _, rows, failed)) = (self.errors(), self);
        if *rows > 0 && *failed > 0 {
            format!(
                "agent {name} had {errors} errors in 24 hours: {rows} error rows, {failed} failed executions"
            )
        } else {
            format!("agent {name} had {errors} errors in 24 hours")
        }
    }
}

#[derive(Debug, Deserialize)]
struct Database {
    connections: u64,
    max_connections: u64,
    #[serde(default)]
    crowded_metrics: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Alerts {
    firing: u64,
    undelivered: u64,
    oldest_due_seconds: Option<f64>,
    dead_24h: u64,
    unknown_24h: u64,
    #[serde(default)]
    untold: u64,
    #[serde(default)]
    unescalated: u64,
    #[serde(default)]
    unrouted: u64,
    #[serde(default)]
    missing_channels: Vec<machinery::MissingChannel>,
    #[serde(default)]
    deaf_routes: Vec<machinery::DeafRoute>,
    #[serde(default)]
    idle_channels: Vec<String>,
    #[serde(default)]
    doubtful_routes: Vec<machinery::DoubtfulRoute>,
    #[serde(default)]
    unseen_rules: Vec<machinery::UnseenRule>,
    #[serde(default)]
    daemons_gone: Vec<machinery::Daemon>,
    untaken_errors: Option<machinery::Untaken>,
    #[serde(default)]
    failures: Vec<machinery::Failure>,
}

/// A part's verdict with what it rests on.
#[derive(Debug, Serialize)]
pub struct Part<T> {
    /// How it is.
    pub status: Status,
    /// Why, in words; also why there is nothing to say.
    pub reasons: Vec<String>,
    /// The numbers behind it.
    #[serde(flatten)]
    pub numbers: T,
}

/// `get_system_health()` but for its timestamp.
#[derive(Debug, Serialize)]
pub struct SystemHealth {
    /// The worst of the parts.
    pub overall_status: Status,
    /// Queues and their stuck messages.
    pub queue_health: Part<QueueNumbers>,
    /// The success of executions.
    pub processing_health: Part<ProcessingNumbers>,
    /// Open issues of workers.
    pub worker_health: Part<WorkerNumbers>,
    /// Agents by their errors.
    pub agent_health: Part<AgentNumbers>,
    /// The database itself.
    pub database_health: Part<DatabaseNumbers>,
    /// Alerts and their delivery.
    pub alert_health: Part<AlertNumbers>,
    /// The monitoring itself: jobs, partitions, steps.
    pub monitoring_health: Part<MachineryNumbers>,
}

/// See [`SystemHealth::queue_health`].
#[derive(Debug, Default, Serialize)]
pub struct QueueNumbers {
    queues_checked: u64,
    queues_with_issues: u64,
    total_stuck_messages: u64,
    last_check_time: Option<Value>,
}

/// See [`SystemHealth::processing_health`]; the rate is a share from 0 to 1.
#[derive(Debug, Default, Serialize)]
pub struct ProcessingNumbers {
    executions_last_hour: u64,
    successful: u64,
    success_rate: Option<f64>,
}

/// See [`SystemHealth::worker_health`].
#[derive(Debug, Default, Serialize)]
pub struct WorkerNumbers {
    unresolved_issues: u64,
    critical_issues: u64,
    workers_with_issues: u64,
}

/// See [`SystemHealth::agent_health`]; errors are of 24 hours.
#[derive(Debug, Default, Serialize)]
pub struct AgentNumbers {
    agents: u64,
    healthy: u64,
    degraded: u64,
    critical: u64,
    offline: u64,
}

/// See [`SystemHealth::database_health`].
#[derive(Debug, Default, Serialize)]
pub struct DatabaseNumbers {
    latency_ms: f64,
    connections: u64,
    max_connections: u64,
}

/// See [`SystemHealth::alert_health`].
#[derive(Debug, Default, Serialize)]
pub struct AlertNumbers {
    firing_alerts: u64,
    undelivered_notifications: u64,
    oldest_undelivered_seconds: Option<f64>,
    dead_notifications_24h: u64,
    unknown_notifications_24h: u64,
}

/// Judges the facts.
#[must_use]
pub fn judge(facts: &Facts) -> SystemHealth {
    let queue_health = facts.part("queue_health", facts.queues.as_ref(), |it| judge_queues(facts, it));
    let processing_health =
        facts.part("processing_health", facts.executions.as_ref(), |it| judge_processing(facts, it));
    let worker_health = facts.part("worker_health", facts.issues.as_ref(), judge_workers);
    let agent_health =
        facts.part("agent_health", facts.agents.as_ref(), |it: &Vec<Agent>| judge_agents(facts, it));
    let database_health =
        facts.part("database_health", facts.database.as_ref(), |it| judge_database(facts, it));
    let alert_health = facts.part("alert_health", facts.alerts.as_ref(), |it| judge_alerts(facts, it));
    let monitoring_health = facts.part("monitoring_health", facts.machinery.as_ref(), machinery::judge);
    let parts = [
        queue_health.status,
        processing_health.status,
        worker_health.status,
        agent_health.status,
        database_health.status,
        alert_health.status,
        monitoring_health.status,
    ];
    SystemHealth {
        overall_status: parts.into_iter().max().unwrap_or(Status::Healthy),
        queue_health,
        processing_health,
        worker_health,
        agent_health,
        database_health,
        alert_health,
        monitoring_health,
    }
}

impl Facts {
    fn threshold(&self, name: &str) -> Threshold {
        self.thresholds.as_ref().and_then(|all| all.get(name)).copied().unwrap_or_default()
    }

    /// The verdict on a part, or that nobody could read it: what nobody knows is not healthy.
    fn part<F: ?Sized, N: Default>(
        &self,
        name: &str,
        facts: Option<&F>,
        judge: impl FnOnce(&F) -> Part<N>,
    ) -> Part<N> {
        let unreadable = |why: &str| format!("could not be read: {why}");
        match (facts, self.unreadable.get(name)) {
            (Some(facts), None) => judge(facts),
            // There are facts, and nothing to judge them by.
            (Some(facts), Some(why)) => {
                let mut part = judge(facts);
                part.status = part.status.max(Status::Warning);
                part.reasons.push(unreadable(why));
                part
            }
            (None, why) => Part {
                status: Status::Warning,
                reasons: vec![unreadable(
                    why.map_or("its facts are missing, or of another shape", String::as_str),
                )],
                numbers: N::default(),
            },
        }
    }
}

fn judge_queues(facts: &Facts, queues: &Queues) -> Part<QueueNumbers> {
    let status = facts.threshold("queue_stuck_messages").above(queues.stuck as f64);
    let reasons = match (queues.checked, queues.stuck) {
        (0, _) => vec!["no queue has reported yet".to_owned()],
        (_, 0) => vec![],
        (_, stuck) => {
            vec![format!("{stuck} stuck messages in {} of {} queues", queues.with_issues, queues.checked)]
        }
    };
    let numbers = QueueNumbers {
        queues_checked: queues.checked,
        queues_with_issues: queues.with_issues,
        total_stuck_messages: queues.stuck,
        last_check_time: queues.last_check_time.clone(),
    };
    Part { status, reasons, numbers }
}

fn judge_processing(facts: &Facts, executions: &Executions) -> Part<ProcessingNumbers> {
    let Executions { total, successful } = *executions;
    let success_rate = (total > 0).then(|| successful as f64 / total as f64);
    let least = facts.threshold("processing_min_executions").warning.unwrap_or(0.0);
    let (status, reasons) = match success_rate {
        None => (Status::Healthy, vec!["no executions in the last hour".to_owned()]),
        Some(_) if (total as f64) < least => (
            Status::Healthy,
            vec![format!(
                "only {total} executions in the last hour; the success rate is judged from {least} on"
            )],
        ),
        Some(rate) => match facts.threshold("processing_success_rate").below(rate) {
            Status::Healthy => (Status::Healthy, vec![]),
            status => (
                status,
                vec![format!("{:.1} % of the last hour's {total} executions succeeded", 100.0 * rate)],
            ),
        },
    };
    Part {
        status,
        reasons,
        numbers: ProcessingNumbers { executions_last_hour: total, successful, success_rate },
    }
}

fn judge_workers(issues: &Issues) -> Part<WorkerNumbers> {
    let attention = issues.warning + issues.error;
    let mut reasons = Vec::new();
    if issues.critical > 0 {
        reasons.push(format!("{} unresolved critical issues", issues.critical));
    }
    if attention > 0 {
        reasons.push(format!("{attention} unresolved warnings and errors"));
    }
    let status = match (issues.critical, attention) {
        (0, 0) => Status::Healthy,
        (0, _) => Status::Warning,
        _ => Status::Critical,
    };
    let numbers = WorkerNumbers {
        unresolved_issues: issues.info + attention + issues.critical,
        critical_issues: issues.critical,
        workers_with_issues: issues.workers,
    };
    Part { status, reasons, numbers }
}

/// How many agents the reasons name.
const NAMED_AGENTS: usize = 10;

fn judge_agents(facts: &Facts, agents: &[Agent]) -> Part<AgentNumbers> {
    let mut numbers =
        AgentNumbers { agents: agents.len() as u64, healthy: 0, degraded: 0, critical: 0, offline: 0 };
    let mut critical: Vec<&Agent> = Vec::new();
    let common = facts.threshold("agent_errors_24h");
    for agent in agents {
        // One that is out of service on purpose is nobody's trouble.
        if matches!(agent.1.as_deref(), Some("inactive" | "offline")) {
            numbers.offline += 1;
            continue;
        }
        let own = facts.agent_thresholds.get(&agent.0).copied().unwrap_or_default();
        let threshold =
            Threshold { warning: own.warning.or(common.warning), critical: own.critical.or(common.critical) };
        match threshold.above(agent.errors() as f64) {
            Status::Healthy => numbers.healthy += 1,
            Status::Warning => numbers.degraded += 1,
            Status::Critical => critical.push(agent),
        }
    }
    numbers.critical = critical.len() as u64;
    // The worst first.
    critical.sort_by(|a, b| b.errors().cmp(&a.errors()).then_with(|| a.0.cmp(&b.0)));
    let mut reasons: Vec<String> = critical.iter().take(NAMED_AGENTS).map(|agent| agent.describe()).collect();
    if let more @ 1.. = critical.len().saturating_sub(NAMED_AGENTS) {
        reasons.push(format!(
            "and {more} more {} with too many errors",
            if more == 1 { "agent" } else { "agents" }
        ));
    }
    if agents.is_empty() {
        reasons.push("no agent is known yet".to_owned());
    }
    // A broken agent is a warning for the system: the others go on.
    let status = if numbers.critical > 0 { Status::Warning } else { Status::Healthy };
    Part { status, reasons, numbers }
}

fn judge_database(facts: &Facts, database: &Database) -> Part<DatabaseNumbers> {
    let Database { connections, max_connections, ref crowded_metrics } = *database;
    let share = connections as f64 / max_connections.max(1) as f64;
    let mut status = facts.threshold("database_connections").above(share);
    let mut reasons = match status {
        Status::Healthy => vec![],
        _ => vec![format!("{connections} of {max_connections} connections are in use")],
    };
    if !crowded_metrics.is_empty() {
        status = status.max(Status::Warning);
        reasons.push(format!(
            "past the series limit: {}; further tag sets are counted together",
            crowded_metrics.join(", ")
        ));
    }
    Part {
        status,
        reasons,
        numbers: DatabaseNumbers { latency_ms: facts.latency_ms, connections, max_connections },
    }
}

fn judge_alerts(facts: &Facts, alerts: &Alerts) -> Part<AlertNumbers> {
    let mut status = Status::Healthy;
    let mut reasons = Vec::new();
    if let Some(seconds) = alerts.oldest_due_seconds {
        let late = facts.threshold("alert_delivery_seconds").above(seconds);
        if late > Status::Healthy {
            let waiting = alerts.undelivered;
            reasons.push(format!(
                "{waiting} notifications wait, the oldest for {seconds:.0} seconds: is the notifier running, and do their \
                 channels take them? See monitoring.channel_status"
            ));
        }
        status = status.max(late);
    }
    for (number, what) in
        [(alerts.dead_24h, "could not be delivered"), (alerts.unknown_24h, "may not have arrived")]
    {
        if number > 0 {
            reasons.push(format!("{number} notifications of the last 24 hours {what}"));
            status = status.max(Status::Warning);
        }
    }
    for verdict in [
        machinery::of_reach(alerts.untold, alerts.unescalated, alerts.unrouted, &alerts.missing_channels),
        machinery::of_routes(&alerts.deaf_routes, &alerts.idle_channels),
        machinery::of_doubts(&alerts.doubtful_routes),
        machinery::of_unseen(&alerts.unseen_rules),
        machinery::of_alerts(&alerts.daemons_gone, alerts.untaken_errors.as_ref(), &alerts.failures),
    ] {
        status = status.max(verdict.status);
        reasons.extend(verdict.reasons);
    }
    let numbers = AlertNumbers {
        firing_alerts: alerts.firing,
        undelivered_notifications: alerts.undelivered,
        oldest_undelivered_seconds: alerts.oldest_due_seconds,
        dead_notifications_24h: alerts.dead_24h,
        unknown_notifications_24h: alerts.unknown_24h,
    };
    Part { status, reasons, numbers }
}

#[cfg(test)]
mod tests;
