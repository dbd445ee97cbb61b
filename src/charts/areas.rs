//! What can be said of many areas at once? The highest, the lowest, and how many have no figure.

use super::figure::figure;
use super::words;
use crate::language::Language;

/// How many of all areas have no figure: `Chưa có số liệu: 3/75`; nothing where all have one.
pub(super) fn missing<'a>(
    areas: impl Iterator<Item = (&'a str, Option<f64>)> + Clone,
    language: Language,
) -> Option<String> {
    let missing = areas.clone().filter(|area| area.1.is_none()).count();
    (missing > 0).then(|| format!("{}: {missing}/{}", words::NO_READING.get(language), areas.count()))
}

/// The highest and the lowest with the names of all that share them (up to three), and how many have no figure.
pub(super) fn told<'a>(
    areas: impl Iterator<Item = (&'a str, Option<f64>)> + Clone,
    unit: &str,
    language: Language,
) -> Vec<String> {
    let known: Vec<(&str, f64)> = areas.clone().filter_map(|(name, value)| Some((name, value?))).collect();
    let end = |word: words::Word, value: f64| {
        let names: Vec<&str> = known.iter().filter(|area| area.1 == value).map(|area| area.0).collect();
        let more = if names.len() > 3 { format!(", … ({})", names.len()) } else { String::new() };
        let names = names.into_iter().take(3).collect::<Vec<_>>().join(", ");
        format!("{}: {} – {names}{more}", word.get(language), figure(value, unit, &[], language))
    };
    let highest = known.iter().map(|area| area.1).max_by(f64::total_cmp).map(|value| end(words::HIGHEST, value));
    let lowest = known.iter().map(|area| area.1).min_by(f64::total_cmp).map(|value| end(words::LOWEST, value));
    [highest, lowest, missing(areas, language)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_named_and_missing_is_counted() {
        let areas = [("a", Some(3.0)), ("b", None), ("c", Some(1.0)), ("d", Some(3.0))];
        let told = told(areas.into_iter(), "%", Language::Vi);
        assert_eq!(told, ["Cao nhất: 3% – a, d", "Thấp nhất: 1% – c", "Chưa có số liệu: 1/4"]);
        assert_eq!(missing([("a", Some(0.0))].into_iter(), Language::En), None);
    }
}
