//! The models by name: what may be asked for, from how many readings on, and what each does in a sentence.

use super::{Analogs, DampedHolt, GrowthCurve, Model, Naive, Ols, RwDrift, TheilSen, Theta};
use crate::language::{Key, Language};
use crate::statistics::{Method, Refusal};

/// A model that may be asked for by name.
pub struct Offered {
    /// The model; its name stands in its method.
    pub model: &'static dyn Model,
    what: Key,
}

impl Offered {
    /// The name by which it is asked for.
    pub fn name(&self) -> &'static str {
        self.model.method().name
    }

    /// What it does, in a sentence.
    pub fn description(&self, language: Language) -> &'static str {
        self.what.told(language)
    }
}

/// Every model, the default first.
pub const MODELS: &[Offered] = &[
    Offered { model: &RwDrift, what: Key::of("model-rw-drift") },
    Offered { model: &Naive, what: Key::of("model-naive") },
    Offered { model: &Ols, what: Key::of("model-ols") },
    Offered { model: &TheilSen, what: Key::of("model-theil-sen") },
    Offered { model: &Theta, what: Key::of("model-theta") },
    Offered { model: &DampedHolt, what: Key::of("model-damped-holt") },
    Offered { model: &GrowthCurve::LOGISTIC, what: Key::of("model-logistic") },
    Offered { model: &GrowthCurve::GOMPERTZ, what: Key::of("model-gompertz") },
    Offered { model: &GrowthCurve::BASS, what: Key::of("model-bass") },
];

/// The model of this name. Errors: [`Refusal::UnknownMethod`].
///
/// ```
/// use milepost::statistics::{Refusal, by_name};
/// assert_eq!(by_name("theta")?.least(), 6);
/// assert_eq!(by_name("prophet").err(), Some(Refusal::UnknownMethod));
/// # Ok::<(), Refusal>(())
/// ```
pub fn by_name(name: &str) -> Result<&'static dyn Model, Refusal> {
    MODELS.iter().find(|offered| offered.name() == name).map(|offered| offered.model).ok_or(Refusal::UnknownMethod)
}

/// What may be asked for by name in a project: every model, and projection by each of its reference classes.
///
/// ```
/// use milepost::statistics::{Models, Refusal};
/// let models = Models::default();
/// assert_eq!(models.by_name("rw-drift")?.least(), 3);
/// assert_eq!(models.by_name("analogs(internet-use)").err(), Some(Refusal::UnknownClass));
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Models {
    classes: Vec<Analogs>,
}

impl Models {
    /// Every model, and these classes.
    pub fn with(classes: Vec<Analogs>) -> Models {
        Models { classes }
    }

    /// The model of this name: `rw-drift`, `analogs(internet-use)`; the version may stand behind it, as results print it.
    ///
    /// Errors: [`Refusal::UnknownMethod`]; [`Refusal::UnknownClass`] for a class that the project does not have.
    pub fn by_name(&self, name: &str) -> Result<&dyn Model, Refusal> {
        let asked = name;
        let (name, version) = name.split_once('/').map_or((name, None), |(name, version)| (name, Some(version)));
        // A version is asked for by its own number, or not at all.
        let meant = |method: Method| version.is_none() || method.to_string() == asked;
        if let Ok(model) = by_name(name) {
            return if meant(model.method()) { Ok(model) } else { Err(Refusal::UnknownMethod) };
        }
        match self.classes.iter().find(|class| class.method().name == name) {
            Some(class) if meant(class.method()) => Ok(class),
            Some(_) => Err(Refusal::UnknownMethod),
            None if name.starts_with("analogs(") && name.ends_with(')') => Err(Refusal::UnknownClass),
            None => Err(Refusal::UnknownMethod),
        }
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        MODELS.iter().map(Offered::name).chain(self.classes.iter().map(|class| class.method().name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_descriptions_are_sentences() {
        let names: HashSet<_> = MODELS.iter().map(Offered::name).collect();
        assert_eq!(names.len(), MODELS.len());
        assert_eq!(MODELS[0].name(), "rw-drift");
        for offered in MODELS {
            for language in [Language::Vi, Language::En] {
                let sentence = offered.description(language);
                assert!(sentence.ends_with('.'), "{sentence}");
                assert_eq!(crate::language::nfc(sentence), sentence);
            }
        }
        for unknown in ["", "RW-DRIFT", " naive"] {
            assert_eq!(by_name(unknown).err(), Some(Refusal::UnknownMethod));
        }
    }
}
