//! How many squares has each part? Largest remainders (Hamilton), and none that is not zero goes without.

/// Squares for each count, `squares` in all; none where all counts are zero.
///
/// Each part takes the whole squares of its share, the rest go to the largest remainders, ties to the earlier part. A part
/// that is not zero and got none takes one from the part with the most.
pub(super) fn shared_out(counts: &[f64], squares: usize) -> Vec<usize> {
    let total: f64 = counts.iter().sum();
    if total <= 0.0 {
        return vec![0; counts.len()];
    }
    let shares: Vec<f64> = counts.iter().map(|count| count / total * squares as f64).collect();
    let mut given: Vec<usize> = shares.iter().map(|share| share.floor() as usize).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by(|&a, &b| shares[b].fract().total_cmp(&shares[a].fract()).then(a.cmp(&b)));
    let rest = squares.saturating_sub(given.iter().sum());
    for part in order.into_iter().take(rest) {
        given[part] += 1;
    }
    for part in 0..counts.len() {
        if counts[part] > 0.0 && given[part] == 0 {
            let most = (0..given.len()).rev().max_by_key(|other| given[*other]).unwrap_or(part);
            given[most] -= 1;
            given[part] = 1;
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_add_up_and_remainders_decide() {
        assert_eq!(shared_out(&[1.0, 1.0, 1.0], 100), [34, 33, 33]);
        assert_eq!(shared_out(&[941.0, 908.0, 314.0], 100), [43, 42, 15]);
        assert_eq!(shared_out(&[0.0, 0.0], 100), [0, 0]);
        assert_eq!(shared_out(&[5.0], 100), [100]);
    }

    #[test]
    fn what_is_not_zero_has_a_square_and_zero_has_none() {
        assert_eq!(shared_out(&[9_999.0, 1.0, 0.0], 100), [99, 1, 0]);
        assert_eq!(shared_out(&[1e15, 1.0, 1.0, 1.0, 1.0, 1.0], 100), [95, 1, 1, 1, 1, 1]);
    }
}
