//! Builds a document: wraps paragraphs, keeps their roles, marks hits.
//!
//! It knows widths and hits, not what an event is.

use crate::catalogue::Ui;
use std::ops::Range;

use super::{DocLine, DocStyle, Document, Glyphs, Link, QuoteAt, Role, Section, Span, Stop};
use crate::model::{Lang, Text};
use crate::query::matches::Where;
use crate::query::{self, Target};
use crate::text;

/// Columns of a label with the space after it.
const LABEL: usize = 11;
/// A narrower pane has no column for labels.
const WITH_LABELS: usize = 34;
/// Bytes of the texts of a record that are shown; each line costs several times its length, and nobody scrolls through so
/// many. Of what comes behind so much is shown of each text.
const MOST_SHOWN: usize = 1 << 20;
const LEAST_SHOWN: usize = 1 << 10;
/// A column of text is never made narrower than this; what does not fit is cut by the pane.
const NARROWEST: usize = 6;

/// Words of one role, before they are wrapped.
pub(super) struct Run {
    role: Role,
    text: String,
    target: Option<Target>,
}

impl Run {
    /// The same words, which lead somewhere by themselves.
    pub(super) fn to(self, target: Option<Target>) -> Run {
        Run { target, ..self }
    }

    /// Columns of the words.
    pub(super) fn width(&self) -> usize {
        text::width(&self.text)
    }

    /// The words.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Words of one role.
pub(super) fn run(role: Role, text: impl Into<String>) -> Run {
    Run { role, text: text.into(), target: None }
}

/// A column of words beside others.
pub(super) struct Cell {
    /// Where it begins.
    pub at: usize,
    /// Its columns.
    pub width: usize,
    /// Whether its words stand at its right end.
    pub is_number: bool,
    /// In which column of a table its words lead somewhere, from 0.
    pub column: usize,
    /// The words.
    pub runs: Vec<Run>,
}

impl Cell {
    /// Words from a column on.
    pub(super) fn new(at: usize, width: usize, runs: Vec<Run>) -> Cell {
        Cell { at, width, is_number: false, column: 0, runs }
    }

    /// The same in another column of a table.
    pub(super) fn of_column(self, column: usize) -> Cell {
        Cell { column, ..self }
    }

    /// The same, at its right end.
    pub(super) fn flushed_right(self) -> Cell {
        Cell { is_number: true, ..self }
    }
}

/// A line of wrapped words.
struct Wrapped {
    spans: Vec<Span>,
    /// Which spans lead somewhere.
    links: Vec<(Range<usize>, Target)>,
    /// How many hits begin on it.
    hits: usize,
}

/// Lines that belong together: wrapped as one, with the same beginning on each.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Empty columns before every line.
    pub indent: usize,
    /// Before the first line.
    pub first: Option<Run>,
    /// Before every other line; as wide as `first`, and empty columns when there is none.
    pub rest: Option<Run>,
    /// The words.
    pub runs: Vec<Run>,
    /// Where the first line leads.
    pub target: Option<Target>,
    /// The quote that begins with the first line.
    pub quote: Option<QuoteAt>,
    /// Whether it goes on with what the paragraph above began.
    pub continues: bool,
}

/// A document that is being written.
pub(super) struct Writer<'a> {
    style: DocStyle<'a>,
    document: Document,
    /// What the words that are written now are part of: fields find their values there.
    place: Where,
    /// Bytes of words so far.
    written: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(style: &DocStyle<'a>) -> Writer<'a> {
        Writer { style: *style, document: Document::default(), place: Where::Text, written: 0 }
    }

    pub(super) fn finish(mut self) -> Document {
        while self.document.lines.len() > self.document.head
            && self.document.lines.last().is_some_and(|line| line.spans.is_empty())
        {
            self.document.lines.pop();
        }
        self.document.stops = stops(&self.document.lines);
        self.document
    }

    /// Columns of the pane.
    pub(super) fn width(&self) -> usize {
        self.style.width
    }

    /// The quote that is shown before all else.
    pub(super) fn quote(&self) -> Option<usize> {
        self.style.quote.map(|number| number as usize)
    }

    /// Ends what stays in sight while the rest is scrolled.
    pub(super) fn end_head(&mut self) {
        if self.style.airy {
            self.document.lines.push(DocLine::default());
        }
        self.document.head = self.document.lines.len();
    }

    /// Leaves a line of the head empty for events over time.
    pub(super) fn leave_strip(&mut self) {
        self.document.strip = Some(self.document.lines.len());
        self.document.lines.push(DocLine::default());
    }

    pub(super) fn lang(&self) -> Lang {
        self.style.lang
    }

    pub(super) fn glyphs(&self) -> &'static Glyphs {
        Glyphs::of(self.style.ui.ascii)
    }

    /// What the program speaks.
    pub(super) fn ui(&self) -> Ui {
        self.style.ui
    }

    /// The places in `text` that the query finds.
    pub(super) fn hits(&self, text: &str) -> Vec<Range<usize>> {
        query::hits_in(self.style.query, self.style.spellings, self.place, beginning(text, MOST_SHOWN))
    }

    /// Writes words that are part of something that a field may ask for.
    pub(super) fn within<T>(&mut self, place: Where, write: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.place, place);
        let written = write(self);
        self.place = before;
        written
    }

    /// Whether the query finds something in `text`.
    pub(super) fn is_hit(&self, text: &str) -> bool {
        !self.hits(text).is_empty()
    }

    /// The version of a text that is shown, and after it the first other version when only that has a hit.
    pub(super) fn inline(&self, text: &Text) -> String {
        match self.hidden_hit(text) {
            Some((_, hidden)) => format!("{} ({hidden})", text.shown(self.lang())),
            None => text.shown(self.lang()).to_owned(),
        }
    }

    /// A version that is not shown and has a hit, when the shown one has none.
    fn hidden_hit<'t>(&self, text: &'t Text) -> Option<(Option<&'t str>, &'t str)> {
        let shown = text.shown(self.lang());
        if self.is_hit(shown) {
            return None;
        }
        text.versions().find(|(_, version)| *version != shown && self.is_hit(version))
    }

    /// What the user has said of the record. The query does not find it, so that it has no hits.
    pub(super) fn mark(&mut self) {
        let Glyphs { bookmark, note, .. } = *self.glyphs();
        if self.style.bookmarked {
            let runs = vec![run(Role::Mark, self.ui().bookmarked(bookmark).to_string())];
            self.paragraph(Paragraph { runs, ..Paragraph::default() });
        }
        if !self.style.note.is_empty() {
            let first = Some(run(Role::Mark, format!("{note} ")));
            let runs = vec![run(Role::Mark, self.style.note)];
            self.paragraph(Paragraph { first, runs, ..Paragraph::default() });
        }
    }

    /// An empty line, never two together and never at the top of what is scrolled.
    pub(super) fn blank(&mut self) {
        let document = &mut self.document;
        if document.lines.len() > document.head && document.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            document.lines.push(DocLine::default());
        }
    }

    /// Words that are cut after `most` lines.
    pub(super) fn at_most(&mut self, most: usize, paragraph: Paragraph) {
        let from = self.document.lines.len();
        self.paragraph(paragraph);
        let end = from + most;
        if self.document.lines.len() <= end || most == 0 {
            return;
        }
        self.document.lines.truncate(end);
        self.document.hits.iter_mut().for_each(|line| *line = (*line).min(end - 1));
        let ellipsis = self.glyphs().ellipsis;
        let room = self.columns(0).saturating_sub(text::width(ellipsis));
        if let Some(line) = self.document.lines.last_mut() {
            while text::width(&line.text()) > room {
                let Some(last) = line.spans.last_mut() else { break };
                if last.text.pop().is_none() {
                    line.spans.pop();
                }
            }
            if let Some(last) = line.spans.last_mut() {
                last.text.truncate(last.text.trim_end().len());
                last.text.push_str(ellipsis);
            }
        }
    }

    /// Something that can be gone to begins with the next line.
    pub(super) fn begin(&mut self, name: &'static str) {
        self.blank();
        self.document.sections.push(Section { name, line: self.document.lines.len() });
    }

    /// The heading of a part that can be gone to, after an empty line, and how much there is of it.
    pub(super) fn section(&mut self, name: &'static str, count: &str) {
        self.begin(name);
        self.title_of_part(name, count);
    }

    /// The heading of a part, after an empty line.
    pub(super) fn heading(&mut self, name: &str, count: &str) {
        self.blank();
        self.title_of_part(name, count);
    }

    fn title_of_part(&mut self, name: &str, count: &str) {
        let mut runs = vec![run(Role::Heading, name)];
        if !count.is_empty() {
            runs.push(run(Role::Label, format!("  {count}")));
        }
        self.paragraph(Paragraph { runs, ..Paragraph::default() });
    }

    /// A fact with its name; nothing when there are no words.
    pub(super) fn fact(&mut self, label: &str, runs: Vec<Run>) {
        self.fact_to(label, runs, None);
    }

    /// A fact that leads somewhere.
    pub(super) fn fact_to(&mut self, label: &str, runs: Vec<Run>, target: Option<Target>) {
        if runs.iter().all(|run| run.text.is_empty()) {
            return;
        }
        if self.style.width >= WITH_LABELS {
            let first =
                Some(run(Role::Label, format!("{label:LABEL$}{}", if text::width(label) < LABEL { "" } else { " " })));
            self.paragraph(Paragraph { first, runs, target, ..Paragraph::default() });
        } else {
            let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
            let runs = std::iter::once(run(Role::Label, label)).chain(runs).collect();
            self.paragraph(Paragraph { runs, target, ..Paragraph::default() });
        }
    }

    /// A text of the data as a paragraph; a hit in a language that is not shown stands beneath.
    pub(super) fn text(&mut self, indent: usize, bullet: bool, role: Role, text: &Text) {
        let shown = text.shown(self.lang());
        if shown.is_empty() {
            return;
        }
        let first = bullet.then(|| run(Role::Dim, format!("{} ", self.glyphs().bullet)));
        self.paragraph(Paragraph { indent, first, runs: vec![run(role, shown)], ..Paragraph::default() });
        self.beneath(indent + if bullet { 2 } else { 0 }, text);
    }

    /// An item of a list on which the cursor rests.
    pub(super) fn item(&mut self, runs: Vec<Run>, target: Option<Target>) {
        let first = Some(run(Role::Label, format!("{} ", self.glyphs().bullet)));
        self.paragraph(Paragraph { first, runs, target, ..Paragraph::default() });
    }

    /// The version that is not shown but has the only hit.
    pub(super) fn beneath(&mut self, indent: usize, text: &Text) {
        if let Some((tag, hidden)) = self.hidden_hit(text) {
            let first = tag.map(|tag| run(Role::Label, format!("{tag}: ")));
            self.paragraph(Paragraph { indent, first, runs: vec![run(Role::Dim, hidden)], ..Paragraph::default() });
        }
    }

    /// An indent, never more than a quarter of the pane.
    fn indent(&self, wanted: usize) -> usize {
        wanted.min(self.style.width / 4)
    }

    /// Columns of words after `taken` ones.
    pub(super) fn columns(&self, taken: usize) -> usize {
        self.style.width.saturating_sub(taken).max(NARROWEST)
    }

    /// Wraps a paragraph and adds its lines.
    pub(super) fn paragraph(&mut self, paragraph: Paragraph) {
        let Paragraph { indent, first, rest, mut runs, mut target, mut quote, mut continues } = paragraph;
        let left_out = self.shorten(&mut runs);
        let prefix = first.as_ref().or(rest.as_ref()).map_or(0, Run::width);
        let indent = self.indent(indent);
        let columns = self.columns(indent + prefix);
        let mut first = Some(first.unwrap_or_else(|| blank_or(rest.as_ref(), prefix)));
        for Wrapped { spans: words, links, hits } in self.wrapped(&runs, columns) {
            let line = self.document.lines.len();
            self.document.hits.extend((0..hits).map(|_| line));
            let prefix = first.take().unwrap_or_else(|| blank_or(rest.as_ref(), prefix));
            let mut spans = Vec::new();
            if !prefix.text.is_empty() {
                spans.push(Span { role: prefix.role, hit: false, text: prefix.text });
            }
            let before = spans.len();
            spans.extend(words);
            let moved = |(spans, target): (Range<usize>, Target)| Link {
                spans: spans.start + before..spans.end + before,
                column: 0,
                target,
            };
            let links = links.into_iter().map(moved).collect();
            self.push(DocLine {
                indent,
                spans,
                target: target.take(),
                links,
                is_row: false,
                quote: quote.take(),
                continues: std::mem::replace(&mut continues, true),
            });
        }
        if left_out > 0 {
            let runs = vec![run(Role::Mark, self.ui().more_characters(left_out).to_string())];
            self.paragraph(Paragraph { indent, runs, continues: true, ..Paragraph::default() });
        }
    }

    /// Shortens words that are longer than what is shown of a record; returns how many characters are left out.
    fn shorten(&mut self, runs: &mut [Run]) -> usize {
        let mut left_out = 0;
        for run in runs {
            let most = MOST_SHOWN.saturating_sub(self.written).max(LEAST_SHOWN);
            let kept = beginning(&run.text, most).len();
            if kept < run.text.len() {
                left_out += run.text[kept..].chars().count();
                run.text.truncate(kept);
                run.text.shrink_to_fit();
            }
            self.written += kept;
        }
        left_out
    }

    /// Writes columns of words beside each other, each wrapped by itself; `is_row` of a table whose columns lead somewhere.
    pub(super) fn cells(&mut self, is_row: bool, cells: &[Cell]) {
        let columns: Vec<Vec<Wrapped>> = cells.iter().map(|cell| self.wrapped(&cell.runs, cell.width)).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        for row in 0..height {
            let line = self.document.lines.len();
            let mut shown = DocLine { continues: row > 0, is_row, ..DocLine::default() };
            let mut used = 0;
            for (cell, words) in cells.iter().zip(&mut columns) {
                let Some(Wrapped { spans, links, hits }) = words.next() else { continue };
                self.document.hits.extend((0..hits).map(|_| line));
                let width: usize = spans.iter().map(|span| text::width(&span.text)).sum();
                let start = if cell.is_number { cell.at + cell.width.saturating_sub(width) } else { cell.at };
                if start > used {
                    let text = " ".repeat(start - used);
                    shown.spans.push(Span { role: Role::Plain, hit: false, text });
                }
                used = start.max(used) + width;
                let before = shown.spans.len();
                shown.spans.extend(spans);
                shown.links.extend(links.into_iter().map(|(spans, target)| Link {
                    spans: spans.start + before..spans.end + before,
                    column: cell.column,
                    target,
                }));
            }
            self.push(shown);
        }
    }

    /// Adds a line. Of a single link the whole of it is the line.
    fn push(&mut self, mut line: DocLine) {
        if line.target.is_none() {
            line.target = line.links.first().map(|link| link.target.clone());
        } else {
            line.links.clear();
        }
        if line.links.len() == 1 && !line.is_row {
            line.links.clear();
        }
        self.document.lines.push(line);
    }

    /// Words as lines of at most so many columns.
    fn wrapped(&self, runs: &[Run], columns: usize) -> Vec<Wrapped> {
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        let extents = extents(runs);
        let hits = self.hits_of_runs(runs);
        let lines = text::wrap(&whole, columns.max(1)).into_iter().filter(|range| !range.is_empty());
        lines
            .map(|range| {
                let here = &hits[hits.partition_point(|hit| hit.end <= range.start)..];
                let begun =
                    here.iter().skip_while(|hit| hit.start < range.start).take_while(|hit| hit.start < range.end);
                let mut wrapped = Wrapped { spans: Vec::new(), links: Vec::new(), hits: begun.count() };
                cut(&whole, &extents, here, &range, &mut wrapped);
                wrapped
            })
            .collect()
    }

    /// Hits in the words of the data; the program's own words are not searched.
    fn hits_of_runs(&self, runs: &[Run]) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        let mut start = 0;
        for run in runs {
            if !matches!(run.role, Role::Label | Role::Heading | Role::Bar | Role::Mark | Role::Located) {
                hits.extend(self.hits(&run.text).into_iter().map(|hit| start + hit.start..start + hit.end));
            }
            start += run.text.len();
        }
        hits
    }
}

/// The first bytes of a text, at most so many, that are whole characters.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The bar of every line, or as many empty columns.
fn blank_or(rest: Option<&Run>, columns: usize) -> Run {
    rest.map_or_else(|| run(Role::Plain, " ".repeat(columns)), |rest| run(rest.role, rest.text.clone()))
}

/// The bytes of each run in the whole.
fn extents(runs: &[Run]) -> Vec<(Range<usize>, &Run)> {
    let mut start = 0;
    runs.iter()
        .map(|run| {
            let range = start..start + run.text.len();
            start = range.end;
            (range, run)
        })
        .collect()
}

/// The spans of one line: cut where a role or a hit begins or ends. `hits` are in order. What leads somewhere does so from
/// the line on which it begins.
fn cut(whole: &str, runs: &[(Range<usize>, &Run)], hits: &[Range<usize>], line: &Range<usize>, into: &mut Wrapped) {
    for (extent, run) in runs {
        let mut at = extent.start.max(line.start);
        let end = extent.end.min(line.end);
        let first = into.spans.len();
        while at < end {
            let hit = hits.iter().take_while(|hit| hit.start < line.end).find(|hit| at < hit.end);
            let (is_hit, next) = match hit {
                Some(hit) if hit.start <= at => (true, hit.end),
                Some(hit) => (false, hit.start),
                None => (false, end),
            };
            let next = next.min(end);
            // A tab would be drawn as nothing, though it counts as a column.
            into.spans.push(Span { role: run.role, hit: is_hit, text: whole[at..next].replace('\t', " ") });
            at = next;
        }
        if let Some(target) = run.target.as_ref().filter(|_| line.start <= extent.start && extent.start < line.end) {
            into.links.push((first..into.spans.len(), target.clone()));
        }
    }
}

/// Where the cursor can rest: line after line; in a table one column after the other.
fn stops(lines: &[DocLine]) -> Vec<Stop> {
    let mut stops = Vec::new();
    let mut line = 0;
    while line < lines.len() {
        let rows = lines[line..].iter().take_while(|line| line.is_row).count();
        if rows == 0 {
            let count = lines[line].links.len().max(usize::from(lines[line].is_stop()));
            stops.extend((0..count).map(|link| Stop { line, link }));
            line += 1;
            continue;
        }
        let of_row = |at: usize| {
            let of_line = lines[at].links.iter().enumerate();
            of_line.map(move |(link, of)| (of.column, Stop { line: at, link }))
        };
        let mut of_table: Vec<(usize, Stop)> = (line..line + rows).flat_map(of_row).collect();
        // In each column the lines are in order.
        of_table.sort_by_key(|(column, _)| *column);
        stops.extend(of_table.into_iter().map(|(_, stop)| stop));
        line += rows;
    }
    stops
}
