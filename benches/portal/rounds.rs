//! Measures two things in turn, so that whatever else the machine does meets both alike.
use super::Outcome;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A line of the table.
pub struct Line {
    name: &'static str,
    bytes: usize,
    measured: Times,
    control: Times,
}

struct Times(Vec<Duration>);

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// Milliseconds that this share of the rounds stayed below.
    fn below(&self, share: f64) -> f64 {
        let place = (self.0.len() as f64 * share) as usize;
        self.0.get(place.min(self.0.len().saturating_sub(1))).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }
}

/// Times both in turn, after a tenth of the rounds to warm up.
pub fn compare(
    name: &'static str,
    bytes: usize,
    rounds: usize,
    mut measured: impl FnMut() -> Outcome<()>,
    mut control: impl FnMut() -> Outcome<()>,
) -> Outcome<Line> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for round in 0..rounds + rounds / 10 {
        let (one, other) = (time(&mut measured)?, time(&mut control)?);
        if round >= rounds / 10 {
            first.push(one);
            second.push(other);
        }
    }
    Ok(Line { name, bytes, measured: Times::of(first), control: Times::of(second) })
}

/// Times both in turn for as long as a neighbour works through its ten rounds.
pub fn share(
    name: &'static str,
    bytes: usize,
    mut measured: impl FnMut() -> Outcome<()>,
    mut control: impl FnMut() -> Outcome<()>,
    neighbour: impl Fn(usize) -> Outcome<()> + Sync,
) -> Outcome<Line> {
    let done = AtomicBool::new(false);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let works = scope.spawn(|| {
            let worked = (0..10).try_for_each(|round| neighbour(round).map_err(|error| error.to_string()));
            done.store(true, Ordering::Relaxed);
            worked
        });
        while !done.load(Ordering::Relaxed) {
            first.push(time(&mut measured)?);
            second.push(time(&mut control)?);
        }
        works.join().map_err(|_| "the neighbour fell")??;
        Ok(Line { name, bytes, measured: Times::of(first), control: Times::of(second) })
    })
}

fn time(work: &mut impl FnMut() -> Outcome<()>) -> Outcome<Duration> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed())
}

/// Prints the table in Markdown, and the machine it was measured on.
pub fn print(lines: &[Line], reports: usize, photo: usize) {
    println!("\n{reports} reports, a photo of {:.1} MB; {}\n", photo as f64 / 1e6, machine());
    println!("| what | size | median | 95 % below | a file of that size | ratio |");
    println!("|---|--:|--:|--:|--:|--:|");
    for line in lines {
        let (middle, plain) = (line.measured.below(0.5), line.control.below(0.5));
        println!(
            "| {} | {} kB | {middle:.1} ms | {:.1} ms | {plain:.2} ms | {:.1} |",
            line.name,
            line.bytes.div_ceil(1_000),
            line.measured.below(0.95),
            middle / plain
        );
    }
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|line| line.starts_with("model name"));
    let model = model.and_then(|line| line.split(": ").nth(1)).unwrap_or("unknown processor");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores")
}
