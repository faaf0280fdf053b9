//! Everything the service is built from, made once.
