//! Names that resemble one another: for suggesting, never for taking.

use crate::observations::meaning::words::bare;

/// How far two folded names are apart: 0 where only marks on letters differ, else the letters to change, at most two.
///
/// `None` where they do not resemble one another. Short names are near only by one letter.
pub(super) fn distance(a: &str, b: &str) -> Option<usize> {
    if bare(a) == bare(b) {
        return Some(0);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let most = if a.len().min(b.len()) < 6 { 1 } else { 2 };
    if a.len().abs_diff(b.len()) > most || a.len().min(b.len()) < 3 {
        return None;
    }
    let distance = letters_to_change(&a, &b);
    (distance <= most).then_some(distance)
}

/// Levenshtein's distance, by one row of his table at a time.
fn letters_to_change(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_names() {
        assert_eq!(distance("", ""), Some(0));
        assert_eq!(distance("", "a"), None);
        assert_eq!(distance("chieng mung", "chiềng mung"), Some(0));
        assert_eq!(distance("chiềng mung", "chiềng sung"), Some(1));
        assert_eq!(distance("chiềng sơ", "chiềng sơn"), Some(1));
        assert_eq!(distance("chiềng khoong", "chiềng khương"), Some(2));
        assert_eq!(distance("mường la", "phiêng ban"), None);
        assert_eq!(distance("co mạ", "có ma"), Some(0));
    }
}
