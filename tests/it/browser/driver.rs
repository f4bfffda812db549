//! Chromedriver and one window of Chromium.
use super::Screen;
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A window, with the driver that holds it; both end with it.
pub struct Window {
    pub client: Client,
    base: String,
    screen: Screen,
    _driver: Driver,
}

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Is there a browser to drive? With `CI=true` there must be.
pub fn is_there() -> bool {
    let found = Command::new("chromedriver")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    let must = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(found || !must, "CI=true, and there is no chromedriver");
    if !found {
        eprintln!("skipped: there is no chromedriver");
    }
    found
}

impl Window {
    pub async fn open(base: &str, screen: Screen) -> Self {
        let (driver, port) = start();
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".into(), options(screen));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap_or_else(|error| panic!("Chromium did not open: {error}"));
        Self {
            client,
            base: base.to_owned(),
            screen,
            _driver: driver,
        }
    }

    /// Closes the window properly; a dropped one is killed with its driver.
    pub async fn close(self) {
        drop(self.client.close().await);
    }

    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// The path that the window shows.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    pub async fn text(&self) -> String {
        self.one("main").await.text().await.unwrap()
    }

    /// Fails unless these words can be seen.
    pub async fn sees(&self, words: &str) {
        let text = self.text().await;
        assert!(
            text.contains(words),
            "{} does not show {words:?}:\n{text}",
            self.path().await
        );
    }

    pub async fn one(&self, css: &str) -> Element {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!(
                "{}: no {css}: {error}\n{}",
                self.path().await,
                self.source().await
            ),
        }
    }

    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    pub async fn fill(&self, name: &str, words: &str) {
        let field = self.one(&format!("#content [name='{name}']")).await;
        field.clear().await.unwrap();
        field.send_keys(words).await.unwrap();
    }

    /// Chooses a file from the disk.
    pub async fn attach(&self, name: &str, file: &Path) {
        self.one(&format!("#content [name='{name}']"))
            .await
            .send_keys(file.to_str().unwrap())
            .await
            .unwrap();
    }

    /// Marks a box or a radio button by the words beside it.
    pub async fn mark(&self, name: &str, value: &str) {
        let field = self
            .one(&format!("#content [name='{name}'][value='{value}']"))
            .await;
        field.click().await.unwrap();
    }

    /// Presses a button of the page's content by its words.
    pub async fn press(&self, words: &str) {
        let path = format!(
            "//main//button[normalize-space(.)='{words}'] | //main//summary[normalize-space(.)='{words}']"
        );
        match self.client.find(Locator::XPath(&path)).await {
            Ok(button) => button.click().await.unwrap(),
            Err(error) => panic!(
                "{}: no button {words:?}: {error}\n{}",
                self.path().await,
                self.text().await
            ),
        }
    }

    /// Takes a picture into `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = folder("screenshots");
        let screen = match self.screen {
            Screen::PhoneWithoutScripts => "phone-plain",
            Screen::Phone => "phone",
            Screen::Desktop => "desktop",
        };
        let bytes = self.client.screenshot().await.unwrap();
        std::fs::write(folder.join(format!("{name}-{screen}.png")), bytes).unwrap();
    }

    async fn source(&self) -> String {
        self.client
            .source()
            .await
            .unwrap_or_default()
            .chars()
            .take(3_000)
            .collect()
    }

    pub fn runs_scripts(&self) -> bool {
        self.screen != Screen::PhoneWithoutScripts
    }
}

/// A folder beside the compiled program.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .unwrap()
        .join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Starts chromedriver on a port that it chooses itself and says.
fn start() -> (Driver, u16) {
    let mut child = Command::new("chromedriver")
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let driver = Driver(child);
    for line in said.lines().map_while(Result::ok) {
        if let Some(port) = line.split("successfully on port ").nth(1) {
            let digits: String = port.chars().take_while(char::is_ascii_digit).collect();
            return (driver, digits.parse().unwrap());
        }
    }
    panic!("chromedriver did not say on which port it listens");
}

fn options(screen: Screen) -> serde_json::Value {
    let mut options = json!({
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=vi",
            "--hide-scrollbars", "--disable-background-networking", "--window-size=1280,900",
        ],
    });
    if screen != Screen::Desktop {
        options["mobileEmulation"] =
            json!({ "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 1.0, "touch": true } });
    }
    if screen == Screen::PhoneWithoutScripts {
        // 2 is "block". The driver's own scripts still run.
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    options
}
