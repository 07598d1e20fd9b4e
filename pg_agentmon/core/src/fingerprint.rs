//! Fingerprints of messages: the same for messages that differ in their variable parts alone.
//!
//! What varies is masked as `<*>`, then the rest is hashed. What counts as variable is decided by rules on the form of
//! a word and on its surroundings, with no memory of other messages: the fingerprint of a message never changes, on
//! any machine. The rules are in [`walk`] (how a text is cut up), [`words`] and [`chunk`] (words by themselves),
//! [`values`] (what stands behind a key or in quotes), [`json`] and [`trace`] (what is no prose).

mod chunk;
mod cursor;
mod json;
mod trace;
mod values;
mod walk;
mod words;

use cursor::Scanner;

/// Longer messages are judged by their beginning: what follows is data, more often than not.
const CONSIDERED: usize = 2_000;

/// Of a Python traceback that is longer, the end counts too: there it says what happened.
const CONSIDERED_END: usize = 500;

/// What stands for a variable part.
const MASK: &str = "<*>";

/// The message with its variable parts masked, on one line: what a group of messages can be called.
///
/// ```
/// use agentmon_core::fingerprint::mask;
/// assert_eq!(mask("user 42 not found in 'eu-1' after 30 ms"), "user <*> not found in <*> after <*>");
/// ```
#[must_use]
pub fn mask(message: &str) -> String {
    let message = message.trim();
    let head = &message[..message.floor_char_boundary(CONSIDERED)];
    let mut scanner = Scanner::new(head);
    scanner.message();
    if head.len() < message.len() && scanner.in_traceback() {
        let end = &message[message.ceil_char_boundary(message.len() - CONSIDERED_END)..];
        if let Some(line) = trace::last_statement(end) {
            scanner.go_on_with(line);
        }
    }
    scanner.masked()
}

/// 64 bits of the masked message, FNV-1a with a final mix; the same on every machine and in every release.
#[must_use]
pub fn fingerprint(message: &str) -> u64 {
    let hash = crate::bytes::fnv1a(mask(message).as_bytes());
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests;
