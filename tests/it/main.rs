//! The program as its users meet it: each module runs the built binary on files it makes, or on `seeds/articles`.

mod architecture;
mod commands;
mod content;
mod determinism;
mod faults;
mod queries;
mod support;
