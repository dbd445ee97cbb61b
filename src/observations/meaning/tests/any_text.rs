//! Any text whatever is read or refused; nothing panics.

use crate::language::Language;
use crate::observations::meaning::*;
use proptest::prelude::*;

/// Scraps of what cells are made of: more likely to reach the corners than letters at random.
fn scraps() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "1",
        "23",
        "456",
        "2025",
        "0",
        "000",
        "9999999999",
        ".",
        ",",
        "/",
        "-",
        "–",
        "−",
        "+",
        " ",
        "  ",
        "\u{A0}",
        "\n",
        "%",
        "(",
        ")",
        "*",
        "¹",
        "…",
        "...",
        "x",
        "tỷ",
        "triệu",
        "đồng",
        "đ",
        "hồ sơ",
        "trang",
        "từ",
        "đến",
        "trên",
        "khoảng",
        "trở lên",
        "ngày",
        "tháng",
        "năm",
        "quý",
        "III",
        "Q",
        "T",
        "đầu",
        "cuối",
        "lũy kế",
        "hết",
        "ĐVT:",
        ":",
        "xã",
        "P.",
        "Mường La",
        "Sơn La",
        "huyện",
        "\u{301}",
        "\u{FEFF}",
        "e",
        "E+",
        "１",
        "٣",
        "ế",
        "İ",
        "ß",
        "ﬁ",
        "12:30",
    ];
    prop::collection::vec(prop::sample::select(SCRAPS), 0..9).prop_map(|scraps| scraps.concat())
}

fn read_by_all(text: &str) {
    for locale in Locale::ALL {
        let troubles = [
            whole(text, locale).err(),
            decimal(text, locale).err(),
            quantity(text, locale).err(),
            ratio(text, locale).err(),
        ];
        for trouble in troubles.into_iter().flatten() {
            assert!(!trouble.says(Language::Vi).is_empty() && !trouble.to_string().is_empty());
        }
    }
    let _ = (unit(text), declared_unit(text), day(text), as_of(text), says_cumulative(text), Missing::read(text));
    let _ = (period(text, None), period(text, Some(2025)), super::areas::listed().read(text, None));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        read_by_all(&text);
    }

    #[test]
    fn any_scraps_are_read_or_refused(text in scraps()) {
        read_by_all(&text);
    }

    #[test]
    fn any_float_is_read_or_refused(value in any::<f64>()) {
        let _ = (from_float(value), percent_from_float(value), whole_from_float(value));
        let _ = (serial_day(value, false), serial_day(value, true));
    }

    /// A suggestion is written as the column asks for it, so a suggested number reads in the column's own locale.
    #[test]
    fn suggested_numbers_can_be_read(text in scraps()) {
        for locale in Locale::ALL {
            if let Err(Trouble { suggestion: Some(meant), code, .. }) = decimal(&text, locale)
                && code != Code::TooManyDecimals
            {
                let read = decimal(&meant, locale);
                let long = matches!(&read, Err(t) if matches!(t.code, Code::TooManyDecimals | Code::TooLarge));
                prop_assert!(long || matches!(read, Ok(Reading::Value(_))), "{text:?} {meant:?} {locale:?} {read:?}");
            }
        }
    }

    /// A number read in one locale is never another number in disguise: what the locale does not write is refused.
    #[test]
    fn missing_is_never_a_number(text in "[-–—.… x]{0,5}") {
        for locale in Locale::ALL {
            prop_assert!(!matches!(whole(&text, locale), Ok(Reading::Value(_))), "{text:?}");
        }
    }
}
