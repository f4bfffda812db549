//! How fast the portal is, asked as browsers ask: compressed, over connections that are kept alive, one and sixteen.
//! The portal runs in a process of its own, so that its own accounting says what a request costs; beside it nginx, where
//! there is one, serves the very same bytes from disk.
//!
//! `cargo bench` measures pages over ten thousand reports and prints the table that the README shows.
//! `cargo bench -- public --reports 1000000` measures what everybody reads over samples (a thousand where no number is
//! said): the same address again, and another each time.
//! `cargo bench -- overload --reports 1000000` asks ten times as much of it as it can carry.
//! `cargo bench -- desk` measures the pages of whoever works and leads, over up to a million.
//! `cargo bench -- flood` floods the portal with what strangers can send and fails when a reader is kept waiting.
mod accounting;
mod asking;
mod city;
mod client;
mod desk;
mod flood;
mod nginx;
mod overload;
mod pages;
mod public;
mod running;
mod table;
mod wire;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    // Cargo adds `--bench` to what it was told.
    let told: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = told.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] => pages::measure(),
        ["public"] => public::measure(1_000),
        ["public", "--reports", many] => many.parse().map_err(Into::into).and_then(public::measure),
        ["overload", "--reports", many] => many.parse().map_err(Into::into).and_then(overload::measure),
        ["desk"] => desk::measure(),
        ["flood"] => flood::measure(),
        [running::SERVE, folder] => running::serve(Path::new(folder)),
        other => {
            Err(format!("it knows nothing, `public`, `overload`, `desk` and `flood`, not {other:?}").into())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
