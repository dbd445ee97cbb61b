//! Opening data files: bytes become cells with their addresses. What a cell means is not decided here.

mod cells;
mod delimited;
mod document;
pub mod geojson;
mod hash;
mod inside;
mod merge;
mod opened;
mod remark;
mod second;
mod sheet;
mod sniff;
mod spreadsheet;
pub mod text;
pub mod workbook;

pub use cells::{Batch, Cell, Row, column_letters};
pub use document::Document;
pub(crate) use hash::hex;
pub use hash::{sha256, sha256_of_file};
pub use inside::{inside, not_linked};
pub use merge::Merge;
pub use opened::{Cells, Visit, open_cells};
pub use remark::Remark;
pub use second::{Disagreement, second_reading};
pub use sheet::{Sheet, SheetRow, open};
pub use sniff::{FileKind, sniff};
pub use text::{Encoding, TextOptions};
pub use workbook::SheetInfo;
