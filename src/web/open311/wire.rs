//! The two ways in which everything is said: the same tree as JSON and as XML.
use crate::links;
use crate::web::error::Failure;
use crate::web::known;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::Value;
use std::io;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    Json,
    Xml,
}

impl Wire {
    /// By the end of an address.
    ///
    /// # Errors
    /// `NotFound` for any other.
    pub(super) fn named(form: &str) -> Result<Self, Failure> {
        match form {
            "json" => Ok(Self::Json),
            "xml" => Ok(Self::Xml),
            _ => Err(Failure::NotFound),
        }
    }

    /// How what stands at this address is written; nothing where it is no address of Open311.
    pub fn of(path: &str) -> Option<Self> {
        let ours = path.starts_with(&format!("{}/", links::open311_home()));
        ours.then(|| if path.ends_with(".xml") { Self::Xml } else { Self::Json })
    }

    fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Xml => "text/xml; charset=utf-8",
        }
    }

    /// The answer to whoever reads; that it is as it was, to whoever has it.
    pub(super) fn read(
        self,
        request: &HttpRequest,
        root: &str,
        tree: &Value,
    ) -> Result<HttpResponse, Failure> {
        let mut answer = self.say(StatusCode::OK, root, tree)?;
        answer.headers_mut().insert(CACHE_CONTROL, PUBLIC);
        answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY);
        Ok(known::unless_known(request, answer))
    }

    /// `root` is what the tree is called in XML.
    pub(super) fn say(self, status: StatusCode, root: &str, tree: &Value) -> Result<HttpResponse, Failure> {
        let body = match self {
            Self::Json => tree.to_string().into_bytes(),
            Self::Xml => xml(root, tree).map_err(|error| Failure::Internal(error.to_string()))?,
        };
        Ok(HttpResponse::build(status).insert_header((CONTENT_TYPE, self.mime())).body(body))
    }
}

const PUBLIC: HeaderValue = HeaderValue::from_static("public, no-cache");
const ANYBODY: HeaderValue = HeaderValue::from_static("*");

fn xml(root: &str, tree: &Value) -> io::Result<Vec<u8>> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    write(&mut out, root, tree)?;
    Ok(out.into_inner())
}

fn write(out: &mut Writer<Vec<u8>>, name: &str, value: &Value) -> io::Result<()> {
    let text = match value {
        Value::Null => return out.write_event(Event::Empty(BytesStart::new(name))),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.chars().filter(|c| may_stand(*c)).collect(),
        Value::Array(all) => {
            out.write_event(Event::Start(BytesStart::new(name)))?;
            all.iter().try_for_each(|one| write(out, one_of(name), one))?;
            return out.write_event(Event::End(BytesEnd::new(name)));
        }
        Value::Object(parts) => {
            out.write_event(Event::Start(BytesStart::new(name)))?;
            parts.iter().try_for_each(|(part, value)| write(out, part, value))?;
            return out.write_event(Event::End(BytesEnd::new(name)));
        }
    };
    out.write_event(Event::Start(BytesStart::new(name)))?;
    out.write_event(Event::Text(BytesText::new(&text)))?;
    out.write_event(Event::End(BytesEnd::new(name)))
}

/// May it stand in XML 1.0 at all?
fn may_stand(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// What one of several is called.
fn one_of(all: &str) -> &'static str {
    match all {
        "services" => "service",
        "attributes" => "attribute",
        "values" => "value",
        "service_requests" => "request",
        "service_request_updates" => "request_update",
        "endpoints" => "endpoint",
        "formats" => "format",
        "errors" => "error",
        _ => "item",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_tree_is_written_with_its_names_and_nothing_breaks_out_of_its_place() {
        let tree = json!([{ "id": "a<b>&\"'", "none": null, "values": [{ "key": 1 }], "ok": true }, {}]);
        let written = String::from_utf8(xml("services", &tree).unwrap()).unwrap();
        let (_, body) = written.split_once("?>").unwrap();
        assert_eq!(
            body,
            "<services><service><id>a&lt;b&gt;&amp;&quot;&apos;</id><none/><ok>true</ok>\
             <values><value><key>1</key></value></values></service><service></service></services>"
        );
        let odd = xml("a", &json!("x\u{0}\u{1b}\u{ffff}y\n")).unwrap();
        assert!(String::from_utf8(odd).unwrap().ends_with("<a>xy\n</a>"));
    }
}
