//! Times of the week at which nobody is told.

use agentmon_tests::scenario::{play, theatre, verdict};
use agentmon_tests::sql::{assert_refused, row, run};

#[tokio::test]
async fn weekdays_hours_months_days_and_time_zones() {
    let client = theatre("mute_table", "").await;
    // 2031-01-01 is a Wednesday.
    for (columns, time, muted) in [
        ("weekdays => '{6,7}'", "2031-01-04 00:00+00", true),
        ("weekdays => '{6,7}'", "2031-01-05 23:59:59.999+00", true),
        ("weekdays => '{6,7}'", "2031-01-06 00:00+00", false),
        ("weekdays => '{6,7}'", "2031-01-03 23:59:59+00", false),
        ("time_from => '09:00', time_to => '17:00'", "2031-01-01 09:00+00", true),
        ("time_from => '09:00', time_to => '17:00'", "2031-01-01 17:00+00", false),
        ("time_from => '09:00', time_to => '17:00'", "2031-01-01 08:59:59+00", false),
        ("time_from => '09:00'", "2031-01-01 23:59:59+00", true),
        // Past midnight the day is the one on which it began: Friday night is Saturday's morning.
        ("weekdays => '{5}', time_from => '22:00', time_to => '06:00'", "2031-01-03 22:00+00", true),
        ("weekdays => '{5}', time_from => '22:00', time_to => '06:00'", "2031-01-04 05:59+00", true),
        ("weekdays => '{5}', time_from => '22:00', time_to => '06:00'", "2031-01-04 06:00+00", false),
        ("weekdays => '{5}', time_from => '22:00', time_to => '06:00'", "2031-01-03 05:00+00", false),
        ("weekdays => '{5}', time_from => '22:00', time_to => '06:00'", "2031-01-04 22:00+00", false),
        ("weekdays => '{7}', time_from => '22:00', time_to => '00:00'", "2031-01-05 23:00+00", true),
        ("weekdays => '{7}', time_from => '22:00', time_to => '00:00'", "2031-01-06 00:00+00", false),
        // Days count from the end of the month, too, also over the turn of a month.
        ("days_of_month => '{-1}'", "2031-01-31 12:00+00", true),
        ("days_of_month => '{-1}'", "2031-02-28 12:00+00", true),
        ("days_of_month => '{-1}'", "2032-02-28 12:00+00", false),
        ("days_of_month => '{-1}'", "2032-02-29 12:00+00", true),
        ("days_of_month => '{1,-2}'", "2031-04-29 12:00+00", true),
        ("days_of_month => '{1,-2}'", "2031-05-01 12:00+00", true),
        ("days_of_month => '{-1}', time_from => '22:00', time_to => '04:00'", "2031-02-01 03:00+00", true),
        ("days_of_month => '{-1}', time_from => '22:00', time_to => '04:00'", "2031-01-31 03:00+00", false),
        ("months => '{12}', days_of_month => '{24,25,26}'", "2031-12-25 12:00+00", true),
        ("months => '{12}', days_of_month => '{24,25,26}'", "2031-11-25 12:00+00", false),
        ("months => '{12}', time_from => '20:00', time_to => '08:00'", "2032-01-01 07:00+00", true),
        // Where the clock says so: Rome is an hour ahead in winter, two in summer; Kathmandu 5:45.
        ("time_from => '09:00', time_to => '10:00', timezone => 'Europe/Rome'", "2031-01-01 08:30+00", true),
        ("time_from => '09:00', time_to => '10:00', timezone => 'Europe/Rome'", "2031-07-01 07:30+00", true),
        ("time_from => '09:00', time_to => '10:00', timezone => 'Europe/Rome'", "2031-07-01 08:30+00", false),
        ("weekdays => '{6}', timezone => 'Asia/Kathmandu'", "2031-01-03 18:15+00", true),
        ("weekdays => '{6}', timezone => 'Asia/Kathmandu'", "2031-01-03 18:14+00", false),
        // An hour that comes twice is muted twice, and one that does not come hurts nobody.
        (
            "time_from => '01:00', time_to => '02:00', timezone => 'Europe/London'",
            "2031-10-26 00:30+00",
            true,
        ),
        (
            "time_from => '01:00', time_to => '02:00', timezone => 'Europe/London'",
            "2031-10-26 01:30+00",
            true,
        ),
        (
            "time_from => '01:00', time_to => '02:00', timezone => 'Europe/London'",
            "2031-03-30 01:00+00",
            false,
        ),
        ("months => '{}'", "2031-01-01 00:00+00", false),
    ] {
        let mut values = [
            ("weekdays", "NULL"),
            ("time_from", "'00:00'"),
            ("time_to", "'24:00'"),
            ("days_of_month", "NULL"),
            ("months", "NULL"),
            ("timezone", "'UTC'"),
        ]
        .map(|(name, value)| (name, value.to_owned()));
        for part in columns.split("', ").map(|part| part.trim_end_matches('\'')) {
            let (name, value) = part.split_once(" => '").expect("name => value");
            values.iter_mut().find(|(known, _)| *known == name).expect("a column").1 = format!("'{value}'");
        }
        let arguments = values.map(|(_, value)| value).join(", ");
        let sql = format!("SELECT until IS NOT NULL || ' ' || coalesce(until > '{time}' AND until <= '{time}'::timestamptz + interval '25 hours', true)
                           FROM agentmon.muted_until({arguments}, '{time}') AS until");
        assert_eq!(row(&client, &sql).await, format!("{muted} true"), "{columns} at {time}");
    }
}

#[tokio::test]
async fn what_is_muted_is_told_when_the_mute_time_ends() {
    let client = theatre(
        "muted",
        "INSERT INTO monitoring.mute_times (name, time_from, time_to) VALUES ('night', '22:00', '06:00')",
    )
    .await;
    play(
        &client,
        "1d21h  | raise a | chat first_notification a!
         1d22h  | raise b |
         2d1h   | raise c; error d 5 |
         2d2h   | resolve c |
         2d5h59m59s | |
         2d6h   | | chat new_alerts a! b!",
    )
    .await;
    assert_eq!(verdict(&client, "c", "2d7h").await, "not told: 1 of 1 event: mute time night");
    assert_eq!(
        verdict(&client, "d", "2d7h").await,
        "not told: 5 of 5 events: mute time night",
        "quiet by then"
    );
}

/// alertmanager#2496: the group's interval falls into the mute time again and again, and nobody is ever told.
#[tokio::test]
async fn a_mute_time_that_meets_each_interval_loses_nothing() {
    let client = theatre(
        "mute_and_interval",
        "UPDATE monitoring.notification_routes SET group_interval = '1 day', repeat_interval = '7 days';
         INSERT INTO monitoring.mute_times (name, time_from, time_to) VALUES ('noon', '12:00', '13:00')",
    )
    .await;
    play(
        &client,
        "12h30m  | raise a |
         13h     | | chat first_notification a!
         1d12h   | raise b |
         1d13h   | | chat new_alerts a! b!
         2d12h   | raise c |
         2d12h30m| resolve a |
         2d13h   | | chat new_alerts b! c! a.",
    )
    .await;
}

#[tokio::test]
async fn only_what_matches_is_muted_and_only_while_it_is_enabled() {
    let client = theatre(
        "mute_matchers",
        r#"INSERT INTO monitoring.mute_times (name, matchers) VALUES ('warnings', '{"severity": "~info|warning"}')"#,
    )
    .await;
    play(
        &client,
        "0  | raise a warning; raise b | chat first_notification b!
         10m | UPDATE monitoring.mute_times SET enabled = false | chat new_alerts a! b!",
    )
    .await;
}

#[tokio::test]
async fn mute_times_that_make_no_sense_are_refused() {
    let client = theatre("bad_mutes", "").await;
    for (columns, code) in [
        ("timezone) VALUES ('x', 'Europe/Atlantis'", "22023"),
        ("matchers) VALUES ('x', '{\"a\": \"~(\"}'", "22023"),
        ("matchers) VALUES ('x', '[]'", "22023"),
        ("matchers) VALUES ('x', '{\"a\": \"!x\"}'", "22023"),
        ("matchers) VALUES ('x', '{\"a\": \"\"}'", "22023"),
        // POSIX names, abbreviations, offsets, and files that are no zones of people.
        ("timezone) VALUES ('x', 'UTC+3'", "22023"),
        ("timezone) VALUES ('x', 'Foo+5'", "22023"),
        ("timezone) VALUES ('x', '<+03>-03'", "22023"),
        ("timezone) VALUES ('x', 'CET-1CEST,M3.5.0,M10.5.0/3'", "22023"),
        ("timezone) VALUES ('x', 'PST'", "22023"),
        ("timezone) VALUES ('x', '+02:00'", "22023"),
        ("timezone) VALUES ('x', 'posix/Europe/Rome'", "22023"),
        ("timezone) VALUES ('x', ''", "22023"),
    ] {
        assert_refused(&client, &format!("INSERT INTO monitoring.mute_times (name, {columns})"), code).await;
    }
    for columns in [
        "weekdays) VALUES ('x', '{0}'",
        "weekdays) VALUES ('x', '{8}'",
        "months) VALUES ('x', '{13}'",
        "days_of_month) VALUES ('x', '{0}'",
        // Days that never come.
        "days_of_month) VALUES ('x', '{32}'",
        "days_of_month) VALUES ('x', '{1,-32}'",
        "days_of_month, months) VALUES ('x', '{30,31}', '{2}'",
        "days_of_month, months) VALUES ('x', '{31}', '{4,6,9,11}'",
        "days_of_month, months) VALUES ('x', '{-31}', '{2,4}'",
        // Lists of nothing.
        "days_of_month) VALUES ('x', '{}'",
        "weekdays) VALUES ('x', '{}'",
        "months) VALUES ('x', '{}'",
        "weekdays) VALUES ('x', '{1,NULL}'",
        "months) VALUES ('x', '{-1}'",
        "time_from, time_to) VALUES ('x', '09:00', '09:00'",
        "time_from) VALUES ('x', '24:00'",
    ] {
        let error = agentmon_tests::sql::refusal(
            &client,
            &format!("INSERT INTO monitoring.mute_times (name, {columns})"),
        )
        .await;
        assert_eq!(error.code().code(), "23514", "{columns}");
        assert!(error.hint().is_some(), "{columns}: {error:?}");
    }
    run(
        &client,
        "INSERT INTO monitoring.mute_times (name, days_of_month, months, timezone) VALUES ('leap', '{29}', '{2}', 'europe/rome'),
             ('some', '{31}', '{1,2}', 'Etc/GMT-3'), ('last', '{-31,-1}', NULL, 'UTC')",
    )
    .await;
    run(&client, "SELECT monitoring.process_alerts('2031-01-01')").await;
}
