//! The settings of the SMS channel: set whole, or off.

use secrecy::SecretString;
use url::Url;

use super::KIND;
use crate::setting::checks::{self, invalid};
use crate::setting::{ConfigError, Setting, Values};

crate::setting::settings! {
    TWILIO_ACCOUNT_SID = "TWILIO_ACCOUNT_SID", "twilio-account-sid", Plain, "", "Twilio account, AC…";
    TWILIO_AUTH_TOKEN = "TWILIO_AUTH_TOKEN", "twilio-auth-token", Secret, "", "Twilio token";
    TWILIO_PHONE_NUMBER = "TWILIO_PHONE_NUMBER", "twilio-phone-number", Plain, "",
        "Who sends the SMS: a number in E.164, a short code, a messaging service (MG…), or a name";
    ALERT_PHONE_NUMBER = "ALERT_PHONE_NUMBER", "alert-phone-number", Plain, "",
        "Number that receives the SMS, in E.164";
    TWILIO_API_BASE_URL = "TWILIO_API_BASE_URL", "twilio-api-base-url", Plain, "https://api.twilio.com",
        "Another host for the Twilio API";
    SMS_MAX_SEGMENTS = "AGENTMON_SMS_MAX_SEGMENTS", "sms-max-segments", Plain, "4",
        "Longest text, in the segments that are billed; 1 to 10";
}

/// Settings that turn the channel on, for messages to the user.
pub const NEEDS: &str = "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER and ALERT_PHONE_NUMBER";

/// SMS through Twilio, or what speaks its API.
#[derive(Debug, Clone)]
pub struct SmsConfig {
    pub base_url: Url,
    pub account_sid: String,
    pub auth_token: SecretString,
    pub from: Sender,
    pub to: String,
    /// How many segments a text may have.
    pub max_segments: usize,
}

/// The settings, checked.
pub fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<SmsConfig>, ConfigError> {
    let base_url = values.text_or_default(&TWILIO_API_BASE_URL);
    let base_url = checks::http_base(&TWILIO_API_BASE_URL, base_url)?;
    let max_segments =
        checks::number(&SMS_MAX_SEGMENTS, values.text_or_default(&SMS_MAX_SEGMENTS), 1..=10, "1 to 10")?;
    let needed = [&TWILIO_ACCOUNT_SID, &TWILIO_AUTH_TOKEN, &TWILIO_PHONE_NUMBER, &ALERT_PHONE_NUMBER];
    let Some([sid, token, from, to]) = checks::whole(values, KIND, NEEDS, needed)? else {
        return Ok(None);
    };
    check_token(&TWILIO_AUTH_TOKEN, token.expose())?;
    checks::warn_of_plain_http(&base_url, TWILIO_API_BASE_URL.name, "the token crosses", warnings);
    Ok(Some(SmsConfig {
        base_url,
        account_sid: account_sid(&TWILIO_ACCOUNT_SID, sid.expose())?,
        auth_token: token.text.clone(),
        from: sender(&TWILIO_PHONE_NUMBER, from.expose())?,
        to: phone(&ALERT_PHONE_NUMBER, to.expose())?,
        max_segments,
    }))
}

/// E.164: `+`, then 2 to 15 digits, the first of them not 0.
fn phone(setting: &Setting, value: &str) -> Result<String, ConfigError> {
    if is_phone(value) {
        return Ok(value.to_owned());
    }
    Err(invalid(
        setting,
        value,
        "not one phone number in E.164",
        PHONE,
        "write the number with its country code",
    ))
}

/// What a phone number looks like, for errors.
pub const PHONE: &str = "+ and 2 to 15 digits, the first not 0, without spaces, such as +15550100200";
/// Whether this is one number in E.164.
pub fn is_phone(value: &str) -> bool {
    let digits = value.strip_prefix('+').unwrap_or_default();
    (2..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// Who sends a text, as Twilio tells them apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A number in E.164, or a short code.
    Number(String),
    /// A name of letters, which nobody can answer to.
    Name(String),
    /// A messaging service, which chooses the number: MG…
    Service(String),
}

/// What may send a text, for errors.
const SENDER: &str = "a number in E.164 (+15550100200), a short code of 3 to 8 digits, the SID of a messaging service \
                      (MG and 32 hexadecimal digits), or a sender's name of at most 11 letters, digits, spaces and + - _ &, \
                      with a letter among them";

/// The sender of texts. What looks like a part of a service's SID (MG123) was meant to be one.
fn sender(setting: &Setting, value: &str) -> Result<Sender, ConfigError> {
    let is_code = (3..=8).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b" +-_&".contains(&byte);
    let is_name = value.len() <= 11
        && value.bytes().all(in_name)
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && value.trim() == value;
    let in_service = value.strip_prefix("MG").filter(|rest| {
        rest.bytes().all(|byte| byte.is_ascii_hexdigit()) && rest.bytes().any(|byte| byte.is_ascii_digit())
    });
    let is_service = in_service.is_some_and(|rest| rest.len() == 32);
    if is_phone(value) || is_code {
        Ok(Sender::Number(value.to_owned()))
    } else if is_service {
        Ok(Sender::Service(value.to_owned()))
    } else if is_name && in_service.is_none() {
        Ok(Sender::Name(value.to_owned()))
    } else {
        Err(invalid(
            setting,
            value,
            "nothing that can send a text",
            SENDER,
            "copy it from the Twilio console",
        ))
    }
}

/// A Twilio account: AC and 32 letters or digits. Not quoted in the error: a token may have been pasted there.
fn account_sid(setting: &Setting, value: &str) -> Result<String, ConfigError> {
    let rest = value.strip_prefix("AC").unwrap_or_default();
    if rest.len() == 32 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(value.to_owned());
    }
    Err(ConfigError::Invalid {
        name: setting.name.to_owned(),
        wrong: "is not a Twilio account SID".into(),
        allowed: "AC and 32 letters or digits",
        fix: "copy the Account SID from the Twilio console",
    })
}

/// A token that can stand in an HTTP header.
fn check_token(setting: &Setting, value: &str) -> Result<(), ConfigError> {
    if value.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(invalid(
            setting,
            value,
            "a text with white space in it",
            "a token without white space",
            "copy it again, without quotes or line breaks",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::fake::values;

    fn load(name: &str, value: &str) -> Result<SmsConfig, ConfigError> {
        let vars = [
            ("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef"),
            ("TWILIO_AUTH_TOKEN", "twiliotoken"),
            ("TWILIO_PHONE_NUMBER", "+15550100"),
            ("ALERT_PHONE_NUMBER", "+15550101"),
            (name, value),
        ];
        read(&values(ALL, &vars), &mut Vec::new()).map(Option::unwrap)
    }

    fn refused(name: &str, value: &str) -> String {
        load(name, value).unwrap_err().to_string()
    }

    #[test]
    fn phone_numbers_are_e164() {
        for good in ["+12", "+123456789012345"] {
            assert!(load("ALERT_PHONE_NUMBER", good).is_ok(), "{good}");
        }
        for bad in [
            "15550100",
            "+0555",
            "+1",
            "+1234567890123456",
            "+1 555",
            "+1555a",
            "+",
            "++12",
            "+١٢٣",
            "+15550100,+15550101",
        ] {
            let message = refused("ALERT_PHONE_NUMBER", bad);
            let start = format!(
                "ALERT_PHONE_NUMBER is {bad:?}, not one phone number in E.164; allowed: + and 2 to 15 digits"
            );
            assert!(message.starts_with(&start), "{message}");
        }
        assert!(refused("TWILIO_PHONE_NUMBER", "x\ny").contains(r#"is "x\ny", not"#));
    }

    #[test]
    fn whoever_twilio_lets_send_may_send() {
        let service = format!("MG{}", "0aF9".repeat(8));
        for (text, expected) in [
            ("+15550100200", Some(Sender::Number("+15550100200".into()))),
            ("12345", Some(Sender::Number("12345".into()))),
            (service.as_str(), Some(Sender::Service(service.clone()))),
            ("Acme Alerts", Some(Sender::Name("Acme Alerts".into()))),
            ("MGM Resorts", Some(Sender::Name("MGM Resorts".into()))),
            ("A&B_c-d+1", Some(Sender::Name("A&B_c-d+1".into()))),
            ("15005550006", None),
            ("12", None),
            ("Acme Alerting", None),
            ("Ácme", None),
            ("Acme!", None),
            (" Acme", None),
            ("1 2 3", None),
            (&service[..33], None),
            ("MG123", None),
            ("MGB", Some(Sender::Name("MGB".into()))),
            (&service.replace('F', "g"), None),
            ("+1 415 555 0100", None),
        ] {
            let loaded = load("TWILIO_PHONE_NUMBER", text);
            match expected {
                Some(sender) => assert_eq!(loaded.unwrap().from, sender),
                None => {
                    let message = loaded.unwrap_err().to_string();
                    assert!(
                        message.contains("TWILIO_PHONE_NUMBER") && message.contains("MG"),
                        "{text}: {message}"
                    );
                }
            }
        }
    }
}
