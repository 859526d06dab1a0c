//! `oreline show ID`: one record whole, as rows of field and value.
//!
//! An article is shown with the events that it reports, because its quotes and participants stand in them. Fields bear
//! the names of the format where programs read them, else the program's language, on pages that of the texts; a text in
//! several languages has a row for each, the language of `--lang` first. How a format writes rows is not known here.

use super::{Selection, answer, cannot_print, load_with_warning, marked, print, say};
#[cfg(feature = "store")]
use super::{load_part, part_of};
use crate::catalogue::{Tongue, Ui, Usage};
use crate::dataset::Dataset;
use crate::document::{Glyphs, QuoteAt, citation};
use crate::error::{Error, Result};
use crate::export::listing::date;
use crate::export::{self, Column, Fit, Format, RowFormat, json};
#[cfg(feature = "store")]
use crate::load::Wanted;
use crate::model::{self, Article, Country, Event, Lang, Participant, Quote, QuoteType, Text, WrittenCountry};
use crate::query::detail::{ArticleDetail, EventDetail, Origin};
use crate::query::quotes::{name_of, speaker_name, words};
use crate::query::{Detail, OwnMark, Target, View, detail};
use crate::state::RecordAt;
use crate::text::{joined, sanitise_line};
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

const COLUMNS: [Column; 2] = [Column { name: "field", weight: 1 }, Column { name: "value", weight: 4 }];

/// How one record is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShowFormat {
    /// Its fields, as rows or in the dataset format.
    Fields(Format),
    /// A citation of it, and one of each of its quotes, a line each.
    Citation,
}

/// Most candidates that are named when the beginning of an id is that of several.
const CANDIDATES: usize = 10;

/// Prints the record with this id, or with the only one that begins so: an event's or an article's, or `event:ID`,
/// `article:ID`.
pub fn run(selection: &Selection, id: &str, format: ShowFormat) -> Result<()> {
    let Selection { query, lang, terminal, .. } = selection;
    let dataset = load_record(selection, id)?;
    let record = find(&dataset, id)?;
    let (events, articles, target) = match record {
        RecordAt::Event(id) => (vec![id], vec![], Target::Event(id)),
        RecordAt::Article(id) => (dataset.events_of_article(id), vec![id], Target::Article(id)),
    };
    if !query.is_empty() {
        let selected = answer(selection, &dataset, View::Articles)?;
        let is_selected = match record {
            RecordAt::Event(id) => selected.events.contains(id),
            RecordAt::Article(id) => selected.rows.articles().position(id).is_some(),
        };
        if !is_selected {
            say(&selection.ui.record_outside_filter());
        }
    }
    let marked = marked(selection, &dataset)?;
    print(|out| match format {
        ShowFormat::Citation => cite(&detail(&dataset, &target)?, *lang, out).map_err(cannot_print),
        ShowFormat::Fields(Format::Records(format)) => json::write(&dataset, &events, &articles, format, out),
        ShowFormat::Fields(Format::TimelineJs) => {
            export::listing::write_timeline(&dataset, &events, *lang, out).map(|_| ())
        }
        ShowFormat::Fields(format) => {
            let format = format.of_rows().unwrap_or(RowFormat::Plain);
            let mut sheet = Sheet { dataset: &dataset, lang: *lang, ui: spoken(format, selection), rows: Vec::new() };
            match detail(&dataset, &target)? {
                Detail::Event(event) => sheet.event(&event),
                Detail::Article(article) => sheet.article(&article),
                Detail::Page(_) => {}
            }
            sheet.own(match record {
                RecordAt::Event(id) => marked.own_of_event(id),
                RecordAt::Article(id) => marked.own_of_article(id),
            });
            let mut rows = export::rows(format, &COLUMNS, Fit::Wrap, *terminal, out).map_err(cannot_print)?;
            for row in &sheet.rows {
                rows.row(&[row[0].as_str().into(), row[1].as_str().into()]).map_err(cannot_print)?;
            }
            rows.finish().map_err(cannot_print)
        }
    })
}

/// The data, as far as they are needed to show a record.
fn load_record(selection: &Selection, id: &str) -> Result<Arc<Dataset>> {
    #[cfg(feature = "store")]
    if selection.query.is_empty()
        && let Some(part) = part_of(selection, || Wanted::Record(id.to_owned()))
    {
        return load_part(&part);
    }
    let _ = id;
    load_with_warning(selection)
}

/// The citation of a record, and that of each of its quotes.
fn cite(detail: &Detail, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let quotes: Vec<QuoteAt> = match detail {
        Detail::Event(event) => (0..event.event.quotes.len()).map(|quote| QuoteAt { event: 0, quote }).collect(),
        Detail::Article(article) => {
            let own = article.told(Origin::Here).enumerate();
            own.flat_map(|(event, told)| told.quotes.into_iter().map(move |(quote, _)| QuoteAt { event, quote }))
                .collect()
        }
        Detail::Page(_) => Vec::new(),
    };
    let quotes = quotes.into_iter().map(Some);
    for quote in std::iter::once(None).chain(quotes) {
        writeln!(out, "{}", citation(detail, quote, lang, &Glyphs::UNICODE).line())?;
    }
    Ok(())
}

fn find(dataset: &Dataset, id: &str) -> Result<RecordAt> {
    let event = |id: &str| dataset.event_by_id(id).map(RecordAt::Event);
    let article = |id: &str| dataset.article_by_id(id).map(RecordAt::Article);
    let shown = || sanitise_line(id).into_owned();
    // An id may itself begin with `event:`.
    match (event(id), article(id)) {
        (Some(_), Some(_)) => Err(Error::Usage(Usage::IdOfBoth { id: shown() })),
        (Some(found), None) | (None, Some(found)) => Ok(found),
        (None, None) => match id.split_once(':') {
            Some(("event", id)) => event(id),
            Some(("article", id)) => article(id),
            _ => None,
        }
        .map_or_else(|| only_one_that_begins(dataset, id), Ok),
    }
}

/// The one record whose id begins so; an error that names the candidates when there are several.
fn only_one_that_begins(dataset: &Dataset, id: &str) -> Result<RecordAt> {
    let (events, articles, beginning) = match id.split_once(':') {
        Some(("event", rest)) => (true, false, rest),
        Some(("article", rest)) => (false, true, rest),
        _ => (true, true, id),
    };
    let mut found: Vec<(Cow<'_, str>, RecordAt)> = Vec::new();
    if events && !beginning.is_empty() {
        let named =
            dataset.order().iter().map(|event| (Cow::Borrowed(dataset.head(*event).id), RecordAt::Event(*event)));
        found.extend(named.filter(|(id, _)| id.starts_with(beginning)));
    }
    if articles && !beginning.is_empty() {
        let named = dataset.article_order().iter().map(|article| {
            let head = dataset.article_head(*article);
            (head.id(), RecordAt::Article(*article))
        });
        found.extend(named.filter(|(id, _)| id.starts_with(beginning)));
    }
    let shown = sanitise_line(id).into_owned();
    match found.as_slice() {
        [(_, record)] => Ok(*record),
        [] => Err(Error::UnknownId { id: shown }),
        several => {
            let candidates = several.iter().take(CANDIDATES).map(|(id, _)| sanitise_line(id).into_owned()).collect();
            Err(Error::SeveralIds { beginning: shown, candidates, more: several.len().saturating_sub(CANDIDATES) })
        }
    }
}

/// What the rows are said in: on a terminal what the program speaks, on a page the language of its texts. What other
/// programs read has the words of the format.
fn spoken(format: RowFormat, selection: &Selection) -> Ui {
    match format {
        RowFormat::Table => selection.ui,
        RowFormat::Markdown | RowFormat::Html => Ui::new(selection.lang.tongue()),
        RowFormat::Plain | RowFormat::Csv => Ui::ENGLISH,
    }
}

/// The rows of a record, one for each field and each item of a list.
struct Sheet<'d> {
    dataset: &'d Dataset,
    lang: Lang,
    /// In English, words of the format stay as they are written.
    ui: Ui,
    rows: Vec<[String; 2]>,
}

impl Sheet<'_> {
    fn add(&mut self, field: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.rows.push([field.to_owned(), value]);
        }
    }

    /// Every version of a text; the language shown first has the first row.
    fn text(&mut self, field: &str, text: &Text) {
        let (first_tag, first) = text.shown_with_tag(self.lang);
        let field_of = |tag: Option<&str>| tag.map_or(field.to_owned(), |tag| format!("{field} ({tag})"));
        self.add(&field_of(first_tag), first);
        for (tag, words) in text.versions().filter(|(tag, _)| *tag != first_tag) {
            self.add(&field_of(tag), words);
        }
    }

    fn texts(&mut self, field: &str, texts: &[Text]) {
        for text in texts {
            self.text(field, text);
        }
    }

    fn word(&mut self, field: &str, word: Option<&str>) {
        self.add(field, word.unwrap_or_default());
    }

    /// A word that the format lists.
    fn term<'w>(&self, shown: fn(Ui, &'w str) -> &'w str, word: &'w str) -> &'w str {
        if self.ui.tongue == Tongue::En { word } else { shown(self.ui, word) }
    }

    fn listed(&mut self, field: &str, shown: for<'w> fn(Ui, &'w str) -> &'w str, word: Option<&str>) {
        let word = self.term(shown, word.unwrap_or_default()).to_owned();
        self.add(field, &word);
    }

    /// What the user has made of the record, named as the user's own.
    fn own(&mut self, own: OwnMark<'_>) {
        self.add(self.ui.field_own_bookmark(), if own.is_bookmarked { self.ui.field_yes() } else { "" });
        self.add(self.ui.field_own_note(), own.note);
    }

    fn event(&mut self, detail: &EventDetail) {
        let event = &detail.event;
        self.event_head(event);
        for country in &event.countries {
            let filled = if event.countries_filled { Some(self.ui.field_filled()) } else { None };
            let part = country.part.as_deref().map(|part| self.term(Ui::part, part));
            let words = parts(&[&self.country(&country.country)], &[part, filled]);
            self.add(self.ui.field_country(), &words);
        }
        for participant in &event.participants {
            self.add(self.ui.field_participant(), self.participant(participant));
        }
        self.texts(self.ui.field_topic(), &event.topics);
        self.text(self.ui.field_summary(), &event.summary);
        self.texts(self.ui.field_outcome(), &event.outcomes);
        for quote in &event.quotes {
            self.quote(quote);
        }
        for (_, article) in &detail.articles {
            self.add(self.ui.field_article(), self.citation(article));
        }
        for id in detail.missing() {
            self.add(self.ui.field_article(), format!("{id}{}", self.ui.not_in_the_data()));
        }
        for related in &detail.related {
            let title = match &related.event {
                Some((id, _, _)) => self.dataset.head(*id).title(self.lang),
                None => self.ui.field_absent(),
            };
            self.add(self.ui.field_related(), parts(&[&related.id, title], &[]));
        }
        self.listed(self.ui.field_confidence(), Ui::confidence, event.confidence.as_deref());
        self.text(self.ui.field_note(), &event.note);
        self.unread(&event.unread);
    }

    fn event_head(&mut self, event: &Event) {
        self.add(self.ui.field_event(), &event.id);
        self.text(self.ui.field_label(), &event.label);
        self.listed(self.ui.field_kind(), Ui::kind, event.kind.as_deref());
        let date = date(event.date.as_ref());
        self.add(self.ui.field_date(), if date.is_empty() { self.ui.no_date() } else { date });
        self.listed(self.ui.field_date_basis(), Ui::basis, event.date_basis.as_deref());
        self.text(self.ui.field_date_text(), &event.date_text);
        self.text(self.ui.field_date_note(), &event.date_note);
        if let Some(place) = &event.place {
            let country = place.country.as_ref().map(|country| self.country(country));
            self.add(self.ui.field_place(), parts(&[place.name.shown(self.lang)], &[country.as_deref()]));
            if let Some(position) = place.position {
                self.add(self.ui.field_position(), position.to_string());
            }
        }
        self.add(self.ui.field_online(), if event.online { self.ui.field_yes() } else { "" });
    }

    fn article(&mut self, detail: &ArticleDetail) {
        let article = &detail.article;
        self.add(self.ui.field_article(), &article.id);
        self.text(self.ui.field_headline(), &article.headline);
        if let Some(derived) = &detail.derived_title {
            self.add(self.ui.field_title(), derived.words(self.lang, "—"));
        }
        if let Some(publisher) = &article.publisher {
            let country = publisher.country.as_ref().map(|country| self.country(country));
            self.add(self.ui.field_publisher(), parts(&[publisher.name.shown(self.lang)], &[country.as_deref()]));
        }
        self.word(self.ui.field_url(), article.url.as_deref());
        self.add(self.ui.field_published(), date(article.date_published.as_ref()));
        self.listed(self.ui.field_date_basis(), Ui::basis, article.date_basis.as_deref());
        self.text(self.ui.field_date_note(), &article.date_note);
        self.word(self.ui.field_language(), article.language.as_deref());
        for author in &article.author {
            self.add(self.ui.field_author(), author);
        }
        self.word(self.ui.field_credit(), article.credit.as_deref());
        self.text(self.ui.field_abstract(), &article.summary);
        self.text(self.ui.field_text(), &article.body);
        self.unread(&article.unread);
        for (here, not_stated) in detail.told(Origin::Here).zip(detail.told(Origin::NotStated)) {
            self.event_head(&here.event.event);
            here.people.into_iter().for_each(|who| self.add(self.ui.field_participant(), self.participant(who)));
            here.quotes.into_iter().for_each(|(_, quote)| self.quote(quote));
            for who in not_stated.people {
                self.add(self.ui.field_participant_unstated(), self.participant(who));
            }
            for (_, quote) in not_stated.quotes {
                self.add(self.ui.field_quote_unstated(), self.quotation(quote));
            }
        }
    }

    fn participant(&self, participant: &Participant) -> String {
        let Participant { who, part, role, organization, country, named_as, .. } = participant;
        let body = organization.as_ref().map(|body| name_of(self.dataset, body, self.lang));
        let country = country.as_ref().map(|country| self.country(country));
        let printed = who.name.shown(self.lang);
        let name = name_of(self.dataset, who, self.lang);
        let printed = if printed.is_empty() || printed == name { named_as.shown(self.lang) } else { printed };
        let printed = if printed.is_empty() { None } else { Some(self.ui.field_named(printed).to_string()) };
        let part = part.as_deref().map(|part| self.term(Ui::part, part));
        parts(&[name], &[part, Some(role.shown(self.lang)), body, country.as_deref(), printed.as_deref()])
    }

    fn quote(&mut self, quote: &Quote) {
        let kind = self.term(Ui::quote_type, quote.kind.word());
        self.add(&self.ui.field_quote(kind).to_string(), self.quotation(quote));
        if !quote.text.is_empty() {
            self.text(self.ui.field_translation(), &quote.translation);
        }
    }

    /// Speaker, words and source of a quote. Only words that were said stand in quotation marks.
    fn quotation(&self, quote: &Quote) -> String {
        let words = words(quote, self.lang);
        let speaker = quote.speaker.as_ref().map(|speaker| speaker_name(self.dataset, speaker, self.lang));
        let speaker = speaker.filter(|name| !name.is_empty()).unwrap_or(self.ui.speaker_not_stated());
        let cue = Some(quote.cue.shown(self.lang)).filter(|cue| !cue.is_empty());
        let cue = cue.map(|cue| format!(" ({cue})")).unwrap_or_default();
        let articles = quote.articles.join("; ");
        let behind = parts(&[], &[quote.language.as_deref(), Some(&articles)]);
        let dot = if behind.is_empty() { "" } else { " · " };
        // The words may be long: they are copied once.
        match quote.kind {
            QuoteType::Direct => format!("{speaker}{cue}: {}{dot}{behind}", self.ui.field_said(words)),
            QuoteType::Indirect | QuoteType::Mixed => format!("{speaker}{cue}: {words}{dot}{behind}"),
        }
    }

    fn citation(&self, article: &Article) -> String {
        let publisher = article.publisher.as_ref().map(|publisher| publisher.name.shown(self.lang));
        let date = date(article.date_published.as_ref());
        let headline = article.headline.shown(self.lang);
        parts(&[&article.id], &[publisher, Some(date), Some(headline), article.url.as_deref()])
    }

    fn country(&self, written: &WrittenCountry) -> String {
        match written.country.map(Country::code) {
            Some(code) => format!("{code} {}", model::country_name(code, self.lang)),
            None => format!("{}{}", written.text, self.ui.not_a_known_country()),
        }
    }

    fn unread(&mut self, unread: &[(String, String)]) {
        for (field, json) in unread {
            self.add(field, json);
        }
    }
}

/// What is there, with a dot between.
fn parts(certain: &[&str], possible: &[Option<&str>]) -> String {
    joined(certain.iter().copied().chain(possible.iter().copied().flatten()), " · ")
}
