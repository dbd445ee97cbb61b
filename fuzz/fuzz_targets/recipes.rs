//! Any sheet against recipes of every kind: nothing panics, every row is accepted, set aside or left out, and records are
//! as many as rows and bands say.
#![no_main]

use libfuzzer_sys::fuzz_target;
use milepost_fuzz::observations::meaning::{AreaEntry, Areas};
use milepost_fuzz::observations::recipe::{HEAD_ROWS, Recipe, RowReader, bind, problem};
use milepost_fuzz::language::Language;
use milepost_fuzz::sources::{Batch, Cell, Merge};
use std::sync::LazyLock;

static RECIPES: LazyLock<Vec<Recipe>> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct Source {
        recipe: Vec<Recipe>,
    }
    let forms = [
        include_str!("../../datasets/online-service/source.toml"),
        include_str!("../../datasets/digitised-record/source.toml"),
        include_str!("../../datasets/village-coverage/source.toml"),
        include_str!("../../datasets/budget-line/source.toml"),
        include_str!("../recipes/wide.toml"),
    ];
    let recipes: Vec<Recipe> =
        forms.iter().flat_map(|text| toml::from_str::<Source>(text).expect("a recipe").recipe).collect();
    recipes.iter().for_each(|r| r.check("fuzz").expect("a recipe that hangs together"));
    recipes
});

static AREAS: LazyLock<Areas> = LazyLock::new(|| {
    let entry = |code: &str, name: &str| AreaEntry {
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: String::new(),
        kind: "commune".to_owned(),
        valid_from: None,
        valid_to: None,
        successor: None,
        parent: None,
        district: None,
    };
    let entries = vec![entry("03646", "Phường Tô Hiệu"), entry("03808", "Xã Mường La"), entry("04099", "Xã Mường Lạn")];
    Areas::new(entries, Vec::new()).expect("areas")
});

fuzz_target!(|data: &[u8]| {
    let Some((&which, rest)) = data.split_first() else { return };
    let recipe = &RECIPES[usize::from(which) % RECIPES.len()];
    let (batch, merges) = sheet(rest, recipe);
    let mut head = Batch::default();
    for row in batch.rows().take(HEAD_ROWS) {
        head.begin_row(row.number);
        row.cells().for_each(|c| head.push(c));
    }
    match bind(recipe, &head, &merges, &AREAS) {
        Err(unbound) => {
            assert!(!unbound.misses.is_empty());
            for miss in &unbound.misses {
                assert_ne!(problem(miss.code, Language::Vi), miss.code, "a sentence for {}", miss.code);
            }
        }
        Ok(binding) => {
            let mut reader = RowReader::new(recipe, &binding, &AREAS, 1, which >= 128);
            let understood = reader.read(&batch);
            let count = reader.count();
            assert_eq!(count.read, count.accepted + count.set_aside + count.excluded);
            assert_eq!(count.set_aside, understood.set_aside.len() as u64);
            assert_eq!(count.excluded, understood.excluded.len() as u64);
            assert_eq!(count.records, count.accepted * binding.bands.len() as u64);
            assert_eq!(count.records, understood.records.map_or(0, |r| r.num_rows() as u64));
            for trouble in understood.set_aside.iter().flat_map(|r| &r.troubles) {
                assert_ne!(problem(trouble.code, Language::En), trouble.code, "a sentence for {}", trouble.code);
            }
        }
    }
});

/// A sheet from bytes: a line is a row, a tab parts cells; a cell that begins with a sign stands for another kind of cell,
/// and `@n` for the nth label of the recipe, so that headers are found often.
fn sheet(data: &[u8], recipe: &Recipe) -> (Batch, Vec<Merge>) {
    let labels: Vec<&str> =
        recipe.columns.iter().flat_map(|c| &c.labels).flat_map(|l| l.split(" / ").chain([l.as_str()])).collect();
    let text = String::from_utf8_lossy(data);
    let mut batch = Batch::default();
    let mut merges = Vec::new();
    for (number, line) in (1..).zip(text.split('\n').take(400)) {
        batch.begin_row(number);
        for (column, cell) in line.split('\t').take(64).enumerate() {
            let rest = cell.get(1..).unwrap_or_default();
            let number_of = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
            match cell.as_bytes().first() {
                Some(b'@') if !labels.is_empty() => {
                    let at = rest.bytes().fold(0, |n, b| (n * 10 + usize::from(b % 10)) % 1000) % labels.len();
                    batch.push(Cell::Text(labels[at]));
                }
                Some(b'#') => batch.push(Cell::Fault(cell)),
                Some(b'=') => batch.push(Cell::Number { value: number_of(rest), percent: false }),
                Some(b'%') => batch.push(Cell::Number { value: number_of(rest), percent: true }),
                Some(b'?') => batch.push(Cell::Flag(rest.len() % 2 == 0)),
                Some(b'!') => {
                    let day = jiff::civil::date(2025, 1, 1).to_datetime(jiff::civil::Time::midnight());
                    batch.push(Cell::Moment(day));
                }
                Some(b'~') => {
                    let width = rest.len() % 5;
                    merges.push(Merge {
                        first_row: number,
                        first_column: column,
                        last_row: number + (width as u64) / 2,
                        last_column: column + width,
                    });
                    batch.push(Cell::Text(rest));
                }
                _ => batch.push(Cell::Text(cell)),
            }
        }
    }
    (batch, merges)
}
