//! A form being filled in. Only what the page offers can be filled, and only its own buttons pressed.
use super::browser::Browser;
use super::page::Page;
use actix_web::http::Method;

/// Fits wherever a person writes a paragraph.
const SENTENCE: &str = "Đã xem xét kỹ và ghi lại như thế này.";

#[derive(Clone)]
pub struct Form {
    pub(super) browser: Browser,
    pub(super) from: String,
    /// What the page showed, for the words of a failing test.
    pub(super) told: String,
    pub(super) action: String,
    pub(super) post: bool,
    pub(super) multipart: bool,
    pub(super) fields: Vec<Field>,
    pub(super) buttons: Vec<Button>,
}

#[derive(Clone)]
pub struct Field {
    pub name: String,
    pub shape: Shape,
}

#[derive(Clone)]
pub enum Shape {
    Hidden(String),
    Text(String),
    Radio { value: String, on: bool },
    Box { value: String, on: bool },
    Select { options: Vec<String>, chosen: String },
    Files { many: bool, chosen: Vec<(String, Vec<u8>)> },
}

#[derive(Clone)]
pub struct Button {
    pub label: String,
    pub sends: Option<(String, String)>,
    pub action: Option<String>,
}

impl Form {
    /// Types into a field.
    #[track_caller]
    pub fn fill(mut self, name: &str, text: &str) -> Self {
        let field = self.fields.iter_mut().find(|field| field.name == name);
        match field.map(|field| &mut field.shape) {
            Some(Shape::Text(value)) => text.clone_into(value),
            _ => panic!("no field {name:?} can be typed into: {}", self.offered()),
        }
        self
    }

    /// Ticks the first box of this name.
    #[track_caller]
    pub fn tick(self, name: &str) -> Self {
        self.set_box(name, true)
    }

    #[track_caller]
    pub fn untick(self, name: &str) -> Self {
        self.set_box(name, false)
    }

    #[track_caller]
    fn set_box(mut self, name: &str, ticked: bool) -> Self {
        let boxes = self.fields.iter_mut().filter(|field| field.name == name);
        let found = boxes.map(|field| &mut field.shape).find_map(|shape| match shape {
            Shape::Box { on, .. } => Some(on),
            _ => None,
        });
        let ok = found.map(|on| *on = ticked).is_some();
        assert!(ok, "no box {name:?}: {}", self.offered());
        self
    }

    /// Chooses one of a list, of radio buttons or of boxes, by its value.
    #[track_caller]
    pub fn choose(mut self, name: &str, wanted: &str) -> Self {
        let mut found = false;
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            match &mut field.shape {
                Shape::Radio { value, on } => {
                    *on = value == wanted;
                    found |= *on;
                }
                Shape::Box { value, on } if value == wanted => (*on, found) = (true, true),
                Shape::Select { options, chosen } if options.iter().any(|value| value == wanted) => {
                    wanted.clone_into(chosen);
                    found = true;
                }
                _ => {}
            }
        }
        assert!(found, "{name:?} offers no {wanted:?}: {}", self.offered());
        self
    }

    /// Adds a file. A field for one file keeps the last.
    #[track_caller]
    pub fn attach(mut self, name: &str, file_name: &str, bytes: &[u8]) -> Self {
        let field = self.fields.iter_mut().find(|field| field.name == name);
        match field.map(|field| &mut field.shape) {
            Some(Shape::Files { many, chosen }) => {
                if !*many {
                    chosen.clear();
                }
                chosen.push((file_name.to_owned(), bytes.to_vec()));
            }
            _ => panic!("no field {name:?} takes files: {}", self.offered()),
        }
        self
    }

    /// Sets what a person could not: a hidden field, or one that the page does not have.
    pub fn forge(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        let shape = Shape::Hidden(value.to_owned());
        // First, where the form's own key stands: it is checked before any file is read.
        self.fields.insert(0, Field { name: name.to_owned(), shape });
        self
    }

    /// What the field holds now; empty where nothing is chosen.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        assert!(self.fields.iter().any(|field| field.name == name), "no field {name:?}: {}", self.offered());
        let sent = self.typed().into_iter().find(|(key, _)| key == name);
        sent.map(|(_, value)| value).unwrap_or_default()
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// The values that a list, radio buttons or boxes offer.
    pub fn options(&self, name: &str) -> Vec<String> {
        self.fields
            .iter()
            .filter(|field| field.name == name)
            .flat_map(|field| match &field.shape {
                Shape::Radio { value, .. } | Shape::Box { value, .. } => vec![value.clone()],
                Shape::Select { options, .. } => options.clone(),
                Shape::Hidden(_) | Shape::Text(_) | Shape::Files { .. } => Vec::new(),
            })
            .collect()
    }

    /// The words on the buttons.
    pub fn buttons(&self) -> Vec<String> {
        self.buttons.iter().map(|button| button.label.clone()).collect()
    }

    /// Presses the button with these words and goes wherever that leads.
    #[track_caller]
    pub fn press(self, label: &str) -> impl Future<Output = Page> {
        let found = self
            .buttons
            .iter()
            .find(|button| button.label == label)
            .or_else(|| self.buttons.iter().find(|button| button.label.contains(label)));
        let Some(button) = found else {
            panic!("no button {label:?}: {}", self.offered());
        };
        let action = button.action.clone().unwrap_or_else(|| self.action.clone());
        let mut typed = self.typed();
        typed.extend(button.sends.clone());
        async move {
            if !self.post {
                let query = serde_urlencoded::to_string(&typed).unwrap();
                let path = action.split('?').next().unwrap_or_default();
                let address = format!("{path}?{query}");
                return self.browser.ask(Method::GET, &address, Some(&self.from), None).await;
            }
            let body = if self.multipart {
                self.parts(&typed)
            } else {
                let kind = "application/x-www-form-urlencoded".to_owned();
                (kind, serde_urlencoded::to_string(&typed).unwrap().into_bytes())
            };
            self.browser.ask(Method::POST, &action, Some(&self.from), Some(body)).await
        }
    }

    /// What somebody would send who fills in whatever is empty and makes another choice where there is one.
    pub fn completed(mut self) -> Vec<(String, String)> {
        let names: Vec<String> = self.fields.iter().map(|field| field.name.clone()).collect();
        for name in names {
            let last = self.options(&name).into_iter().rfind(|value| !value.is_empty());
            for field in self.fields.iter_mut().filter(|field| field.name == name) {
                match &mut field.shape {
                    Shape::Text(value) if value.is_empty() => SENTENCE.clone_into(value),
                    Shape::Radio { value, on } => *on = Some(&*value) == last.as_ref(),
                    Shape::Select { chosen, .. } if chosen.is_empty() => {
                        *chosen = last.clone().unwrap_or_default()
                    }
                    _ => {}
                }
            }
        }
        self.typed()
    }

    /// Everything but files, as it would be sent. Browsers send the ends of lines as carriage return and line feed.
    fn typed(&self) -> Vec<(String, String)> {
        let sent = self.fields.iter().filter_map(|field| {
            let value = match &field.shape {
                Shape::Hidden(value) => value.clone(),
                Shape::Text(value) => value.replace("\r\n", "\n").replace('\n', "\r\n"),
                Shape::Radio { value, on } | Shape::Box { value, on } if *on => value.clone(),
                Shape::Select { options, chosen } if !options.is_empty() => chosen.clone(),
                _ => return None,
            };
            Some((field.name.clone(), value))
        });
        sent.collect()
    }

    fn parts(&self, typed: &[(String, String)]) -> (String, Vec<u8>) {
        const EDGE: &str = "langnghe-form-edge-7f3a91";
        let mut body = Vec::new();
        for (name, value) in typed {
            let head = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        for field in &self.fields {
            let Shape::Files { chosen, .. } = &field.shape else {
                continue;
            };
            // A browser sends a nameless, empty part where nothing was chosen.
            let nothing = [(String::new(), Vec::new())];
            for (file, bytes) in if chosen.is_empty() { &nothing[..] } else { chosen } {
                let head = format!(
                    "--{EDGE}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{file}\"\r\n\
                     content-type: application/octet-stream\r\n\r\n",
                    field.name
                );
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(bytes);
                body.extend_from_slice(b"\r\n");
            }
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={EDGE}"), body)
    }

    fn offered(&self) -> String {
        let names: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
        format!(
            "the form to {} has the fields {names:?} and the buttons {:?}.\n{}",
            self.action,
            self.buttons(),
            self.told
        )
    }
}
