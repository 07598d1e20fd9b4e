//! A stand-in for systemd's end of NOTIFY_SOCKET.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use tokio::net::UnixDatagram;
use tokio::task::JoinHandle;

use crate::wait::{DEADLINE, eventually};

/// A listening socket; it ends with its owner.
pub struct NotifySocket {
    dir: TempDir,
    messages: Arc<Mutex<Vec<String>>>,
    reader: JoinHandle<()>,
}

impl NotifySocket {
    /// A new socket that nobody has written to.
    pub async fn listen() -> Self {
        let dir = TempDir::new().expect("a directory");
        let socket = UnixDatagram::bind(dir.path().join("notify")).expect("a socket");
        let messages = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&messages);
        let reader = tokio::spawn(async move {
            let mut buffer = vec![0; 8192];
            while let Ok(length) = socket.recv(&mut buffer).await {
                let message = String::from_utf8_lossy(&buffer[..length]).into_owned();
                heard.lock().expect("nobody panics").push(message);
            }
        });
        Self { dir, messages, reader }
    }

    /// What to give as NOTIFY_SOCKET.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.dir.path().join("notify")
    }

    /// The messages so far, each with a line for each assignment.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        self.messages.lock().expect("nobody panics").clone()
    }

    /// Waits for a message behind the first `after` ones that has this text; its index, and the message.
    pub async fn wait_for(&self, text: &str, after: usize) -> (usize, String) {
        eventually(&format!("a message with {text:?} to the service manager"), DEADLINE, async || {
            self.messages().into_iter().enumerate().skip(after).find(|(_, message)| message.contains(text))
        })
        .await
    }
}

impl Drop for NotifySocket {
    fn drop(&mut self) {
        self.reader.abort();
    }
}
