//! The output of a child process, line by line, kept for questions and for the report of a failure.

use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Mutex};

/// Lines read so far; clones look at the same ones.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    /// Reads `source` to its end on a thread of its own, so that the child never blocks on a full pipe.
    pub fn follow(&self, source: impl Read + Send + 'static) {
        let lines = self.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(source).split(b'\n').map_while(Result::ok) {
                lines.0.lock().expect("no reader panics").push(String::from_utf8_lossy(&line).into_owned());
            }
        });
    }

    pub fn all(&self) -> Vec<String> {
        self.0.lock().expect("no reader panics").clone()
    }

    /// The first line for which `pick` has an answer.
    pub fn find<T>(&self, pick: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.0.lock().expect("no reader panics").iter().find_map(|line| pick(line))
    }
}
