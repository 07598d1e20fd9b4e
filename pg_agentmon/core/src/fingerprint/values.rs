//! Values: what stands in quotes, and what follows a key.

use super::cursor::{Scanner, separates};
use super::words;

/// How far a bracket that belongs to a value is followed, so that unclosed ones cost no more than that.
const BRACKETS: usize = 300;

impl<'a> Scanner<'a> {
    /// Where the quote that opens here is closed. An apostrophe within a word opens none.
    pub(super) fn quote_end(&mut self, at: usize) -> Option<usize> {
        let (kind, quote) = match self.byte(at)? {
            b'"' => (0, b'"'),
            b'\'' => (1, b'\''),
            b'`' => (2, b'`'),
            _ => return None,
        };
        if at < self.unclosed[kind] || (quote == b'\'' && self.is_apostrophe(at)) {
            return None;
        }
        let bytes = &self.text.as_bytes()[..self.end];
        let mut close = at + 1;
        loop {
            match bytes.get(close) {
                None | Some(b'\n') => {
                    self.unclosed[kind] = close;
                    return None;
                }
                Some(b'\\') if !self.escaped => close += 1,
                // As Ruby and GNU have it: `name'.
                Some(&byte) if byte == quote || (quote == b'`' && byte == b'\'') => {
                    let next = bytes.get(close + 1).copied().unwrap_or(b' ');
                    if quote == b'"' || !(next.is_ascii_alphanumeric() || next == b'_') {
                        return Some(close);
                    }
                }
                Some(_) => {}
            }
            close += 1;
        }
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        let previous = self.previous(at);
        let prefix =
            matches!(previous, b'b' | b'u' | b'r' | b'f') && !self.previous(at - 1).is_ascii_alphanumeric();
        previous.is_ascii_alphanumeric() && !prefix
    }

    /// A value in quotes; but requests keep their method, and prose that tells what happened is looked into.
    pub(super) fn quote(&mut self) {
        let Some(close) = self.quote_end(self.at) else {
            return self.literal(char::from(self.text.as_bytes()[self.at]));
        };
        let inner = &self.text[self.at + 1..close];
        let of_equals = self.previous(self.at) == b'=';
        let prose = words::tells(self.key) && (of_equals || inner.contains(' '));
        if prose || words::classifies(self.key) {
            self.inside(self.at + 1, close, true);
        } else if let Some((method, _)) = inner.split_once(' ').filter(|(word, _)| words::method(word)) {
            self.out.push('"');
            self.out.push_str(method);
            self.out.push(' ');
            self.mask();
            self.out.push('"');
        } else {
            self.mask();
        }
        self.at = close + 1;
        self.forget();
    }

    /// `key=value`: the value varies, whatever it looks like, unless it tells what happened or what kind of trouble it is.
    pub(super) fn equals(&mut self) {
        let at = self.at;
        let key = if self.last_end == at { self.last } else { "" };
        let (previous, next) = (self.previous(at), self.byte(at + 1));
        self.literal('=');
        let operator = separates(previous) && !matches!(previous, b')' | b']' | b'>' | b'"' | b'\'')
            || matches!(previous, b'!' | b':' | b'+' | b'-' | b'*' | b'~')
            || matches!(next, Some(b'=' | b'>' | b'~'));
        if words::tells(key) || words::classifies(key) {
            self.key = key;
        } else if !operator || (previous == b' ' && next.is_some_and(|b| b != b' ')) {
            match next {
                Some(b'=' | b'>' | b'~') => {}
                Some(b'"' | b'\'' | b'`') => {}
                // Nothing, or a blank before it.
                None | Some(b' ' | b',' | b';' | b')' | b']' | b'}') => self.mask(),
                Some(_) => self.value(),
            }
        }
    }

    /// One value behind its `=`, with what is attached to it: `Rect(0, 0)`, `{a b}`, `a,b,c`.
    fn value(&mut self) {
        let start = self.at;
        loop {
            self.value_word();
            match self.byte(self.at) {
                Some(b'(' | b'[' | b'{' | b'<') => match self.bracket_end() {
                    Some(close) => self.at = close + 1,
                    None => break,
                },
                Some(b',') if self.continues() => self.at += 1,
                // The padding of base64.
                Some(b'=') if self.byte(self.at + 1).is_none_or(|b| b == b'=' || b == b' ') => self.at += 1,
                _ => break,
            }
        }
        if self.at == start {
            return;
        }
        while self.at > start + 1 && matches!(self.previous(self.at), b'.' | b':' | b'!' | b'?') {
            self.at -= 1;
        }
        self.mask();
    }

    fn value_word(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            let address = byte == b'=' && self.text[..self.at].ends_with('?');
            if separates(byte) && !address || (byte == b'\\' && self.escaped) {
                break;
            }
            self.at += 1;
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// Whether what follows the comma is one more value, not another key.
    fn continues(&self) -> bool {
        let rest = &self.text.as_bytes()[self.at + 1..self.end];
        match rest.iter().position(|b| separates(*b)) {
            Some(0) => false,
            Some(end) => rest[end] != b'=',
            None => !rest.is_empty(),
        }
    }

    /// `[::1]:8080`: an address of IPv6, with its port.
    pub(super) fn address_in_brackets(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at + 1..self.end];
        let length = rest
            .iter()
            .take(50)
            .take_while(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.' | b'%'))
            .count();
        let address = &rest[..length];
        if rest.get(length) != Some(&b']') || address.iter().filter(|b| **b == b':').count() < 2 {
            return false;
        }
        self.at += length + 2;
        if self.byte(self.at) == Some(b':') && self.byte(self.at + 1).is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
            while self.byte(self.at).is_some_and(|b| b.is_ascii_digit()) {
                self.at += 1;
            }
        }
        self.mask();
        true
    }

    /// `( on off )`: nothing but states of switches in brackets.
    pub(super) fn switches(&mut self) -> bool {
        let mut at = self.at + 1;
        let mut found = false;
        loop {
            while self.byte(at) == Some(b' ') {
                at += 1;
            }
            if found && self.byte(at) == Some(b')') {
                self.bracketed(at + 1);
                return true;
            }
            let word = self.word_at(at);
            if !matches!(word, "on" | "off" | "yes" | "no" | "On" | "Off" | "ON" | "OFF") {
                return false;
            }
            at += word.len();
            found = true;
        }
    }

    /// Where the bracket that opens here is closed.
    fn bracket_end(&self) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut depth = 0_usize;
        for (at, byte) in bytes.iter().enumerate().skip(self.at).take(BRACKETS) {
            match byte {
                b'(' | b'[' | b'{' | b'<' => depth += 1,
                b')' | b']' | b'}' | b'>' => depth -= 1,
                b'\n' => return None,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }
}
