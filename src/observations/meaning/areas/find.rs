//! Finding the one area that a text can mean.

use super::name::AreaName;
use super::near::distance;
use super::{Areas, Found, FoundBy, Known};
use crate::observations::meaning::missing::{Missing, Reading};
use crate::observations::meaning::trouble::{Code, Trouble};
use crate::observations::meaning::words::fold;
use jiff::civil::Date;

impl Areas {
    pub(super) fn find(&self, text: &str, on: Option<Date>) -> Known {
        if let Some(missing) = Missing::read(text) {
            return Ok(Reading::Missing(missing));
        }
        let trouble = |code| Trouble::new(code, text);
        let folded = fold(text);
        if let Some((place, code)) = self.aliases.get(&folded) {
            let entries = &self.by_code[code];
            let present = entries.iter().find(|i| !self.entries[**i].is_former());
            let area = present.copied().unwrap_or_else(|| self.successor(entries[0]));
            return Ok(Reading::Value(Found { area, how: FoundBy::Alias(*place) }));
        }
        if folded.len() > 200 {
            return Err(trouble(Code::NotArea));
        }
        // A workbook that takes a code for a number drops its leading nought.
        let code = folded.to_uppercase();
        let by_code = self.by_code.get(&code).or_else(|| self.by_code.get(&format!("0{code}")));
        if let Some(entries) = by_code {
            return self.one(entries, on, true, false, text, FoundBy::Code);
        }
        let only = match folded.as_str() {
            "toàn tỉnh" | "cả tỉnh" => Some("province"),
            "cả nước" | "toàn quốc" => Some("country"),
            _ => None,
        };
        if let Some(kind) = only {
            let of_kind = self.entries.iter().enumerate().filter(|(_, e)| e.kind == kind && !e.is_former());
            let of_kind: Vec<usize> = of_kind.map(|(i, _)| i).collect();
            return self.one(&of_kind, on, true, false, text, FoundBy::Name);
        }
        let name = AreaName::read(folded.strip_prefix("toàn ").unwrap_or(&folded));
        let entries = match name.kind {
            Some(_) => self.by_full_name.get(&name.full()),
            None => self.by_short_name.get(&name.bare),
        };
        let entries = entries.ok_or_else(|| self.near(text, &name))?;
        let (entries, in_district) = self.within(entries, &name.within).map_err(trouble)?;
        self.one(&entries, on, name.kind.is_some(), in_district, text, FoundBy::Name)
    }

    /// Those of the entries that lie in the named places, and whether a former district was named.
    fn within(&self, entries: &[usize], places: &[AreaName]) -> Result<(Vec<usize>, bool), Code> {
        let (mut left, mut in_district) = (entries.to_vec(), false);
        for place in places {
            let higher = match place.kind {
                Some(_) => self.by_full_name.get(&place.full()),
                None => self.by_short_name.get(&place.bare),
            };
            let key = if place.kind.is_some() { place.full() } else { place.bare.clone() };
            let districts = self.districts.get(&key);
            if higher.is_none() && districts.is_none() {
                return Err(Code::NotArea);
            }
            let district = |i: &usize| districts.is_some_and(|names| self.districts_of(*i).any(|d| names.contains(d)));
            let parent = |i: &usize| higher.is_some_and(|above| above.iter().any(|a| self.lies_in(*i, *a)));
            in_district |= districts.is_some() && left.iter().any(district);
            left.retain(|i| district(i) || parent(i));
        }
        if left.is_empty() { Err(Code::AreaElsewhere) } else { Ok((left, in_district)) }
    }

    /// The district of a former area, or the districts whose communes a present one was made of.
    fn districts_of(&self, entry: usize) -> impl Iterator<Item = &String> {
        let code = &self.entries[entry].code;
        let present = !self.entries[entry].is_former();
        let made_of = self.entries.iter().filter(move |e| present && e.successor.as_ref() == Some(code));
        made_of.chain([&self.entries[entry]]).filter_map(|e| e.district.as_ref())
    }

    fn lies_in(&self, entry: usize, above: usize) -> bool {
        let mut parent = self.entries[self.successor(entry)].parent.as_ref();
        // No chain of areas is longer than country, province, district, commune; a circle in the list ends here.
        for _ in 0..8 {
            match parent {
                Some(code) if *code == self.entries[above].code => return true,
                Some(code) => parent = self.by_code.get(code).and_then(|i| self.entries[i[0]].parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// The present area that an entry has become; itself where it has not gone into another.
    fn successor(&self, entry: usize) -> usize {
        let mut at = entry;
        for _ in 0..8 {
            let Some(code) = &self.entries[at].successor else { break };
            let heirs = &self.by_code[code];
            let present = heirs.iter().find(|i| !self.entries[**i].is_former());
            match present.or(heirs.iter().find(|i| **i != at)) {
                Some(next) => at = *next,
                None => break,
            }
        }
        at
    }

    /// Chooses among entries of one name or code, or says that there is no choosing.
    fn one(
        &self,
        entries: &[usize],
        on: Option<Date>,
        full: bool,
        in_district: bool,
        text: &str,
        by: FoundBy,
    ) -> Known {
        let mut left = entries.to_vec();
        // A short name says too little for the day to decide what the writer meant.
        if let Some(on) = on.filter(|_| full) {
            let existed: Vec<usize> = left.iter().copied().filter(|i| self.entries[*i].existed(on)).collect();
            left = if existed.is_empty() { left } else { existed };
        }
        let mut areas: Vec<usize> = left.iter().map(|i| self.successor(*i)).collect();
        areas.sort_unstable();
        areas.dedup();
        let [area] = areas[..] else {
            return Err(match areas.len() {
                0 => Trouble::new(Code::NotArea, text),
                _ => Trouble::new(Code::AmbiguousArea, text).suggest(self.list(&left)),
            });
        };
        let existed = |i: &&usize| on.is_none_or(|on| self.entries[**i].existed(on));
        let present =
            left.iter().find(|i| !self.entries[**i].is_former() && !in_district && (left.len() == 1 || existed(i)));
        let former: Vec<usize> = left.iter().copied().filter(|i| self.entries[*i].is_former()).collect();
        let how = match (present, &former[..]) {
            (Some(_), _) | (None, []) => by,
            // An area that ceased without a successor, in figures of a day when there still was one.
            (None, [one]) if *one == area && on.is_some_and(|on| self.entries[*one].existed(on)) => by,
            (None, [one, others @ ..]) => FoundBy::Former { entry: *one, shared: !others.is_empty() },
        };
        Ok(Reading::Value(Found { area, how }))
    }

    fn near(&self, text: &str, name: &AreaName) -> Trouble {
        if name.bare.is_empty() || name.is_district() {
            return Trouble::new(Code::NotArea, text);
        }
        let near = |short: &String| distance(&name.bare, short).map(|d| if *short == name.bare { 0 } else { d + 1 });
        let best = self.by_short_name.keys().filter_map(near).min();
        let nearest = self.by_short_name.iter().filter(|(short, _)| best.is_some() && near(short) == best);
        let mut entries: Vec<usize> = nearest.flat_map(|(_, entries)| entries).copied().collect();
        entries.sort_unstable();
        match entries.is_empty() {
            true => Trouble::new(Code::NotArea, text),
            false => Trouble::new(Code::NearArea, text).suggest(self.list(&entries)),
        }
    }

    /// At most six names, each once, a former one with its district.
    fn list(&self, entries: &[usize]) -> String {
        let mut names: Vec<String> = Vec::new();
        for entry in entries.iter().map(|i| &self.entries[*i]) {
            let present = names.contains(&entry.name);
            let name = match &entry.district {
                Some(district) if !present => format!("{}, {district}", entry.name),
                _ => entry.name.clone(),
            };
            let again = present
                || entry.district.is_some()
                    && entries.iter().any(|i| !self.entries[*i].is_former() && self.entries[*i].name == entry.name);
            if !again && !names.contains(&name) {
                names.push(name);
            }
        }
        names.truncate(6);
        names.join(" | ")
    }
}
