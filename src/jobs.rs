//! Work that outlives a request: the outbox and its worker.
