//! A message on its way to being masked: where the walk is, what it has written, and the steps that all its parts take.

use super::{MASK, words};

/// What is going on in a trace.
#[derive(Default)]
pub struct Frames {
    /// Where in the masked text the frame stands that was kept of this trace.
    pub(super) kept: Option<usize>,
    /// In a traceback of Python's, where the innermost frame comes last and lines of source are between.
    pub(super) python: bool,
}

/// The place in a message, and what is known there.
pub struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Where the part at hand ends: of the text, or of the quotes that are being looked into.
    pub(super) end: usize,
    pub(super) out: String,
    /// Where the last mask ended in `out`; what stands there decides whether another one adds anything.
    mask_end: usize,
    /// The last two words, while nothing but blanks followed; and where in the text the last one ended.
    pub(super) last: &'a str,
    pub(super) before: &'a str,
    pub(super) last_end: usize,
    /// The word that a `:` or `=` has just made a key.
    pub(super) key: &'a str,
    /// Up to where no quote of this kind closes, so that it is not looked for again and again.
    pub(super) unclosed: [usize; 3],
    /// Whether `\n` and `\"` are a line break and a quote, as in strings of JSON.
    pub(super) escaped: bool,
    pub(super) frames: Frames,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            end: text.len(),
            out: String::with_capacity(text.len() + 16),
            mask_end: usize::MAX,
            last: "",
            before: "",
            last_end: usize::MAX,
            key: "",
            unclosed: [0; 3],
            escaped: false,
            frames: Frames::default(),
        }
    }

    pub fn masked(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out
    }

    /// The same output, with another piece of text to come.
    pub(super) fn turn_to(&mut self, text: &'a str) {
        *self = Self { out: std::mem::take(&mut self.out), mask_end: self.mask_end, ..Self::new(text) };
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    /// The byte before this one; a blank at the beginning.
    pub(super) fn previous(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |at| self.text.as_bytes()[at])
    }

    /// Takes one character over as it is.
    pub(super) fn literal(&mut self, c: char) {
        self.at += c.len_utf8();
        self.out.push(c);
        self.forget();
    }

    /// Puts a pair of brackets with something variable in it; the text goes on at `behind`.
    pub(super) fn bracketed(&mut self, behind: usize) {
        let bytes = self.text.as_bytes();
        let (open, close) = (char::from(bytes[self.at]), char::from(bytes[behind - 1]));
        self.literal(open);
        self.mask();
        self.literal(close);
        self.at = behind;
    }

    /// What came before has nothing to do with what comes.
    pub(super) fn forget(&mut self) {
        self.last = "";
        self.before = "";
        self.key = "";
    }

    /// Puts a mask. Values that follow one another are a list, and lists of any length are the same.
    pub(super) fn mask(&mut self) {
        self.forget();
        if let Some(between) = self.out.get(self.mask_end..)
            && matches!(
                between,
                "" | " " | "," | ", " | ":" | "/" | "-" | " - " | "." | ";" | "; " | "|" | "_" | "+"
            )
        {
            self.out.truncate(self.mask_end);
            return;
        }
        self.out.push_str(MASK);
        self.mask_end = self.out.len();
    }

    /// Whether nothing but a blank follows the last mask.
    pub(super) fn masked_before(&self) -> bool {
        self.out.get(self.mask_end..).is_some_and(|between| between.is_empty() || between == " ")
    }

    /// Takes back what was written since: another frame of a traceback follows.
    pub(super) fn truncate(&mut self, length: usize) {
        self.out.truncate(length);
        if self.mask_end != usize::MAX && self.mask_end > length {
            self.mask_end = usize::MAX;
        }
    }

    /// One blank, wherever there are some: line breaks come and go.
    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.byte(self.at).is_some_and(|b| b.is_ascii_whitespace() || b == 0x0b) {
            self.at += 1;
        }
    }

    /// The word at this place, for a look ahead: letters only.
    pub(super) fn word_at(&self, at: usize) -> &'a str {
        let rest = &self.text.as_bytes()[at.min(self.end)..self.end];
        let length = rest.iter().take(20).take_while(|b| b.is_ascii_alphabetic()).count();
        &self.text[at.min(self.end)..at.min(self.end) + length]
    }

    /// What belongs to the number before: its unit; the same size once more, in brackets.
    pub(super) fn unit(&mut self) {
        let start = self.at + usize::from(self.byte(self.at) == Some(b' '));
        if start == self.at {
            return;
        }
        if self.byte(start) == Some(b'%') {
            self.at = start + 1;
            return;
        }
        let unit = self.word_at(start);
        let after = start + unit.len();
        let joined =
            |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'(' | b'=' | b'/' | b'\'' | b':' | b'-');
        if !words::unit(unit) || self.byte(after).is_some_and(joined) {
            return self.singular(unit, start);
        }
        self.at = after;
        if words::size_unit(unit) && self.text[after..self.end].starts_with(" (") {
            let inside = &self.text.as_bytes()[after + 2..self.end];
            let number =
                inside.iter().take(20).take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
            let unit = after + 2 + number + usize::from(inside.get(number) == Some(&b' '));
            let close = unit + self.word_at(unit).len();
            if number > 0 && words::size_unit(self.word_at(unit)) && self.byte(close) == Some(b')') {
                self.at = close + 1;
            }
        }
    }

    /// One row and two rows are the same event: what is counted loses its plural.
    fn singular(&mut self, word: &'a str, start: usize) {
        let after = start + word.len();
        let joined = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'=' | b'/' | b':' | b'-');
        let plural = word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
            && !words::verb(word);
        if !plural || self.byte(after).is_some_and(joined) {
            return;
        }
        self.blank();
        match word.strip_suffix("ies") {
            Some(stem) => self.out.extend([stem, "y"]),
            None => self.out.push_str(&word[..word.len() - 1]),
        }
        self.at = after;
        self.forget();
    }
}

/// What ends a word.
pub fn separates(byte: u8) -> bool {
    byte <= b' '
        || byte == 0x7f
        || matches!(
            byte,
            b',' | b';'
                | b'('
                | b')'
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'<'
                | b'>'
                | b'"'
                | b'\''
                | b'`'
                | b'|'
                | b'='
        )
}
