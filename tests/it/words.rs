//! Tests of the words: every code has its own, and they read well.

mod asked;
mod labels;
mod need_words;
mod sentences;
mod stories;
