//! Tests of services.

mod keeping;
