//! What a fingerprint costs. `cargo run --release -p agentmon-core --example fingerprint_speed [file …]`
//!
//! Files have a message on each line; those of Loghub (CSV) have it in their column Content.
use std::hint::black_box;
use std::time::Instant;

use agentmon_core::fingerprint::fingerprint;

/// Messages of the usual kinds and lengths.
const SAMPLES: [&str; 8] = [
    "user 42 not found",
    "Connection broken for id 188978561024, my id = 1, error =",
    "Rate limit reached for gpt-4o in organization org-AbC123 on tokens per min: Limit 30000, Used 29000. Try again in 1.2s.",
    "10.11.10.1 \"GET /v2/54fadb412c4e40cdbaed9335e4c35a9e/servers/detail HTTP/1.1\" status: 200 len: 1893 time: 0.2477829",
    "Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2",
    "Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o', 'type': 'requests', 'code': 'rate_limit_exceeded'}}",
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at Agent.step (/app/dist/agent.js:120:15)\n    \
     at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    "acquire lock=233570404, flags=0x1, tag=\"View Lock\", name=com.android.systemui, ws=null, uid=10037, pid=2227",
];

/// Openings without an end, and whatever else could make a reader go over a text again and again.
const HOSTILE: [&str; 12] = [
    "'a ",
    "\"",
    "a=(",
    "{\"a\":",
    "{'a",
    "a=b,",
    "((((",
    "\n  at f (",
    "user for ",
    "1:",
    "a.",
    "err=\"msg='",
];

/// Nanoseconds a message and its mean length, the best of nine runs.
fn print(name: &str, messages: &[impl AsRef<str>]) {
    let bytes: usize = messages.iter().map(|message| message.as_ref().len()).sum();
    let mut best = f64::INFINITY;
    for _ in 0..9 {
        let start = Instant::now();
        for message in messages {
            black_box(fingerprint(black_box(message.as_ref())));
        }
        best = best.min(start.elapsed().as_nanos() as f64);
    }
    let each = best / messages.len() as f64;
    let length = bytes as f64 / messages.len() as f64;
    println!("{name:24} {each:9.0} ns a message of {length:6.0} bytes, {:5.1} ns a byte", each / length);
}

fn messages(file: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    if !file.ends_with(".csv") {
        return Ok(std::fs::read_to_string(file)?.lines().map(str::to_owned).collect());
    }
    let mut reader = csv::Reader::from_path(file)?;
    let column = reader.headers()?.iter().position(|name| name == "Content").ok_or("no column Content")?;
    reader.records().map(|row| Ok(row?[column].to_owned())).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    print("samples", &SAMPLES.repeat(1000));
    for file in std::env::args().skip(1) {
        print(file.rsplit('/').next().unwrap_or(&file), &messages(&file)?);
    }
    for piece in HOSTILE {
        print(&format!("{piece:?} again and again"), &vec![piece.repeat(2000 / piece.len()); 20]);
    }
    print("a megabyte", &[SAMPLES.join(" ").repeat(1500)]);
    Ok(())
}
