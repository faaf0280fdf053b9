//! Settings, one documented struct a concern.
