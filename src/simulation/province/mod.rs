//! The province behind the forms: what happened, before anybody wrote it down. All of it is made up except the totals.

mod archive;
mod budget;
mod dossiers;
mod places;
mod procedures;
mod villages;

pub use archive::pages_by_month;
pub use budget::{Line, lines};
pub use dossiers::{Counts, FIELDS, by_commune};
pub use places::{AREAS, Commune, FORMER, communes};
pub use procedures::{Procedure, procedures};
pub use villages::{Village, by_commune as villages_by_commune};
