//! Two engines agree: what queries compute in DuckDB is computed again with Polars, from the tables that they read and from
//! what their headers, the README and the messages of the checks say, not from their text. Every row is compared, and every
//! column that is not named below: counts exactly, numbers to the last bit.
//!
//! Three projects are compared: the repository's own, the simulated province, and made-up figures that hold what the other
//! two happen not to have (`made_up`, `returns`). A second computation reads the results before it in the chain as they are, so that a
//! difference is found where it arises.
//!
//! The engines differ in one thing: where nothing is summed, SQL says NULL and Polars 0 (`table`). Last bits differ only
//! where both multiply and divide in another order, or take the exponential from another library; each such column is
//! named with how far.
//!
//! What the two definitions could have been, and which holds:
//! - a sum over rows of which some lack a part has the first and the last day of all of them;
//! - a figure without a first day is that of a day, the shortest of two periods that end on it;
//! - 3% and more than 3% are one value with two comparators, not two values that contradict each other;
//! - a commune that sent nothing for one of two months is left out of both, not new: it is not known to be.
//!
//! Left out, because a statistical function of this crate would be compared with itself; each is held to published values
//! where it stands: `attainment`, `projection`, `scenario`, `reconciliation`, `trend_test`, `method_example`; of `progress`
//! the growth ratio, of `progress_method` all but its rows, of `target_step` and `needed_standing` what the reference class
//! says, the `scale` of `trend`; and the check `rate-mismatch`. Reasons and texts that only put other columns into words are
//! left out, and so is `number-style`, which looks for commas in printed text.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/office.rs"]
mod office;

mod agreement;
mod contradictions;
mod documents;
mod drawn;
mod files;
mod findings;
mod made_up;
mod moves;
mod progress;
mod projects;
mod promises;
mod readings;
mod received;
mod returns;
mod table;
mod verdicts;
mod villages;
