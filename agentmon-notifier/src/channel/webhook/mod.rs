//! Webhooks, signed by Standard Webhooks 1.0. The message's id stays the same on every attempt, so that a receiver can
//! drop repeats: every doubtful attempt may be repeated.

mod body;
mod settings;
mod sign;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::CONTENT_TYPE;
use serde_json::Value;
use url::Url;

use self::settings::{ALERT_WEBHOOK_SECRET, ALERT_WEBHOOK_URL, WebhookAccount, WebhookConfig};
use super::guard::{PublicOnly, Refused};
use super::http::{Http, Peer};
use super::kind::Kind;
use super::message::{Message, wrong_setting};
use super::outcome::{Attempt, Failure, Outcome, Receipt, no_account};
use super::{address, hook};
use crate::setting::{ConfigError, Setting, Values, variable};

/// The kind of this channel.
const KIND: &str = "webhook";

const PEER: Peer = Peer::new("the webhook's receiver", Outcome::Retry);

/// The channel.
#[derive(Debug)]
pub struct Webhook {
    config: WebhookConfig,
    /// Goes anywhere.
    open: Http,
    /// Goes to the open internet only.
    guarded: Http,
}

impl Kind for Webhook {
    const NAME: &'static str = KIND;
    const NEEDS: &'static str = settings::NEEDS;
    const SETTINGS: &'static [Setting] = settings::ALL;
    const CREDENTIAL: Option<&'static Setting> = Some(&ALERT_WEBHOOK_SECRET);
    type Config = WebhookConfig;

    fn read(values: &Values, warnings: &mut Vec<String>) -> Result<Option<Self::Config>, ConfigError> {
        settings::read(values, warnings)
    }

    /// Over this client, and one like it that reaches public addresses only.
    fn open(config: &Self::Config, http: &Http, _: Duration) -> Result<Self, ConfigError> {
        let guarded = http.again_with(|builder| builder.dns_resolver(PublicOnly))?;
        Ok(Self { config: config.clone(), open: http.clone(), guarded })
    }

    fn destination(config: &Self::Config) -> String {
        config.accounts.destination()
    }

    fn accounts(config: &Self::Config) -> Vec<String> {
        config.accounts.suffixes()
    }

    async fn send(&self, message: &Message) -> Attempt {
        self.post(message).await.into()
    }
}

impl Webhook {
    /// Posts one message.
    async fn post(&self, message: &Message) -> Result<Receipt, Failure> {
        let account = message.account()?;
        let credentials = self.config.accounts.get(account);
        let credentials = credentials.ok_or_else(|| no_account(&ALERT_WEBHOOK_SECRET, account))?;
        let (url, anywhere) = self.target(message, account, credentials)?;
        if !anywhere {
            // A host that spells out its address is never resolved.
            if let Some(address) = address::private_literal(&url) {
                let host = address.to_string();
                return Err(Failure::of(Outcome::Final, Refused { host, address }.to_string()));
            }
        }
        let id = sign::id(&message.idempotency_key);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let body = body::json(message).to_string();
        let signature = sign::signatures(&credentials.keys, &id, now, &body);
        let http = if anywhere { &self.open } else { &self.guarded };
        // A receiver that does not know the path says so by repeating it.
        let secrets = [url.as_str(), url.path(), url.query().unwrap_or_default()];
        let post = http.exchange(&PEER, &secrets, |client| {
            client
                .post(url.clone())
                .header(CONTENT_TYPE, "application/json")
                .header("webhook-id", &id)
                .header("webhook-timestamp", now)
                .header("webhook-signature", signature)
                .body(body)
        });
        let answer = post.await?.accepted(&PEER)?;
        Ok(Receipt { provider_id: format!("webhook {}", answer.status.as_u16()) })
    }

    /// Where the message goes, and whether that may be a private place: for the daemon's own address its setting
    /// decides, for one from the database both do.
    fn target(&self, message: &Message, account: &str, own: &WebhookAccount) -> Result<(Url, bool), Failure> {
        match message.text_setting("url")? {
            Some(text) => {
                let allow = matches!(message.setting("allow_private"), Some(Value::Bool(true)));
                let url = hook::parsed(text)
                    .ok_or_else(|| wrong_setting("url", "is not the address of a webhook", hook::LOOK))?;
                Ok((url, allow && self.config.allow_private))
            }
            None => {
                let url = own.url.as_ref().ok_or_else(|| {
                    let name = variable(&ALERT_WEBHOOK_URL, account);
                    wrong_setting("url", &format!("is not set, and neither is {name}"), "one of them")
                })?;
                Ok((url.expose().clone(), self.config.allow_private))
            }
        }
    }
}

#[cfg(test)]
mod tests;
