//! Words by themselves: whether one is variable by its form.

use super::cursor::{Scanner, separates};
use super::words;

impl<'a> Scanner<'a> {
    /// What stands between separators: a word, a number, an address, a path; with its punctuation.
    pub(super) fn chunk(&mut self) {
        let start = self.at;
        let stop = self.chunk_end(start);
        let whole = &self.text[start..stop];
        let body = whole.trim_end_matches(['.', ':', '!', '?']);
        if body.is_empty() {
            // A leader of dots is one of any length.
            self.at = stop;
            self.out.push_str(if whole.starts_with("..") { ".." } else { whole });
            return self.forget();
        }
        if self.announced_name(body, start) {
            return;
        }
        if let Some(scheme) = body.find("://") {
            return self.url(start, scheme);
        }
        self.at = start + body.len();
        self.form(body);
        self.last_end = self.at;
        let tail = &whole[body.len()..];
        if !tail.is_empty() {
            let key = self.last;
            self.at = stop;
            self.out.push_str(tail);
            self.forget();
            if tail == ":" {
                self.key = key;
            }
        }
    }

    fn chunk_end(&self, start: usize) -> usize {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied().unwrap_or(b' ');
            let ends = match byte {
                // As in don't.
                b'\'' => {
                    !(at > start && bytes[at - 1].is_ascii_alphabetic() && next.is_ascii_alphabetic())
                        || at - start == 1
                }
                b'\\' if self.escaped => matches!(next, b'n' | b't' | b'r' | b'"' | b'\''),
                b'.' if next == b'.' && at > start && bytes[at - 1] != b'.' && bytes[at - 1] != b'/' => true,
                b'.' => false,
                _ => {
                    !byte.is_ascii()
                        || separates(byte)
                        || (at > start + 1
                            && bytes[at - 1] == b'.'
                            && bytes[at - 2] == b'.'
                            && byte.is_ascii_alphanumeric())
                }
            };
            if ends && at > start {
                break;
            }
            at += 1;
        }
        at
    }

    /// A name that the words before have announced, whatever it looks like. It may be missing: `invalid user  from`.
    fn announced_name(&mut self, body: &'a str, start: usize) -> bool {
        if self.last.is_empty() || !words::announces_name(self.before, self.last) || words::no_name(body) {
            return false;
        }
        if body == "from" && self.last.eq_ignore_ascii_case("user") {
            self.mask();
            self.blank();
            return false;
        }
        self.at = start + body.len();
        self.mask();
        true
    }

    /// An address with a scheme, up to its end: queries have separators in them.
    fn url(&mut self, start: usize, scheme: usize) {
        let bytes = self.text.as_bytes();
        let before = &self.text[start..start + scheme];
        let scheme = before.len()
            - before
                .bytes()
                .rev()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
                .count();
        if scheme > 0 {
            self.form(before[..scheme].trim_end_matches(':'));
            if before[..scheme].ends_with(':') {
                self.out.push(':');
            }
        }
        self.at = start + before.len() + 3;
        self.address_end();
        while self.at > start + 1 && matches!(bytes[self.at - 1], b'.' | b',' | b':' | b';' | b'!' | b'?') {
            self.at -= 1;
        }
        self.mask();
    }

    /// To the end of an address or path, with its query.
    fn address_end(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.byte(self.at) {
            let next = self.byte(self.at + 1).unwrap_or(b' ');
            match byte {
                b'=' => {}
                b'(' => open += 1,
                b')' if open > 0 => open -= 1,
                b',' | b';' if !separates(next) => {}
                b'\\' if self.escaped => break,
                _ if separates(byte) => break,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Puts the word, or a mask for it.
    pub(super) fn form(&mut self, body: &'a str) {
        let bytes = body.as_bytes();
        if !bytes.iter().any(|b| b.is_ascii_digit() || matches!(b, b'/' | b'\\' | b':' | b'@' | b'.' | b'*'))
        {
            return self.word(body);
        }
        if is_path(bytes) {
            if bytes.contains(&b'?') {
                self.address_end();
            }
            return self.mask();
        }
        if bytes.len() > 2 && bytes.iter().all(|b| *b == b'*') {
            return self.mask();
        }
        if bytes.contains(&b':') {
            return self.parts(body);
        }
        self.part(body);
        if bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b':' | b'<'))
            && digits(body)
        {
            self.unit();
        }
    }

    /// What colons join: a key and its value, a host and its port, a time, an address of a network card.
    fn parts(&mut self, body: &'a str) {
        let bytes = body.as_bytes();
        let colons = bytes.iter().filter(|b| **b == b':').count();
        let numeric = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.' | b'%' | b',' | b'-' | b'+');
        if bytes.iter().all(numeric)
            && (digits(body) || colons == 5)
            && (colons > 1 || !bytes[0].is_ascii_alphabetic())
        {
            self.mask();
            return self.unit();
        }
        if colons == 1
            && let Some((host, port)) = body.split_once(':')
            && host.contains('.')
            && !is_code(host)
            && !port.is_empty()
            && port.bytes().all(|b| b.is_ascii_digit())
        {
            return self.mask();
        }
        let mut rest = body;
        while let Some((part, after)) = rest.split_once(':') {
            if is_path(rest.as_bytes()) {
                break;
            }
            self.part(part);
            let key = self.last;
            self.out.push(':');
            self.forget();
            self.key = key;
            rest = after;
        }
        if is_path(rest.as_bytes()) { self.mask() } else { self.part(rest) }
    }

    /// A word without colons.
    fn part(&mut self, part: &'a str) {
        if let Some((left, right)) = part.split_once('@') {
            // An object of Java's: the class, and where it is in memory.
            let hash = right.len() > 4 && right.bytes().all(|b| b.is_ascii_hexdigit() || b == b'.');
            if hash
                && !left.is_empty()
                && (is_code(left) || left.starts_with(|c: char| c.is_ascii_uppercase()))
            {
                self.part(left);
                self.out.push('@');
                return self.mask();
            }
            if !left.is_empty() && !right.is_empty() {
                return self.mask();
            }
        }
        let digits = digits(part);
        if part.contains('/') {
            return if digits || part.contains('.') { self.mask() } else { self.word(part) };
        }
        if part.contains('.') {
            if self.last == "class" {
                return self.mask();
            }
            if digits && is_code(part) {
                return self.labels(part);
            }
            if digits || is_host(part) { self.mask() } else { self.word(part) }
        } else if digits {
            if is_error_name(part) { self.labels(part) } else { self.mask() }
        } else {
            self.word(part);
        }
    }

    /// A qualified name: only those of its parts vary that have digits. Names of exceptions keep their letters.
    fn labels(&mut self, name: &'a str) {
        let error = is_error_name(name);
        let mut rest = name;
        while !rest.is_empty() {
            let end = rest.find(['.', '$']).unwrap_or(rest.len());
            let (label, after) = rest.split_at(end);
            if !digits(label) {
                self.out.push_str(label);
            } else if error && after.is_empty() {
                for piece in label.split_inclusive(|c: char| c.is_ascii_digit()) {
                    self.out.push_str(piece.trim_end_matches(|c: char| c.is_ascii_digit()));
                    if piece.ends_with(|c: char| c.is_ascii_digit()) {
                        self.mask();
                    }
                }
            } else {
                self.mask();
            }
            let joint = &after[..after.len().min(1)];
            self.out.push_str(joint);
            rest = &after[joint.len()..];
        }
        self.forget();
    }

    /// A word without digits: variable by its surroundings only.
    fn word(&mut self, word: &'a str) {
        let no_value = words::nothing(word)
            && (!self.key.is_empty() || matches!(self.last, "is" | "was" | "to" | "returned" | "got"));
        if words::boolean(word)
            || no_value
            || self.is_address(word)
            || self.is_date(word)
            || is_axis(word)
            || words::disk(word)
        {
            return self.mask();
        }
        self.out.push_str(word);
        self.before = self.last;
        self.last = word;
        self.key = "";
    }

    /// Eight letters that are all hexadecimal are no word of any language. Six are one, but not as the first in the
    /// brackets of an object: `Token{fadebc}`.
    fn is_address(&self, word: &str) -> bool {
        let start = self.place(word);
        let least = if self.previous(start) == b'{'
            && start > 1
            && self.previous(start - 1).is_ascii_alphanumeric()
        {
            6
        } else {
            8
        };
        word.len() >= least && word.bytes().all(|b| b.is_ascii_hexdigit())
    }

    /// Where in the text a piece of it is.
    fn place(&self, word: &str) -> usize {
        (word.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// Days and months are variable next to a number or to one another.
    fn is_date(&self, word: &str) -> bool {
        let weekday = words::weekday(word);
        if !weekday && !words::month(word) {
            return false;
        }
        let end = self.place(word) + word.len();
        let mut next = end;
        while next < end + 3 && self.byte(next).is_some_and(|b| matches!(b, b' ' | b',' | b'.')) {
            next += 1;
        }
        self.byte(next).is_some_and(|b| b.is_ascii_digit())
            || (weekday && words::month(self.word_at(next)))
            || (!weekday && self.masked_before())
    }
}

pub fn digits(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

fn is_path(bytes: &[u8]) -> bool {
    match bytes {
        [b'/', rest @ ..] => !rest.is_empty() && rest != b"/",
        [drive, b':', b'\\' | b'/', ..] => drive.is_ascii_alphabetic(),
        [b'~', b'/', ..] | [b'.', b'/', ..] | [b'.', b'.', b'/', ..] => true,
        _ => bytes.contains(&b'\\'),
    }
}

/// A direction in space, `y+`.
fn is_axis(word: &str) -> bool {
    matches!(word.as_bytes(), [b'x'..=b'z' | b'X'..=b'Z', b'+' | b'-'])
}

/// A class or package with dots, not a host: it begins with what hosts end with, or ends in a class.
fn is_code(name: &str) -> bool {
    let class = |label: &str| {
        let mut bytes = label.bytes();
        bytes.next().is_some_and(|b| b.is_ascii_uppercase())
            && label.bytes().any(|b| b.is_ascii_lowercase())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$'))
    };
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let last = rest.rsplit('.').next().unwrap_or_default();
    !rest.is_empty() && (words::package_root(first) || (class(last) && !digits(last)))
}

fn is_host(name: &str) -> bool {
    let labels = name.bytes().filter(|b| *b == b'.').count() + 1;
    let (first, _) = name.split_once('.').unwrap_or((name, ""));
    let last = name.rsplit('.').next().unwrap_or_default();
    !first.is_empty() && words::host_end(last, labels) && !words::package_root(first)
}

/// `Http2Error`, `ERR_HTTP2_STREAM`: digits are part of the name, and the rest of it says what happened.
fn is_error_name(word: &str) -> bool {
    word.starts_with("ERR_")
        || ["Error", "Exception", "Warning", "_ERROR"].iter().any(|end| word.ends_with(end))
}
