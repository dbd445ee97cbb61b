//! Vietnamese alphabetical order, the same wherever the program is built.

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale::locale;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// Compares two names in the order of the Vietnamese alphabet (a ă â b c d đ e ê ..., tone marks last).
///
/// ```
/// use milepost::language::compare;
/// let mut names = vec!["Đoàn Kết", "Dân Chủ", "Ân Thi", "An Châu", "Ấn Độ"];
/// names.sort_by(|a, b| compare(a, b));
/// assert_eq!(names, ["An Châu", "Ấn Độ", "Ân Thi", "Dân Chủ", "Đoàn Kết"]);
/// ```
pub fn compare(a: &str, b: &str) -> Ordering {
    collator().compare(a, b).then_with(|| a.cmp(b))
}

/// A text whose plain order is the Vietnamese order of names: for engines that compare bytes. Not to be stored: another
/// version of the Unicode tables gives other keys.
///
/// ```
/// use milepost::language::order_key;
/// assert!(order_key("Dân Chủ") < order_key("Đoàn Kết"));
/// assert!(order_key("Đà Bắc") < order_key("Đoàn Kết"));
/// ```
pub fn order_key(name: &str) -> String {
    let mut key: Vec<u8> = Vec::new();
    let Ok(()) = collator().write_sort_key_to(name, &mut key);
    let mut text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    // Names that the alphabet does not tell apart keep one order.
    text.push(' ');
    text.push_str(name);
    text
}

fn collator() -> &'static CollatorBorrowed<'static> {
    static COLLATOR: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    COLLATOR.get_or_init(|| {
        Collator::try_new(locale!("vi").into(), CollatorOptions::default())
            .expect("the Vietnamese collation is compiled into the program")
    })
}
