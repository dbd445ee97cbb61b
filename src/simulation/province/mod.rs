//! The province behind the forms: what happened, before anybody wrote it down. All of it is made up except the totals.

mod archive;
mod budget;
mod dossiers;
mod places;
mod procedures;
mod villages;

pub use archive::pages_by_month;
pub use budget::{Line, lines};
pub use dossiers::{Counts, by_commune};
pub use places::{AREAS, Commune, FORMER, communes, name_of};
pub use procedures::{Procedure, procedures};
pub use villages::{STRIDE, Village, by_commune as villages_by_commune};
