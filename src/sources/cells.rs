//! Cells as a file holds them, in batches of rows: the one shape that every reader gives.

use jiff::civil::DateTime;

/// One cell. What it means is decided elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing there, or only white space.
    Empty,
    /// Text as it stands: neither trimmed nor normalised.
    Text(&'a str),
    /// A number that the file keeps as one.
    Number {
        /// The binary float of the file; Excel shows at most 15 significant digits of it.
        value: f64,
        /// Is it formatted as a percentage, so that 0.52 is shown as 52%?
        percent: bool,
    },
    /// A number that the file formats as a date, in the file's own epoch.
    Moment(DateTime),
    /// Yes or no.
    Flag(bool),
    /// An error such as `#DIV/0!`.
    Fault(&'a str),
}

impl Cell<'_> {
    /// Is nothing there?
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }
}

/// How a cell is kept: text stands in the batch's own buffer, up to where it ends.
#[derive(Debug, Clone, Copy)]
enum Slot {
    Empty,
    Text { start: u32, end: u32 },
    Number { value: f64, percent: bool },
    Moment(DateTime),
    Flag(bool),
    Fault { start: u32, end: u32 },
}

/// Some rows of a sheet, in order. One buffer holds the text of all their cells, so that a batch can be filled again and
/// again without a new allocation.
///
/// ```
/// use milepost::sources::{Batch, Cell};
/// let mut batch = Batch::default();
/// batch.begin_row(7);
/// batch.push(Cell::Text("An Hòa"));
/// batch.push(Cell::Empty);
/// let row = batch.row(0);
/// assert_eq!((row.number, row.width()), (7, 2));
/// assert_eq!(row.cell(0), Cell::Text("An Hòa"));
/// assert_eq!(row.cell(99), Cell::Empty);
/// ```
#[derive(Debug, Default, Clone)]
pub struct Batch {
    text: String,
    slots: Vec<Slot>,
    rows: Vec<(u64, usize)>,
}

/// One row of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Row of the sheet, or line of the text file on which the record begins; counted from 1.
    pub number: u64,
    text: &'a str,
    slots: &'a [Slot],
}

impl Batch {
    /// How many rows a reader puts into one batch.
    pub const ROWS: usize = 8192;
    /// How much text a reader puts into one batch at most, unless one row has more.
    pub const BYTES: usize = 16 << 20;

    /// Forgets all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.slots.clear();
        self.rows.clear();
    }

    /// Begins the row of this number; what is pushed from now on are its cells, from the first column on.
    pub fn begin_row(&mut self, number: u64) {
        self.rows.push((number, self.slots.len()));
    }

    /// Adds a cell to the row that was begun last. Text of white space only is an empty cell.
    pub fn push(&mut self, cell: Cell<'_>) {
        let slot = match cell {
            Cell::Empty => Slot::Empty,
            Cell::Text(text) if text.bytes().all(|b| b.is_ascii_whitespace()) => Slot::Empty,
            Cell::Text(text) => {
                let (start, end) = self.keep(text);
                Slot::Text { start, end }
            }
            Cell::Number { value, percent } => Slot::Number { value, percent },
            Cell::Moment(moment) => Slot::Moment(moment),
            Cell::Flag(flag) => Slot::Flag(flag),
            Cell::Fault(text) => {
                let (start, end) = self.keep(text);
                Slot::Fault { start, end }
            }
        };
        self.slots.push(slot);
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = self.text.len();
        self.text.push_str(text);
        let position = |n: usize| u32::try_from(n).expect("a batch holds less than 4 GiB of text");
        (position(start), position(self.text.len()))
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Has it no row?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Should it be handed on before another row is added?
    pub fn is_full(&self) -> bool {
        self.rows.len() >= Self::ROWS || self.text.len() >= Self::BYTES
    }

    /// A row by its place in the batch; panics where there is none.
    pub fn row(&self, index: usize) -> Row<'_> {
        let (number, start) = self.rows[index];
        let end = self.rows.get(index + 1).map_or(self.slots.len(), |(_, start)| *start);
        Row { number, text: &self.text, slots: &self.slots[start..end] }
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|i| self.row(i))
    }
}

impl<'a> Row<'a> {
    /// The cell of a column, counted from 0; empty where the row has no such column.
    pub fn cell(&self, column: usize) -> Cell<'a> {
        match self.slots.get(column).copied() {
            None | Some(Slot::Empty) => Cell::Empty,
            Some(Slot::Text { start, end }) => Cell::Text(&self.text[start as usize..end as usize]),
            Some(Slot::Number { value, percent }) => Cell::Number { value, percent },
            Some(Slot::Moment(moment)) => Cell::Moment(moment),
            Some(Slot::Flag(flag)) => Cell::Flag(flag),
            Some(Slot::Fault { start, end }) => Cell::Fault(&self.text[start as usize..end as usize]),
        }
    }

    /// Number of cells, trailing empty ones included where the file has them.
    pub fn width(&self) -> usize {
        self.slots.len()
    }

    /// All cells from the first column on.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let row = *self;
        (0..row.width()).map(move |i| row.cell(i))
    }

    /// Has it no cell with something in it?
    pub fn is_blank(&self) -> bool {
        self.slots.iter().all(|s| matches!(s, Slot::Empty))
    }
}

/// `0` is `A`, `26` is `AA`.
///
/// ```
/// use milepost::sources::column_letters;
/// assert_eq!((column_letters(0), column_letters(701), column_letters(702)), ("A".into(), "ZZ".into(), "AAA".into()));
/// ```
pub fn column_letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().collect()
}
