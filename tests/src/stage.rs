//! A stage for the real daemon: a database, both providers, quick retries.

use tokio_postgres::Client;

use crate::alerting::{Notification, daemon_on, notifications, with_email, with_sms};
use crate::cluster::shared_cluster;
use crate::daemon::Daemon;
use crate::extension::setup_database;
use crate::smtp::SmtpServer;
use crate::twilio::TwilioFake;
use crate::wait::{DEADLINE, eventually};

/// A database of its own, both providers, and daemons as they are needed.
pub struct Stage {
    /// The database's name.
    pub name: &'static str,
    /// A superuser's connection.
    pub client: Client,
    /// Takes the texts.
    pub twilio: TwilioFake,
    /// Takes the mails.
    pub smtp: SmtpServer,
}

impl Stage {
    /// Sets it up in the shared cluster.
    pub async fn set(name: &'static str) -> Self {
        let client = setup_database(shared_cluster().await, name).await;
        // Retries that tests need not wait for, and as many texts as there are.
        let quick =
            "UPDATE monitoring.settings SET value = '50 milliseconds' WHERE name = 'delivery_retry_first';
             UPDATE monitoring.notification_channels SET unlimited = true";
        client.batch_execute(quick).await.expect("a setting");
        Self { name, client, twilio: TwilioFake::start().await, smtp: SmtpServer::start().await }
    }

    /// Where its database is.
    pub async fn url(&self) -> String {
        shared_cluster().await.url(self.name)
    }

    /// A running daemon with both channels.
    pub async fn daemon(&self) -> Daemon {
        daemon_on(self.url().await, &self.twilio, &self.smtp).start()
    }

    /// A daemon with texts alone: what goes wrong with one kind is told apart from the other.
    pub async fn sms_daemon(&self) -> Daemon {
        with_sms(Daemon::run(self.url().await), &self.twilio)
            .env("AGENTMON_POLL_INTERVAL", "200ms")
            .env("AGENTMON_SEND_TIMEOUT", "500ms")
            .start()
    }

    /// The same with mail.
    pub async fn mail_daemon(&self) -> Daemon {
        with_email(Daemon::run(self.url().await), &self.smtp)
            .env("AGENTMON_POLL_INTERVAL", "200ms")
            .env("AGENTMON_SEND_TIMEOUT", "500ms")
            .start()
    }

    /// Waits until there are messages, and each is in one of these states.
    pub async fn settled(&self, count: usize, states: &[&str]) -> Vec<Notification> {
        eventually(&format!("{count} messages in {states:?}"), DEADLINE, async || {
            let all = notifications(&self.client).await;
            let settled = all.iter().filter(|one| states.contains(&one.state.as_str())).count();
            (settled >= count && settled == all.len()).then_some(all)
        })
        .await
    }
}

/// The name of one of eight thousand agents.
#[must_use]
pub fn agent(n: usize) -> String {
    let place = |unit: usize| letter(u32::try_from(n / unit % 20).unwrap_or_default());
    format!("agent-{}{}{}", place(400), place(20), place(1))
}

/// Names are to differ in letters: digits count as variable.
#[must_use]
pub fn letter(n: u32) -> char {
    char::from_u32(u32::from('a') + n).expect("a letter")
}
