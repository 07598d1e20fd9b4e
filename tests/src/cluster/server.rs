//! The server as the system sees it: ports, processes, and the log that a failed test wants to see.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, Once};

use rustix::process::Pid;

/// How much of a server's log stands below a failed test.
const LOG_TAIL: usize = 30;

/// A port that nobody listens on.
///
/// It lies below the range from which the system takes ports for outgoing connections, so that none of those can
/// take it while a test has its server down.
pub fn free_port() -> u16 {
    const FIRST: u32 = 15_000;
    const COUNT: u32 = 15_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        // Processes that run side by side begin at different places.
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + (std::process::id().wrapping_mul(97) + step) % COUNT;
        let port = u16::try_from(port).expect("the range ends below 65536");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// The processes whose parent is `pid`.
pub fn children_of(pid: Pid) -> Vec<Pid> {
    let parent = pid.as_raw_nonzero().get();
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|candidate| status_of(*candidate).is_some_and(|(_, its_parent)| its_parent == parent))
        .filter_map(Pid::from_raw)
        .collect()
}

/// True for a process that has ended, also when nobody has taken away its zombie yet.
pub fn is_gone(pid: Pid) -> bool {
    status_of(pid.as_raw_nonzero().get()).is_none_or(|(state, _)| state == 'Z' || state == 'X')
}

/// State and parent of a process.
fn status_of(pid: i32) -> Option<(char, i32)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before them may hold spaces and parentheses.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ');
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

static LOGS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Has the end of this log printed below the message of every panic, until it is forgotten.
pub fn remember_log(log: &Path) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            before(panic);
            let logs = LOGS.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
            for log in logs {
                let text = fs::read(&log)
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                    .unwrap_or_default();
                let lines: Vec<_> = text.lines().collect();
                let tail = &lines[lines.len().saturating_sub(LOG_TAIL)..];
                eprintln!("--- end of {}\n{}\n---", log.display(), tail.join("\n"));
            }
        }));
    });
    LOGS.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(log.to_path_buf());
}

pub fn forget_log(log: &Path) {
    LOGS.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).retain(|known| known != log);
}
