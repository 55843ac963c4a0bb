//! The operator's output, as text for a terminal.

use life_circle_wire::Timestamp;
use life_circle_wire::links::Link;

use super::sql::log::LogRow;
use super::sql::reports::ReportRow;

/// A report in a line.
pub fn line(report: &ReportRow) -> String {
    let about = match (report.moment_id, report.comment_id) {
        (Some(id), _) => format!("moment {id}"),
        (None, Some(id)) => format!("comment {id}"),
        (None, None) => "person".to_owned(),
    };
    let ReportRow {
        id, handle, reason, ..
    } = report;
    format!(
        "{id}  {}  {reason}  @{handle}  {about}",
        Timestamp(report.created_at)
    )
}

/// A report in full, over several lines.
pub fn in_full(report: &ReportRow, photos: usize) -> String {
    let reporter = match &report.reporter {
        Some(handle) => format!("@{handle}"),
        None => "somebody whose account is deleted".to_owned(),
    };
    let mut text = format!("{}\nreported by {reporter}", line(report));
    for (title, words) in [("they say", &report.note), ("it said", &report.text)] {
        if !words.trim().is_empty() {
            text = format!("{text}\n{title}:{}", quoted(words));
        }
    }
    let hint = if photos > 0 {
        " (--photos DIR writes them there)"
    } else {
        ""
    };
    text = format!("{text}\nphotos: {photos}{hint}");
    if let Some(at) = report.closed_at {
        text = format!("{text}\nclosed {}", Timestamp(at));
    }
    text
}

/// Somebody's text, indented. Characters that could steer the terminal are replaced.
fn quoted(words: &str) -> String {
    let plain = |line: &str| {
        line.chars()
            .map(|c| if is_steering(c) { '\u{fffd}' } else { c })
            .collect::<String>()
    };
    words
        .lines()
        .map(|line| format!("\n    {}", plain(line)))
        .collect()
}

/// Whether a character moves the cursor, or the words around it.
fn is_steering(c: char) -> bool {
    let turns_words = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    turns_words || c.is_control()
}

/// An invitation in a line, without its secret.
pub fn invitation(link: &Link) -> String {
    format!(
        "{}  good until {}  {} of {} people used it",
        link.id, link.lapses_at, link.people_count, link.people_most
    )
}

/// An act from the log, in one line.
pub fn act(row: &LogRow) -> String {
    let report = row
        .report_id
        .map_or(String::new(), |id| format!("  report {id}"));
    format!(
        "{}  {}  {}{report}  {}",
        Timestamp(row.at),
        row.action,
        row.subject,
        row.note
    )
}

/// The rows, a line each, or `none` if there are no rows.
pub fn lines<T>(rows: &[T], line: fn(&T) -> String, none: &str) -> String {
    if rows.is_empty() {
        none.to_owned()
    } else {
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_cannot_steer_the_terminal() {
        let words = "\u{1b}[31mred, \u{202e}turned\u{2069}, \u{200f}\u{7}\ttab\r\nnext";
        let quoted = quoted(words);
        let shown = quoted.replace('\u{fffd}', "?");
        assert_eq!(shown, "\n    ?[31mred, ?turned?, ???tab\n    next");
    }
}
