//! A fresh machine on which commands are run as a page says, in a folder of their own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use flate2::read::GzDecoder;

use super::database::{Engine, TestAddress};

/// A folder with what the page's reader has downloaded, and the program on the path.
pub struct Machine {
    pub folder: tempfile::TempDir,
    database: Option<TestAddress>,
}

impl Machine {
    pub fn fresh(engine: Engine) -> Option<Self> {
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

    pub fn shell(&self, line: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_placewell")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.folder.path()).env("PATH", path);
        command.env("PLACEWELL_SERVER__BIND", "127.0.0.1:0");
        if let Some(database) = &self.database {
            command.env("PLACEWELL_DATABASE__URL", &database.url);
            // PostgreSQL's own programs find the server as a technician's do, without an address.
            for (name, of) in [("PGUSER", "user="), ("PGHOST", "host=")] {
                let (_, rest) = database.url.split_once(of).unwrap();
                command.env(name, rest.split('&').next().unwrap());
            }
        }
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, line: &str) -> String {
        let output = self.shell(line).output().unwrap();
        let words = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
        assert!(output.status.success(), "{line}: {words}");
        words
    }

    /// Runs a command that serves until the test ends.
    pub fn serve(&self, line: &str) -> Served {
        let mut shell = self.shell(&format!("exec {line}"));
        let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap());
        let mut heard = String::new();
        let address = loop {
            let mut line = String::new();
            assert!(told.read_line(&mut line).unwrap() > 0, "it does not serve: {heard}");
            if let Some((_, rest)) = line.split_once("http://").filter(|_| line.starts_with("Serving on ")) {
                break rest.split([';', '/', '\n']).next().unwrap().trim().to_owned();
            }
            heard.push_str(&line);
        };
        Served { child, _told: told, said: heard, address }
    }
}

/// A service that ends with the test.
pub struct Served {
    child: Child,
    /// Open as long as it serves, so that it can go on telling.
    _told: BufReader<ChildStdout>,
    /// What it said before it served.
    pub said: String,
    /// Where it serves.
    pub address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Tells it to end.
    pub fn terminate(&self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    }

    /// Waits until it has ended; whether it ended well.
    pub fn ended_well(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    /// What it logs, to be read once.
    pub fn log(&mut self) -> ChildStderr {
        self.child.stderr.take().unwrap()
    }
}
