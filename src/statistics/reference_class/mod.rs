//! Reference classes: what happened elsewhere from the same level (METHODS 4b).
