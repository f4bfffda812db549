//! How fast the portal is, asked as browsers ask: compressed, over connections that are kept alive, one and sixteen.
//! The portal runs in a process of its own, so that its own accounting says what a request costs; beside it nginx, where
//! there is one, serves the very same bytes from disk.
//!
//! `cargo bench` measures pages over ten thousand reports and prints the table that the README shows.
//! `cargo bench -- public --reports 1000000` measures what everybody reads over samples (a thousand where no number is
//! said): the same address again, and another each time.
//! `cargo bench -- submissions --reports 1000` sends reports, each on disk before the next.
//! `cargo bench -- overload --reports 1000000` asks ten times as much of it as it can carry. With `--in FOLDER` behind it, either
//! fills that folder, if it is empty, and leaves it for the next.
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
mod submissions;
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
    match measure(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(words: &[&str]) -> Outcome<()> {
    let (words, stays) = match words {
        [rest @ .., "--in", folder] => (rest, Some(Path::new(folder))),
        all => (all, None),
    };
    match words {
        [] => pages::measure(),
        ["public"] => public::measure(1_000, stays),
        ["public", "--reports", many] => public::measure(many.parse()?, stays),
        ["submissions", "--reports", many] => submissions::measure(many.parse()?, stays),
        ["overload", "--reports", many] => overload::measure(many.parse()?, stays),
        ["desk"] => desk::measure(),
        ["flood"] => flood::measure(),
        [running::SERVE, folder] => running::serve(Path::new(folder)),
        other => Err(format!(
            "it knows nothing, `public`, `submissions`, `overload`, `desk` and `flood`, not {other:?}"
        )
        .into()),
    }
}
