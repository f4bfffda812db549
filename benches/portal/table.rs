//! The table in Markdown, and the machine it was measured on.
use super::accounting;
use super::asking::Load;

/// A page.
pub struct Line {
    pub name: &'static str,
    /// Compressed, as it goes over the wire.
    pub bytes: usize,
    pub one: Load,
    pub many: Load,
    /// The same bytes from nginx, over as many connections.
    pub control: Option<(Load, Load)>,
}

/// What it takes to send a report.
pub struct Sent {
    pub millis: f64,
    pub cpu_millis: f64,
}

pub fn print(lines: &[Line], sent: &Sent, shared: &Load, reports: usize, photo: usize) {
    println!("\n{reports} reports; {}\n", accounting::machine());
    println!(
        "| page | on the wire | median | 95 % below | a second, 1 connection | 16 | CPU a request | nginx's CPU | ratio | nginx a second, 16 |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for line in lines {
        println!(
            "| {} | {:.1} kB | {:.1} ms | {:.1} ms | {:.0} | {:.0} | {:.0} µs | {} |",
            line.name,
            line.bytes as f64 / 1_000.0,
            line.one.below(0.5),
            line.one.below(0.95),
            line.one.rate(),
            line.many.rate(),
            line.one.cpu(),
            control(line)
        );
    }
    println!(
        "\nA report with a photo of {:.1} MB, all six steps: {:.0} ms, {:.0} ms of CPU.",
        photo as f64 / 1e6,
        sent.millis,
        sent.cpu_millis
    );
    println!(
        "A report read while photos come in: median {:.1} ms, 95 % below {:.1} ms.",
        shared.below(0.5),
        shared.below(0.95)
    );
}

fn control(line: &Line) -> String {
    match &line.control {
        Some((one, many)) => {
            let ratio = line.one.cpu() / one.cpu();
            format!("{:.0} µs | {ratio:.0} | {:.0}", one.cpu(), many.rate())
        }
        None => "no nginx here | – | –".to_owned(),
    }
}
