//! How is one area of a ranking drawn and judged? Bands of chance, a sign by what they say, and the same in words.

use super::{Columns, Ranking, RankingRow};
use crate::charts::marks::Sign;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::Frame;
use crate::charts::scale::Axis;
use crate::charts::theme::{BANDS, BODY, FALLS, NOW, QUIET, SMALL, TEXT};
use crate::charts::{text, words};
use crate::error::{Error, Result};
use crate::language::{Language, decimal};

/// Room for names, and the least of it.
const NAME_ROOM: f64 = 220.0;
const NAME_LEAST: f64 = 150.0;
const THICK: f64 = 16.0;

/// Room for names on this page.
pub(super) fn name_room(page: &Page) -> f64 {
    page.share(NAME_ROOM).max(NAME_LEAST)
}

/// What the limits say of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    FarAbove,
    Above,
    Inside,
    Below,
    FarBelow,
    NoLimits,
    NoFigure,
}

impl Verdict {
    pub const ALL: [Verdict; 7] = {
        use Verdict::*;
        [FarAbove, Above, Inside, Below, FarBelow, NoLimits, NoFigure]
    };

    pub fn is_judged(self) -> bool {
        !matches!(self, Verdict::NoLimits | Verdict::NoFigure)
    }

    pub fn words(self, language: Language) -> &'static str {
        match self {
            Verdict::FarAbove => words::ABOVE_998,
            Verdict::Above => words::ABOVE_95,
            Verdict::Inside => words::INSIDE,
            Verdict::Below => words::BELOW_95,
            Verdict::FarBelow => words::BELOW_998,
            Verdict::NoLimits => words::NO_LIMITS,
            Verdict::NoFigure => words::NO_READING,
        }
        .get(language)
    }

    /// What the sign means; `None` where there is no sign.
    pub fn legend(self, language: Language) -> Option<&'static str> {
        match self {
            Verdict::Inside => Some(words::INSIDE_MEANS.get(language)),
            Verdict::NoFigure => None,
            _ => Some(self.words(language)),
        }
    }

    pub fn sign(self) -> Sign {
        match self {
            Verdict::FarAbove => Sign::Triangle { up: true, full: true, ink: NOW },
            Verdict::Above => Sign::Triangle { up: true, full: false, ink: NOW },
            Verdict::Below => Sign::Triangle { up: false, full: false, ink: FALLS },
            Verdict::FarBelow => Sign::Triangle { up: false, full: true, ink: FALLS },
            Verdict::Inside => Sign::Dot,
            Verdict::NoLimits | Verdict::NoFigure => Sign::Outcome,
        }
    }
}

impl RankingRow {
    /// Everything that the axis must hold.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> + use<> {
        let limits = [self.limits_95, self.limits_998].into_iter().flatten();
        self.value.into_iter().chain(limits.flat_map(|(low, high)| [low, high]))
    }

    pub(super) fn check_limits(&self, has_whole: bool) -> Result<()> {
        let wrong = |found: String, expected: &str| {
            let what = format!("the chart `ranking` cannot draw the limits of `{}`", self.name);
            Err(Error::data(what).found(found).expected(expected))
        };
        let limits = [self.limits_95, self.limits_998];
        if let Some((low, high)) = limits.into_iter().flatten().find(|(low, high)| low > high) {
            return wrong(format!("{low} to {high}"), "a lower limit not above the upper one");
        }
        if let [Some(inner), Some(outer)] = limits
            && (outer.0 > inner.0 || outer.1 < inner.1)
        {
            let found = format!("99.8%: {} to {}; 95%: {} to {}", outer.0, outer.1, inner.0, inner.1);
            return wrong(found, "limits of 99.8% around those of 95%");
        }
        if !has_whole && limits.into_iter().flatten().next().is_some() {
            return wrong("limits without the figure of the whole".into(), "the figure that the limits lie around");
        }
        Ok(())
    }

    pub(super) fn verdict(&self) -> Verdict {
        let Some(value) = self.value else { return Verdict::NoFigure };
        let side =
            |limits: Option<(f64, f64)>| limits.map(|(low, high)| i8::from(value > high) - i8::from(value < low));
        match (side(self.limits_998), side(self.limits_95)) {
            (Some(1), _) => Verdict::FarAbove,
            (Some(-1), _) => Verdict::FarBelow,
            (_, Some(1)) => Verdict::Above,
            (_, Some(-1)) => Verdict::Below,
            (_, Some(_)) => Verdict::Inside,
            // Within limits of 99.8% alone an area may still lie outside those of 95%.
            (_, None) => Verdict::NoLimits,
        }
    }

    /// How many cases, where known.
    pub(super) fn cases(&self, language: Language) -> Option<String> {
        self.denominator.map(|n| decimal(n, usize::from(n.fract() != 0.0), language))
    }

    /// The words beside it: none where no area of the chart has limits and this one has a figure.
    pub(super) fn told(&self, ranking: &Ranking, language: Language) -> &'static str {
        let verdict = self.verdict();
        if ranking.has_limits() || verdict == Verdict::NoFigure { verdict.words(language) } else { "" }
    }

    fn height(&self, page: &Page) -> f64 {
        (text::wrap(&self.name, BODY, name_room(page)).len() as f64 * BODY.line() + 4.0).max(24.0)
    }

    /// The bands of chance behind the row; gives back where the next one starts.
    pub(super) fn draw_bands(&self, page: &mut Page, top: f64, axis: &Axis) -> f64 {
        let middle = top + self.height(page) / 2.0;
        let bands = [(self.limits_998, BANDS[1]), (self.limits_95, BANDS[3])];
        // Nothing is held against the limits where there is no figure.
        for (limits, ink) in bands.into_iter().filter(|_| self.value.is_some()) {
            if let Some((low, high)) = limits {
                page.block(Frame::new(axis.at(low), middle - THICK / 2.0, axis.at(high), middle + THICK / 2.0), ink);
            }
        }
        top + self.height(page)
    }

    /// Everything but the bands; gives back where the next one starts.
    pub(super) fn draw(
        &self,
        page: &mut Page,
        top: f64,
        ranking: &Ranking,
        columns: &Columns,
        language: Language,
    ) -> f64 {
        let name = text::wrap(&self.name, BODY, name_room(page));
        let height = self.height(page);
        let (middle, verdict) = (top + height / 2.0, self.verdict());
        page.lines(page.left, middle - name.len() as f64 * BODY.line() / 2.0, Anchor::Start, &name, BODY);
        if let Some(value) = self.value {
            let sign = if ranking.has_limits() { verdict.sign() } else { Sign::Latest };
            sign.draw(page, (columns.axis.at(value), middle));
            let said = ranking.figure(value, language);
            page.words(columns.value, middle + 5.0, Anchor::End, &said, BODY.bold());
        }
        if let Some(cases) = self.cases(language) {
            page.words(columns.cases, middle + 5.0, Anchor::End, &cases, SMALL);
        }
        let style = match verdict {
            Verdict::Inside | Verdict::NoLimits | Verdict::NoFigure => SMALL.ink(QUIET),
            Verdict::Above | Verdict::FarAbove => SMALL.bold().ink(NOW),
            Verdict::Below | Verdict::FarBelow => SMALL.bold().ink(FALLS),
        };
        let style = if verdict == Verdict::NoFigure { style.ink(TEXT) } else { style };
        if columns.worded {
            page.words(columns.verdict, middle + 5.0, Anchor::Start, self.told(ranking, language), style);
        } else if self.value.is_none() {
            // Where there is no room beside the figures, it stands in the place of the missing one.
            page.words(columns.value, middle + 5.0, Anchor::End, words::NO_READING.get(language), style);
        }
        top + height
    }

    pub(super) fn describe(&self, ranking: &Ranking, language: Language) -> String {
        let Some(value) = self.value else {
            return format!("{}: {}", self.name, words::NO_READING.get(language).to_lowercase());
        };
        let cases = self.cases(language).map(|n| format!(" (n\u{a0}=\u{a0}{n})")).unwrap_or_default();
        let mut told = format!("{}: {}{cases}", self.name, ranking.figure(value, language));
        if ranking.has_limits() {
            told.push_str(&format!("; {}", self.verdict().words(language).to_lowercase()));
        }
        if let Some((low, high)) = self.limits_95 {
            let at = |limit: f64| ranking.figure(limit, language);
            told.push_str(&format!(" ({}\u{a0}– {})", at(low), at(high)));
        }
        told
    }
}
