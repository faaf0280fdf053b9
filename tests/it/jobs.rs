//! Tests of jobs: how attempts end, when they are made again, and who may write.

mod backoff;
mod bench;
mod ground;
mod over_smtp;
mod post;
mod retention;
mod running;
mod send_briefing;
mod worker;
