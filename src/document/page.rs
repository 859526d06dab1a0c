//! The page of a person, a body or a country: its names, with whom it took part, its newest quotes, and its events with
//! their dates; and the page of two of them.

use super::event::{dated_event, item, title_in, unread};
use super::names::{country_name, name_in};
use super::quote::{original, role, unmarked};
use super::writer::{Paragraph, Writer, run};
use super::{Role, dates};
use crate::model::{Entity, Lang, QuoteType};
use crate::query::matches::Where;
use crate::query::{Page, PageQuote, Partner, Target};
use crate::text;

/// Partners that are shown before a line that leads to all of them.
const FEW_PARTNERS: usize = 8;
/// Partners that are shown at most.
const MOST_PARTNERS: usize = 2_000;
/// Columns of a quote; its event has it whole.
const LONGEST: usize = 240;

/// The name of what a page is about.
pub(super) fn title_of_page(page: &Page, lang: Lang) -> String {
    page.titles.iter().map(|titles| title_in(titles, lang)).collect::<Vec<_>>().join(" and ")
}

pub(super) fn write(writer: &mut Writer<'_>, page: &Page) {
    let title = title_of_page(page, writer.lang());
    writer.paragraph(Paragraph { runs: vec![run(Role::Title, title.as_str())], ..Paragraph::default() });
    writer.blank();
    if page.is_of_partners {
        all_partners(writer, page);
        return;
    }
    if let Some(entity) = &page.entity {
        of_entity(writer, entity, &title);
    }
    if let Some(country) = page.country {
        writer.fact("Codes", vec![run(Role::Plain, format!("{} {}", country.code(), country.alpha3()).trim_end())]);
        for lang in [Lang::En, Lang::Ru] {
            let name = run(Role::Plain, name_in(country, lang));
            writer.fact("Name", vec![name, run(Role::Dim, format!(" ({})", lang.tag()))]);
        }
        if country.is_gone() {
            writer.fact("", vec![run(Role::Mark, "no longer exists (ISO 3166-3)")]);
        }
    }
    let so_far = if page.is_unfinished { " so far" } else { "" };
    if let [_, _] = page.titles[..] {
        for (titles, target) in page.titles.iter().zip(&page.leads_to) {
            let name = vec![run(Role::Name, title_in(titles, writer.lang()))];
            item(writer, name, Some(target.clone()));
        }
        writer.blank();
        took_part(writer, "Together", page, so_far);
    } else {
        took_part(writer, "Took part", page, so_far);
        partners(writer, page, so_far);
        quotes(writer, page);
    }
    events(writer, page, so_far);
    if let Some(whole) = &page.whole {
        writer.blank();
        let words = format!("{} in all of the data, without the query", counted(page.present_in_all, "event"));
        item(writer, vec![run(Role::Label, words)], Some(whole.clone()));
    }
    if let Some(entity) = &page.entity {
        unread(writer, &entity.unread);
    }
}

/// What it is, and its other names.
fn of_entity(writer: &mut Writer<'_>, entity: &Entity, title: &str) {
    let schema = entity.schema.as_ref().map_or("", |schema| schema.word());
    writer.fact("Is a", vec![run(Role::Plain, schema)]);
    let country = entity.country.as_ref().map_or("", |country| country_name(country, writer.lang()));
    writer.fact("Country", vec![run(Role::Plain, country)]);
    for (tag, name) in entity.name.versions().filter(|(_, name)| *name != title) {
        let tag = tag.map(|tag| run(Role::Dim, format!(" ({tag})")));
        writer.fact("Name", std::iter::once(run(Role::Plain, name)).chain(tag).collect());
    }
    writer.fact("Also", vec![run(Role::Plain, entity.alias.join(", "))]);
}

/// `12 events (15 in all) · 5 June 2022 – 26 February 2026`.
fn took_part(writer: &mut Writer<'_>, label: &str, page: &Page, so_far: &str) {
    let in_all = if page.query.is_some() { format!(" ({} in all)", page.present_in_all) } else { String::new() };
    let mut runs = vec![run(Role::Plain, format!("{}{in_all}{so_far}", counted(page.present, "event")))];
    if let Some([first, last]) = &page.span {
        let glyphs = writer.glyphs();
        let [first, last] = [first, last].map(|date| dates::of_head(date, glyphs));
        let span = if first == last { first } else { format!("{first} {} {last}", glyphs.dash) };
        runs.push(run(Role::Dim, format!("{}{span}", glyphs.dot)));
    }
    writer.fact(label, runs);
}

fn partners(writer: &mut Writer<'_>, page: &Page, so_far: &str) {
    if page.partners.is_empty() {
        return;
    }
    writer.heading(format!("Took part with{so_far} ({})", page.partners.len()));
    // One more is shown rather than a line that says so.
    let shown = if page.partners.len() > FEW_PARTNERS + 1 { FEW_PARTNERS } else { page.partners.len() };
    page.partners.iter().take(shown).for_each(|partner| one_partner(writer, partner));
    if shown < page.partners.len() {
        let words = format!("all {}", page.partners.len());
        item(writer, vec![run(Role::Label, words)], page.leads_to.first().cloned());
    }
}

fn all_partners(writer: &mut Writer<'_>, page: &Page) {
    if let (Some(titles), Some(target)) = (page.titles.first(), page.leads_to.first()) {
        item(writer, vec![run(Role::Name, title_in(titles, writer.lang()))], Some(target.clone()));
    }
    let so_far = if page.is_unfinished { " so far" } else { "" };
    let all = page.partners.len();
    let most = if all > MOST_PARTNERS { format!("first {MOST_PARTNERS} of {all}") } else { all.to_string() };
    writer.heading(format!("Took part with{so_far} ({most})"));
    page.partners.iter().take(MOST_PARTNERS).for_each(|partner| one_partner(writer, partner));
}

fn one_partner(writer: &mut Writer<'_>, partner: &Partner) {
    let name = run(Role::Name, title_in(&partner.names, writer.lang()));
    let count = counted(partner.events as usize, "event");
    let count = run(Role::Dim, format!("{}{count}", writer.glyphs().dot));
    writer.within(Where::Name, |writer| item(writer, vec![name, count], Some(partner.target.clone())));
}

fn quotes(writer: &mut Writer<'_>, page: &Page) {
    if page.quotes.is_empty() {
        return;
    }
    let of = counted(page.quoted, "event");
    // Quotes of more events than were read are counted nowhere.
    let newest = if page.quoted > page.quotes.len() { "newest " } else { "" };
    writer.heading(format!("Quotes ({newest}{}, {of} with some)", page.quotes.len()));
    page.quotes.iter().for_each(|quote| one_quote(writer, quote));
}

fn one_quote(writer: &mut Writer<'_>, said: &PageQuote) {
    let glyphs = writer.glyphs();
    let date = dates::of_head(&said.date, glyphs);
    let words = unmarked(original(&said.quote).1);
    let words = text::truncate(words, LONGEST, glyphs.ellipsis);
    let kind = said.quote.kind;
    let words = match kind {
        QuoteType::Direct => format!("{}{words}{}", glyphs.marks.0, glyphs.marks.1),
        QuoteType::Indirect => format!("{words} (paraphrase)"),
        QuoteType::Mixed => format!("{words} (partly a paraphrase)"),
    };
    let mut runs = vec![run(Role::Dim, format!("{date}{}", glyphs.dot))];
    if let Some(names) = &said.speaker {
        runs.push(run(Role::Name, format!("{}: ", title_in(names, writer.lang()))));
    }
    runs.push(run(role(kind), words));
    writer.within(Where::Quote, |writer| item(writer, runs, Some(Target::Quote(said.event, said.number))));
}

fn events(writer: &mut Writer<'_>, page: &Page, so_far: &str) {
    // Where it took part, then where it is only named: the first is the number of its row.
    for (title, is_present, all) in
        [("Events", true, page.present), ("Only named", false, page.total.saturating_sub(page.present))]
    {
        let listed: Vec<_> = page.events.iter().filter(|event| event.is_present == is_present).collect();
        if all == 0 && !(is_present && page.total == 0) {
            continue;
        }
        let shown = listed.len();
        let most = if shown < all { format!("newest {shown} of {all}") } else { all.to_string() };
        writer.heading(format!("{title}{so_far} ({most})"));
        for event in listed {
            dated_event(writer, event.id, title_in(&event.titles, writer.lang()), &event.date, "");
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}
