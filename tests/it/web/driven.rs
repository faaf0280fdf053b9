//! A real Chromium that is told by its DevTools protocol which keys are pressed, and by nothing else.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The most stops on the way to anything on a page.
const MOST_STOPS: usize = 150;

/// How long the browser may keep silent: far longer than it takes on a busy machine.
const SILENCE: Duration = Duration::from_secs(90);

/// What has the focus, and whether somebody who looks can tell.
const FOCUS: &str = "(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return { what: 'nothing' };
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const within = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  if (!e.dataset.stop) e.dataset.stop = String(++window.stops || (window.stops = 1));
  return { what: e.outerHTML.slice(0, 160), seen: outlined && within, stop: e.dataset.stop };
})()";

/// A key: its name, its code and the text that it types.
pub(super) struct Key(&'static str, u32, &'static str);

pub(super) const TAB: Key = Key("Tab", 9, "");
pub(super) const SPACE: Key = Key(" ", 32, " ");
pub(super) const ENTER: Key = Key("Enter", 13, "\r");
pub(super) const DOWN: Key = Key("ArrowDown", 40, "");

/// What somebody did since it was last asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effort {
    /// What they went to: with a mouse, a click each.
    clicks: usize,
    /// Characters that they typed.
    typed: usize,
    /// Keys that they pressed beside those, by the keyboard alone.
    keys: usize,
}

/// What says how much it takes to do something.
const TASKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/TASKS.md");

impl Effort {
    /// Compares with what the document says of a task.
    pub(super) fn is_told(self, who: &str, task: &str) {
        let Self { clicks, typed, keys } = self;
        let told = format!("| {who} | {task} | {clicks} | {typed} | {keys} |");
        assert!(
            fs::read_to_string(TASKS).unwrap().contains(&told),
            "docs/TASKS.md says something else: {told}"
        );
    }
}

/// The browser with one page, in which no script runs.
pub(super) struct Driven {
    process: Child,
    to: File,
    /// What the browser says, message by message.
    from: Receiver<Vec<u8>>,
    session: String,
    calls: u64,
    effort: Effort,
    origin: String,
    _folder: TempDir,
}

impl Driven {
    /// A window of a width in pixels over the service at an address.
    pub(super) fn start(browser: &Path, origin: String, width: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (to, from) = (folder.path().join("to"), folder.path().join("from"));
        assert!(Command::new("mkfifo").args([&to, &from]).status().unwrap().success());
        // The browser reads commands from the third stream and answers on the fourth.
        let process = Command::new("sh")
            .args(["-c", "to=$1 from=$2; shift 2; exec \"$@\" 3<\"$to\" 4>\"$from\"", "sh"])
            .args([&to, &from])
            .arg(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "about:blank"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg(format!("--window-size={width},800"))
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Opened for both ways, because to open one way waits for the other side.
        let to = OpenOptions::new().read(true).write(true).open(to).unwrap();
        let from = heard(from);
        let (session, effort) = (String::new(), Effort::default());
        let mut driven = Self { process, to, from, session, calls: 0, effort, origin, _folder: folder };
        let pages = driven.call("Target.getTargets", json!({}));
        let pages = pages["targetInfos"].as_array().unwrap();
        let page = pages.iter().find(|one| one["type"] == "page").unwrap()["targetId"].clone();
        let attached = driven.call("Target.attachToTarget", json!({"targetId": page, "flatten": true}));
        driven.session = attached["sessionId"].as_str().unwrap().to_owned();
        driven.call("Page.enable", json!({}));
        driven.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        driven.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
        driven
    }

    fn send(&mut self, method: &str, params: &Value) {
        self.calls += 1;
        let mut command = json!({"id": self.calls, "method": method, "params": params});
        if !self.session.is_empty() {
            command["sessionId"] = json!(self.session);
        }
        self.to.write_all(command.to_string().as_bytes()).unwrap();
        self.to.write_all(&[0]).unwrap();
    }

    fn next(&mut self) -> Value {
        let calls = self.calls;
        let message = self.from.recv_timeout(SILENCE);
        let message = message.unwrap_or_else(|why| panic!("the browser says nothing to call {calls}: {why}"));
        serde_json::from_slice(&message).unwrap()
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        self.send(method, &params);
        let call = self.calls;
        loop {
            let message = self.next();
            if message["id"] == call {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    /// Sends a command and waits until another page has come.
    fn until_loaded(&mut self, method: &str, params: &Value) {
        self.send(method, params);
        while self.next()["method"] != "Page.loadEventFired" {}
    }

    /// Opens an address, as a link in a letter does.
    pub(super) fn open(&mut self, path: &str) {
        let url = format!("{}{path}", self.origin);
        self.until_loaded("Page.navigate", &json!({"url": url}));
    }

    /// Goes back, as the browser's own button does.
    pub(super) fn back(&mut self) {
        let history = self.call("Page.getNavigationHistory", json!({}));
        let at = usize::try_from(history["currentIndex"].as_u64().unwrap()).unwrap();
        let before = history["entries"][at - 1]["id"].clone();
        self.until_loaded("Page.navigateToHistoryEntry", &json!({"entryId": before}));
    }

    /// Shows pages as they are printed, on paper of a width in pixels.
    pub(super) fn on_paper(&mut self, width: u32) {
        self.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
        let paper = json!({"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", paper);
    }

    /// What an expression is on the page.
    pub(super) fn ask(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer["exceptionDetails"].is_null(), "{answer}");
        answer["result"]["value"].clone()
    }

    fn event(key: &Key, kind: &str, shift: bool) -> Value {
        let Key(name, code, text) = key;
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        let mut event = json!({"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code,
            "modifiers": if shift { 8 } else { 0 }});
        if kind == "down" {
            event["type"] = json!(down);
            event["text"] = json!(text);
        }
        event
    }

    fn press_with(&mut self, key: &Key, shift: bool) {
        self.effort.keys += 1;
        self.call("Input.dispatchKeyEvent", Self::event(key, "down", shift));
        self.call("Input.dispatchKeyEvent", Self::event(key, "keyUp", shift));
    }

    /// Presses a key.
    pub(super) fn press(&mut self, key: &Key) {
        self.press_with(key, false);
    }

    /// Presses a key that leads to another page, which must say so.
    pub(super) fn go(&mut self, key: &Key) {
        self.effort.keys += 1;
        self.until_loaded("Input.dispatchKeyEvent", &Self::event(key, "down", false));
    }

    /// Types into the field that has the focus.
    pub(super) fn type_in(&mut self, text: &str) {
        self.effort.typed += text.chars().count();
        self.call("Input.insertText", json!({"text": text}));
    }

    /// What was done since this was last asked.
    pub(super) fn effort(&mut self) -> Effort {
        std::mem::take(&mut self.effort)
    }

    /// What has the focus, which must be in sight and marked.
    pub(super) fn focus(&mut self) -> Value {
        let focus = self.ask(FOCUS);
        assert!(focus["what"] == "nothing" || focus["seen"] == true, "the focus cannot be seen: {focus}");
        focus
    }

    /// Steps on with Tab, or back, to the first stop that a selector fits.
    pub(super) fn step_to(&mut self, selector: &str, back: bool) {
        self.effort.clicks += 1;
        let is_there = format!("document.activeElement.matches({})", json!(selector));
        for _ in 0..MOST_STOPS {
            self.press_with(&TAB, back);
            self.focus();
            if self.ask(&is_there) == true {
                return;
            }
        }
        panic!("no stop of {selector} on {}", self.ask("document.body.innerText"));
    }

    /// The same, onwards.
    pub(super) fn tab_to(&mut self, selector: &str) {
        self.step_to(selector, false);
    }

    /// How many stops there are from the beginning of the page until the focus has come round, and how many there should
    /// be: one a control, and one a group of radio buttons.
    pub(super) fn round(&mut self) -> (usize, usize) {
        let mut stops = Vec::new();
        for _ in 0..MOST_STOPS {
            self.press(&TAB);
            let focus = self.focus();
            if focus["what"] == "nothing" || stops.contains(&focus["stop"]) {
                break;
            }
            stops.push(focus["stop"].clone());
        }
        let wanted = self.ask(
            "(() => { const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, \
             select, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()); const groups = new Set(); return \
             all.filter(e => { if (e.type !== 'radio') return true; const key = e.form.action + e.name + \
             [...document.forms].indexOf(e.form); return !groups.has(key) && groups.add(key); }).length })()",
        );
        (stops.len(), usize::try_from(wanted.as_u64().unwrap()).unwrap())
    }
}

/// Reads what the browser says on a thread of its own, so that nobody waits for one that says nothing.
fn heard(from: PathBuf) -> Receiver<Vec<u8>> {
    let (say, hear) = channel();
    thread::spawn(move || {
        let Ok(from) = File::open(from) else { return };
        for message in BufReader::new(from).split(0) {
            if message.is_ok_and(|message| say.send(message).is_ok()) {
                continue;
            }
            break;
        }
    });
    hear
}

impl Drop for Driven {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
