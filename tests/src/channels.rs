//! A stage with every way out: the real daemon between the real database, a mail server, and a fake of each provider.

use tokio_postgres::Client;

use crate::alerting::{Notification, daemon_on};
use crate::daemon::{Daemon, DaemonBuilder};
use crate::hooks::{Hooks, Rules};
use crate::sql::run;
use crate::stage::Stage;

/// What lets one into Slack, as a part of its address.
pub const SLACK_PATH: &str = "/services/T0SECRET/B0SECRET/slacksecretslacksecret";
/// The key of PagerDuty's service.
pub const ROUTING_KEY: &str = "pdsecretpdsecretpdsecretpdsecret";
/// What signs webhooks.
pub const WEBHOOK_SECRET: &str = "whsec_d2hzZWNyZXR3aHNlY3JldHdoc2VjcmV0d2hzZWNyZXQ=";
/// Where webhooks go; the address is a secret as well.
pub const WEBHOOK_PATH: &str = "/hooks/hookpathsecret?token=hookquerysecret";

/// The stage.
pub struct Channels {
    /// Database, texts and mails.
    pub stage: Stage,
    /// Plays Slack.
    pub slack: Hooks,
    /// Plays PagerDuty.
    pub pagerduty: Hooks,
    /// Plays somebody's own receiver.
    pub webhook: Hooks,
}

impl Channels {
    /// Sets it up in the shared cluster: alerts are told apart by agent, to these channels (their names are their
    /// kinds), which hear of resolves; a group's news are told at most once in 300 milliseconds.
    pub async fn set(name: &'static str, channels: &str) -> Self {
        let stage = Stage::set(name).await;
        let sql = format!(
            "INSERT INTO monitoring.notification_channels (name, kind) SELECT k, k FROM unnest('{{slack,pagerduty,webhook,console}}'::text[]) AS k;
             UPDATE monitoring.notification_channels SET send_resolved = true;
             UPDATE monitoring.notification_routes SET channels = '{{{channels}}}', group_by = '{{agent_name}}', group_interval = '300 milliseconds'"
        );
        run(&stage.client, &sql).await;
        Self {
            stage,
            slack: Hooks::start(Rules::Slack).await,
            pagerduty: Hooks::start(Rules::PagerDuty).await,
            webhook: Hooks::start(Rules::Webhook(WEBHOOK_SECRET)).await,
        }
    }

    /// A superuser's connection.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.stage.client
    }

    /// A daemon to be that serves all kinds, and gives up on an answer after half a second.
    pub async fn builder(&self) -> DaemonBuilder {
        daemon_on(self.stage.url().await, &self.stage.twilio, &self.stage.smtp)
            .env("SLACK_WEBHOOK_URL", self.slack.url(SLACK_PATH))
            .env("PAGERDUTY_ROUTING_KEY", ROUTING_KEY)
            .env("PAGERDUTY_API_BASE_URL", self.pagerduty.url(""))
            .env("ALERT_WEBHOOK_URL", self.webhook.url(WEBHOOK_PATH))
            .env("ALERT_WEBHOOK_SECRET", WEBHOOK_SECRET)
            .env("AGENTMON_WEBHOOK_ALLOW_PRIVATE", "true")
            .env("AGENTMON_CONSOLE", "true")
            .env("AGENTMON_SEND_TIMEOUT", "500ms")
    }

    /// That daemon, connected.
    pub async fn daemon(&self) -> Daemon {
        let mut daemon = self.builder().await.start();
        daemon.wait_for("connected to the database").await;
        daemon
    }

    /// The receiver of a kind.
    #[must_use]
    pub fn hooks(&self, kind: &str) -> &Hooks {
        match kind {
            "slack" => &self.slack,
            "pagerduty" => &self.pagerduty,
            "webhook" => &self.webhook,
            _ => panic!("{kind} is not sent by hooks"),
        }
    }

    /// Waits until there are so many messages, all of them sent.
    pub async fn sent(&self, count: usize) -> Vec<Notification> {
        self.stage.settled(count, &["sent"]).await
    }

    /// Fails the test when a request broke a provider's rules.
    pub fn assert_no_violations(&self) {
        self.stage.twilio.assert_no_violations();
        for hooks in [&self.slack, &self.pagerduty, &self.webhook] {
            hooks.assert_no_violations();
        }
    }
}
