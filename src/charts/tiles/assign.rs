//! Which area takes which tile? The assignment of least total cost, by the Hungarian method with potentials (Kuhn 1955;
//! Jonker and Volgenant 1987 for the shortest augmenting paths).

/// For each row of costs its own column, so that the sum is least; whole numbers, so that equal inputs give equal bits.
///
/// There are at least as many columns as rows, and all rows are equally long.
pub(super) fn assign(costs: &[Vec<i64>]) -> Vec<usize> {
    let columns = costs.first().map_or(0, Vec::len);
    // Rows and columns count from one; column 0 holds the row that looks for a place.
    let mut row_potential = vec![0; costs.len() + 1];
    let mut column_potential = vec![0; columns + 1];
    let mut taken_by = vec![0; columns + 1];
    for row in 1..=costs.len() {
        taken_by[0] = row;
        let mut at = 0;
        let mut least = vec![i64::MAX; columns + 1];
        let mut came_from = vec![0; columns + 1];
        let mut seen = vec![false; columns + 1];
        while taken_by[at] != 0 {
            seen[at] = true;
            let from = taken_by[at];
            let (mut delta, mut next) = (i64::MAX, 0);
            for column in (1..=columns).filter(|column| !seen[*column]) {
                let reduced = costs[from - 1][column - 1] - row_potential[from] - column_potential[column];
                if reduced < least[column] {
                    (least[column], came_from[column]) = (reduced, at);
                }
                if least[column] < delta {
                    (delta, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if seen[column] {
                    row_potential[taken_by[column]] += delta;
                    column_potential[column] -= delta;
                } else {
                    least[column] = least[column].saturating_sub(delta);
                }
            }
            at = next;
        }
        while at != 0 {
            let before = came_from[at];
            taken_by[at] = taken_by[before];
            at = before;
        }
    }
    let mut place = vec![0; costs.len()];
    for (column, row) in taken_by.iter().enumerate().skip(1).filter(|(_, row)| **row != 0) {
        place[row - 1] = column - 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(costs: &[Vec<i64>], places: &[usize]) -> i64 {
        places.iter().enumerate().map(|(row, column)| costs[row][*column]).sum()
    }

    /// The least sum over all ways to place the rows from `row` on.
    fn by_trying(costs: &[Vec<i64>], row: usize, taken: &mut Vec<usize>) -> i64 {
        let Some(line) = costs.get(row) else { return 0 };
        let mut best = i64::MAX;
        for (column, cost) in line.iter().enumerate() {
            if !taken.contains(&column) {
                taken.push(column);
                best = best.min(cost + by_trying(costs, row + 1, taken));
                taken.pop();
            }
        }
        best
    }

    #[test]
    fn nothing_and_one_are_placed() {
        assert!(assign(&[]).is_empty());
        assert_eq!(assign(&[vec![3, 1, 2]]), [1]);
        assert_eq!(assign(&[vec![1, 2], vec![1, 9]]), [1, 0]);
    }

    proptest! {
        #[test]
        fn no_other_assignment_costs_less(
            (rows, more, costs) in (1usize..=5, 0usize..=2)
                .prop_flat_map(|(rows, more)| (Just(rows), Just(more), prop::collection::vec(0i64..60, rows * (rows + more))))
        ) {
            let costs: Vec<Vec<i64>> = costs.chunks(rows + more).map(<[i64]>::to_vec).collect();
            let places = assign(&costs);
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(sorted.len(), rows);
            prop_assert_eq!(total(&costs, &places), by_trying(&costs, 0, &mut Vec::new()));
        }
    }
}
