//! Tests of who may do what, tokens, passwords, throttles and addresses.

mod address;
mod device;
mod operations;
mod password;
mod policy;
mod terminal;
mod throttle;
mod token;
mod totp;
