//! The door for browsers of this machine: a port of 127.0.0.1, a thread for each that comes in.

use super::http::{self, Answer, Refused};
use super::site::Site;
use crate::error::{Error, Result};
use crate::language::Language;
use std::io::{ErrorKind, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// The port that is tried first, where nobody asks for one.
const USUAL: u16 = 7878;

/// How many are let in at once; a browser takes six at most.
const MOST: usize = 128;

/// How long a browser may take to accept what it is sent.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open port of 127.0.0.1.
#[derive(Debug)]
pub struct Door {
    listener: TcpListener,
    port: u16,
}

impl Door {
    /// Opens this port; without one the usual, or a free one where that is taken. 0 is a free one too.
    ///
    /// # Errors
    /// The port is taken, or the machine does not give it.
    pub fn open(port: Option<u16>) -> Result<Door> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match port {
            Some(port) => bind(port).map_err(|e| refused(port, &e))?,
            None => bind(USUAL).or_else(|_| bind(0)).map_err(|e| refused(0, &e))?,
        };
        let port = listener.local_addr()?.port();
        Ok(Door { listener, port })
    }

    /// Its number.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Lets browsers in, in a thread of its own, until the program ends. `language` is that of refusals.
    ///
    /// # Errors
    /// The machine gives no thread.
    pub fn let_in(self, site: Arc<Site>, language: Language) -> Result<()> {
        let inside = Arc::new(AtomicUsize::new(0));
        thread::Builder::new().name("door".to_owned()).spawn(move || {
            for stream in self.listener.incoming() {
                // A connection that failed as it came is the browser's affair; too many open files pass.
                let Ok(mut stream) = stream else {
                    thread::sleep(Duration::from_millis(20));
                    continue;
                };
                let (site, inside) = (Arc::clone(&site), Arc::clone(&inside));
                if inside.fetch_add(1, Ordering::SeqCst) >= MOST {
                    inside.fetch_sub(1, Ordering::SeqCst);
                    http::answer(&mut stream, &Answer::text(503, language.say("serve-too-many")), false);
                    continue;
                }
                let seat = Seat(Arc::clone(&inside));
                let _ = thread::Builder::new().name("browser".to_owned()).spawn(move || {
                    let _seat = seat;
                    attend(&mut stream, &site, language);
                });
            }
        })?;
        Ok(())
    }
}

/// One of the places inside, given back however its thread ends, and also where none could be begun.
struct Seat(Arc<AtomicUsize>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn refused(port: u16, error: &std::io::Error) -> Error {
    let at = format!("127.0.0.1:{port}");
    if error.kind() == ErrorKind::AddrInUse {
        return Error::usage("the port is taken")
            .at(at)
            .hint("name another with --port, or none: then a free one is taken");
    }
    Error::system(format!("the port cannot be opened: {error}")).at(at)
}

fn attend(stream: &mut TcpStream, site: &Site, language: Language) {
    if stream.set_write_timeout(Some(PATIENCE)).is_err() {
        return;
    }
    let request = match http::read(stream) {
        Ok(request) => request,
        Err(why) => {
            let (status, said) = match why {
                Refused::Gone => return,
                Refused::Unclear => (400, language.say("serve-unclear")),
                Refused::Foreign => (403, language.say("serve-foreign-host")),
                Refused::Method => (405, language.say("serve-only-get")),
                Refused::TooLong => (431, language.say("serve-unclear")),
            };
            return http::answer(stream, &Answer::text(status, said), false);
        }
    };
    if request.path == "/events" {
        // Whoever has gone is noticed when the next line cannot be written.
        let _ = events(stream, site);
    } else {
        http::answer(stream, &site.answer(&request.path), request.head);
    }
}

/// Tells each new state, and now and then that there is none, until the browser has gone.
fn events(stream: &mut TcpStream, site: &Site) -> std::io::Result<()> {
    http::begin_events(stream)?;
    let mut seen = String::new();
    loop {
        match site.newer_than(&seen) {
            Some(version) => {
                stream.write_all(format!("data: {version}\n\n").as_bytes())?;
                seen = version;
            }
            None => stream.write_all(b": nothing new\n\n")?,
        }
    }
}
