//! The error and how it is said.

use super::Excerpt;
use std::fmt;

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// An error that stops the work at hand.
///
/// Its text names the place (file, line, column, cell), what was found, what was expected and what to do.
///
/// ```
/// use milepost::error::Error;
/// let e = Error::data("unknown unit").at("datasets/a/observations.csv:3, column `unit`").found("%%").expected("one of: %, km");
/// assert!(e.is_data());
/// assert!(e.to_string().starts_with("datasets/a/observations.csv:3, column `unit`: unknown unit"));
/// ```
#[derive(Debug, Clone)]
pub struct Error(Box<Content>);

#[derive(Debug, Clone)]
struct Content {
    kind: Kind,
    code: Option<&'static str>,
    what: String,
    place: Option<String>,
    found: Option<String>,
    expected: Option<String>,
    hint: Option<String>,
    excerpts: Vec<Excerpt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Data,
    Query,
    Usage,
    System,
}

impl Error {
    fn new(kind: Kind, what: impl Into<String>) -> Self {
        Error(Box::new(Content {
            kind,
            code: None,
            what: what.into(),
            place: None,
            found: None,
            expected: None,
            hint: None,
            excerpts: Vec::new(),
        }))
    }

    /// A data file or project file that cannot be loaded.
    pub fn data(what: impl Into<String>) -> Self {
        Self::new(Kind::Data, what)
    }

    /// A query or notebook that cannot run.
    pub fn query(what: impl Into<String>) -> Self {
        Self::new(Kind::Query, what)
    }

    /// A request that makes no sense: an unknown name, a wrong argument.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Kind::Usage, what)
    }

    /// The machine did not do what was asked: reading, writing, the engine.
    pub fn system(what: impl Into<String>) -> Self {
        Self::new(Kind::System, what)
    }

    /// Names the kind of failure by a stable word, for those who must tell it from others.
    pub fn named(mut self, code: &'static str) -> Self {
        self.0.code = Some(code);
        self
    }

    /// The word by which the failure was named.
    pub fn code(&self) -> Option<&'static str> {
        self.0.code
    }

    /// Adds the place: file, line, column, sheet, cell.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.0.place = Some(place.into());
        self
    }

    /// Adds what was found there.
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.0.found = Some(found.into());
        self
    }

    /// Adds what was expected.
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.0.expected = Some(expected.into());
        self
    }

    /// Adds what the user can do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Adds the lines of the text in which it happened, with the place underlined. May be called for each of several.
    pub fn underlined(mut self, excerpt: Excerpt) -> Self {
        self.0.excerpts.push(excerpt);
        self
    }

    /// The whole text, in colours for a terminal or without.
    pub fn said(&self, colours: bool) -> String {
        let Content { what, place, found, expected, hint, excerpts, .. } = &*self.0;
        let mut text = place.as_ref().map_or(String::new(), |place| format!("{place}: "));
        text.push_str(what);
        for excerpt in excerpts {
            text.push('\n');
            text.push_str(&excerpt.drawn(colours));
        }
        for (label, line) in [("found", found), ("expected", expected), ("what to do", hint)] {
            if let Some(line) = line {
                text.push_str(&format!("\n  {label}: {line}"));
            }
        }
        text
    }

    /// Is it about the content of a data or project file?
    pub fn is_data(&self) -> bool {
        self.0.kind == Kind::Data
    }

    /// Is it a wrong request rather than a failure?
    pub fn is_usage(&self) -> bool {
        self.0.kind == Kind::Usage
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(false))
    }
}

impl std::error::Error for Error {}
