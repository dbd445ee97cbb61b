//! Live preview: finished pages over HTTP to the browsers of this machine, renewed when something is saved.
//!
//! [`Site`] holds what is shown; [`Door`] lets browsers of this machine in; [`Watch`] tells what was saved. Whoever makes the
//! pages ([`Site::publish`], [`Wanted`]) does so in a thread of its own: the last good page stays until the next is ready.
//! Nothing is read from the disk for a request: a path is the name of a page or chart that was made, or of nothing.

mod door;
mod http;
mod live;
mod site;
mod watch;

pub use door::Door;
pub use site::{Shown, Site, State, Wanted};
pub use watch::{Saved, Watch};
