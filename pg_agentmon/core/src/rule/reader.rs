//! Reads a text word by word, and says where something is wrong in it.
use super::error::{ExpressionError, Fault};

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn syntax(
        &self,
        at: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> ExpressionError {
        ExpressionError::new(Fault::Syntax, self.text, at, message, hint)
    }

    pub(super) fn value(
        &self,
        at: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> ExpressionError {
        ExpressionError::new(Fault::Value, self.text, at, message, hint)
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What stands at a place, as an error names it.
    pub(super) fn found(&self, at: usize) -> String {
        match self.text[at..].chars().next() {
            None => "the end".to_owned(),
            Some(c) if is_word(c) => {
                let word = self.text[at..].split(|c| !is_word(c)).next().unwrap_or_default();
                format!("\"{}\"", word.chars().take(40).collect::<String>())
            }
            Some(c) => format!("\"{c}\""),
        }
    }

    /// Goes on to what is no blank, and says where that is.
    pub(super) fn skip_blanks(&mut self) -> usize {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at
    }

    pub(super) fn take(&mut self, token: &str) -> bool {
        self.skip_blanks();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    pub(super) fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let word = &rest[..rest.find(|c| !belongs(c)).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// A whole word, in upper or lower case.
    pub(super) fn keyword(&mut self, word: &str) -> bool {
        self.skip_blanks();
        let rest = self.rest();
        let found = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !rest[word.len()..].starts_with(is_word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// A text in quotes, at its first quote.
    pub(super) fn quoted(&mut self, unended: &str, hint: &str) -> Result<String, ExpressionError> {
        let start = self.at;
        let mut chars = self.rest().char_indices();
        let quote = chars.next().map(|(_, c)| c);
        let mut value = String::new();
        while let Some((at, c)) = chars.next() {
            if Some(c) == quote {
                self.at = start + at + c.len_utf8();
                return Ok(value);
            }
            if c != '\\' {
                value.push(c);
                continue;
            }
            match chars.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, 't')) => value.push('\t'),
                Some((_, c @ ('\\' | '"' | '\''))) => value.push(c),
                // For regular expressions, whose backslashes would have to be doubled else.
                Some((_, c)) => value.extend(['\\', c]),
                None => break,
            }
        }
        Err(self.syntax(start, unended, hint))
    }
}

/// How much of the text is a number. An `e` is of it only where digits follow, so that units may begin with one.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut at = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    at += digits(at);
    if bytes.get(at) == Some(&b'.') {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
        let exponent = digits(at + 1 + sign);
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    at
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
