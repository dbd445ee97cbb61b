//! Growth curves: logistic, Gompertz and Bass, fitted by non-linear least squares.
