//! What a receiver that follows Standard Webhooks takes: <https://www.standardwebhooks.com>. The verification is written
//! from that text and shares nothing with the daemon's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Utc;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{Answer, Hook, Verdict};

/// How old, or how far ahead, a message may be.
const TOLERANCE_SECONDS: i64 = 300;

/// The answer that such a receiver gives.
pub fn judge(hook: &Hook, secret: &str) -> Verdict {
    if let Err(what) = verify(hook, secret) {
        return Err(Answer::new(401, what));
    }
    let body = hook.json();
    if !hook.is_post_of_json() || !body.is_object() {
        return Err(Answer::new(400, "it is no JSON object that is posted as one"));
    }
    if !body["type"].as_str().is_some_and(|kind| kind.starts_with("alert.")) {
        return Err(Answer::new(400, "it does not say which type it is of"));
    }
    Ok(Answer::new(204, ""))
}

/// Whether the message is signed by the secret, and of now.
pub fn verify(hook: &Hook, secret: &str) -> Result<(), String> {
    let timestamp = hook.header("webhook-timestamp");
    let seconds: i64 = timestamp.parse().map_err(|_| format!("webhook-timestamp is {timestamp:?}"))?;
    if (Utc::now().timestamp() - seconds).abs() > TOLERANCE_SECONDS {
        return Err(format!("webhook-timestamp is too far away: {timestamp}"));
    }
    if signed_by(hook, secret)? { Ok(()) } else { Err("no signature matches".to_owned()) }
}

/// Whether one of the signatures is that of the secret, whenever it was made.
pub fn signed_by(hook: &Hook, secret: &str) -> Result<bool, String> {
    let (id, timestamp) = (hook.header("webhook-id"), hook.header("webhook-timestamp"));
    if id.is_empty() || id.contains('.') {
        return Err(format!("webhook-id is {id:?}"));
    }
    let key = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap_or(secret))
        .map_err(|error| format!("the secret is no base64: {error}"))?;
    let signed = format!("{id}.{timestamp}.{}", hook.body);
    let matches = |signature: &str| {
        let Some(signature) = signature.strip_prefix("v1,").and_then(|text| STANDARD.decode(text).ok())
        else {
            return false;
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length is one");
        mac.update(signed.as_bytes());
        mac.verify_slice(&signature).is_ok()
    };
    Ok(hook.header("webhook-signature").split(' ').any(matches))
}
