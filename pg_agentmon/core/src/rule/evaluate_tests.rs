//! What trees come to: labels, what is missing, what is no number, and units.
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// Outcomes as `{labels} condition value threshold`, of values as `a{x=1} 5` by the names of the metrics.
fn outcomes(text: &str, units: &[(&str, &str)], values: &[&str]) -> Result<Vec<String>, String> {
    let expression = parse(text).unwrap_or_else(|error| panic!("{text}: {error}\n{}", error.shown));
    assert!(expression.tree.is_some(), "{text} is no tree");
    let units = units.iter().map(|(metric, unit)| ((*metric).to_owned(), (*unit).to_owned())).collect();
    let mut given = Vec::new();
    for value in values {
        let (name, number) = value.rsplit_once(' ').expect("a value");
        let (name, labels) = name.split_once('{').unwrap_or((name, "}"));
        let labels: Labels = labels
            .trim_end_matches('}')
            .split(',')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').expect("a label"))
            .map(|(label, value)| (label.to_owned(), value.to_owned()))
            .collect();
        for (n, read) in expression.reads.iter().enumerate() {
            let earlier = if read.offset_seconds > 0.0 { "@" } else { "" };
            if format!("{}{earlier}", read.metrics[0]) == name {
                given.push((n, labels.clone(), number.parse().expect("a number")));
            }
        }
    }
    let found = evaluate(&expression, &units, &given, 1_000_000.0).map_err(|error| error.to_string())?;
    let text = |number: Option<f64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let mut lines: Vec<_> = found
        .into_iter()
        .map(|one| {
            let labels: Vec<_> = one.labels.iter().map(|(label, value)| format!("{label}={value}")).collect();
            let condition = one.condition.map_or("-", |holds| if holds { "true" } else { "false" });
            format!("{{{}}} {condition} {} {}", labels.join(","), text(one.value), text(one.threshold))
        })
        .collect();
    lines.sort_unstable();
    Ok(lines)
}

fn all(cases: &[(&str, &[&str], &[&str])]) {
    for (text, values, expected) in cases {
        let found = outcomes(text, &[], values).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(found, *expected, "{text} of {values:?}");
    }
}

#[test]
fn two_sides_belong_together_by_the_labels_that_both_have() {
    all(&[
        ("a / b > 5%", &["a 6", "b 100"], &["{} true 0.06 0.05"]),
        (
            "a by (x) / b by (x) > 0.5",
            &["a{x=1} 6", "b{x=1} 10", "a{x=2} 1", "b{x=2} 10"],
            &["{x=1} true 0.6 0.5", "{x=2} false 0.1 0.5"],
        ),
        // One side has more labels.
        (
            "a by (x, y) / b by (x) > 0.5",
            &["a{x=1,y=1} 6", "a{x=1,y=2} 4", "b{x=1} 10"],
            &["{x=1,y=1} true 0.6 0.5", "{x=1,y=2} false 0.4 0.5"],
        ),
        (
            "a / b by (x) > 0.5",
            &["a 6", "b{x=1} 10", "b{x=2} 20"],
            &["{x=1} true 0.6 0.5", "{x=2} false 0.3 0.5"],
        ),
        // A label that is missing is empty.
        (
            "a by (x) - b by (x) > 0",
            &["a 6", "b 5", "a{x=1} 1", "b{x=1} 5"],
            &["{x=1} false -4 0", "{} true 1 0"],
        ),
        (
            "a by (x, y) / on (x) b by (x, z) > 0",
            &["a{x=1,y=2} 6", "b{x=1,z=3} 2"],
            &["{x=1,y=2,z=3} true 3 0"],
        ),
        (
            "a by (*) / ignoring (code) b by (*) > 0.5",
            &["a{x=1,code=5} 6", "b{x=1,code=2} 8"],
            &["{code=5,x=1} true 0.75 0.5"],
        ),
        // Series as they are, with other labels on the other side.
        (
            "a by (*) / b by (*) > 0",
            &["a{host=1,code=5} 6", "a{host=1,code=4} 2", "b{host=1} 2"],
            &["{code=4,host=1} true 1 0", "{code=5,host=1} true 3 0"],
        ),
        (
            "a by (x) > b by (x)",
            &["a{x=1} 6", "b{x=1} 5", "a{x=2} 6", "b{x=2} 7"],
            &["{x=1} true 6 5", "{x=2} false 6 7"],
        ),
    ]);
    let error = outcomes(
        "a by (*) / b by (*) > 0",
        &[],
        &["a{x=1,y=1} 1", "a{x=1,y=2} 1", "b{x=1,z=1} 1", "b{x=1,z=2} 1"],
    );
    assert_eq!(error, Err("several series on both sides have the labels {x=\"1\"}".to_owned()));
}

#[test]
fn what_is_missing_decides_only_where_nothing_else_does() {
    all(&[
        ("a / b > 5%", &[], &[]),
        ("a / b > 5%", &["b 100"], &["{} - - 0.05"]),
        ("a / b > 5%", &["a 100"], &["{} - - 0.05"]),
        (
            "a by (x) / b by (x) > 5%",
            &["a{x=1} 1", "b{x=1} 1", "b{x=2} 1"],
            &["{x=1} true 1 0.05", "{x=2} - - 0.05"],
        ),
        // No number: nothing by nothing, and anything by nothing.
        ("a / b > 5%", &["a 0", "b 0"], &["{} - - 0.05"]),
        ("a / b > 5%", &["a 7", "b 0"], &["{} - - 0.05"]),
        ("a / b < 5%", &["a 7", "b 0"], &["{} - - 0.05"]),
        ("a + 1 > 5", &["a NaN"], &["{} - - 5"]),
        ("a - b == 0", &["a inf", "b inf"], &["{} - - 0"]),
        ("a * b / 1e308 > 1", &["a 1e200", "b 1e200"], &["{} true 1.7976931348623157 1"]),
        ("a + 0 > 5 and b > 1", &["a 6"], &["{} - 6 5"]),
        ("a + 0 > 5 and b > 1", &["a 4"], &["{} false 4 5"]),
        ("a + 0 > 5 or b > 1", &["a 6"], &["{} true 6 5"]),
        ("a + 0 > 5 or b > 1", &["b 2"], &["{} true 2 1"]),
        ("a + 0 > 5 or b > 1", &["a 4"], &["{} - 4 5"]),
        // Instead of what is missing.
        ("(a or vector(0)) / b > 5%", &["b 100"], &["{} false 0 0.05"]),
        ("(a or vector(0)) / b > 5%", &["a 6", "b 100"], &["{} true 0.06 0.05"]),
        (
            "(a by (x) or 0 * b by (x)) / b by (x) < 5%",
            &["a{x=1} 5", "b{x=1} 10", "b{x=2} 10"],
            &["{x=1} false 0.5 0.05", "{x=2} true 0 0.05"],
        ),
    ]);
}

#[test]
fn conditions_are_joined() {
    all(&[
        ("(a > 1 or b > 1) and c > 1", &["a 2", "b 0", "c 2"], &["{} true 2 1"]),
        ("(a > 1 or b > 1) and c > 1", &["a 0", "b 3", "c 0"], &["{} false 3 1"]),
        (
            "a by (x) + 0 > 5 and b > 1",
            &["a{x=1} 6", "a{x=2} 4", "b 2"],
            &["{x=1} true 6 5", "{x=2} false 4 5"],
        ),
        // One without labels is for every alert, and for none if there is none.
        ("a by (x) + 0 > 5 and b > 1", &["b 2"], &[]),
        ("a by (x) > 5 or b > 1", &["b 2"], &["{} true 2 1"]),
        ("a by (x) > 5 or b > 1", &["a{x=1} 1", "b 2"], &["{x=1} true 2 1"]),
        ("a by (x) > 5 or absent(a)", &[], &["{} true 1 -"]),
        ("a by (x) > 5 or absent(a)", &["a{x=1} 6", "a{x=2} 1"], &["{x=1} true 6 5", "{x=2} false 1 5"]),
        (
            "a by (x) > 5 unless b by (x) > 1",
            &["a{x=1} 6", "a{x=2} 6", "a{x=3} 6", "b{x=1} 2", "b{x=2} 1"],
            &["{x=1} false 6 5", "{x=2} true 6 5", "{x=3} true 6 5"],
        ),
        (
            "a by (x) > 5 unless b by (x)",
            &["a{x=1} 6", "a{x=2} 6", "b{x=1} 0"],
            &["{x=1} false 6 5", "{x=2} true 6 5"],
        ),
        (
            "a by (x) unless b by (x)",
            &["a{x=1} 6", "a{x=2} 6", "b{x=1} 0"],
            &["{x=1} false 6 -", "{x=2} true 6 -"],
        ),
        // What was there an hour ago and is not now.
        (
            "a by (x) offset 1h unless a by (x)",
            &["a@{x=1} 6", "a@{x=2} 6", "a{x=1} 0"],
            &["{x=1} false 6 -", "{x=2} true 6 -"],
        ),
        (
            "a by (*) == 1 and on (job) b by (*) == 1",
            &["a{job=1,i=1} 1", "a{job=1,i=2} 1", "b{job=1,k=1} 0", "b{job=1,k=2} 1"],
            &["{i=1,job=1} true 1 1", "{i=2,job=1} true 1 1"],
        ),
    ]);
}

#[test]
fn many_values_make_one() {
    all(&[
        (
            "count by (h) (m > 5) > 1",
            &["m{h=1,i=1} 6", "m{h=1,i=2} 7", "m{h=2,i=1} 9", "m{h=2,i=2} 1"],
            &["{h=1} true 2 1", "{h=2} false 1 1"],
        ),
        // None of those that are there is none, and not nothing.
        ("count(m == 1) < 2", &["m{i=1} 0", "m{i=2} 0"], &["{} true 0 2"]),
        ("count(m == 1) < 2", &[], &[]),
        ("sum(m > 5) > 1", &["m{i=1} 0"], &["{} false - 1"]),
        (
            "sum by (h) (m) > 10",
            &["m{h=1,i=1} 6", "m{h=1,i=2} 7", "m{i=3} 1"],
            &["{h=1} true 13 10", "{} false 1 10"],
        ),
        ("avg(m) > 1", &["m{i=1} 1", "m{i=2} 3"], &["{} true 2 1"]),
        ("max(m) - min(m) > 1", &["m{i=1} 1", "m{i=2} 3"], &["{} true 2 1"]),
        ("quantile(0.5, m) > 1", &["m{i=1} 1", "m{i=2} 3", "m{i=3} 4"], &["{} true 3 1"]),
        ("sum without (i) (m) > 1", &["m{h=1,i=1} 1", "m{h=1,i=2} 3"], &["{h=1} true 4 1"]),
        (
            "sum(a) by (x) / sum(b) by (x) > 0.5",
            &["a{x=1,i=1} 1", "a{x=1,i=2} 2", "b{x=1} 4"],
            &["{x=1} true 0.75 0.5"],
        ),
        ("round(m, 5) == 10 and abs(m) > 1", &["m 11"], &["{} true 10 10"]),
        ("clamp(m, 0, 5) == 5 and clamp_min(m, 20) == 20", &["m 11"], &["{} true 5 5"]),
        ("time() - m > 3600", &["m 990000"], &["{} true 10000 3600"]),
        ("time() - m > 1h", &["m 990000"], &["{} true 10000 3600"]),
        ("(m > bool 5) == 1 and m", &["m 6"], &["{} true 1 1"]),
        // A rule that always fires, to see that alerts arrive.
        ("vector(1)", &[], &["{} true 1 -"]),
        ("vector(1) > 0", &[], &["{} true 1 0"]),
        ("absent(m)", &["m 0"], &["{} false 1 -"]),
        ("absent(m{x=\"y\", z!=\"w\"})", &[], &["{x=y} true 1 -"]),
        ("absent(m) == 1", &[], &["{} true 1 1"]),
        ("absent(m > 5)", &["m 1"], &["{} true 1 -"]),
        ("-m < -5", &["m 6"], &["{} true -6 -5"]),
        ("m > 2 * m offset 1w", &["m 7", "m@ 3"], &["{} true 7 6"]),
        ("m > 2 * m offset 1w", &["m 7"], &["{} - 7 -"]),
        ("m < 50% * m offset 1w", &["m 1", "m@ 3"], &["{} true 1 1.5"]),
        ("1 - a / b > 5%", &["a 9", "b 10"], &["{} true 0.09999999999999998 0.05"]),
    ]);
}

#[test]
fn numbers_take_the_unit_of_what_they_stand_beside() {
    let units = &[
        ("s", "s"),
        ("ms", "ms"),
        ("b", "B"),
        ("mb", "MB"),
        ("pct", "percent"),
        ("share", "ratio"),
        ("req", "requests"),
    ];
    for (text, values, expected) in [
        ("s + 0 > 500ms", &["s 1"][..], "{} true 1 0.5"),
        ("ms - ms offset 1d > 0.2s", &["ms 500", "ms@ 200"], "{} true 300 200"),
        // Of two units of one kind the right one is converted.
        ("s > ms", &["s 1", "ms 900"], "{} true 1 0.9"),
        ("s / ms > 100%", &["s 1", "ms 500"], "{} true 2 1"),
        ("b / mb > 50%", &["b 600000", "mb 1"], "{} true 0.6 0.5"),
        ("100 * a / c > 5%", &["a 6", "c 100"], "{} true 6 5"),
        ("a / c * 100 > 5%", &["a 6", "c 100"], "{} true 6 5"),
        ("(a - c) / a > 50%", &["a 10", "c 1"], "{} true 0.9 0.5"),
        ("pct + 0 > 80%", &["pct 90"], "{} true 90 80"),
        ("share + 0 > 80%", &["share 0.9"], "{} true 0.9 0.8"),
        ("a.error_rate > 2 * a.error_rate offset 1w", &["a 0.3", "a@ 0.1"], "{} true 0.3 0.2"),
        ("sum by (x) (b) > 1kB", &["b 2000"], "{} true 2000 1000"),
        ("b / 1MB > 5", &["b 6000000"], "{} true 6 5"),
        ("a.count / c.count > 5%", &["a 6", "c 100"], "{} true 0.06 0.05"),
        ("req / c > 5%", &["req 6", "c 100"], "{} true 0.06 0.05"),
        ("a + 0 > 1.5s", &["a 1600"], "{} true 1600 1500"),
    ] {
        assert_eq!(outcomes(text, units, values), Ok(vec![expected.to_owned()]), "{text}");
    }
    for text in [
        "s > b",
        "s + b > 5",
        "s + 0 > 5%",
        "2 * s > 500ms",
        "a * 100 > 80%",
        "a / c > 5s",
        "req + 0 > 5s",
        "s / b > 5%",
        "share + 0 > 5s",
        "a.count + 0 > 5s",
        "sum(a) + 1s > 1kB",
    ] {
        let error = outcomes(text, units, &[]).expect_err(text);
        assert!(error.contains("cannot be compared with"), "{text}: {error}");
    }
}

/// A tree says of comparisons what their list says in SQL.
fn plain(conditions: &[Option<bool>]) -> Option<bool> {
    match conditions {
        all if all.contains(&Some(false)) => Some(false),
        all if all.contains(&None) => None,
        _ => Some(true),
    }
}

proptest! {
    #[test]
    fn joined_comparisons_are_joined_as_sql_joins(
        a in prop::option::of(0_i32..3), b in prop::option::of(0_i32..3), c in prop::option::of(0_i32..3),
    ) {
        let values: Vec<String> = [("a", a), ("b", b), ("c", c)].into_iter()
            .filter_map(|(name, value)| value.map(|value| format!("{name} {value}"))).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let holds = |value: Option<i32>| value.map(|value| value > 1);
        let found = outcomes("(a + 0 > 1 and b > 1) or c > 1", &[], &values).expect("outcomes");
        let both = plain(&[holds(a), holds(b)]);
        let either = plain(&[both.map(|one| !one), holds(c).map(|one| !one)]).map(|neither| !neither);
        let said = found.first().map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned());
        match (values.is_empty(), either) {
            (true, _) => prop_assert_eq!(said, None),
            (false, None) => prop_assert_eq!(said.as_deref(), Some("-")),
            (false, Some(either)) => prop_assert_eq!(said, Some(either.to_string())),
        }
    }

    #[test]
    fn whatever_is_read_is_evaluated(
        text in "(sum|count|max|absent|abs)? ?(by \\(x\\) )?\\(?[ab](\\{x=\"1\"\\})?( by \\((x|\\*|x,y)\\))?( offset 1h)? [-+*/>]{1,2} (2|3ms|5%|b by \\(x\\)|absent\\(a\\))\\)? ?[<>=]{1,2} ?(5|5%|b)( (and|or|unless) (on \\(x\\) )?(a|b by \\(x\\)) ?(> 1)?)?",
        values in prop::collection::vec((0_usize..3, prop::option::of("[12]"), prop::option::of("[12]"), -2.0..2.0_f64), 0..12),
    ) {
        if let Ok(expression) = parse(&text) && expression.tree.is_some() {
            let given: Vec<_> = values.iter().filter(|(n, ..)| *n < expression.reads.len()).map(|(n, x, y, value)| {
                let labels: Labels = [("x", x), ("y", y)].into_iter()
                    .filter_map(|(name, value)| value.as_ref().map(|value| (name.to_owned(), value.clone()))).collect();
                (*n, labels, *value)
            }).collect();
            if let Ok(found) = evaluate(&expression, &BTreeMap::new(), &given, 0.0) {
                prop_assert!(found.iter().all(|one| one.value.is_none_or(|value| !value.is_nan())));
            }
        }
    }

    #[test]
    fn an_expression_of_prometheus_is_read_here(text in "(sum|count|rate|absent|time)?( by \\(x\\) )?\\(?[ab]{1,2}(\\{x=\"1\"\\})?(\\[5m\\])?( offset 1h)?\\)?[-+*/>< ]{1,3}(2|b|rate\\(a\\[5m\\]\\))") {
        if let Ok(written) = parse_prometheus(&text) {
            prop_assert!(parse(&written).is_ok());
        }
    }
}
