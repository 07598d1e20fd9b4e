//! What the benchmark of alerts needs besides pgbench: idle listeners, and the time from a commit to the provider.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use agentmon_tests::alerting::with_sms;
use agentmon_tests::{Daemon, TwilioFake};
use clap::{Parser, Subcommand};
use tokio_postgres::{Client, NoTls};

/// Measures alerts in a database that has pg_agentmon.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The database
    #[arg(long)]
    url: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Runs a daemon that sends to a fake provider, and so many idle listeners, until standard input ends
    Stand {
        /// Sessions that LISTEN besides the daemon
        #[arg(long, default_value_t = 0)]
        listeners: usize,
    },
    /// Inserts an error row now and then; prints the milliseconds from each commit to the request at the provider
    Latency {
        /// How many
        #[arg(long, default_value_t = 200)]
        errors: usize,
    },
}

async fn connect(url: &str) -> Client {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.expect("the database takes connections");
    tokio::spawn(connection);
    client
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Arguments { url, what } = Arguments::parse();
    let twilio = TwilioFake::start().await;
    let mut daemon = with_sms(Daemon::run(url.clone()), &twilio).env("AGENTMON_RUN_JOBS", "false").start();
    daemon.wait_for("connected to the database").await;
    match what {
        What::Stand { listeners } => {
            let mut idle = Vec::new();
            for _ in 0..listeners {
                let client = connect(&url).await;
                client.batch_execute("LISTEN agentmon_alerts").await.expect("LISTEN");
                idle.push(client);
            }
            println!("ready");
            let wait = tokio::task::spawn_blocking(|| io::stdin().read_to_end(&mut Vec::new()));
            let _ended = wait.await;
            println!("{} messages", twilio.messages().len());
        }
        What::Latency { errors } => println!("{}", latency(&connect(&url).await, &twilio, errors).await),
    }
    daemon.terminate().await;
}

/// Median, 99th percentile and the longest, in milliseconds.
async fn latency(client: &Client, twilio: &TwilioFake, errors: usize) -> String {
    let insert =
        "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ($1, 'error', 'calm')";
    // Each error is a text: none is to wait for a place.
    let unlimited =
        "UPDATE monitoring.notification_channels SET rate_limit = NULL, unlimited = true WHERE kind = 'sms'";
    client.batch_execute(unlimited).await.expect("a channel");
    let mut times = Vec::new();
    let mut requests = twilio.subscribe();
    for n in 0..errors {
        // Anywhere between two polls.
        tokio::time::sleep(Duration::from_millis(150 + (n * 37 % 211) as u64)).await;
        client.execute(insert, &[&format!("calm-{n}")]).await.expect("a row");
        let committed = Instant::now();
        requests.recv().await.expect("a message");
        times.push(committed.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    format!("{:.1} {:.1} {:.1}", at(0.5), at(0.99), at(1.0))
}
