//! Least squares, linear and non-linear, to the digits that certified values allow.
