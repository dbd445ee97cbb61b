//! What a reference class says, recomputed from the lines of its table of growth and of its record.
//!
//! The table holds, for levels and years ahead, the growth at the probabilities 0.01 to 0.99 on the Gompertz scale
//! -ln(-ln(y/100)). Between levels and between years it is read in a straight line; a probability between two of the 99 is
//! read in a straight line by its normal score.

use super::formulas::{Answer, Asked};
use super::leaves::{Found, Line};
use super::targets::{due, years};
use jiff::civil::Date;
use statrs::distribution::{ContinuousCDF, Normal};

/// Calendar years differ from 365.25 days by less than this.
const SLACK: f64 = 2.0 / 365.25;

fn scaled(percent: f64) -> f64 {
    -(-(percent / 100.0).ln()).ln()
}

fn percent(place: f64) -> f64 {
    100.0 * (-(-place).exp()).exp()
}

/// The two neighbours of a number among others, and how far it lies from the lower one to the upper one.
fn between(grid: &[f64], at: f64) -> Found<(f64, f64, f64)> {
    let below = grid.iter().copied().filter(|x| *x <= at).reduce(f64::max);
    let above = grid.iter().copied().filter(|x| *x >= at).reduce(f64::min);
    let (Some(a), Some(b)) = (below, above) else { return Err(format!("the table does not reach {at}")) };
    Ok((a, b, if b > a { (at - a) / (b - a) } else { 0.0 }))
}

fn growth_of(line: &Line) -> Found<Vec<f64>> {
    let numbers = line.told("growth")?.split(' ').map(|g| g.parse::<f64>().map_err(|e| format!("{}: {e}", line.place)));
    numbers.collect()
}

/// The 99 growths from a place on the scale, so many years ahead.
fn growth(asked: &Asked<'_>, class: &str, place: f64, ahead: f64) -> Found<Vec<f64>> {
    let mut cells = Vec::new();
    for line in asked.leaves.named("reference_growth").into_iter().filter(|line| line.is("class", class)) {
        cells.push((line.number("level")?, line.number("horizon")?, line));
    }
    let levels: Vec<f64> = cells.iter().map(|cell| cell.0).collect();
    let horizons: Vec<f64> = cells.iter().map(|cell| cell.1).collect();
    let longest = horizons.iter().copied().fold(0.0, f64::max);
    let ahead = if ahead <= longest + SLACK { ahead.min(longest) } else { ahead };
    let (low, high, by_level) = between(&levels, place)?;
    let (near, far, by_year) = between(&horizons, ahead)?;
    let cell = |level: f64, horizon: f64| {
        let found = cells.iter().find(|cell| cell.0 == level && cell.1 == horizon);
        growth_of(found.ok_or_else(|| format!("no line of {class} at level {level}, {horizon} years"))?.2)
    };
    let mix = |a: Vec<f64>, b: Vec<f64>, share: f64| -> Vec<f64> {
        a.into_iter().zip(b).map(|(a, b)| a * (1.0 - share) + b * share).collect()
    };
    let at = |horizon: f64| Ok::<_, String>(mix(cell(low, horizon)?, cell(high, horizon)?, by_level));
    Ok(mix(at(near)?, at(far)?, by_year))
}

/// The class that a person chose for the targets of the lines.
fn class<'a>(asked: &Asked<'a>) -> Found<&'a str> {
    asked.leaves.only("reference_use")?.told("class")
}

/// A step from one target, taken as just met, to a later one: `50% (2035)` and `80% (2040)` in the row.
struct Step<'a> {
    class: &'a str,
    from: f64,
    goal: f64,
    ahead: f64,
}

/// The strictest target of the year in a label, and its day.
fn target_of(asked: &Asked<'_>, label: &str) -> Found<(f64, Date)> {
    let text = asked.label(label)?;
    let year = text.rsplit_once('(').map(|(_, year)| year.trim_end_matches(')')).ok_or("a year")?;
    let of_year: Vec<&Line> = asked.leaves.named("targets").into_iter().filter(|t| t.is("year", year)).collect();
    let day = due(of_year.first().ok_or_else(|| format!("no target of {year}"))?)?;
    let lows = of_year.iter().map(|target| target.number("low")).collect::<Found<Vec<_>>>()?;
    Ok((lows.into_iter().fold(f64::MIN, f64::max), day))
}

fn step<'a>(asked: &Asked<'a>) -> Found<Step<'a>> {
    let ((from, start), (goal, end)) = (target_of(asked, "Từ")?, target_of(asked, "Đến")?);
    Ok(Step { class: class(asked)?, from, goal, ahead: years(start, end)? })
}

/// What the class reached with one of the 99 probabilities, in hundredths.
fn reached(asked: &Asked<'_>, hundredths: usize) -> Found<Answer> {
    let step = step(asked)?;
    let place = scaled(step.from);
    Ok(Answer::Number(percent(place + growth(asked, step.class, place, step.ahead)?[hundredths - 1])))
}

/// Half of the class stood here.
pub fn median(asked: &Asked<'_>) -> Found<Answer> {
    reached(asked, 50)
}

/// The lower end of the interval of 80%.
pub fn lower(asked: &Asked<'_>) -> Found<Answer> {
    reached(asked, 10)
}

/// The upper end of the interval of 80%.
pub fn upper(asked: &Asked<'_>) -> Found<Answer> {
    reached(asked, 90)
}

/// The share of the class that reached the later target.
pub fn probability(asked: &Asked<'_>) -> Found<Answer> {
    let step = step(asked)?;
    let place = scaled(step.from);
    let needed = scaled(step.goal) - place;
    let growth = growth(asked, step.class, place, step.ahead)?;
    let above = growth.iter().position(|g| *g >= needed).filter(|at| *at > 0).ok_or("beyond the 99 probabilities")?;
    let normal = Normal::standard();
    let score = |at: usize| normal.inverse_cdf((at + 1) as f64 / 100.0);
    let share = (needed - growth[above - 1]) / (growth[above] - growth[above - 1]);
    let at = score(above - 1) + share * (score(above) - score(above - 1));
    Ok(Answer::Number(100.0 * (1.0 - normal.cdf(at))))
}

/// The share of 90% intervals from one reading that held what happened, in the class's own trials so many years ahead, or at
/// the next longer that was tried.
fn coverage(asked: &Asked<'_>, ahead: f64) -> Found<Answer> {
    let class = class(asked)?;
    let method = format!("analogs({class})/1");
    let own = |line: &&Line| {
        line.is("backtest", class)
            && line.is("method", &method)
            && line.is("readings", "1")
            && line.is("windows_of", "own")
    };
    let mut tried = Vec::new();
    for line in asked.leaves.named("backtest_record").into_iter().filter(own) {
        tried.push((line.number("horizon")?, line));
    }
    tried.retain(|(horizon, _)| ahead <= horizon + SLACK);
    let nearest = tried.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).ok_or("never tried so far ahead")?;
    Ok(Answer::Number(100.0 * nearest.1.number("coverage_90")?))
}

/// The coverage beside a step between two targets.
pub fn coverage_of_step(asked: &Asked<'_>) -> Found<Answer> {
    coverage(asked, step(asked)?.ahead)
}

/// The coverage beside a target that nothing is measured for, from the day of the review on.
pub fn coverage_to_target(asked: &Asked<'_>) -> Found<Answer> {
    let target = asked.leaves.only("targets")?;
    coverage(asked, years(asked.project.review, due(target)?)?)
}

/// The value of a target that nothing is measured for.
pub fn goal(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("targets")?.number("low").map(Answer::Number)
}

/// Areas of a class.
pub fn areas(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("reference_class")?.number("areas").map(Answer::Count)
}

/// Readings of a class.
pub fn readings(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("reference_class")?.number("readings").map(Answer::Count)
}

/// The farthest that a class looks ahead.
pub fn farthest(asked: &Asked<'_>) -> Found<Answer> {
    let class = asked.leaves.only("reference_class")?.told("class")?;
    let lines = asked.leaves.named("reference_growth").into_iter().filter(|line| line.is("class", class));
    let horizons = lines.map(|line| line.number("horizon")).collect::<Found<Vec<_>>>()?;
    horizons.into_iter().reduce(f64::max).map(Answer::Number).ok_or_else(|| "no growth".to_owned())
}
