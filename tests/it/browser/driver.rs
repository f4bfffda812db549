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
use std::time::Duration;

/// How long a window waits for something to appear before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a script may take that a window is asked to run, in milliseconds.
const SCRIPT_MILLIS: u64 = 300_000;

/// How often it is tried to open a window: of several that open at once, Chromium at times lets one fall.
const OPENINGS: usize = 3;

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
    let found = Command::new("chromedriver").arg("--version").stdout(Stdio::null()).status().is_ok();
    let must = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(found || !must, "CI=true, and there is no chromedriver");
    if !found {
        eprintln!("skipped: there is no chromedriver");
    }
    found
}

impl Window {
    pub async fn open(base: &str, screen: Screen) -> Self {
        let mut why = String::new();
        for _ in 0..OPENINGS {
            let Some((driver, port)) = start() else {
                why = "chromedriver did not say on which port it listens".to_owned();
                continue;
            };
            let mut capabilities = Capabilities::new();
            capabilities.insert("goog:chromeOptions".into(), options(screen));
            // A busy machine is slow, not wrong: by itself a driver ends a script after half a minute.
            capabilities.insert("timeouts".into(), json!({ "script": SCRIPT_MILLIS }));
            let opened = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities)
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match opened {
                Ok(client) => return Self { client, base: base.to_owned(), screen, _driver: driver },
                Err(error) => why = error.to_string(),
            }
        }
        panic!("Chromium did not open: {why}");
    }

    /// Closes the window properly; a dropped one is killed with its driver.
    pub async fn close(self) {
        drop(self.client.close().await);
    }

    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// Signs in at the staff's door.
    pub async fn enter(&self, email: &str, password: &str) {
        self.go("/dang-nhap").await;
        self.fill("email", email).await;
        self.fill("password", password).await;
        self.press("Đăng nhập").await;
        self.one("form[action='/dang-xuat']").await;
    }

    /// The path that the window shows.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    pub async fn text(&self) -> String {
        self.one("main").await.text().await.unwrap()
    }

    /// Fails unless these words appear.
    pub async fn sees(&self, words: &str) {
        let path = format!("//main[contains(normalize-space(.), \"{words}\")]");
        if self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await.is_err() {
            panic!("{} does not show {words:?}:\n{}", self.path().await, self.text().await);
        }
    }

    /// The first element that matches; a page on its way is waited for.
    pub async fn one(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{}: no {css}: {error}\n{}", self.path().await, self.source().await),
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
        self.one(&format!("#content [name='{name}']")).await.send_keys(file.to_str().unwrap()).await.unwrap();
    }

    /// Marks a box or a radio button by the words beside it.
    pub async fn mark(&self, name: &str, value: &str) {
        let field = self.one(&format!("#content [name='{name}'][value='{value}']")).await;
        if !field.is_selected().await.unwrap() {
            field.click().await.unwrap();
        }
    }

    /// Chooses from a list by words, in a part that opens where it is closed.
    pub async fn choose(&self, name: &str, words: &str) {
        let list = format!("//main//select[@name='{name}']");
        let closed = format!("{list}/ancestor::details[not(@open)]/summary");
        for summary in self.client.find_all(Locator::XPath(&closed)).await.unwrap() {
            summary.click().await.unwrap();
        }
        let option = format!("{list}/option[contains(., '{words}')]");
        self.client.find(Locator::XPath(&option)).await.unwrap().click().await.unwrap();
    }

    /// Presses a button of the page's content by its words, or opens the part that is called so.
    pub async fn press(&self, words: &str) {
        let shown =
            format!("//main//button[normalize-space(.)='{words}'][not(ancestor::details[not(@open)])]");
        let closed = format!("//main//details[not(@open)]/summary[normalize-space(.)='{words}']");
        let path = format!("{shown} | {closed}");
        match self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await {
            Ok(button) => button.click().await.unwrap(),
            Err(error) => {
                panic!("{}: no button {words:?}: {error}\n{}", self.path().await, self.text().await)
            }
        }
    }

    /// Presses a single key, wherever the focus is.
    pub async fn key(&self, key: &str) {
        self.client.active_element().await.unwrap().send_keys(key).await.unwrap();
    }

    /// Presses a letter with Alt held down.
    pub async fn chord(&self, letter: &str) {
        let chord = format!("\u{E00A}{letter}\u{E000}");
        self.client.active_element().await.unwrap().send_keys(&chord).await.unwrap();
    }

    /// The id of whatever has the focus; "" where that has none.
    pub async fn at(&self) -> String {
        let script = "return document.activeElement ? document.activeElement.id : ''";
        self.client.execute(script, Vec::new()).await.unwrap().as_str().unwrap_or_default().to_owned()
    }

    /// The words of the link that has the focus; "" where none has.
    pub async fn focused(&self) -> String {
        match self.client.find(Locator::Css("a:focus")).await {
            Ok(link) => link.text().await.unwrap(),
            Err(_) => String::new(),
        }
    }

    /// The words of whatever has the focus.
    pub async fn on(&self) -> String {
        let script = "return document.activeElement.textContent.trim()";
        self.client.execute(script, Vec::new()).await.unwrap().as_str().unwrap_or_default().to_owned()
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
        self.client.source().await.unwrap_or_default().chars().take(3_000).collect()
    }
}

/// A folder beside the compiled program.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Starts chromedriver on a port that it chooses itself and says; nothing where another took that port meanwhile.
fn start() -> Option<(Driver, u16)> {
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
            return Some((driver, digits.parse().unwrap()));
        }
    }
    None
}

fn options(screen: Screen) -> serde_json::Value {
    let mut options = json!({
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=vi",
            "--hide-scrollbars", "--disable-background-networking", "--window-size=1280,900",
        ],
    });
    if screen != Screen::Desktop {
        // Where scripts are off, the driver waits for ever for an answer to its own touches: there it clicks.
        let touch = screen == Screen::Phone;
        let metrics =
            json!({ "width": 360, "height": 740, "pixelRatio": 1.0, "mobile": true, "touch": touch });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    if screen == Screen::PhoneWithoutScripts {
        // 2 is "block". The driver's own scripts still run.
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    options
}
