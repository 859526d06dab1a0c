//! Who was there: under each country its people and bodies, and in one line the countries of which nobody is named.

use super::names::{Names, country_runs, country_target, joined};
use super::writer::{Cell, Paragraph, Run, Writer, run};
use super::{Glyphs, Role};
use crate::catalogue::{Noun, Ui};
use crate::model::{EventCountry, Participant, WrittenCountry, took_part};
use crate::query::Target;
use crate::query::matches::Where;

/// Columns before a part, and of a part with the blank after it.
const INDENT: usize = 2;
const PART: usize = 10;
/// At most; a longer word is cut.
const MOST_PART: usize = 20;
/// Columns of the longest name beside an office.
const LONGEST_NAME: usize = 26;
/// An office with fewer columns than this stands on a line of its own.
const LEAST_OFFICE: usize = 22;
/// A narrower pane has no columns.
const WITH_COLUMNS: usize = 40;

/// Those of one country.
struct Delegation<'a> {
    country: Option<&'a WrittenCountry>,
    part: Option<&'a str>,
    people: Vec<&'a Participant>,
}

/// `6 countries · 7 named`.
pub(super) fn counted(countries: usize, people: usize, ui: Ui) -> String {
    let countries = if countries == 0 { String::new() } else { ui.say(&Noun::Country.count(countries)).to_string() };
    let people = if people == 0 { String::new() } else { ui.named_people(people).to_string() };
    joined([countries.as_str(), people.as_str()], Glyphs::of(ui.ascii))
}

/// Writes those who took part, country by country: first those of whom somebody is named, in the order of the record.
pub(super) fn write(writer: &mut Writer<'_>, names: Names<'_>, countries: &[&EventCountry], people: &[&Participant]) {
    let mut all: Vec<Delegation<'_>> = countries
        .iter()
        .map(|of| Delegation { country: Some(&of.country), part: of.part.as_deref(), people: Vec::new() })
        .collect();
    for &who in people {
        let country = names.country(who);
        let is_of =
            |of: &&mut Delegation<'_>| of.country.map(WrittenCountry::code) == country.map(WrittenCountry::code);
        match all.iter_mut().find(is_of) {
            Some(of) => of.people.push(who),
            None => all.push(Delegation { country, part: None, people: vec![who] }),
        }
    }
    let columns = Columns::of(writer, names, countries, people);
    let (with_people, without): (Vec<_>, Vec<_>) = all.into_iter().partition(|of| !of.people.is_empty());
    let (of_countries, of_none): (Vec<_>, Vec<_>) = with_people.iter().partition(|of| of.country.is_some());
    for of in of_countries {
        heading(writer, of);
        of.people.iter().for_each(|who| one(writer, names, who, columns));
    }
    without_names(writer, &without);
    for of in of_none {
        if !countries.is_empty() || with_people.len() > 1 {
            writer.paragraph(Paragraph {
                runs: vec![run(Role::Label, writer.ui().country_not_said())],
                ..Paragraph::default()
            });
        }
        of.people.iter().for_each(|who| one(writer, names, who, columns));
    }
}

/// Writes those who are only named: who has an office on a line of their own, the others of one part together.
pub(super) fn only_named(
    writer: &mut Writer<'_>,
    names: Names<'_>,
    countries: &[&EventCountry],
    people: &[&Participant],
) {
    let columns = Columns::of(writer, names, countries, people);
    let (with_office, without): (Vec<&Participant>, Vec<&Participant>) =
        people.iter().partition(|who| !office(writer, names, who).is_empty());
    for who in with_office {
        one(writer, names, who, columns);
    }
    let mut parts: Vec<&str> = Vec::new();
    let of_people = without.iter().map(|who| who.part.as_deref().unwrap_or_default());
    let of_countries = countries.iter().map(|of| of.part.as_deref().unwrap_or_default());
    for part in of_people.chain(of_countries) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    for part in parts {
        let mut listed: Vec<Vec<Run>> = Vec::new();
        let of_part = countries.iter().filter(|of| of.part.as_deref().unwrap_or_default() == part);
        for of in of_part {
            let target = country_target(&of.country);
            listed.push(leading(country_runs(&of.country, writer.lang(), writer.ui()), Some(target)));
        }
        for who in without.iter().filter(|who| who.part.as_deref().unwrap_or_default() == part) {
            let runs = writer.within(Where::Name, |writer| names.short(writer, &who.who));
            listed.push(leading(runs, names.target(&who.who)));
        }
        let dot = writer.glyphs().dot;
        let mut runs = Vec::new();
        for of in listed {
            if !runs.is_empty() {
                runs.push(run(Role::Label, dot));
            }
            runs.extend(of);
        }
        writer.within(Where::Name, |writer| {
            if writer.width() < WITH_COLUMNS {
                runs.push(run(Role::Label, format!("{dot}{}", writer.ui().part(part))));
                writer.paragraph(Paragraph { indent: INDENT, runs, ..Paragraph::default() });
            } else {
                let width = writer.columns(INDENT + columns.part);
                let part = vec![run(Role::Label, writer.ui().part(part))];
                let cells = [Cell::new(INDENT, columns.part - 1, part), Cell::new(INDENT + columns.part, width, runs)];
                writer.cells(false, &cells);
            }
        });
    }
}

/// `US United States · host`
fn heading(writer: &mut Writer<'_>, of: &Delegation<'_>) {
    let Some(country) = of.country else { return };
    let mut runs = country_runs(country, writer.lang(), writer.ui());
    if let Some(part) = of.part {
        runs.push(run(Role::Label, format!("{}{}", writer.glyphs().dot, writer.ui().part(part))));
    }
    writer.paragraph(Paragraph { runs, target: Some(country_target(country)), ..Paragraph::default() });
}

/// The countries of which nobody is named, those with one part in one line.
fn without_names(writer: &mut Writer<'_>, unnamed: &[Delegation<'_>]) {
    let mut parts: Vec<Option<&str>> = Vec::new();
    for of in unnamed {
        if !parts.contains(&of.part) {
            parts.push(of.part);
        }
    }
    for part in parts {
        let mut runs = Vec::new();
        for country in unnamed.iter().filter(|of| of.part == part).filter_map(|of| of.country) {
            if !runs.is_empty() {
                runs.push(run(Role::Plain, "  "));
            }
            runs.extend(leading(country_runs(country, writer.lang(), writer.ui()), Some(country_target(country))));
        }
        let words =
            joined([part.map_or("", |part| writer.ui().part(part)), writer.ui().nobody_named()], writer.glyphs());
        let words = words.replace(writer.glyphs().dot, ", ");
        runs.push(run(Role::Label, format!("{}{words}", writer.glyphs().dot)));
        writer.paragraph(Paragraph { runs, ..Paragraph::default() });
    }
}

/// Words that lead somewhere from the first of them on.
fn leading(runs: Vec<Run>, target: Option<Target>) -> Vec<Run> {
    let mut target = target;
    runs.into_iter().map(|run| run.to(target.take())).collect()
}

/// How wide the columns of names and of offices are.
#[derive(Clone, Copy)]
struct Columns {
    part: usize,
    name: usize,
    office: usize,
}

impl Columns {
    fn of(writer: &Writer<'_>, names: Names<'_>, countries: &[&EventCountry], people: &[&Participant]) -> Columns {
        let parts = countries.iter().map(|of| of.part.as_deref()).chain(people.iter().map(|who| who.part.as_deref()));
        let part = parts.flatten().map(|part| crate::text::width(writer.ui().part(part)) + 1).max().unwrap_or(0);
        let part = part.clamp(PART, MOST_PART);
        let width = |who: &&Participant| crate::text::width(&names.shown(&who.who));
        let longest = people.iter().map(width).filter(|width| *width <= LONGEST_NAME).max().unwrap_or(LONGEST_NAME);
        let office = writer.width().saturating_sub(INDENT + part + longest + 2);
        Columns { part, name: longest, office }
    }
}

/// Part, name and office of somebody.
fn one(writer: &mut Writer<'_>, names: Names<'_>, who: &Participant, columns: Columns) {
    let office = office(writer, names, who);
    let part = who.part.as_deref().map_or("", |part| writer.ui().part(part));
    writer.within(Where::Name, |writer| {
        let mut name = names.short(writer, &who.who);
        let target = names.target(&who.who);
        if writer.width() < WITH_COLUMNS {
            let dot = writer.glyphs().dot;
            let facts = joined([part, office.as_str()], writer.glyphs());
            if !facts.is_empty() {
                name.push(run(Role::Plain, format!("{dot}{facts}")));
            }
            writer.item(name, target);
            return;
        }
        let at = INDENT + columns.part;
        let part = Cell::new(INDENT, columns.part - 1, vec![run(Role::Label, part)]);
        let is_beside = columns.office >= LEAST_OFFICE;
        let has_office = !office.is_empty();
        let width = if is_beside && has_office { columns.name } else { writer.columns(at) };
        let name = Cell::new(at, width, leading(name, target));
        let office = vec![run(Role::Plain, office)];
        if is_beside && has_office {
            let office = Cell::new(at + columns.name + 2, columns.office, office);
            writer.cells(false, &[part, name, office]);
        } else {
            writer.cells(false, &[part, name]);
            writer.paragraph(Paragraph { indent: at, runs: office, continues: true, ..Paragraph::default() });
        }
    });
}

/// Office and body of somebody.
fn office(writer: &Writer<'_>, names: Names<'_>, who: &Participant) -> String {
    let role = writer.inline(&who.role);
    let body = who.organization.as_ref().map(|body| names.shown(body)).unwrap_or_default();
    joined([role.as_str(), body.as_str()], writer.glyphs())
}

/// Those of an event's countries that took part, and those that are only named.
pub(super) fn by_part(countries: &[EventCountry]) -> (Vec<&EventCountry>, Vec<&EventCountry>) {
    countries.iter().partition(|of| took_part(of.part.as_deref()))
}
