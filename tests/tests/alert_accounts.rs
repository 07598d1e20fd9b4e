//! The law of accounts: of every alert somebody was told, or it is still owed, or it is written down why nobody was.

use agentmon_tests::alerting::second;
use agentmon_tests::dice::Dice;
use agentmon_tests::scenario::theatre;
use agentmon_tests::sql::{row, rows, run};
use tokio_postgres::Client;

/// What is wrong in the books; nothing, if all is well.
const FAULTS: &str = "
    WITH told AS (
        -- A resolve counts the events, too.
        SELECT l.alert_id, max(l.count) AS count, bool_or(n.state IN ('sent', 'unknown', 'dead')) AS settled,
               bool_or(l.state = 'firing' AND n.state IN ('pending', 'sending')) AS owed
        FROM monitoring.notification_alerts l JOIN monitoring.notifications n ON n.id = l.notification_id GROUP BY 1
    ), books AS (
        SELECT a.id, a.state, a.news, a.count, coalesce(t.count, 0) AS told, coalesce(t.settled, false) AS settled, coalesce(t.owed, false) AS owed,
               m.held_by, g.flush_at, g.recheck_at, m.group_id,
               EXISTS (SELECT FROM monitoring.alert_events e WHERE e.alert_id = a.id AND e.event = 'not told' AND e.detail <> '') AS excused,
               EXISTS (SELECT FROM monitoring.alert_events e WHERE e.alert_id = a.id AND e.event IN ('goes on', 'came back')) AS handed_on
        FROM monitoring.alerts a LEFT JOIN told t ON t.alert_id = a.id
        LEFT JOIN monitoring.alert_group_members m ON m.alert_id = a.id LEFT JOIN monitoring.alert_groups g ON g.id = m.group_id
    )
    SELECT CASE
        -- Nobody has heard of it, nobody will, and nothing says why.
        WHEN NOT settled AND NOT owed AND NOT excused AND NOT handed_on AND NOT news AND group_id IS NULL THEN 'lost'
        WHEN NOT settled AND NOT owed AND NOT excused AND NOT handed_on AND NOT news AND held_by IS NULL AND flush_at IS NULL THEN 'forgotten in its group'
        -- Looked at again by its time, or with the group's next message.
        WHEN held_by IS NOT NULL AND state = 'firing' AND recheck_at IS NULL AND (flush_at > :now::timestamptz + interval '5 minutes') IS NOT FALSE THEN 'held back for ever'
        WHEN state = 'resolved' AND NOT news AND group_id IS NULL AND told < count AND NOT excused AND NOT handed_on THEN 'events are missing'
        END || ' ' || id
    FROM books";

async fn faults(client: &Client, now: i64) -> Vec<String> {
    let books = FAULTS.replace(":now", &format!("'{}'", second(now)));
    let explained = format!(
        "SELECT f, (SELECT string_agg(concat_ws(' ', e.at::time, e.event, e.channel, e.detail), E'\\n') FROM monitoring.explain_notification(right(f, 36)::uuid) AS e)
         FROM ({books}) AS b (f) WHERE f IS NOT NULL"
    );
    rows(client, &explained).await
}

async fn step(client: &Client, dice: &mut Dice, now: i64) {
    let time = second(now);
    let name = |dice: &mut Dice| char::from(b"abcdef"[dice.below(6)]);
    let alert = |dice: &mut Dice, call: &str| {
        format!(
            "SELECT monitoring.{call} FROM (SELECT id FROM monitoring.alerts WHERE state <> 'resolved' ORDER BY id OFFSET {} LIMIT 1) AS a",
            dice.below(4)
        )
    };
    let sql = match dice.below(15) {
        0..=3 => format!(
            "INSERT INTO monitoring.agent_logs (agent_name, log_level, message, created_at) SELECT '{}', 'error', 'fails', '{time}' FROM generate_series(1, {})",
            name(dice),
            1 + dice.below(3)
        ),
        4 | 5 => format!(
            r#"SELECT monitoring.raise_alert('{{"alertname": "{}"}}', severity => '{}', ends_at => {}, p_now => '{time}')"#,
            name(dice),
            ["info", "warning", "error", "critical"][dice.below(4)],
            if dice.below(2) == 0 {
                "NULL".to_owned()
            } else {
                format!("'{time}'::timestamptz + interval '{} minutes'", dice.below(30))
            },
        ),
        6 => alert(dice, &format!("resolve_alert(a.id, NULL, '{time}')")),
        7 => alert(dice, &format!("acknowledge_alert(a.id, 'ann', NULL, '{time}')")),
        8 => alert(dice, &format!("snooze_alert(a.id, interval '20 minutes', 'ann', '{time}')")),
        9 => format!(
            r#"SELECT monitoring.silence_alerts('{{"{}": "{}"}}', ends_at => '{time}'::timestamptz + interval '{} minutes', p_now => '{time}')"#,
            ["agent_name", "alertname"][dice.below(2)],
            name(dice),
            5 + dice.below(40)
        ),
        10 => format!(
            "SELECT monitoring.expire_silence(id, '{time}') FROM monitoring.silences WHERE ends_at > '{time}' LIMIT 1"
        ),
        11 => format!("SELECT monitoring.replay_notifications(p_now => '{time}')"),
        _ => {
            let outcome = match dice.below(6) {
                0 => "fail_notification(id, 'w', attempt, 'retry', 'broken', NULL, ':now')",
                1 => "fail_notification(id, 'w', attempt, 'final', 'broken', NULL, ':now')",
                2 => "fail_notification(id, 'w', attempt, 'unknown', 'broken', NULL, ':now')",
                _ => "complete_notification(id, 'w', attempt, NULL, ':now')",
            };
            format!(
                "SELECT monitoring.{outcome} FROM monitoring.claim_notifications('w', {}, ':now') AS c",
                1 + dice.below(5)
            )
            .replace(":now", &time.to_string())
        }
    };
    run(client, &sql).await;
    if dice.below(3) > 0 {
        run(client, &format!("SELECT monitoring.process_alerts('{time}')")).await;
    }
}

#[tokio::test]
async fn whatever_happens_each_alert_is_told_or_owed_or_excused() {
    let client = theatre(
        "accounts",
        r#"UPDATE monitoring.notification_channels SET fallback = 'desk', rate_limit = 3 WHERE name = 'chat';
           UPDATE monitoring.notification_channels SET min_severity = 'error' WHERE name = 'pager';
           UPDATE monitoring.notification_routes SET matchers = '{"alertname": "~[b-z].*"}', group_by = '{alertname}', group_wait = '30 seconds';
           INSERT INTO monitoring.notification_routes (name, position, matchers, channels, group_by, continue_matching) VALUES
               ('pages', 1, '{"severity": "~error|critical|warning", "alertname": "~agent_error|b|c|d"}', '{pager}', '{}', true);
           INSERT INTO monitoring.escalation_steps VALUES ('pages', '10 minutes', '{desk}');
           INSERT INTO monitoring.inhibition_rules (source_matchers, target_matchers) VALUES ('{"alertname": "c"}', '{"alertname": "d"}');
           INSERT INTO monitoring.mute_times (name, matchers, time_from, time_to) VALUES ('quarter', '{"alertname": "e"}', '00:15', '00:30')"#,
    )
    .await;
    // More of them: AGENTMON_STORIES=200.
    let stories =
        std::env::var("AGENTMON_STORIES").map_or(40, |stories| stories.parse().expect("a number of stories"));
    for seed in 0..stories {
        let mut dice = Dice::new(seed);
        run(&client, "TRUNCATE monitoring.alerts, monitoring.alert_groups, monitoring.notifications, monitoring.silences, monitoring.channel_circuits CASCADE").await;
        let mut now = 0;
        for n in 0..40 {
            now += [0, 7, 60, 301, 900][dice.below(5)];
            step(&client, &mut dice, now).await;
            if n % 5 == 4 {
                let faults = faults(&client, now).await;
                assert!(faults.is_empty(), "story {seed} at {now} s: {faults:?}");
            }
        }
        // Everybody takes a rest: what can be told has been told then, and every alert has its verdict.
        for _ in 0..6 {
            now += 3600;
            run(&client, &format!("SELECT monitoring.process_alerts('{}')", second(now))).await;
            run(
                &client,
                &format!("SELECT monitoring.complete_notification(id, 'w', attempt, NULL, '{0}') FROM monitoring.claim_notifications('w', 1000, '{0}') AS c", second(now)),
            )
            .await;
        }
        let faults = faults(&client, now).await;
        assert!(faults.is_empty(), "story {seed} in the end: {faults:?}");
        let vague = format!(
            "SELECT a.labels::text || ' ' || a.state || ' ' || coalesce(e.detail, '-') FROM monitoring.alerts a, monitoring.explain_notification(a.id, '{}') AS e
             WHERE e.event = 'verdict' AND (e.detail ~ '^(told|told as firing before|maybe told|not told): .') IS NOT TRUE",
            second(now)
        );
        let vague = rows(&client, &vague).await;
        assert!(vague.is_empty(), "story {seed}: {vague:?}");
        let next =
            format!("SELECT coalesce(monitoring.next_notification_at('{0}') > '{0}', true)", second(now));
        assert_eq!(row(&client, &next).await, "t", "story {seed}: something is due for ever");
    }
}
