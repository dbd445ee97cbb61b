//! What comes from elsewhere is run sealed: hostile queries, rules, notebooks and files, each of which fails closed.
//!
//! Closed means: the run ends with an error that names the file (and line) and says what was refused; nothing was written
//! outside; `out/` is as it was; what was to be read from the machine is not in the message.

mod files;
mod limits;
mod place;
mod statements;

#[path = "../common/mod.rs"]
mod common;
