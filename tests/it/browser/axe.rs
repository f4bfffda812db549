//! axe-core on the page that a window shows: no violation of WCAG 2.2 AA.
use super::driver::Window;
use crate::house::source::{none, root};

// What holds is not written down node by node: that took longer than the rules.
const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], \
        resultTypes: ['violations'] }) \
    .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | ')))) \
    .catch(error => done(['axe failed: ' + error]));";

impl Window {
    /// Everything that axe finds wrong here.
    pub async fn violations(&self) -> Vec<String> {
        self.client.execute(&script(), Vec::new()).await.unwrap();
        self.found_by_its_own().await
    }

    /// The same of a page that brought axe with it.
    pub async fn found_by_its_own(&self) -> Vec<String> {
        let found = self.client.execute_async(RUN, Vec::new()).await.unwrap();
        let list = found.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }

    /// The page is no wider than the screen.
    pub async fn overflows(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        self.client.execute(script, Vec::new()).await.unwrap().as_bool().unwrap_or(true)
    }
}

/// What makes axe of a window.
pub fn script() -> String {
    std::fs::read_to_string(root().join("tests/vendor/axe-core-4.14.1/axe.min.js")).unwrap()
}

/// Fails with all that was found on all pages.
pub fn clean(found: Vec<String>) {
    none(found, "axe-core found on these pages:");
}
