//! Tests of jobs: how attempts end, when they are made again, and who may write.

mod backoff;
mod bench;
mod running;
mod worker;
