//! Reads a form from a page: what it offers and what already stands in it.
use super::form::{Button, Field, Form, Shape};
use super::page::{Page, selector, text_of};
use scraper::{ElementRef, Html};

/// The form that a test means by `which`: its id, its action, or a part of its action.
pub fn find(page: &Page, which: &str) -> Option<Form> {
    let dom = page.dom();
    let forms: Vec<_> = dom.select(&selector("form")).collect();
    let attr = |form: &ElementRef<'_>, name: &str| form.value().attr(name).unwrap_or_default().to_owned();
    let found = forms
        .iter()
        .find(|form| attr(form, "id") == which)
        .or_else(|| forms.iter().find(|form| attr(form, "action") == which))
        .or_else(|| forms.iter().find(|form| attr(form, "action").ends_with(which)))
        .or_else(|| forms.iter().find(|form| attr(form, "action").contains(which)))?;
    Some(read(page, dom, found))
}

fn read(page: &Page, dom: &Html, form: &ElementRef<'_>) -> Form {
    let id = form.value().attr("id");
    let css = selector("input, textarea, select, button");
    // A control may stand outside and name its form.
    let own = |control: &ElementRef<'_>| match control.value().attr("form") {
        Some(named) => Some(named) == id,
        None => control.ancestors().any(|above| above.id() == form.id()),
    };
    let (mut fields, mut buttons) = (Vec::new(), Vec::new());
    for control in dom.select(&css).filter(own) {
        if control.value().attr("disabled").is_some() {
            continue;
        }
        match button(page, &control) {
            Some(button) => buttons.push(button),
            None => fields.extend(field(&control)),
        }
    }
    Form {
        browser: page.browser.clone(),
        from: page.path.clone(),
        told: page.told(),
        action: page.resolve(form.value().attr("action").unwrap_or_default()),
        post: form.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
        multipart: form.value().attr("enctype") == Some("multipart/form-data"),
        fields,
        buttons,
    }
}

fn button(page: &Page, control: &ElementRef<'_>) -> Option<Button> {
    let element = control.value();
    let kind = element.attr("type").unwrap_or_default();
    let label = match element.name() {
        "button" if kind != "button" && kind != "reset" => {
            let text = text_of(control);
            if text.is_empty() { element.attr("aria-label").unwrap_or_default().to_owned() } else { text }
        }
        "input" if kind == "submit" => element.attr("value").unwrap_or_default().to_owned(),
        _ => return None,
    };
    let name = element.attr("name").map(str::to_owned);
    let value = element.attr("value").unwrap_or_default().to_owned();
    Some(Button {
        label,
        sends: name.map(|name| (name, value)),
        action: element.attr("formaction").map(|action| page.resolve(action)),
    })
}

fn field(control: &ElementRef<'_>) -> Option<Field> {
    let element = control.value();
    let name = element.attr("name")?.to_owned();
    let value = element.attr("value").unwrap_or_default().to_owned();
    let shape = match (element.name(), element.attr("type").unwrap_or("text")) {
        ("textarea", _) => Shape::Text(control.text().collect()),
        ("select", _) => choices(control),
        ("input", "hidden") => Shape::Hidden(value),
        ("input", "radio") => Shape::Radio { value, on: element.attr("checked").is_some() },
        ("input", "checkbox") => {
            let value = if element.attr("value").is_some() { value } else { "on".into() };
            Shape::Box { value, on: element.attr("checked").is_some() }
        }
        ("input", "file") => Shape::Files { many: element.attr("multiple").is_some(), chosen: Vec::new() },
        ("input", "button" | "reset" | "image") | ("button", _) => return None,
        _ => Shape::Text(value),
    };
    Some(Field { name, shape })
}

fn choices(select: &ElementRef<'_>) -> Shape {
    let css = selector("option");
    let options: Vec<(String, bool)> = select
        .select(&css)
        .map(|option| {
            let value = option.value().attr("value").map_or_else(|| text_of(&option), str::to_owned);
            (value, option.value().attr("selected").is_some())
        })
        .collect();
    let chosen = options
        .iter()
        .find(|(_, selected)| *selected)
        .or(options.first())
        .map(|(value, _)| value.clone())
        .unwrap_or_default();
    Shape::Select { options: options.into_iter().map(|(value, _)| value).collect(), chosen }
}
