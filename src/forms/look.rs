//! How the cells of a form look: fonts, shades, number formats, which of them may be written into, and how much room
//! their text takes.

use crate::observations::Reads;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const FONT: &str = "Times New Roman";
const LINE: Color = Color::RGB(0x8C_8C_8C);
const HEADER_SHADE: Color = Color::RGB(0xDD_E7_F3);
const INPUT_SHADE: Color = Color::RGB(0xFF_FB_E6);
const RED: Color = Color::RGB(0xC0_00_00);

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The line that says that figures are simulated.
pub fn banner() -> Format {
    plain().set_bold().set_font_size(13).set_font_color(RED).set_align(FormatAlign::Center).set_text_wrap()
}

/// The form's title.
pub fn title() -> Format {
    plain().set_bold().set_font_size(14).set_align(FormatAlign::Center).set_text_wrap()
}

/// The lines between title and table.
pub fn line() -> Format {
    plain()
}

/// The line that says the unit of money, at the table's right edge.
pub fn unit() -> Format {
    plain().set_italic().set_align(FormatAlign::Right)
}

/// A cell of the table's header.
pub fn header() -> Format {
    boxed(plain().set_bold().set_align(FormatAlign::Center).set_text_wrap().set_background_color(HEADER_SHADE))
}

/// A cell above the table that is to be filled in.
pub fn title_value(reads: Reads) -> Format {
    boxed(value(reads)).set_background_color(INPUT_SHADE).set_align(FormatAlign::Left)
}

/// A cell of the table that is to be filled in.
pub fn data(reads: Reads) -> Format {
    boxed(value(reads))
}

/// Cells below the prepared rows, for offices that need more of them: open, without lines.
pub fn beyond(reads: Reads) -> Format {
    value(reads)
}

/// A remark below the table.
pub fn note() -> Format {
    plain().set_italic().set_unlocked()
}

fn value(reads: Reads) -> Format {
    let format = plain().set_unlocked();
    match reads {
        // As text, so that a code keeps its zeros and `09/2025` does not become a day.
        Reads::Area | Reads::Text | Reads::Ratio => format.set_num_format("@").set_text_wrap(),
        Reads::Period => format.set_num_format("@").set_align(FormatAlign::Center),
        Reads::Choice => format.set_text_wrap(),
        Reads::Flag => format.set_align(FormatAlign::Center),
        Reads::Count | Reads::Money => format.set_num_format("#,##0"),
        Reads::Day => format.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
        // General: whoever types 95,4% gets a cell that says it is a percentage, whoever types 95,4 does not. A fixed
        // number format would show both as written and mean another thing.
        Reads::Number | Reads::Percent => format,
    }
}

/// Width of a column in characters, from what is to be written into it.
pub fn width(reads: Reads, label: &str, offered: &[&str]) -> f64 {
    let longest_offer = offered.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    let (least, most) = match reads {
        Reads::Area => (18, 26),
        Reads::Text => (22, 34),
        Reads::Choice => (16, 28),
        Reads::Money => (19, 19),
        Reads::Ratio => (18, 18),
        Reads::Count | Reads::Number | Reads::Percent => (12, 16),
        Reads::Day | Reads::Period => (13, 16),
        Reads::Flag => (11, 14),
    };
    // A word of the header that does not fit is broken in the middle; drop-down lists cover some room with their button.
    let longest_word = label.split_whitespace().map(|word| word.chars().count() + 3).max().unwrap_or(0);
    (longest_offer + 4).max(longest_word).clamp(least, most) as f64
}

/// Lines that a text takes in this room; words are never broken.
pub fn lines(text: &str, width: f64) -> u32 {
    // Bold capitals and wide letters take more than the digit that widths are counted in.
    let room = (width * 0.92).max(1.0) as usize;
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = length;
        } else {
            used += length + usize::from(used > 0);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_to_the_next_line_whole() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("một hai ba", 12.0), 1);
        assert_eq!(lines("Trực tuyến toàn trình", 12.0), 2);
        assert_eq!(lines("khôngbaogiờngắt", 4.0), 1);
    }
}
