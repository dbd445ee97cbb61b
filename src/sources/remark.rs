//! What a reader decided by looking, so that a recipe can declare it.

/// Something that was detected rather than declared and is not the plain case.
///
/// The code is stable and for machines; what people read is made from it elsewhere.
///
/// ```
/// use milepost::sources::Remark;
/// let remark = Remark { code: "encoding-detected", found: "windows-1258".to_owned() };
/// assert_eq!(remark.code, "encoding-detected");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What kind of remark: `encoding-detected`, `delimiter-detected`, `bom`, ...
    pub code: &'static str,
    /// What was found: the name of the encoding, the delimiter, ...
    pub found: String,
}
