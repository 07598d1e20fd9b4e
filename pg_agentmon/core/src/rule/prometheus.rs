//! Rules as Prometheus' own files have them, in the words of this project's documents.
use serde_json::{Map, Value, json};

use super::parser::parse_prometheus;

/// A rule in the words of documents, and all that has no counterpart here.
#[derive(Debug, Clone, PartialEq)]
pub struct Translated {
    /// name, condition, for, keep_firing_for, labels, annotations.
    pub rule: Value,
    /// What is wrong, each with what to write instead.
    pub problems: Vec<String>,
}

/// A rule of a group, whose labels it takes over.
#[must_use]
pub fn translate(rule: &Value, group_labels: &Value) -> Translated {
    let mut problems = Vec::new();
    let Some(fields) = rule.as_object() else {
        let problems = vec!["a rule must be an object with alert and expr".to_owned()];
        return Translated { rule: json!({}), problems };
    };
    if fields.contains_key("record") {
        problems.push("a recording rule has no counterpart, and needs none: what is measured is rolled up already.\nWrite its expression where its name is used, and leave it out.".to_owned());
        let name = fields.get("record").cloned().unwrap_or_default();
        return Translated { rule: json!({ "name": name }), problems };
    }
    let mut made = Map::new();
    for (key, name) in [("alert", "name"), ("for", "for"), ("keep_firing_for", "keep_firing_for")] {
        if let Some(value) = fields.get(key) {
            made.insert(name.to_owned(), value.clone());
        }
    }
    match fields.get("expr") {
        Some(Value::String(text)) => match parse_prometheus(without_comments(text).trim()) {
            Ok(condition) => {
                made.insert("condition".to_owned(), Value::String(condition));
            }
            Err(error) => problems.push(format!(
                "expr cannot be read: {}\nThis is the place:\n{}\n{}",
                error.message, error.shown, error.hint
            )),
        },
        Some(other) => problems.push(format!("expr must be a text, not {other}")),
        None => problems.push("expr is missing".to_owned()),
    }
    let mut labels = Map::new();
    for given in [Some(group_labels), fields.get("labels")].into_iter().flatten() {
        match given {
            Value::Null => {}
            Value::Object(given) => {
                labels.extend(given.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
            other => problems.push(format!("labels must be an object, not {other}")),
        }
    }
    labels.retain(|name, value| match value.as_str() {
        // The alert has the labels of its series anyhow.
        Some(text) if is_label_itself(text, name) => false,
        Some(text) if text.contains("{{") => {
            problems.push(format!("labels: '{name}' is a template: {text}\nWrite a text that is always the same; the alert has the labels of its series, those of by (...), by itself."));
            false
        }
        _ => true,
    });
    made.insert("labels".to_owned(), Value::Object(labels));
    match fields.get("annotations") {
        None | Some(Value::Null) => {}
        Some(Value::Object(given)) => {
            let mut annotations = Map::new();
            for (name, value) in given {
                let text = match value.as_str().map(template) {
                    None => value.clone(),
                    Some(Ok(text)) => Value::String(text),
                    Some(Err(problem)) => {
                        problems.push(format!("annotations: '{name}': {problem}"));
                        continue;
                    }
                };
                annotations.insert(name.clone(), text);
            }
            made.insert("annotations".to_owned(), Value::Object(annotations));
        }
        Some(other) => problems.push(format!("annotations must be an object, not {other}")),
    }
    Translated { rule: Value::Object(made), problems }
}

/// What stands behind # on a line is for people.
fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut quote = None;
        let comment = line.char_indices().find(|&(_, c)| {
            match quote {
                Some(open) if c == open => quote = None,
                None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
                _ => {}
            }
            quote.is_none() && c == '#'
        });
        comment.map_or(line, |(at, _)| &line[..at])
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_label_itself(text: &str, name: &str) -> bool {
    let Some(inner) = text.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) else {
        return false;
    };
    let inner = inner.trim_matches(|c: char| c.is_whitespace() || c == '-');
    label_of(inner) == Some(name)
}

/// The label that `$labels.name` or `.Labels.name` names.
fn label_of(word: &str) -> Option<&str> {
    let name = word.strip_prefix("$labels.").or_else(|| word.strip_prefix(".Labels."))?;
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    plain.then_some(name)
}

/// A template of Go in the language of Jinja, where it is simple.
pub fn template(text: &str) -> Result<String, String> {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        made.push_str(&rest[..start]);
        let after = &rest[start + 2..];
        let Some(end) = end_of_action(after) else {
            return Err(format!("{{{{ has no end: {}", first_line(&rest[start..])));
        };
        let action = &after[..end];
        let inner =
            action.strip_prefix('-').filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(action);
        let inner =
            inner.strip_suffix('-').filter(|rest| rest.ends_with(char::is_whitespace)).unwrap_or(inner);
        let left = if action.starts_with("- ") { "-" } else { "" };
        let right = if action.ends_with(" -") { "-" } else { "" };
        made.push_str(&written(inner.trim(), left, right)?);
        rest = &after[end + 2..];
    }
    made.push_str(rest);
    Ok(made)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Where `}}` is, outside of quotes.
fn end_of_action(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match quote {
            Some('"') if c == '\\' => {
                chars.next();
            }
            Some(open) => quote = quote.filter(|_| open != c),
            None if matches!(c, '"' | '`') => quote = Some(c),
            None if text[at..].starts_with("}}") => return Some(at),
            None => {}
        }
    }
    None
}

/// Words, and texts in quotes as one.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            Some('"') if c == '\\' => {
                word.push(c);
                word.extend(chars.next());
                continue;
            }
            Some(open) => quote = quote.filter(|_| open != c),
            None if matches!(c, '"' | '`') => quote = Some(c),
            None if c.is_whitespace() || matches!(c, '|' | '(' | ')') => {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.extend((!c.is_whitespace()).then(|| c.to_string()));
                continue;
            }
            None => {}
        }
        word.push(c);
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

fn refuse(action: &str, instead: &str) -> String {
    format!("{{{{ {action} }}}} has no counterpart.\n{instead}")
}

/// One action in the language of Jinja.
fn written(action: &str, left: &str, right: &str) -> Result<String, String> {
    let shown = |inner: &str| format!("{{{{{left} {inner} {right}}}}}");
    if action.starts_with("/*") {
        return Ok(String::new());
    }
    let words = words(action);
    let word = words.first().map(String::as_str).unwrap_or_default();
    let instead = match word {
        "if" | "else" | "end" => {
            Some("Write {% if labels.name %}...{% else %}...{% endif %}, with value and labels.name.")
        }
        "range" | "with" | "define" | "template" | "block" | "query" | "first" | "tmpl" => {
            Some("An alert knows its own value and labels: {{ value }}, {{ labels.name }}, {{ threshold }}.")
        }
        _ if word.starts_with("$externalLabels")
            || word.starts_with(".ExternalLabels")
            || word.starts_with("$externalURL")
            || word.starts_with(".ExternalURL") =>
        {
            Some("Write the text itself; there are no external labels.")
        }
        _ if word.starts_with('$')
            && words.get(1).is_some_and(|next| next.starts_with(':') || next == "=") =>
        {
            Some("There are no variables; write the value where it is used.")
        }
        _ => None,
    };
    if let Some(instead) = instead {
        return Err(refuse(action, instead));
    }
    let goish = word.starts_with('$')
        || word.starts_with('.')
        || filter(word).is_some()
        || matches!(word, "printf" | "index" | "(" | "print")
        || word.starts_with(['"', '`']);
    if !goish {
        // In the language of this project already, or checked as such.
        return Ok(shown(action));
    }
    let mut stages = words.split(|word| word == "|");
    let first = stages.next().unwrap_or_default();
    let (mut prefix, mut suffix) = (String::new(), String::new());
    let mut expression = operand(first, action, &mut prefix, &mut suffix)?;
    for stage in stages {
        if !prefix.is_empty() || !suffix.is_empty() {
            return Err(refuse(
                action,
                "Write {{ value | round(2) }} with the text around it outside of the brackets.",
            ));
        }
        match stage {
            [name] => match filter(name) {
                Some("") => {}
                Some(filter) => expression = format!("{expression} | {filter}"),
                None => return Err(refuse(action, FILTERS)),
            },
            [name, format] if name == "printf" => {
                expression = formatted(&expression, format, action, &mut prefix, &mut suffix)?;
            }
            _ => return Err(refuse(action, FILTERS)),
        }
    }
    Ok(format!("{prefix}{}{suffix}", shown(&expression)))
}

const FILTERS: &str = "Filters are humanize, humanize1024, percent, humanize_duration, round(2), upper, lower and title, as in {{ value | percent }}; text around it stands outside.";

/// Filters by the names that Go's templates of Prometheus have.
fn filter(name: &str) -> Option<&'static str> {
    Some(match name {
        "humanize" => "humanize",
        "humanize1024" => "humanize1024",
        "humanizePercentage" => "percent",
        "humanizeDuration" => "humanize_duration",
        "toUpper" => "upper",
        "toLower" => "lower",
        "title" => "title",
        "print" | "html" | "safeHtml" | "toString" => "",
        _ => return None,
    })
}

fn operand(
    words: &[String],
    action: &str,
    prefix: &mut String,
    suffix: &mut String,
) -> Result<String, String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words = match words.as_slice() {
        ["(", inner @ .., ")"] => inner,
        other => other,
    };
    match words {
        ["$value" | ".Value"] => Ok("value".to_owned()),
        ["$labels" | ".Labels"] => Ok("labels | json".to_owned()),
        ["index", "$labels" | ".Labels", name] => Ok(format!("labels[{}]", name.replace('`', "\""))),
        ["printf", format, of @ ..] if !of.is_empty() => {
            let of: Vec<String> = of.iter().map(|word| (*word).to_owned()).collect();
            let expression = operand(&of, action, prefix, suffix)?;
            formatted(&expression, format, action, prefix, suffix)
        }
        [name, of @ ..] if !of.is_empty() && filter(name).is_some() => {
            let of: Vec<String> = of.iter().map(|word| (*word).to_owned()).collect();
            let expression = operand(&of, action, prefix, suffix)?;
            Ok(match filter(name) {
                Some("") | None => expression,
                Some(filter) => format!("{expression} | {filter}"),
            })
        }
        [word] if word.starts_with('"') => Ok((*word).to_owned()),
        [word] => label_of(word).map(|name| format!("labels.{name}")).ok_or_else(|| {
            refuse(action, "An alert knows {{ value }}, {{ threshold }} and {{ labels.name }}.")
        }),
        _ => Err(refuse(action, FILTERS)),
    }
}

/// `%.2f` and the like; the text around it goes outside.
fn formatted(
    expression: &str,
    format: &str,
    action: &str,
    prefix: &mut String,
    suffix: &mut String,
) -> Result<String, String> {
    let refused = || {
        refuse(
            action,
            "Write {{ value | round(2) }} for %.2f, {{ value | humanize }} for large numbers; text around it stands outside.",
        )
    };
    let format = format.trim_matches(|c| matches!(c, '"' | '`'));
    if format.contains('\\') || format.contains("{{") {
        return Err(refused());
    }
    let marked = format.replace("%%", "\u{1}");
    let (before, verb) = marked.split_once('%').ok_or_else(refused)?;
    let end = verb.find(char::is_alphabetic).ok_or_else(refused)?;
    let (flags, rest) = (&verb[..end], &verb[end..]);
    let (kind, after) = rest.split_at(rest.chars().next().map_or(0, char::len_utf8));
    if after.contains('%') {
        return Err(refused());
    }
    *prefix = before.replace('\u{1}', "%");
    *suffix = after.replace('\u{1}', "%");
    let digits = flags.strip_prefix('.').map(|digits| digits.parse::<u8>().ok());
    Ok(match (kind, flags, digits) {
        ("f" | "g", _, Some(Some(digits))) if digits <= 15 => format!("{expression} | round({digits})"),
        ("f", "", None) => format!("{expression} | round(6)"),
        ("d", "", None) => format!("{expression} | round"),
        ("s" | "v" | "g", "", None) => expression.to_owned(),
        _ => return Err(refused()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn simple_templates_of_go_are_those_of_jinja() {
        for (go, jinja) in [
            ("plain, 5%", "plain, 5%"),
            ("{{ $value }}", "{{ value }}"),
            ("{{$value}} of {{$labels.instance}}", "{{ value }} of {{ labels.instance }}"),
            ("{{ .Value }} {{ .Labels.job }}", "{{ value }} {{ labels.job }}"),
            ("{{ $value | humanize }}", "{{ value | humanize }}"),
            ("{{ $value | humanize1024 }}", "{{ value | humanize1024 }}"),
            ("{{ $value | humanizePercentage }}", "{{ value | percent }}"),
            ("{{ humanizeDuration $value }}", "{{ value | humanize_duration }}"),
            ("{{ printf \"%.2f\" $value }}", "{{ value | round(2) }}"),
            ("{{ $value | printf \"%.1f\" }}", "{{ value | round(1) }}"),
            ("{{ printf \"%.0f%%\" $value }}", "{{ value | round(0) }}%"),
            ("{{ printf \"p95 %.2f ms\" $value }}", "p95 {{ value | round(2) }} ms"),
            ("{{ $labels.job | toUpper }}", "{{ labels.job | upper }}"),
            ("{{ index $labels \"job-name\" }}", "{{ labels[\"job-name\"] }}"),
            ("{{- $value -}}", "{{ value }}"),
            ("{{- $value }}", "{{ value }}"),
            ("{{ $labels }}", "{{ labels | json }}"),
            ("a {{/* note */}}b", "a b"),
            ("{{ value | percent }} {{ labels.x }}", "{{ value | percent }} {{ labels.x }}"),
        ] {
            assert_eq!(
                template(go).map(|text| text.replace("{{-", "{{").replace("-}}", "}}")),
                Ok(jinja.to_owned()),
                "{go}"
            );
        }
        for go in [
            "{{ if $labels.x }}a{{ end }}",
            "{{ range query \"up\" }}{{ end }}",
            "{{ with $x := $value }}{{ end }}",
            "{{ $x := 5 }}",
            "{{ $externalLabels.cluster }}",
            "{{ $value | reReplaceAll \"a\" \"b\" }}",
            "{{ printf \"%s %s\" $labels.a $labels.b }}",
            "{{ $value",
            "{{ .Foo }}",
            "{{ printf \"%x\" $value }}",
        ] {
            let problem = template(go).expect_err(go);
            assert!(problem.len() > 10, "{go}: {problem}");
        }
    }

    #[test]
    fn a_rule_is_translated_or_all_is_said() {
        let rule = json!({"alert": "Down", "expr": "up{job=\"api\"} == 0", "for": "5m", "keep_firing_for": "10m",
            "labels": {"severity": "critical", "instance": "{{ $labels.instance }}"},
            "annotations": {"summary": "{{ $labels.instance }} is down"}});
        let made = translate(&rule, &json!({"team": "web"}));
        assert_eq!(made.problems, [""; 0]);
        assert_eq!(
            made.rule,
            json!({"name": "Down", "condition": "up.last{job=\"api\"} by (*) == 0", "for": "5m", "keep_firing_for": "10m",
                "labels": {"team": "web", "severity": "critical"}, "annotations": {"summary": "{{ labels.instance }} is down"}})
        );
        let rule = json!({"alert": "Bad", "expr": "histogram_quantile(0.9, x) > 5", "labels": {"a": "{{ $value }}"},
            "annotations": {"one": "{{ if true }}", "two": "{{ range }}", "three": "fine"}});
        let made = translate(&rule, &Value::Null);
        assert_eq!(made.problems.len(), 4, "{:?}", made.problems);
        assert!(
            made.problems.iter().any(|problem| problem.contains("api.response_time.p95")),
            "{:?}",
            made.problems
        );
        for rule in
            [json!("x"), json!({}), json!({"record": "a:b", "expr": "up"}), json!({"alert": "x", "expr": 5})]
        {
            assert!(!translate(&rule, &Value::Null).problems.is_empty(), "{rule}");
        }
    }

    proptest! {
        #[test]
        fn any_template_is_translated_or_refused(text in "[{}$|a-z.\"%` \\\\-]{0,40}") {
            let _ = template(&text);
        }

        #[test]
        fn any_text_is_translated_or_refused(text: String) {
            let _ = template(&format!("{{{{ {text} }}}}"));
        }
    }
}
