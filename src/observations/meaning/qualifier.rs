//! How firmly a number is stated: exactly, about, above, at most.

use super::words::after_word;

/// How a written number bounds what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// The number itself.
    Exact,
    /// `khoảng`, `gần`, `xấp xỉ`, `ước`, `~`.
    About,
    /// `trên`, `hơn`, `>`.
    MoreThan,
    /// `ít nhất`, `tối thiểu`, `không dưới`, `từ ... trở lên`, `≥`.
    AtLeast,
    /// `dưới`, `chưa đến`, `<`.
    LessThan,
    /// `nhiều nhất`, `tối đa`, `không quá`, `từ ... trở xuống`, `≤`.
    AtMost,
}

/// Longer words before those that they begin with.
const LEADING: [(&str, Qualifier); 38] = [
    ("không ít hơn", Qualifier::AtLeast),
    ("không thấp hơn", Qualifier::AtLeast),
    ("không dưới", Qualifier::AtLeast),
    ("ít nhất là", Qualifier::AtLeast),
    ("ít nhất", Qualifier::AtLeast),
    ("tối thiểu là", Qualifier::AtLeast),
    ("tối thiểu", Qualifier::AtLeast),
    ("at least", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    (">=", Qualifier::AtLeast),
    ("không vượt quá", Qualifier::AtMost),
    ("không nhiều hơn", Qualifier::AtMost),
    ("không quá", Qualifier::AtMost),
    ("nhiều nhất", Qualifier::AtMost),
    ("tối đa là", Qualifier::AtMost),
    ("tối đa", Qualifier::AtMost),
    ("at most", Qualifier::AtMost),
    ("up to", Qualifier::AtMost),
    ("≤", Qualifier::AtMost),
    ("<=", Qualifier::AtMost),
    ("lớn hơn", Qualifier::MoreThan),
    ("nhiều hơn", Qualifier::MoreThan),
    ("more than", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("trên", Qualifier::MoreThan),
    ("hơn", Qualifier::MoreThan),
    (">", Qualifier::MoreThan),
    ("nhỏ hơn", Qualifier::LessThan),
    ("chưa đến", Qualifier::LessThan),
    ("chưa tới", Qualifier::LessThan),
    ("less than", Qualifier::LessThan),
    ("under", Qualifier::LessThan),
    ("dưới", Qualifier::LessThan),
    ("<", Qualifier::LessThan),
    ("khoảng", Qualifier::About),
    ("xấp xỉ", Qualifier::About),
    ("gần", Qualifier::About),
    ("about", Qualifier::About),
];
const ESTIMATES: [&str; 6] = ["ước đạt", "ước tính", "ước khoảng", "ước", "~", "≈"];
const TRAILING: [(&str, Qualifier); 4] = [
    ("trở lên", Qualifier::AtLeast),
    ("or more", Qualifier::AtLeast),
    ("trở xuống", Qualifier::AtMost),
    ("or less", Qualifier::AtMost),
];

impl Qualifier {
    /// Every qualifier.
    pub const ALL: [Qualifier; 6] = [
        Qualifier::Exact,
        Qualifier::About,
        Qualifier::MoreThan,
        Qualifier::AtLeast,
        Qualifier::LessThan,
        Qualifier::AtMost,
    ];

    /// The stable word for tables and files.
    pub fn word(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::About => "about",
            Qualifier::MoreThan => "more-than",
            Qualifier::AtLeast => "at-least",
            Qualifier::LessThan => "less-than",
            Qualifier::AtMost => "at-most",
        }
    }

    /// The qualifier of a folded text, and what is left of the text.
    pub(super) fn split(folded: &str) -> (Qualifier, &str) {
        // `đạt 95%` is what the office reports: 95%, reached.
        let text = after_word(folded, "đạt").unwrap_or(folded);
        for (word, qualifier) in TRAILING {
            if let Some(before) = text.strip_suffix(word)
                && before.ends_with([' ', '%'])
            {
                let before = before.trim_end();
                return (qualifier, after_word(before, "từ").or(after_word(before, "from")).unwrap_or(before));
            }
        }
        let estimates = ESTIMATES.iter().map(|word| (*word, Qualifier::About));
        LEADING
            .into_iter()
            .chain(estimates)
            .find_map(|(word, qualifier)| Some((qualifier, after_word(text, word)?)))
            .unwrap_or((Qualifier::Exact, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_one_qualifier_off() {
        assert_eq!(Qualifier::split(""), (Qualifier::Exact, ""));
        assert_eq!(Qualifier::split("trên"), (Qualifier::MoreThan, ""));
        assert_eq!(Qualifier::split("không dưới 5"), (Qualifier::AtLeast, "5"));
        assert_eq!(Qualifier::split("dưới 5"), (Qualifier::LessThan, "5"));
        assert_eq!(Qualifier::split(">=5"), (Qualifier::AtLeast, "5"));
        assert_eq!(Qualifier::split("từ 30% trở lên"), (Qualifier::AtLeast, "30%"));
        assert_eq!(Qualifier::split("đạt trên 95%"), (Qualifier::MoreThan, "95%"));
        assert_eq!(Qualifier::split("overt 5"), (Qualifier::Exact, "overt 5"));
    }
}
