//! The signature of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body, one for each secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

/// The message's id as a header can hold it; a full stop would end it within what is signed.
pub fn id(idempotency_key: &str) -> String {
    let fits = |c: &char| c.is_ascii_graphic() && *c != '.';
    idempotency_key.chars().map(|c| if fits(&c) { c } else { '_' }).collect()
}

/// One signature for each key, as the header has them.
pub fn signatures(keys: &[SecretSlice<u8>], id: &str, timestamp: u64, body: &str) -> String {
    let sign = |key: &SecretSlice<u8>| {
        // A key of any length is one.
        let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret()).ok()?;
        mac.update(format!("{id}.{timestamp}.").as_bytes());
        mac.update(body.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    };
    keys.iter().filter_map(sign).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(secret: &str) -> SecretSlice<u8> {
        STANDARD.decode(secret.trim_start_matches("whsec_")).unwrap().into()
    }

    #[test]
    fn the_published_vector_comes_out() {
        let keys = [key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")];
        let signed =
            signatures(&keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn each_key_signs() {
        let keys = [key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), key("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")];
        let both = signatures(&keys, "i", 1, "b");
        let alone: Vec<_> =
            keys.iter().map(|key| signatures(std::slice::from_ref(key), "i", 1, "b")).collect();
        assert_eq!(both, alone.join(" "));
        assert_ne!(alone[0], alone[1]);
    }

    #[test]
    fn an_id_fits_a_header_and_the_signature() {
        assert_eq!(id("agentmon_0198-ab"), "agentmon_0198-ab");
        assert_eq!(id("a.b\r\nc d ü"), "a_b__c_d__");
    }
}
