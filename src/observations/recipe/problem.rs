//! What is wrong with a cell, a row or a file, in sentences for people.

use crate::language::Language;
use crate::observations::meaning::Code;

/// Problems beyond those of a single cell's text: word, Vietnamese, English.
const PROBLEMS: &[(&str, &str, &str)] = &[
    ("missing-required", "ô bắt buộc nhưng để trống", "the cell must be filled in and is not"),
    (
        "error-cell",
        "ô báo lỗi công thức; sửa công thức hoặc xóa nội dung ô",
        "the cell holds an error: mend the formula or clear it",
    ),
    ("negative-count", "số lượng không thể là số âm", "a count cannot be negative"),
    (
        "day-for-period",
        "ô đang là kiểu ngày; định dạng ô là Văn bản (Text) rồi ghi kỳ báo cáo, ví dụ 10/2025",
        "a day where a period is asked for: type the period as text",
    ),
    (
        "day-among-figures",
        "ô đang có định dạng ngày, cột này cần số",
        "the cell is formatted as a day where a number is asked for",
    ),
    (
        "fraction-or-percent",
        "không rõ là số phần trăm (95,4) hay số thập phân (0,954); ghi kèm dấu % hoặc định dạng phần trăm",
        "a fraction or a percentage? write the % sign or format the cell as a percentage",
    ),
    ("not-a-flag", "cần ghi Có hoặc Không", "Có (yes) or Không (no) was expected"),
    ("unknown-word", "không có trong danh mục lựa chọn của cột", "not one of the choices of this column"),
    ("unit-contradicted", "đơn vị tính khác với đơn vị của cột", "the unit is not that of the column"),
    ("not-whole-dong", "số tiền có phần lẻ dưới một đồng", "the amount is not a whole number of đồng"),
    ("rule-broken", "các số trong dòng không khớp nhau", "the figures of the row contradict one another"),
    ("duplicate-key", "dòng này lặp lại một dòng phía trên", "the row repeats one above it"),
    ("total-differs", "số ở dòng tổng không bằng tổng các dòng cộng lại", "the total is not the sum of its rows"),
    (
        "perhaps-a-total",
        "không rõ dòng này là dòng tổng hay là số liệu",
        "a total or a record? name the label in excluded.csv, or make the recipe's `totals` more exact",
    ),
    (
        "column-absent",
        "biểu không có cột này (không bắt buộc); có cột khác không được đọc",
        "this column, which may be absent, is not there; others on the sheet are not read",
    ),
    (
        "other-grain",
        "kỳ báo cáo dài hoặc ngắn hơn kỳ của biểu: sẽ bị cộng hai lần",
        "a longer or shorter period than the form is for: it would be counted twice",
    ),
    (
        "sums-up-others",
        "dòng của cấp trên, đã gồm số liệu của các đơn vị trực thuộc: sẽ bị cộng hai lần",
        "the row of an area that others are part of: it would be counted twice",
    ),
    (
        "no-header",
        "không tìm thấy bảng: không có nhãn cột nào của biểu",
        "no table was found: none of the form's labels is there",
    ),
    (
        "label-renamed",
        "không thấy cột của biểu; có một nhãn gần giống, cột có thể đã bị đổi tên",
        "a column of the form is not there; a similar label is: it may have been renamed",
    ),
    ("label-missing", "không thấy cột bắt buộc của biểu", "a required column of the form is not there"),
    ("label-twice", "có nhiều cột cùng khớp một nhãn của biểu", "several columns answer to one label of the form"),
    ("title-missing", "không thấy thông tin bắt buộc ở phần đầu biểu", "a required value above the table is not there"),
    (
        "accumulation-contradicted",
        "biểu ghi số lũy kế trong khi mẫu cần số phát sinh trong kỳ, hoặc ngược lại",
        "figures since the beginning of the year and figures of one period must not be mixed: the form says otherwise than its recipe",
    ),
    ("no-recipe", "không có biểu nào đã khai báo khớp với tệp này", "no recipe knows a table of this file"),
    (
        "several-recipes",
        "nhiều biểu đã khai báo cùng khớp với trang tính này",
        "several recipes know this sheet equally well",
    ),
    (
        "sheet-not-read",
        "trang tính có nội dung nhưng không khớp biểu nào, không được đọc",
        "the sheet has content, but no recipe knows it: not read",
    ),
    ("newer-form", "biểu có phiên bản mới hơn phiên bản đã khai báo", "the form is of a newer version than the recipe"),
    (
        "older-form",
        "biểu có phiên bản cũ; đề nghị dùng mẫu mới",
        "the form is of an older version: send the new template",
    ),
    ("blank-form", "biểu gửi về còn trống, không có số liệu", "the form came back blank"),
    (
        "simulated-here",
        "tệp là số liệu mô phỏng, dự án này là số liệu thật",
        "the file holds simulated figures and this project real ones",
    ),
    (
        "real-in-simulation",
        "dự án này là mô phỏng, tệp không ghi là số liệu mô phỏng",
        "this project is a simulation and the file does not say that it is simulated",
    ),
    ("cannot-read", "không đọc được tệp", "the file cannot be read"),
    (
        "readers-disagree",
        "hai chương trình đọc cho kết quả khác nhau ở ô này",
        "two readers read this cell differently",
    ),
    (
        "encrypted",
        "tệp có mật khẩu; lưu lại không đặt mật khẩu rồi gửi lại",
        "the file is encrypted: save it without a password",
    ),
    ("truncated", "tệp bị cắt cụt hoặc hỏng; gửi lại tệp", "the file is cut off or damaged: send it again"),
    ("damaged", "tệp bị hỏng; mở, lưu lại rồi gửi lại", "the file is damaged: open it, save it and send it again"),
    (
        "mislabelled",
        "nội dung tệp không đúng với phần mở rộng của tên tệp; lưu lại đúng định dạng",
        "the file is not what its name says: save it in the right format",
    ),
    (
        "unknown-kind",
        "định dạng tệp không được hỗ trợ; lưu lại thành XLSX",
        "a kind of file that is not read: save it as XLSX",
    ),
    (
        "unsafe-file",
        "tệp có cấu trúc nguy hiểm hoặc quá lớn, không được mở",
        "the file is built to harm, or too large: it was not opened",
    ),
    ("empty-file", "tệp rỗng; gửi lại tệp", "the file is empty: send it again"),
    (
        "encoding-unknown",
        "không xác định được bảng mã của tệp; lưu lại bằng UTF-8",
        "the encoding cannot be told: save the file as UTF-8",
    ),
    (
        "too-much-set-aside",
        "quá nhiều dòng không hiểu được: khai báo không đúng với biểu này",
        "too many rows cannot be understood: the recipe is not that of this form",
    ),
    (
        "encoding-detected",
        "bảng mã của tệp văn bản được tự nhận biết (chưa khai báo)",
        "the encoding of the text was detected, not declared",
    ),
    (
        "delimiter-detected",
        "dấu phân cách của tệp văn bản được tự nhận biết (chưa khai báo)",
        "the delimiter of the text was detected, not declared",
    ),
    (
        "encoding-doubtful",
        "tệp văn bản có vẻ viết bằng bảng mã khác với khai báo",
        "the text looks written in another encoding than the declared one",
    ),
    (
        "tcvn3-high",
        "các byte 0x80–0x9F của TCVN3 có thể hiểu theo hai cách; đã chọn một cách",
        "the bytes 0x80–0x9F of TCVN3 were read in one of two ways",
    ),
    (
        "delimiter-doubtful",
        "dấu phân cách có thể là dấu khác; nên khai báo trong biểu",
        "another delimiter would do as well: declare it in the recipe",
    ),
    ("quotes-literal", "dấu ngoặc kép được đọc như ký tự bình thường", "quotes were read as plain text"),
    ("hidden-sheet", "trang tính ẩn, không được đọc", "a hidden sheet: not read"),
    (
        "former-area",
        "tên đơn vị trước sắp xếp, số liệu tính cho đơn vị mới",
        "the name of a former unit, read as its successor",
    ),
];

/// Problems of a file whose cells cannot be read at all; what was found is then the reader's whole message.
pub const UNREADABLE: [&str; 9] = [
    "cannot-read",
    "encrypted",
    "truncated",
    "damaged",
    "mislabelled",
    "unknown-kind",
    "unsafe-file",
    "empty-file",
    "encoding-unknown",
];

/// The sentence for a problem's word, without a full stop; the word itself where it is unknown.
///
/// ```
/// use milepost::language::Language;
/// use milepost::observations::problem;
/// assert_eq!(problem("negative-count", Language::En), "a count cannot be negative");
/// assert_eq!(problem("no-year", Language::Vi), "thiếu năm");
/// ```
pub fn problem(word: &str, language: Language) -> String {
    if let Some((_, vi, en)) = PROBLEMS.iter().find(|(code, ..)| *code == word) {
        return language.pick(vi, en).to_owned();
    }
    Code::ALL.iter().find(|c| c.word() == word).map_or_else(|| word.to_owned(), |c| c.says(language).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_texts_are_composed() {
        for (i, (word, vi, en)) in PROBLEMS.iter().enumerate() {
            assert!(PROBLEMS[..i].iter().all(|(w, ..)| w != word), "{word}");
            assert!(Code::ALL.iter().all(|c| c.word() != *word), "{word} is a cell's code as well");
            assert_eq!(crate::language::nfc(vi), *vi);
            assert!(!en.is_empty());
        }
    }
}
