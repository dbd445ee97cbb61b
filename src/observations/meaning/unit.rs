//! Units as offices write them: multiples of a base unit (tỷ đồng, nghìn hồ sơ), or the word itself.

use super::words::{as_shown, fold, tidy};

/// What one counted thing is, and how many of it a written one stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// The base unit: `đồng`, `hồ sơ`, `%`; an unknown word as written; empty for a bare multiple such as `tỷ`.
    pub name: String,
    /// How many base units one written unit is: a thousand million for `tỷ đồng`, 1 where there is no multiple.
    pub factor: u64,
}

const MULTIPLES: [(&str, u64); 12] = [
    ("1.000.000.000", 1_000_000_000),
    ("1000000000", 1_000_000_000),
    ("1.000.000", 1_000_000),
    ("1000000", 1_000_000),
    ("1.000", 1_000),
    ("1000", 1_000),
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("triệu", 1_000_000),
    ("tr", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];
/// `nghìn tỷ` is the largest multiple in use.
const LARGEST: u64 = 1_000_000_000_000;
const DONG: [&str; 8] = ["đồng", "đ", "₫", "vnđ", "vnd", "đồng việt nam", "đồng vn", "việt nam đồng"];
/// `tỷ lệ` (rate) and the like begin as `tỷ` (thousand million) does.
const NO_MULTIPLE: [&str; 6] = ["lệ", "suất", "trọng", "giá", "số", "phần"];
/// Words that belong to ranges, bounds and lists, never to a unit.
const RESERVED: [&str; 15] =
    ["đến", "tới", "từ", "trở", "lên", "xuống", "trên", "dưới", "hơn", "khoảng", "và", "hoặc", "hay", "to", "and"];
/// Units that are known without being declared: only these may stand in a header's parentheses or touch the number.
const KNOWN: [&str; 54] = [
    "hồ sơ",
    "trang",
    "trang a4",
    "thôn",
    "bản",
    "thôn, bản",
    "thôn/bản",
    "tiểu khu",
    "hộ",
    "hộ gia đình",
    "người",
    "khẩu",
    "lượt",
    "lượt người",
    "văn bản",
    "thủ tục",
    "tthc",
    "dịch vụ",
    "tài liệu",
    "xã",
    "phường",
    "cơ quan",
    "đơn vị",
    "nhiệm vụ",
    "dự án",
    "công trình",
    "trạm",
    "điểm",
    "thuê bao",
    "tài khoản",
    "giao dịch",
    "cuộc",
    "trường hợp",
    "lần",
    "cái",
    "chiếc",
    "bộ",
    "lớp",
    "trường",
    "học sinh",
    "tháng",
    "năm",
    "ngày",
    "giờ",
    "km",
    "m",
    "m2",
    "m²",
    "km2",
    "km²",
    "ha",
    "tấn",
    "tạ",
    "kg",
];
/// Symbols whose capitals matter.
const SYMBOLS: [(&str, &str); 4] = [("gb", "GB"), ("mbps", "Mbps"), ("mw", "MW"), ("kwh", "kWh")];

/// Reads a unit: the words after a number, or the whole text of a unit cell. `None` where it is no unit.
///
/// ```
/// use milepost::observations::meaning::unit;
/// let read = |text| unit(text).map(|u| (u.name, u.factor));
/// assert_eq!(read("triệu đồng"), Some(("đồng".into(), 1_000_000)));
/// assert_eq!(read("Tr.đ"), Some(("đồng".into(), 1_000_000)));
/// assert_eq!(read("1.000 đồng"), Some(("đồng".into(), 1_000)));
/// assert_eq!(read("nghìn hồ sơ"), Some(("hồ sơ".into(), 1_000)));
/// assert_eq!(read("máy chủ"), Some(("máy chủ".into(), 1)));
/// assert_eq!(read("12"), None);
/// ```
pub fn unit(text: &str) -> Option<Unit> {
    if text.len() > 200 {
        return None;
    }
    let shown = tidy(text);
    let shown = shown.trim_matches([' ', ':', ';', ',', '.']);
    let shown = shown.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(shown).trim();
    let folded = fold(shown);
    if matches!(folded.as_str(), "%" | "phần trăm" | "percent") {
        return Some(Unit { name: "%".to_owned(), factor: 1 });
    }
    let (mut rest, mut factor) = (folded.as_str(), 1u64);
    while let Some((after, times)) = multiple(rest) {
        factor = factor.checked_mul(times).filter(|f| *f <= LARGEST)?;
        rest = after;
    }
    if DONG.contains(&rest) {
        return Some(Unit { name: "đồng".to_owned(), factor });
    }
    if rest.is_empty() {
        return (factor > 1 && !folded.starts_with('1')).then(|| Unit { name: String::new(), factor });
    }
    if let Some(name) = known(rest) {
        return Some(Unit { name: name.to_owned(), factor });
    }
    may_name(rest).then(|| Unit { name: as_shown(shown, &folded, rest), factor })
}

fn known(folded: &str) -> Option<&'static str> {
    let symbol = SYMBOLS.iter().find(|(lower, _)| *lower == folded).map(|(_, symbol)| *symbol);
    symbol.or_else(|| KNOWN.iter().find(|word| **word == folded).copied())
}

/// Is it a unit that needs no declaration: đồng, a multiple, or one of the known words?
pub(super) fn is_known(unit: &Unit) -> bool {
    unit.factor > 1 || unit.name == "%" || unit.name == "đồng" || known(&fold(&unit.name)).is_some()
}

/// Removes a leading multiple; what follows must be the end, another word, or đồng in short (`trđ`, `tỷđ`).
fn multiple(text: &str) -> Option<(&str, u64)> {
    MULTIPLES.into_iter().find_map(|(word, times)| {
        let after = text.strip_prefix(word)?;
        let rest = after.trim_start_matches([' ', '.']);
        // `tr` alone may also be a page (trang).
        let apart = (after.is_empty() || after.starts_with([' ', '.'])) && word != "tr" || DONG.contains(&rest);
        let first = rest.split(' ').next().unwrap_or("");
        (apart && !NO_MULTIPLE.contains(&first)).then_some((rest, times))
    })
}

/// May an unknown word be a unit? It has letters, no digits except those of m2 and m3, and is no sentence.
fn may_name(text: &str) -> bool {
    let stem = if text.ends_with("m2") || text.ends_with("m3") { &text[..text.len() - 1] } else { text };
    let words: Vec<&str> = stem.split([' ', '/']).collect();
    stem.starts_with(char::is_alphabetic)
        && stem.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '.' | '²' | '³'))
        && words.len() <= 5
        && text.chars().count() <= 40
        && !words.iter().any(|w| RESERVED.contains(w))
        && !matches!(words[0], "tỷ" | "tỉ" | "tr" | "tr.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scraps_are_no_units() {
        for text in [
            "",
            " ",
            "()",
            "1",
            "1.000",
            "(1)",
            "*",
            "-",
            "/4",
            "5 triệu",
            "đến",
            "và 6",
            "tỷ lệ",
            "tỷ 500 triệu",
            "tr",
            "tr.",
        ] {
            assert_eq!(unit(text), None, "{text:?}");
        }
        assert_eq!(unit("nghìn tỷ tỷ đồng"), None);
        assert_eq!(unit("hồ sơ đã được giải quyết đúng hạn"), None);
    }

    #[test]
    fn multiples_of_dong() {
        let cases = [
            ("đồng", 1),
            ("VNĐ", 1),
            ("đ", 1),
            ("nghìn đồng", 1_000),
            ("ngàn đồng", 1_000),
            ("1000đ", 1_000),
            ("Triệu đồng", 1_000_000),
            ("trđ", 1_000_000),
            ("tr. đồng", 1_000_000),
            ("tr đồng", 1_000_000),
            ("tỷ đồng", 1_000_000_000),
            ("tỉ đồng", 1_000_000_000),
            ("nghìn tỷ đồng", 1_000_000_000_000),
        ];
        for (text, factor) in cases {
            assert_eq!(unit(text), Some(Unit { name: "đồng".into(), factor }), "{text}");
        }
        assert_eq!(unit("tỷ"), Some(Unit { name: String::new(), factor: 1_000_000_000 }));
        assert_eq!(unit("triệu người"), Some(Unit { name: "người".into(), factor: 1_000_000 }));
    }

    #[test]
    fn other_units_keep_their_word() {
        for text in ["trang", "hồ sơ", "hồ sơ/tháng", "m2", "MW", "Mbps", "trạm BTS", "m²"] {
            assert_eq!(unit(text), Some(Unit { name: text.into(), factor: 1 }), "{text}");
        }
        assert_eq!(unit("Ho\u{302}\u{300} sơ").unwrap().name, "hồ sơ");
    }
}
