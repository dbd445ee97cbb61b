//! The little of HTTP/1.1 that is spoken: a request without a body, an answer, and the connection is closed.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of a request's head, and the most lines in it.
const LONGEST: usize = 16 * 1024;
const MOST_LINES: usize = 64;

/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// The names by which a browser of this machine calls it. Any other is of a page elsewhere that had its own name point here.
const OWN_NAMES: [&str; 2] = ["127.0.0.1", "localhost"];

/// A request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The path without what stands behind a question mark. Nothing in it is decoded: names of pages need no encoding.
    pub path: String,
    /// Is only the head of the answer wanted?
    pub head: bool,
}

/// Why a request is not answered as wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not HTTP, or it does not say whom it calls.
    Unclear,
    /// It calls another host than this machine.
    Foreign,
    /// It wants to do something else than read.
    Method,
    /// Its head is too long.
    TooLong,
    /// Nothing more comes.
    Gone,
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// Status: 200, 404.
    pub status: u16,
    /// Media type.
    pub kind: &'static str,
    /// What is answered.
    pub body: Vec<u8>,
}

impl Answer {
    /// A page.
    pub fn page(status: u16, html: String) -> Answer {
        Answer { status, kind: "text/html; charset=utf-8", body: html.into_bytes() }
    }

    /// A plain line.
    pub fn text(status: u16, text: &str) -> Answer {
        Answer { status, kind: "text/plain; charset=utf-8", body: format!("{text}\n").into_bytes() }
    }
}

/// Reads one request.
///
/// # Errors
/// Why it is refused.
pub fn read(stream: &mut TcpStream) -> Result<Request, Refused> {
    let begun = Instant::now();
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let left = PATIENCE.checked_sub(begun.elapsed()).filter(|left| !left.is_zero()).ok_or(Refused::Gone)?;
        stream.set_read_timeout(Some(left)).map_err(|_| Refused::Gone)?;
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return Err(Refused::Gone),
            Ok(n) => bytes.extend_from_slice(&piece[..n]),
        }
        if let Some(done) = understood(&bytes) {
            return done;
        }
    }
}

/// What the bytes so far ask for; nothing while the head is not complete.
fn understood(bytes: &[u8]) -> Option<Result<Request, Refused>> {
    let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
    let mut head = httparse::Request::new(&mut lines);
    match head.parse(bytes) {
        Ok(httparse::Status::Complete(length)) if length <= LONGEST => Some(judged(&head)),
        Ok(httparse::Status::Partial) if bytes.len() < LONGEST => None,
        Ok(_) | Err(httparse::Error::TooManyHeaders) => Some(Err(Refused::TooLong)),
        Err(_) => Some(Err(Refused::Unclear)),
    }
}

fn judged(head: &httparse::Request<'_, '_>) -> Result<Request, Refused> {
    let mut hosts = head.headers.iter().filter(|line| line.name.eq_ignore_ascii_case("host"));
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refused::Unclear) };
    if !is_own(host.value) {
        return Err(Refused::Foreign);
    }
    let head_only = match head.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refused::Method),
    };
    let path = head.path.filter(|path| path.starts_with('/')).ok_or(Refused::Unclear)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Ok(Request { path: path.to_owned(), head: head_only })
}

/// Does a request to this host mean this machine? The port may be another: that of a tunnel.
fn is_own(host: &[u8]) -> bool {
    let Ok(host) = std::str::from_utf8(host) else { return false };
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    port.parse::<u16>().is_ok() && OWN_NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Lines that every answer has: nothing is kept, guessed, framed or told to other sites.
const CAUTION: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";

/// Writes an answer and closes the connection. Whoever has gone does not want it.
pub fn answer(stream: &mut TcpStream, answer: &Answer, head_only: bool) {
    // A page says itself what it may do; what is no page may do nothing.
    let policy = match answer.kind.starts_with("text/html") {
        true => "frame-ancestors 'none'",
        false => "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'",
    };
    let allow = if answer.status == 405 { "Allow: GET, HEAD\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nContent-Security-Policy: {policy}\r\n{allow}{CAUTION}\r\n",
        answer.status,
        phrase(answer.status),
        answer.kind,
        answer.body.len()
    );
    let body: &[u8] = if head_only { &[] } else { &answer.body };
    if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).is_ok() {
        close(stream);
    }
}

/// Begins a stream of events.
pub fn begin_events(stream: &mut TcpStream) -> std::io::Result<()> {
    // After a loss the browser comes again in a second.
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{CAUTION}\r\nretry: 1000\n\n");
    stream.write_all(head.as_bytes())
}

/// Closes so that what was written arrives: what was sent and not read would have the answer thrown away.
fn close(stream: &mut TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
    let mut rest = [0; 4096];
    for _ in 0..16 {
        if !matches!(stream.read(&mut rest), Ok(n) if n > 0) {
            break;
        }
    }
}

fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        _ => "Service Unavailable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Result<Request, Refused>> {
        understood(text.as_bytes())
    }

    #[test]
    fn a_request_is_read_when_its_head_is_complete() {
        assert_eq!(of("GET /review.html?x=1 HTTP/1.1\r\nHost: localhost:7878\r\n"), None);
        let request = |path: &str, head| Some(Ok(Request { path: path.into(), head }));
        assert_eq!(of("GET /a.html?x=1 HTTP/1.1\r\nHost: localhost:7878\r\n\r\n"), request("/a.html", false));
        assert_eq!(of("HEAD / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"), request("/", true));
        assert_eq!(of("GET /../%2e HTTP/1.1\r\nHost: LOCALHOST\r\n\r\n"), request("/../%2e", false));
    }

    #[test]
    fn what_is_refused() {
        let refused = |text: &str| of(text).and_then(Result::err);
        for host in [
            "example.org",
            "example.org:7878",
            "localhost.example.org",
            "127.0.0.1.nip.io",
            "[::1]",
            "",
            "localhost:",
            "localhost:x",
        ] {
            assert_eq!(refused(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")), Some(Refused::Foreign), "{host}");
        }
        assert_eq!(refused("GET / HTTP/1.0\r\n\r\n"), Some(Refused::Unclear));
        assert_eq!(refused("GET / HTTP/1.1\r\nHost: localhost\r\nHost: x\r\n\r\n"), Some(Refused::Unclear));
        assert_eq!(refused("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n"), Some(Refused::Unclear));
        assert_eq!(refused("hello\r\n\r\n"), Some(Refused::Unclear));
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
            assert_eq!(refused(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n")), Some(Refused::Method));
        }
        let long = |n: usize| format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(n));
        assert_eq!(refused(&long(LONGEST)), Some(Refused::TooLong));
        assert!(matches!(of(&long(LONGEST / 2)), Some(Ok(_))));
        let lines = "X: y\r\n".repeat(MOST_LINES);
        assert_eq!(refused(&format!("GET / HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n")), Some(Refused::TooLong));
    }
}
