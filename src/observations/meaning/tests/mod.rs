//! What holds for all numbers, days and texts, and for the real lists of areas.

mod any_text;
mod areas;
mod days;
mod numbers;
