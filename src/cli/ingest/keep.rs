//! The keeping side: messages become rows of the store and lines of its ledger.

use super::Job;
use super::read::{Identity, Message, PartBegun, unreadable};
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::observations::{FileTrouble, MOST_KEYS, Miss, Recipe, Recipes, Understood};
use crate::store::{FileLine, PartLine, Received, Records, TroubleLine};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// What became of a file.
#[derive(Debug)]
pub struct Taken {
    /// Which file.
    pub job: Job,
    /// Its number in the ledger, where it has one.
    pub file_id: Option<i64>,
    /// What became of it.
    pub fate: Fate,
    /// The worst that was found in it.
    pub worst: Option<Severity>,
}

/// What can become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its rows are in the store.
    Taken,
    /// It was there before, and nothing has changed.
    Unchanged,
    /// Nothing of it was taken.
    Refused,
}

/// Keeps everything that the reader says.
pub fn keep_all(
    received: &Received,
    recipes: &Recipes,
    jobs: &[Job],
    day: Date,
    from: Receiver<Message>,
) -> Result<Vec<Taken>> {
    let mut keeper =
        Keeping { received, recipes, jobs, day, taken: Vec::new(), open: None, progress: Progress::start() };
    for message in from {
        keeper.hear(message)?;
    }
    keeper.progress.end();
    // The reader says how every file ends; where it fell silent, it has died.
    if keeper.open.is_some() || keeper.taken.len() != jobs.len() {
        return Err(Error::system("reading ended before its time"));
    }
    Ok(keeper.taken)
}

struct Keeping<'a> {
    received: &'a Received,
    recipes: &'a Recipes,
    jobs: &'a [Job],
    day: Date,
    taken: Vec<Taken>,
    open: Option<Open<'a>>,
    progress: Progress,
}

/// The file that is being kept.
struct Open<'a> {
    job: usize,
    file_id: i64,
    file: Identity,
    remarks: Vec<FileTrouble>,
    parts: Vec<(i64, &'a Recipe)>,
    part: Option<(PartBegun, &'a Recipe)>,
    records: Option<Records<'a>>,
    troubles: usize,
    accepted: u64,
    worst: Option<Severity>,
}

impl<'a> Keeping<'a> {
    fn hear(&mut self, message: Message) -> Result<()> {
        match message {
            Message::Unchanged { job, file_id } => {
                self.taken.push(Taken {
                    job: self.jobs[job].clone(),
                    file_id: Some(file_id),
                    fate: Fate::Unchanged,
                    worst: None,
                });
            }
            Message::Refused { job, file_id, file, troubles } => self.refuse(job, file_id, &file, &troubles)?,
            Message::Begun { job, file_id, file, remarks } => {
                self.progress.begin(&self.jobs[job].name);
                self.open = Some(Open {
                    job,
                    file_id,
                    file,
                    remarks,
                    parts: Vec::new(),
                    part: None,
                    records: None,
                    troubles: 0,
                    accepted: 0,
                    worst: None,
                });
            }
            Message::Part(part) => {
                let recipe = self.recipes.get(&part.recipe).expect("the reader reads by these recipes");
                let open = self.open.as_mut().expect("a part belongs to a file");
                open.parts.push((part.part, recipe));
                open.part = Some((*part, recipe));
            }
            Message::Rows(rows) => self.rows(rows)?,
            Message::PartDone(told) => {
                let count = told.count;
                let open = self.open.as_mut().expect("a part belongs to a file");
                if let Some(records) = open.records.take() {
                    records.end()?;
                }
                let (part, recipe) = open.part.take().expect("the part has begun");
                let line = PartLine {
                    part: part.part,
                    file_id: open.file_id,
                    sheet: &part.sheet,
                    recipe,
                    edition: &part.edition,
                    obs_status: &part.obs_status,
                    binding: &part.binding,
                    count,
                };
                open.accepted += count.accepted;
                self.received.write_part(&line, &told.areas, &recipe.excluded, &told.exclusions_used)?;
                let misses: Vec<Miss> = told.remarks.iter().map(Miss::from).collect();
                write_row_troubles(self.received, open, &part, recipe, Severity::Warning, &misses)?;
            }
            Message::Failed(error) => {
                let mut open = self.open.take().expect("a file was being read");
                if let Some(records) = open.records.take() {
                    records.end()?;
                }
                self.take_back(&open)?;
                self.refuse(open.job, open.file_id, &open.file, &[unreadable(&error)])?;
            }
            Message::Done => self.done()?,
        }
        Ok(())
    }

    fn rows(&mut self, rows: Understood) -> Result<()> {
        let open = self.open.as_mut().expect("rows belong to a file");
        let (part, recipe) = open.part.as_ref().expect("rows belong to a part");
        if let Some(records) = rows.records {
            self.progress.add(records.num_rows());
            let into = match &mut open.records {
                Some(into) => into,
                none => none.insert(self.received.records(&recipe.holds)?),
            };
            into.append(records)?;
        }
        if rows.set_aside.is_empty() && rows.excluded.is_empty() {
            return Ok(());
        }
        self.received.write_rows(part.part, &rows.set_aside, &rows.excluded)?;
        let misses: Vec<Miss> = rows.set_aside.iter().flat_map(|r| &r.troubles).map(Miss::from).collect();
        let part = open.part.take().expect("rows belong to a part");
        write_row_troubles(self.received, open, &part.0, part.1, Severity::Error, &misses)?;
        open.part = Some(part);
        Ok(())
    }

    fn done(&mut self) -> Result<()> {
        let mut open = self.open.take().expect("a file was being read");
        let of_recipe =
            |name: &str| -> Vec<i64> { open.parts.iter().filter(|(_, r)| r.name == name).map(|(p, _)| *p).collect() };
        let names: BTreeSet<&str> = open.parts.iter().map(|(_, r)| r.name.as_str()).collect();
        for name in names.into_iter().filter(|name| of_recipe(name).len() > 1 || open.accepted > MOST_KEYS as u64) {
            let recipe = self.recipes.get(name).expect("the part's recipe");
            let repeated = self.received.repeated_keys(recipe, &of_recipe(name))?;
            if !repeated.is_empty() {
                self.take_back(&open)?;
                let miss = Miss { found: repeated.join(" | "), ..Miss::plain("duplicate-key") };
                let trouble = FileTrouble { sheet: None, recipe: Some(name.to_owned()), miss };
                return self.refuse(open.job, open.file_id, &open.file, &[trouble]);
            }
        }
        self.received.write_file(&self.line(open.job, open.file_id, &open.file, true))?;
        self.write_file_troubles(open.file_id, open.troubles, &open.remarks, "note")?;
        if !open.remarks.is_empty() {
            open.worst = Some(open.worst.unwrap_or(Severity::Note));
        }
        self.taken.push(Taken {
            job: self.jobs[open.job].clone(),
            file_id: Some(open.file_id),
            fate: Fate::Taken,
            worst: open.worst,
        });
        Ok(())
    }

    /// Takes back all rows and lines of a file that cannot be taken after all.
    fn take_back(&self, open: &Open<'_>) -> Result<()> {
        for (part, recipe) in &open.parts {
            self.received.forget(&recipe.holds, &[*part])?;
            self.received.forget_part(*part)?;
        }
        self.received.forget_troubles(open.file_id)
    }

    fn refuse(&mut self, job: usize, file_id: i64, file: &Identity, troubles: &[FileTrouble]) -> Result<()> {
        let codes = troubles.iter().map(|t| t.miss.code).collect::<Vec<_>>().join(" ");
        // The same file refused again for the same reasons changes nothing.
        let before = self.received.refused_before(&file.sha256)?;
        let file_id = match before {
            Some((id, before)) if before == codes => id,
            _ => {
                self.received.write_file(&self.line(job, file_id, file, false))?;
                self.write_file_troubles(file_id, 0, troubles, "error")?;
                file_id
            }
        };
        self.taken.push(Taken {
            job: self.jobs[job].clone(),
            file_id: Some(file_id),
            fate: Fate::Refused,
            worst: Some(Severity::Error),
        });
        Ok(())
    }

    fn line(&self, job: usize, file_id: i64, file: &Identity, taken: bool) -> FileLine {
        let job = &self.jobs[job];
        FileLine {
            file_id,
            file: job.name.clone(),
            folder: job.path.parent().map(|p| p.display().to_string()).unwrap_or_default(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
            received_on: self.day,
            taken,
            form: file.stamp.as_ref().map(|s| s.form.clone()),
            stamped_area: file.stamp.as_ref().map(|s| s.area.clone()),
            simulated: file.simulated,
        }
    }

    fn write_file_troubles(
        &self,
        file_id: i64,
        before: usize,
        troubles: &[FileTrouble],
        severity: &'static str,
    ) -> Result<()> {
        let lines: Vec<TroubleLine<'_>> = troubles
            .iter()
            .map(|t| TroubleLine {
                part: None,
                sheet: t.sheet.as_deref(),
                recipe: t.recipe.as_deref(),
                severity,
                miss: &t.miss,
            })
            .collect();
        self.received.write_troubles(file_id, before, &lines)
    }
}

/// Writes down what is wrong with rows of a part.
fn write_row_troubles(
    received: &Received,
    open: &mut Open<'_>,
    part: &PartBegun,
    recipe: &Recipe,
    severity: Severity,
    misses: &[Miss],
) -> Result<()> {
    if misses.is_empty() {
        return Ok(());
    }
    let line = |miss| TroubleLine {
        part: Some(part.part),
        sheet: Some(&part.sheet),
        recipe: Some(&recipe.name),
        severity: severity.word(),
        miss,
    };
    received.write_troubles(open.file_id, open.troubles, &misses.iter().map(line).collect::<Vec<_>>())?;
    open.troubles += misses.len();
    open.worst = Some(open.worst.map_or(severity, |w| w.min(severity)));
    Ok(())
}

/// Rows per second on long reads, while a terminal watches.
struct Progress {
    watched: bool,
    file: String,
    begun: Instant,
    last: Instant,
    rows: usize,
    shown: bool,
}

impl Progress {
    fn start() -> Progress {
        let now = Instant::now();
        Progress {
            watched: std::io::stderr().is_terminal(),
            file: String::new(),
            begun: now,
            last: now,
            rows: 0,
            shown: false,
        }
    }

    fn begin(&mut self, file: &str) {
        self.end();
        let now = Instant::now();
        (self.file, self.begun, self.last, self.rows) = (file.to_owned(), now, now, 0);
    }

    fn add(&mut self, rows: usize) {
        self.rows += rows;
        if self.watched && self.last.elapsed() > Duration::from_secs(1) {
            self.last = Instant::now();
            let speed = self.rows as f64 / self.begun.elapsed().as_secs_f64();
            eprint!("\r  {}: {} rows, {:.0} rows/s   ", self.file, self.rows, speed);
            self.shown = true;
        }
    }

    fn end(&mut self) {
        if self.shown {
            eprintln!();
            self.shown = false;
        }
    }
}
