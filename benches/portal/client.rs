//! A visitor with cookies who fills in forms, as fast as the wire allows.
use super::Outcome;
use super::running::Running;
use langnghe::links;
use scraper::{Html, Selector};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;
use ureq::http::Response;
use ureq::{Agent, Body};

const BOUNDARY: &str = "----between-the-parts";

pub struct Client {
    agent: Agent,
    base: String,
    /// Where it says it comes from.
    from: String,
    cookies: RefCell<BTreeMap<String, String>>,
}

/// A page that was arrived at.
pub struct Arrived {
    pub path: String,
    pub page: String,
}

impl Client {
    pub fn new(base: &str) -> Self {
        let config = Agent::config_builder().max_redirects(0).http_status_as_error(false).build();
        Self { agent: config.into(), base: base.to_owned(), from: String::new(), cookies: RefCell::default() }
    }

    fn from(self, address: String) -> Self {
        Self { from: address, ..self }
    }

    /// The bytes of a page, uncompressed, as they came.
    pub fn get(&self, path: &str) -> Outcome<Vec<u8>> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        for (name, value) in self.headers() {
            request = request.header(name, value);
        }
        let mut answer = request.call()?;
        self.keep_cookies(&answer);
        if answer.status() != 200 {
            return Err(format!("{path} answered {}", answer.status()).into());
        }
        Ok(answer.body_mut().with_config().limit(64_000_000).read_to_vec()?)
    }

    pub fn open(&self, path: &str) -> Outcome<Arrived> {
        Ok(Arrived { path: path.to_owned(), page: String::from_utf8(self.get(path)?)? })
    }

    /// Sends a page's form with these fields, and a photo where there is one; goes where the answer leads.
    pub fn send(&self, on: &Arrived, fields: &[(&str, &str)], photo: Option<&[u8]>) -> Outcome<Arrived> {
        let fields = filled(&on.page, fields)?;
        let (kind, body) = match photo {
            None => ("application/x-www-form-urlencoded".into(), serde_urlencoded::to_string(fields)?.into()),
            Some(photo) => (format!("multipart/form-data; boundary={BOUNDARY}"), parts(&fields, photo)?),
        };
        let mut request = self.agent.post(format!("{}{}", self.base, on.path)).header("content-type", kind);
        for (name, value) in self.headers() {
            request = request.header(name, value);
        }
        let mut answer = request.send(body)?;
        self.keep_cookies(&answer);
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
        let Some(to) = to else {
            let said = answer.body_mut().read_to_string()?;
            return Err(format!("{} answered {} with\n{said}", on.path, answer.status()).into());
        };
        self.open(&to)
    }

    /// The hidden fields of a page's form.
    pub fn hidden(&self, on: &Arrived) -> Outcome<Vec<(String, String)>> {
        filled(&on.page, &[])
    }

    /// All cookies, as they are sent.
    pub fn cookie(&self) -> String {
        let mut cookies = String::new();
        for (name, value) in self.cookies.borrow().iter() {
            write!(cookies, "{name}={value}; ").ok();
        }
        cookies
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        let cookies = self.cookie();
        let mut headers = vec![("cookie", cookies)];
        if !self.from.is_empty() {
            headers.push(("x-forwarded-for", self.from.clone()));
        }
        headers
    }

    fn keep_cookies(&self, answer: &Response<Body>) {
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A report in six steps with one photo, from an address of its own.
pub fn submit(portal: &mut Running, number: usize, photo: &[u8]) -> Outcome<()> {
    let written = Written::of(portal, number, Some(photo))?;
    portal.wait()?;
    written.send()
}

/// A report that only has to be sent.
pub struct Written {
    client: Client,
    page: Arrived,
}

impl Written {
    /// Fills in all steps but the last, from an address of its own.
    pub fn of(portal: &Running, number: usize, photo: Option<&[u8]>) -> Outcome<Self> {
        let client = Client::new(&portal.base).from(format!("10.{}.{}.7", number / 250, number % 250));
        let page = write(&client, number, photo)?;
        Ok(Self { client, page })
    }

    /// The last press as it goes over the wire, from whatever connection.
    pub fn request(&self) -> Outcome<Vec<u8>> {
        let body = serde_urlencoded::to_string(self.client.hidden(&self.page)?)?;
        let mut request = format!("POST {} HTTP/1.1\r\nhost: localhost\r\n", self.page.path);
        for (name, value) in self.client.headers() {
            write!(request, "{name}: {value}\r\n")?;
        }
        let kind = "application/x-www-form-urlencoded";
        write!(request, "content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len())?;
        Ok(request.into_bytes())
    }

    /// The last press: the report is on disk when this returns.
    pub fn send(self) -> Outcome<()> {
        let page = self.client.send(&self.page, &[], None)?;
        if page.path == links::submit_thanks() { Ok(()) } else { Err(page.path.into()) }
    }
}

fn write(client: &Client, number: usize, photo: Option<&[u8]>) -> Outcome<Arrived> {
    let page = client.open(&links::submit())?;
    let body = format!("Ổ gà số {number} giữa đường, xe máy dễ ngã khi trời mưa.");
    let what = [("kind", "report"), ("title", "Ổ gà giữa đường"), ("body", &body)];
    let mut page = client.send(&page, &what, None)?;
    if page.path == links::submit_similar() {
        page = client.open(&links::submit_category())?;
    }
    let category = first_value(&page.page, "category")?;
    let page = client.send(&page, &[("category", &category)], None)?;
    let place = [("commune", "Phường Lê Chân"), ("place", "Trước số 12 phố Lạch Tray")];
    let page = client.send(&page, &place, None)?;
    let page = client.send(&page, &[], photo)?;
    let email = format!("nguoi-{number}@example.vn");
    let contact = [("name", "Trần Thị Mẫu"), ("email", email.as_str()), ("consent", "yes")];
    client.send(&page, &contact, None)
}

fn filled(page: &str, fields: &[(&str, &str)]) -> Outcome<Vec<(String, String)>> {
    let page = Html::parse_document(page);
    let hidden = Selector::parse("#step input[type=hidden]").map_err(|error| error.to_string())?;
    let kept = page.select(&hidden).filter_map(|input| {
        let value = input.value().attr("value").unwrap_or_default();
        Some((input.value().attr("name")?.to_owned(), value.to_owned()))
    });
    let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Ok(kept.chain(typed).collect())
}

fn first_value(page: &str, name: &str) -> Outcome<String> {
    let css = format!("#step [name='{name}'][value]");
    let choices = Selector::parse(&css).map_err(|error| error.to_string())?;
    let page = Html::parse_document(page);
    let first = page.select(&choices).next().and_then(|choice| choice.value().attr("value"));
    Ok(first.ok_or("nothing to choose from")?.to_owned())
}

fn parts(fields: &[(String, String)], photo: &[u8]) -> Outcome<Vec<u8>> {
    let mut text = String::new();
    for (name, value) in fields {
        write!(text, "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")?;
    }
    write!(
        text,
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"photos\"; filename=\"o-ga.jpg\"\r\n"
    )?;
    text.push_str("content-type: image/jpeg\r\n\r\n");
    let mut body = text.into_bytes();
    body.extend_from_slice(photo);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    Ok(body)
}
