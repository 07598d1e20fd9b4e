//! The walk over a message, from left to right, each byte but a few times.
//!
//! It hands each kind of thing to the part that knows it. What stands within quotes is a text again: there a part asks
//! for the walk, and that is the only way back.

use super::MASK;
use super::cursor::{Scanner, separates};

impl<'a> Scanner<'a> {
    /// Masks all of the text. One that is in quotes as a whole is a message in quotes, not a value.
    pub fn message(&mut self) {
        if let Some(close) = self.quote_end(0)
            && close + 1 == self.end
        {
            self.at = 1;
            self.end = close;
        }
        self.run();
    }

    /// Masks another piece of text as if it followed.
    pub fn go_on_with(&mut self, text: &'a str) {
        self.blank();
        self.turn_to(text);
        self.run();
    }

    /// Masks up to the end of the part at hand.
    fn run(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.blanks(),
                b'"' | b'\'' | b'`' => self.quote(),
                b'=' => self.equals(),
                b'{' if self.json_ahead() => self.json(),
                b'[' if self.address_in_brackets() => {}
                b'[' if self.byte(self.at + 1) == Some(b']') => self.bracketed(self.at + 2),
                b'(' if self.switches() => {}
                b'<' if self.text[self.at..self.end].starts_with(MASK) => {
                    self.at += MASK.len();
                    self.mask();
                }
                // Less than a second, as good as any other number of them.
                b'<' if self.byte(self.at + 1).is_some_and(|b| b.is_ascii_digit()) => self.at += 1,
                b'\\' if self.escape() => {}
                _ if byte.is_ascii() && separates(byte) => self.literal(char::from(byte)),
                _ if byte.is_ascii() => self.chunk(),
                _ => self.foreign(),
            }
        }
    }

    /// Masks what is within quotes as if it stood there without them.
    pub(super) fn inside(&mut self, start: usize, close: usize, escaped: bool) {
        let (end, was_escaped) = (self.end, self.escaped);
        (self.at, self.end, self.escaped) = (start, close, escaped || was_escaped);
        self.forget();
        self.run();
        (self.at, self.end, self.escaped) = (close, end, was_escaped);
    }

    fn blanks(&mut self) {
        let start = self.at;
        self.skip_blanks();
        self.blank();
        if self.text.as_bytes()[start..self.at].contains(&b'\n') {
            self.forget();
            self.frames();
        }
    }

    /// In a string of JSON: an escaped line break is a blank, and the backslash of an escaped quote is left out.
    fn escape(&mut self) -> bool {
        match self.byte(self.at + 1).filter(|_| self.escaped) {
            Some(b'n' | b't' | b'r') => {
                self.at += 2;
                self.blank();
                self.forget();
                true
            }
            Some(b'"' | b'\'') => {
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// A character outside ASCII: no rule looks at it, and digits next to it are a word of their own.
    fn foreign(&mut self) {
        match self.text[self.at..].chars().next() {
            Some(c) if c.is_numeric() => {
                self.at += c.len_utf8();
                self.mask();
            }
            Some(c) if c.is_whitespace() => {
                self.at += c.len_utf8();
                self.blank();
            }
            Some(c) => self.literal(c),
            None => self.at = self.end,
        }
    }
}
