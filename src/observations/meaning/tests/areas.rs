//! The real lists: every area and former commune is found in every spelling, and no other in its place.

use crate::observations::meaning::*;
use jiff::civil::{Date, date};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const AREAS: &str = include_str!("../../../../datasets/areas/areas.csv");
const FORMER: &str = include_str!("../../../../datasets/areas/former_communes.csv");

fn rows(text: &'static str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn entries() -> Vec<AreaEntry> {
    let day = |text: &str| text.parse::<Date>().ok();
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    let present = rows(AREAS).into_iter().map(|r| AreaEntry {
        code: r[0].clone(),
        name: r[1].clone(),
        short_name: r[2].clone(),
        kind: r[3].clone(),
        valid_from: day(&r[5]),
        valid_to: day(&r[6]),
        successor: None,
        parent: some(&r[4]),
        district: None,
    });
    let former = rows(FORMER).into_iter().map(|r| AreaEntry {
        code: r[0].clone(),
        name: r[1].clone(),
        short_name: String::new(),
        kind: "commune".to_owned(),
        valid_from: None,
        valid_to: day(&r[4]),
        successor: some(&r[3]),
        parent: None,
        district: some(&r[2]),
    });
    present.chain(former).collect()
}

pub(super) fn listed() -> &'static Areas {
    static LISTED: LazyLock<Areas> = LazyLock::new(|| Areas::new(entries(), vec![]).unwrap());
    &LISTED
}

fn says(text: &str, on: Option<Date>) -> String {
    // Twice: found, and remembered.
    let first = listed().read(text, on);
    assert_eq!(first, listed().read(text, on), "{text}");
    match first {
        Ok(Reading::Missing(missing)) => missing.word().to_owned(),
        Ok(Reading::Value(AreaMatch { code, how })) => match how {
            How::Former { name, until } => format!("{code} former {name} until {until}"),
            how => format!("{code} {}", format!("{how:?}").to_lowercase()),
        },
        Err(t) => format!("{} {}", t.code.word(), t.suggestion.unwrap_or_default()).trim().to_owned(),
    }
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(says("", None), "blank");
    assert_eq!(says("-", None), "nil");
    for text in
        ["()", ",", "xã", "xã ", "P.", "UBND", "99999", "0", "Tổng số", "Sở Tư pháp", "Huyện Mường La", "1.", "- ,"]
    {
        assert_eq!(says(text, None), "not-area", "{text:?}");
    }
    assert!(Areas::new(vec![], vec![]).unwrap().read("Toàn tỉnh", None).is_err());
    assert!(Areas::new(vec![], vec![("Tô Hiệu".into(), "03646".into())]).is_err());
}

#[test]
fn every_area_in_every_spelling() {
    for entry in entries().into_iter().filter(|e| !e.is_former()) {
        let (name, code) = (&entry.name, &entry.code);
        let mut texts = vec![
            name.clone(),
            name.to_uppercase(),
            name.to_lowercase(),
            name.nfd().collect(),
            format!(" {name}\u{A0} "),
        ];
        texts.push(name.replace(' ', "  "));
        if let Some(short) = name.strip_prefix("Phường ") {
            texts.extend([
                format!("P. {short}"),
                format!("P.{short}"),
                format!("p {short}"),
                format!("UBND phường {short}"),
            ]);
        }
        if let Some(short) = name.strip_prefix("Xã ") {
            texts.extend([format!("X. {short}"), format!("x.{short}"), format!("1. Xã {short}, tỉnh Sơn La")]);
        }
        if entry.kind == "commune" {
            texts.push(entry.short_name.clone());
        }
        for text in texts {
            assert_eq!(says(&text, None), format!("{code} name"), "{text:?}");
        }
        assert_eq!(says(code, None), format!("{code} code"));
        if let Some(short) = code.strip_prefix('0') {
            assert_eq!(says(short, None), format!("{code} code"));
        }
    }
}

#[test]
fn every_former_commune_leads_to_its_successor() {
    let before = Some(date(2025, 3, 31));
    let entries = entries();
    for entry in entries.iter().filter(|e| e.successor.is_some()) {
        let (successor, district) = (entry.successor.as_ref().unwrap(), entry.district.as_ref().unwrap());
        let expected = format!("{successor} former {} until 2025-06-30", entry.name);
        for text in [format!("{}, {district}", entry.name), format!("{} ({})", entry.name.to_uppercase(), district)] {
            assert_eq!(says(&text, None), expected, "{text}");
            assert_eq!(says(&text, before), expected, "{text}");
        }
        let twins = entries.iter().filter(|e| e.name == entry.name && e.is_former()).count();
        if twins == 1 {
            assert_eq!(says(&entry.name, before), expected);
        }
        assert_eq!(says(&entry.code, before), expected);
    }
}

#[test]
fn close_names_are_never_taken() {
    let cases = [
        ("Chiềng Mung", "04123 name"),
        ("Chiềng Sung", "04108 name"),
        ("Chiềng Sơ", "04195 name"),
        ("Chiềng Sơn", "03985 name"),
        ("Chiềng Khoong", "04204 name"),
        ("Chiềng Khương", "04222 name"),
        ("Mường La", "03808 name"),
        ("Mường Lạn", "04246 name"),
        ("Mường Lầm", "04183 name"),
        ("Chieng Mung", "near-area Xã Chiềng Mung"),
        ("Phường Mường La", "near-area Xã Mường La"),
        ("Mường Lan", "near-area Xã Mường Lạn"),
        ("To Hieu", "near-area Phường Tô Hiệu"),
    ];
    for (text, expected) in cases {
        assert_eq!(says(text, None), expected, "{text}");
    }
    let said = says("Xã Chiềng Xung", None);
    assert!(
        said.starts_with("near-area ") && said.contains("Xã Chiềng Sung") && said.contains("Xã Chiềng Mung"),
        "{said}"
    );
}

#[test]
fn the_same_name_twice() {
    let cases = [
        ("Sơn La", "ambiguous-area Tỉnh Sơn La | Thành phố Sơn La"),
        ("Tỉnh Sơn La", "14 name"),
        ("Toàn tỉnh", "14 name"),
        ("toàn tỉnh Sơn La", "14 name"),
        ("Cả nước", "VN name"),
        ("Xã Chiềng Chung", "ambiguous-area Xã Chiềng Chung, Thị xã Mộc Châu | Xã Chiềng Chung, Huyện Mai Sơn"),
        ("Xã Chiềng Chung, Mai Sơn", "04117 former Xã Chiềng Chung until 2025-06-30"),
        ("Xã Chiềng Chung huyện Mai Sơn", "04117 former Xã Chiềng Chung until 2025-06-30"),
        ("Xã Chiềng Chung (TX. Mộc Châu)", "04000 former Xã Chiềng Chung until 2025-06-30"),
        ("Xã Hát Lót", "04105 former Xã Hát Lót until 2025-06-30"),
        ("Hát Lót", "04105 former Hát Lót until 2025-06-30"),
        ("Xã Chiềng Ngần, thành phố Sơn La", "03679 former Xã Chiềng Ngần until 2025-06-30"),
        ("Xã Chiềng Ngần, huyện Mai Sơn", "area-elsewhere"),
        ("Xã Mường La, huyện Mường La, tỉnh Sơn La", "03808 name"),
        ("Xã Mường La, huyện Sông Mã", "area-elsewhere"),
        ("Xã Mường La, huyện Nam Đàn", "not-area"),
        ("TT. Ít Ong", "03808 former Thị trấn Ít Ong until 2025-06-30"),
        ("Xã Liên Hoà", "04006 former Xã Liên Hòa until 2025-06-30"),
        ("Xã É Tòng", "03763 former Xã é Tòng until 2025-06-30"),
        ("Xã Ðoàn Kết", "04000 name"),
    ];
    for (text, expected) in cases {
        assert_eq!(says(text, None), expected, "{text}");
    }
    assert_eq!(says("Thành phố Sơn La", Some(date(2025, 3, 31))), "116 name");
    assert_eq!(says("Thành phố Sơn La", Some(date(2025, 12, 31))), "116 former Thành phố Sơn La until 2025-06-30");
    assert_eq!(says("Phường Tô Hiệu", Some(date(2025, 12, 31))), "03646 name");
    assert_eq!(says("Phường Tô Hiệu", Some(date(2025, 3, 31))), "03646 former Phường Tô Hiệu until 2025-06-30");
}

#[test]
fn declared_spellings_win() {
    let areas =
        Areas::new(entries(), vec![("Chiềng Chung".into(), "04117".into()), ("TPSL".into(), "03646".into())]).unwrap();
    let found = areas.read("CHIỀNG CHUNG", None).unwrap().value().unwrap();
    assert_eq!((found.code, found.how), ("04117", How::Alias(0)));
    assert_eq!(areas.read("tpsl", None).unwrap().value().unwrap().how, How::Alias(1));
}
