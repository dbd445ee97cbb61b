//! Is a word a Vietnamese syllable? Only to tell encodings apart: text read in a wrong encoding is hardly ever one.
//!
//! A syllable is an onset and a rime with at most one tone; where the rime ends in a stop (c, ch, p, t) the tone is sắc or
//! nặng. The lists follow the orthography, with a few spellings of place names in the highlands (Đăk, Krông). A syllable that
//! is missing here makes detection less sure, never wrong: what is not clear is refused.

use unicode_normalization::char::{compose, decompose_canonical};

const ONSETS: [&str; 30] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q",
    "qu", "r", "s", "t", "th", "tr", "v", "x", "kr",
];

const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ă ăc ăk ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iê iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oă oăc oăm oăn oăng oăt oe oen oeo \
    oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uâ uân uâng uât uây uê uêch uên uênh uêt \
    uô uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyt uyu uyên uyêt ư ưa ưc ưi ưn ưng ưt ưu ươ ươc ươi ươm ươn \
    ương ươp ươt ươu y yê yêm yên yêng yêt yêu yt ynh ";

/// All letters of Vietnamese, tone marks included, in capitals and small.
#[cfg(test)]
pub(super) const LETTERS: &str = "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ\
    aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

/// Can this word, in any case and however it is composed, be a Vietnamese syllable?
///
/// A capital that is not ASCII after a small letter makes it none: people do not write so, wrong encodings do.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut letters = String::new();
    let mut tone = None;
    let mut small_seen = false;
    for c in word.chars() {
        if small_seen && !c.is_ascii() && c.is_uppercase() {
            return false;
        }
        small_seen |= c.is_lowercase();
        let mut plain = true;
        for lower in c.to_lowercase() {
            decompose_canonical(lower, |part| match part {
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => plain &= tone.replace(part).is_none(),
                '\u{302}' | '\u{306}' | '\u{31B}' => match letters.pop().and_then(|base| compose(base, part)) {
                    Some(letter) => letters.push(letter),
                    None => plain = false,
                },
                letter => letters.push(letter),
            });
        }
        // No syllable has more than seven letters (nghiêng).
        if !plain || letters.len() > 16 {
            return false;
        }
    }
    let stop = letters.ends_with(['c', 'p', 't', 'k']) || letters.ends_with("ch");
    if stop && !matches!(tone, Some('\u{301}' | '\u{323}')) {
        return false;
    }
    ONSETS.iter().any(|onset| {
        letters.strip_prefix(onset).is_some_and(|rime| !rime.is_empty() && RIMES.contains(&format!(" {rime} ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_words_of_a_report() {
        let text = "Tổng số hồ sơ trực tuyến tiếp nhận giải quyết của các phường xã Tô Hiệu Chiềng Cơi Mường Giôn Quỳnh Nhai \
            Phù Yên Sốp Cộp Thuận Châu Bắc Yên Vân Hồ ĐVT triệu đồng năm lũy kế hoà hòa khuya nguyệt giếng gì quốc Ý Ủy";
        for word in text.split_whitespace().filter(|w| !w.is_ascii() && *w != "ĐVT") {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn refuses_other_words() {
        for word in ["gestión", "café", "Phýõng", "Côc", "tiêp", "á́", "càá", "nưỚc", "Ärzte", "đ", ""] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
