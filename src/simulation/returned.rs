//! A form as one unit returns it: the figures in the recipe's columns, before they are laid out on a sheet.

use super::chance::Chance;
use super::province::{Commune, Counts, FIELDS, Line, Procedure, Village, pages_by_month};
use crate::forms::Filled;
use crate::observations::{From, Recipe};
use jiff::civil::date;

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

/// Code of the province, for departments.
pub const PROVINCE: (&str, &str) = ("14", "Tỉnh Sơn La");

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
    commune: &Commune,
    years: &[Vec<Vec<Counts>>],
    chance: &mut Chance,
) -> Returned<'a> {
    let mut form = Returned::of("online-service", recipe, commune);
    // A figure without a printed total: some communes do not know it for some months.
    let knows_paid: Vec<bool> = (0..12).map(|_| !chance.percent(4)).collect();
    for (copy, months) in years.iter().enumerate() {
        for (month, fields) in months.iter().enumerate() {
            for (counts, (field, _)) in fields.iter().zip(FIELDS) {
                form.rows.push(vec![
                    text(&commune.name),
                    Filled::Blank,
                    Filled::Text(if copy == 0 { field.to_owned() } else { format!("{field} (nhóm {})", copy + 1) }),
                    month_text(month),
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
pub fn digitised_record<'a>(recipe: &'a Recipe, commune: &Commune, years: &[Vec<Counts>]) -> Returned<'a> {
    let mut form = Returned::of("digitised-record", recipe, commune);
    for (copy, months) in years.iter().enumerate() {
        for (month, counts) in months.iter().enumerate() {
            form.rows.push(vec![
                text(&commune.name),
                // Copies are further counters of the commune. The blank one comes first: a blank cell below a name
                // would repeat that name.
                if copy == 0 { Filled::Blank } else { Filled::Text(format!("Điểm tiếp nhận {}", copy + 1)) },
                month_text(month),
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
    number: usize,
    (office, pages, digitised): (&str, i64, i64),
    scale: u32,
    chance: &mut Chance,
) -> Returned<'a> {
    let file = format!("digitised-record-14-{:02}", number + 1);
    let mut form = Returned::new("digitised-record", recipe, PROVINCE, office, file);
    for copy in 0..scale {
        let name = if copy == 0 { office.to_owned() } else { format!("{office} (kho {})", copy + 1) };
        for (month, stock) in pages_by_month(digitised, chance).into_iter().enumerate() {
            let mut row = vec![text(PROVINCE.1), text(&name), month_text(month)];
            row.extend([Filled::Blank, Filled::Blank, Filled::Blank, Filled::Blank]);
            row.extend([Filled::Count(pages), Filled::Count(stock)]);
            form.rows.push(row);
        }
    }
    form
}

/// The register of procedures, one workbook of the province.
pub fn register<'a>(recipe: &'a Recipe, procedures: &[Procedure]) -> Returned<'a> {
    let office = "Văn phòng UBND tỉnh";
    let mut form = Returned::new("online-service", recipe, PROVINCE, office, "procedure-register-14".to_owned());
    form.titles.push(("ref_area".to_owned(), text(PROVINCE.1)));
    form.titles.push(("as_of".to_owned(), Filled::Day(date(2025, 12, 28))));
    let level = |word: &str| match word {
        "full" => "Toàn trình",
        "part" => "Một phần",
        _ => "Chưa trực tuyến",
    };
    form.rows.extend(
        procedures
            .iter()
            .map(|p| vec![text(&p.code), text(&p.name), text(p.field), text(level(p.level)), Filled::Flag(p.eligible)]),
    );
    form
}

/// The villages of a commune on 10/11/2025.
pub fn village_coverage<'a>(recipe: &'a Recipe, commune: &Commune, villages: &[Village]) -> Returned<'a> {
    let mut form = Returned::of("village-coverage", recipe, commune);
    form.titles.push(("as_of".to_owned(), Filled::Day(date(2025, 11, 10))));
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

/// The funds of a commune or department by 20/12/2025.
pub fn budget_line<'a>(recipe: &'a Recipe, spender: &Spender, lines: &[Line]) -> Returned<'a> {
    let mut form = match spender {
        Spender::Commune(commune) => Returned::of("budget-line", recipe, commune),
        Spender::Department(number, name) => {
            Returned::new("budget-line", recipe, PROVINCE, name, format!("budget-line-14-{:02}", number + 1))
        }
    };
    form.titles.push(("as_of".to_owned(), Filled::Day(date(2025, 12, 20))));
    let funds = |word: &str| match word {
        "central" => "Ngân sách trung ương",
        "province" => "Ngân sách tỉnh",
        "commune" => "Ngân sách xã",
        _ => "Nguồn khác",
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

/// A month as the forms ask for it: `09/2025`.
pub fn month_text(month: usize) -> Filled {
    Filled::Text(format!("{:02}/2025", month + 1))
}

/// A cell of text.
pub fn text(text: &str) -> Filled {
    Filled::Text(text.to_owned())
}
