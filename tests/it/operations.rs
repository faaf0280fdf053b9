//! What `docs/OPERATIONS.md` says under "Starting", command by command as written, on a fresh machine.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use flate2::read::GzDecoder;
use rstest::rstest;

use crate::support::database::{Engine, TestAddress};

/// The commands of the first block under a heading.
fn commands(heading: &str) -> Vec<String> {
    let page = include_str!("../../docs/OPERATIONS.md");
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = section.split_once("```\n").unwrap();
    block.split("```").next().unwrap().lines().map(str::to_owned).collect()
}

/// A folder with what the page's reader has downloaded, and the program on the path.
struct Machine {
    folder: tempfile::TempDir,
    database: Option<TestAddress>,
}

impl Machine {
    fn fresh(engine: Engine) -> Option<Self> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(TestAddress::empty(engine)?),
        };
        let folder = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let postcodes = folder.path().join("codepo_gb/Data/CSV");
        fs::create_dir_all(&postcodes).unwrap();
        let mut packed = GzDecoder::new(fs::File::open(sample.join("codepoint-open-np.csv.gz")).unwrap());
        std::io::copy(&mut packed, &mut fs::File::create(postcodes.join("np.csv")).unwrap()).unwrap();
        fs::copy(sample.join("newport-20230613_gtfs.zip"), folder.path().join("region.zip")).unwrap();
        Some(Self { folder, database })
    }

    fn shell(&self, line: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_placewell")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.folder.path()).env("PATH", path);
        command.env("PLACEWELL_SERVER__BIND", "127.0.0.1:0");
        if let Some(database) = &self.database {
            command.env("PLACEWELL_DATABASE__URL", &database.url);
        }
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, line: &str) -> String {
        let output = self.shell(line).output().unwrap();
        let words = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
        assert!(output.status.success(), "{line}: {words}");
        words
    }
}

/// A service that ends with the test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(address: &str, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[rstest]
fn a_service_is_started_as_the_page_says(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(machine) = Machine::fresh(engine) else { return };
    let mut lines = commands("Starting");
    let serve = lines.pop().unwrap();
    assert_eq!(serve, "placewell serve");
    assert!(lines.len() >= 5, "{lines:?}");
    for line in &lines {
        machine.run(line);
    }
    let mut service = machine
        .shell(&format!("exec {serve}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (out, mut log) = (service.stdout.take().unwrap(), service.stderr.take().unwrap());
    let service = Served(service);
    let mut told = BufReader::new(out).lines().map_while(Result::ok);
    let serving = told.find(|line| line.starts_with("Serving on ")).expect("it does not serve");
    let address = serving.split("http://").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let ready = ask(&address, b"GET /ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    assert!(ready.starts_with("HTTP/1.1 200 "), "{ready}");
    assert!(ask(&address, b"GET nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    drop(service);
    let mut logged = String::new();
    log.read_to_string(&mut logged).unwrap();
    assert!(
        logged.contains("request") && !logged.contains("ERROR"),
        "a malformed request is no fault of ours: {logged}"
    );
}

#[test]
fn only_migrate_changes_a_server() {
    let Some(machine) = Machine::fresh(Engine::Postgres) else { return };
    machine.run("placewell key new");
    for line in [
        "placewell import postcodes codepo_gb/Data/CSV/*.csv",
        "placewell import timetable region.zip --name region",
        "placewell user add --new-hub 'A careers hub' --role admin --name 'Ada Moss' --email ada@hub.example",
        "placewell serve",
    ] {
        let output = machine.shell(line).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && words.contains("placewell migrate"), "{line}: {words}");
    }
    assert!(machine.run("placewell migrate --pending").lines().count() > 5, "nothing was applied");
}
