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
    static COLLATOR: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    COLLATOR
        .get_or_init(|| {
            Collator::try_new(locale!("vi").into(), CollatorOptions::default())
                .expect("the Vietnamese collation is compiled into the program")
        })
        .compare(a, b)
        .then_with(|| a.cmp(b))
}
