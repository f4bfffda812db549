//! axe-core on the page that a window shows: no violation of WCAG 2.2 AA.
use super::driver::Window;
use crate::house::source::{none, root};
use serde_json::Value;

/// A promise of everything that axe finds wrong in the document. What holds is not written down node by node: that took longer
/// than the rules.
pub const RUN: &str = "axe.run(document, { \
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], \
        resultTypes: ['violations'] }) \
    .then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | ')))";

impl Window {
    /// Everything that axe finds wrong here.
    pub async fn violations(&self) -> Vec<String> {
        self.client.execute(&script(), Vec::new()).await.unwrap();
        let run = format!(
            "const done = arguments[arguments.length - 1]; {RUN}.then(done, error => done(['axe failed: ' + error]))"
        );
        lines(&self.client.execute_async(&run, Vec::new()).await.unwrap())
    }

    /// The page is no wider than the screen.
    pub async fn overflows(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        self.client.execute(script, Vec::new()).await.unwrap().as_bool().unwrap_or(true)
    }
}

/// What a script in the window answered, line by line.
pub fn lines(answer: &Value) -> Vec<String> {
    answer.as_array().expect("a list").iter().map(|line| line.as_str().expect("a line").to_owned()).collect()
}

/// What makes axe of a window.
pub fn script() -> String {
    std::fs::read_to_string(root().join("tests/vendor/axe-core-4.14.1/axe.min.js")).unwrap()
}

/// Fails with all that was found on all pages.
pub fn clean(found: Vec<String>) {
    none(found, "axe-core found on these pages:");
}
