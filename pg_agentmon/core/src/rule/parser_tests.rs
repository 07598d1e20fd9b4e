//! What can be written, and what is said of the rest.
use super::*;
use proptest::prelude::*;

fn one(text: &str) -> Comparison {
    let mut expression = parse(text).unwrap_or_else(|error| panic!("{text}: {error}\n{}", error.shown));
    assert_eq!(expression.comparisons.len(), 1, "{text}");
    expression.comparisons.remove(0)
}

#[test]
fn the_classic_rules_are_read() {
    for (text, source, metric, function, number, unit) in [
        (
            "api.response_time.p95 > 500ms",
            "pipeline_metrics",
            "api.response_time",
            Function::Percentile,
            500.0,
            "ms",
        ),
        ("api.requests.error_rate > 5%", "pipeline_metrics", "api.requests", Function::FailureRate, 5.0, "%"),
        (
            "database.connections.active > 80%",
            "pipeline_metrics",
            "database.connections.active",
            Function::Gauge,
            80.0,
            "%",
        ),
        (
            "database.query_duration.p95 > 100ms",
            "pipeline_metrics",
            "database.query_duration",
            Function::Percentile,
            100.0,
            "ms",
        ),
        (
            "agents.executions.failure_rate > 20%",
            "agent_executions",
            "agents.executions",
            Function::FailureRate,
            20.0,
            "%",
        ),
        ("agents.queue.size > 100", "pipeline_metrics", "agents.queue.size", Function::Gauge, 100.0, ""),
        (
            "ml.predictions.avg_confidence < 0.6",
            "pipeline_metrics",
            "ml.predictions.avg_confidence",
            Function::Gauge,
            0.6,
            "",
        ),
        ("system.memory_usage > 90%", "pipeline_metrics", "system.memory_usage", Function::Gauge, 90.0, "%"),
        ("system.cpu_usage > 85%", "pipeline_metrics", "system.cpu_usage", Function::Gauge, 85.0, "%"),
        ("anomalies.score{endpoint=\"/x\"} > 6", "anomalies", "anomalies.score", Function::Gauge, 6.0, ""),
        ("anomalies.score.min by (*) < -6", "anomalies", "anomalies.score", Function::Min, -6.0, ""),
        ("anomalies.score.count > 20", "anomalies", "anomalies.score", Function::Count, 20.0, ""),
    ] {
        let comparison = one(text);
        assert_eq!(comparison.source, source, "{text}");
        assert_eq!(comparison.metrics[0], metric, "{text}");
        assert_eq!((comparison.function, comparison.number), (function, number), "{text}");
        assert_eq!(comparison.unit.as_deref().unwrap_or_default(), unit, "{text}");
        assert_eq!(comparison.window_seconds, 300.0, "{text}");
        assert_eq!(comparison.queues, metric == "agents.queue.size", "{text}");
    }
    assert_eq!(one("system.cpu_usage > 85").metrics, ["system.cpu_usage", "system.cpu_usage_percent"]);
    assert_eq!(
        one("ml.predictions.avg_confidence < 0.6").metrics,
        ["ml.predictions.avg_confidence", "ml.prediction_confidence"]
    );
}

#[test]
fn functions_are_final_parts_of_the_name() {
    for (text, metric, function, quantile) in [
        ("m.p50 > 1", "m", Function::Percentile, Some(0.5)),
        ("m.p99.9 > 1", "m", Function::Percentile, Some(0.999)),
        ("m.x.p99.95>1", "m.x", Function::Percentile, Some(0.9995)),
        ("m.avg > 1", "m", Function::Avg, None),
        ("m.min > 1", "m", Function::Min, None),
        ("m.max > 1", "m", Function::Max, None),
        ("m.sum > 1", "m", Function::Sum, None),
        ("m.count > 1", "m", Function::Count, None),
        ("m.rate > 1", "m", Function::Rate, None),
        ("m.error_rate > 1", "m", Function::FailureRate, None),
        ("m.failure_rate > 1", "m", Function::FailureRate, None),
        ("m > 1", "m", Function::Gauge, None),
        ("m.average > 1", "m.average", Function::Gauge, None),
        ("m.rate.x > 1", "m.rate.x", Function::Gauge, None),
        ("m.count.rate > 1", "m.count", Function::Rate, None),
        ("http:requests-5xx.2 > 1", "http:requests-5xx.2", Function::Gauge, None),
        ("\"http:requests/s\" > 1", "http:requests/s", Function::Gauge, None),
        ("m.increase > 1", "m", Function::Increase, None),
        ("m.last > 1", "m", Function::Last, None),
        ("rate(m[5m]) > 1", "m", Function::Rate, None),
        ("sum(rate(m)) > 1", "m", Function::Rate, None),
        ("max_over_time(m[5m]) > 1", "m", Function::Max, None),
        ("quantile_over_time(0.95, m[5m]) > 1", "m", Function::Percentile, Some(0.95)),
        ("\"my metric\" > 1", "my metric", Function::Gauge, None),
        ("\"a \\\"b\\\"\".p99.9 > 1", "a \"b\"", Function::Percentile, Some(0.999)),
        ("größe.max > 1", "größe", Function::Max, None),
    ] {
        let comparison = one(text);
        assert_eq!(comparison.metrics, [metric], "{text}");
        assert_eq!(comparison.function, function, "{text}");
        let difference = comparison.quantile.unwrap_or_default() - quantile.unwrap_or_default();
        assert!(difference.abs() < 1e-12, "{text}: {:?}", comparison.quantile);
    }
}

#[test]
fn matchers_windows_and_labels_may_come_in_any_order() {
    let matcher = |label: &str, op: &str, value: &str| Matcher {
        label: label.to_owned(),
        op: op.to_owned(),
        value: value.to_owned(),
    };
    let expected = one(r#"m.p95{a="1", b!="2",c=~"x.*|y",d!~'\d+'}[10m] by (z, a) >= 1.5e3ms"#);
    assert_eq!(
        expected.matchers,
        [
            matcher("a", "=", "1"),
            matcher("b", "!=", "2"),
            matcher("c", "=~", "x.*|y"),
            matcher("d", "!~", "\\d+")
        ]
    );
    assert_eq!((expected.window_seconds, expected.number), (600.0, 1500.0));
    assert_eq!(expected.by, ["a", "z"]);
    assert_eq!(expected.op, Op::GreaterOrEqual);
    for same in [
        "m.p95 BY(a,z) over 10m {a='1',b!=\"2\",c=~\"x.*|y\",d!~\"\\d+\",}>=1500 ms",
        "m.p95[5m300s]by ( z , a ){ a = \"1\" , b != \"2\" , c =~ \"x.*|y\" , d !~ \"\\d+\" }\n  >= +1500.0ms",
    ] {
        assert_eq!(one(same), expected, "{same}");
    }
    assert_eq!(one("m[1h30m] > 1").window_seconds, 5400.0);
    assert_eq!(one("m over 1d > 1").window_seconds, 86_400.0);
    assert_eq!(one("m{} > .5").number, 0.5);
    assert_eq!(one("m != -1e-3").number, -0.001);
    assert_eq!(
        one(r#"m{"strange label"="a\"b\\c"} == 1"#).matchers,
        [matcher("strange label", "=", "a\"b\\c")]
    );
}

#[test]
fn comparisons_are_joined_and_binds_closer_than_or() {
    let expression =
        parse("a by (x) > 1 and b by (x) < 2% or (c by (x) == 3 AND d by (x) != 4)").expect("an expression");
    let terms: Vec<_> =
        expression.comparisons.iter().map(|one| (one.term, one.metrics[0].as_str())).collect();
    assert_eq!(terms, [(0, "a"), (0, "b"), (1, "c"), (1, "d")]);
    assert_eq!(expression.by, ["x"]);
    // Words may begin like the keywords.
    assert_eq!(parse("a > 1 or orders > 2").expect("an expression").comparisons[1].metrics, ["orders"]);
    assert_eq!(
        parse("android > 1 and by.over > 2").expect("an expression").comparisons[1].metrics,
        ["by.over"]
    );
}

#[test]
fn what_is_wrong_is_pointed_at() {
    use Fault::{Syntax, Value};
    for (text, column, fault, message) in [
        ("", 0, Syntax, "a metric is expected, not the end"),
        ("   ", 3, Syntax, "a metric is expected, not the end"),
        ("> 5", 0, Syntax, "a metric is expected, not \">\""),
        ("5 > 6", 2, Value, "two numbers are compared"),
        ("5", 1, Syntax, "a comparison is expected, not the end"),
        ("p95 > 5", 0, Syntax, "the metric is missing before p95"),
        ("m. > 5", 1, Syntax, "a part of the name is missing at this dot"),
        ("a..b > 5", 1, Syntax, "a part of the name is missing at this dot"),
        ("m", 1, Syntax, "a comparison is expected, not the end"),
        ("m = 5", 2, Syntax, "a comparison is expected, not \"=\""),
        ("m => 5", 2, Syntax, "a comparison is expected, not \"=\""),
        ("m is 5", 2, Syntax, "a comparison is expected, not \"is\""),
        ("m >", 3, Syntax, "a number is expected, not the end"),
        ("m > 5%%", 5, Syntax, "\"%\" is not a unit"),
        ("m > 1e999", 4, Syntax, "a number is expected, not \"1e999\""),
        ("m > 5 parsecs", 6, Syntax, "\"parsecs\" is not a unit"),
        ("m > 5ms x", 8, Syntax, "\"x\" is not expected here"),
        ("m > 5 and", 9, Syntax, "a metric is expected, not the end"),
        ("m > 5) ", 5, Syntax, "\")\" is not expected here"),
        ("(m > 5", 6, Syntax, ") is expected, not the end"),
        ("a.errors/a.requests > 5%", 8, Value, "a.errors/a.requests may be one metric or a quotient"),
        ("a + > 5", 4, Syntax, "a metric is expected, not \">\""),
        ("a / 0 > 5", 4, Value, "a division by zero has no value"),
        ("m % 2 > 5", 2, Syntax, "\"%\" is no operator here"),
        ("1 < m < 5", 6, Syntax, "a second comparison is not expected here"),
        ("m > 5 and 3", 10, Syntax, "a condition is expected here, not a number"),
        ("m by (a) / n by (b) > 1", 11, Value, "the two sides are by different labels"),
        ("m by (severity) > 5", 6, Value, "severity cannot be one of the labels"),
        ("m by (*, a) > 5", 7, Syntax, ") is expected after *, not \",\""),
        ("m offset > 5", 9, Syntax, "a time is expected, not \">\""),
        ("m offset -1h > 5", 9, Value, "what is yet to come cannot be read"),
        ("m offset 9999d > 5", 9, Value, "the offset is too short or too long"),
        ("sum(m)[5m] > 5", 6, Syntax, "\"[\" is not expected here"),
        ("sum(5) > 5", 4, Value, "a number has no series"),
        ("sum by (a) (m) by (b) > 5", 15, Syntax, "by is given twice"),
        ("histogram_quantile(0.9, m) > 5", 0, Syntax, "histogram_quantile is not a function"),
        ("foo(m) > 5", 0, Syntax, "foo is not a function"),
        ("rate(m.p95) > 5", 5, Value, "this has a function already"),
        ("rate(5) > 5", 5, Syntax, "\"5\" is not the name of a metric"),
        ("quantile_over_time(0.2, m) > 5", 19, Value, "there is no such percentile here"),
        ("clamp(m, 5) > 5", 0, Syntax, "clamp is given 1 numbers"),
        ("5s + 5 > m", 3, Value, "these two numbers are of different units"),
        ("sum(agents.logs.count) by (team) > 5", 27, Value, "agents.logs has no label team"),
        ("m.p42 > 5", 2, Value, "there is no percentile p42 here"),
        ("m.p100 > 5", 2, Value, "there is no percentile p100 here"),
        ("m.count > 5ms", 11, Value, "\"ms\" has no place here"),
        ("m.count > 5%", 11, Value, "\"%\" has no place here"),
        ("m.error_rate > 5ms", 16, Value, "\"ms\" has no place here"),
        ("m{ > 5", 3, Syntax, "a label is expected, not \">\""),
        ("m{a} > 5", 3, Syntax, "= != =~ or !~ is expected after the label, not \"}\""),
        ("m{a=b} > 5", 4, Syntax, "the label's value is expected in quotes, not \"b\""),
        ("m{a=\"b > 5", 4, Syntax, "the label's value has no end"),
        ("m{a=\"b\" c=\"d\"} > 5", 8, Syntax, "a comma or } is expected, not \"c\""),
        ("m{a=\"b\"}{c=\"d\"} > 5", 8, Syntax, "label matchers, window and by may be given once each"),
        ("m[] > 5", 2, Syntax, "a time is expected, not \"]\""),
        ("m[5] > 5", 2, Syntax, "a time is expected, not \"5\""),
        ("m[5m > 5", 5, Syntax, "] is expected after the time, not \">\""),
        ("m[0s] > 5", 2, Value, "the window is too short or too long"),
        ("m[9999d] > 5", 2, Value, "the window is too short or too long"),
        ("m over > 5", 7, Syntax, "a time is expected, not \">\""),
        ("m by a > 5", 5, Syntax, "( is expected after by, not \"a\""),
        ("m by () > 5", 6, Syntax, "a label is expected, not \")\""),
        ("m by (a b) > 5", 8, Syntax, "a comma or ) is expected, not \"b\""),
        ("m by (a, a) > 5", 9, Value, "label a is given twice, or there are more than 16"),
        ("m by (alertname) > 5", 6, Value, "alertname cannot be one of the labels"),
        ("m by (a) > 1 and m by (b) > 2", 17, Value, "the comparisons are by different labels"),
        ("\"m > 5", 0, Syntax, "a metric's name in double quotes has no end"),
        ("\"\" > 5", 0, Syntax, "the metric's name is empty"),
        ("\"m\".p > 5", 4, Syntax, "\"p\" is not a function"),
        ("agents.executions > 5", 16, Value, "agents.executions has no such value"),
        ("agents.logs.p95 > 5", 14, Value, "agents.logs has no such value"),
        ("anomalies.score.p95 > 5", 18, Value, "anomalies.score has no such value"),
        ("agents.logs{agent=\"x\"}.count > 5", 22, Syntax, "a comparison is expected, not \".\""),
        ("agents.logs.count{level=\"x\"} > 5", 18, Value, "agents.logs has no label level"),
        ("agents.executions.count by (team) > 5", 28, Value, "agents.executions has no label team"),
        ("größe.p95 ! 5", 10, Syntax, "a comparison is expected, not \"!\""),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!((error.fault, error.message.as_str()), (fault, message), "{text}");
        let caret = error.shown.lines().last().expect("a caret").chars().count() - 1;
        assert_eq!(caret, column, "{text}\n{}", error.shown);
        assert!(error.hint.ends_with('.'), "{text}: {}", error.hint);
    }
    let long = format!("m{{a=\"{}\"}} > 5", "x".repeat(MAX_LENGTH));
    assert_eq!(parse(&long).expect_err("too long").fault, Value);
    let many = vec!["m > 5"; 17].join(" and ");
    assert_eq!(parse(&many).expect_err("too many").message, "more than 16 comparisons");
    let many = format!("m{{{}}} > 5", vec!["a=\"b\""; 33].join(","));
    assert_eq!(parse(&many).expect_err("too many").message, "more than 32 label matchers");
}

#[test]
fn what_is_more_than_comparisons_is_a_tree() {
    for (text, by, reads) in [
        ("a.errors / a.requests > 5%", &[][..], 2),
        ("a by (x, y) / b by (x) > 5%", &["x", "y"], 2),
        ("a > b", &[], 2),
        ("(a > 1 or b > 2) and c > 3", &[], 3),
        ("a > 1 unless b > 1", &[], 2),
        ("a unless b", &[], 2),
        ("absent(a{x=\"y\"})", &[], 1),
        ("absent(a) or a > 5", &[], 2),
        ("m.p95 > 2 * m.p95 offset 1w", &[], 2),
        ("m.p95 offset 7d by (x) < 0.5 * m.p95 by (x)", &["x"], 2),
        ("count by (host) (m > 5) > 2", &["host"], 1),
        ("count(m > 5) by (host) > 2", &["host"], 1),
        ("sum by (x) (rate(a[5m])) / sum by (x) (rate(b[5m])) > 0.05", &["x"], 2),
        ("SUM without (x) (m) > 5", &["*"], 1),
        ("-m < -5", &[], 1),
        ("time() - m > 1h", &[], 1),
        ("a / on (x) group_left () b > 1", &[], 2),
        ("((((m + 1)))) > 5", &[], 1),
        ("a by (x) > 1 or b > 2", &["x"], 2),
        ("a by (*) > 1 and b by (*) > 2", &["*"], 2),
        ("clamp_max(m, 5) > 3 and abs(m) > 2", &[], 2),
        ("on > ignoring", &[], 2),
        ("größe + maß > rate(größe)", &[], 3),
    ] {
        let expression = parse(text).unwrap_or_else(|error| panic!("{text}: {error}\n{}", error.shown));
        assert!(expression.tree.is_some() && expression.comparisons.is_empty(), "{text}");
        assert_eq!(
            (expression.by.as_slice(), expression.reads.len()),
            (by.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>().as_slice(), reads),
            "{text}"
        );
        let json = serde_json::to_string(&expression).expect("JSON");
        assert_eq!(serde_json::from_str::<Expression>(&json).expect("the same"), expression, "{text}");
    }
    // What can be listed is, in whichever words.
    for (text, same) in [
        ("5 < m", "m > 5"),
        ("(m > 5)", "m > 5"),
        ("(a > 1 and b > 2) or (c > 3)", "a > 1 and b > 2 or c > 3"),
        ("sum by (x) (rate(m[1m])) > 5", "m.rate[1m] by (x) > 5"),
        ("sum(m.rate) > 5", "m.rate > 5"),
        ("max by (x) (max_over_time(m[1h])) > 5", "m.max[1h] by (x) > 5"),
        ("m > 2 * 250ms", "m > 500ms"),
        ("m > 1 + 4", "m > 5"),
        ("m > -(-5)", "m > 5"),
    ] {
        assert_eq!(parse(text), parse(same), "{text}");
    }
    assert_eq!(one("m offset 1w > 5").offset_seconds, 604_800.0);
    assert_eq!(one("m[1h] offset 1d12h > 5").offset_seconds, 129_600.0);
    assert_eq!(one("m by (*) > 5").by, ["*"]);
    let deep = format!("{}m{} > 5", "(".repeat(30), ")".repeat(30));
    assert_eq!(parse(&deep).expect_err("too deep").message, "the expression is nested too deeply");
    let long = format!("m{} > 5", " + m * 2".repeat(15));
    assert!(parse(&long).is_ok(), "{long}");
    let wide = format!("m{} > 5", " + 1".repeat(500));
    assert!(parse(&wide).is_err());
}

#[test]
fn an_expression_of_prometheus_means_the_same_here() {
    for (text, here) in [
        ("up == 0", "up.last by (*) == 0"),
        ("up{job=\"api\"} == 0", "up.last{job=\"api\"} by (*) == 0"),
        ("rate(a[5m]) > 5", "rate(a[5m]) by (*) > 5"),
        ("sum(rate(a[5m]))/sum(rate(b[5m])) > 0.05", "sum(rate(a[5m]))/sum(rate(b[5m])) > 0.05"),
        ("count by (job) (up == 0) > 2", "count by (job) (up.last == 0) > 2"),
        ("a-b > 5", "a.last  by (*) -b.last by (*) > 5"),
        ("sum(a-b) > 5", "sum(a.last -b.last) > 5"),
        ("a/b > 0.5", "a.last  by (*) /b.last by (*) > 0.5"),
        ("absent(up{job=\"api\"})", "absent(up{job=\"api\"})"),
        (
            "max_over_time(a[1h]) > 2 and on (host) b",
            "max_over_time(a[1h]) by (*) > 2 and on (host) b.last by (*)",
        ),
        ("a offset 1w", "a comparison"),
        ("time() - a > 3600", "time() - a.last by (*) > 3600"),
        ("api.response_time.p95 > 500", "api.response_time.p95 > 500"),
    ] {
        match parse_prometheus(text) {
            Ok(written) => assert_eq!(written, here, "{text}"),
            Err(error) => assert!(error.message.starts_with(here), "{text}: {error}"),
        }
    }
}

#[test]
fn matchers_that_no_series_satisfies_are_refused() {
    for text in [
        r#"m{a!~".*"} > 1"#,
        r#"m{b="x", a!~"[\\s\\S]*"} > 1"#,
        r#"m{a="x", a="y"} > 1"#,
        r#"m{a="x", a!="x"} > 1"#,
        r#"m{a=~"y|z", b="q", a="x"} > 1"#,
        r#"m{a="x", a!~"x|y"} > 1"#,
        r#"m > 1 and n{a="", a=~".+"} > 1"#,
    ] {
        let error = parse(text).expect_err(text);
        assert!(error.hint.contains("never fires"), "{text}: {error:?}");
    }
    for text in [
        r#"m{a=~".*"} > 1"#,
        r#"m{a!~".+"} > 1"#,
        r#"m{a!="x", a!="y"} > 1"#,
        r#"m{a=~"x|y", a!="x"} > 1"#,
        r#"m{a="x", b="y"} > 1"#,
    ] {
        assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
    }
}

#[test]
fn words_that_others_read_as_numbers_are_no_metrics() {
    for text in ["a > Inf", "a > NaN", "inf < a", "a / nan > 1", "Infinity.sum > 1", "a > infinity"] {
        let error = parse(text).expect_err(text);
        assert!(error.message.contains("is not a number to compare with"), "{text}: {error:?}");
    }
    for text in ["a > +Inf", "a > -Inf"] {
        assert!(parse(text).is_err(), "{text}");
    }
    for text in ["\"Inf\" > 1", "info > 1", "nan_count > 1"] {
        assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
    }
}

#[test]
fn what_was_read_survives_json() {
    let text = r#"m.p99.9{a=~"b"}[1h] by (a) > 1.5GiB or n.rate < 0.1"#;
    let expression = parse(text).expect("an expression");
    let json = serde_json::to_string(&expression).expect("JSON");
    assert_eq!(serde_json::from_str::<Expression>(&json).expect("the same"), expression);
    assert!(json.contains(r#""op":">""#) && json.contains(r#""function":"percentile""#), "{json}");
}

proptest! {
    #[test]
    fn any_words_are_read_or_pointed_at(text in "(rate|sum|ü|m|by|on|offset|absent|and|unless|5|\\(|\\)|\\[5m\\]|\\{|,| |/|-|>|≥|%|\"){0,14}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.offset <= text.len());
        }
        if let Ok(written) = parse_prometheus(&text) {
            prop_assert!(parse(&written).is_ok());
        }
    }

    #[test]
    fn any_text_is_read_or_pointed_at(text: String) {
        if let Err(error) = parse(&text) {
            prop_assert!(error.offset <= text.len());
        }
    }

    #[test]
    fn texts_that_look_like_expressions_are_read_or_pointed_at(
        text in "[a-z.]{1,8}(\\{[a-z=~!\", ]{0,12}\\})?(\\[[0-9hms]{0,5}\\])?( by \\([a-z,]{0,5}\\))? ?[<>=!]{0,2} ?[0-9.e%msGiB -]{0,8}( and | or )?",
    ) {
        match parse(&text) {
            Ok(expression) => {
                prop_assert!(expression.comparisons.is_empty() == expression.tree.is_some());
                prop_assert!(expression.comparisons.iter().all(|one| one.number.is_finite() && one.window_seconds >= 1.0));
            }
            Err(error) => prop_assert!(error.offset <= text.len()),
        }
    }
}
