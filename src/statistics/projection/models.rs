//! The models by name: what may be asked for, from how many readings on, and what each does in a sentence.

use super::{Analogs, DampedHolt, GrowthCurve, Model, Naive, Ols, RwDrift, TheilSen, Theta};
use crate::language::Language;
use crate::statistics::{Method, Refusal};

/// A model that may be asked for by name.
pub struct Offered {
    /// The model; its name stands in its method.
    pub model: &'static dyn Model,
    vi: &'static str,
    en: &'static str,
}

impl Offered {
    /// The name by which it is asked for.
    pub fn name(&self) -> &'static str {
        self.model.method().name
    }

    /// What it does, in a sentence.
    pub fn description(&self, language: Language) -> &'static str {
        language.pick(self.vi, self.en)
    }
}

/// Every model, the default first.
pub const MODELS: &[Offered] = &[
    Offered {
        model: &RwDrift,
        vi: "Bước ngẫu nhiên có xu thế: đi tiếp với tốc độ trung bình đã thấy; phương pháp mặc định.",
        en: "Random walk with drift: goes on at the mean pace seen so far; the default.",
    },
    Offered {
        model: &Naive,
        vi: "Giữ nguyên giá trị mới nhất; mốc mà mọi phương pháp khác phải vượt qua.",
        en: "The latest value stays; the baseline every other method must beat.",
    },
    Offered {
        model: &Ols,
        vi: "Đường thẳng bình phương nhỏ nhất qua mọi kỳ số liệu.",
        en: "The least-squares straight line through all readings.",
    },
    Offered {
        model: &TheilSen,
        vi: "Đường thẳng có độ dốc trung vị (Theil-Sen), ít bị một vài số liệu bất thường làm lệch.",
        en: "The straight line with the median slope (Theil-Sen), hardly bent by a few wild readings.",
    },
    Offered {
        model: &Theta,
        vi: "Phương pháp theta: san mũ đơn cộng nửa độ dốc của đường thẳng bình phương nhỏ nhất.",
        en: "Theta: simple exponential smoothing plus half the slope of the least-squares line.",
    },
    Offered {
        model: &DampedHolt,
        vi: "San mũ Holt: mức và xu thế cập nhật theo từng kỳ, xu thế tắt dần.",
        en: "Holt's exponential smoothing: level and trend follow each reading, and the trend dies away.",
    },
    Offered {
        model: &GrowthCurve::LOGISTIC,
        vi: "Đường cong logistic: hình chữ S đối xứng, tiến tới mức trần.",
        en: "The logistic curve: a symmetric S that levels off at a ceiling.",
    },
    Offered {
        model: &GrowthCurve::GOMPERTZ,
        vi: "Đường cong Gompertz: hình chữ S tăng sớm, chậm dần khi tới gần mức trần.",
        en: "The Gompertz curve: an S that rises early and slows down long before its ceiling.",
    },
    Offered {
        model: &GrowthCurve::BASS,
        vi: "Đường cong khuếch tán Bass: người dùng mới đến do tự đổi mới và do bắt chước người đi trước.",
        en: "The Bass diffusion curve: newcomers innovate by themselves or imitate those before them.",
    },
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
