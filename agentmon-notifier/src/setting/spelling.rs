//! Variables that look like settings and are none: nobody reads them, and nobody would notice.

use std::collections::BTreeSet;

use super::accounts::split;
use super::{Env, Setting};

/// What the variables of the daemon begin with. Others of the machine may begin so too: they are only warned of.
const OURS: &[&str] = &["AGENTMON_", "ALERT_", "PAGERDUTY_", "SLACK_", "SMTP_", "TWILIO_"];
/// So many letters of a name of another beginning may be wrong.
const SLIPS: usize = 2;

/// A warning for each variable that is set, begins as ours do or is spelt nearly as one of them, and is not read.
/// `besides` are read elsewhere.
pub fn unread(env: &impl Env, known: &[&'static Setting], besides: &[&str]) -> Vec<String> {
    let mut read: BTreeSet<String> = besides.iter().map(|&name| name.to_owned()).collect();
    for setting in known {
        read.insert(setting.name.to_owned());
        if setting.has_file_variant() {
            read.insert(format!("{}_FILE", setting.name));
        }
    }
    let mut names = env.names();
    names.sort_unstable();
    let unread = names.iter().filter(|name| {
        !read.contains(*name)
            && split(name, known).is_none()
            && env.var(name).is_some_and(|value| !value.is_empty())
    });
    unread.filter_map(|name| warning(name, &read, known)).collect()
}

fn warning(name: &str, read: &BTreeSet<String>, known: &[&'static Setting]) -> Option<String> {
    let spelt = name.to_ascii_uppercase();
    if split(&spelt, known).is_some() {
        return Some(format!("{name} is set and nothing reads it; write {spelt}"));
    }
    let near = read
        .iter()
        // With more than a third of it wrong it is another word.
        .map(|known| (distance(&spelt, known), !spelt.starts_with(known.as_str()), known))
        .filter(|(slips, is_other, known)| *slips <= known.len() / 3 || !is_other)
        // Of two that are as near, the one that it begins with.
        .min();
    let is_ours = OURS.iter().any(|prefix| spelt.starts_with(prefix));
    match near {
        Some((slips, _, known)) if is_ours || slips <= SLIPS => {
            Some(format!("{name} is set and nothing reads it; the nearest that is read is {known}"))
        }
        _ if is_ours => {
            let (beginning, _) = spelt.split_once('_').unwrap_or((&spelt, ""));
            let alike = known.iter().map(|setting| setting.name);
            let alike = alike.filter(|known| known.split('_').next() == Some(beginning));
            let mut alike: Vec<_> = alike.collect();
            alike.sort_unstable();
            Some(format!("{name} is set and nothing reads it; read are {}", alike.join(", ")))
        }
        _ => None,
    }
}

/// How many letters have to be changed, put in, left out or swapped with their neighbour to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    const LONGEST: usize = 80;
    let (one, other): (Vec<char>, Vec<char>) =
        (one.chars().take(LONGEST).collect(), other.chars().take(LONGEST).collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let mut least = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]));
                if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::super::fake::env;
    use super::*;

    crate::setting::settings! {
        SID = "TWILIO_ACCOUNT_SID", "twilio-account-sid", Plain, "", "A number";
        TOKEN = "TWILIO_AUTH_TOKEN", "twilio-auth-token", Secret, "", "A token";
        SMTP = "SMTP_URL", "smtp-url", Url, "", "A server";
        HOOK = "SLACK_WEBHOOK_URL", "slack-webhook-url", Secret, "", "A URL", accounts;
        BASE = "DATABASE_URL", "database-url", Url, "", "A database";
        LOG = "AGENTMON_LOG", "log", Plain, "", "A filter";
    }

    fn said(name: &str) -> Vec<String> {
        unread(&env(&[(name, "x")]), &ALL.iter().collect::<Vec<_>>(), &["AGENTMON_CONFIG"])
    }

    #[test]
    fn a_slip_of_the_pen_is_named_with_what_was_meant() {
        for (name, meant) in [
            ("TWILIO_ACOUNT_SID", "TWILIO_ACCOUNT_SID"),
            ("TWILIO_ACCUONT_SID", "TWILIO_ACCOUNT_SID"),
            ("twilio_account_sid", "TWILIO_ACCOUNT_SID"),
            ("TWILIO_AUTHTOKEN_FILE", "TWILIO_AUTH_TOKEN_FILE"),
            ("SLACK_WEBHOOK_URLS", "SLACK_WEBHOOK_URL"),
            ("SLCAK_WEBHOOK_URL", "SLACK_WEBHOOK_URL"),
            ("DATABSE_URL", "DATABASE_URL"),
            ("DATABASE_URI", "DATABASE_URL"),
            ("SMTP_ULR", "SMTP_URL"),
            ("STMP_URL", "SMTP_URL"),
            ("AGENTMON_LOGS", "AGENTMON_LOG"),
            // A setting that is no secret has no file.
            ("AGENTMON_LOG_FILE", "AGENTMON_LOG"),
            ("AGENTMON_CONFIGS", "AGENTMON_CONFIG"),
        ] {
            let warning = format!("{name} is set and nothing reads it; the nearest that is read is {meant}");
            assert_eq!(said(name), [warning]);
        }
    }

    #[test]
    fn what_begins_as_ours_is_named_and_what_is_read_or_somebody_elses_is_not() {
        for name in ["SMTP_PASSWORD", "AGENTMON_RETRIES_AND_MORE", "ALERT_COLOUR", "TWILIO_SOMETHING_ELSE"] {
            let warnings = said(name);
            assert!(
                warnings.len() == 1 && warnings[0].starts_with(&format!("{name} is set and nothing reads"))
            );
        }
        assert_eq!(
            said("SLACK_WEBHOOK_URL_team"),
            ["SLACK_WEBHOOK_URL_team is set and nothing reads it; write SLACK_WEBHOOK_URL_TEAM"]
        );
        assert_eq!(said("SMTP_PASSWORD"), ["SMTP_PASSWORD is set and nothing reads it; read are SMTP_URL"]);
        for name in [
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN_FILE",
            "SLACK_WEBHOOK_URL_TEAM_B",
            "SLACK_WEBHOOK_URL_TEAM_B_FILE",
            "AGENTMON_CONFIG",
            "PATH",
            "HOME",
            "DATABASE_HOST",
            "TEST_DATABASE_URL",
            "LOG",
        ] {
            assert!(said(name).is_empty(), "{name}: {:?}", said(name));
        }
        let empty = env(&[("TWILIO_ACOUNT_SID", "")]);
        assert!(unread(&empty, &ALL.iter().collect::<Vec<_>>(), &[]).is_empty(), "an empty one is not set");
    }

    #[test]
    fn distances() {
        for (one, other, letters) in
            [("", "", 0), ("ABC", "", 3), ("ABC", "ABC", 0), ("ABC", "ACB", 1), ("ABC", "XBCD", 2)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (letters, letters), "{one} {other}");
        }
    }
}
