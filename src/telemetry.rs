//! What whoever watches over the portal can see: the log, and figures for Prometheus. No personal data in either.
use crate::config::{Config, LogFormat};
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder,
};
use std::io::IsTerminal;
use std::sync::LazyLock;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// Begins the log, on standard error. A second call changes nothing.
pub fn begin(config: &Config) {
    let filter: Targets = config.log.parse().unwrap_or_default();
    // Colours are for a person at a terminal; in a file they are noise.
    let lines = fmt::layer().with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr);
    let layer = match config.log_format {
        LogFormat::Text => lines.with_filter(filter).boxed(),
        LogFormat::Json => lines.json().with_filter(filter).boxed(),
    };
    let _ = tracing_subscriber::registry().with(layer).try_init();
}

/// Upper bounds of the answer times that are told apart, in seconds.
const BUCKETS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

static FIGURES: LazyLock<Figures> = LazyLock::new(Figures::new);

/// What is counted in this process. Other instances count their own.
pub struct Figures {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    letters: IntGaugeVec,
    tickets: IntGaugeVec,
}

/// The figures of this process.
pub fn figures() -> &'static Figures {
    &FIGURES
}

impl Figures {
    fn new() -> Self {
        let expect = "names and labels are well-formed";
        let gauge = |name: &str, help: &str, label: &str| {
            IntGaugeVec::new(Opts::new(name, help), &[label]).expect(expect)
        };
        let requests =
            Opts::new("langnghe_requests_total", "Requests answered, by route, method and status.");
        let seconds = HistogramOpts::new("langnghe_request_seconds", "Time to answer, by route.");
        let figures = Self {
            registry: Registry::new(),
            requests: IntCounterVec::new(requests, &["route", "method", "status"]).expect(expect),
            seconds: HistogramVec::new(seconds.buckets(BUCKETS.to_vec()), &["route"]).expect(expect),
            letters: gauge(
                "langnghe_letters",
                "Letters in the outbox that were not sent, by state.",
                "state",
            ),
            tickets: gauge("langnghe_tickets", "Reports, by state.", "status"),
        };
        figures.register();
        figures
    }

    fn register(&self) {
        let all: [Box<dyn prometheus::core::Collector>; 5] = [
            Box::new(self.requests.clone()),
            Box::new(self.seconds.clone()),
            Box::new(self.letters.clone()),
            Box::new(self.tickets.clone()),
            Box::new(prometheus::process_collector::ProcessCollector::for_self()),
        ];
        for one in all {
            if let Err(error) = self.registry.register(one) {
                tracing::error!("a figure cannot be counted: {error}");
            }
        }
    }

    /// Counts an answer. `route` is the pattern and never the address: a code in it would make a series each.
    pub fn answered(&self, route: &str, method: &str, status: u16, seconds: f64) {
        self.requests.with_label_values(&[route, method, status.to_string().as_str()]).inc();
        self.seconds.with_label_values(&[route]).observe(seconds);
    }

    /// Takes over what the database holds: letters by state, reports by state.
    pub fn set_gauges(&self, letters: &[(String, i64)], tickets: &[(String, i64)]) {
        self.letters.reset();
        self.tickets.reset();
        letters
            .iter()
            .for_each(|(state, count)| self.letters.with_label_values(&[state.as_str()]).set(*count));
        tickets
            .iter()
            .for_each(|(status, count)| self.tickets.with_label_values(&[status.as_str()]).set(*count));
    }

    /// All figures in Prometheus' text form.
    pub fn render(&self) -> String {
        let mut bytes = Vec::new();
        match TextEncoder::new().encode(&self.registry.gather(), &mut bytes) {
            Ok(()) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => format!("# {error}\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_can_be_read() {
        let figures = Figures::new();
        figures.answered("/tra-cuu/{code}", "GET", 200, 0.004);
        figures.set_gauges(&[("failed".into(), 2)], &[("new".into(), 7)]);
        let text = figures.render();
        let counted = r#"langnghe_requests_total{method="GET",route="/tra-cuu/{code}",status="200"} 1"#;
        for line in [counted, r#"langnghe_letters{state="failed"} 2"#, r#"langnghe_tickets{status="new"} 7"#]
        {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
    }
}
