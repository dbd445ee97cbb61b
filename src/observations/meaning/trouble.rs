//! Why a cell could not be read, and what was perhaps meant.

use crate::language::Language;
use std::fmt;

/// A cell that could not be read.
///
/// ```
/// use milepost::language::Language;
/// use milepost::observations::meaning::{Code, Locale, whole};
/// let trouble = whole("12.34", Locale::Vi).unwrap_err();
/// assert_eq!(trouble.code, Code::OtherLocale);
/// assert_eq!(trouble.suggestion.as_deref(), Some("12,34"));
/// assert!(trouble.says(Language::Vi).starts_with("“12.34”: "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub code: Code,
    /// The text as it stands in the cell, cut where it is very long.
    pub found: String,
    /// What was perhaps meant, written as the column asks for it; for people, never to be taken.
    pub suggestion: Option<String>,
}

impl Trouble {
    pub(super) fn new(code: Code, found: &str) -> Trouble {
        let mut kept: String = found.trim().chars().take(120).collect();
        if kept.len() < found.trim().len() {
            kept.push('…');
        }
        Trouble { code, found: kept, suggestion: None }
    }

    pub(super) fn suggest(mut self, suggestion: impl Into<String>) -> Trouble {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The whole sentence for people.
    pub fn says(&self, language: Language) -> String {
        let says = self.code.says(language);
        let ask = language.pick("có phải là", "is it");
        match &self.suggestion {
            Some(suggestion) => format!("“{}”: {says}; {ask} “{suggestion}”?", self.found),
            None => format!("“{}”: {says}", self.found),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says(Language::En))
    }
}

impl std::error::Error for Trouble {}

macro_rules! codes {
    ($($name:ident $word:literal $vi:literal $en:literal;)*) => {
        /// What is wrong with a cell. The words are stable: recipes, tables and rules may name them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $word, "`: ", $en, ".")] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The stable word, in kebab case.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word,)* }
            }

            /// What is wrong and what was expected, for people; a clause without a full stop.
            pub fn says(self, language: Language) -> &'static str {
                match self { $(Code::$name => language.pick($vi, $en),)* }
            }
        }
    };
}

codes! {
    NotNumber "not-number" "không phải là số" "not a number";
    OtherLocale "other-locale"
        "không viết theo kiểu số của biểu (dấu chấm hàng nghìn, dấu phẩy thập phân)" "not written in the number style declared for this column";
    Grouping "grouping"
        "dấu phân cách hàng nghìn không đứng sau từng nhóm ba chữ số" "separators do not stand at groups of three digits";
    Sign "sign"
        "dấu trừ viết không chuẩn, dùng dấu “-” liền trước số" "the minus is unclear: a plain “-” right before the number was expected";
    Parentheses "parentheses"
        "số trong ngoặc đơn có thể là số âm, số thứ tự cột hoặc chú thích"
        "a number in parentheses may be negative, a column's number or a note";
    Footnote "footnote" "có dấu chú thích viết liền sau số" "a footnote mark is attached to the number";
    ForeignDigits "foreign-digits" "có chữ số không phải 0-9 thông thường" "has digits other than plain 0-9";
    SeveralNumbers "several-numbers" "có nhiều số trong một ô" "several numbers in one cell";
    TooManyDecimals "too-many-decimals" "có nhiều hơn sáu chữ số thập phân" "has more than six decimals";
    TooLarge "too-large" "số quá lớn" "the number is too large";
    NotFinite "not-finite" "không phải là số hữu hạn" "not a finite number";
    Decimals "decimals" "cần số nguyên, không có phần thập phân" "a whole number without decimals was expected";
    Percent "percent" "cần số không kèm dấu phần trăm" "a number without a percent sign was expected";
    HasUnit "has-unit" "cần số không kèm đơn vị" "a number without a unit was expected";
    NotExact "not-exact"
        "cần một số chính xác, không phải khoảng hay số ước lượng" "one exact number was expected, not a range or a bound";
    Unclear "unclear" "có thể hiểu theo nhiều cách" "can be understood in more than one way";
    FallingRange "falling-range" "khoảng có số đầu lớn hơn số cuối" "the range ends below its beginning";
    UnitsDiffer "units-differ" "hai đầu của khoảng có đơn vị khác nhau" "the two ends of the range have different units";
    NotRatio "not-ratio" "không phải tỷ số dạng “217.339/228.769”" "not a ratio such as 217,339/228,769";
    NotDay "not-day" "không phải ngày dạng dd/mm/yyyy" "not a day as dd/mm/yyyy";
    MonthFirst "month-first" "tháng đứng trước ngày, cần dd/mm/yyyy" "the month stands first; dd/mm/yyyy was expected";
    TwoDigitYear "two-digit-year" "năm chỉ có hai chữ số, cần bốn chữ số" "the year has two digits; four were expected";
    NoSuchDay "no-such-day" "không có ngày hoặc tháng này trong lịch" "no such day or month in the calendar";
    YearOutOfRange "year-out-of-range" "năm nằm ngoài khoảng 1900-2100" "the year is not from 1900 to 2100";
    NoYear "no-year" "thiếu năm" "the year is missing";
    NotPeriod "not-period"
        "không phải kỳ báo cáo như “Quý III/2025”, “Tháng 9/2025”, “9 tháng năm 2025”"
        "not a period such as “Quý III/2025”, “Tháng 9/2025”, “9 tháng năm 2025”";
    UnclearStart "unclear-start" "số lũy kế không ghi rõ tính từ ngày nào" "cumulative, but it is not said since when";
    SeveralDays "several-days" "nêu nhiều ngày chốt số liệu khác nhau" "names several different days as the reporting day";
    NotArea "not-area" "không có trong danh mục đơn vị hành chính" "not in the list of areas";
    NearArea "near-area"
        "không có trong danh mục đơn vị hành chính, chỉ có tên gần giống" "not in the list of areas, which has only a similar name";
    AmbiguousArea "ambiguous-area"
        "nhiều đơn vị trùng tên này; ghi đủ cấp và tên, hoặc mã" "may be several areas; a full name, a type or a code was expected";
    AreaElsewhere "area-elsewhere"
        "đơn vị hành chính này không thuộc huyện hoặc tỉnh đi kèm" "this area does not lie in the district or province named with it";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_are_distinct_kebab_case_and_texts_composed() {
        let words: HashSet<_> = Code::ALL.iter().map(|c| c.word()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.word().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code:?}");
            for language in [Language::Vi, Language::En] {
                assert_eq!(crate::language::nfc(code.says(language)), code.says(language));
            }
        }
    }

    #[test]
    fn long_cells_are_cut() {
        assert_eq!(Trouble::new(Code::NotNumber, &"ồ".repeat(1000)).found.chars().count(), 121);
    }
}
