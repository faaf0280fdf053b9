//! Tests of mail: what a letter looks like, and every way in which it may fail to leave.

mod letter;
mod mail_test;
mod refusals;
mod smtp;
mod tls;
mod transports;
