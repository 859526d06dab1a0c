//! Readers: bytes in, records out, as they are. Tables with commas, semicolons, tabs or bars, and JSON a line; in whatever
//! encoding. JSON in one piece is in `document`.
//!
//! What a record means is not known here.

use super::hxl;
use super::names::meaning;
use super::value::{Value, is_same_name};
use crate::catalogue::Unmapped;
use crate::load::native::{quoted, without_position};
use encoding_rs::Encoding;
use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, BufRead as _, BufReader, Read};
use std::ops::ControlFlow;

/// How a file holds its records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// A table, with this sign between cells.
    Table(u8),
    /// One value of JSON.
    Json,
    /// A value of JSON on each line.
    Lines,
    /// XML with records at some path.
    Xml,
    /// XML with headings and the speeches behind them.
    Debates,
    /// A page of HTML with blocks of JSON-LD.
    Page,
}

/// A record at its place.
pub(super) struct FoundRecord<'r> {
    pub record: &'r Value<'r>,
    /// What lies around it: the top of the file, its list of records left out.
    pub top: &'r Value<'r>,
    /// Its number, from 1, and the line on which it begins.
    pub number: usize,
    pub line: u64,
}

/// A record, or the fault of one that cannot be read.
pub(super) enum Read_<'r> {
    Record(FoundRecord<'r>),
    /// A row that says what the others are, and is none itself.
    Tags {
        line: u64,
    },
    Fault {
        line: u64,
        reason: Unmapped,
    },
    /// What stands above the names of the columns.
    Above {
        line: u64,
    },
}

/// Takes what is read, and may end the reading.
pub(super) type Taker<'t> = dyn FnMut(Read_<'_>) -> ControlFlow<()> + 't;

/// The signs that may stand between the cells of a table.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What stands for a quote where cells are in none.
pub(super) const NO_QUOTE: u8 = 0;

/// Rows that are looked at to tell a table.
const LOOKED_AT: usize = 50;

/// Rows that may stand above the names of the columns.
const MOST_ABOVE: usize = 12;

/// Where a table begins in a text, and how wide it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Head {
    /// Rows above the names of the columns.
    above: usize,
    /// Cells that a row has: as many as there are tags of HXL, else as most rows have.
    width: usize,
    /// The tags right below the names, if there are any.
    tags: Option<Vec<String>>,
}

impl Head {
    /// What the first rows of a table say of it.
    fn of(rows: &[Vec<String>]) -> Head {
        let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        // A title is one cell, so that such rows say nothing of the others.
        let mut counts: Vec<usize> = rows.iter().map(filled).filter(|count| *count > 1).collect();
        counts.sort_unstable();
        let Some(usual) = counts.get(counts.len() / 2) else { return Head::default() };
        // One row alone has tags: those of posts stand in many. A single one among other cells is a post too.
        let is_tags = |row: &Vec<String>| {
            hxl::is_tags(row.iter().map(String::as_str)) && (filled(row) > 1 || filled(row) * 2 > *usual)
        };
        let mut tagged = (0..rows.len()).filter(|at| is_tags(&rows[*at]));
        if let (Some(at @ 0..=MOST_ABOVE), None) = (tagged.next(), tagged.next()) {
            let tags = &rows[at];
            let names = at.checked_sub(1).filter(|before| filled(&rows[*before]) * 2 > filled(tags));
            let below = names.map(|_| tags.clone());
            return Head { above: names.unwrap_or(at), width: tags.len(), tags: below };
        }
        // Titles and remarks have half as many cells filled as most rows, or fewer.
        let above = rows.iter().take_while(|row| filled(row) * 2 <= *usual).count();
        let above = if above <= MOST_ABOVE { above } else { 0 };
        Head { above, width: usual_width(&rows[above..]), tags: None }
    }

    /// The row that names the columns, made as wide as the table: a column without a name has that of its tag.
    fn complete(&self, names: &mut Vec<String>) {
        if names.len() < self.width {
            names.resize(self.width, String::new());
        }
        for (name, tag) in names.iter_mut().zip(self.tags.iter().flatten()) {
            if name.trim().is_empty() {
                *name = hxl::heading(tag);
            }
        }
    }
}

/// How many cells most rows have; of two that are as frequent, as the first row has.
fn usual_width(rows: &[Vec<String>]) -> usize {
    let first = rows.first().map_or(0, Vec::len);
    let same = |width: usize| rows.iter().filter(|row| row.len() == width).count();
    rows.iter().map(Vec::len).max_by_key(|width| (same(*width), *width == first, *width)).unwrap_or(0)
}

/// The sign between the cells, when a text is a table: tags, or rows of two cells or more, most of as many.
pub(super) fn delimiter(beginning: &str, is_all: bool) -> Option<u8> {
    let score = |delimiter: u8| -> Option<(usize, u8)> {
        let mut rows = rows(beginning, delimiter, None, LOOKED_AT);
        if !is_all && rows.len() > 1 {
            rows.pop();
        }
        let head = Head::of(&rows);
        let rows = &rows[head.above..];
        let header = rows.first()?;
        let same = rows.iter().filter(|row| row.len() == head.width).count();
        // Where the columns have names that mean something, cells may be missing or too many.
        let named = header.iter().filter(|cell| cell.len() < 40 && meaning(cell.trim()).is_some()).count();
        let is_tagged = head.tags.is_some() || hxl::is_tags(header.iter().map(String::as_str));
        let is_regular = if named > 1 { same * 2 >= rows.len() } else { same * 5 >= rows.len() * 4 };
        (head.width.min(header.len()) > 1 && (is_tagged || is_regular)).then_some((head.width, delimiter))
    };
    // Tabs stand in no text and in no list within a cell.
    if score(b'\t').is_some() {
        return Some(b'\t');
    }
    DELIMITERS
        .into_iter()
        .filter_map(score)
        .max_by_key(|(width, delimiter)| (*width, *delimiter != b','))
        .map(|(_, sign)| sign)
}

/// Where a table begins, and its first rows from the names of its columns on. Tags of HXL below these are left out, because
/// they are no record.
pub(super) fn rows_from_names(text: &str, delimiter: u8, quote: Option<u8>) -> (Head, Vec<Vec<String>>) {
    let mut rows = rows(text, delimiter, quote, LOOKED_AT);
    let head = Head::of(&rows);
    rows.drain(..head.above);
    if head.tags.is_some() {
        rows.remove(1);
    }
    if let Some(names) = rows.first_mut() {
        if hxl::is_tags(names.iter().map(String::as_str)) {
            for name in names.iter_mut() {
                *name = hxl::heading(name);
            }
        }
        head.complete(names);
    }
    (head, rows)
}

/// The first rows of a table.
fn rows(text: &str, delimiter: u8, quote: Option<u8>, most: usize) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = table(text.as_bytes(), delimiter, quote);
    reader
        .records()
        .skip_while(|row| row.as_ref().is_ok_and(|row| is_sign(row.iter())))
        .take(most)
        .filter_map(Result::ok)
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// Whether a row only says which sign stands between cells: `sep=;`, as Excel writes it.
fn is_sign<'r>(mut row: impl Iterator<Item = &'r str>) -> bool {
    let is_first = |cell: &str| cell.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case("sep=");
    row.next().is_some_and(is_first) && row.all(str::is_empty)
}

fn table<R: Read>(text: R, delimiter: u8, quote: Option<u8>) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quote != Some(NO_QUOTE))
        .quote(quote.unwrap_or(b'"'))
        .buffer_capacity(1 << 18)
        .from_reader(text)
}

/// The names of a table's columns: one without is called by its number, and a second of one name has its number too.
pub(super) fn column_names(cells: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, cell) in cells.enumerate() {
        let name = cell.trim().to_owned();
        let name = match names.iter().filter(|have| is_same_name(have, &name)).count() {
            _ if name.is_empty() => format!("column {}", at + 1),
            0 => name,
            before => format!("{name} {}", before + 1),
        };
        names.push(name);
    }
    names
}

/// Reads a table. `columns` are its names when it has no row of them; `head` says where it begins.
pub(super) fn read_table(
    text: impl Read,
    delimiter: u8,
    quote: Option<u8>,
    (columns, head): (&[String], &Head),
    header: &mut Header<'_>,
    take: &mut Taker<'_>,
) -> Result<(), crate::error::Error> {
    let mut table = Table::new(columns, head);
    let mut outcome = Ok(());
    rows_in_batches(text, delimiter, quote, &mut |batch| match table.take(&batch, header, take) {
        Ok(goes_on) => goes_on,
        Err(error) => {
            outcome = Err(error);
            ControlFlow::Break(())
        }
    });
    outcome
}

/// Takes the names of the columns, and may refuse them.
pub(super) type Header<'h> = dyn FnMut(&[String]) -> Result<(), crate::error::Error> + 'h;

/// Bytes of rows or lines that are handed on together: few at first, so that something is on screen at once.
const BATCHES: [usize; 2] = [1 << 13, 1 << 17];

/// Rows of a table that were read together, in one piece of text.
#[derive(Default)]
pub(super) struct Rows {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
    all: Vec<Row>,
}

struct Row {
    /// How many cells there are up to its end.
    cells: usize,
    line: u64,
    /// Why it could not be read.
    fault: Option<Unmapped>,
}

/// What was read and not given on yet, and who takes it.
struct Pending<'g> {
    batch: Rows,
    give: &'g mut dyn FnMut(Rows) -> ControlFlow<()>,
    is_over: bool,
}

impl Pending<'_> {
    /// Gives on what was read; the next batch will be about as large.
    fn give(&mut self) {
        let next = Rows {
            text: String::with_capacity(self.batch.text.len().max(BATCHES[1]) + (BATCHES[1] >> 3)),
            ends: Vec::with_capacity(self.batch.ends.len()),
            all: Vec::with_capacity(self.batch.all.len()),
        };
        self.is_over |= (self.give)(std::mem::replace(&mut self.batch, next)).is_break();
    }
}

/// A text that gives on what is pending before it reads more: reading may wait, as long as who writes into a pipe pauses.
struct Patient<'p, 'g, R> {
    text: R,
    pending: &'p RefCell<Pending<'g>>,
}

impl<R: Read> Read for Patient<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut pending = self.pending.borrow_mut();
        if !pending.batch.all.is_empty() {
            pending.give();
        }
        if pending.is_over { Ok(0) } else { self.text.read(buffer) }
    }
}

/// Reads the rows of a table and gives them on in batches. What they mean is found in [`Table::take`], perhaps by another
/// thread.
pub(super) fn rows_in_batches(
    text: impl Read,
    delimiter: u8,
    quote: Option<u8>,
    give: &mut dyn FnMut(Rows) -> ControlFlow<()>,
) {
    let pending = RefCell::new(Pending { batch: Rows::default(), give, is_over: false });
    let mut reader = table(Patient { text, pending: &pending }, delimiter, quote);
    let mut row = csv::StringRecord::new();
    let (mut line, mut is_first) = (1, true);
    loop {
        let read = reader.read_record(&mut row);
        let mut pending = pending.borrow_mut();
        if pending.is_over {
            return;
        }
        let batch = &mut pending.batch;
        let (fault, is_end) = match read {
            Ok(true) => {
                // Each row ends with a line end, and blank lines before it were passed.
                line = reader.position().line().saturating_sub(1 + breaks(&row)).max(1);
                let start = batch.text.len();
                batch.text.push_str(row.as_slice());
                let ends = (0..row.len()).filter_map(|at| row.range(at)).map(|range| (start + range.end) as u32);
                batch.ends.extend(ends);
                (None, false)
            }
            Ok(false) => break,
            Err(error) => {
                let reason = match error.kind() {
                    csv::ErrorKind::Utf8 { .. } => Unmapped::RowOfOtherEncoding,
                    _ => Unmapped::RowUnreadable { words: quoted(&error.to_string()) },
                };
                line = error.position().map_or(line, csv::Position::line);
                (Some(reason), matches!(error.kind(), csv::ErrorKind::Io(_)))
            }
        };
        batch.all.push(Row { cells: batch.ends.len(), line, fault });
        if is_end {
            break;
        }
        if batch.text.len() >= BATCHES[usize::from(!is_first)] {
            is_first = false;
            pending.give();
        }
    }
    pending.borrow_mut().give();
}

/// A table while its rows are taken.
pub(super) struct Table<'c> {
    columns: &'c [String],
    head: &'c Head,
    /// Rows that are still to be passed.
    above: usize,
    names: Vec<String>,
    number: usize,
    /// Whether tags of HXL may come next, below the names of the columns.
    has_tags: bool,
}

impl<'c> Table<'c> {
    /// A table of which no row was taken; `columns` are its names when it has no row of them; `head` says where it begins.
    pub(super) fn new(columns: &'c [String], head: &'c Head) -> Table<'c> {
        let has_tags = !columns.is_empty();
        Table { columns, head, above: head.above, names: columns.to_vec(), number: 0, has_tags }
    }

    /// Takes rows; the first are told as what they are to `header`, the others become records.
    pub(super) fn take(
        &mut self,
        batch: &Rows,
        header: &mut Header<'_>,
        take: &mut Taker<'_>,
    ) -> Result<ControlFlow<()>, crate::error::Error> {
        let top = Value::Null;
        let (mut first_cell, mut start) = (0, 0);
        for Row { cells, line, fault } in &batch.all {
            if let Some(reason) = fault {
                if take(Read_::Fault { line: *line, reason: reason.clone() }).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                continue;
            }
            let ends = &batch.ends[first_cell..*cells];
            let from = start;
            let row = ends.iter().scan(from, |start, end| {
                let cell = &batch.text[*start..*end as usize];
                *start = *end as usize;
                Some(cell)
            });
            first_cell = *cells;
            start = ends.last().map_or(start, |end| *end as usize);
            if self.above > 0 && !is_sign(row.clone()) {
                self.above -= 1;
                if row.clone().any(|cell| !cell.trim().is_empty()) && take(Read_::Above { line: *line }).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                continue;
            }
            if std::mem::take(&mut self.has_tags) && !self.names.is_empty() && hxl::is_tags(row.clone()) {
                self.number += 1;
                if take(Read_::Tags { line: *line }).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                continue;
            }
            self.has_tags |= self.names.is_empty() && self.head.tags.is_some();
            if self.is_header(row.clone(), header)? || row.clone().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.number += 1;
            if ends.len() > self.names.len() {
                let reason = Unmapped::RowTooLong { cells: ends.len(), columns: self.names.len() };
                if take(Read_::Fault { line: *line, reason }).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            let fields = self.names.iter().zip(row).map(|(name, cell)| (Cow::Borrowed(name.as_str()), of_cell(cell)));
            let record = Value::Object(fields.collect());
            let found = FoundRecord { record: &record, top: &top, number: self.number, line: *line };
            if take(Read_::Record(found)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Whether a row names the columns.
    fn is_header<'r>(
        &mut self,
        row: impl Iterator<Item = &'r str> + Clone,
        header: &mut Header<'_>,
    ) -> Result<bool, crate::error::Error> {
        if self.number > 0 {
            return Ok(false);
        }
        if is_sign(row.clone()) {
            return Ok(true);
        }
        if self.columns.is_empty() {
            if !self.names.is_empty() {
                return Ok(false);
            }
            let first = |at: usize, cell: &str| {
                if at == 0 { cell.trim_start_matches('\u{feff}').to_owned() } else { cell.to_owned() }
            };
            let are_tags = hxl::is_tags(row.clone());
            let name = |cell: String| if are_tags { hxl::heading(&cell) } else { cell };
            let mut names = row.enumerate().map(|(at, cell)| name(first(at, cell))).collect();
            self.head.complete(&mut names);
            self.names = column_names(names.into_iter());
            header(&self.names)?;
            return Ok(true);
        }
        header(&self.names)?;
        let is_same = row.clone().count() == self.columns.len()
            && row.zip(self.columns).all(|(cell, name)| is_same_name(cell, name));
        self.number += usize::from(is_same);
        Ok(is_same)
    }
}

/// Line ends within the cells of a row.
fn breaks(row: &csv::StringRecord) -> u64 {
    memchr::memchr_iter(b'\n', row.as_slice().as_bytes()).count() as u64
}

/// What stands in a cell: its text, or JSON when it is a list or an object of that.
fn of_cell(cell: &str) -> Value<'_> {
    let is_json = matches!(cell.as_bytes(), [b'[', .., b']'] | [b'{', .., b'}']);
    let json = is_json.then(|| serde_json::from_str(cell).ok()).flatten();
    json.unwrap_or(Value::Text(Cow::Borrowed(cell)))
}

/// Reads JSON a line.
pub(super) fn read_lines<R: Read>(text: BufReader<R>, take: &mut Taker<'_>) -> io::Result<()> {
    let mut number = 0;
    lines_in_batches(text, &mut |batch| take_lines(&batch, &mut number, take))
}

/// Lines that were read together, in one piece.
#[derive(Default)]
pub(super) struct Lines {
    text: Vec<u8>,
    /// Where each line ends in the text.
    ends: Vec<usize>,
    /// How many lines stand before them in the file.
    before: u64,
}

/// Reads lines and gives them on in batches. What they say is found in [`take_lines`], perhaps by another thread.
pub(super) fn lines_in_batches<R: Read>(
    mut text: BufReader<R>,
    give: &mut dyn FnMut(Lines) -> ControlFlow<()>,
) -> io::Result<()> {
    let (mut batch, mut is_first) = (Lines::default(), true);
    let mut give = |batch: &mut Lines| {
        let next = Lines {
            text: Vec::with_capacity(batch.text.len().max(BATCHES[1]) + (BATCHES[1] >> 3)),
            ends: Vec::with_capacity(batch.ends.len()),
            before: batch.before + batch.ends.len() as u64,
        };
        give(std::mem::replace(batch, next))
    };
    let ended = loop {
        // Reading more may wait, as long as who writes into a pipe pauses.
        if !batch.ends.is_empty() && memchr::memchr(b'\n', text.buffer()).is_none() && give(&mut batch).is_break() {
            return Ok(());
        }
        match text.read_until(b'\n', &mut batch.text) {
            Ok(0) => break Ok(()),
            Ok(_) => batch.ends.push(batch.text.len()),
            Err(error) => break Err(error),
        }
        if batch.text.len() >= BATCHES[usize::from(!is_first)] {
            is_first = false;
            if give(&mut batch).is_break() {
                return Ok(());
            }
        }
    };
    let _ = give(&mut batch);
    ended
}

/// Takes lines: each that says something is a record. `number` counts these.
pub(super) fn take_lines(batch: &Lines, number: &mut usize, take: &mut Taker<'_>) -> ControlFlow<()> {
    let top = Value::Null;
    let mut start = 0;
    for (at, end) in (batch.before + 1..).zip(&batch.ends) {
        let json = batch.text[start..*end].trim_ascii();
        start = *end;
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let json = json.strip_suffix(b",").unwrap_or(json);
        if json.is_empty() || json.starts_with(b"//") {
            continue;
        }
        let read = std::str::from_utf8(json)
            .map_err(|_| Unmapped::LineNotUtf8)
            .and_then(|json| serde_json::from_str::<Value<'_>>(json).map_err(|error| without_place(&error)));
        match read {
            Ok(record) => {
                *number += 1;
                take(Read_::Record(FoundRecord { record: &record, top: &top, number: *number, line: at }))?;
            }
            Err(reason) => take(Read_::Fault { line: at, reason })?,
        }
    }
    ControlFlow::Continue(())
}

/// The message of a JSON error without its place, which is told apart.
pub(super) fn without_place(error: &serde_json::Error) -> Unmapped {
    Unmapped::NoJson { why: without_position(error) }
}

/// A text in UTF-8 while it is read in another encoding.
pub(super) struct Decoded<R> {
    source: R,
    decoder: encoding_rs::Decoder,
    bytes: Vec<u8>,
    /// Bytes that were read and not decoded yet.
    held: usize,
    text: Vec<u8>,
    given: usize,
    is_end: bool,
    /// The last byte that was decoded; lines end in one way, the last one too.
    last: u8,
}

impl<R: Read> Decoded<R> {
    pub fn new(source: R, encoding: &'static Encoding) -> Decoded<R> {
        Decoded {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes: vec![0; 1 << 16],
            held: 0,
            text: Vec::new(),
            given: 0,
            is_end: false,
            last: b'\n',
        }
    }
}

impl<R> Decoded<R> {
    /// Makes one line end of each of the three that there are, and ends the last line.
    fn unite_line_ends(&mut self) {
        let mut last = self.last;
        if last == b'\r' || memchr::memchr(b'\r', &self.text).is_some() {
            self.text.retain_mut(|byte| {
                let is_second = last == b'\r' && *byte == b'\n';
                last = *byte;
                if *byte == b'\r' {
                    *byte = b'\n';
                }
                !is_second
            });
        } else {
            last = self.text.last().copied().unwrap_or(last);
        }
        if self.is_end && !matches!(last, b'\n' | b'\r') {
            self.text.push(b'\n');
        }
        self.last = last;
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if self.is_end {
                return Ok(0);
            }
            let read = self.source.read(&mut self.bytes[self.held..])?;
            self.is_end = read == 0;
            let input = &self.bytes[..self.held + read];
            let room = self.decoder.max_utf8_buffer_length(input.len()).unwrap_or(input.len() * 3 + 16);
            self.text.resize(room, 0);
            let (_, taken, written, _) = self.decoder.decode_to_utf8(input, &mut self.text, self.is_end);
            let left = input.len() - taken;
            self.bytes.copy_within(taken..taken + left, 0);
            self.held = left;
            self.text.truncate(written);
            self.given = 0;
            self.unite_line_ends();
        }
        let read = (&self.text[self.given..]).read(buffer)?;
        self.given += read;
        Ok(read)
    }
}
