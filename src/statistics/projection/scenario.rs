//! Scenarios: paths that would have to be taken, or could be; not forecasts, so neither interval nor probability.

use super::by_hand::{formula, inverse, on_scale};
use crate::language::Key;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Estimate, Method, Reading, Refusal, Scale, days_between, years_between};
use jiff::civil::Date;

/// A path from the latest reading on, and what it was made from.
///
/// Not a [`super::Fitted`] model on purpose: a scenario answers "what if", so nothing can ask it how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Which scenario.
    pub method: Method,
    /// The latest reading, from which it starts.
    pub from: Reading,
    /// Whose pace it takes, where it takes another's.
    pub peer: Option<String>,
    /// Change per year: in the unit of the readings for a straight path, on the scale for a peer's pace.
    pub pace: f64,
    /// Readings (or peers) it was made from.
    pub n: usize,
    /// Readings (or peers) left out.
    pub left_out: usize,
    pub(super) moved: bool,
    pub(super) path: Path,
}

/// The shape of a scenario.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Path {
    /// Straight to a value on a date, and there it stays.
    Straight { to: f64, on: Date },
    /// An even pace on a scale, as it was seen between two readings of a peer.
    OnScale { scale: Scale, from: Place, seen: [Place; 2] },
}

/// A reading on a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// The reading.
    pub reading: Reading,
    /// Its value, moved inward where it stands on a bound.
    pub inside: f64,
    /// Its place on the scale.
    pub z: f64,
    /// Was it moved?
    pub moved: bool,
}

impl Place {
    /// Errors: those of [`Scale::forward`].
    pub(super) fn of(reading: Reading, scale: Scale, unit: f64) -> Result<Place, Refusal> {
        let (inside, moved) = scale.inside(reading.value, unit)?;
        Ok(Place { reading, inside, z: scale.place(inside), moved })
    }
}

impl Scenario {
    /// The value of the path at a date: no interval, and the remark that this is no forecast.
    ///
    /// On the day of the latest reading it is that reading. Errors: [`Refusal::TargetDateNotAfterReading`] before it,
    /// [`Refusal::NotFinite`].
    pub fn at(&self, date: Date) -> Result<Estimate, Refusal> {
        let years = years_between(self.from.date, date);
        if years < 0.0 {
            return Err(Refusal::TargetDateNotAfterReading);
        }
        let value = match self.path {
            _ if years == 0.0 => self.from.value,
            Path::Straight { to, on } if date >= on => to,
            Path::Straight { .. } => self.from.value + self.pace * years,
            Path::OnScale { scale, from, .. } => scale.inverse(from.z + self.pace * years),
        };
        let mut remarks = vec![Refusal::ScenarioNotForecast];
        if self.moved {
            remarks.push(Refusal::BoundaryMoved);
        }
        Ok(Estimate { left_out: self.left_out, remarks, ..Estimate::exact(value, self.n, self.method)? })
    }

    /// How the value at a date comes about, line by line, with the numbers put in; it ends in what must be said beside it.
    ///
    /// Errors: those of [`Scenario::at`].
    ///
    /// ```
    /// use jiff::civil::date;
    /// use milepost::{language::Language, statistics::*};
    /// let series = Series::new(vec![Reading { date: date(2024, 1, 1), value: 65.0 }])?;
    /// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
    /// let path = required_pace(&series, &Declared::on(Scale::Identity), &target)?;
    /// let lines = path.workings(date(2026, 1, 1))?;
    /// assert_eq!(
    ///     lines[3].line(Language::En),
    ///     "b = (y* − y_n) / (t* − t_n) = (95 − 65) / 4 = 7.5  (change per year needed)"
    /// );
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn workings(&self, date: Date) -> Result<Vec<Working>, Refusal> {
        let value = self.at(date)?;
        let latest = Working::of("y_n").gives(self.from.value);
        let latest = latest.saying(Key::of("working-latest-reading"), [("day", self.from.date.into())]);
        let mut lines = vec![self.named(), latest];
        match self.path {
            _ if date == self.from.date => {}
            Path::Straight { to, on } => lines.extend(self.straight(to, on, date, value.value)),
            Path::OnScale { scale, from, seen } => lines.extend(self.on_scale(scale, [from, seen[0], seen[1]], date)),
        }
        lines.extend(value.remarks.into_iter().map(Working::refused));
        lines.retain(|line| line.values().iter().all(|value| value.is_finite()));
        Ok(lines)
    }

    /// Which scenario it is, and toward what.
    fn named(&self) -> Working {
        let method = Shown::Name(self.method.to_string());
        match (self.path, &self.peer) {
            (Path::Straight { to, on }, _) => Working::note(
                Key::of("working-scenario-straight"),
                [("method", method), ("goal", to.into()), ("day", on.into())],
            ),
            (Path::OnScale { .. }, peer) => {
                let peer = Shown::Name(peer.clone().unwrap_or_default());
                Working::note(Key::of("working-scenario-fastest"), [("method", method), ("peer", peer)])
            }
        }
    }

    fn straight(&self, to: f64, on: Date, date: Date, value: f64) -> Vec<Working> {
        let (left, left_years) = span("t* − t_n", self.from.date, on);
        let pace = Working::of("b").formula("(y* − y_n) / (t* − t_n)");
        let pace = pace.with("({} − {}) / {}", [to, self.from.value, left_years]).gives(self.pace);
        let mut lines = vec![left, pace.words(Key::of("working-change-per-year-of-scenario"))];
        if date >= on {
            let met = Working::of("ŷ").formula("y*").gives(value);
            lines.push(met.saying(Key::of("working-scenario-met"), [("day", on.into())]));
        } else {
            let (ahead, years) = span("h", self.from.date, date);
            let there = Working::of("ŷ").formula("y_n + b·h").with("{} + {} × {}", [self.from.value, self.pace, years]);
            lines.extend([ahead, there.gives(value).saying(Key::of("working-scenario-value"), [("day", date.into())])]);
        }
        lines
    }

    fn on_scale(&self, scale: Scale, [from, first, last]: [Place; 3], date: Date) -> Vec<Working> {
        let peer = self.peer.clone().unwrap_or_default();
        let seen = |symbol, of, place: Place| {
            let line = on_scale(symbol, of, scale, place.inside, place.z);
            line.saying(
                Key::of("working-reading-of-peer"),
                [("peer", Shown::Name(peer.clone())), ("day", place.reading.date.into())],
            )
        };
        let (apart, apart_years) = span("u_2 − u_1", first.reading.date, last.reading.date);
        let pace = Working::of("b").formula("(z_2 − z_1) / (u_2 − u_1)");
        let pace = pace.with("({} − {}) / {}", [last.z, first.z, apart_years]).gives(self.pace);
        let (ahead, years) = span("h", self.from.date, date);
        let there = from.z + self.pace * years;
        let on = Working::of("z").formula("g(y_n) + b·h").with("{} + {} × {}", [from.z, self.pace, years]);
        let (text, shown) = inverse(scale, there);
        let back = Working::of("ŷ").formula("g⁻¹(z)").numbers(text, shown).gives(scale.inverse(there));
        vec![
            formula(scale),
            seen("z_1", "g(x_1)", first),
            seen("z_2", "g(x_2)", last),
            apart,
            pace.words(Key::of("working-change-per-year-on-the-scale-the")),
            on_scale("z_n", "g(y_n)", scale, from.inside, from.z),
            ahead,
            on.gives(there).words(Key::of("working-place-on-the-scale")),
            back.saying(Key::of("working-scenario-value"), [("day", date.into())]),
        ]
    }
}

/// The years from one day to another as a line, and their number.
fn span(symbol: &'static str, from: Date, to: Date) -> (Working, f64) {
    let years = years_between(from, to);
    let line = Working::of(symbol).with("{} / {}", [days_between(from, to) as f64, 365.25]).gives(years);
    (line.saying(Key::of("working-years-between"), [("from", from.into()), ("to", to.into())]), years)
}
