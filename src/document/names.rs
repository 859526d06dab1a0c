//! How people, bodies and countries are named in the detail: as the source printed them, with the other name that
//! the data knows, and where following them leads.

use super::writer::{Run, Writer, run};
use super::{Glyphs, Role};
use crate::catalogue::Ui;
use crate::model::{Country, Entity, Lang, Named, Participant, WrittenCountry};
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

    /// Where the name leads: to the entity, else to the records with an equal name.
    pub(super) fn target(&self, who: &Named) -> Option<Target> {
        match self.entity(who) {
            Some(entity) => Some(Target::Entity(entity.id.clone())),
            None => Some(self.printed(who)).filter(|name| !name.is_empty()).map(Target::Name),
        }
    }

    /// What somebody is called: the entity's name in the language that is shown, else as the source printed it.
    pub(super) fn shown(&self, who: &Named) -> String {
        let of_entity = self.entity(who).map(|entity| entity.name.shown(self.lang)).filter(|name| !name.is_empty());
        of_entity.map_or_else(|| self.printed(who), str::to_owned)
    }

    /// The country that somebody acts for, else that of the entity.
    pub(super) fn country<'w>(&self, who: &'w Participant) -> Option<&'w WrittenCountry>
    where
        'a: 'w,
    {
        who.country.as_ref().or_else(|| self.entity(&who.who).and_then(|entity| entity.country.as_ref()))
    }

    /// What somebody is called, and a name that is not shown when only it has a hit.
    pub(super) fn short(&self, writer: &Writer<'_>, who: &Named) -> Vec<Run> {
        let shown = self.shown(who);
        let mut runs = vec![run(Role::Name, shown.clone())];
        if who.entity.is_some() && self.entity(who).is_none() {
            runs.push(run(Role::Problem, writer.ui().not_in_the_data()));
        }
        if !writer.is_hit(&shown) {
            let hit = self.others(who).find(|name| *name != shown && writer.is_hit(name));
            runs.extend(hit.map(|name| run(Role::Dim, format!(" ({name})"))));
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
pub(super) fn country_runs(country: &WrittenCountry, lang: Lang, ui: Ui) -> Vec<Run> {
    match country.country {
        Some(known) => vec![run(Role::Dim, format!("{} ", known.code())), run(Role::Name, name_in(known, lang))],
        None => vec![run(Role::Problem, country.text.clone()), run(Role::Mark, ui.not_a_known_country())],
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
