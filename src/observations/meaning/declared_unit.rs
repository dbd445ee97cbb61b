//! The unit that a title or a header declares for the figures below it.

use super::unit::{Unit, is_known, unit};
use super::words::{fold, tidy};

/// Words that announce a unit. `đơn vị` alone also means an office (`Đơn vị: Sở Tư pháp`), so after it, and in mere
/// parentheses, only a known unit counts.
const ANNOUNCE: [(&str, bool); 8] = [
    ("đơn vị tính", true),
    ("đơn vị đo", true),
    ("đơn vị tiền", true),
    ("đvt", true),
    ("đvđ", true),
    ("unit of measure", true),
    ("đơn vị", false),
    ("unit", false),
];

/// Finds the unit declared in a header or title: `ĐVT: triệu đồng`, `(Đơn vị: hồ sơ)`, `Số tiền (đồng)`, `Tỷ lệ (%)`.
///
/// `None` where none is declared, and where two different ones are: a mixed table has its units in a column of its own.
///
/// ```
/// use milepost::observations::meaning::declared_unit;
/// assert_eq!(declared_unit("Biểu 02. ĐVT: triệu đồng").map(|u| u.factor), Some(1_000_000));
/// assert_eq!(declared_unit("Số tiền (đồng)").map(|u| u.name), Some("đồng".to_owned()));
/// assert_eq!(declared_unit("Đơn vị: Sở Tư pháp"), None);
/// ```
pub fn declared_unit(text: &str) -> Option<Unit> {
    let mut found: Vec<Unit> = text.lines().filter_map(announced).collect();
    if found.is_empty() {
        found = in_parentheses(&tidy(text));
    }
    if found.is_empty() && tidy(text).ends_with('%') && !text.contains([':', ';', '(']) {
        found.extend(unit("%"));
    }
    let first = found.pop()?;
    found.iter().all(|other| *other == first).then_some(first)
}

fn announced(line: &str) -> Option<Unit> {
    let folded = fold(line);
    ANNOUNCE.into_iter().find_map(|(word, open)| {
        folded.match_indices(word).find_map(|(at, _)| {
            let inside = folded[..at].ends_with(char::is_alphanumeric);
            let after = folded[at + word.len()..].trim_start();
            let (named, open) = after.strip_prefix(':').map_or((after, false), |named| (named, open));
            if named.len() == after.len() && !matches!(word, "đvt" | "đơn vị tính") {
                return None;
            }
            let line = named.split([')', ']', ';', '|']).next().unwrap_or(named);
            // `thôn, bản` is one unit; of others a comma makes a list.
            if let Some(unit) = unit(line).filter(|u| is_known(u) && line.contains(',') && !inside) {
                return Some(unit);
            }
            let end = named.find([')', ']', ';', ',', '|']).unwrap_or(named.len());
            // The folded text is cut, so that an unknown unit comes in lower case here.
            let unit = unit(&named[..end]).filter(|_| !inside)?;
            let mixed = named[end..].starts_with([';', ',']) && !named[end + 1..].trim().is_empty();
            (!mixed && (open || is_known(&unit))).then_some(unit)
        })
    })
}

fn in_parentheses(text: &str) -> Vec<Unit> {
    text.split('(')
        .skip(1)
        .filter_map(|part| part.split_once(')'))
        .filter_map(|(inner, _)| unit(inner))
        .filter(is_known)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Option<(String, u64)> {
        declared_unit(text).map(|u| (u.name, u.factor))
    }

    #[test]
    fn nothing_is_declared_by_accident() {
        let texts = [
            "",
            "(",
            "()",
            "Tổng số",
            "Đơn vị: UBND xã Mường La",
            "Đơn vị báo cáo: Sở Tư pháp",
            "Đơn vị",
            "Hồ sơ (1)",
            "Kết quả (nếu có)",
            "Số tiền (đồng) và tỷ lệ (%)",
            "ĐVT: triệu đồng; %",
            "ĐVT: thôn, cây",
            "Đơn vị tính",
            "Tỷ lệ",
        ];
        for text in texts {
            assert_eq!(declared_unit(text), None, "{text:?}");
        }
    }

    #[test]
    fn finds_what_is_declared() {
        let cases = [
            ("ĐVT: triệu đồng", "đồng", 1_000_000),
            ("Đơn vị tính: tỷ đồng", "đồng", 1_000_000_000),
            ("(Đơn vị: hồ sơ)", "hồ sơ", 1),
            ("Đơn vị: 1.000 đồng", "đồng", 1_000),
            ("BIỂU SỐ 3\n(ĐVT: Nghìn đồng)\nTháng 9/2025", "đồng", 1_000),
            ("Số tiền\n(đồng)", "đồng", 1),
            ("Tỷ lệ (%)", "%", 1),
            ("Tỷ lệ %", "%", 1),
            ("ĐVT triệu đồng", "đồng", 1_000_000),
            ("ĐVT: Thôn, bản", "thôn, bản", 1),
            ("Kế hoạch (triệu đồng)", "đồng", 1_000_000),
            ("Đơn vị tính: cây", "cây", 1),
        ];
        for (text, name, factor) in cases {
            assert_eq!(says(text), Some((name.to_owned(), factor)), "{text}");
        }
    }
}
