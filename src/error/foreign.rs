//! Errors of the engines and of the system.

use super::Error;

impl From<duckdb::Error> for Error {
    fn from(error: duckdb::Error) -> Self {
        Error::system(format!("DuckDB: {error}"))
    }
}

impl From<arrow::error::ArrowError> for Error {
    fn from(error: arrow::error::ArrowError) -> Self {
        Error::system(format!("Arrow: {error}"))
    }
}

impl From<polars::error::PolarsError> for Error {
    fn from(error: polars::error::PolarsError) -> Self {
        Error::system(format!("Polars: {error}"))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::system(error.to_string())
    }
}
