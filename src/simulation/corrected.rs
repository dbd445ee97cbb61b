//! Forms that come a second time, corrected: vintages of figures need more than one day on which they were known.

use super::chance::Chance;
use super::manner::Manner;
use super::returned::Returned;
use super::setting::Corrected;
use crate::forms::Filled;
use jiff::civil::Date;

/// Which units send their form again, and on which day: of those that keep to the template, drawn by chance.
pub fn chosen(manners: &[Manner], days: &[Corrected], chance: &mut Chance) -> Vec<(usize, Date)> {
    let mut units: Vec<usize> = (0..manners.len()).filter(|i| matches!(manners[*i], Manner::Template)).collect();
    chance.shuffle(&mut units);
    let each_day = days.iter().flat_map(|again| std::iter::repeat_n(again.day, again.communes));
    units.into_iter().zip(each_day).collect()
}

/// Of what was counted as digitised in a month, one in so many at most belongs into the month before.
const ONE_IN: i64 = 20;

/// The form as it should have been: a part of what was counted as digitised in one month is counted in the month before,
/// in which the dossier came. No month has more digitised than there is, and the year's sum stays; so does its last month,
/// for nobody has the next year's forms yet.
pub fn corrected<'a>(form: &Returned<'a>, chance: &mut Chance) -> Returned<'a> {
    let mut form = form.clone();
    for (whole, part) in [("received", "components_digitised"), ("results", "results_digitised")] {
        let (whole, part) = (form.place(whole), form.place(part));
        let month = form.place("period");
        for later in 1..form.rows.len() - 1 {
            // Another counter begins with the first month again.
            if !follows(&form.rows[later][month], &form.rows[later + 1][month]) {
                continue;
            }
            let (before, after) = form.rows.split_at_mut(later);
            let (earlier, row) = (&mut before[later - 1], &mut after[0]);
            if !follows(&earlier[month], &row[month]) {
                continue;
            }
            let (Filled::Count(there), Filled::Count(done), Filled::Count(late)) =
                (&earlier[whole], &earlier[part], &row[part])
            else {
                continue;
            };
            let moved = chance.between(0, (there - done).min(*late / ONE_IN).max(0));
            (earlier[part], row[part]) = (Filled::Count(done + moved), Filled::Count(late - moved));
        }
    }
    form
}

/// Is the second of two months of one year, `03/2025`, the later?
fn follows(earlier: &Filled, later: &Filled) -> bool {
    matches!((earlier, later), (Filled::Text(earlier), Filled::Text(later)) if earlier < later)
}
