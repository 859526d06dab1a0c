//! How people, bodies and countries are named in the detail: as the source printed them, with the other name that
//! the data knows, and where following them leads.

use super::writer::{Run, Writer, run};
use super::{Glyphs, Role};
use crate::model::{Country, Entity, Lang, Named, Text, WrittenCountry};
use crate::query::{EventDetail, Target};

/// The people and bodies that an event names.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub event: &'a EventDetail,
    pub lang: Lang,
}

impl<'a> Names<'a> {
    /// The entity that is meant.
    pub(super) fn entity(&self, who: &Named) -> Option<&'a Entity> {
        self.event.entity(who)
    }

    /// The name as the source printed it; else the entity's; else its id.
    pub(super) fn printed(&self, who: &Named) -> String {
        let entity_name = || self.entity(who).map(|entity| entity.name.shown(self.lang));
        let names = [Some(who.name.shown(self.lang)), entity_name(), who.entity.as_deref()];
        names.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or("").to_owned()
    }

    /// A second name beside the printed one: the entity's name, or the name in another language.
    fn second(&self, who: &Named, printed: &str) -> Option<&'a str> {
        let entity = self.entity(who)?;
        let first = std::iter::once(entity.name.shown(self.lang));
        first
            .chain(entity.name.versions().map(|(_, name)| name))
            .find(|name| !name.is_empty() && !name.eq_ignore_ascii_case(printed))
    }

    /// Where the name leads: to the entity, else to the records with an equal name.
    pub(super) fn target(&self, who: &Named) -> Option<Target> {
        match self.entity(who) {
            Some(entity) => Some(Target::Entity(entity.id.clone())),
            None => Some(self.printed(who)).filter(|name| !name.is_empty()).map(Target::Name),
        }
    }

    /// The name, the second name, and the aliases and other names that only the query knows.
    pub(super) fn runs(&self, writer: &Writer<'_>, who: &Named) -> Vec<Run> {
        let printed = self.printed(who);
        let second = self.second(who, &printed);
        let mut runs = vec![run(Role::Name, printed.clone())];
        runs.extend(second.map(|name| run(Role::Dim, format!(" ({name})"))));
        if who.entity.is_some() && self.entity(who).is_none() {
            runs.push(run(Role::Problem, " (not in the data)"));
        }
        let shown = [printed.as_str(), second.unwrap_or("")];
        if !shown.iter().any(|name| writer.is_hit(name)) {
            let hit = self.others(who).find(|name| !shown.contains(name) && writer.is_hit(name));
            runs.extend(hit.map(|name| run(Role::Dim, format!(", also {name}"))));
        }
        runs
    }

    fn others<'w>(&self, who: &'w Named) -> impl Iterator<Item = &'w str>
    where
        'a: 'w,
    {
        let entity = self.entity(who);
        let names = entity.into_iter().flat_map(|entity| entity.name.versions().map(|(_, name)| name));
        let aliases = entity.into_iter().flat_map(|entity| entity.alias.iter().map(String::as_str));
        names.chain(aliases).chain(who.name.versions().map(|(_, name)| name))
    }
}

/// A country's name in `lang`; what was written when it is no country.
pub(super) fn country_name(country: &WrittenCountry, lang: Lang) -> &str {
    country.country.map_or(&country.text, |country| name_in(country, lang))
}

/// A country's name in a language.
pub(super) fn name_in(country: Country, lang: Lang) -> &'static str {
    match lang {
        Lang::En => country.name_en(),
        Lang::Ru => country.name_ru(),
    }
}

/// `KZ Kazakhstan`; what was written, marked, when it is no country.
pub(super) fn country_runs(country: &WrittenCountry, lang: Lang) -> Vec<Run> {
    match country.country {
        Some(known) => vec![run(Role::Dim, format!("{} ", known.code())), run(Role::Name, name_in(known, lang))],
        None => vec![run(Role::Problem, country.text.clone()), run(Role::Mark, " (not a known country)")],
    }
}

/// Whether a country or body of this code is known, and so can be followed.
pub(super) fn country_target(country: &WrittenCountry) -> Target {
    Target::Country(country.code().to_owned())
}

/// Words joined by the dot that separates facts on a line; empty ones are left out.
pub(super) fn joined<'t>(facts: impl IntoIterator<Item = &'t str>, glyphs: &Glyphs) -> String {
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(glyphs.dot)
}

/// The first version of a text that is not the one shown, with its tag.
pub(super) fn other_version(text: &Text, lang: Lang) -> Option<(Option<&str>, &str)> {
    let shown = text.shown(lang);
    text.versions().find(|(_, version)| *version != shown && !version.is_empty())
}
