//! A form as one unit returns it: the figures in the recipe's columns, before they are laid out on a sheet.

use super::chance::Chance;
use super::place::{Office, Place};
use super::province::{Commune, Counts, Line, Procedure, Village, pages_by_month};
use super::setting::Funds;
use crate::forms::Filled;
use crate::observations::{From, Recipe};

/// One form of one unit.
#[derive(Debug, Clone)]
pub struct Returned<'a> {
    /// The form: the name of its dataset.
    pub form: &'static str,
    /// The recipe of its one sheet.
    pub recipe: &'a Recipe,
    /// Code of the area.
    pub area: String,
    /// Name of the area, as its rows write it.
    pub area_name: String,
    /// Name of the unit, as the sheet's head prints it.
    pub unit: String,
    /// Name of its file without the extension.
    pub file: String,
    /// Values above the table, by column.
    pub titles: Vec<(String, Filled)>,
    /// Its rows; a value for every column of the recipe that stands in the table.
    pub rows: Vec<Vec<Filled>>,
}

impl<'a> Returned<'a> {
    fn new(form: &'static str, recipe: &'a Recipe, area: (&str, &str), unit: &str, file: String) -> Returned<'a> {
        let (area, area_name, unit) = (area.0.to_owned(), area.1.to_owned(), unit.to_owned());
        Returned { form, recipe, area, area_name, unit, file, titles: Vec::new(), rows: Vec::new() }
    }

    fn of(form: &'static str, recipe: &'a Recipe, commune: &Commune) -> Returned<'a> {
        let file = format!("{form}-{}", commune.code);
        Returned::new(form, recipe, (&commune.code, &commune.name), &commune.name, file)
    }

    /// Names of the columns that stand in the table, in order.
    pub fn columns(&self) -> Vec<&'a str> {
        self.recipe.columns.iter().filter(|c| c.from == From::Column).map(|c| c.name.as_str()).collect()
    }

    /// Place of a column in the table; the recipes of the four forms have all columns that the simulation names.
    pub fn place(&self, name: &str) -> usize {
        self.columns().iter().position(|c| *c == name).expect("the form has this column")
    }
}

/// Dossiers of a commune by month and field; a copy for every unit of scale.
pub fn online_service<'a>(
    recipe: &'a Recipe,
    place: &Place,
    commune: &Commune,
    years: &[Vec<Vec<Counts>>],
    chance: &mut Chance,
) -> Returned<'a> {
    let mut form = Returned::of("online-service", recipe, commune);
    // A figure without a printed total: some communes do not know it for some months.
    let knows_paid: Vec<bool> = (0..12).map(|_| !chance.percent(4)).collect();
    for (copy, months) in years.iter().enumerate() {
        for (month, fields) in months.iter().enumerate() {
            for (counts, field) in fields.iter().zip(&place.setting.fields) {
                let field = &field.name;
                form.rows.push(vec![
                    text(&commune.name),
                    Filled::Blank,
                    Filled::Text(if copy == 0 { field.clone() } else { format!("{field} (nhóm {})", copy + 1) }),
                    month_text(month, place.setting.year),
                    Filled::Count(counts.received),
                    Filled::Count(counts.online_full),
                    Filled::Count(counts.online - counts.online_full),
                    Filled::Count(counts.handled),
                    Filled::Count(counts.handled_online),
                    Filled::Count(counts.handled - counts.late),
                    Filled::Count(counts.late),
                    if knows_paid[month] { Filled::Count(counts.paid) } else { Filled::Blank },
                ]);
            }
        }
    }
    form
}

/// What a commune digitised by month. Communes hold no archive: the pages are blank.
pub fn digitised_record<'a>(
    recipe: &'a Recipe,
    place: &Place,
    commune: &Commune,
    years: &[Vec<Counts>],
) -> Returned<'a> {
    let mut form = Returned::of("digitised-record", recipe, commune);
    for (copy, months) in years.iter().enumerate() {
        for (month, counts) in months.iter().enumerate() {
            form.rows.push(vec![
                text(&commune.name),
                // Copies are further counters of the commune. The blank one comes first: a blank cell below a name
                // would repeat that name.
                if copy == 0 { Filled::Blank } else { Filled::Text(format!("Điểm tiếp nhận {}", copy + 1)) },
                month_text(month, place.setting.year),
                Filled::Count(counts.received),
                Filled::Count(counts.components_digitised),
                Filled::Count(counts.handled),
                Filled::Count(counts.results_digitised),
                Filled::Blank,
                Filled::Blank,
            ]);
        }
    }
    form
}

/// Archive pages of an office by month: what there is to digitise, and what is digitised by the end of December.
pub fn archive<'a>(
    recipe: &'a Recipe,
    place: &Place,
    number: usize,
    office: &Office,
    scale: u32,
    chance: &mut Chance,
) -> Returned<'a> {
    let file = format!("digitised-record-{}-{:02}", place.code, number + 1);
    let mut form = Returned::new("digitised-record", recipe, place.area(), &office.name, file);
    for copy in 0..scale {
        let name = if copy == 0 { office.name.clone() } else { format!("{} (kho {})", office.name, copy + 1) };
        for (month, stock) in pages_by_month(office.digitised, chance).into_iter().enumerate() {
            let mut row = vec![text(&place.name), text(&name), month_text(month, place.setting.year)];
            row.extend([Filled::Blank, Filled::Blank, Filled::Blank, Filled::Blank]);
            row.extend([Filled::Count(office.pages), Filled::Count(stock)]);
            form.rows.push(row);
        }
    }
    form
}

/// The register of procedures, one workbook of the province.
pub fn register<'a>(recipe: &'a Recipe, place: &Place, procedures: &[Procedure]) -> Returned<'a> {
    let file = format!("procedure-register-{}", place.code);
    let mut form = Returned::new("online-service", recipe, place.area(), &place.setting.register_office, file);
    form.titles.push(("ref_area".to_owned(), text(&place.name)));
    form.titles.push(("as_of".to_owned(), Filled::Day(place.setting.days.register)));
    let level = |word: &str| match word {
        "full" => "Toàn trình",
        "part" => "Một phần",
        _ => "Chưa trực tuyến",
    };
    form.rows.extend(
        procedures.iter().map(|p| {
            vec![text(&p.code), text(&p.name), text(&p.field), text(level(p.level)), Filled::Flag(p.eligible)]
        }),
    );
    form
}

/// The villages of a commune on a day.
pub fn village_coverage<'a>(
    recipe: &'a Recipe,
    place: &Place,
    commune: &Commune,
    villages: &[Village],
) -> Returned<'a> {
    let mut form = Returned::of("village-coverage", recipe, commune);
    form.titles.push(("as_of".to_owned(), Filled::Day(place.setting.days.villages)));
    form.rows.extend(villages.iter().map(|v| {
        let day = |day: Option<jiff::civil::Date>| day.map_or(Filled::Blank, Filled::Day);
        let mut row = vec![text(&commune.name), text(&v.name), v.households.map_or(Filled::Blank, Filled::Count)];
        row.extend(v.operators.map(Filled::Flag));
        row.extend([day(v.covered_on), day(v.planned_on)]);
        row.extend([Filled::Flag(v.fixed_broadband), Filled::Flag(v.electricity)]);
        row
    }));
    form
}

/// Who returns a budget form.
pub enum Spender<'c> {
    /// A commune.
    Commune(&'c Commune),
    /// A department: its number and name.
    Department(usize, &'c str),
}

/// The funds of a commune or department by a day.
pub fn budget_line<'a>(recipe: &'a Recipe, place: &Place, spender: &Spender, lines: &[Line]) -> Returned<'a> {
    let mut form = match spender {
        Spender::Commune(commune) => Returned::of("budget-line", recipe, commune),
        Spender::Department(number, name) => {
            let file = format!("budget-line-{}-{:02}", place.code, number + 1);
            Returned::new("budget-line", recipe, place.area(), name, file)
        }
    };
    form.titles.push(("as_of".to_owned(), Filled::Day(place.setting.days.budget)));
    let funds = |source: Funds| match source {
        Funds::Central => "Ngân sách trung ương",
        Funds::Province => "Ngân sách tỉnh",
        Funds::Commune => "Ngân sách xã",
        Funds::Other => "Nguồn khác",
    };
    let office = match spender {
        Spender::Commune(_) => Filled::Blank,
        Spender::Department(_, name) => text(name),
    };
    let area = text(&form.area_name);
    form.rows.extend(lines.iter().map(|l| {
        let disbursed = Filled::Count(l.disbursed);
        vec![area.clone(), office.clone(), text(&l.task), text(funds(l.funds)), Filled::Count(l.allotted), disbursed]
    }));
    form
}

/// A month, counted from 0, as the forms ask for it: `09/2025`.
pub fn month_text(month: usize, year: i16) -> Filled {
    Filled::Text(format!("{:02}/{year}", month + 1))
}

/// A cell of text.
pub fn text(text: &str) -> Filled {
    Filled::Text(text.to_owned())
}
