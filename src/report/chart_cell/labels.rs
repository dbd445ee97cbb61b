//! What the columns of a chart's rows are called, for those who look at the figures behind it.

use crate::language::Language;
use crate::store::ResultTable;

/// Columns that draw axes and boundaries and say nothing of figures.
const ASIDE: [&str; 3] = ["boundary", "lower_bound", "upper_bound"];

/// Columns of the forms in both languages, with the format of their values where they have one.
const LABELS: &[(&str, &str, &str)] = &[
    ("name", "Tên", "Name"),
    ("unit", "Đơn vị", "Unit"),
    ("baseline", "Kỳ đầu [figure]", "Baseline [figure]"),
    ("baseline_date", "Ngày kỳ đầu", "Baseline day"),
    ("obs_value", "Hiện tại [figure]", "Now [figure]"),
    ("time_period", "Ngày", "Day"),
    ("goal", "Mục tiêu [figure]", "Target [figure]"),
    ("target_text", "Mục tiêu (chữ)", "Target in words"),
    ("status", "Đánh giá [status]", "Status [status]"),
    ("source", "Nguồn", "Source"),
    ("kind", "Loại", "Kind"),
    ("date", "Ngày", "Day"),
    ("value", "Giá trị [figure]", "Value [figure]"),
    ("high", "Đến [figure]", "To [figure]"),
    ("lower", "Cận dưới [figure]", "Lower end [figure]"),
    ("upper", "Cận trên [figure]", "Upper end [figure]"),
    ("level", "Mức của khoảng [figure]", "Level of the interval [figure]"),
    ("text", "Chữ", "Text"),
    ("bar", "Cột", "Bar"),
    ("part", "Phần", "Part"),
    ("total", "Tổng số [count]", "Total [count]"),
    ("done", "Đã làm [count]", "Done [count]"),
    ("as_of", "Ngày", "Day"),
    ("covered", "Đã phủ [count]", "Covered [count]"),
    ("label", "Lần công bố", "Published"),
    ("amount", "Số tiền (đồng) [count]", "Amount (đồng) [count]"),
    ("share", "Tỷ lệ (%) [figure]", "Share (%) [figure]"),
    ("panel", "Phương pháp", "Method"),
    ("disbursed_amount", "Đã giải ngân (đồng) [count]", "Disbursed (đồng) [count]"),
    ("disbursed_share", "Tỷ lệ giải ngân (%) [figure]", "Share disbursed (%) [figure]"),
    ("target_share", "Tỷ lệ mục tiêu (%) [figure]", "Target share (%) [figure]"),
    ("without_plan", "Chưa có kế hoạch [count]", "Without a plan [count]"),
    ("planned", "Dự kiến", "Planned"),
    ("emphasised", "Nhấn mạnh", "Emphasised"),
    ("month", "Tháng", "Month"),
    ("note", "Hiện tại", "Now"),
    ("milestone", "Mốc", "Milestone"),
    ("probability", "Xác suất đạt [number2]", "Probability [number2]"),
    ("coverage", "Bao phủ đã kiểm nghiệm của khoảng dự báo 90% [number2]", "Backtested coverage of 90% [number2]"),
    ("reason", "Lưu ý [reason]", "Remark [reason]"),
    ("denominator", "Mẫu số (n) [count]", "Denominator (n) [count]"),
    ("low_95", "Giới hạn dưới 95% [figure]", "Lower 95% limit [figure]"),
    ("high_95", "Giới hạn trên 95% [figure]", "Upper 95% limit [figure]"),
    ("low_998", "Giới hạn dưới 99,8% [figure]", "Lower 99.8% limit [figure]"),
    ("high_998", "Giới hạn trên 99,8% [figure]", "Upper 99.8% limit [figure]"),
    ("whole", "Mức chung [figure]", "The whole [figure]"),
    ("whole_name", "Tên của mức chung", "Name of the whole"),
    ("first", "Kỳ đầu [figure]", "First figure [figure]"),
    ("first_date", "Ngày kỳ đầu", "First day"),
    ("second", "Kỳ sau [figure]", "Second figure [figure]"),
    ("second_date", "Ngày kỳ sau", "Second day"),
    ("highlighted", "Làm nổi bật", "Highlighted"),
    ("method", "Phương pháp", "Method"),
    ("horizon", "Dự báo trước", "Steps ahead"),
    ("se", "Sai số chuẩn [figure]", "Standard error [figure]"),
    ("forecast", "Xác suất dự báo [figure]", "Forecast probability [figure]"),
    ("n", "Số dự báo [count]", "Forecasts [count]"),
    ("area", "Mã địa bàn", "Area code"),
    ("period", "Thời kỳ", "Period"),
    ("known_from", "Có số liệu từ ngày", "Known from"),
    ("latitude", "Vĩ độ", "Latitude"),
    ("longitude", "Kinh độ", "Longitude"),
];

/// The rows under labels for people, each with its number among the columns of the rows; a column that no form knows keeps its
/// name, those of the other language and those that only draw axes are left out.
pub fn labelled(table: &ResultTable, language: Language) -> (ResultTable, Vec<usize>) {
    let other = language.pick("_en", "_vi");
    let base = |column: &str| column.strip_suffix(language.pick("_vi", "_en")).unwrap_or(column).to_owned();
    let kept: Vec<usize> = (0..table.columns.len())
        .filter(|at| !ASIDE.contains(&table.columns[*at].as_str()) && !table.columns[*at].ends_with(other))
        .collect();
    let label = |column: &String| {
        let known = LABELS.iter().find(|(name, _, _)| *name == base(column));
        known.map_or_else(|| column.clone(), |(_, vi, en)| language.pick(vi, en).to_string())
    };
    let columns = kept.iter().map(|at| label(&table.columns[*at])).collect();
    let rows = table.rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect();
    (ResultTable { columns, rows }, kept)
}
