//! Backtests: what a method was worth on histories whose ends are known (METHODS 5).
