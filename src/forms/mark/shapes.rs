//! The boxes that comments are shown in: the old drawing language VML, which every spreadsheet program still asks for.

use super::Said;
use super::survey::Survey;
use super::xml::{Edits, Scan, attribute, broken};
use crate::error::Result;
use quick_xml::events::Event;
use std::collections::BTreeSet;

/// Width of a box in pixels.
const WIDTH: u32 = 300;
/// Height of a row in pixels, where the sheet has the usual font.
const ROW: u32 = 20;
/// Height of a line of a comment.
const LINE: u32 = 17;
/// Letters on a line of a comment.
const LETTERS: usize = 46;

const TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
                    <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A new drawing with a box for each of these cells; `place` tells the sheets of a workbook apart.
pub fn new(survey: &Survey, said: &Said, cells: &[(u64, usize)], place: usize) -> String {
    // Each sheet has its own block of 1,024 numbers, or several.
    let block = 1 + place * 16;
    let blocks: Vec<String> = (block..=block + cells.len() / 1024).map(|b| b.to_string()).collect();
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" \
         data=\"{}\"/></o:shapelayout>{TYPE}{}</xml>",
        blocks.join(","),
        boxes(survey, said, cells, block * 1024 + 1)
    )
}

/// Takes boxes from a drawing and adds others.
pub fn change(
    text: &str,
    survey: &Survey,
    said: &Said,
    removed: &[(u64, usize)],
    added: &[(u64, usize)],
) -> Result<String> {
    let removed: BTreeSet<(u64, usize)> = removed.iter().copied().collect();
    let mut edits = Edits::new(text);
    let mut scan = Scan::new(text);
    let (mut shape, mut note, mut within) = (None, false, String::new());
    let mut cell = (None, None);
    let (mut end, mut typed, mut last) = (None, false, 1024);
    loop {
        let (event, range) = scan.next()?;
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                within = tag.local_name().as_ref().to_owned();
                let id = attribute(&tag, "id").unwrap_or_default();
                match within.as_str() {
                    "xml" if !["xmlns:v=", "xmlns:o=", "xmlns:x="].iter().all(|n| tag.attributes_raw().contains(n)) => {
                        return Err(broken("a drawing of comments is not as Excel writes them"));
                    }
                    "shapetype" => typed |= id == "_x0000_t202",
                    "shape" => {
                        (shape, note, cell) = (Some(range.start), false, (None, None));
                        let number = id.strip_prefix("_x0000_s").and_then(|n| n.parse().ok());
                        last = last.max(number.unwrap_or(0));
                    }
                    "ClientData" => note = attribute(&tag, "ObjectType").is_some_and(|t| t == "Note"),
                    _ => {}
                }
            }
            Event::Text(words) => match within.as_str() {
                "Row" => cell.0 = words.trim().parse::<u64>().ok().map(|r| r + 1).or(cell.0),
                "Column" => cell.1 = words.trim().parse::<usize>().ok().or(cell.1),
                _ => {}
            },
            Event::End(tag) => {
                within.clear();
                match tag.local_name().as_ref() {
                    "shape" => {
                        if let (Some(start), (Some(row), Some(column)), true) = (shape.take(), cell, note)
                            && removed.contains(&(row, column))
                        {
                            edits.replace(start..range.end, "");
                        }
                    }
                    "xml" => end = Some(range.start),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let end = end.ok_or_else(|| broken("a drawing of comments has no end"))?;
    if !typed && !added.is_empty() {
        edits.insert(end, TYPE);
    }
    edits.insert(end, boxes(survey, said, added, last + 1));
    Ok(edits.apply())
}

fn boxes(survey: &Survey, said: &Said, cells: &[(u64, usize)], first: usize) -> String {
    let one = |(&(row, column), id): (&(u64, usize), usize)| {
        let lines = said.get(&(row, column)).map_or(1, |(text, _)| lines(text));
        let (right, x) = reach(survey, column + 1, 15 + WIDTH);
        let height = lines * LINE + 14;
        // From a little above the cell; the first row has nothing above.
        let (top, y) = if row > 1 { (row - 2, 10) } else { (0, 2) };
        let (bottom, below) = (top + u64::from((y + height) / ROW), (y + height) % ROW);
        format!(
            "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:80pt;margin-top:5pt;\
             width:{}pt;height:{}pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill \
             color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox \
             style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData \
             ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, {top}, {y}, {right}, {x}, {bottom}, \
             {below}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{column}</x:Column></x:ClientData>\
             </v:shape>",
            WIDTH * 3 / 4,
            height * 3 / 4,
            column + 1,
            row - 1,
        )
    };
    cells.iter().zip(first..).map(one).collect()
}

/// The column that lies so many pixels right of another's left edge, and how far within it.
fn reach(survey: &Survey, from: usize, mut pixels: u32) -> (usize, u32) {
    let mut column = from;
    // Hidden columns have no width; no sheet has more than 16,384.
    while column < 16_383 {
        let width = survey.width(column);
        if pixels < width {
            break;
        }
        pixels -= width;
        column += 1;
    }
    (column, pixels)
}

fn lines(text: &str) -> u32 {
    let lines = text.lines().map(|line| line.chars().count() / LETTERS + 1).sum::<usize>();
    u32::try_from(lines).unwrap_or(u32::MAX).clamp(2, 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_come_and_go() {
        let said: Said = [((1, 0), ("một".into(), true)), ((9, 3), ("hai".into(), false))].into();
        let survey = Survey::default();
        let drawing = new(&survey, &said, &[(1, 0), (9, 3)], 0);
        assert!(drawing.contains("id=\"_x0000_s1025\"") && drawing.contains("<x:Row>8</x:Row><x:Column>3</x:Column>"));
        let changed = change(&drawing, &survey, &said, &[(1, 0)], &[(9, 3)]).unwrap();
        assert!(!changed.contains("<x:Row>0</x:Row>") && changed.contains("id=\"_x0000_s1027\""), "{changed}");
        assert_eq!(changed.matches("shapetype id").count(), 1);
    }

    #[test]
    fn controls_with_unclosed_breaks_are_left_alone() {
        let survey = Survey::default();
        let control = "<xml xmlns:v=\"v\" xmlns:o=\"o\" xmlns:x=\"x\"><v:shape id=\"Button 1\"><v:textbox><div>a<br>b</div>\
                       </v:textbox><x:ClientData ObjectType=\"Button\"><x:Row>1</x:Row></x:ClientData></v:shape></xml>";
        let said: Said = [((2, 0), ("sai".into(), true))].into();
        let changed = change(control, &survey, &said, &[(2, 0)], &[(2, 0)]).unwrap();
        assert!(
            changed.starts_with(control.trim_end_matches("</xml>")) && changed.contains("_x0000_t202"),
            "{changed}"
        );
        assert!(change("<xml/>", &survey, &said, &[], &[]).is_err());
    }
}
