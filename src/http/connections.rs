//! Connections, and how long the service waits for whoever is at their other end.
//!
//! A client that sends nothing, or takes nothing, holds a file of the process, and the process has only so many.
//! So [`PacedStream`] watches every connection while the service waits for its client, at any point of a request;
//! [`Admissions`] bounds how many there are, and lets those that wait give way to those that come.

mod admission;
mod connection;
pub mod files;
mod pace;
mod stream;
mod turn;

pub use admission::{Admission, Admissions, Limits};
pub use connection::Connection;
pub use pace::{Pace, Progress};
pub use stream::PacedStream;
pub use turn::take_turns;
