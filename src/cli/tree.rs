//! An explanation as a tree of lines.

use super::args::Format;
use super::output;
use crate::error::Result;
use serde_json::{Value, json};

/// A node of the explanation: a line for people, and what stands below it.
pub struct Node {
    /// The line.
    pub text: String,
    /// What it comes from.
    pub children: Vec<Node>,
}

impl Node {
    /// A node with what it comes from.
    pub fn new(text: impl Into<String>, children: Vec<Node>) -> Node {
        Node { text: text.into(), children }
    }

    /// A node that comes from nothing else here.
    pub fn leaf(text: impl Into<String>) -> Node {
        Node::new(text, Vec::new())
    }

    fn draw(&self, prefix: &str, out: &mut String) {
        for (i, child) in self.children.iter().enumerate() {
            let last = i + 1 == self.children.len();
            out.push_str(&format!("{prefix}{}{}\n", if last { "└─ " } else { "├─ " }, child.text));
            child.draw(&format!("{prefix}{}", if last { "   " } else { "│  " }), out);
        }
    }

    fn json(&self) -> Value {
        json!({ "text": self.text, "from": self.children.iter().map(Node::json).collect::<Vec<_>>() })
    }

    /// Prints it: a tree for people, nested objects for machines.
    pub fn print(&self, format: Format) -> Result<()> {
        if format == Format::Json {
            return output::say(&format!("{:#}\n", self.json()));
        }
        let mut out = format!("{}\n", self.text);
        self.draw("", &mut out);
        output::say(&out)
    }
}
