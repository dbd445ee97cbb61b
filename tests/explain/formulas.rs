//! Which formula gives which number of the review: written from the prose of its notebook and the README, not from queries.

use super::drawn::behind_a_chart;
use super::leaves::{Files, Found, Leaves};
use super::{counts, elsewhere, readings, targets};
use jiff::civil::Date;
use serde_json::Value;
use std::path::PathBuf;

/// What the project file says.
pub struct Project {
    /// The project's folder.
    pub root: PathBuf,
    /// The code of its area.
    pub area: String,
    /// The day of the review.
    pub review: Date,
}

impl Project {
    /// Of the project in the folder of the files.
    pub fn of(files: &Files) -> Project {
        let text = std::fs::read_to_string(files.root.join("milepost.toml")).expect("the project file");
        let table: toml::Table = text.parse().expect("TOML");
        let word = |key: &str| table[key].as_str().expect("a text").to_owned();
        Project { root: files.root.clone(), area: word("area"), review: word("review_date").parse().expect("a day") }
    }
}

/// A number that is to be recomputed.
pub struct Asked<'a> {
    /// The project.
    pub project: &'a Project,
    /// The tree below it: only for rows that are counted.
    pub tree: &'a Value,
    /// The lines that the tree ends at.
    pub leaves: &'a Leaves,
    /// The heading of its column.
    pub column: &'a str,
}

impl<'a> Asked<'a> {
    /// What stands in another column of its row, by which its row is told.
    pub fn label(&self, column: &str) -> Found<&'a str> {
        self.tree["data"]["row"][column].as_str().ok_or_else(|| format!("the row has no {column}"))
    }
}

/// What comes out of a formula.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// What is counted or written in a file: the same exactly.
    Count(f64),
    /// What is computed: the same to nine digits.
    Number(f64),
    /// A day.
    Day(Date),
}

impl Answer {
    /// So many.
    pub fn of(count: usize) -> Answer {
        Answer::Count(count as f64)
    }

    /// Is this the value?
    pub fn is(self, value: &Value) -> bool {
        match self {
            Answer::Count(count) => value.as_f64() == Some(count),
            Answer::Number(number) => value.as_f64().is_some_and(|v| (v - number).abs() <= 1e-9 * number.abs()),
            Answer::Day(day) => value.as_str() == Some(day.to_string().as_str()),
        }
    }
}

/// From the lines to the number.
pub type Formula = fn(&Asked<'_>) -> Found<Answer>;

/// The formula of a number: by the name of its cell and its column, or by the caption of its table and the column's heading.
pub fn formula(place: &str, column: &str) -> Option<Formula> {
    in_a_sentence(place, column).or_else(|| in_a_table(place, column)).or_else(|| behind_a_chart(place, column))
}

fn in_a_sentence(cell: &str, column: &str) -> Option<Formula> {
    Some(match (cell, column) {
        ("archive", "done" | "specialised") => readings::numerator,
        ("archive", "total" | "specialised_total") => readings::denominator,
        ("archive", "remaining") => readings::remaining,
        ("archive", "share") | ("digitised", "report_value" | "portal_value") => readings::rate,
        ("archive", "goal") => readings::value,
        ("archive", "goal_year") => readings::year,
        ("digitised", "report_date" | "portal_date") => readings::its_day,
        ("counts", "documents") => counts::documents,
        ("counts", "targets") => counts::all_targets,
        ("counts", "indicators_with_target") => counts::indicators,
        ("counts", "own_indicators") => targets::promised,
        ("counts", "own_measured") => targets::measured,
        ("counts", "own_unmeasured") => targets::unmeasured,
        ("counts", "own_reached") => targets::achieved,
        ("counts", "findings") => counts::all_findings,
        ("counts", "errors" | "warnings" | "notes") => counts::of_severity,
        ("levels", "province" | "commune" | "city" | "national") => counts::of_level,
        ("levels", "city_ended") => counts::city_ended,
        ("newest", "day" | "most_day") => readings::newest,
        ("newest", "most" | "readings") => readings::how_many,
        ("filing", "gain") | ("handling", "change") => readings::change,
        ("filing", "first_period") | ("full" | "handling", "baseline_date") => readings::first_day,
        ("full", "baseline") => readings::baseline,
        ("full", "numerator") => readings::latest_numerator,
        ("full", "denominator") => readings::latest_denominator,
        ("full", "first_numerator") => readings::first_numerator,
        ("full", "first_denominator") => readings::first_denominator,
        ("full", "full_goal") => targets::most,
        ("full", "full_year") => targets::year_of_all,
        ("full", "full_pace") | ("handling" | "reuse", "required_pace") => targets::required_pace,
        ("full", "gap") => targets::gap,
        ("full" | "handling" | "filing" | "reuse" | "payment", "obs_value") => readings::latest,
        ("full" | "handling" | "reuse" | "payment", "time_period") => readings::latest_day,
        ("full" | "handling" | "reuse" | "payment" | "money", "goal") => targets::only_goal,
        ("full" | "handling" | "reuse" | "payment" | "money", "target_year") => targets::only_year,
        ("payment", "procedures") => readings::numerator,
        ("payment", "procedures_total") => readings::denominator,
        ("money", "as_of") => counts::budget_day,
        ("money", "amount" | "first_amount") => counts::budget_amount,
        ("money", "share" | "first_share" | "disbursed_share") => counts::budget_share,
        ("people", "teams" | "members" | "courses" | "trained" | "police" | "ai") => readings::value,
        ("people", "listed") => counts::listed,
        ("people", "all_listed") => counts::all_listed,
        ("villages", "as_of" | "planned_date") => counts::villages_day,
        ("villages", "covered" | "planned") => counts::villages_covered,
        ("villages", "total") => counts::villages_total,
        ("villages", "share") => counts::villages_share,
        ("villages", "without_plan") => counts::villages_without_plan,
        _ => return None,
    })
}

fn in_a_table(caption: &str, column: &str) -> Option<Formula> {
    // What follows a colon or stands in brackets explains the caption.
    let subject = caption.split([':', '(']).next().unwrap_or_default().trim();
    Some(match (subject, column) {
        ("Mức hiện tại, mục tiêu gần nhất và tốc độ cần có" | "Từng mục tiêu có số liệu", "Hiện tại") => {
            readings::latest
        }
        ("Mức hiện tại, mục tiêu gần nhất và tốc độ cần có", "Số kỳ") => readings::how_many,
        (
            "Mức hiện tại, mục tiêu gần nhất và tốc độ cần có" | "Từng mục tiêu có số liệu",
            "Cần tăng mỗi năm (điểm phần trăm)",
        ) => targets::required_pace,
        ("Các cách đo, không nối với nhau", "Số đã số hóa") => readings::numerator,
        ("Các cách đo, không nối với nhau", "Trên tổng số") => readings::denominator,
        ("Các cách đo, không nối với nhau", "Tỷ lệ") => readings::rate,
        ("Xã, phường đã ban hành kế hoạch về dịch vụ công trực tuyến", "Số xã, phường") => {
            counts::communes
        }
        ("Xã, phường đã ban hành kế hoạch về dịch vụ công trực tuyến", "Tỷ lệ") => {
            counts::share_of_communes
        }
        ("Nhiệm vụ của tỉnh", "Số nhiệm vụ" | "Đã hoàn thành" | "Đang thực hiện") => {
            counts::tasks
        }
        ("Kinh phí đề xuất, dự kiến và các phần", "Số tiền (đồng)") => readings::value,
        ("Mục tiêu bằng số của tỉnh", "Số chỉ tiêu") => targets::promised,
        ("Mục tiêu bằng số của tỉnh", "Có số liệu") => targets::measured,
        ("Mục tiêu bằng số của tỉnh", "Đã đạt") => targets::achieved,
        ("Mục tiêu bằng số của tỉnh", "Dự báo được") => targets::projected,
        ("Mục tiêu bằng số của tỉnh", "Chưa có số liệu") => targets::unmeasured,
        ("Vì sao không dự báo được", "Số mục tiêu") => targets::not_projected,
        ("Nếu mục tiêu trước vừa đạt, nhóm tham chiếu nói gì về mục tiêu sau", heading) => {
            match heading {
                "Trung vị của nhóm" => elsewhere::median,
                "Khoảng dự báo 80% từ" => elsewhere::lower,
                "đến" => elsewhere::upper,
                "Xác suất đến được" => elsewhere::probability,
                "Bao phủ đã kiểm nghiệm (90%)" => elsewhere::coverage_of_step,
                _ => return None,
            }
        }
        ("Mục tiêu chưa có số liệu", "Mục tiêu") => elsewhere::goal,
        ("Mục tiêu chưa có số liệu", "Bao phủ đã kiểm nghiệm (90%)") => elsewhere::coverage_to_target,
        ("Các nhóm tham chiếu", "Số nước") => elsewhere::areas,
        ("Các nhóm tham chiếu", "Số kỳ") => elsewhere::readings,
        ("Các nhóm tham chiếu", "Tầm dự báo xa nhất (năm)") => elsewhere::farthest,
        ("Trên đường tới mục tiêu", "Phải đạt") => targets::on_the_path,
        ("Trên đường tới mục tiêu", "Cần mỗi năm (điểm phần trăm)") => targets::required_pace,
        ("Vì sao mỗi loại đáng chú ý, và nên làm gì", "Số trường hợp") => counts::of_rule,
        ("Các văn bản và nguồn số liệu", "Mục tiêu") => counts::targets_of_document,
        ("Các văn bản và nguồn số liệu", "Số liệu") => counts::figures_of_document,
        _ => return None,
    })
}
