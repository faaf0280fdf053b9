//! What a connection is for.

/// What a connection is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Read,
    Write,
    /// Foreign keys off, so that a rebuilt table does not cascade.
    Migrate,
}
