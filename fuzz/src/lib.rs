//! The modules under test under their own paths, without the rest of the crate: fuzzing them needs no database.

/// As `milepost::catalog`.
#[path = "../../src/catalog"]
pub mod catalog {
    mod decimal;
    pub use decimal::Decimal;
}
/// As `milepost::language`.
#[path = "../../src/language/mod.rs"]
pub mod language;
/// As `milepost::observations`.
#[path = "../../src/observations"]
pub mod observations {
    pub mod meaning;
}
