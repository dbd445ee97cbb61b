//! A result as an HTML table.

use super::value::{Label, written};
use crate::language::Language;
use crate::store::{Cell, ResultTable};
use std::fmt::Write;

/// The most rows of a table that is not broken between printed pages.
const SHORT: usize = 12;

/// The table under its caption, which stays in view while a wide table is scrolled; numbers flush right, a status with its
/// mark, the first cell of a row as its heading. A column with the format `href` is not shown: it names the page, beside this
/// one, that the row's heading leads to. With a `reference` every number carries its own: that, its row, its column.
pub fn html_table(table: &ResultTable, caption: &str, reference: Option<&str>, language: Language) -> String {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    table_of(table, caption, reference.map(|name| (name, all.as_slice())), language)
}

/// The same of some columns of a result: their places in it are what references name.
pub(super) fn table_of(
    table: &ResultTable,
    caption: &str,
    reference: Option<(&str, &[usize])>,
    language: Language,
) -> String {
    let labels: Vec<Label> = table.columns.iter().map(|c| Label::read(c)).collect();
    let numeric: Vec<bool> =
        labels.iter().enumerate().map(|(i, label)| table.rows.iter().any(|row| label.is_number(&row[i]))).collect();
    let href = labels.iter().position(|label| label.format == "href");
    let head = (0..labels.len()).find(|i| Some(*i) != href);
    let class = |i: usize| if numeric[i] { " class=\"number\"" } else { "" };
    // A short table stays on one sheet when printed.
    let short = if table.rows.len() <= SHORT { " short" } else { "" };
    let mut html = format!("<div class=\"table{short}\">\n");
    if caption.is_empty() {
        html.push_str("<div class=\"scroll\" tabindex=\"0\"><table>\n");
    } else {
        let id: String = caption.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let _ = writeln!(html, "<p class=\"caption\" id=\"table-{id}\">{}</p>", escape(caption));
        let _ = writeln!(
            html,
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table-{id}\"><table>"
        );
    }
    html.push_str("<thead><tr>");
    for (i, label) in labels.iter().enumerate().filter(|(i, _)| Some(*i) != href) {
        let _ = write!(html, "<th scope=\"col\"{}>{}</th>", class(i), escape(&label.text));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    // By keyboard one number of the table is reached; arrows go on from there.
    let mut reached = false;
    for (number, row) in table.rows.iter().enumerate() {
        html.push_str("<tr>");
        for (i, cell) in row.iter().enumerate().filter(|(i, _)| Some(*i) != href) {
            let text = escape(&written(cell, &labels[i].format, language));
            let text = match (&labels[i].format[..], cell) {
                ("status", Cell::Text(word)) => format!("<span class=\"status {}\">{text}</span>", escape(word)),
                _ => text,
            };
            let text = match href.filter(|_| Some(i) == head).and_then(|at| row[at].text()).filter(|to| is_beside(to)) {
                Some(to) => format!("<a href=\"{}\">{text}</a>", escape(to)),
                None => text,
            };
            let of = match reference {
                Some((cell_of, places)) if labels[i].is_number(cell) => {
                    let tab = if reached { "-1" } else { "0" };
                    reached = true;
                    let place = format!("{cell_of}/{}/{}", number + 1, places[i] + 1);
                    format!(" data-ref=\"{}\" tabindex=\"{tab}\"", escape(&place))
                }
                _ => String::new(),
            };
            // What machines read, where people read something else: for sorting, and for the file.
            let machine = match cell {
                // Days are in order as machines write them.
                Cell::Text(text) if labels[i].format == "period" => format!(" data-v=\"{}\"", escape(text)),
                Cell::Missing | Cell::Text(_) | Cell::Flag(_) => String::new(),
                other => format!(" data-v=\"{}\"", escape(&other.machine())),
            };
            let _ = match i {
                i if Some(i) == head => write!(html, "<th scope=\"row\"{}{machine}{of}>{text}</th>", class(i)),
                _ => write!(html, "<td{}{machine}{of}>{text}</td>", class(i)),
            };
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table></div>\n</div>\n");
    html
}

/// Is it a page of the same folder, or of one above or below: no other place, no script?
fn is_beside(to: &str) -> bool {
    to.chars().all(|c| c.is_ascii_alphanumeric() || "._-/#".contains(c)) && !to.starts_with('/')
}

/// Text made safe inside HTML, attributes included.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_sorted_and_saved_as_machines_write_them() {
        let table = ResultTable {
            columns: vec!["Đến [period]".into(), "Ghi chú".into()],
            rows: vec![vec![Cell::Text("2025-12-31".into()), Cell::Text("2025-12-31".into())]],
        };
        let html = html_table(&table, "", None, Language::Vi);
        assert!(html.contains("<th scope=\"row\" data-v=\"2025-12-31\">31/12/2025</th><td>2025-12-31</td>"), "{html}");
    }

    #[test]
    fn text_from_data_cannot_become_markup() {
        let table = ResultTable {
            columns: vec!["<b>".into(), "n [%1]".into()],
            rows: vec![vec![Cell::Text("<script>'\"&".into()), Cell::Float(1.25)]],
        };
        let html = html_table(&table, "a < b", None, Language::Vi);
        assert!(
            html.contains("&lt;script&gt;&#39;&quot;&amp;")
                && html.contains("<td class=\"number\" data-v=\"1.25\">1,3%</td>"),
            "{html}"
        );
        assert!(!html.contains("<script>") && !html.contains("<b>"));
        assert!(html.contains("<p class=\"caption\" id=\"table-a---b\">a &lt; b</p>"), "{html}");
        assert!(html.contains("role=\"region\" aria-labelledby=\"table-a---b\"><table>"), "{html}");
        assert!(html.contains("<tr><th scope=\"row\">&lt;script&gt;"), "{html}");
    }
}
