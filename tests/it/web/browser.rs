//! A browser as far as a server sees one: it keeps cookies, follows nothing by itself and sends forms.

use std::collections::BTreeMap;

use placewell::domain::role::Role;

use crate::support::app::{Answer, PASSWORD, TestApp, email};

const FORM: &str = "application/x-www-form-urlencoded";

/// A browser with its cookies.
pub struct Browser<'a> {
    test: &'a TestApp,
    pub cookies: BTreeMap<String, String>,
}

impl<'a> Browser<'a> {
    pub fn new(test: &'a TestApp) -> Self {
        Self { test, cookies: BTreeMap::new() }
    }

    /// One in which the user of a role has signed in.
    pub fn signed_in(test: &'a TestApp, role: Role) -> Self {
        let mut browser = Self::new(test);
        let (email, password) = (email(role), PASSWORD);
        let answer = browser.post("/staff/sign-in", &[("email", &email), ("password", password)]);
        assert_eq!((answer.status, answer.header("Location")), (303, "/staff"), "{}", html(&answer));
        browser
    }

    pub fn get(&mut self, path: &str) -> Answer {
        let answer = self.with_cookies(self.test.get(path)).send();
        self.keep(answer)
    }

    /// Sends a form as it stands.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).unwrap();
        let answer = self.with_cookies(self.test.post(path)).raw(FORM, body).send();
        self.keep(answer)
    }

    /// Sends a body of another kind.
    pub fn send(&mut self, path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
        let answer = self.with_cookies(self.test.post(path)).raw(kind, body).send();
        self.keep(answer)
    }

    /// Sends a form from a page of this browser's sign-in, with its token.
    pub fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token();
        let all: Vec<_> = fields.iter().copied().chain([("csrf", token.as_str())]).collect();
        self.post(path, &all)
    }

    /// The token of the forms of this sign-in.
    pub fn token(&mut self) -> String {
        let home = html(&self.get("/staff").expect(200));
        hidden(&home, "csrf")
    }

    fn with_cookies<'t>(&self, call: crate::support::app::Call<'t>) -> crate::support::app::Call<'t> {
        let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if all.is_empty() { call } else { call.header("Cookie", &all.join("; ")) }
    }

    fn keep(&mut self, answer: Answer) -> Answer {
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let (pair, rest) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(rest.contains("HttpOnly") && rest.contains("SameSite=Lax") && rest.contains("Path=/"));
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// A page as text.
pub fn html(answer: &Answer) -> String {
    String::from_utf8(answer.bytes.clone()).unwrap()
}

/// The value of a hidden field.
pub fn hidden(html: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = html.split_once(&mark).unwrap_or_else(|| panic!("no field {name} in {html}"));
    rest.split('"').next().unwrap().to_owned()
}

/// What a reader sees of the main part of a page: a line an element, what is sent with a form in brackets.
pub fn seen(answer: &Answer) -> String {
    let html = html(answer);
    let main =
        html.split_once("<main").unwrap().1.split_once('>').unwrap().1.split("</main>").next().unwrap();
    let mut text = String::new();
    let mut rest = main;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or("");
        let hides = tag.contains("type=\"hidden\"");
        match name {
            "input" | "textarea" | "button" | "form" if !tag.starts_with('/') && !hides => {
                text.push_str(&format!("\n[{tag}] "));
            }
            "span" | "a" | "strong" | "code" | "b" => {}
            _ => text.push('\n'),
        }
        rest = after;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
