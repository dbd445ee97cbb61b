//! Comments of a sheet: ours are set and, from an earlier return, taken off; those of others stay.

use super::relations::DECLARATION;
use super::survey::cell;
use super::xml::{Edits, Scan, attribute, broken, escape, opening, prefix};
use super::{SIGNATURE, Said};
use crate::error::Result;
use crate::sources::column_letters;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::ops::Range;

/// The author of our comments.
const AUTHOR: &str = "milepost";
/// What introduces our words in somebody else's comment.
const BELOW: &str = "\n--- milepost ---\n";
/// How the author of a placeholder is called whose talk stands in a part of its own.
const THREAD: &str = "tc=";

/// The comments of a sheet after a change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The part's new text; `None` where nothing changes.
    pub text: Option<String>,
    /// Cells that a comment of ours was taken from.
    pub removed: Vec<(u64, usize)>,
    /// Cells that have a new comment.
    pub added: Vec<(u64, usize)>,
}

/// A new part of comments.
pub fn new(main: &str, said: &Said) -> Changed {
    let comments: String = said.iter().map(|(&at, (text, _))| comment("", at, 0, text)).collect();
    let text = format!(
        "{DECLARATION}<comments xmlns=\"{main}\"><authors><author>{AUTHOR}</author></authors>\
         <commentList>{comments}</commentList></comments>"
    );
    Changed { text: Some(text), removed: Vec::new(), added: said.keys().copied().collect() }
}

/// What is known of a comment.
struct Known {
    range: Range<usize>,
    cell: Option<(u64, usize)>,
    author: usize,
    /// Range of the content of its text element, and of each of its direct `t` and `r` children with their own text.
    content: Range<usize>,
    pieces: Vec<(Range<usize>, bool, String)>,
}

/// Changes the part of comments that a sheet has.
pub fn change(text: &str, said: &Said) -> Result<Changed> {
    let text = &opened(text)?;
    let (authors, list_end, known, p) = read(text)?;
    if authors.end == 0 || list_end == 0 {
        return Err(broken("its comments have no list of authors or of comments"));
    }
    let mut edits = Edits::new(text);
    let mut changed = Changed::default();
    let own = authors.names.iter().position(|name| name == AUTHOR);
    let mut answered = BTreeSet::new();
    for comment in &known {
        let Some(at) = comment.cell else { continue };
        let author = authors.names.get(comment.author).map(String::as_str).unwrap_or_default();
        let signed = comment.pieces.first().is_some_and(|(_, _, text)| text.starts_with(SIGNATURE.trim_end()));
        if author == AUTHOR || signed {
            edits.replace(comment.range.clone(), "");
            changed.removed.push(at);
            continue;
        }
        let earlier =
            comment.pieces.last().filter(|(_, run, text)| *run && text.trim_start().starts_with(BELOW.trim()));
        if let Some((range, ..)) = earlier {
            edits.replace(range.clone(), "");
        }
        let Some((words, _)) = said.get(&at) else { continue };
        answered.insert(at);
        // What is shown of a thread is not this placeholder's text: the fill and the list have to do.
        if author.starts_with(THREAD) {
            continue;
        }
        for (range, run, _) in &comment.pieces {
            if !run {
                // Text without runs cannot stand beside runs.
                edits.insert(range.start, format!("<{p}r>"));
                edits.insert(range.end, format!("</{p}r>"));
            }
        }
        let run = format!("<{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>", escape(&format!("{BELOW}{words}")));
        let end = comment.pieces.last().map_or(comment.content.end, |(range, ..)| range.end);
        edits.insert(end, run);
    }
    let new: Vec<_> = said.iter().filter(|(at, _)| !answered.contains(at)).collect();
    if !new.is_empty() {
        let id = own.unwrap_or(authors.names.len());
        if own.is_none() {
            edits.insert(authors.end, format!("<{p}author>{AUTHOR}</{p}author>"));
        }
        edits.insert(list_end, new.iter().map(|(at, (words, _))| comment(&p, **at, id, words)).collect::<String>());
        changed.added = new.into_iter().map(|(at, _)| *at).collect();
    }
    if !edits.is_empty() {
        changed.text = Some(edits.apply());
    }
    Ok(changed)
}

/// The text with a place to add to: `<authors/>` becomes `<authors></authors>`.
fn opened(text: &str) -> Result<String> {
    let mut edits = Edits::new(text);
    let mut scan = Scan::new(text);
    loop {
        match scan.next()? {
            (Event::Empty(tag), range) if ["authors", "commentList"].contains(&tag.local_name().as_ref()) => {
                edits.replace(range, format!("{}</{}>", opening(&tag), tag.name().as_ref()));
            }
            (Event::Eof, _) => return Ok(edits.apply()),
            _ => {}
        }
    }
}

struct Authors {
    names: Vec<String>,
    end: usize,
}

fn read(text: &str) -> Result<(Authors, usize, Vec<Known>, String)> {
    let mut scan = Scan::new(text);
    let mut authors = Authors { names: Vec::new(), end: 0 };
    let (mut list_end, mut known, mut p) = (0, Vec::<Known>::new(), String::new());
    let mut path: Vec<String> = Vec::new();
    loop {
        let (event, range) = scan.next()?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                match (path.len(), name.as_str()) {
                    (0, _) => p = prefix(&tag),
                    (2, "author") => authors.names.push(String::new()),
                    (2, "comment") => known.push(Known {
                        range: range.clone(),
                        cell: attribute(&tag, "ref").and_then(|r| cell(&r)),
                        author: attribute(&tag, "authorId").and_then(|a| a.parse().ok()).unwrap_or(usize::MAX),
                        content: range.end..range.end,
                        pieces: Vec::new(),
                    }),
                    (3, "text") => {
                        if let Some(comment) = known.last_mut() {
                            comment.content = range.end..range.end;
                        }
                    }
                    (4, "t" | "r") if path[3] == "text" && !empty => {
                        if let Some(comment) = known.last_mut() {
                            comment.pieces.push((range.clone(), name == "r", String::new()));
                        }
                    }
                    _ => {}
                }
                if !empty {
                    path.push(name);
                }
            }
            Event::End(_) => {
                let name = path.pop().unwrap_or_default();
                match (path.len(), name.as_str(), known.last_mut()) {
                    (1, "authors", _) => authors.end = range.start,
                    (1, "commentList", _) => list_end = range.start,
                    (2, "comment", Some(comment)) => comment.range.end = range.end,
                    (3, "text", Some(comment)) => comment.content.end = range.start,
                    (4, "t" | "r", Some(comment)) => {
                        if let Some(piece) = comment.pieces.last_mut() {
                            piece.0.end = range.end;
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(words) => {
                let words = words.xml10_content();
                if path.len() == 3 && path[2] == "author" {
                    authors.names.last_mut().into_iter().for_each(|name| name.push_str(&words));
                } else if path.last().is_some_and(|name| name == "t") {
                    let piece = known.last_mut().and_then(|comment| comment.pieces.last_mut());
                    piece.into_iter().for_each(|piece| piece.2.push_str(&words));
                }
            }
            Event::Eof => return Ok((authors, list_end, known, p)),
            _ => {}
        }
    }
}

fn comment(p: &str, (row, column): (u64, usize), author: usize, words: &str) -> String {
    format!(
        "<{p}comment ref=\"{}{row}\" authorId=\"{author}\"><{p}text><{p}r><{p}rPr><{p}sz val=\"10\"/><{p}color \
         indexed=\"81\"/><{p}rFont val=\"Tahoma\"/><{p}family val=\"2\"/></{p}rPr><{p}t xml:space=\"preserve\">{}</{p}t>\
         </{p}r></{p}text></{p}comment>",
        column_letters(column),
        escape(words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cells: &[(u64, usize)]) -> Said {
        cells.iter().map(|&at| (at, ("[milepost] sai <đây>".to_owned(), true))).collect()
    }

    #[test]
    fn ours_come_and_go_and_others_stay() {
        let first = new("m", &said(&[(2, 1)])).text.unwrap();
        assert!(first.contains("<comment ref=\"B2\" authorId=\"0\">") && first.contains("sai &lt;đây&gt;"), "{first}");
        let again = change(&first, &said(&[(2, 1), (3, 0)])).unwrap();
        assert_eq!((again.removed, again.added), (vec![(2, 1)], vec![(2, 1), (3, 0)]));
        let gone = change(&again.text.unwrap(), &said(&[])).unwrap();
        assert!(gone.text.unwrap().ends_with("<commentList></commentList></comments>"));
        assert_eq!(gone.removed, [(2, 1), (3, 0)]);
    }

    #[test]
    fn what_somebody_wrote_is_kept_and_ours_follows_once() {
        let text = "<x:comments xmlns:x=\"m\"><x:authors><x:author>Lò</x:author></x:authors><x:commentList>\
                    <x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>cũ</x:t></x:text></x:comment>\
                    <x:comment ref=\"A2\" authorId=\"0\"><x:text><x:r><x:t>hai</x:t></x:r></x:text></x:comment>\
                    </x:commentList></x:comments>";
        let first = change(text, &said(&[(1, 0), (2, 0), (3, 0)])).unwrap();
        assert_eq!((first.added.as_slice(), first.removed.len()), ([(3, 0)].as_slice(), 0));
        let marked = first.text.unwrap();
        assert!(
            marked.contains(
                "<x:r><x:t>cũ</x:t></x:r><x:r><x:t xml:space=\"preserve\">\n--- milepost ---\n[milepost] sai"
            ),
            "{marked}"
        );
        assert!(marked.contains("<x:author>Lò</x:author><x:author>milepost</x:author>"));
        let again = change(&marked, &said(&[(1, 0), (2, 0), (3, 0)])).unwrap().text.unwrap();
        assert_eq!(again, marked);
        let clean = change(&marked, &said(&[])).unwrap().text.unwrap();
        assert!(clean.contains("hai") && !clean.contains("sai"), "{clean}");
        // Saved again by another program: line breaks as references, our name gone.
        let saved = marked.replace("\n--- ", "&#10;--- ").replace("milepost</x:author>", " </x:author>");
        let clean = change(&saved, &said(&[])).unwrap();
        assert_eq!(clean.removed, [(3, 0)]);
        assert!(!clean.text.unwrap().contains("sai"));
    }

    #[test]
    fn threads_and_empty_lists() {
        let thread = "<comments xmlns=\"m\"><authors><author>tc={1}</author></authors><commentList><comment ref=\"A1\" \
                      authorId=\"0\"><text><t>[Threaded]</t></text></comment></commentList></comments>";
        assert_eq!(change(thread, &said(&[(1, 0)])).unwrap(), Changed::default());
        let empty = change("<comments xmlns=\"m\"><authors/><commentList/></comments>", &said(&[(1, 0)])).unwrap();
        assert!(empty.text.unwrap().contains("<authors><author>milepost</author></authors><commentList><comment "));
        assert!(change("<comments/>", &said(&[(1, 0)])).is_err());
    }
}
