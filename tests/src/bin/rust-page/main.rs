//! An agent that is monitored.

mod monitoring;

use std::env;
use std::io::{Error, ErrorKind};

use monitoring::{Monitoring, Value};
use serde_json::json;

async fn answer(monitoring: &Monitoring, question: &str) -> Result<&'static str, Error> {
    monitoring
        .execution("search-agent", "answer", async |used| {
            if question.contains("forbidden") {
                return Err(Error::new(ErrorKind::PermissionDenied, "the index refuses the key"));
            }
            used.push(("model_used", "gpt-4o".into()));
            used.push(("input_tokens", 1200.0.into()));
            used.push(("output_tokens", 80.0.into()));
            Ok("42")
        })
        .await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = env::var("DATABASE_URL").expect("DATABASE_URL");
    let monitoring = Monitoring::start(&url).expect("DATABASE_URL is a connection string");
    let mut questions = vec!["how many orders?", "forbidden", "what is late?"];
    while let Some(question) = questions.pop() {
        let depth = questions.len() as f64 + 1.0;
        monitoring
            .tell("heartbeat", vec![("agent_name", "search-agent".into()), ("status", "active".into())]);
        monitoring.tell("report_queue", vec![("queue_name", "questions".into()), ("depth", depth.into())]);
        if let Ok(text) = answer(&monitoring, question).await {
            println!("{text}");
            let tags = json!({"kind": "short"});
            monitoring
                .tell("increment", vec![("metric_name", "search.answers".into()), ("tags", tags.into())]);
        }
    }
    monitoring.tell("gauge", vec![("metric_name", "search.left".into()), ("value", 0.0.into())]);

    // Many rows at once go in one statement, straight into the table.
    let messages = (0..100).map(|number| format!("document {number} read")).collect();
    monitoring.run(
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message)
         SELECT 'search-agent', 'info', 'index', unnest($1)",
        vec![Value::Texts(messages)],
    );
    monitoring.flush().await;
}
