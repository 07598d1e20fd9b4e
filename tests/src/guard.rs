//! A watcher that outlives the test process: when the process ends, however it ends, its cluster goes too.
//!
//! A static is never dropped, a panic may abort, and nothing in a process can react to its own `kill -9`. A pipe can:
//! its writing end closes with the process, and the small shell at the other end then stops PostgreSQL.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

const SCRIPT: &str = r#"
trap '' INT HUP TERM
read -r _
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
# A number that the system has given to somebody else since is not ours to end; a zombie has no command line.
runs() { [ -n "$pid" ] && grep -qsF "$1/data" "/proc/$pid/cmdline"; }
runs "$1" && kill -QUIT "$pid" 2>/dev/null
tries=0
while runs "$1" && [ "$tries" -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
runs "$1" && kill -KILL "$pid" 2>/dev/null
rm -rf "$1"
"#;

/// Keeps one cluster's directory under watch until it is released.
pub struct Guard {
    child: Child,
    pipe: Option<ChildStdin>,
}

impl Guard {
    pub fn over(dir: &Path) -> io::Result<Self> {
        let mut child = Command::new("sh")
            .args(["-c", SCRIPT, "agentmon-guard"])
            .arg(dir)
            .current_dir("/")
            // Ctrl-C at a terminal reaches the whole group; the watcher must live on to clean up.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let pipe = child.stdin.take();
        Ok(Self { child, pipe })
    }

    /// Has the cluster stopped and its directory removed now, and waits for it.
    pub fn finish(&mut self) {
        drop(self.pipe.take());
        // Nothing is left to do for a watcher that cannot be waited for.
        let _ = self.child.wait();
    }
}
