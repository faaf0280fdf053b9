//! Tests of services.

mod keeping;
mod long_imports;
