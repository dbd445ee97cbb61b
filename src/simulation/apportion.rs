//! Dividing whole numbers into whole numbers by the method of largest remainders: nothing is lost, no float is used.

/// Divides `total` in proportion to `weights`; what is left after rounding down goes to the largest remainders, the
/// first among equals. Where all weights are 0 they count as equal.
///
/// ```
/// use milepost::simulation::apportion;
/// assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
/// assert_eq!(apportion(7, &[5, 0, 2]), [5, 0, 2]);
/// assert_eq!(apportion(0, &[3, 4]), [0, 0]);
/// ```
pub fn apportion(total: i64, weights: &[i64]) -> Vec<i64> {
    debug_assert!(total >= 0 && weights.iter().all(|w| *w >= 0), "only amounts can be divided");
    let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if sum == 0 {
        return if weights.is_empty() { Vec::new() } else { apportion(total, &vec![1; weights.len()]) };
    }
    let exact = |w: &i64| i128::from(total) * i128::from(*w);
    let mut parts: Vec<i64> = weights.iter().map(|w| narrow(exact(w) / sum)).collect();
    let left = total - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(exact(&weights[*i]) % sum), *i));
    for i in order.into_iter().take(usize::try_from(left).expect("fewer left than there are parts")) {
        parts[i] += 1;
    }
    parts
}

/// Divides `total` in proportion to `weights`, no part greater than its whole. `total` is at most the sum of `wholes`.
///
/// ```
/// use milepost::simulation::within;
/// assert_eq!(within(9, &[2, 10], &[1, 1]), [2, 7]);
/// assert_eq!(within(12, &[2, 10], &[0, 1]), [2, 10]);
/// ```
pub fn within(total: i64, wholes: &[i64], weights: &[i64]) -> Vec<i64> {
    debug_assert!(total <= wholes.iter().sum(), "the parts hold no more than the wholes");
    let mut parts: Vec<i64> = apportion(total, weights).iter().zip(wholes).map(|(p, w)| *p.min(w)).collect();
    // What did not fit goes where room is left, in proportion to the room: a share of it never exceeds it.
    let left = total - parts.iter().sum::<i64>();
    if left > 0 {
        let room: Vec<i64> = wholes.iter().zip(&parts).map(|(w, p)| w - p).collect();
        for (part, more) in parts.iter_mut().zip(apportion(left, &room)) {
            *part += more;
        }
    }
    parts
}

fn narrow(part: i128) -> i64 {
    i64::try_from(part).expect("a part is not greater than the total")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::chance::Chance;

    #[test]
    fn nothing_to_divide_or_nobody_to_take_it() {
        assert_eq!(apportion(5, &[]), Vec::<i64>::new());
        assert_eq!(apportion(5, &[0, 0]), [3, 2]);
        assert_eq!(within(0, &[0, 0], &[0, 0]), [0, 0]);
        assert_eq!(within(3, &[0, 3, 0], &[9, 0, 9]), [0, 3, 0]);
    }

    #[test]
    fn always_adds_up_and_never_exceeds() {
        let mut chance = Chance::new(7, "apportion");
        for _ in 0..2000 {
            let n = chance.between(1, 40) as usize;
            let wholes: Vec<i64> = (0..n).map(|_| chance.between(0, 60)).collect();
            let weights: Vec<i64> = (0..n).map(|_| chance.between(0, 9)).collect();
            let total = chance.between(0, wholes.iter().sum());
            assert_eq!(apportion(total, &weights).iter().sum::<i64>(), total);
            let parts = within(total, &wholes, &weights);
            assert_eq!(parts.iter().sum::<i64>(), total);
            assert!(parts.iter().zip(&wholes).all(|(p, w)| 0 <= *p && p <= w));
        }
    }
}
