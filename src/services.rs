//! Use cases: authorise, apply the rules, write once, queue what follows.
