//! The page of a person, a body or a country: its names, and its events with their dates.

use super::Role;
use super::event::{dated_event, title_in, unread};
use super::names::{country_name, name_in};
use super::writer::{Paragraph, Writer, run};
use crate::model::Lang;
use crate::query::Page;

pub(super) fn write(writer: &mut Writer<'_>, page: &Page) {
    writer.paragraph(Paragraph { runs: vec![run(Role::Title, page.title.as_str())], ..Paragraph::default() });
    writer.blank();
    if let Some(entity) = &page.entity {
        let schema = entity.schema.as_ref().map_or("", |schema| schema.word());
        writer.fact("Is a", vec![run(Role::Plain, schema)]);
        for (tag, name) in entity.name.versions() {
            let tag = tag.map(|tag| run(Role::Dim, format!(" ({tag})")));
            writer.fact("Name", std::iter::once(run(Role::Plain, name)).chain(tag).collect());
        }
        writer.fact("Also", vec![run(Role::Plain, entity.alias.join(", "))]);
        let country = entity.country.as_ref().map_or("", |country| country_name(country, writer.lang()));
        writer.fact("Country", vec![run(Role::Plain, country)]);
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
    writer.heading(format!("Events{so_far} ({})", page.events.len()));
    for (id, titles, date) in &page.events {
        dated_event(writer, *id, title_in(titles, writer.lang()), date);
    }
    if let Some(entity) = &page.entity {
        unread(writer, &entity.unread);
    }
}
