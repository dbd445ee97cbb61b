//! The modules under test under their own paths, without the rest of the crate: fuzzing them needs no database.

/// As `milepost::catalog`.
#[path = "../../src/catalog"]
pub mod catalog {
    mod decimal;
    mod kind;
    mod tables;
    mod vocabulary;
    pub use decimal::Decimal;
    pub use kind::{Kind, Value};
    pub use tables::ALL;
    pub use vocabulary::{Comparator, Direction, Level, ObsStatus};
}
/// As `milepost::error`.
#[path = "../../src/error"]
pub mod error {
    mod content;
    pub use content::{Error, Result};
}
/// As `milepost::language`.
#[path = "../../src/language/mod.rs"]
pub mod language;
/// As `milepost::sources`, as far as cells go.
#[path = "../../src/sources"]
pub mod sources {
    mod cells;
    mod merge;
    /// As `milepost::sources::text`, as far as recipes name it.
    pub mod text {
        mod encoding;
        mod options;
        pub use encoding::Encoding;
        pub use options::TextOptions;
    }
    pub use cells::{Batch, Cell, Row, column_letters};
    pub use merge::Merge;
    pub use text::{Encoding, TextOptions};
}
/// As `milepost::observations`.
#[path = "../../src/observations"]
pub mod observations {
    pub mod meaning;
    pub mod recipe;
}
