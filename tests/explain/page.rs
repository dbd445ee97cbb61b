//! The numbers of a page: their references, and where each stands; and which of them are drawn.

/// One number of the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// `PAGE/CELL/ROW/COLUMN`.
    pub reference: String,
    /// The caption of its table; of a number in a sentence or behind a chart the name of its cell.
    pub place: String,
    /// The heading of its column; of a number in a sentence the column of its cell.
    pub column: String,
}

/// All numbers of a page that have a row and a column, in the order of their references.
pub fn numbers(html: &str) -> Vec<Number> {
    let (mut caption, mut headings, mut in_table, mut is_drawn) = (String::new(), Vec::new(), false, false);
    let (mut all, mut cells) = (Vec::new(), 0);
    // Each piece is a tag and the text up to the next one.
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if tag.starts_with("p class=\"caption\"") {
            caption = plain(text);
        } else if tag.starts_with("table") {
            (headings, in_table) = (Vec::new(), true);
        } else if tag.starts_with("details class=\"behind\"") {
            is_drawn = true;
        } else if tag.starts_with("/details") {
            is_drawn = false;
        } else if tag.starts_with("/table") {
            in_table = false;
        } else if tag.starts_with("th scope=\"col\"") {
            headings.push(plain(text));
        }
        if tag == "tr" {
            cells = 0;
        } else if tag.starts_with("td") || tag.starts_with("th scope=\"row\"") {
            cells += 1;
        }
        let Some((_, rest)) = tag.split_once("data-ref=\"") else { continue };
        let reference = plain(rest.split('"').next().unwrap_or_default());
        let [_, cell, _, column] = reference.split('/').collect::<Vec<_>>()[..] else { continue };
        let (place, column) = if in_table {
            let _: usize = column.parse().unwrap_or_else(|_| panic!("{reference}: a column by its number"));
            // A table behind a chart is known by the chart's cell, and shows not every column of its rows.
            (if is_drawn { cell.to_owned() } else { caption.clone() }, headings[cells - 1].clone())
        } else {
            (cell.to_owned(), column.to_owned())
        };
        all.push(Number { reference, place, column });
    }
    all.sort();
    all.dedup();
    all
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// So many of a list, drawn without putting back, in the order of their texts.
///
/// The draw hangs on the texts alone: the same list gives the same, another list others.
pub fn drawn<T: Clone>(all: &[T], text: impl Fn(&T) -> String, how_many: usize) -> Vec<T> {
    let bytes = all.iter().flat_map(|one| text(one).into_bytes().into_iter().chain([b'\n']));
    // FNV-1a, and from there on SplitMix64.
    let mut state =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, byte| (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let mut rest = all.to_vec();
    let mut drawn: Vec<T> = (0..how_many.min(rest.len()))
        .map(|_| rest.swap_remove(usize::try_from(next() % rest.len() as u64).expect("a place")))
        .collect();
    drawn.sort_by_key(&text);
    drawn
}

#[test]
fn a_number_is_known_by_its_cell_or_by_its_table() {
    let html = "<p>So <span data-ref=\"review/full/1/gap\">1,6</span> <svg data-ref=\"review/full\"></svg></p>\
        <p class=\"caption\" id=\"t\">Số A &amp; B</p><table><tr><th scope=\"col\">Tên</th><th scope=\"col\">Số</th></tr>\
        <tr><th scope=\"row\">a</th><td class=\"number\" data-ref=\"review/cell-2/1/2\" tabindex=\"0\">5</td></tr></table>";
    let of = |reference: &str, place: &str, column: &str| Number {
        reference: reference.to_owned(),
        place: place.to_owned(),
        column: column.to_owned(),
    };
    assert_eq!(numbers(html), [of("review/cell-2/1/2", "Số A & B", "Số"), of("review/full/1/gap", "full", "gap")]);
    let hundred: Vec<u32> = (0..100).collect();
    let some = drawn(&hundred, u32::to_string, 10);
    assert_eq!(some, drawn(&hundred, u32::to_string, 10));
    assert_ne!(some, drawn(&hundred[1..], u32::to_string, 10));
    assert_eq!(drawn(&hundred[..3], u32::to_string, 10), [0, 1, 2]);
}
