//! The page of a person, a body or a country: its offices, with whom it took part, its newest quotes, and its events with
//! their dates; and the page of two of them.

use super::event::{DatedEvent, dated_events, title_in, unread};
use super::names::{country_name, name_in};
use super::quote::{original, role, unmarked};
use super::writer::{Cell, Paragraph, Run, Writer, run};
use super::{Role, dates};
use crate::catalogue::{Noun, Ui};
use crate::model::country_name as name_of_code;
use crate::model::{Country, Entity, Lang, QuoteType, Schema};
use crate::query::matches::Where;
use crate::query::{Office, Page, PageQuote, Partner, Target};
use crate::text;

/// Partners that are shown before a line that leads to all of them.
const FEW_PARTNERS: usize = 8;
/// Partners that are shown at most.
const MOST_PARTNERS: usize = 2_000;
/// Columns of a quote; its event has it whole.
const LONGEST: usize = 240;
/// A narrower pane has no columns beside each other.
const WITH_COLUMNS: usize = 60;
/// A narrower one has no room for the body of an office.
const WITH_BODY: usize = 84;
/// Columns of the longest bar.
const LONGEST_BAR: usize = 12;

/// The name of what a page is about.
pub(super) fn title_of_page(page: &Page, lang: Lang) -> String {
    page.titles
        .iter()
        .map(|titles| title_in(titles, lang).to_owned())
        .reduce(|a, b| both(&a, &b, lang))
        .unwrap_or_default()
}

fn both(a: &str, b: &str, lang: Lang) -> String {
    Ui::new(lang.tongue()).both(a, b).to_string()
}

pub(super) fn write(writer: &mut Writer<'_>, page: &Page) {
    let title = title_of_page(page, writer.lang());
    let mut runs = vec![run(Role::Title, title.as_str())];
    // The name in the other language, once.
    let other = page.titles.first().map(|titles| title_in(titles, writer.lang().next()));
    if let Some(other) = other.filter(|other| page.titles.len() == 1 && *other != title) {
        runs.push(run(Role::Dim, format!("  {other}")));
    }
    writer.at_most(2, Paragraph { runs, ..Paragraph::default() });
    if page.is_of_partners {
        writer.end_head();
        all_partners(writer, page);
        return;
    }
    let so_far = if page.is_unfinished { writer.ui().so_far_sign() } else { "" };
    facts(writer, page, so_far);
    if page.present > 0 {
        writer.leave_strip();
    }
    writer.end_head();
    if page.titles.len() == 2 {
        for (titles, target) in page.titles.iter().zip(&page.leads_to) {
            let name = vec![run(Role::Name, title_in(titles, writer.lang()))];
            writer.item(name, Some(target.clone()));
        }
    } else {
        offices(writer, page);
        partners(writer, page, so_far);
        quotes(writer, page);
    }
    events(writer, page, so_far);
    also_written(writer, page, &title);
    if let Some(entity) = &page.entity {
        unread(writer, &entity.unread);
    }
    if let Some(whole) = &page.whole {
        writer.blank();
        let words = writer.ui().events_without_query(Noun::Event.count(page.present_in_all)).to_string();
        writer.item(vec![run(Role::Label, words)], Some(whole.clone()));
    }
}

/// `President · Kazakhstan · 12 events (15 in all) · 5 Jun 2022 – 26 Feb 2026`.
fn facts(writer: &mut Writer<'_>, page: &Page, so_far: &str) {
    let lang = writer.lang();
    let mut facts: Vec<String> = Vec::new();
    let is_person = page.entity.as_ref().and_then(|entity| entity.schema.as_ref()) == Some(&Schema::Person);
    if let Some(entity) = page.entity.as_ref().filter(|_| !is_person) {
        facts.extend(entity.schema.as_ref().map(|schema| schema_words(schema, writer.ui())));
    }
    facts.extend(page.offices.first().map(|office| title_in(&office.title, lang).to_owned()));
    if page.acts_for.is_empty() {
        let country = page.entity.as_ref().and_then(|entity| entity.country.as_ref());
        facts.extend(country.map(|country| country_name(country, lang).to_owned()));
    } else {
        let names: Vec<&str> = page.acts_for.iter().map(|code| name_of_code(code, lang)).collect();
        facts.push(names.join(", "));
    }
    if page.country.is_some_and(Country::is_gone) {
        facts.push(writer.ui().no_longer_exists().to_owned());
    }
    let ui = writer.ui();
    let events = if page.titles.len() == 2 {
        ui.together_in(page.present).to_string()
    } else {
        ui.say(&Noun::Event.count(page.present)).to_string()
    };
    let in_all = if page.query.is_some() { ui.in_all(page.present_in_all).to_string() } else { String::new() };
    facts.push(format!("{events}{in_all}{so_far}"));
    facts.extend(page.span.as_ref().map(|[first, last]| span(writer, *first, *last)));
    facts.retain(|fact| !fact.is_empty());
    let runs = vec![run(Role::Plain, facts.join(writer.glyphs().dot))];
    writer.within(Where::Name, |writer| writer.at_most(2, Paragraph { runs, ..Paragraph::default() }));
}

fn schema_words(schema: &Schema, ui: Ui) -> String {
    ui.schema(schema.word()).to_lowercase()
}

/// `27 Oct 2022 – 19–20 Dec 2025`
fn span(writer: &Writer<'_>, first: crate::dataset::HeadDate, last: crate::dataset::HeadDate) -> String {
    let glyphs = writer.glyphs();
    let [first, last] = [first, last].map(|date| dates::of_list(&date, writer.ui()));
    if first == last { first } else { format!("{first} {} {last}", glyphs.dash) }
}

/// Title, body, first and last date, number of events.
fn offices(writer: &mut Writer<'_>, page: &Page) {
    if page.offices.is_empty() {
        return;
    }
    let of = if page.offices_of < page.present {
        writer.ui().in_newest_events(page.offices.len(), page.offices_of).to_string()
    } else {
        page.offices.len().to_string()
    };
    writer.section(writer.ui().part_offices(), &of);
    let lang = writer.lang();
    let when = |office: &Office| office.span.map_or_else(String::new, |[first, last]| span(writer, first, last));
    let spans: Vec<String> = page.offices.iter().map(when).collect();
    let wide = spans.iter().map(|span| text::width(span)).max().unwrap_or(0);
    let number = page.offices.iter().map(|office| office.events.to_string().len()).max().unwrap_or(1);
    let width = writer.width();
    if width < WITH_COLUMNS {
        for (office, span) in page.offices.iter().zip(spans) {
            let dot = writer.glyphs().dot;
            let events = writer.ui().say(&Noun::Event.count(office.events)).to_string();
            let words = format!("{dot}{span}{dot}{events}");
            let facts = [title_in(&office.title, lang), title_in(&office.body, lang)];
            let facts = super::names::joined(facts, writer.glyphs());
            let first = Some(run(Role::Label, format!("{} ", writer.glyphs().bullet)));
            let runs = vec![run(Role::Plain, facts), run(Role::Label, words)];
            writer.paragraph(Paragraph { first, runs, ..Paragraph::default() });
        }
        return;
    }
    // Span and number have their place, the words share the rest.
    let words = width.saturating_sub(2 + 2 + wide + 1 + number);
    let has_bodies = width >= WITH_BODY && page.offices.iter().any(|office| !office.body[0].is_empty());
    let title = if has_bodies { (words - 2) / 2 } else { words };
    for (office, span) in page.offices.iter().zip(spans) {
        let mut shown = vec![run(Role::Plain, title_in(&office.title, lang))];
        let body = title_in(&office.body, lang);
        if !has_bodies && !body.is_empty() {
            shown.push(run(Role::Label, format!("{}{body}", writer.glyphs().dot)));
        }
        let mut cells = vec![Cell::new(2, title, shown)];
        if has_bodies {
            cells.push(Cell::new(2 + title + 2, words - 2 - title, vec![run(Role::Dim, body)]));
        }
        let at = 2 + words + 2;
        cells.push(Cell::new(at, wide, vec![run(Role::Label, span)]).flushed_right());
        cells.push(Cell::new(at + wide + 1, number, vec![run(Role::Plain, office.events.to_string())]).flushed_right());
        writer.cells(false, &cells);
    }
}

/// People on the left and countries on the right, each with its number and a bar; all bars on one scale.
fn partners(writer: &mut Writer<'_>, page: &Page, so_far: &str) {
    if page.partners.is_empty() && page.countries.is_empty() {
        return;
    }
    let people = page.partners.len();
    let is_of_country = page.country.is_some();
    let ui = writer.ui();
    let noun = if is_of_country { Noun::Country } else { Noun::Person };
    let (people, countries) = (noun.count(people), Noun::Country.count(page.countries.len()));
    let mut count = ui.say(&people).to_string();
    if !page.countries.is_empty() {
        count = format!("{count}{}{}", writer.glyphs().dot, ui.say(&countries));
    }
    writer.section(ui.part_took_part_with(), &format!("{count}{so_far}"));
    let sides = [&page.partners, &page.countries].map(|partners| {
        // One more is shown rather than a line that says so.
        &partners[..if partners.len() > FEW_PARTNERS + 1 { FEW_PARTNERS } else { partners.len() }]
    });
    let most = sides.iter().flat_map(|side| side.iter()).map(|partner| partner.events).max().unwrap_or(1);
    let all = |shown: usize, of: &[Partner], words: String| {
        let target = page.leads_to.first().filter(|_| shown < of.len()).cloned();
        target.map(|target| vec![run(Role::Label, words).to(Some(target))])
    };
    let all_people = all(sides[0].len(), &page.partners, ui.all_of_them(people).to_string());
    let all_countries = all(sides[1].len(), &page.countries, ui.all_of_them(countries).to_string());
    writer.within(Where::Name, |writer| {
        if page.countries.is_empty() || writer.width() < WITH_COLUMNS {
            for (side, all) in sides.into_iter().zip([all_people, all_countries]) {
                let width = writer.width().saturating_sub(2).min(60);
                for partner in side {
                    let cells = one_partner(writer, partner, (2, width), most, 0);
                    writer.cells(false, &cells);
                }
                if let Some(all) = all {
                    writer.paragraph(Paragraph { indent: 2, runs: all, ..Paragraph::default() });
                }
            }
            return;
        }
        let width = (writer.width().min(92) - 4) / 2;
        for at in 0..sides[0].len().max(sides[1].len()) {
            let mut cells = Vec::new();
            for (column, side) in sides.iter().enumerate() {
                if let Some(partner) = side.get(at) {
                    cells.extend(one_partner(writer, partner, (2 + column * (width + 2), width), most, column));
                }
            }
            writer.cells(true, &cells);
        }
        let mut cells = Vec::new();
        for (column, all) in [all_people, all_countries].into_iter().enumerate() {
            cells.extend(all.map(|all| Cell::new(2 + column * (width + 2), width, all).of_column(column)));
        }
        writer.cells(true, &cells);
    });
}

fn all_partners(writer: &mut Writer<'_>, page: &Page) {
    if let (Some(titles), Some(target)) = (page.titles.first(), page.leads_to.first()) {
        writer.item(vec![run(Role::Name, title_in(titles, writer.lang()))], Some(target.clone()));
    }
    let so_far = if page.is_unfinished { writer.ui().so_far_sign() } else { "" };
    let ui = writer.ui();
    for (name, partners) in [(ui.part_took_part_with(), &page.partners), (ui.part_countries(), &page.countries)] {
        let Some(most) = partners.first().map(|partner| partner.events) else { continue };
        let all = partners.len();
        let count = if all > MOST_PARTNERS { ui.first_of(MOST_PARTNERS, all).to_string() } else { all.to_string() };
        writer.section(name, &format!("{count}{so_far}"));
        let width = writer.width().saturating_sub(2).min(60);
        writer.within(Where::Name, |writer| {
            for partner in partners.iter().take(MOST_PARTNERS) {
                let cells = one_partner(writer, partner, (2, width), most, 0);
                writer.cells(false, &cells);
            }
        });
    }
}

/// Columns in which most names stand whole.
const MOST_NAMES: usize = 22;

/// Columns of the code of a country, with the blank before it.
const CODE: usize = 4;

/// Name, number and bar of a partner in so many columns; of a person the country too.
fn one_partner(
    writer: &Writer<'_>,
    partner: &Partner,
    (at, width): (usize, usize),
    most: u32,
    column: usize,
) -> Vec<Cell> {
    let number = most.to_string().len().max(2);
    // Bars are shorter before most names are cut; people and countries have bars of one scale.
    let bar = LONGEST_BAR.min(width / 4).min(width.saturating_sub(MOST_NAMES + CODE + number + 2));
    let code = if partner.acts_for.is_empty() { 0 } else { CODE };
    let name = width.saturating_sub(code + number + 1 + bar + 1).max(4);
    let shown = title_in(&partner.names, writer.lang());
    let mut runs = Vec::new();
    if let Target::Country(code) = &partner.target {
        runs.push(run(Role::Label, format!("{code} ")));
    }
    let shown =
        text::truncate(shown, name - runs.iter().map(Run::width).sum::<usize>().min(name), writer.glyphs().ellipsis);
    runs.push(run(Role::Name, shown));
    let mut target = Some(partner.target.clone());
    let runs = runs.into_iter().map(|run| run.to(target.take())).collect();
    // At least one sign for who was there once.
    let signs = (partner.events as usize * bar).div_ceil(most.max(1) as usize).clamp(1, bar.max(1));
    let bar_runs = vec![run(Role::Count, writer.glyphs().heavy.repeat(signs))];
    let mut cells = vec![Cell::new(at, name, runs).of_column(column)];
    if code > 0 {
        cells.push(Cell::new(at + name + 1, code - 1, vec![run(Role::Label, partner.acts_for.clone())]));
    }
    let at = at + name + code;
    cells.push(Cell::new(at, number, vec![run(Role::Plain, partner.events.to_string())]).flushed_right());
    cells.push(Cell::new(at + number + 1, bar, bar_runs));
    cells
}

fn quotes(writer: &mut Writer<'_>, page: &Page) {
    if page.quotes.is_empty() {
        return;
    }
    // Quotes of more events than were read are counted nowhere.
    let newest = if page.quoted > page.quotes.len() {
        writer.ui().newest_with_some(page.quotes.len(), Noun::Event.count(page.quoted)).to_string()
    } else {
        page.quotes.len().to_string()
    };
    writer.section(writer.ui().part_said(), &newest);
    let dates: Vec<String> = page.quotes.iter().map(|said| dates::of_list(&said.date, writer.ui())).collect();
    let width = dates.iter().map(|date| text::width(date)).max().unwrap_or(0);
    for (quote, date) in page.quotes.iter().zip(dates) {
        one_quote(writer, quote, date, width);
    }
}

fn one_quote(writer: &mut Writer<'_>, said: &PageQuote, date: String, width: usize) {
    let glyphs = writer.glyphs();
    let words = unmarked(original(&said.quote).1);
    let words = text::truncate(words, LONGEST, glyphs.ellipsis);
    let kind = said.quote.kind;
    let (bar, words) = match kind {
        QuoteType::Direct => (run(Role::Bar, glyphs.bar), format!("{}{words}{}", glyphs.marks.0, glyphs.marks.1)),
        QuoteType::Indirect => (run(Role::Label, glyphs.in_other_words), words.into_owned()),
        QuoteType::Mixed => (run(Role::Bar, glyphs.broken_bar), words.into_owned()),
    };
    let mut runs = vec![];
    if let Some(names) = &said.speaker {
        runs.push(run(Role::Name, format!("{}: ", title_in(names, writer.lang()))));
    }
    runs.push(run(role(kind), words));
    let mut target = Some(Target::Quote(said.event, said.number));
    let at = 2 + width + 2;
    writer.within(Where::Quote, |writer| {
        if writer.width() < at + WITH_COLUMNS / 2 {
            runs.insert(0, run(Role::Label, format!("{date}{}", glyphs.dot)));
            writer.item(runs, target);
            return;
        }
        let runs = runs.into_iter().map(|run| run.to(target.take())).collect();
        let date = Cell::new(2, width, vec![run(Role::Label, date)]).flushed_right();
        let bar = Cell::new(at, 1, vec![bar]);
        let room = writer.width() - at - 2;
        writer.cells(false, &[date, bar, Cell::new(at + 2, room, runs)]);
    });
}

fn events(writer: &mut Writer<'_>, page: &Page, so_far: &str) {
    // Where it took part, then where it is only named: the first is the number of its row.
    let ui = writer.ui();
    for (title, is_present, all) in
        [(ui.part_events(), true, page.present), (ui.part_only_named(), false, page.total.saturating_sub(page.present))]
    {
        let listed: Vec<_> = page.events.iter().filter(|event| event.is_present == is_present).collect();
        if all == 0 && !(is_present && page.total == 0) {
            continue;
        }
        let shown = listed.len();
        let most = if shown < all { ui.newest_of(shown, all).to_string() } else { all.to_string() };
        writer.section(title, &format!("{most}{so_far}"));
        let lang = writer.lang();
        let listed: Vec<DatedEvent<'_>> = listed
            .into_iter()
            .map(|event| DatedEvent { id: event.id, title: title_in(&event.titles, lang), date: event.date })
            .collect();
        dated_events(writer, &listed);
    }
}

/// Other names and codes.
fn also_written(writer: &mut Writer<'_>, page: &Page, title: &str) {
    let mut names: Vec<Run> = Vec::new();
    let mut add = |name: &str, tag: Option<&str>| {
        if name != title && !name.is_empty() {
            names.push(run(Role::Plain, name));
            names.extend(tag.map(|tag| run(Role::Label, format!(" ({tag})"))));
            names.push(run(Role::Label, writer.glyphs().dot));
        }
    };
    if let Some(Entity { name, alias, .. }) = &page.entity {
        name.versions().for_each(|(tag, name)| add(name, tag));
        for alias in alias {
            add(alias, None);
        }
    }
    if let Some(country) = page.country {
        add(country.code(), None);
        add(country.alpha3(), None);
        for lang in [Lang::En, Lang::Ru] {
            add(name_in(country, lang), Some(lang.tag()));
        }
    }
    names.pop();
    if !names.is_empty() {
        writer.section(writer.ui().part_also_written(), "");
        writer.within(Where::Name, |writer| {
            writer.paragraph(Paragraph { indent: 2, runs: names, ..Paragraph::default() });
        });
    }
}
