//! The health of the monitoring itself: a monitor that has stopped must not report that all is well.
//!
//! Each reason says what is wrong and what to do about it.
use serde::{Deserialize, Serialize};

use super::{Part, Status};

/// After this long without its work a job that everything rests on is more than late.
const FAR_TOO_LATE: f64 = 3600.0;

/// How the monitoring is at a moment.
#[derive(Debug, Default, Deserialize)]
pub struct Machinery {
    jobs: Vec<Job>,
    off: Vec<String>,
    without_partition: Vec<String>,
    rows: Vec<Rows>,
    failures: Vec<Failure>,
}

/// A job that fails, is late, or is not run by whom it should be.
#[derive(Debug, Deserialize)]
struct Job {
    name: String,
    failing_seconds: Option<f64>,
    late_seconds: Option<f64>,
    never_ran: bool,
    runner: String,
    problem: Option<String>,
}

/// A raw table with rows of a time that is yet to come.
#[derive(Debug, Deserialize)]
struct Rows {
    table: String,
    time_column: String,
    far: bool,
    ahead: bool,
}

/// What a step could not do for one of its members.
#[derive(Debug, Deserialize)]
pub struct Failure {
    step: String,
    member: String,
    error: String,
    hint: Option<String>,
    seconds: f64,
    /// How many there are, this one and those that are not listed among them.
    of_all: u64,
}

/// A daemon that is not heard of any more.
#[derive(Debug, Deserialize)]
pub struct Daemon {
    worker: String,
    kinds: Vec<String>,
    seconds: f64,
}

/// Error rows that nobody took.
#[derive(Debug, Deserialize)]
pub struct Untaken {
    number: u64,
    seconds: f64,
}

/// See [`super::SystemHealth::monitoring_health`].
#[derive(Debug, Default, Serialize)]
pub struct MachineryNumbers {
    jobs_in_trouble: u64,
    step_failures: u64,
}

/// A status and its reasons, as they come together.
#[derive(Debug)]
pub struct Verdict {
    pub status: Status,
    pub reasons: Vec<String>,
}

impl Verdict {
    fn new() -> Self {
        Self { status: Status::Healthy, reasons: Vec::new() }
    }

    fn add(&mut self, status: Status, reason: String) {
        self.status = self.status.max(status);
        self.reasons.push(reason);
    }

    fn add_failures(&mut self, failures: &[Failure], status: impl Fn(&Failure) -> Status) {
        for failure in failures {
            let member =
                if failure.member.is_empty() { String::new() } else { format!(" ({})", failure.member) };
            let hint = failure.hint.as_ref().map_or(String::new(), |hint| format!(". {hint}"));
            self.add(
                status(failure),
                format!(
                    "{}{member} fails since {}: {}{hint}",
                    failure.step,
                    age(failure.seconds),
                    failure.error
                ),
            );
        }
        let listed = failures.len() as u64;
        if let Some(more) =
            failures.first().and_then(|first| first.of_all.checked_sub(listed)).filter(|n| *n > 0)
        {
            self.reasons.push(format!("and {more} more failures; see monitoring.step_failures"));
        }
    }
}

/// A time in words; a negative one is none.
fn age(seconds: f64) -> String {
    let seconds = seconds.max(0.0);
    match seconds {
        s if s < 120.0 => format!("{s:.0} seconds"),
        s if s < 7200.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 172_800.0 => format!("{:.0} hours", s / 3600.0),
        s => format!("{:.0} days", s / 86_400.0),
    }
}

/// Judges jobs, partitions, rows and steps.
pub fn judge(facts: &Machinery) -> Part<MachineryNumbers> {
    let mut verdict = Verdict::new();
    for job in &facts.jobs {
        judge_job(job, &mut verdict);
    }
    for table in &facts.without_partition {
        verdict.add(
            Status::Warning,
            format!(
                "{table} has no partition for today or tomorrow; its rows are kept in the catch-all: \
                 SELECT * FROM monitoring.maintain_partitions()"
            ),
        );
    }
    for rows in &facts.rows {
        verdict.add(Status::Warning, rows.reason());
    }
    verdict.add_failures(&facts.failures, |_| Status::Warning);
    for name in &facts.off {
        // Somebody wanted it so.
        verdict.reasons.push(format!("job {name} is switched off"));
    }
    Part {
        status: verdict.status,
        reasons: verdict.reasons,
        numbers: MachineryNumbers {
            jobs_in_trouble: facts.jobs.len() as u64,
            step_failures: facts.failures.first().map_or(0, |first| first.of_all),
        },
    }
}

fn judge_job(job: &Job, verdict: &mut Verdict) {
    // Without these two nothing that health says is of now.
    let vital = matches!(job.name.as_str(), "refresh" | "alerts");
    let worst = job.late_seconds.unwrap_or(0.0).max(job.failing_seconds.unwrap_or(0.0));
    let status = if vital && worst > FAR_TOO_LATE { Status::Critical } else { Status::Warning };
    let what = match (job.failing_seconds, job.late_seconds) {
        (Some(seconds), _) => format!("fails since {}", age(seconds)),
        (None, Some(seconds)) if job.never_ran => format!("has never run, for {}", age(seconds)),
        (None, Some(seconds)) => format!("is late by {}", age(seconds)),
        (None, None) => "is not run by pg_cron, which should run it".to_owned(),
    };
    let advice = match (&job.problem, job.runner.as_str()) {
        (Some(problem), _) => problem.clone(),
        (None, "pg_cron") => {
            "see cron.job_run_details and the server's log; is pg_cron running in this database?".to_owned()
        }
        (None, _) => {
            "start agentmon-notifier, or install pg_cron and call monitoring.schedule_jobs()".to_owned()
        }
    };
    verdict.add(status, format!("job {} {what}: {advice}", job.name));
}

impl Rows {
    fn reason(&self) -> String {
        let Self { table, time_column, .. } = self;
        if self.far {
            return format!(
                "{table} holds rows of the far future, which retention does not reach (milliseconds taken for \
                 seconds?): SELECT * FROM monitoring.{table}_default WHERE \"{time_column}\" > now() + interval '1 week'"
            );
        }
        debug_assert!(self.ahead, "asked for those alone");
        let schema = if table.contains('.') { "" } else { "monitoring." };
        format!(
            "{table} holds rows that are more than five minutes ahead of the clock: is a writer's clock or time zone \
             wrong? SELECT * FROM {schema}{table} WHERE \"{time_column}\" > now() + interval '5 minutes'"
        )
    }
}

/// A channel that is named and does not exist.
#[derive(Debug, Deserialize)]
pub struct MissingChannel {
    named_by: String,
    channel: String,
}

/// Judges what is told to nobody.
pub fn of_reach(untold: u64, unescalated: u64, unrouted: u64, missing: &[MissingChannel]) -> Verdict {
    let mut verdict = Verdict::new();
    if untold > 0 {
        verdict.add(
            Status::Warning,
            format!(
                "{untold} groups of alerts reach no channel: SELECT * FROM monitoring.alert_events WHERE event = \
                 'not told' ORDER BY id DESC says why"
            ),
        );
    }
    if unescalated > 0 {
        verdict.add(
            Status::Warning,
            format!(
                "{unescalated} groups of alerts are due for escalation to channels that cannot be told: SELECT * FROM \
                 monitoring.alert_events WHERE event = 'not escalated' ORDER BY id DESC says why"
            ),
        );
    }
    if unrouted > 0 {
        verdict.add(
            Status::Warning,
            format!(
                "{unrouted} alerts are matched by no route, and told to nobody: add one to \
                 monitoring.notification_routes"
            ),
        );
    }
    for MissingChannel { named_by, channel } in missing {
        verdict.add(
            Status::Warning,
            format!(
                "{named_by} names the channel {channel}, which does not exist: make it, or start a daemon that \
                 sends it"
            ),
        );
    }
    verdict
}

/// A route none of whose channels can be told.
#[derive(Debug, Deserialize)]
pub struct DeafRoute {
    route: String,
    why: String,
}

/// Judges what has no way out, and ways out that nothing takes: the latter may be wanted, and are only said.
pub fn of_routes(deaf: &[DeafRoute], idle: &[String]) -> Verdict {
    let mut verdict = Verdict::new();
    for DeafRoute { route, why } in deaf {
        verdict.add(
            Status::Warning,
            format!(
                "the route {route} reaches nobody ({why}): name a channel that a daemon sends, or set up the daemon \
                 for one of these"
            ),
        );
    }
    if !idle.is_empty() {
        verdict.add(
            Status::Healthy,
            format!(
                "nothing is told by {}, which no route names: UPDATE monitoring.notification_routes SET channels = \
                 ... where it is to be",
                idle.join(", ")
            ),
        );
    }
    verdict
}

/// A route whose matchers have a slip of the pen.
#[derive(Debug, Deserialize)]
pub struct DoubtfulRoute {
    route: String,
    doubt: String,
}

/// Judges routes that take nothing, as what they ask for is called otherwise.
pub fn of_doubts(routes: &[DoubtfulRoute]) -> Verdict {
    let mut verdict = Verdict::new();
    for DoubtfulRoute { route, doubt } in routes {
        verdict.add(
            Status::Warning,
            format!(
                "the route {route} takes nothing by one of its matchers ({doubt}): correct the matchers in \
                 monitoring.notification_routes"
            ),
        );
    }
    verdict
}

/// An alert rule that is evaluated and has never found what it asks for.
#[derive(Debug, Deserialize)]
pub struct UnseenRule {
    rule: String,
    metrics: Vec<String>,
    /// How many there are, this one and those that are not listed among them.
    of_all: u64,
}

/// Judges rules that cannot fire, since what they ask for is not there.
pub fn of_unseen(rules: &[UnseenRule]) -> Verdict {
    let mut verdict = Verdict::new();
    let Some(first) = rules.first() else { return verdict };
    let named: Vec<_> = rules.iter().map(|it| format!("{} ({})", it.rule, it.metrics.join(", "))).collect();
    let more = match first.of_all.saturating_sub(rules.len() as u64) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    verdict.add(
        Status::Warning,
        format!(
            "alert rules that ask for what was never seen, so that they cannot fire: {}{more}; correct the name, \
             have it written, or switch the rule off: SELECT * FROM monitoring.unseen_rules()",
            named.join(", ")
        ),
    );
    verdict
}

/// Judges what keeps alerts from being told.
pub fn of_alerts(gone: &[Daemon], untaken: Option<&Untaken>, failures: &[Failure]) -> Verdict {
    let mut verdict = Verdict::new();
    if let Some(Untaken { number, seconds }) = untaken {
        verdict.add(
            Status::Critical,
            format!(
                "{number} error rows have not been taken in, the oldest for {}: is agentmon-notifier running? \
                 SELECT monitoring.process_alerts() takes them",
                age(*seconds)
            ),
        );
    }
    for daemon in gone {
        verdict.add(
            Status::Critical,
            format!(
                "agentmon-notifier {} was last heard of {} ago, and nobody else sends {}: start it again, or, where \
                 it will not come back, SELECT monitoring.leave_notifier('{}')",
                daemon.worker,
                age(daemon.seconds),
                daemon.kinds.join(", "),
                daemon.worker.replace('\'', "''")
            ),
        );
    }
    // A bad rule or channel is its owner's matter; where errors are not taken or not routed, nobody is told.
    verdict.add_failures(failures, |failure| {
        if matches!(failure.step.as_str(), "error rows" | "routing") {
            Status::Critical
        } else {
            Status::Warning
        }
    });
    verdict
}
