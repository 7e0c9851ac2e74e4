//! The program as its users meet it: each module runs the built binary on files it makes, or on `seeds/articles`.

mod architecture;
mod commands;
mod content;
mod coref;
mod decisions;
mod determinism;
mod faults;
mod help;
mod language;
mod last_names;
mod linking;
mod namesakes;
mod queries;
mod readme;
mod support;
