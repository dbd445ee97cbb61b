//! The codes that findings on planted mistakes must have: words of [`Code`](crate::observations::meaning::Code), or of
//! [`problem`](crate::observations::problem).

/// One of them.
pub type Code = &'static str;

/// A number written for the other locale.
pub const OTHER_LOCALE: &str = "other-locale";
/// Text where a number belongs.
pub const NOT_NUMBER: &str = "not-number";
/// About, or a range, where one exact number belongs.
pub const NOT_EXACT: &str = "not-exact";
/// A unit in the cell that is not the column's.
pub const HAS_UNIT: &str = "has-unit";
/// A footnote mark at a number.
pub const FOOTNOTE: &str = "footnote";
/// A day or month that no calendar has.
pub const NO_SUCH_DAY: &str = "no-such-day";
/// Month before day.
pub const MONTH_FIRST: &str = "month-first";
/// A year of two digits.
pub const TWO_DIGIT_YEAR: &str = "two-digit-year";
/// No period in the cell.
pub const NOT_PERIOD: &str = "not-period";
/// No area of this name.
pub const NOT_AREA: &str = "not-area";
/// No area of this name, but one of a similar name.
pub const NEAR_AREA: &str = "near-area";
/// A negative count.
pub const NEGATIVE_COUNT: &str = "negative-count";
/// A cell that must not be blank.
pub const MISSING_REQUIRED: &str = "missing-required";
/// A word that is none of the choices.
pub const UNKNOWN_WORD: &str = "unknown-word";
/// Neither yes nor no.
pub const NOT_A_FLAG: &str = "not-a-flag";
/// A rule of the recipe is broken; at the first column of its left side.
pub const RULE_BROKEN: &str = "rule-broken";
/// A second row with the key of another; at the first column of the key.
pub const DUPLICATE_KEY: &str = "duplicate-key";
/// An error value of the workbook.
pub const ERROR_CELL: &str = "error-cell";
/// A total that is not the sum of the rows above it.
pub const TOTAL_DIFFERS: &str = "total-differs";
/// A file whose content is not what its name says.
pub const MISLABELLED: &str = "mislabelled";
/// A workbook that ends too early.
pub const TRUNCATED: &str = "truncated";
/// A file that no recipe reads.
pub const NO_RECIPE: &str = "no-recipe";
/// A required column whose label is not there.
pub const LABEL_MISSING: &str = "label-missing";
/// A required column whose label is not there, and a similar one is; at the similar label.
pub const LABEL_RENAMED: &str = "label-renamed";
/// A unit above the table that is not that of its columns; at the line that says it.
pub const UNIT_CONTRADICTED: &str = "unit-contradicted";
/// A form of a later version than the recipe.
pub const NEWER_FORM: &str = "newer-form";

/// Those of mistakes in one cell, which may stand in a list of mistakes to plant.
pub const OF_CELLS: [Code; 18] = [
    OTHER_LOCALE,
    NOT_NUMBER,
    NOT_EXACT,
    HAS_UNIT,
    FOOTNOTE,
    NO_SUCH_DAY,
    MONTH_FIRST,
    TWO_DIGIT_YEAR,
    NOT_PERIOD,
    NOT_AREA,
    NEAR_AREA,
    NEGATIVE_COUNT,
    MISSING_REQUIRED,
    UNKNOWN_WORD,
    NOT_A_FLAG,
    RULE_BROKEN,
    DUPLICATE_KEY,
    ERROR_CELL,
];
