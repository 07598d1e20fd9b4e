//! The page of a mail: readable without images and scripts, in programs that know only inline styles and tables.

use std::fmt::Write as _;

use crate::channel::message::{Alert, Message, Severity, Status, Texts};
use crate::text::escaped;

const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const CELL: &str =
    "padding:6px 8px;border-top:1px solid #d8dee4;text-align:left;vertical-align:top;font-size:13px";
/// Of a cell; the whole text stands in the mail's other part.
const LONGEST_CELL: usize = 500;
const LONGEST_BODY: usize = 20_000;

/// The whole page.
pub fn page(message: &Message) -> String {
    let colour = colour(message);
    let mut page = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body style=\"margin:0;padding:16px;{FONT};color:#1f2328;background:#ffffff\">\
         <div style=\"max-width:720px;border-left:6px solid {colour};padding:4px 0 4px 14px\">\
         <div style=\"font-size:12px;font-weight:bold;color:{colour}\">{state}</div>\
         <h1 style=\"font-size:18px;line-height:1.3;margin:4px 0 10px\">{title}</h1>",
        title = html(&message.title, LONGEST_BODY),
        state = state(message),
    );
    if !message.body.is_empty() {
        let body = html(&message.body, LONGEST_BODY);
        add(
            &mut page,
            format_args!("<div style=\"white-space:pre-wrap;font-size:14px;margin:0 0 12px\">{body}</div>"),
        );
    }
    if !message.alerts.is_empty() {
        table(&mut page, message);
    }
    for line in [message.left_out_note(), message.note()].into_iter().flatten() {
        let line = html(&line, LONGEST_CELL);
        add(&mut page, format_args!("<p style=\"font-size:13px;color:#59636e;margin:8px 0 0\">{line}</p>"));
    }
    page.push_str("</div></body></html>");
    page
}

/// Writing to a text does not fail.
fn add(page: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _infallible = page.write_fmt(arguments);
}

fn state(message: &Message) -> String {
    let severity = message.severity.as_str().to_ascii_uppercase();
    match message.status {
        Status::Resolved => format!("RESOLVED &middot; {severity}"),
        Status::Firing => severity,
    }
}

fn table(page: &mut String, message: &Message) {
    page.push_str("<table style=\"border-collapse:collapse;width:100%\"><thead><tr>");
    for title in ["Alert", "What", "Since (UTC)", "Count"] {
        add(page, format_args!("<th style=\"{CELL};border-top:0;color:#59636e\">{title}</th>"));
    }
    page.push_str("</tr></thead><tbody>");
    for alert in &message.alerts {
        page.push_str("<tr>");
        for cell in [labels(&alert.labels), what(alert), since(alert), alert.count.to_string()] {
            add(page, format_args!("<td style=\"{CELL}\">{cell}</td>"));
        }
        page.push_str("</tr>");
    }
    page.push_str("</tbody></table>");
}

fn labels(labels: &Texts) -> String {
    let line = |(name, value): (&String, &String)| {
        format!("<b>{}</b>&nbsp;{}", html(name, LONGEST_CELL), html(value, LONGEST_CELL))
    };
    labels.iter().map(line).collect::<Vec<_>>().join("<br>")
}

fn what(alert: &Alert) -> String {
    let said =
        |name: &str| alert.annotations.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    // As the body has it: what it says, and by what it ended or that there is no data.
    let text = ["message", "description", "summary"].into_iter().find_map(said);
    let note = said(if alert.status == Status::Resolved { "ended" } else { "no_data" });
    let text = html(&text.into_iter().chain(note).collect::<Vec<_>>().join(" "), LONGEST_CELL);
    if alert.status == Status::Resolved {
        format!("<b>resolved</b> {text}").trim_end().to_owned()
    } else {
        text
    }
}

fn since(alert: &Alert) -> String {
    let time = alert.starts_at.as_deref().unwrap_or_default();
    // 2031-01-01T00:00:00.123456+00:00, of which the minute says enough.
    html(&time.chars().take(16).collect::<String>().replace('T', " "), LONGEST_CELL)
}

fn colour(message: &Message) -> &'static str {
    if message.status == Status::Resolved {
        return "#1a7f37";
    }
    match message.severity {
        Severity::Info => "#0969da",
        Severity::Warning => "#9a6700",
        Severity::Error => "#cf222e",
        Severity::Critical => "#82071e",
    }
}

fn html(text: &str, most: usize) -> String {
    escaped(text, most, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_from_outside_is_markup() {
        let evil = "<script>alert(1)</script><img src=x onerror='y'>\"&";
        let payload = json!({"title": evil, "body": evil, "fallback_for": evil, "total_alerts": 9,
            "alerts": [{"labels": {evil: evil}, "annotations": {"message": evil}, "starts_at": evil}]});
        let page = page(&Message::from_payload(&payload, String::new()).unwrap());
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("'y'"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;alert(1)&lt;").count(), 7, "{page}");
        assert!(page.contains("8 more alerts are not shown."), "{page}");
    }

    #[test]
    fn a_cell_says_what_is_so() {
        let cell = |status: &str, annotations: serde_json::Value| {
            let payload = json!({"title": "t", "alerts": [{"status": status, "annotations": annotations}]});
            what(&Message::from_payload(&payload, String::new()).unwrap().alerts[0])
        };
        for (status, annotations, expected) in [
            ("firing", json!({"message": " \n", "summary": "s"}), "s"),
            ("firing", json!({"description": "d", "summary": "s"}), "d"),
            ("firing", json!({"message": "m", "no_data": "There is no data."}), "m There is no data."),
            ("firing", json!({"no_data": "There is no data.", "ended": "e"}), "There is no data."),
            (
                "resolved",
                json!({"summary": "s", "ended": "It is 3 < 5."}),
                "<b>resolved</b> s It is 3 &lt; 5.",
            ),
            ("resolved", json!({"message": "\u{7}"}), "<b>resolved</b>"),
            ("firing", json!({}), ""),
        ] {
            assert_eq!(cell(status, annotations.clone()), expected, "{status} {annotations}");
        }
    }

    #[test]
    fn the_colour_tells_the_state() {
        let page_of = |status: &str, severity: &str| {
            let payload = json!({"title": "t", "status": status, "severity": severity,
                "alerts": [{"labels": {"a": "b"}, "starts_at": "2031-01-01T02:03:04+00:00", "status": status, "count": 7}]});
            page(&Message::from_payload(&payload, String::new()).unwrap())
        };
        for (status, severity, colour, state) in [
            ("firing", "critical", "#82071e", ">CRITICAL<"),
            ("firing", "error", "#cf222e", ">ERROR<"),
            ("firing", "warning", "#9a6700", ">WARNING<"),
            ("firing", "info", "#0969da", ">INFO<"),
            ("resolved", "critical", "#1a7f37", ">RESOLVED &middot; CRITICAL<"),
        ] {
            let page = page_of(status, severity);
            assert!(page.contains(colour) && page.contains(state), "{status} {severity}: {page}");
            assert!(page.contains(">2031-01-01 02:03<") && page.contains(">7<"), "{page}");
        }
    }

    #[test]
    fn a_giant_is_a_page_of_bounded_size() {
        let long = "<".repeat(100_000);
        let alerts = vec![json!({"labels": {"a": long}, "annotations": {"message": long}}); 60];
        let payload = json!({"title": long, "body": long, "alerts": alerts, "total_alerts": 100});
        let page = page(&Message::from_payload(&payload, String::new()).unwrap());
        assert!(page.len() < 150_000, "{}", page.len());
        assert_eq!(page.matches("<tr>").count(), 61, "each alert has its row");
        assert!(page.contains("40 more alerts"));
    }
}
