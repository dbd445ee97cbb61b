//! What is known from elsewhere: histories in tidy tables, the classes fitted to them, and the record of every method on
//! them. Files become values of `statistics` here, and back; nothing is computed.

mod histories;

pub use histories::{Histories, read_histories};
