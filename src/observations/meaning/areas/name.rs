//! The written name of an area, taken apart: type, name, and the places it is said to lie in.

/// Types of areas with the ways they are shortened; longer ones first.
const TYPES: [(&str, &[&str]); 8] = [
    ("thành phố", &["thành phố", "tp."]),
    ("thị trấn", &["thị trấn", "tt."]),
    ("thị xã", &["thị xã", "tx."]),
    ("đặc khu", &["đặc khu", "đk."]),
    ("phường", &["phường", "p."]),
    ("huyện", &["huyện", "h."]),
    ("tỉnh", &["tỉnh", "t."]),
    ("xã", &["xã", "x."]),
];
/// Shortened without a dot; a single letter needs the space after it.
const BARE_TYPES: [(&str, &str); 6] =
    [("tp ", "thành phố"), ("tt ", "thị trấn"), ("tx ", "thị xã"), ("p ", "phường"), ("x ", "xã"), ("h ", "huyện")];
/// The people's committee of an area stands for the area.
const OFFICES: [&str; 3] = ["ủy ban nhân dân", "ubnd", "u.b.n.d"];

/// A folded name: `p. an hòa, tp bình minh` is of type `phường`, named `an hòa`, within `thành phố bình minh`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AreaName {
    pub(super) kind: Option<&'static str>,
    pub(super) bare: String,
    pub(super) within: Vec<AreaName>,
}

impl AreaName {
    /// Takes a folded text apart at commas, parentheses, hyphens and words of a higher type.
    pub(super) fn read(folded: &str) -> AreaName {
        let text = without_office(without_bullet(folded));
        let mut parts = parts(text).into_iter();
        let (kind, bare) = typed(parts.next().unwrap_or(""));
        let within = parts.map(|part| {
            let (kind, bare) = typed(part);
            AreaName { kind, bare: bare.to_owned(), within: Vec::new() }
        });
        AreaName { kind, bare: bare.to_owned(), within: within.collect() }
    }

    /// The name with its type in full.
    pub(super) fn full(&self) -> String {
        match self.kind {
            Some(kind) => format!("{kind} {}", self.bare),
            None => self.bare.clone(),
        }
    }

    /// Districts are no areas since 2025, and so no row of a district may become that of a commune.
    pub(super) fn is_district(&self) -> bool {
        matches!(self.kind, Some("huyện" | "thị xã"))
    }
}

fn typed(text: &str) -> (Option<&'static str>, &str) {
    let text = text.trim();
    for (kind, spellings) in TYPES {
        for spelling in spellings {
            if let Some(rest) = text.strip_prefix(spelling)
                && (spelling.ends_with('.') || rest.starts_with(' '))
            {
                return (Some(kind), rest.trim_start());
            }
        }
    }
    let bare = BARE_TYPES.iter().find_map(|(short, kind)| Some((*kind, text.strip_prefix(short)?)));
    bare.map_or((None, text), |(kind, rest)| (Some(kind), rest.trim_start()))
}

fn without_office(text: &str) -> &str {
    OFFICES.iter().find_map(|office| text.strip_prefix(office)?.strip_prefix(' ')).unwrap_or(text).trim_start()
}

/// List marks before a name: `1. `, `12) `, `- `, `+ `.
fn without_bullet(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=3).contains(&(text.len() - rest.len()));
    let rest = if numbered { rest.strip_prefix(['.', ')']) } else { text.strip_prefix(['-', '+', '*', '•', '–']) };
    rest.and_then(|rest| rest.strip_prefix(' ')).unwrap_or(text).trim_start()
}

fn parts(text: &str) -> Vec<&str> {
    let marked = text.split([',', '(', ')', ';']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    marked.flat_map(at_higher_types).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// `xã tân phú huyện bình minh` has no comma, but a second type.
fn at_higher_types(text: &str) -> Vec<&str> {
    let higher = [" huyện ", " h. ", " thị xã ", " tx. ", " thành phố ", " tp. ", " tp ", " tỉnh "];
    let mut cuts: Vec<usize> = higher.iter().filter_map(|word| text.find(word)).filter(|at| *at > 0).collect();
    cuts.sort_unstable();
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for cut in cuts {
        parts.push(&text[from..cut]);
        from = cut;
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        let name = AreaName::read(text);
        let within: Vec<String> = name.within.iter().map(AreaName::full).collect();
        format!("{} | {} | {}", name.kind.unwrap_or(""), name.bare, within.join(", "))
    }

    #[test]
    fn takes_names_apart() {
        let cases = [
            ("", " |  | "),
            (",", " |  | "),
            ("tô hiệu", " | tô hiệu | "),
            ("p.tô hiệu", "phường | tô hiệu | "),
            ("p tô hiệu", "phường | tô hiệu | "),
            ("x. mường la", "xã | mường la | "),
            ("phố", " | phố | "),
            ("1. xã mường la", "xã | mường la | "),
            ("- xã mường la", "xã | mường la | "),
            ("ubnd xã mường la", "xã | mường la | "),
            ("xã chiềng ngần, thành phố sơn la", "xã | chiềng ngần | thành phố sơn la"),
            ("xã chiềng chung (h. mai sơn)", "xã | chiềng chung | huyện mai sơn"),
            ("xã chiềng chung huyện mai sơn tỉnh sơn la", "xã | chiềng chung | huyện mai sơn, tỉnh sơn la"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text), expected, "{text:?}");
        }
    }
}
