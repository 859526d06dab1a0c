//! A sheet of a spreadsheet (xlsx) as the text of a table with commas, cell by cell, in the order in which they stand. Dates
//! are dates, a formula is what it came to; nothing is run and nothing fetched. What is in memory is bounded: what the program
//! that reads sheets keeps whole is unpacked and measured before. What the table means is not known here.

use crate::catalogue::Finding;
use crate::text::sanitise_line;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use flate2::read::DeflateDecoder;

/// Bytes of all that is kept whole while a sheet is read: its table of texts, names and styles.
const MOST_WHOLE: u64 = 64 << 20;

/// Bytes of markup from the beginning of one cell of a sheet to the next; a cell holds 32,767 characters.
const MOST_OF_CELL: usize = 4 << 20;

/// Bytes of text that a sheet may become.
const MOST_TEXT: u64 = 4 << 30;

/// Columns that are read; what stands behind is nothing that people write.
const MOST_COLUMNS: u32 = 1_000;

/// Bytes at the end of a file in which its table of contents begins.
const TAIL: u64 = 1 << 20;

/// Bytes of text that are given on together.
const PIECE: usize = 1 << 16;

fn unreadable(why: Finding) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// What the reader of spreadsheets says.
fn broken(error: &dyn std::fmt::Display) -> io::Error {
    unreadable(Finding::SheetUnreadable { message: sanitise_line(&error.to_string()).into_owned() })
}

/// Whether a zip archive is a spreadsheet, by the files in it.
pub(super) fn is_one(path: &Path) -> bool {
    let tail = || -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut bytes = Vec::new();
        file.take(TAIL).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    tail().is_ok_and(|bytes| memchr::memmem::find(&bytes, b"xl/workbook.xml").is_some())
}

/// The text of a sheet, made by a thread of its own while it is read.
pub(super) struct Sheet {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: io::Cursor<Vec<u8>>,
}

impl Sheet {
    /// The sheet of this name, or the first.
    pub fn open(path: &Path, name: Option<&str>) -> io::Result<Sheet> {
        measure(path)?;
        let file = BufReader::new(File::open(path)?);
        let mut book: Xlsx<_> = Xlsx::new(file).map_err(|error| broken(&error))?;
        let names = book.sheet_names();
        let chosen = match name {
            Some(name) => names.iter().find(|have| have.trim() == name.trim()),
            None => names.first(),
        };
        let sheets = names.join(", ");
        let all = || sheets.clone();
        let chosen = chosen.cloned().ok_or_else(|| match name {
            Some(name) => unreadable(Finding::NoSheetOf { name: name.to_owned(), sheets: all() }),
            None => unreadable(Finding::NoSheet),
        })?;
        let (sender, pieces) = sync_channel(2);
        std::thread::spawn(move || {
            if let Err(error) = write(&mut book, &chosen, &sheets, &sender) {
                // Nobody waits for it when the reading was ended.
                let _ = sender.send(Err(error));
            }
        });
        Ok(Sheet { pieces, piece: io::Cursor::default() })
    }
}

impl Read for Sheet {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.pieces.recv() {
                Ok(piece) => self.piece = io::Cursor::new(piece?),
                Err(_) => return Ok(0),
            }
        }
    }
}

/// Writes the cells of a sheet as lines; a line is the row of its number, as long as no cell has line ends of its own.
/// `sheets` are all names, for what has no table.
fn write(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    sheets: &str,
    sender: &SyncSender<io::Result<Vec<u8>>>,
) -> io::Result<()> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
    let mut out = Vec::new();
    let mut written: u64 = 0;
    let (mut row, mut column) = (0, 0);
    // Sheets with remarks, and nothing beside them, stand before tables.
    let mut is_table = false;
    while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
        let (at, in_row) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.is_empty() || in_row >= MOST_COLUMNS {
            continue;
        }
        if at != row {
            // A cell before the last one stands in a line of its own.
            out.extend(std::iter::repeat_n(b'\n', at.saturating_sub(row).max(1) as usize));
            (row, column) = (at, 0);
        }
        while column < in_row {
            out.push(b',');
            column += 1;
            is_table = true;
        }
        if text.contains([',', '"', '\n', '\r']) {
            out.push(b'"');
            out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        } else {
            out.extend_from_slice(text.as_bytes());
        }
        if out.len() >= PIECE {
            written += out.len() as u64;
            if written > MOST_TEXT {
                return Err(unreadable(Finding::SheetTooLarge));
            }
            if sender.send(Ok(std::mem::take(&mut out))).is_err() {
                return Ok(());
            }
        }
    }
    if !is_table && written == 0 {
        return Err(unreadable(Finding::SheetWithoutTable { name: name.to_owned(), sheets: sheets.to_owned() }));
    }
    out.push(b'\n');
    let _ = sender.send(Ok(out));
    Ok(())
}

/// The words of a cell.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => text_of_date(date),
        // What a formula could not compute is nothing.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn text_of_date(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    // Below one it is a time of a day.
    match (date.is_datetime() && date.as_f64() >= 1.0, (hour, minute, second)) {
        (false, _) => time,
        (true, (0, 0, 0)) => format!("{year:04}-{month:02}-{day:02}"),
        (true, _) => format!("{year:04}-{month:02}-{day:02}T{time}"),
    }
}

/// Fails when one cell of a sheet is so large that no program has written it.
fn measure_cells(mut sheet: impl Read) -> io::Result<()> {
    let cell = memchr::memmem::Finder::new(b"<c");
    let end = memchr::memmem::Finder::new(b"</sheetData");
    let mut buffer = vec![0; PIECE];
    // What was read and not looked at: a sign may be cut.
    let (mut kept, mut since, mut all) = (0, 0_usize, 0_u64);
    loop {
        let read = sheet.read(&mut buffer[kept..])?;
        let there = kept + read;
        let bytes = &buffer[..there];
        if let Some(last) = memchr::memmem::rfind(bytes, b"<c") {
            let first = cell.find(bytes).unwrap_or(last);
            since = if since + first > MOST_OF_CELL { since + first } else { there - last };
        } else {
            since += read;
        }
        all += read as u64;
        if since > MOST_OF_CELL || all > MOST_TEXT {
            return Err(unreadable(Finding::SheetTextsTooLarge));
        }
        if read == 0 || end.find(bytes).is_some() {
            return Ok(());
        }
        kept = there.min(12);
        buffer.copy_within(there - kept..there, 0);
    }
}

/// Fails when what would be kept whole is too large: all files of the archive but its sheets, and a cell of these. Their
/// lengths are measured by unpacking them, because an archive may say anything.
fn measure(path: &Path) -> io::Result<()> {
    let mut file = File::open(path)?;
    let length = file.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(TAIL);
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    (&file).take(TAIL).read_to_end(&mut tail)?;
    let broken = || unreadable(Finding::ZipWithoutContents);
    let end = memchr::memmem::rfind(&tail, b"PK\x05\x06").ok_or_else(broken)?;
    let four = |bytes: &[u8], at: usize| -> Option<u64> {
        let four = bytes.get(at..at + 4)?;
        Some(u64::from(u32::from_le_bytes([four[0], four[1], four[2], four[3]])))
    };
    let contents = four(&tail, end + 16).ok_or_else(broken)?;
    let size = four(&tail, end + 12).ok_or_else(broken)?.min(TAIL);
    file.seek(SeekFrom::Start(contents))?;
    let mut entries = Vec::new();
    (&file).take(size).read_to_end(&mut entries)?;
    let mut at = 0;
    let mut whole = 0;
    while entries.get(at..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")) {
        let two = |offset: usize| {
            let bytes = entries.get(at + offset..at + offset + 2)?;
            Some(usize::from(u16::from_le_bytes([bytes[0], bytes[1]])))
        };
        let (Some(method), Some(name_length), Some(extra), Some(remark)) = (two(10), two(28), two(30), two(32)) else {
            return Err(broken());
        };
        let (Some(packed), Some(local)) = (four(&entries, at + 20), four(&entries, at + 42)) else {
            return Err(broken());
        };
        let name = entries.get(at + 46..at + 46 + name_length).ok_or_else(broken)?;
        let is_sheet = name.starts_with(b"xl/worksheets/");
        if is_sheet || !name.starts_with(b"xl/media/") {
            file.seek(SeekFrom::Start(local))?;
            let mut head = [0; 30];
            file.read_exact(&mut head)?;
            let skipped = u64::from(u16::from_le_bytes([head[26], head[27]]))
                + u64::from(u16::from_le_bytes([head[28], head[29]]));
            file.seek(SeekFrom::Start(local + 30 + skipped))?;
            let left = MOST_WHOLE.saturating_sub(whole) + 1;
            let body = (&file).take(packed);
            let mut unpacked: Box<dyn Read> =
                if method == 8 { Box::new(DeflateDecoder::new(body)) } else { Box::new(body) };
            if is_sheet {
                measure_cells(&mut unpacked)?;
            } else {
                whole += io::copy(&mut unpacked.take(left), &mut io::sink())?;
            }
            if whole > MOST_WHOLE {
                return Err(unreadable(Finding::SheetTextsTooLarge));
            }
        }
        at += 46 + name_length + extra + remark;
    }
    Ok(())
}
