//! Stack traces. Of each, the place where the exception came from counts, without its line: which frames lie below, and
//! at what lines, changes with every release and every depth of recursion.

use super::cursor::{Frames, Scanner};

/// What a line of a trace is.
enum Frame<'a> {
    /// A call: its function, if it has a name.
    Call(Option<&'a str>),
    /// A call of Python's.
    PythonCall(Option<&'a str>),
    /// Something about the trace itself.
    Note,
    /// From here on, all is trace; its first call is the one that counts.
    Dump,
}

impl<'a> Scanner<'a> {
    /// Whether a traceback of Python's has begun, and what it was about has not been reached.
    pub fn in_traceback(&self) -> bool {
        self.frames.python
    }

    /// Passes the lines of a trace that begin here, at a line's first letter.
    pub(super) fn frames(&mut self) {
        while self.at < self.end {
            let rest = &self.text[self.at..self.end];
            // Passed as it is: trimmed of blanks outside ASCII, it might be no step at all.
            let whole = rest.lines().next().unwrap_or_default();
            let line = whole.trim_end();
            let indented = self.previous(self.at) != b'\n';
            let Some(frame) = frame(line) else {
                if self.frames.python && indented {
                    // A line of source, below the call that it makes.
                    self.pass(whole);
                    continue;
                }
                self.frames = Frames::default();
                return;
            };
            let start = self.at;
            match frame {
                Frame::Call(function) => self.keep(function, false),
                Frame::PythonCall(function) => self.keep(function, true),
                Frame::Note => {}
                Frame::Dump => {
                    let call = rest.lines().nth(1).and_then(|line| line.rsplit_once('('));
                    self.keep(call.map(|(function, _)| function.trim()), false);
                    self.at = self.end;
                    return;
                }
            }
            self.at = start;
            self.pass(whole);
        }
    }

    fn pass(&mut self, line: &str) {
        self.at += line.len();
        self.skip_blanks();
    }

    /// Writes the function of a frame down: that of the first one, or for Python of the last one.
    fn keep(&mut self, function: Option<&'a str>, python: bool) {
        self.frames.python = python;
        match self.frames.kept {
            Some(kept) if python => self.truncate(kept),
            Some(_) => return,
            None => self.frames.kept = Some(self.out.len()),
        }
        let Some(function) = function else { return };
        self.out.push_str("at ");
        if function.bytes().any(|b| matches!(b, b'/' | b':' | b' ' | b'<')) {
            self.mask();
        } else {
            self.form(function);
        }
        self.blank();
        self.forget();
    }
}

/// The last line of a traceback that is about the exception, not about a call.
pub fn last_statement(end: &str) -> Option<&str> {
    let lines = end.lines().skip(1).filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t']));
    lines.last().map(str::trim_end)
}

fn frame(line: &str) -> Option<Frame<'_>> {
    let bytes = line.as_bytes();
    match bytes.first()? {
        b'F' if line.starts_with("File \"") => {
            let function = line.rsplit_once(", in ").map(|(_, function)| function);
            line.contains("\", line ").then_some(Frame::PythonCall(function))
        }
        b'a' if line.starts_with("at ") => {
            let place = line.trim_end_matches(|c: char| c.is_ascii_digit());
            let placed = place.ends_with(')')
                || (place != line && (place.ends_with(':') || place.ends_with(":line ")));
            let call = line[3..].trim_start_matches("async ").trim_start_matches("new ");
            // In JavaScript without a name it is a place only.
            let call = call.split_once('(').map(|(call, _)| call.trim_end());
            let call = call.map(|call| call.rsplit('/').next().unwrap_or(call));
            placed.then_some(Frame::Call(call.filter(|call| !call.is_empty())))
        }
        b'f' if line.starts_with("from ") && line.contains(":in ") => {
            let function = line.rsplit_once(":in ").map(|(_, f)| f.trim_matches(['`', '\'']));
            Some(Frame::Call(function))
        }
        b'#' if bytes.get(1)?.is_ascii_digit() => {
            let call = line.split_once("): ").and_then(|(_, call)| call.split_once('('));
            Some(Frame::Call(call.map(|(call, _)| call)))
        }
        b'.' if line.starts_with("... ") && bytes.get(4)?.is_ascii_digit() => Some(Frame::Note),
        b'g' if line.starts_with("goroutine ") && line.contains(" [") => Some(Frame::Dump),
        b's' if line.starts_with("stack backtrace:") => Some(Frame::Dump),
        _ => None,
    }
}
