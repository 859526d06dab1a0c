//! Which column becomes what: each claims a meaning, by its name and by what stands in it, and the strongest claim comes first.
//! A claim that neither makes sure is none, because a wrong meaning is worse than a column that is not read.

use super::super::columns::Column;
use super::super::names::{Meaning, Sure, is_of_region, is_of_settlement, is_plain, meaning, senses, surely, words_of};
use super::super::proposal::Entry;
use super::{Finder, are_countries, country_filter, has_coordinates, sense, separator};
use std::cmp::Reverse;
use std::fmt::Write as _;

/// What a claim must weigh at least.
const LEAST: i32 = 20;

/// What a name weighs that is known as a whole, by its head, or by a word beside that.
const WHOLE: i32 = 60;
const HEAD: i32 = 50;
const ASIDE: i32 = 14;

impl Finder<'_> {
    /// Gives the columns that are left their meanings.
    pub(super) fn assign(&mut self) {
        let mut claims: Vec<(i32, usize, Meaning)> = Vec::new();
        for at in self.own().into_iter().filter(|at| self.found[*at].is_none()) {
            claims.extend(self.claims(at).into_iter().map(|(found, weight)| (weight, at, found)));
        }
        claims.retain(|(weight, ..)| *weight >= LEAST);
        claims.sort_by_key(|(weight, at, _)| (Reverse(*weight), *at));
        for (_, at, found) in claims {
            if self.found[at].is_none()
                && let Some(entry) = self.entry(at, found)
                && !self.is_taken(&entry)
            {
                self.found[at] = Some(entry);
            }
        }
        self.speaker_among_people();
    }

    /// What a column may mean, each with its weight.
    fn claims(&self, at: usize) -> Vec<(Meaning, i32)> {
        let column = &self.columns.all[at];
        let mut claims = Vec::new();
        let sure = surely(column.name()).map_or(Sure::Head, |(_, sure)| sure);
        let named = self.meaning_of(at);
        if let Some(found) = named {
            let base = match sure {
                Sure::Whole => WHOLE,
                Sure::Head => HEAD,
                Sure::Aside => ASIDE,
            };
            // The town is the place before the house or the province in which something was, and what stands by itself comes
            // before what lies in something.
            let base = base + 12 * i32::from(is_of_settlement(column.name()))
                - 12 * i32::from(is_of_region(column.name()))
                - i32::from(column.around().is_some());
            let mut claim =
                |found: Meaning, weight: i32| claims.extend(fit(column, found).map(|fit| (found, weight + fit)));
            claim(found, base);
            // What is not the first of its kind may be the next likely thing.
            match found {
                Meaning::Label => {
                    claim(Meaning::Summary, base - 15);
                    if column.repeats() {
                        claim(Meaning::Topics, base - 15);
                    }
                    // `Registrant name` is a title only where nothing else tells what it was.
                    if sure == Sure::Aside && column.is_of_names() && self.has_text_beside(at) {
                        claim(Meaning::Participants, LEAST + 6);
                    }
                }
                Meaning::Kind => claim(Meaning::Topics, base - 15),
                Meaning::Speaker => claim(Meaning::Participants, base - 15),
                Meaning::Countries if column.countries * 2 < column.parts => claim(Meaning::Place, base - 20),
                Meaning::Publisher if column.is_list && column.is_of_persons() => {
                    claim(Meaning::Participants, base + 5);
                }
                Meaning::Note | Meaning::Outcomes | Meaning::Summary
                    if column.mostly(column.speeches) && !self.has_quotes() && self.has_persons() =>
                {
                    claim(Meaning::Quote, base + 5);
                }
                _ => {}
            }
        }
        // What else its words may mean, when that stands there: of `target_type` the head says what it is.
        let is_kind = sure > Sure::Aside && matches!(named, Some(Meaning::Kind | Meaning::Id));
        for found in self.senses(column).into_iter().filter(|found| named != Some(*found) && !is_kind) {
            claims.extend(fit(column, found).map(|fit| (found, ASIDE + fit)));
        }
        // What stands there decides where the name says nothing, or what cannot be.
        let is_open = named.is_none_or(|found| !claims.iter().any(|(claimed, _)| *claimed == found));
        if is_open && is_plain(column.name()) {
            let is_somebody_named = self.own().into_iter().any(|at| self.named(at) == Some(Meaning::Participants));
            let fits = |(found, _): &(Meaning, i32)| *found != Meaning::Participants || !is_somebody_named;
            claims.extend(by_values(column).into_iter().filter(fits));
        }
        claims
    }

    /// Whether another column tells in words what it was.
    fn has_text_beside(&self, at: usize) -> bool {
        self.own().into_iter().any(|other| {
            let is_text = matches!(
                surely(self.columns.all[other].name()),
                Some((Meaning::Label | Meaning::Summary, Sure::Head | Sure::Whole))
            );
            other != at && is_text
        })
    }

    /// What each word of a column's name may mean; a column that has none is called by its number.
    pub(super) fn senses(&self, column: &Column) -> Vec<Meaning> {
        if self.is_nameless { Vec::new() } else { senses(column.name()) }
    }

    fn has_persons(&self) -> bool {
        self.own().into_iter().any(|at| self.columns.all[at].is_of_persons())
    }

    /// Where words are told and nobody is called their speaker, the only person of each row has said them.
    fn speaker_among_people(&mut self) {
        if !self.has("[[event.quotes]]", "text") || self.has("[[event.quotes]]", "speaker") || !self.lists.is_empty() {
            return;
        }
        let people = |at: &usize| {
            let is_people = self.found[*at].as_ref().is_some_and(|entry| entry.key == "participants");
            is_people && self.columns.all[*at].list.is_none()
        };
        let people: Vec<usize> = (0..self.columns.all.len()).filter(people).collect();
        // Who is called so comes before who only looks so.
        let named = |at: &usize| matches!(self.named(*at), Some(Meaning::Participants | Meaning::Organizations));
        let called: Vec<usize> = people.iter().copied().filter(named).collect();
        let people = if called.is_empty() { people } else { called };
        let is_one = |at: &&usize| {
            let column = &self.columns.all[**at];
            column.is_of_persons() && column.parts == column.looked_at && !column.is_list
        };
        if let [only] = people[..]
            && is_one(&&only)
        {
            self.found[only] = self.entry(only, Meaning::Speaker);
        }
    }

    /// What a column means by its name, by what lies around it, and by what stands in it.
    pub(super) fn meaning_of(&self, at: usize) -> Option<Meaning> {
        match self.named(at) {
            None if self.are_countries_alone(at) => Some(Meaning::Countries),
            // Countries impose, receive and take part; they are people only where others are the countries.
            Some(Meaning::Participants) if self.are_countries_alone(at) && !self.has_countries() => {
                Some(Meaning::Countries)
            }
            // Who spoke without words that are told was there.
            Some(Meaning::Speaker) if !self.has_quotes() => Some(Meaning::Participants),
            found => found,
        }
    }

    fn are_countries_alone(&self, at: usize) -> bool {
        let column = &self.columns.all[at];
        are_countries(column) && is_plain(column.name())
    }

    fn has_countries(&self) -> bool {
        let is_one = |other: usize| self.named(other) == Some(Meaning::Countries);
        self.own().into_iter().any(is_one)
    }

    fn has_quotes(&self) -> bool {
        self.lists.iter().any(|(of, _)| *of == "[[event.quotes]]")
            || self.own().into_iter().any(|other| meaning(self.columns.all[other].name()) == Some(Meaning::Quote))
    }

    pub(super) fn named(&self, at: usize) -> Option<Meaning> {
        let column = &self.columns.all[at];
        let found = sense(column);
        // `headline.main` is a headline.
        let is_general = matches!(
            column.name(),
            "main"
                | "original"
                | "rendered"
                | "value"
                | "raw"
                | "display"
                | "exact"
                | "full"
                | "en"
                | "ru"
                | "iso"
                | "iso8601"
                | "text"
        );
        let of_around =
            column.around().and_then(surely).filter(|(_, sure)| *sure > Sure::Aside).map(|(found, _)| found);
        let found = match of_around {
            // Where a date stands in what is called a time, it is that.
            Some(date @ (Meaning::Date | Meaning::End | Meaning::Published))
                if column.dates.count() * 2 > column.values
                    && is_plain(column.name())
                    && !matches!(found, Some(Meaning::Date | Meaning::End | Meaning::Published)) =>
            {
                Some(date)
            }
            // The number of a place and the language of a value are no part of the record.
            Some(_) if matches!(found, Some(Meaning::Id)) => None,
            Some(around) if is_general && !matches!(found, Some(Meaning::Body)) => Some(around),
            Some(around)
                if found == Some(Meaning::Language)
                    && !matches!(around, Meaning::Publisher | Meaning::Articles | Meaning::Headline) =>
            {
                None
            }
            _ => found,
        };
        let Some(around) = column.around() else {
            let is_title = found == Some(Meaning::Headline) && !self.has_own_title(at);
            return if is_title { Some(Meaning::Label) } else { found };
        };
        let words = words_of(around);
        let is_article = words.iter().any(|word| matches!(word.as_str(), "article" | "source" | "publication"));
        let is_place = matches!(meaning(around), Some(Meaning::Place));
        match found {
            Some(Meaning::Label) if is_article && words_of(column.name()).concat() == "name" => {
                Some(Meaning::Publisher)
            }
            Some(Meaning::Label) if is_article => Some(Meaning::Headline),
            Some(Meaning::Date) if is_article => Some(Meaning::Published),
            Some(Meaning::Label | Meaning::Publisher) if is_place => Some(Meaning::Place),
            // `primary_country.name`, `theme.name`.
            Some(Meaning::Label)
                if matches!(meaning(around), Some(Meaning::Countries | Meaning::Publisher | Meaning::Topics)) =>
            {
                meaning(around)
            }
            // The name of a committee is who it was, and no title of an event.
            Some(Meaning::Label) if matches!(column.name(), "name" | "title" | "имя" | "название") => {
                match meaning(around) {
                    who @ Some(Meaning::Organizations | Meaning::Participants | Meaning::Speaker | Meaning::Author) => {
                        who
                    }
                    _ => found,
                }
            }
            Some(Meaning::Headline) if !is_article && !self.has_own_title(at) => Some(Meaning::Label),
            other => other,
        }
    }

    /// Whether another column beside this one is the title of an event.
    fn has_own_title(&self, at: usize) -> bool {
        let is_title = |other: usize| {
            let column = &self.columns.all[other];
            other != at && column.around().is_none() && meaning(column.name()) == Some(Meaning::Label)
        };
        self.of_articles || self.own().into_iter().any(is_title)
    }

    /// The line that reads a column with this meaning; what stands in it must fit.
    pub(super) fn entry(&self, at: usize, found: Meaning) -> Option<Entry> {
        let column = &self.columns.all[at];
        let path = &column.path;
        // Neither numbers nor dates are called something, and nobody is called so.
        let is_of_words = column.numbers * 2 < column.looked_at && column.dates.count() * 2 < column.values;
        let is_short = column.length() <= 120 && is_of_words;
        // Where a town stands in one object with it, it is the country of that.
        let is_beside = |other: &usize| {
            let other = &self.columns.all[*other];
            let own = column.path.len() - column.name().len();
            other.path.get(..own) == column.path.get(..own)
                && !other.path[own..].contains('.')
                && sense(other) == Some(Meaning::Place)
        };
        let in_place = column.around().is_some_and(|around| {
            meaning(around) == Some(Meaning::Place)
                || (meaning(around).is_none() && self.own().iter().any(is_beside) && !is_container(around))
        });
        let several = |names: bool| separator(column, names);
        let event = if self.of_articles { "[article]" } else { "[event]" };
        let article = if self.of_articles { "[article]" } else { "[[event.articles]]" };
        let of_event = !self.of_articles;
        let has_summary =
            || self.own().into_iter().any(|other| other != at && self.meaning_of(other) == Some(Meaning::Summary));
        let (section, key, value) = match found {
            Meaning::Date | Meaning::End | Meaning::Published => return self.date_entry(at, found, None).ok()?,
            Meaning::Id if column.different.len() == column.values && column.records == self.columns.records => {
                (event, "id", format!("{{{path}}}"))
            }
            Meaning::Label if self.of_articles => (event, "headline", format!("{{{path}}}")),
            Meaning::Label if is_of_words => (event, "label", format!("{{{path}}}")),
            Meaning::Kind if is_short && of_event => (event, "kind", format!("{{{path} | lower}}")),
            Meaning::Summary if self.of_articles => (event, "abstract", format!("{{{path} | html}}")),
            Meaning::Body if self.of_articles => (event, "articleBody", format!("{{{path} | html}}")),
            Meaning::Body if has_summary() => (article, "articleBody", format!("{{{path} | html}}")),
            Meaning::Summary | Meaning::Body => (event, "summary", format!("{{{path}}}")),
            Meaning::Countries if in_place && column.countries * 2 >= column.parts => {
                (event, "place.country", format!("{{{path} | country}}"))
            }
            Meaning::Countries if of_event && column.countries * 2 >= column.parts.max(1) => {
                (event, "countries", format!("{{{path}{}}}", country_filter(column)))
            }
            Meaning::Participants | Meaning::Organizations if of_event && is_short => {
                (event, "participants", format!("{{{path}{}}}", several(true)))
            }
            Meaning::Place if is_short && of_event => (event, "place.name", format!("{{{path}}}")),
            Meaning::Topics if is_short && of_event => (event, "topics", format!("{{{path}{}}}", several(false))),
            Meaning::DateText if of_event => (event, "dateText", format!("{{{path}}}")),
            Meaning::Outcomes if of_event && is_of_words => (event, "outcomes", format!("{{{path}}}")),
            Meaning::Note if of_event => (event, "note", format!("{{{path}}}")),
            Meaning::Url | Meaning::Publisher if column.addresses * 2 >= column.looked_at => {
                (article, "url", format!("{{{path}}}"))
            }
            Meaning::Publisher if is_short => (article, "publisher", format!("{{{path}}}")),
            Meaning::Headline => (article, "headline", format!("{{{path}}}")),
            Meaning::Author if is_short => (article, "author", format!("{{{path}{}}}", several(true))),
            Meaning::Language if column.length() < 20 => (article, "language", format!("{{{path} | language}}")),
            Meaning::Quote if of_event => ("[[event.quotes]]", "text", format!("{{{path}}}")),
            Meaning::Speaker if of_event && is_short => ("[[event.quotes]]", "speaker", format!("{{{path}}}")),
            Meaning::Latitude | Meaning::Longitude
                if of_event && has_coordinates() && column.numbers == column.looked_at =>
            {
                let key = if found == Meaning::Latitude { "place.latitude" } else { "place.longitude" };
                (event, key, format!("{{{path}}}"))
            }
            _ => return None,
        };
        Some(Entry { section, key, value })
    }

    /// Columns whose names say nothing, by what stands in them: only what can be nothing else.
    pub(super) fn by_what_stands_there(&mut self) {
        let (event, article) =
            if self.of_articles { ("[article]", "[article]") } else { ("[event]", "[[event.articles]]") };
        let free: Vec<usize> = self.own().into_iter().filter(|at| self.found[*at].is_none()).collect();
        let column = |at: usize| &self.columns.all[at];
        let are_addresses = |at: &usize| column(*at).addresses == column(*at).looked_at && column(*at).looked_at > 0;
        let addresses: Vec<usize> = free.iter().copied().filter(are_addresses).collect();
        let is_listed = self.lists.iter().any(|(of, _)| *of == article);
        if let ([only], false) = (&addresses[..], self.has(article, "url") || is_listed) {
            let value = format!("{{{}}}", column(*only).path);
            self.found[*only] = Some(Entry { section: article, key: "url", value });
        }
        if !self.has("[event]", "countries") && !self.of_articles {
            let known = |at: &usize| {
                let column = &self.columns.all[*at];
                column.countries == column.parts && column.parts > 1 && column.length() > 3 && column.numbers == 0
            };
            let known = free.iter().copied().filter(|at| self.found[*at].is_none()).find(known);
            if let Some(at) = known {
                let value = format!("{{{}{}}}", self.columns.all[at].path, country_filter(&self.columns.all[at]));
                self.found[at] = Some(Entry { section: "[event]", key: "countries", value });
            }
        }
        // The first column, when it counts the rows.
        if let Some(at) =
            free.first().copied().filter(|at| *at == 0 && !self.has(event, "id") && self.named(0).is_none())
            && column(at).numbers == column(at).looked_at
            && is_plain(column(at).name())
        {
            self.found[at] = self.entry(at, Meaning::Id);
        }
        if !self.has("[event]", "participants") && !self.of_articles && self.has("[event]", "label") {
            let are_persons = |at: &usize| {
                let column = column(*at);
                let is_unknown = self.found[*at].is_none() && self.named(*at).is_none() && is_plain(column.name());
                is_unknown && column.is_of_persons()
            };
            if let Some(at) = free.iter().copied().find(are_persons) {
                self.found[at] = self.entry(at, Meaning::Participants);
            }
        }
        if self.is_nameless {
            let are_dates = |at: &usize| {
                let dates = &column(*at).dates;
                self.found[*at].is_none() && dates.count() == column(*at).values && dates.exact[0] > 0
            };
            let dates: Vec<usize> = free.iter().copied().filter(are_dates).collect();
            if let [only] = dates[..] {
                match self.date_entry(only, Meaning::Date, None) {
                    Ok(entry) => self.found[only] = entry,
                    Err(why) => self.remarks[only] = Some(why),
                }
            }
        }
        let title = if self.of_articles { "headline" } else { "label" };
        if !self.has(event, title) {
            self.title(event, title, &free);
        }
    }

    /// What the records are called, when no column is named so: the column of words that differ most, else what is known of
    /// each together. Codes are no words.
    fn title(&mut self, section: &'static str, key: &'static str, free: &[usize]) {
        // Of two texts on what it was about the short one is what it may be called.
        let own = self.own();
        let is_about = |at: &&usize| {
            self.named(**at) == Some(Meaning::Summary) && fit(&self.columns.all[**at], Meaning::Label).is_some()
        };
        let mut about: Vec<usize> = own.iter().filter(is_about).copied().collect();
        about.sort_by_key(|at| self.columns.all[*at].length());
        if let [short, long, ..] = about[..]
            && self.columns.all[short].length() <= 100
            && key == "label"
        {
            self.found[short] = self.entry(short, Meaning::Label);
            self.found[long] = self.entry(long, Meaning::Summary);
            return;
        }
        // What is called so, though it repeats.
        let is_called = |at: &usize| self.found[*at].is_none() && self.named(*at) == Some(Meaning::Label);
        if let Some(at) = free.iter().copied().find(is_called)
            && let Some(entry) = self.entry(at, Meaning::Label)
        {
            self.found[at] = Some(entry);
            return;
        }
        let is_text = |at: &usize| {
            let column = &self.columns.all[*at];
            let has_words = |text: &String| text.contains(char::is_whitespace) || !text.is_ascii();
            let is_text = column.numbers == 0 && column.addresses == 0 && column.dates.count() * 4 < column.values;
            self.found[*at].is_none()
                && is_plain(column.name())
                && self
                    .senses(column)
                    .iter()
                    .all(|one| matches!(one, Meaning::Label | Meaning::Summary | Meaning::Note))
                && !matches!(meaning(column.name()), Some(Meaning::Id | Meaning::Role))
                && is_text
                && !column.is_list
                && column.examples.iter().any(has_words)
                && (6..=160).contains(&column.length())
                && column.different.len() * 2 >= column.values
        };
        // A short text on what it was about, when nothing else tells it in words.
        let tells = |at: &usize| {
            is_text(at)
                && self.columns.all[*at].mostly(self.columns.all[*at].sentences)
                && self.columns.all[*at].length() <= 100
        };
        let is_short_text = |entry: &Option<Entry>| entry.as_ref().is_some_and(|entry| entry.key == "summary");
        if let Some(at) = self.found.iter().position(is_short_text)
            && self.columns.all[at].length() <= 80
            && key == "label"
            && !free.iter().any(tells)
        {
            self.found[at] = Some(Entry { section, key, value: format!("{{{}}}", self.columns.all[at].path) });
            return;
        }
        let best = free.iter().copied().filter(is_text);
        let best = best.max_by_key(|at| (self.columns.all[*at].different.len(), Reverse(*at)));
        if let Some(at) = best {
            self.found[at] = Some(Entry { section, key, value: format!("{{{}}}", self.columns.all[at].path) });
            return;
        }
        let path_of = |key: &str| {
            let at = self.found.iter().position(|entry| entry.as_ref().is_some_and(|entry| entry.key == key))?;
            (self.columns.all[at].list.is_none()).then(|| self.columns.all[at].path.as_str())
        };
        if let Some(text) = path_of("text") {
            let speaker = path_of("speaker").map_or_else(String::new, |speaker| format!("[{{{speaker}}}: ]"));
            self.composed.push(Entry { section, key, value: format!("{speaker}{{{text} | cut 100}}") });
            return;
        }
        let mut value = String::new();
        for (key, before) in [("kind", ""), ("participants", ": "), ("place.name", ", ")] {
            match path_of(key) {
                Some(path) if value.is_empty() => value = format!("{{{path}}}"),
                Some(path) => {
                    let _ = write!(value, "[{before}{{{path}}}]");
                }
                None => {}
            }
        }
        if !value.is_empty() && !self.has(section, "summary") {
            self.composed.push(Entry { section, key, value });
        }
    }
}

/// Whether an object of this name holds all that is told of a record.
fn is_container(name: &str) -> bool {
    let name = name.to_lowercase();
    ["fields", "attributes", "properties", "data", "record", "item", "node", "event", "happening", "_source", "values"]
        .contains(&name.as_str())
}

/// What the values of a column say of it, when its name says nothing: only what can hardly be anything else.
fn by_values(column: &Column) -> Vec<(Meaning, i32)> {
    let mut claims = Vec::new();
    if column.looked_at == 0 {
        return claims;
    }
    if column.mostly(column.addresses) {
        claims.push((Meaning::Url, 25));
    } else if column.mostly(column.sites) {
        claims.push((Meaning::Publisher, 24));
    } else if are_countries(column) {
        claims.push((Meaning::Countries, 28));
    } else if column.is_of_somebody() && !column.mostly(column.sentences) {
        claims.push((Meaning::Participants, if column.persons > column.bodies { 25 } else { 22 }));
    } else if column.mostly(column.speeches) && column.mostly(column.sentences) {
        claims.push((Meaning::Quote, 24));
    } else if column.mostly(column.sentences) && column.length() >= 30 && !column.repeats() {
        // The longest tells most.
        let more = i32::try_from(column.length() / 30).unwrap_or(4).min(4);
        claims.push((Meaning::Summary, LEAST + more));
    }
    claims
}

/// How well what stands in a column fits a meaning; `None` when it cannot be that.
fn fit(column: &Column, found: Meaning) -> Option<i32> {
    let is_of_words = column.numbers * 2 < column.looked_at
        && column.dates.count() * 2 < column.values
        && !column.mostly(column.addresses)
        && !column.mostly(column.codes);
    // Words of a text that are nothing but countries are that, whatever they are called.
    if are_countries(column)
        && matches!(
            found,
            Meaning::Label
                | Meaning::Summary
                | Meaning::Body
                | Meaning::Kind
                | Meaning::Outcomes
                | Meaning::Note
                | Meaning::Publisher
                | Meaning::Headline
        )
    {
        return None;
    }
    let is_short = column.length() <= 120;
    let is_sentences = column.mostly(column.sentences);
    let points = |count: i32, is_so: bool| if is_so { count } else { 0 };
    let weight = match found {
        Meaning::Label if is_of_words => {
            let is_title = !column.repeats() && (6..=160).contains(&column.length());
            let is_name = column.is_list || are_countries(column);
            points(8, is_title) - points(8, column.repeats()) - points(8, is_name)
        }
        Meaning::Summary | Meaning::Body if is_of_words => {
            points(8, is_sentences) + points(2, column.length() > 40)
                - points(8, column.length() < 10 || column.repeats())
        }
        // What is the same in all records says nothing of any.
        Meaning::Kind if column.different.len() == 1 && column.values > 3 => return None,
        Meaning::Kind if is_of_words => points(8, column.repeats()) - points(8, is_sentences),
        // Codes may be of something else, unless all are known.
        Meaning::Countries if column.countries * 2 >= column.parts.max(1) => {
            points(8, are_countries(column) || column.countries == column.parts)
        }
        Meaning::Participants | Meaning::Organizations if is_of_words && is_short => {
            let is_name = |text: &String| text.starts_with(char::is_uppercase) && text.len() < 40;
            let are_names = !column.repeats() && column.examples.iter().all(is_name);
            points(10, column.is_of_somebody()).max(points(6, are_names)) - points(8, is_sentences)
        }
        Meaning::Speaker if is_of_words && is_short => points(10, column.is_of_somebody()) - points(8, is_sentences),
        Meaning::Place if is_of_words => {
            let is_name = |text: &String| text.starts_with(char::is_uppercase) && text.len() < 60;
            points(7, !is_sentences && column.bodies == 0 && column.examples.iter().all(is_name))
                - points(8, is_sentences)
        }
        Meaning::Topics if is_of_words => {
            -points(40, are_countries(column)) + points(6, column.is_list || column.repeats())
                - points(8, column.length() > 60)
        }
        Meaning::Outcomes if is_of_words => points(6, is_sentences),
        Meaning::Note if column.numbers * 2 < column.looked_at => 6,
        Meaning::Url => points(8, column.mostly(column.addresses)),
        Meaning::Publisher if is_of_words => {
            let is_name = |text: &String| text.chars().any(char::is_uppercase) && text.len() < 40;
            points(6, !is_sentences && column.examples.iter().all(is_name)).max(points(8, column.mostly(column.sites)))
                - points(8, column.is_of_persons() && column.bodies == 0)
        }
        Meaning::Publisher | Meaning::Author | Meaning::Language | Meaning::Headline | Meaning::Articles => {
            points(6, found == Meaning::Author && column.is_of_persons())
        }
        Meaning::Quote if is_of_words => {
            points(8, is_sentences || column.mostly(column.speeches)) - points(8, column.is_of_persons())
        }
        Meaning::Id => points(6, column.different.len() == column.values),
        Meaning::Latitude | Meaning::Longitude if column.numbers == column.looked_at => 6,
        Meaning::DateText => 0,
        _ => return None,
    };
    Some(weight)
}
