//! The figures behind charts, recomputed: which of them is asked about stands in its row.

use super::counts;
use super::formulas::{Answer, Asked, Formula};
use super::leaves::{Found, Line};
use super::readings::{day, figure};
use super::targets;
use jiff::civil::Date;

/// The formula of a number in the table behind a chart: by the chart's cell and the column's heading.
pub fn behind_a_chart(cell: &str, column: &str) -> Option<Formula> {
    Some(match (cell, column) {
        ("overview", "Kỳ đầu") => baseline,
        ("overview", "Hiện tại") => now,
        ("overview", "Mục tiêu") => targets::only_goal,
        ("archive-pages", "Đã làm") => done,
        ("archive-pages", "Tổng số") => to_do,
        ("budget", "Số tiền (đồng)") => amount,
        ("budget", "Tỷ lệ (%)") => share,
        ("budget", "Đã giải ngân (đồng)") => disbursed_amount,
        ("budget", "Tỷ lệ giải ngân (%)") => disbursed,
        ("budget", "Tỷ lệ mục tiêu (%)") => targets::only_goal,
        ("full-online-services" | "online-handling", "Giá trị") => on_the_way,
        ("procedures-by-level", "Tổng số") => all_procedures,
        ("procedures-by-level", "Giá trị") => procedures,
        ("villages-4g", "Đã phủ") => covered,
        ("villages-4g", "Tổng số") => villages,
        ("villages-4g", "Chưa có kế hoạch") => counts::villages_without_plan,
        _ => return None,
    })
}

/// The lines of a measure among those that the tree ends at.
fn of_measure<'a>(asked: &Asked<'a>, measure: &str) -> Vec<&'a Line> {
    asked.leaves.named("observations").into_iter().filter(|line| line.is("measure", measure)).collect()
}

fn one<T>(mut found: Vec<T>, what: &str) -> Found<T> {
    let several = found.len();
    found.pop().filter(|_| several == 1).ok_or_else(|| format!("{several} lines for {what}"))
}

/// A day of the row that is asked about.
fn row_day(asked: &Asked<'_>, column: &str) -> Found<Date> {
    asked.label(column)?.parse().map_err(|e| format!("{column}: {e}"))
}

/// The figure of a day that the row names: several series of one indicator have readings of their own days.
fn read_on(asked: &Asked<'_>, column: &str) -> Found<Answer> {
    let date = row_day(asked, column)?;
    let lines = asked.leaves.named("observations").into_iter().filter(|line| day(line) == Ok(date));
    figure(one(lines.collect(), column)?).map(Answer::Number)
}

fn now(asked: &Asked<'_>) -> Found<Answer> {
    read_on(asked, "time_period")
}

fn baseline(asked: &Asked<'_>) -> Found<Answer> {
    read_on(asked, "baseline_date")
}

/// The line that has what is done and what there is to do: of all, or of one office.
fn pages<'a>(asked: &Asked<'a>) -> Found<&'a Line> {
    let is_all = asked.tree["data"]["row"]["emphasised"].as_bool().ok_or("is it the total?")?;
    if is_all {
        return one(of_measure(asked, "archive.pages_digitised"), "all pages");
    }
    let lines = asked.leaves.named("observations").into_iter();
    one(lines.filter(|line| line.text("numerator").is_some()).collect(), "pages")
}

fn done(asked: &Asked<'_>) -> Found<Answer> {
    pages(asked)?.number("numerator").map(Answer::Count)
}

fn to_do(asked: &Asked<'_>) -> Found<Answer> {
    pages(asked)?.number("denominator").map(Answer::Count)
}

/// The line of a measure that was published on the day that the row's label names.
fn published<'a>(asked: &Asked<'a>, measure: &str) -> Found<&'a Line> {
    let label = asked.label("label")?;
    let named = |line: &&Line| day(line).is_ok_and(|day| label.ends_with(&day.strftime("%d/%m/%Y").to_string()));
    let mut lines: Vec<&Line> =
        of_measure(asked, &format!("budget.sti_dt.{measure}")).into_iter().filter(named).collect();
    // What is printed twice with one value is one statement.
    lines.dedup_by_key(|line| line.text("value"));
    one(lines, label)
}

fn amount(asked: &Asked<'_>) -> Found<Answer> {
    published(asked, "allocated")?.number("value").map(Answer::Count)
}

fn share(asked: &Asked<'_>) -> Found<Answer> {
    published(asked, "share_of_total")?.number("value").map(Answer::Count)
}

fn disbursed(asked: &Asked<'_>) -> Found<Answer> {
    published(asked, "disbursed")?.number("value").map(Answer::Count)
}

/// "Số tiền giải ngân tính từ tỷ lệ đã in": to the million đồng in which the whole is printed.
fn disbursed_amount(asked: &Asked<'_>) -> Found<Answer> {
    let (all, percent) =
        (published(asked, "allocated")?.number("value")?, published(asked, "disbursed")?.number("value")?);
    Ok(Answer::Count((all * percent / 100.0 / 1e6).round() * 1e6))
}

/// A reading of its day, a target of its year, or an end of the path: the latest reading, or what demands most of that year.
fn on_the_way(asked: &Asked<'_>) -> Found<Answer> {
    let date = row_day(asked, "date")?;
    let name = asked.label("name")?;
    let own = asked.leaves.named("indicators").into_iter().filter(|line| line.is("name_vi", name));
    let own: Vec<&str> = own.filter_map(|line| line.text("indicator")).collect();
    let goals: Vec<f64> = (asked.leaves.named("targets").into_iter())
        .filter(|target| targets::due(target) == Ok(date) && target.is("ref_area", &asked.project.area))
        .filter(|target| own.iter().any(|one| target.is("indicator", one)))
        .map(|target| target.number("low"))
        .collect::<Found<_>>()?;
    let read = || read_on(asked, "date");
    let most = goals.iter().copied().reduce(f64::max).map(Answer::Number);
    match asked.label("kind")? {
        "reading" => read(),
        "required" if goals.is_empty() => read(),
        "target" if goals.iter().all(|goal| *goal == goals[0]) => most.ok_or_else(|| "no target".to_owned()),
        "required" => most.ok_or_else(|| "no target".to_owned()),
        other => Err(format!("{other}: several targets of {date}")),
    }
}

/// The line of the procedures that can be offered end to end, of the bar's day.
fn eligible<'a>(asked: &Asked<'a>) -> Found<&'a Line> {
    let bar = asked.label("bar")?;
    let named = |line: &&Line| day(line).is_ok_and(|day| bar.starts_with(&day.strftime("%d/%m/%Y").to_string()));
    // The same day's percentage is printed elsewhere without its parts.
    let has_parts = |line: &&Line| line.text("numerator").is_some();
    one(of_measure(asked, "procedures.full_online").into_iter().filter(named).filter(has_parts).collect(), bar)
}

/// The one value of a measure, however often it is printed.
fn whole<'a>(asked: &Asked<'a>, measure: &str) -> Found<&'a Line> {
    let mut lines = of_measure(asked, measure);
    lines.dedup_by_key(|line| line.text("value"));
    one(lines, measure)
}

fn is_of_all(asked: &Asked<'_>) -> Found<bool> {
    Ok(asked.label("bar")?.ends_with("tất cả thủ tục"))
}

fn all_procedures(asked: &Asked<'_>) -> Found<Answer> {
    if is_of_all(asked)? {
        return whole(asked, "procedures.total")?.number("value").map(Answer::Count);
    }
    eligible(asked)?.number("denominator").map(Answer::Count)
}

fn procedures(asked: &Asked<'_>) -> Found<Answer> {
    let of = |measure: &str| whole(asked, measure)?.number("value").map(Answer::Count);
    match asked.label("part")? {
        "Toàn trình" => eligible(asked)?.number("numerator").map(Answer::Count),
        "Đủ điều kiện, chưa toàn trình" => {
            let line = eligible(asked)?;
            Ok(Answer::Count(line.number("denominator")? - line.number("numerator")?))
        }
        "Một phần" => of("procedures.partly_online"),
        "Chưa trực tuyến" => of("procedures.not_online"),
        other => Err(format!("no such part: {other}")),
    }
}

/// The line of the row's day.
fn step<'a>(asked: &Asked<'a>) -> Found<&'a Line> {
    let date = row_day(asked, "as_of")?;
    let lines = of_measure(asked, "villages.covered_4g").into_iter().filter(|line| day(line) == Ok(date));
    one(lines.collect(), "the step")
}

fn covered(asked: &Asked<'_>) -> Found<Answer> {
    step(asked)?.number("numerator").map(Answer::Count)
}

fn villages(asked: &Asked<'_>) -> Found<Answer> {
    step(asked)?.number("denominator").map(Answer::Count)
}
