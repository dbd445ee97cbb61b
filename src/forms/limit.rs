//! What the cells of a form accept, and what they say: to whoever enters them, and to whoever enters something else.

use super::lists::Lists;
use super::template::unwritable;
use crate::error::Result;
use crate::observations::{Column, Reads};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime};

/// The rule of a column's cells; `areas` are the names offered where areas are read.
pub fn rule(column: &Column, areas: &[&str], lists: &mut Lists) -> Result<DataValidation> {
    let mut rule = DataValidation::new();
    let mut strict = true;
    match column.reads {
        Reads::Area => rule = lists.offer(rule, areas)?,
        Reads::Choice => rule = lists.offer(rule, &choices(column))?,
        Reads::Flag => rule = lists.offer(rule, &FLAGS)?,
        // "khoảng 1.200" is welcome where the recipe keeps such words apart.
        _ if column.qualified => rule = rule.allow_any_value(),
        Reads::Count | Reads::Money => rule = rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        Reads::Percent => rule = rule.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
        Reads::Number => rule = rule.allow_decimal_number(DataValidationRule::Between(-1e15, 1e15)),
        Reads::Day => {
            let day = |year, month, day| ExcelDateTime::from_ymd(year, month, day).map_err(unwritable);
            rule = rule.allow_date(DataValidationRule::Between(day(1900, 1, 1)?, day(2100, 12, 31)?));
        }
        _ if !column.suggest.is_empty() => {
            let offered: Vec<&str> = column.suggest.iter().map(String::as_str).collect();
            rule = lists.offer(rule, &offered)?;
            strict = false;
        }
        Reads::Text | Reads::Period | Reads::Ratio => rule = rule.allow_any_value(),
    }
    let label = column.labels.first().map_or(column.name.as_str(), |l| l.rsplit(" / ").next().unwrap_or(l));
    rule = rule.set_input_title(cut(label, 32)).map_err(unwritable)?;
    if !column.about_vi.is_empty() {
        rule = rule.set_input_message(cut(&column.about_vi, 255)).map_err(unwritable)?;
    }
    if let Some(refusal) = refusal(column).filter(|_| strict) {
        rule = rule.set_error_title("Giá trị chưa hợp lệ").map_err(unwritable)?;
        rule = rule.set_error_message(cut(&refusal, 255)).map_err(unwritable)?;
    }
    Ok(rule.set_error_style(DataValidationErrorStyle::Stop).show_error_message(strict).ignore_blank(true))
}

/// Yes and no, as the forms write them.
pub const FLAGS: [&str; 2] = ["Có", "Không"];

/// The spelling that templates offer for each choice.
pub fn choices(column: &Column) -> Vec<&str> {
    column.choices.values().filter_map(|spellings| spellings.first()).map(String::as_str).collect()
}

/// What is said to whoever enters something that the cell does not take; `None` where it takes anything.
fn refusal(column: &Column) -> Option<String> {
    let blank = if column.required {
        ""
    } else {
        " Nếu chưa có số liệu, để trống; không ghi 0 thay cho ô trống."
    };
    Some(match column.reads {
        Reads::Area => "Chọn tên trong danh sách; không gõ tên khác.".to_owned(),
        Reads::Choice => format!("Chọn một trong các giá trị: {}.", choices(column).join("; ")),
        Reads::Flag if column.required => "Chọn Có hoặc Không.".to_owned(),
        Reads::Flag => "Chọn Có hoặc Không; nếu chưa rõ, để trống.".to_owned(),
        Reads::Count => format!("Nhập số nguyên từ 0 trở lên, không kèm chữ hay đơn vị.{blank}"),
        Reads::Money => format!("Nhập số tiền bằng đồng, là số nguyên từ 0 trở lên, không kèm chữ.{blank}"),
        Reads::Percent => format!("Nhập tỷ lệ phần trăm từ 0 đến 100, ví dụ 95,4 cho 95,4%.{blank}"),
        Reads::Number => format!("Nhập một số, không kèm chữ hay đơn vị.{blank}"),
        Reads::Day => "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 28/12/2025.".to_owned(),
        Reads::Text | Reads::Period | Reads::Ratio => return None,
    })
}

/// As much of a text as a rule may hold, counted as Excel counts.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_is_cut_at_a_letter() {
        assert_eq!(cut("Địa bàn", 32), "Địa bàn");
        assert_eq!(cut("Địa bàn", 4), "Địa…");
        assert_eq!(cut(&"ộ".repeat(300), 255).encode_utf16().count(), 255);
    }
}
