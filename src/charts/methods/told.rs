//! What do the panels say in words? Of each method its median and intervals for the last day, or why it refuses.

use super::draw::in_order;
use super::{MethodPanel, Methods};
use crate::charts::figure::{figure, level, number};
use crate::charts::words::{self, Word};
use crate::charts::{FanPoint, Reading};
use crate::language::{Language, date};

impl Methods {
    /// The forecast for the last day, the narrowest interval first, with what really happened on that day:
    /// `31/12/2035: 61,2% (80%: 50,1 – 70,3%; 95%: 41 – 80%); thực tế: 63%`.
    pub(super) fn forecast(&self, panel: &MethodPanel, language: Language) -> Option<String> {
        let last = panel.fan.iter().map(|point| point.date).max()?;
        let mut points: Vec<&FanPoint> = panel.fan.iter().filter(|point| point.date == last).collect();
        points.sort_by(|a, b| a.level.total_cmp(&b.level));
        let bare = |value: f64| number(value, &self.unit, &[], language);
        let share = self.unit.starts_with('%');
        let interval = |point: &&FanPoint| {
            let upper = if share { format!("{}%", bare(point.upper)) } else { bare(point.upper) };
            let shown = format!("{}: {} – {upper}", level(point.level, language), bare(point.lower));
            shown.replace(' ', "\u{a0}")
        };
        let intervals: Vec<String> = points.iter().map(interval).collect();
        let middle = self.figure(points.first()?.value, language);
        let outcome = panel.outcomes.iter().find(|outcome| outcome.0 == last);
        let outcome = outcome.map_or_else(String::new, |(_, value)| {
            let fact = format!("{}: {}", words::IN_FACT.get(language), self.figure(*value, language));
            format!("; {}", fact.replace(' ', "\u{a0}"))
        });
        Some(format!("{}: {middle} ({}){outcome}", date(last, language), intervals.join("; ")))
    }

    /// The whole chart: what all panels share once, then each panel.
    pub(super) fn told(&self, language: Language) -> Vec<String> {
        let (readings, outcomes) = (self.shared(|panel| &panel.readings), self.shared(|panel| &panel.outcomes));
        let list = |word: Word, all: &[Reading]| {
            let one = |(day, value): &Reading| format!("{}: {}", date(*day, language), self.figure(*value, language));
            let all: Vec<String> = in_order(all).iter().map(one).collect();
            (!all.is_empty()).then(|| format!("{}: {}", word.get(language), all.join("; ")))
        };
        let mut told = vec![self.name.clone()];
        told.extend(readings.and_then(|all| list(words::READINGS_USED, all)));
        told.extend(outcomes.and_then(|all| list(words::OUTCOME, all)));
        for panel in &self.together() {
            let why = panel.refusal.as_deref().unwrap_or_default();
            told.push(match self.forecast(panel, language) {
                Some(forecast) => format!("{} – {} {forecast}", panel.title, words::MEDIAN.get(language)),
                None if why.is_empty() => format!("{} – {}", panel.title, panel.nothing(language)),
                None => format!("{} – {}: {why}", panel.title, panel.nothing(language)),
            });
            if !panel.fan.is_empty() && !why.is_empty() {
                told.push(why.to_owned());
            }
            if readings.is_none() {
                told.extend(list(words::READINGS_USED, &panel.readings));
            }
            if outcomes.is_none() {
                told.extend(list(words::OUTCOME, &panel.outcomes));
            }
        }
        told
    }

    /// The readings of all panels, where they are the same.
    fn shared(&self, of: fn(&MethodPanel) -> &Vec<Reading>) -> Option<&[Reading]> {
        let first = self.panels.first().map(of)?;
        self.panels.iter().all(|panel| in_order(of(panel)) == in_order(first)).then_some(first)
    }

    pub(super) fn figure(&self, value: f64, language: Language) -> String {
        figure(value, &self.unit, &[], language)
    }
}

impl MethodPanel {
    /// What stands where a forecast would.
    pub(super) fn nothing(&self, language: Language) -> &'static str {
        let word = if self.readings.is_empty() { words::NO_READING } else { words::NO_FORECAST };
        word.get(language)
    }
}
