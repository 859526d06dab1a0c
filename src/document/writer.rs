//! Builds a document: wraps paragraphs, keeps their roles, marks hits.
//!
//! It knows widths and hits, not what an event is.

use std::ops::Range;

use super::{DocLine, DocStyle, Document, Glyphs, QuoteAt, Role, Span};
use crate::model::{Lang, Text};
use crate::query::matches::Where;
use crate::query::{self, Target};
use crate::text;

/// Columns of a label with the space after it.
const LABEL: usize = 11;
/// A narrower pane has no column for labels.
const WITH_LABELS: usize = 34;
/// A column of text is never made narrower than this; what does not fit is cut by the pane.
const NARROWEST: usize = 6;

/// Words of one role, before they are wrapped.
pub(super) struct Run {
    role: Role,
    text: String,
}

/// Words of one role.
pub(super) fn run(role: Role, text: impl Into<String>) -> Run {
    Run { role, text: text.into() }
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
}

impl<'a> Writer<'a> {
    pub(super) fn new(style: &DocStyle<'a>) -> Writer<'a> {
        Writer { style: *style, document: Document::default(), place: Where::Text }
    }

    pub(super) fn finish(mut self) -> Document {
        while self.document.lines.last().is_some_and(|line| line.spans.is_empty()) {
            self.document.lines.pop();
        }
        self.document
    }

    pub(super) fn lang(&self) -> Lang {
        self.style.lang
    }

    pub(super) fn glyphs(&self) -> &'static Glyphs {
        Glyphs::of(self.style.ascii)
    }

    /// The places in `text` that the query finds.
    pub(super) fn hits(&self, text: &str) -> Vec<Range<usize>> {
        query::hits_in(self.style.query, self.style.spellings, self.place, text)
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
            let runs = vec![run(Role::Mark, format!("{bookmark} bookmarked"))];
            self.paragraph(Paragraph { runs, ..Paragraph::default() });
        }
        if !self.style.note.is_empty() {
            let first = Some(run(Role::Mark, format!("{note} ")));
            let runs = vec![run(Role::Mark, self.style.note)];
            self.paragraph(Paragraph { first, runs, ..Paragraph::default() });
        }
    }

    /// An empty line, never two together and never at the top.
    pub(super) fn blank(&mut self) {
        if self.document.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.document.lines.push(DocLine::default());
        }
    }

    /// The heading of a section, after an empty line.
    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.blank();
        self.paragraph(Paragraph { runs: vec![run(Role::Heading, text)], ..Paragraph::default() });
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
            let first = Some(run(Role::Label, format!("{label:LABEL$}")));
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
        let Paragraph { indent, first, rest, runs, mut target, mut quote, mut continues } = paragraph;
        let prefix = first.as_ref().or(rest.as_ref()).map_or(0, |run| text::width(&run.text));
        let indent = self.indent(indent);
        let columns = self.columns(indent + prefix);
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        let roles = extents(&runs);
        let hits = self.hits_of_runs(&runs);
        let mut first = Some(first.unwrap_or_else(|| blank_or(rest.as_ref(), prefix)));
        for range in text::wrap(&whole, columns).into_iter().filter(|range| !range.is_empty()) {
            let line = self.document.lines.len();
            let here = &hits[hits.partition_point(|hit| hit.end <= range.start)..];
            let begun = here.iter().skip_while(|hit| hit.start < range.start).take_while(|hit| hit.start < range.end);
            self.document.hits.extend(begun.map(|_| line));
            let prefix = first.take().unwrap_or_else(|| blank_or(rest.as_ref(), prefix));
            let mut spans = Vec::new();
            if !prefix.text.is_empty() {
                spans.push(Span { role: prefix.role, hit: false, text: prefix.text });
            }
            cut(&whole, &roles, here, range, &mut spans);
            self.document.lines.push(DocLine {
                indent,
                spans,
                target: target.take(),
                quote: quote.take(),
                continues: std::mem::replace(&mut continues, true),
            });
        }
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

/// The bar of every line, or as many empty columns.
fn blank_or(rest: Option<&Run>, columns: usize) -> Run {
    rest.map_or_else(|| run(Role::Plain, " ".repeat(columns)), |rest| run(rest.role, rest.text.clone()))
}

/// The bytes of each run in the whole.
fn extents(runs: &[Run]) -> Vec<(Range<usize>, Role)> {
    let mut start = 0;
    runs.iter()
        .map(|run| {
            let range = start..start + run.text.len();
            start = range.end;
            (range, run.role)
        })
        .collect()
}

/// The spans of one line: cut where a role or a hit begins or ends. `hits` are in order.
fn cut(whole: &str, roles: &[(Range<usize>, Role)], hits: &[Range<usize>], line: Range<usize>, spans: &mut Vec<Span>) {
    for (extent, role) in roles {
        let mut at = extent.start.max(line.start);
        let end = extent.end.min(line.end);
        while at < end {
            let hit = hits.iter().take_while(|hit| hit.start < line.end).find(|hit| at < hit.end);
            let (is_hit, next) = match hit {
                Some(hit) if hit.start <= at => (true, hit.end),
                Some(hit) => (false, hit.start),
                None => (false, end),
            };
            let next = next.min(end);
            // A tab would be drawn as nothing, though it counts as a column.
            spans.push(Span { role: *role, hit: is_hit, text: whole[at..next].replace('\t', " ") });
            at = next;
        }
    }
}
