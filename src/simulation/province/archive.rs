//! Archive pages by office and month: stocks at the end of the month, of which December's are the printed ones.

use super::super::apportion::apportion;
use super::super::chance::Chance;

/// Pages digitised by the end of each month, for an office that has digitised `by_december` of them in the year.
/// How the year's work is spread over its months is invented.
pub fn pages_by_month(by_december: i64, chance: &mut Chance) -> Vec<i64> {
    let weights = chance.jitter(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 6], 30);
    apportion(by_december, &weights)
        .into_iter()
        .scan(0, |stock, month| {
            *stock += month;
            Some(*stock)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_up_to_december() {
        let stocks = pages_by_month(2_422_052, &mut Chance::new(1, "archive"));
        assert!(stocks.is_sorted());
        assert_eq!((stocks.len(), stocks[11]), (12, 2_422_052));
        assert_eq!(pages_by_month(0, &mut Chance::new(1, "archive")), [0; 12]);
    }
}
