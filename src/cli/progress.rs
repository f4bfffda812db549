//! How far a long command is, on a terminal. Where nobody watches, nothing is drawn.
use indicatif::{ProgressBar, ProgressStyle};

/// A bar over so many steps; without a number a count that grows.
pub(super) fn bar(what: &'static str, steps: Option<u64>) -> ProgressBar {
    let (bar, form) = match steps {
        Some(steps) => (ProgressBar::new(steps), "{msg} {wide_bar} {pos}/{len}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg} {pos}, {elapsed}"),
    };
    // The forms are written above and well-formed; a bar without one is still a bar.
    let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_message(what)
}
