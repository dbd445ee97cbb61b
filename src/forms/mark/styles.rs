//! The marked cells' styles: each is the sender's own with another fill.

use super::package::Package;
use super::relations::{DECLARATION, declare, relate, relations};
use super::xml::{Edits, Scan, attribute, broken, closed, opening, prefix, with_attribute};
use crate::error::Result;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::ops::Range;

/// Light red. No palette offers exactly this, so that a fill of ours is known again.
const SEVERE: &str = "FFFFC9CB";
/// Light yellow.
const NOTE: &str = "FFFFF1AD";

/// The styles of a workbook, ours added.
pub struct Styles {
    pub part: String,
    text: String,
    prefix: String,
    fonts: List,
    fills: List,
    borders: List,
    xfs: List,
    /// Fills of marks set in an earlier return.
    earlier: Vec<Range<usize>>,
    /// Index of the marked form of a style.
    marked: BTreeMap<(u32, bool), u32>,
    /// Styles of the list of marks.
    pub review: Review,
}

/// Styles of the list of marks, by their index.
#[derive(Debug, Clone, Copy, Default)]
pub struct Review {
    pub title: u32,
    pub line: u32,
    pub header: u32,
    pub text: u32,
    pub link: u32,
    pub severe: u32,
    pub note: u32,
}

/// A list of `styles.xml`: `fonts`, `fills`, `borders`, `cellXfs`.
#[derive(Default)]
struct List {
    tag: Option<BytesStart<'static>>,
    opening: Range<usize>,
    end: usize,
    items: Vec<Range<usize>>,
    added: Vec<String>,
}

impl List {
    fn add(&mut self, item: String) -> u32 {
        self.added.push(item);
        index(self.items.len() + self.added.len() - 1)
    }
}

impl Styles {
    /// Reads the styles of a workbook; one without any gets the least that there may be.
    pub fn read(package: &mut Package, workbook: &str, main: &str) -> Result<Styles> {
        let known = relations(package, workbook)?.into_iter().find(|r| r.kind == "styles").map(|r| r.target);
        let part = match known {
            Some(part) if package.has(&part) => part,
            _ => least(package, workbook, main)?,
        };
        let text = package.text(&part)?;
        let mut styles = Styles {
            part,
            text: String::new(),
            prefix: String::new(),
            fonts: List::default(),
            fills: List::default(),
            borders: List::default(),
            xfs: List::default(),
            earlier: Vec::new(),
            marked: BTreeMap::new(),
            review: Review::default(),
        };
        styles.scan(&text)?;
        for (list, name) in
            [(&styles.fonts, "fonts"), (&styles.fills, "fills"), (&styles.borders, "borders"), (&styles.xfs, "cellXfs")]
        {
            if list.tag.is_none() || list.items.is_empty() {
                return Err(broken(&format!("its styles have no {name}")));
            }
        }
        styles.text = text;
        styles.add_review();
        Ok(styles)
    }

    fn scan(&mut self, text: &str) -> Result<()> {
        let mut scan = Scan::new(text);
        let mut path: Vec<String> = Vec::new();
        let mut start = 0;
        loop {
            let (event, range) = scan.next()?;
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.local_name().as_ref().to_owned();
                    match path.len() {
                        0 => self.prefix = prefix(&tag),
                        1 if !empty => {
                            if let Some(list) = self.list(&name) {
                                list.tag = Some(tag.to_owned());
                                list.opening = range.clone();
                            }
                        }
                        2 if empty => {
                            if let Some(list) = self.list(&path[1]) {
                                list.items.push(range.clone());
                            }
                        }
                        2 => start = range.start,
                        3.. if path[1] == "fills" && name == "fgColor" => {
                            let ours = attribute(&tag, "rgb").is_some_and(|rgb| rgb == SEVERE || rgb == NOTE);
                            if ours {
                                self.earlier.push(start..start);
                            }
                        }
                        _ => {}
                    }
                    if !empty {
                        path.push(name);
                    }
                }
                Event::End(tag) => {
                    path.pop();
                    let name = tag.local_name().as_ref().to_owned();
                    if path.len() == 2
                        && let Some(list) = self.list(&path[1])
                    {
                        list.items.push(start..range.end);
                        if let Some(earlier) = self.earlier.last_mut().filter(|e| e.start == start) {
                            earlier.end = range.end;
                        }
                    } else if path.len() == 1
                        && let Some(list) = self.list(&name)
                    {
                        list.end = range.start;
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn list(&mut self, name: &str) -> Option<&mut List> {
        match name {
            "fonts" => Some(&mut self.fonts),
            "fills" => Some(&mut self.fills),
            "borders" => Some(&mut self.borders),
            "cellXfs" => Some(&mut self.xfs),
            _ => None,
        }
    }

    fn add_review(&mut self) {
        let p = self.prefix.clone();
        let font =
            |size: u32, rest: &str| format!("<{p}font>{rest}<{p}sz val=\"{size}\"/>{}</{p}font>", family(&p, rest));
        let plain = self.fonts.add(font(11, ""));
        let bold = self.fonts.add(font(11, &format!("<{p}b/>")));
        let large = self.fonts.add(font(14, &format!("<{p}b/>")));
        let link = self.fonts.add(font(11, &format!("<{p}u/>")));
        let fill = |rgb: &str| {
            format!(
                "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"{rgb}\"/><{p}bgColor indexed=\"64\"/>\
                 </{p}patternFill></{p}fill>"
            )
        };
        let severe = self.fills.add(fill(SEVERE));
        let note = self.fills.add(fill(NOTE));
        let shade = self.fills.add(fill("FFDDE7F3"));
        let side = |name: &str| format!("<{p}{name} style=\"thin\"><{p}color rgb=\"FF8C8C8C\"/></{p}{name}>");
        let sides: String = ["left", "right", "top", "bottom"].map(side).concat();
        let boxed = self.borders.add(format!("<{p}border>{sides}<{p}diagonal/></{p}border>"));
        let mut xf = |font: u32, fill: u32, border: u32, align: &str| {
            self.xfs.add(format!(
                "<{p}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\" \
                 applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><{p}alignment {align}/></{p}xf>"
            ))
        };
        let top = "vertical=\"top\" wrapText=\"1\"";
        let middle = "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"";
        self.review = Review {
            title: xf(large, 0, 0, "vertical=\"center\""),
            line: xf(plain, 0, 0, "vertical=\"center\""),
            header: xf(bold, shade, boxed, middle),
            text: xf(plain, 0, boxed, top),
            link: xf(link, 0, boxed, top),
            severe: xf(plain, severe, boxed, top),
            note: xf(plain, note, boxed, top),
        };
    }

    /// The index of a style of the sender's, marked.
    pub fn marked(&mut self, base: u32, severe: bool) -> Result<u32> {
        if let Some(&known) = self.marked.get(&(base, severe)) {
            return Ok(known);
        }
        // What a cell refers to may be missing; programs take the first style then.
        let item = self.xfs.items.get(base as usize).or_else(|| self.xfs.items.first()).cloned();
        let raw = &self.text[item.ok_or_else(|| broken("its styles have no cellXfs"))?];
        let (event, range) = Scan::new(raw).next()?;
        let (Event::Start(tag) | Event::Empty(tag)) = &event else { return Err(broken("a style is not an element")) };
        let ours = self.fills.items.len() + usize::from(!severe);
        let tag = with_attribute(tag, "fillId", Some(&ours.to_string()));
        let tag = with_attribute(&tag, "applyFill", Some("1"));
        let new = if matches!(event, Event::Empty(_)) { closed(&tag) } else { opening(&tag) + &raw[range.end..] };
        let new = self.xfs.add(new);
        self.marked.insert((base, severe), new);
        Ok(new)
    }

    /// The changed part.
    pub fn finish(&self) -> String {
        let mut edits = Edits::new(&self.text);
        let p = &self.prefix;
        for earlier in &self.earlier {
            edits.replace(earlier.clone(), format!("<{p}fill><{p}patternFill patternType=\"none\"/></{p}fill>"));
        }
        for list in [&self.fonts, &self.fills, &self.borders, &self.xfs] {
            if let Some(tag) = &list.tag {
                let count = (list.items.len() + list.added.len()).to_string();
                edits.replace(list.opening.clone(), opening(&with_attribute(tag, "count", Some(&count))));
            }
            edits.insert(list.end, list.added.concat());
        }
        edits.apply()
    }
}

/// What a font's description ends with, and what makes a link blue; the order of elements is the schema's.
fn family(p: &str, rest: &str) -> String {
    let blue = if rest.contains("u/>") { format!("<{p}color rgb=\"FF0563C1\"/>") } else { String::new() };
    format!("{blue}<{p}name val=\"Times New Roman\"/><{p}family val=\"1\"/>")
}

/// Adds a part of styles to a workbook that has none.
fn least(package: &mut Package, workbook: &str, main: &str) -> Result<String> {
    // Some programs look for it under this name only.
    let usual = "xl/styles.xml".to_owned();
    let part = if package.has(&usual) { package.free("xl/styles", "xml") } else { usual };
    relate(package, workbook, main, "styles", &part)?;
    declare(package, &part, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")?;
    package.put(
        &part,
        format!(
            "{DECLARATION}<styleSheet xmlns=\"{main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/>\
             </font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill \
             patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/>\
             </border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
             </cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
             </cellXfs></styleSheet>"
        ),
    );
    Ok(part)
}

fn index(n: usize) -> u32 {
    u32::try_from(n).expect("a workbook has fewer styles")
}
