//! `milepost serve` on a free port, and a browser that speaks as little HTTP as is needed.
#![allow(dead_code)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long to wait for what takes seconds: machines that test have much else to do.
pub const LIMIT: Duration = Duration::from_secs(120);

/// A server; it ends with the test.
pub struct Server {
    pub child: Child,
    pub port: u16,
    remarks: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Server {
    /// Starts the verb with these arguments in a folder, and waits for its line.
    pub fn start(folder: &Path, arguments: &[&str]) -> Server {
        let remarks = tempfile::tempdir().expect("a temporary folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_milepost"))
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(File::create(remarks.path().join("stderr")).expect("a file"))
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its stdout")).read_line(&mut line).expect("a line");
        let port = line.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Server { child, port: port.unwrap_or_else(|| panic!("no address in {line:?}")), remarks }
    }

    /// On a free port.
    pub fn of(folder: &Path) -> Server {
        Server::start(folder, &["serve", "--port", "0"])
    }

    /// Sends these bytes and reads all that comes.
    pub fn send(&self, request: &str) -> Reply {
        self.try_send(request).expect("an answer")
    }

    fn try_send(&self, request: &str) -> std::io::Result<Reply> {
        let mut stream = self.connect()?;
        stream.write_all(request.as_bytes())?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let (head, body) = text.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Ok(Reply { status, head: head.to_owned(), body: body.to_owned() })
    }

    /// What is at a path, if anybody answers.
    pub fn try_get(&self, path: &str) -> Option<Reply> {
        self.try_send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")).ok()
    }

    /// What is at a path.
    pub fn get(&self, path: &str) -> Reply {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port))
    }

    /// Asks again and again until what is at a path is as wished.
    pub fn get_until(&self, path: &str, wished: impl Fn(&Reply) -> bool) -> Reply {
        let begun = Instant::now();
        loop {
            let reply = self.get(path);
            if wished(&reply) {
                return reply;
            }
            let said = self.remarks();
            assert!(begun.elapsed() < LIMIT, "{path} is still {}: {}\n{said}", reply.status, shown_error(&reply.body));
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// A stream of events, of which the first has been read.
    pub fn events(&self) -> Events {
        let mut stream = self.connect().expect("it listens");
        let request = format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("sent");
        let mut events = Events(BufReader::new(stream));
        assert!(events.line().starts_with("HTTP/1.1 200 "));
        events
    }

    /// What it remarked so far.
    pub fn remarks(&self) -> String {
        fs::read_to_string(self.remarks_file()).expect("its remarks")
    }

    fn remarks_file(&self) -> PathBuf {
        self.remarks.path().join("stderr")
    }

    fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(LIMIT))?;
        Ok(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Events as they come.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next event's data.
    pub fn next(&mut self) -> String {
        loop {
            if let Some(data) = self.line().strip_prefix("data: ") {
                return data.to_owned();
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.0.read_line(&mut line).expect("a line in time") > 0, "the stream ended");
        line.trim_end().to_owned()
    }
}

/// The version that a page says it is of.
pub fn version(page: &str) -> &str {
    page.split("<script data-version=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version")
}

/// The bar of errors, as it stands in the page.
pub fn shown_error(page: &str) -> &str {
    let bar = page.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("</div>").next());
    bar.unwrap_or_default()
}
