//! The tables of a project: columns, kinds, keys and references.

use super::{Comparator, Direction, Kind, Level, ObsStatus};
use Kind::{AsPrinted, Date, Flag, Id, Integer, Lines, Number, OneOf, PartialDate, Text, Year};

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, in the file's header and in SQL.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Must every row have it?
    pub required: bool,
    /// The table whose key it names, if any.
    pub references: Option<&'static str>,
    /// What it means.
    pub about: &'static str,
}

/// One table: what a dataset file holds and what the store keeps.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name in SQL and in `source.toml` (`holds = "..."`).
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The columns that together name a row; `document` may be that of the dataset.
    pub key: &'static [&'static str],
}

impl Table {
    /// The position of a column; panics where the table has no such column, which is a slip in this crate.
    pub fn position(&self, column: &str) -> usize {
        self.columns
            .iter()
            .position(|c| c.name == column)
            .unwrap_or_else(|| panic!("{} has no column {column}", self.name))
    }
}

const fn must(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, required: true, references: None, about }
}

const fn may(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, required: false, references: None, about }
}

const fn of(column: Column, table: &'static str) -> Column {
    Column { references: Some(table), ..column }
}

const UNIT_KINDS: &[&str] = &["share", "growth", "count", "money", "rank", "index", "words"];
const AGGREGATIONS: &[&str] = &["ratio-of-sums", "sum", "none"];
const AREA_TYPES: &[&str] = &["country", "province", "city", "commune"];
const TASK_STATUS: &[&str] = &["done", "in_progress"];
const APPENDICES: &[&str] = &["I", "II"];

/// Every table, in the order of loading: what is referred to comes first.
pub const ALL: &[Table] = &[
    Table {
        name: "document",
        about: "a document that figures or targets come from",
        columns: &[
            must("document", Id, "its identifier in this project"),
            must("short_vi", Text, "how tables and charts call it, in Vietnamese"),
            must("short_en", Text, "how tables and charts call it, in English"),
            must("file", Text, "the file that locators count lines of"),
            may("number", Text, "official number as printed"),
            must("title", Text, "official title"),
            must("issuer", Text, "the body that issued it"),
            may("issued", PartialDate, "date of issue, as far as it is printed"),
            must("level", OneOf(Level::WORDS), "level of government"),
            must("sha256", Text, "hash of the file that was read"),
            may("note", Text, "anything a reader should know"),
        ],
        key: &["document"],
    },
    Table {
        name: "unit",
        about: "a unit of measure",
        columns: &[
            must("unit", Text, "as used in the tables"),
            must("name_vi", Text, "in Vietnamese"),
            must("name_en", Text, "in English"),
            must("kind", OneOf(UNIT_KINDS), "what sort of quantity it is"),
        ],
        key: &["unit"],
    },
    Table {
        name: "theme",
        about: "a chapter of the review",
        columns: &[
            must("theme", Id, "its identifier"),
            must("position", Integer, "order in the review"),
            must("name_vi", Text, "in Vietnamese"),
            must("name_en", Text, "in English"),
        ],
        key: &["theme"],
    },
    Table {
        name: "indicator",
        about: "a concept that is promised or measured, one row across all documents",
        columns: &[
            must("indicator", Id, "stable readable identifier"),
            must("name_vi", Text, "official name"),
            must("name_en", Text, "in English"),
            of(must("theme", Id, "chapter"), "theme"),
            of(must("unit", Text, "unit of measure"), "unit"),
            must("direction", OneOf(Direction::WORDS), "which way is better"),
            may("lower_bound", Number, "least possible value, blank where none"),
            may("upper_bound", Number, "greatest possible value, blank where none"),
            may("numerator_vi", Text, "what is counted"),
            may("denominator_vi", Text, "out of what"),
            must("aggregation", OneOf(AGGREGATIONS), "how parts make a whole"),
            of(may("component_of", Id, "the indicator whose target this one's readings answer in part"), "indicator"),
            may("note", Text, "anything a reader should know"),
        ],
        key: &["indicator"],
    },
    Table {
        name: "measure",
        about: "one measured series by one definition from one source",
        columns: &[
            must("measure", Id, "stable readable identifier"),
            must("name_vi", Text, "in Vietnamese"),
            must("name_en", Text, "in English"),
            of(must("unit", Text, "unit of measure"), "unit"),
            of(may("part_of", Id, "the measure of the whole, where this is one of its parts"), "measure"),
            may("partition", Id, "parts of one whole with the same partition must add up to it"),
            may("office", Text, "the office whose part it is"),
            may("note", Text, "definition, coverage"),
        ],
        key: &["measure"],
    },
    Table {
        name: "series_break",
        about: "two measures of one indicator that must not be joined",
        columns: &[
            of(must("indicator", Id, "the indicator"), "indicator"),
            of(must("from_measure", Id, "the earlier series"), "measure"),
            of(must("to_measure", Id, "the later series"), "measure"),
            must("break_date", Date, "when the second begins"),
            must("reason_vi", Text, "what changed, in Vietnamese"),
            must("reason_en", Text, "what changed, in English"),
        ],
        key: &["from_measure", "to_measure"],
    },
    Table {
        name: "population",
        about: "words by which an indicator's name says whom or what it counts; a change of words is a change of definition",
        columns: &[
            must("term", Text, "as printed in names of indicators"),
            must("population", Id, "which population it means"),
            must("name_en", Text, "in English"),
        ],
        key: &["term"],
    },
    Table {
        name: "area",
        about: "a reference area",
        columns: &[
            must("area", Text, "official code"),
            must("name", Text, "full official name"),
            must("short_name", Text, "name without its type"),
            must("type", OneOf(AREA_TYPES), "country, province, city, commune"),
            of(may("parent", Text, "code of the area it belongs to"), "area"),
            may("valid_from", Date, "first day"),
            may("valid_to", Date, "last day"),
            may("latitude", Number, "degrees north"),
            may("longitude", Number, "degrees east"),
        ],
        key: &["area"],
    },
    Table {
        name: "former_area",
        about: "a former commune and the one it went into",
        columns: &[
            must("former_area", Text, "code before the change"),
            must("name", Text, "name before the change"),
            must("district", Text, "district before the change"),
            of(must("area", Text, "code of the commune it went into"), "area"),
            must("valid_to", Date, "last day"),
        ],
        key: &["former_area"],
    },
    Table {
        name: "target",
        about: "a promise: an indicator, an area, a year",
        columns: &[
            of(must("indicator", Id, "what is promised"), "indicator"),
            of(must("document", Id, "where it is promised"), "document"),
            must("section", Text, "part of the document"),
            must("item", Text, "number in that part"),
            must("level", OneOf(Level::WORDS), "whose target it is"),
            of(must("ref_area", Text, "area it is for"), "area"),
            must("year", Year, "to be reached by the end of this year"),
            must("comparator", OneOf(Comparator::WORDS), "how to compare"),
            may("low", Number, "the value, or the lower end of a range"),
            may("high", Number, "the upper end of a range"),
            may("text", Text, "a target in words, or words beside the value"),
            of(may("unit", Text, "unit as printed"), "unit"),
            must("name_printed", Text, "the indicator's name as this document prints it"),
            must("printed", Text, "the cell as printed"),
            must("locator", Lines, "line of the document's file"),
            may("lead_office", Text, "office in charge"),
            may("coordinating_office", Text, "offices that help"),
            may("note", Text, "doubts"),
        ],
        key: &["indicator", "document", "section", "item", "level", "ref_area", "year"],
    },
    Table {
        name: "observation",
        about: "one published figure",
        columns: &[
            of(must("measure", Id, "the series"), "measure"),
            of(may("indicator", Id, "the indicator it is a reading of"), "indicator"),
            of(must("ref_area", Text, "area"), "area"),
            may("period_start", Date, "first day of the period"),
            may("period_end", Date, "last day of the period"),
            may("as_of", Date, "day of the reading"),
            may(
                "as_of_basis",
                OneOf(&["printed", "implied"]),
                "is that day printed beside the figure, or implied by the text around it?",
            ),
            may("numerator", Number, "parts counted"),
            may("denominator", Number, "out of"),
            may("value", Number, "the figure, where it has no parts"),
            of(must("unit", Text, "unit of the figure or of the rate"), "unit"),
            must("obs_status", OneOf(ObsStatus::WORDS), "actual, provisional, planned"),
            may("published", AsPrinted, "the rate as printed, with its decimals"),
            must(
                "qualifier",
                OneOf(&["exact", "more than", "about", "at least", "nearly"]),
                "how exact the document says it is",
            ),
            must("printed", Text, "the figures as printed"),
            must("section", Text, "part of the document"),
            must("locator", Lines, "line of the document's file"),
            may("note", Text, "doubts"),
        ],
        key: &["measure", "ref_area", "period_start", "period_end", "as_of", "obs_status", "locator", "document"],
    },
    Table {
        name: "name_listed",
        about: "one name of a list that a document announces with its length",
        columns: &[
            of(must("measure", Id, "the figure that states how many there are"), "measure"),
            may("as_of", Date, "day of that figure"),
            must("position", Integer, "place in the list"),
            must("name", Text, "as printed"),
            must("printed", Text, "as printed, to be found at the locator"),
            must("section", Text, "part of the document"),
            must("locator", Lines, "line of the document's file"),
        ],
        key: &["measure", "as_of", "position"],
    },
    Table {
        name: "task",
        about: "a task of a plan and its state",
        columns: &[
            must("appendix", OneOf(APPENDICES), "appendix of the report"),
            must("group", Text, "heading"),
            must("number", Integer, "number in the appendix"),
            must("starred", Flag, "marked in the document as added later"),
            must("name", Text, "official name"),
            must("status", OneOf(TASK_STATUS), "state"),
            may("planned_finish", Text, "as printed"),
            must("printed", Text, "as printed"),
            must("locator", Lines, "line of the document's file"),
            may("note", Text, "doubts"),
        ],
        key: &["appendix", "number"],
    },
    Table {
        name: "plan_issued",
        about: "whether an area had issued a plan that a document asks for",
        columns: &[
            of(must("ref_area", Text, "area"), "area"),
            must("name", Text, "official name"),
            must("issued", Flag, "had it?"),
            may("printed", Text, "the name as printed, blank where it is not named"),
            must("section", Text, "part of the document"),
            must("locator", Lines, "line of the document's file"),
            may("note", Text, "doubts"),
        ],
        key: &["ref_area"],
    },
    Table {
        name: "history",
        about: "a reading of a history from elsewhere: a worked example, on which methods can be seen at work",
        columns: &[
            must("history", Id, "stable readable identifier"),
            must("name_vi", Text, "in Vietnamese"),
            must("name_en", Text, "in English"),
            of(must("unit", Text, "unit of the values"), "unit"),
            must("time_period", Date, "the day the value stands for"),
            must("value", Number, "the value"),
            must("publisher", Text, "who published it, and where it was taken from"),
        ],
        key: &["history", "time_period"],
    },
    Table {
        name: "reference_class",
        about: "a reference class: what happened elsewhere from the same level, fitted",
        columns: &[
            must("class", Id, "its identifier"),
            must("what_vi", Text, "what its histories are, in Vietnamese"),
            must("what_en", Text, "the same in English"),
            must("publisher", Text, "who published them, and where"),
            must("licence", Text, "under which terms"),
            must("library_sha256", Text, "hash of the table of histories"),
            must("scale", Text, "the scale on which growth is compared, with its bounds"),
            must("unit", Number, "measurement unit, in that of the values"),
            must("areas", Integer, "areas"),
            must("histories", Integer, "histories; one area may have several"),
            must("readings", Integer, "readings used"),
            must("left_out", Integer, "readings outside the bounds, left out"),
            must("windows", Integer, "windows of growth"),
            must("first_year", Number, "when the first reading was made, in years"),
            must("last_year", Number, "when the last reading was made, in years"),
            must("bandwidth", Number, "bandwidth of the kernel on the level, on the scale"),
            must("recency", Number, "years over which a window loses weight by a factor e"),
            must("window", Number, "longest windows over which growth is read, in years"),
            must("blended", Flag, "are shorter windows averaged in?"),
            may("note", Text, "anything a reader should know"),
        ],
        key: &["class"],
    },
    Table {
        name: "reference_growth",
        about: "growth of a class on its scale, from a level, over a horizon",
        columns: &[
            of(must("class", Id, "the class"), "reference_class"),
            must("level", Number, "place of the origin on the scale"),
            must("horizon", Number, "years ahead"),
            must("effective_size", Number, "effective number of windows behind the level"),
            must("effective_areas", Number, "effective number of areas they come from"),
            must("growth", Text, "99 numbers: the quantiles 0.01, 0.02 ... 0.99 of the growth"),
        ],
        key: &["class", "level", "horizon"],
    },
    Table {
        name: "reference_memory",
        about: "what a second reading tells within a class: how much of its lead or lag a series keeps",
        columns: &[
            of(must("class", Id, "the class"), "reference_class"),
            must("horizon", Number, "years ahead"),
            must("memory", Number, "expected normal score of the step to come for each of the step before"),
            must("spread", Number, "width around it, 1 being that of the class"),
        ],
        key: &["class", "horizon"],
    },
    Table {
        name: "reference_weight",
        about: "how much a series' own drift counts beside a class",
        columns: &[
            of(must("class", Id, "the class"), "reference_class"),
            must("readings", Integer, "readings from which the drift is fitted"),
            must("horizon", Number, "years ahead"),
            must("weight", Number, "weight of the drift, 0 to 1; the class has the rest"),
        ],
        key: &["class", "readings", "horizon"],
    },
    Table {
        name: "backtest",
        about: "a backtest: methods tried on histories whose ends are known",
        columns: &[
            must("backtest", Id, "its identifier; that of a reference class where it is the class's own"),
            must("name", Text, "what was tested on"),
            must("scale", Text, "the scale of the baselines"),
            must("histories", Integer, "how many histories"),
            must("tolerance", Number, "how far from a horizon the actual reading could lie, in years"),
        ],
        key: &["backtest"],
    },
    Table {
        name: "backtest_record",
        about: "what a method was worth from so many readings, so many years ahead",
        columns: BACKTEST_RECORD,
        key: &["backtest", "method", "readings", "horizon", "windows_of"],
    },
    Table {
        name: "backtest_refused",
        about: "windows of a backtest that a method refused, by reason",
        columns: &[
            of(must("backtest", Id, "the backtest"), "backtest"),
            must("method", Text, "the method"),
            may("readings", Integer, "readings it saw; blank for all"),
            must("horizon", Number, "years ahead"),
            must("reason", Id, "why"),
            must("windows", Integer, "how many windows"),
        ],
        key: &["backtest", "method", "readings", "horizon", "reason"],
    },
    Table {
        name: "backtest_reliability",
        about: "probabilities of attainment of a backtest within one tenth, against what came",
        columns: &[
            of(must("backtest", Id, "the backtest"), "backtest"),
            must("method", Text, "the method"),
            may("readings", Integer, "readings it saw; blank for all"),
            must("horizon", Number, "years ahead"),
            must("at_least", Number, "lower end of the tenth"),
            must("times", Integer, "probabilities in it"),
            must("forecast", Number, "their mean"),
            must("observed", Number, "share of goals that were met"),
        ],
        key: &["backtest", "method", "readings", "horizon", "at_least"],
    },
    Table {
        name: "reference_use",
        about: "which reference class an indicator may use, or why it may use none: decided by a person",
        columns: &[
            of(must("indicator", Id, "the indicator"), "indicator"),
            of(may("class", Id, "the class; blank where none fits"), "reference_class"),
            of(
                may("backtest", Id, "the backtest that speaks for methods without a class, where there is one"),
                "backtest",
            ),
            must("reason_vi", Text, "why this class, or why none, in Vietnamese"),
            must("reason_en", Text, "the same in English"),
        ],
        key: &["indicator"],
    },
];

/// What a backtest says of one method, number of readings, horizon and set of windows.
const BACKTEST_RECORD: &[Column] = &[
    of(must("backtest", Id, "the backtest"), "backtest"),
    must("method", Text, "the method"),
    may("readings", Integer, "readings it saw; blank for all"),
    must("horizon", Number, "years ahead"),
    must("windows_of", OneOf(&["own", "common"]), "all that the method answered, or those that all methods answered"),
    must("windows", Integer, "windows"),
    must("series", Integer, "histories they come from"),
    must("left_out", Integer, "windows not in the row"),
    must("distributions", Integer, "windows with more than a point"),
    may("mae", Number, "mean absolute error of the median"),
    may("bias", Number, "mean of median minus actual value"),
    may("smape", Number, "symmetric mean absolute percentage error"),
    may("mase", Number, "mean absolute scaled error"),
    must("mase_left_out", Integer, "windows whose history moves by less than half a unit a step: not in mase"),
    may("interval_score_80", Number, "mean interval score at 80%"),
    may("interval_score_90", Number, "mean interval score at 90%"),
    may("interval_score_95", Number, "mean interval score at 95%"),
    may("msis_95", Number, "mean scaled interval score at 95%"),
    may("crps", Number, "continuous ranked probability score"),
    may("coverage_80", Number, "share of 80% intervals that held the actual value"),
    may("coverage_80_se", Number, "its standard error, clustered by history"),
    may("coverage_90", Number, "share of 90% intervals that held the actual value"),
    may("coverage_90_se", Number, "its standard error, clustered by history"),
    may("coverage_95", Number, "share of 95% intervals that held the actual value"),
    may("coverage_95_se", Number, "its standard error, clustered by history"),
    may("naive_mae", Number, "the baseline's mean absolute error on the same windows"),
    may("naive_crps", Number, "the baseline's score on the same windows"),
    must("naive_points", Integer, "windows in which the baseline was but a point"),
    may("crps_gain", Number, "the baseline's score minus the method's: positive is better"),
    may("crps_gain_se", Number, "its standard error, clustered by history"),
    may("skill", Number, "share of the baseline's score that the method takes away"),
    may("skill_se", Number, "its standard error"),
    must("questions", Integer, "probabilities of attainment given"),
    may("brier", Number, "Brier score of those probabilities"),
    may("brier_se", Number, "its standard error"),
    may("brier_naive", Number, "the baseline's Brier score"),
    may("brier_gain", Number, "the baseline's Brier score minus the method's"),
    may("brier_gain_se", Number, "its standard error"),
    may("brier_climate", Number, "Brier score of the frequencies, known beforehand"),
];

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    ALL.iter().find(|t| t.name == name)
}
