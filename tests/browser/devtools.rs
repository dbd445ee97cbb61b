//! A browser without a window, driven over a pipe by the DevTools protocol: JSON messages, each ended by a zero byte.

use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long one answer may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What the browser is started with. The pages are the project's own and nothing is loaded: no sandbox is needed, and as root
/// or in a container there is none.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--window-size=1200,900",
    "--remote-debugging-pipe",
];

/// The browser's process and both ends of the pipe. It is ended on drop, and ends by itself when the pipe is closed.
#[derive(Debug)]
pub struct Browser {
    process: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    said: PathBuf,
    asked: u64,
    /// Messages that came between answers, oldest first.
    pub events: Vec<Value>,
}

impl Browser {
    /// Starts the program with a profile of its own in `folder`, which is made anew.
    pub fn start(program: &Path, folder: &Path) -> Browser {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("a folder for the browser");
        let said = folder.join("said.txt");
        let mut command = Command::new("sh");
        command
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null"])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .env_remove("LD_LIBRARY_PATH")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(&said).expect("a file"));
        // The fetched browser brings its libraries and letters along.
        let beside = program.with_file_name("lib");
        if program.with_file_name("fonts.conf").is_file() {
            command.env("LD_LIBRARY_PATH", &beside).env("FONTCONFIG_PATH", program.with_file_name(""));
        }
        let mut process = command.spawn().expect("sh starts");
        let to = process.stdin.take().expect("a pipe");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (sender, from) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while output.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                let read = serde_json::from_slice(message.trim_ascii_end().strip_suffix(&[0]).unwrap_or(&message));
                if read.is_err() || sender.send(read.expect("JSON")).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let mut browser = Browser { process, to, from, said, asked: 0, events: Vec::new() };
        let version = browser.command(None, "Browser.getVersion", json!({}));
        assert!(version["product"].is_string(), "the browser says what it is: {version}");
        browser
    }

    /// Asks something, of the browser or of a session (a tab), and waits for the answer.
    pub fn command(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let sent = self.to.write_all(format!("{message}\0").as_bytes()).and_then(|()| self.to.flush());
        if let Err(error) = sent {
            panic!("{method} cannot be asked ({error}): {}", self.complaint());
        }
        let until = Instant::now() + PATIENCE;
        loop {
            let Some(answer) = self.receive(until) else {
                panic!("{method} was not answered within {} s: {}", PATIENCE.as_secs(), self.complaint());
            };
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push(answer);
        }
    }

    /// Waits for an event that fits, among those kept and those to come, and takes it out.
    pub fn event(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        let mut looked = 0;
        loop {
            if let Some(at) = self.events[looked..].iter().position(&fits) {
                return self.events.remove(looked + at);
            }
            looked = self.events.len();
            match self.receive(until) {
                Some(event) => self.events.push(event),
                None => panic!("{what} did not come within {} s: {}", PATIENCE.as_secs(), self.complaint()),
            }
        }
    }

    /// Is the process still there?
    pub fn lives(&mut self) -> bool {
        self.process.try_wait().is_ok_and(|ended| ended.is_none())
    }

    fn receive(&mut self, until: Instant) -> Option<Value> {
        match self.from.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the browser has ended: {}", self.complaint()),
        }
    }

    /// The last lines that the browser wrote for people.
    fn complaint(&self) -> String {
        let text = fs::read(&self.said).map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        format!("it said {:?}", lines[lines.len().saturating_sub(4)..].join(" | "))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
