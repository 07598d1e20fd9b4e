//! Objects of JSON, and dictionaries as Python prints them: data, except for what their keys say tells what happened.
//!
//! Values behind `error`, `message`, `type` and the like are looked into; of lists there, the first element. Everything
//! else is left out, as keys come and go with the data. Where no key is of that kind, the keys alone remain.

use super::MASK;
use super::chunk::digits;
use super::cursor::Scanner;
use super::words;

/// How deep objects are looked into.
const DEPTH: usize = 6;
/// Longer keys are none.
const KEY: usize = 64;

impl Scanner<'_> {
    /// Whether an object begins here: a bracket, a key in quotes, a colon.
    pub(super) fn json_ahead(&self) -> bool {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = self.at + 1;
        let blanks = |at: usize| {
            bytes[at.min(bytes.len())..].iter().take(KEY).take_while(|b| b.is_ascii_whitespace()).count()
        };
        at += blanks(at);
        let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) else { return false };
        let Some(length) = bytes[at + 1..].iter().take(KEY).position(|b| *b == quote) else { return false };
        at += length + 2;
        bytes.get(at + blanks(at)) == Some(&b':')
    }

    pub(super) fn json(&mut self) {
        self.object(0);
        self.forget();
    }

    fn object(&mut self, depth: usize) {
        self.literal('{');
        let start = self.out.len();
        let mut keys = String::new();
        loop {
            self.skip_blanks();
            match self.byte(self.at) {
                None => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b'"' | b'\'') => self.member(depth, start, &mut keys),
                Some(_) => self.at = self.text.ceil_char_boundary(self.at + 1),
            }
        }
        if self.out.len() == start {
            self.out.push_str(&keys);
        }
        self.out.push('}');
    }

    /// One key and its value. Where no key tells what happened, the keys are all there is: they are gathered.
    fn member(&mut self, depth: usize, start: usize, keys: &mut String) {
        let (from, to) = self.string();
        let name = &self.text[from..to];
        self.skip_blanks();
        if self.byte(self.at) != Some(b':') {
            return;
        }
        self.at += 1;
        self.skip_blanks();
        if depth < DEPTH && (words::tells(name) || words::classifies(name)) {
            if self.out.len() > start {
                self.out.push_str(", ");
            }
            self.out.extend([name, ": "]);
            return self.telling(depth);
        }
        let name =
            if name.len() > KEY || digits(name) || name.contains(char::is_control) { MASK } else { name };
        keys.extend([if keys.is_empty() { "" } else { ", " }, name]);
        self.skip_value();
    }

    /// The value of a key that tells what happened: texts are read, the rest is masked.
    fn telling(&mut self, depth: usize) {
        match self.byte(self.at) {
            Some(b'{') => self.object(depth + 1),
            Some(b'[') if depth < DEPTH => {
                self.literal('[');
                self.skip_blanks();
                if self.byte(self.at) != Some(b']') {
                    self.telling(depth + 1);
                }
                self.skip_until_closed(1);
                self.out.push(']');
            }
            Some(b'"' | b'\'') => {
                let (from, to) = self.string();
                let behind = self.at;
                self.inside(from, to, true);
                self.at = behind;
            }
            _ => {
                self.skip_value();
                self.mask();
            }
        }
    }

    /// Passes a string; the part within its quotes. One that was cut off goes to the end.
    fn string(&mut self) -> (usize, usize) {
        let quote = self.text.as_bytes()[self.at];
        let start = self.at + 1;
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            if byte == quote {
                self.at = at + 1;
                return (start, at);
            }
            at += if byte == b'\\' { 2 } else { 1 };
        }
        self.at = self.end;
        (start, self.end)
    }

    fn skip_value(&mut self) {
        match self.byte(self.at) {
            Some(b'"' | b'\'') => _ = self.string(),
            _ => self.skip_until_closed(0),
        }
    }

    /// To the end of a value: the comma or bracket after it, or, from within a list, behind its last bracket.
    fn skip_until_closed(&mut self, mut depth: usize) {
        let list = depth > 0;
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'"' | b'\'' => {
                    _ = self.string();
                    continue;
                }
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' if depth == 0 => return,
                b'}' | b']' | b')' => {
                    depth -= 1;
                    if depth == 0 && list {
                        self.at += 1;
                        return;
                    }
                }
                b',' if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}
