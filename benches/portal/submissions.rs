//! Reports that are sent, each on disk before it is answered: how many in a second. What a browser does between two of them
//! is done before: the machine that sends is the one that is measured.
use super::client::Written;
use super::running::{Filled, Running};
use super::{Outcome, accounting, wire};
use langnghe::links;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Instant;

/// Reports of one measurement.
const SENT: usize = 800;

/// Measures over so many samples, and prints.
pub fn measure(reports: u64, stays: Option<&Path>) -> Outcome<()> {
    let filled = Filled::with(reports, stays)?;
    let mut portal = Running::start(filled.folder())?;
    for connections in [1, 16] {
        println!("{}", sent(&mut portal, connections)?);
    }
    Ok(())
}

/// Reports without a photo, over so many connections that stay open.
pub fn sent(portal: &mut Running, connections: usize) -> Outcome<String> {
    let to: SocketAddr = portal.base.trim_start_matches("http://").parse()?;
    let first = connections * 1_000;
    let written = (0..SENT).map(|number| Written::of(portal, first + number, None));
    let written = written.collect::<Outcome<Vec<_>>>()?;
    portal.wait()?;
    let mut shares: Vec<Vec<Vec<u8>>> = (0..connections).map(|_| Vec::new()).collect();
    for (place, one) in written.iter().enumerate() {
        shares[place % connections].push(one.request()?);
    }
    let (began, before) = (Instant::now(), accounting::cpu(portal.pid())?);
    std::thread::scope(|scope| {
        let running: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || send(to, &share))).collect();
        running.into_iter().try_for_each(|one| one.join().map_err(|_| "a sender fell".to_owned())?)
    })?;
    let (elapsed, cpu) = (began.elapsed().as_secs_f64(), accounting::cpu(portal.pid())? - before);
    Ok(format!(
        "Sent over {connections}, without a photo: {:.0} a second, {:.2} ms of CPU each.",
        SENT as f64 / elapsed,
        cpu.as_secs_f64() * 1_000.0 / SENT as f64
    ))
}

/// Each is kept once the answer leads to the page that says so.
fn send(to: SocketAddr, requests: &[Vec<u8>]) -> Result<(), String> {
    let connection = wire::connect(wire::address(1), to).map_err(|error| error.to_string())?;
    let mut connection = BufReader::new(connection);
    for request in requests {
        let answer = wire::exchange(&mut connection, request).map_err(|error| error.to_string())?;
        if answer.status != 303 || answer.to != links::submit_thanks() {
            return Err(format!("answered {} and leads to {}", answer.status, answer.to));
        }
    }
    Ok(())
}
