//! The demo's telephone: takes what the daemon sends to Twilio, and shows each message as it would ring.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use agentmon_tests::twilio::{Received, TwilioFake};
use clap::Parser;
use tokio::sync::broadcast::error::RecvError;

/// Serves Twilio's endpoint for messages and prints each SMS.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: String,
    /// File that gets the port, once there is one
    #[arg(long)]
    port_file: Option<PathBuf>,
    /// File that gets each message too
    #[arg(long)]
    log: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let fake = TwilioFake::listen(&arguments.listen, None).await?;
    let mut messages = fake.subscribe();
    let mut log = match &arguments.log {
        Some(path) => Some(OpenOptions::new().create(true).append(true).open(path)?),
        None => None,
    };
    println!("listening on {}", fake.url());
    if let Some(path) = &arguments.port_file {
        // Renamed into place, so that whoever waits for the file never reads half of it.
        let unfinished = path.with_extension("tmp");
        fs::write(&unfinished, format!("{}\n", fake.address().port()))?;
        fs::rename(unfinished, path)?;
    }
    loop {
        match messages.recv().await {
            Ok(message) => {
                let text = box_of(&message);
                let mut stdout = io::stdout().lock();
                stdout.write_all(text.as_bytes())?;
                stdout.flush()?;
                if let Some(log) = &mut log {
                    log.write_all(text.as_bytes())?;
                }
            }
            Err(RecvError::Lagged(missed)) => println!("… {missed} more messages"),
            Err(RecvError::Closed) => return Ok(()),
        }
    }
}

const WIDTH: usize = 68;

/// The message in a frame.
fn box_of(message: &Received) -> String {
    let rule = "─".repeat(WIDTH + 2);
    let mut text = format!("┌{rule}┐\n");
    let mut row = |line: &str| {
        let padding = " ".repeat(WIDTH.saturating_sub(line.chars().count()));
        text.push_str(&format!("│ {line}{padding} │\n"));
    };
    row(&format!("SMS to {} from {}, {}", message.to, message.from, message.at.format("%H:%M:%S%.3f UTC")));
    row("");
    message.body.lines().flat_map(wrap).for_each(|line| row(&line));
    text.push_str(&format!("└{rule}┘\n"));
    text
}

/// Breaks a line at spaces, and a word only when it is wider than the frame.
fn wrap(line: &str) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in line.split(' ') {
        let mut word: Vec<char> = word.chars().collect();
        let row = rows.last().expect("there is always a row");
        if !row.is_empty() && row.chars().count() + 1 + word.len() > WIDTH {
            rows.push(String::new());
        } else if !row.is_empty() {
            word.insert(0, ' ');
        }
        for letter in word {
            if rows.last().is_some_and(|row| row.chars().count() == WIDTH) {
                rows.push(String::new());
            }
            rows.last_mut().expect("there is always a row").push(letter);
        }
    }
    rows
}
