//! What cannot continue: one error type that always says where, what, what was expected and what to do.

mod content;
mod excerpt;
mod foreign;

pub use content::{Error, Result};
pub use excerpt::Excerpt;
