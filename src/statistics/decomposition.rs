//! A change of a rate, split into what its parts did and how their weights moved.
