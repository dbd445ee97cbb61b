//! Workbooks for the offices: blank forms to fill in, and returns sent back with what is wrong marked in them.

mod header;
mod layout;
mod limit;
mod lists;
mod look;
mod mark;
mod sheet;
mod stamp;
mod template;

pub use crate::observations::SIMULATED;
pub use layout::Layout;
pub use lists::LISTS_SHEET;
pub use mark::{Mark, REVIEW_SHEET, Returned, SheetReader, mark};
pub use stamp::STAMP_SHEET;
pub use template::{Filled, SheetContent, Template, filled, template};
