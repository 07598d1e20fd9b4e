//! Names that are not, or not only, read from a metric of that name.
use super::Function;
use super::node::Read;

/// What is wrong, and the label that it is about.
pub(super) struct Misuse {
    pub(super) text: String,
    pub(super) label: Option<String>,
}

/// Names under which another one may be found as well.
const ALSO: &[(&str, &str)] = &[
    ("ml.predictions.avg_confidence", "ml.prediction_confidence"),
    ("system.cpu_usage", "system.cpu_usage_percent"),
];

/// A raw table with metrics of its own: name, table, labels, functions.
struct Table {
    metric: &'static str,
    source: &'static str,
    labels: &'static [&'static str],
    allows: fn(Function) -> bool,
    functions: &'static str,
}

const TABLES: &[Table] = &[
    Table {
        metric: "agents.executions",
        source: "agent_executions",
        labels: &["agent_name", "model_used", "status"],
        allows: |function| !matches!(function, Function::Gauge | Function::Last),
        functions: "failure_rate, count, rate, increase, and of the duration p50 to p99.9, avg, min, max, sum",
    },
    Table {
        metric: "agents.logs",
        source: "agent_logs",
        labels: &["agent_name", "event_type", "log_level"],
        allows: |function| {
            matches!(function, Function::Count | Function::Rate | Function::Increase | Function::FailureRate)
        },
        functions: "count, rate, increase and error_rate",
    },
];

/// What is known of each agent now, and of no window of time.
const OF_AGENTS: &[&str] = &["agents.heartbeat.age", "agents.silence"];
const AGENT_LABELS: &[&str] = &["agent_name", "type", "status"];
const HINT_AGENTS: &str = "They are seconds, as in agents.silence by (agent_name) > 10m; .max and .min are the longest \
     and the shortest of all agents.";

/// What the hours that were judged last had that was unusual; of no window of time either, and by the labels of any
/// series.
const ANOMALIES: &str = "anomalies.score";
const HINT_ANOMALIES: &str = "It is by how many times its usual spread each series was off in the last hour, as in \
     anomalies.score by (*) > 6; .max and .min are the largest and the smallest, .count is the number of them.";

/// Says where a value is read from; refuses what is not there to be read.
pub(super) fn resolve(read: &mut Read) -> Result<(), (Misuse, String)> {
    let [metric] = read.metrics.as_slice() else {
        return Ok(());
    };
    if let Some(table) = TABLES.iter().find(|table| table.metric == metric) {
        if !(table.allows)(read.function) {
            let text = format!("{metric} has no such value");
            let hint = format!("Of {metric} there are {}.", table.functions);
            return Err((Misuse { text, label: None }, hint));
        }
        refuse_other_labels(read, metric, table.labels)?;
        table.source.clone_into(&mut read.source);
    }
    if OF_AGENTS.contains(&metric.as_str()) {
        if !matches!(read.function, Function::Gauge | Function::Max | Function::Min) {
            let text = format!("{metric} has no such value");
            return Err((Misuse { text, label: None }, HINT_AGENTS.to_owned()));
        }
        if read.offset_seconds != 0.0 {
            let text = format!("of {metric} only the value of now is known");
            return Err((Misuse { text, label: None }, "Leave out the offset.".to_owned()));
        }
        refuse_other_labels(read, metric, AGENT_LABELS)?;
        "agents".clone_into(&mut read.source);
        return Ok(());
    }
    if metric == ANOMALIES {
        if !matches!(read.function, Function::Gauge | Function::Max | Function::Min | Function::Count) {
            let text = format!("{metric} has no such value");
            return Err((Misuse { text, label: None }, HINT_ANOMALIES.to_owned()));
        }
        if read.offset_seconds != 0.0 {
            let text = format!("of {metric} only the last hour that was judged is known");
            return Err((Misuse { text, label: None }, "Leave out the offset.".to_owned()));
        }
        "anomalies".clone_into(&mut read.source);
        return Ok(());
    }
    read.queues = metric == "agents.queue.size" && read.function == Function::Gauge;
    let also = ALSO.iter().find(|(name, _)| name == metric).map(|(_, other)| (*other).to_owned());
    read.metrics.extend(also);
    Ok(())
}

fn refuse_other_labels(read: &Read, metric: &str, known: &[&str]) -> Result<(), (Misuse, String)> {
    let matched = read.matchers.iter().map(|matcher| &matcher.label);
    let by = read.by.iter().filter(|label| *label != "*");
    match matched.chain(by).find(|label| !known.contains(&label.as_str())) {
        None => Ok(()),
        Some(label) => {
            let text = format!("{metric} has no label {label}");
            let hint = format!("Its labels are {}.", known.join(", "));
            Err((Misuse { text, label: Some(label.clone()) }, hint))
        }
    }
}
