//! Cells and figures as people are shown them.

use crate::observations::meaning::Locale;
use crate::sources::Cell;

/// A cell as it is shown to people in messages and lists: the text itself, a number as Excel shows it.
pub fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Fault(text) => text.to_owned(),
        Cell::Number { value, percent } => {
            let value = if percent { value * 100.0 } else { value };
            let digits =
                crate::observations::meaning::from_float(value).map_or_else(|_| format!("{value}"), |d| d.to_string());
            if percent { format!("{digits}%") } else { digits }
        }
        Cell::Moment(moment) => moment.date().to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// A value scaled by a million as a plain decimal.
pub fn plain(scaled: i128) -> String {
    let (sign, digits) = if scaled < 0 { ("-", scaled.unsigned_abs()) } else { ("", scaled.unsigned_abs()) };
    let (whole, rest) = (digits / 1_000_000, digits % 1_000_000);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:06}").trim_end_matches('0').to_owned()
    }
}

/// A value scaled by a million as the form's office writes it.
pub fn written(scaled: i128, locale: Locale) -> String {
    let text = plain(scaled);
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(w, r)| (w, r));
    let (group, point) = match locale {
        Locale::Vi => (".", ","),
        Locale::En => (",", "."),
        Locale::Plain => ("", "."),
    };
    let digits = whole.trim_start_matches('-');
    let mut out = whole[..whole.len() - digits.len()].to_owned();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(c);
    }
    if !rest.is_empty() {
        out.push_str(point);
        out.push_str(rest);
    }
    out
}
