//! Ten times the load that the portal can carry, for half a minute, from many addresses: whoever is answered is answered
//! rightly, whoever is not is told when to come again, and soon after all is as before.
use super::asking::{Asker, load};
use super::running::{self, Filled, Running};
use super::{Outcome, accounting, public, wire};
use std::io::BufReader;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

const TIMES: f64 = 10.0;
const FLOOD: Duration = Duration::from_secs(30);
const BACK: Duration = Duration::from_secs(5);
/// Connections that ask, from so many addresses.
const ASKERS: usize = 480;
const ADDRESSES: usize = 240;
const AT_ONCE: usize = 16;
const ROUNDS: usize = 100;
/// How often a calm reader asks before and after.
const CALM: usize = 200;

/// What became of the questions.
#[derive(Default)]
struct Became {
    answered: AtomicUsize,
    refused: AtomicUsize,
    /// The connection ended before an answer began.
    broken: AtomicUsize,
    wrong: AtomicUsize,
}

/// Floods, prints, and fails where an answer was wrong or it does not come back to itself.
pub fn measure(reports: u64, stays: Option<&Path>) -> Outcome<()> {
    let filled = Filled::with(reports, stays)?;
    let asked = public::afresh(&running::open(filled.folder())?)?;
    let portal = Running::start(filled.folder())?;
    let to: SocketAddr = portal.base.trim_start_matches("http://").parse()?;
    let all = asked.iter().map(|(path, _)| format!("{}{path}", portal.base)).collect();
    let carried = load(&Asker::in_turn(all, ""), portal.pid(), AT_ONCE, ROUNDS)?.rate();
    let calm = reader(to)?;
    let became = Became::default();
    let (began, turn) = (Instant::now(), AtomicUsize::new(0));
    let gap = Duration::from_secs_f64(ASKERS as f64 / (carried * TIMES));
    let mut memory = 0;
    std::thread::scope(|scope| {
        for number in 0..ASKERS {
            let (became, asked, turn) = (&became, &asked, &turn);
            scope.spawn(move || ask_on(to, number, began, gap, turn, asked, became));
        }
        while began.elapsed() < FLOOD {
            memory = memory.max(accounting::resident(portal.pid()).unwrap_or_default());
            sleep(Duration::from_millis(50));
        }
    });
    let (over, back) = (Instant::now(), calm * 3.0);
    while reader(to)? > back {
        if over.elapsed() > BACK {
            return Err("it does not come back to itself".into());
        }
    }
    let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
    let (answered, refused, broken, wrong) =
        (count(&became.answered), count(&became.refused), count(&became.broken), count(&became.wrong));
    let asked = answered + refused + broken + wrong;
    println!("\n{}, {reports} reports\n", accounting::machine());
    println!(
        "It carries {carried:.0} a second; asked for {:.0} a second over {ASKERS} connections for {} s:",
        asked as f64 / FLOOD.as_secs_f64(),
        FLOOD.as_secs()
    );
    println!("{answered} answered, {refused} told to come again, {broken} broken off, {wrong} wrong.");
    println!(
        "At most {:.0} MB. As before {:.1} s after it (a calm reader: 99 % below {calm:.1} ms).",
        memory as f64 / 1e6,
        over.elapsed().as_secs_f64()
    );
    if wrong > 0 { Err("some answers were wrong".into()) } else { Ok(()) }
}

/// Asks at its times until the flood is over, however long answers take: who comes does not know who waits.
fn ask_on(
    to: SocketAddr,
    number: usize,
    began: Instant,
    gap: Duration,
    turn: &AtomicUsize,
    asked: &[(String, String)],
    became: &Became,
) {
    let mut connection: Option<BufReader<TcpStream>> = None;
    let mut next = began + gap.mul_f64(number as f64 / ASKERS as f64);
    while began.elapsed() < FLOOD {
        sleep(next.saturating_duration_since(Instant::now()));
        next += gap;
        let (path, says) = &asked[turn.fetch_add(1, Ordering::Relaxed) % asked.len()];
        let address = wire::address((number % ADDRESSES) as u8);
        let open = connection.take().map_or_else(|| wire::connect(address, to).map(BufReader::new), Ok);
        let answer = open.and_then(|mut open| Ok((wire::ask(&mut open, path, "identity")?, open)));
        let outcome = match answer {
            Ok((answer, open)) => {
                connection = Some(open);
                match answer.status {
                    200 if String::from_utf8_lossy(&answer.body).contains(says) => &became.answered,
                    503 if answer.says_when => &became.refused,
                    _ => &became.wrong,
                }
            }
            Err(_) => &became.broken,
        };
        outcome.fetch_add(1, Ordering::Relaxed);
    }
}

/// Milliseconds below which a calm reader's answers stay, of whom one in a hundred may wait longer.
fn reader(to: SocketAddr) -> Outcome<f64> {
    let mut connection = BufReader::new(wire::connect(wire::address(251), to)?);
    let mut times = Vec::new();
    for _ in 0..CALM {
        let began = Instant::now();
        if wire::get(&mut connection, "/")? != 200 {
            return Ok(f64::INFINITY);
        }
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times[CALM * 99 / 100].as_secs_f64() * 1_000.0)
}
