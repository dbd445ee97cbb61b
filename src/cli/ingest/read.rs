//! The reading side: files become messages, in order.

use super::Job;
use crate::error::{Error, Result};
use crate::observations::{self, Binding, FileTrouble, FormStamp, Keeper, Miss, Recipes, Understood};
use crate::sources::{self, Cells, TextOptions};
use crate::store::{KnownFile, Tabular};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::mpsc::SyncSender;

/// What the reader says.
pub enum Message {
    /// The file was taken before, by the same recipes.
    Unchanged { job: usize, file_id: i64 },
    /// The file is not taken; nothing of it was read.
    Refused { job: usize, file_id: i64, file: Identity, troubles: Vec<FileTrouble> },
    /// The file is being read.
    Begun { job: usize, file_id: i64, file: Identity, remarks: Vec<FileTrouble> },
    /// A sheet of it is being read.
    Part(Box<PartBegun>),
    /// Rows of that sheet.
    Rows(Understood),
    /// The sheet was read to its end.
    PartDone(observations::Told),
    /// The file cannot be read on: nothing of it may stay.
    Failed(Error),
    /// The file was read to its end.
    Done,
}

/// A sheet that is being read.
pub struct PartBegun {
    /// Its number in the ledger.
    pub part: i64,
    /// Its name.
    pub sheet: String,
    /// The recipe, by name.
    pub recipe: String,
    /// What the recipe reads by.
    pub edition: String,
    /// The status of its records.
    pub obs_status: String,
    /// Where everything is.
    pub binding: Binding,
}

/// What a file is, by its bytes and its stamp.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// SHA-256.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// Its stamp.
    pub stamp: Option<FormStamp>,
    /// Does it say that it is simulated?
    pub simulated: bool,
}

/// Reads files by recipes.
pub struct Reader<'a> {
    pub recipes: &'a Recipes,
    pub known: HashMap<String, KnownFile>,
    /// The first free numbers of a file and of a part.
    pub numbers: (i64, i64),
    /// Is the project a simulation?
    pub simulated: bool,
    /// Are workbooks read by a second reader as well?
    pub twice: bool,
}

/// The listener has gone: it met an error of its own.
struct Gone;

type Sent = std::result::Result<(), Gone>;

impl Reader<'_> {
    /// Reads all files, until the listener goes.
    pub fn read_all(mut self, jobs: &[Job], to: &SyncSender<Message>) {
        for (number, job) in jobs.iter().enumerate() {
            if self.read_one(number, job, to).is_err() {
                return;
            }
        }
    }

    fn read_one(&mut self, job: usize, file: &Job, to: &SyncSender<Message>) -> Sent {
        let send = |message: Message| to.send(message).map_err(|_| Gone);
        let file_id = self.numbers.0;
        self.numbers.0 += 1;
        let mut identity = Identity::default();
        match sources::sha256_of_file(&file.path, &file.name) {
            Ok((sha256, bytes)) => (identity.sha256, identity.bytes) = (sha256, bytes),
            Err(error) => {
                return send(Message::Refused { job, file_id, file: identity, troubles: vec![unreadable(&error)] });
            }
        }
        if let Some(known) = self.known.get(&identity.sha256)
            && known.recipes.iter().all(|r| self.recipes.all.iter().any(|own| self.recipes.edition(own) == *r))
        {
            return send(Message::Unchanged { job, file_id: known.file_id });
        }
        let (mut cells, mut recognised) = match recognise(self.recipes, self.simulated, file) {
            Ok(found) => found,
            Err(error) => {
                return send(Message::Refused { job, file_id, file: identity, troubles: vec![unreadable(&error)] });
            }
        };
        identity.stamp = recognised.stamp;
        identity.simulated = recognised.simulated;
        if self.twice && cells.is_workbook() && recognised.refusals.is_empty() {
            match sources::second_reading(&file.path, &file.name, cells.as_mut()) {
                Ok(disagreements) => recognised.refusals.extend(disagreements.into_iter().map(disagreed)),
                Err(error) => recognised.refusals.push(unreadable(&error)),
            }
        }
        if !recognised.refusals.is_empty() {
            return send(Message::Refused { job, file_id, file: identity, troubles: recognised.refusals });
        }
        let mut remarks = recognised.remarks;
        // A mark at the beginning of a file and a semicolon between its cells are how spreadsheets write text.
        let plain = |code: &str| matches!(code, "bom" | "delimiter-detected");
        remarks.extend(cells.remarks().into_iter().filter(|r| !plain(r.code)).map(|r| FileTrouble {
            sheet: None,
            recipe: None,
            miss: Miss { found: r.found, ..Miss::plain(r.code) },
        }));
        let simulated = identity.simulated;
        let sha256 = identity.sha256.clone();
        send(Message::Begun { job, file_id, file: identity, remarks })?;
        let mut recipes = Vec::new();
        for part in &recognised.parts {
            let number = self.numbers.1;
            self.numbers.1 += 1;
            recipes.push(self.recipes.edition(part.recipe));
            send(Message::Part(Box::new(PartBegun {
                part: number,
                sheet: part.name.clone(),
                recipe: part.recipe.name.clone(),
                edition: self.recipes.edition(part.recipe),
                obs_status: if simulated { SIMULATED_STATUS.to_owned() } else { part.recipe.status.clone() },
                binding: part.binding.clone(),
            })))?;
            let areas = &self.recipes.areas[&part.recipe.dataset];
            let mut forward = Forward { to, gone: false };
            match observations::read(cells.as_mut(), part, areas, number, &mut forward) {
                Ok(_) if forward.gone => return Err(Gone),
                Ok(told) => send(Message::PartDone(told))?,
                Err(error) => return send(Message::Failed(error)),
            }
        }
        // The same bytes under another name later in the same command are the same file.
        self.known.insert(sha256, KnownFile { file_id, recipes });
        send(Message::Done)
    }
}

/// Opens a file and finds its recipes, as each encoding and delimiter that a recipe declares, or as detected.
fn recognise<'a>(
    recipes: &'a Recipes,
    simulated: bool,
    file: &Job,
) -> Result<(Box<dyn Cells + Send>, observations::Recognised<'a>)> {
    let mut ways: Vec<TextOptions> = Vec::new();
    for recipe in &recipes.all {
        let way = recipe.text_options();
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let mut first_error = None;
    let mut first_refused = None;
    for way in &ways {
        let opened = match sources::open_cells(&file.path, &file.name, way) {
            Ok(Some(cells)) => Ok(cells),
            Ok(None) => Tabular::open(&file.path, &file.name).map(|t| Box::new(t) as Box<dyn Cells + Send>),
            Err(error) => Err(error),
        };
        let known = opened.and_then(|mut cells| {
            let recognised = observations::recognise(cells.as_mut(), &file.name, recipes, simulated)?;
            Ok((cells, recognised))
        });
        match known {
            Ok(known) if known.1.refusals.is_empty() => return Ok(known),
            Ok(known) => first_refused = first_refused.or(Some(known)),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    match (first_refused, first_error) {
        (Some(refused), _) => Ok(refused),
        (None, error) => Err(error.unwrap_or_else(|| Error::usage("there is no recipe"))),
    }
}

/// Observation status of simulated records. SDMX has no code for them, and none of its codes may be mistaken for it.
pub const SIMULATED_STATUS: &str = "SIM";

fn disagreed(cell: sources::Disagreement) -> FileTrouble {
    let miss = Miss {
        cell: Some((cell.row, cell.column)),
        found: cell.first,
        expected: cell.second,
        ..Miss::plain("readers-disagree")
    };
    FileTrouble { sheet: Some(cell.sheet), recipe: None, miss }
}

/// A failure to read as a trouble of the file.
pub fn unreadable(error: &Error) -> FileTrouble {
    let miss = Miss { found: error.to_string(), ..Miss::plain(error.code().unwrap_or("cannot-read")) };
    FileTrouble { sheet: None, recipe: None, miss }
}

/// Hands rows on to the keeping side.
struct Forward<'a> {
    to: &'a SyncSender<Message>,
    gone: bool,
}

impl Keeper for Forward<'_> {
    fn keep(&mut self, understood: Understood) -> Result<ControlFlow<()>> {
        self.gone = self.to.send(Message::Rows(understood)).is_err();
        Ok(if self.gone { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }
}
