//! What the items of a list of objects become: people who took part, quotes, articles; by its name, by the names of their
//! fields, and by what stands in them.

use super::super::columns::Column;
use super::super::names::{Meaning, is_of_body, is_plain, meaning, words_of};
use super::super::proposal::Entry;
use super::{Finder, are_countries, date_filter, is_speech};

/// A key, what stands in a column that becomes it, and the filter that reads it.
type ByValue<'b> = (&'static str, &'b dyn Fn(&Column) -> bool, &'static str);

impl Finder<'_> {
    /// The fields of the items of a list: people, quotes, articles.
    pub(super) fn list_of_objects(&mut self, list: &str) {
        // An item may be a text and not an object: its column is called as the list.
        let is_member = |column: &Column| column.list.as_deref() == Some(list) && column.path != list;
        let members: Vec<usize> = (0..self.columns.all.len()).filter(|at| is_member(&self.columns.all[*at])).collect();
        let name_of = |at: &usize| self.columns.all[*at].path[list.len() + 1..].to_owned();
        let inner: Vec<(usize, String, Option<Meaning>)> =
            members.iter().map(|at| (*at, name_of(at), meaning(&name_of(at)))).collect();
        let has =
            |wanted: &[Meaning]| inner.iter().any(|(.., found)| found.is_some_and(|found| wanted.contains(&found)));
        let own_name = list.rsplit('.').next().unwrap_or(list);
        let of = |is_so: &dyn Fn(&Column) -> bool| members.iter().any(|at| is_so(&self.columns.all[*at]));
        // Where addresses stand and nobody, they are sources, whatever the list is called: `citations`.
        let is_of_sources = of(&|column| column.mostly(column.addresses))
            && !has(&[Meaning::Speaker, Meaning::Participants])
            && !of(&Column::is_of_persons);
        let kind = match meaning(own_name) {
            Some(Meaning::Quote) if is_of_sources => Meaning::Articles,
            Some(Meaning::Quote) => Meaning::Quote,
            Some(Meaning::Participants | Meaning::Speaker | Meaning::Organizations) => Meaning::Participants,
            Some(Meaning::Articles | Meaning::Url | Meaning::Publisher) => Meaning::Articles,
            _ if has(&[Meaning::Quote]) || has(&[Meaning::Speaker]) => Meaning::Quote,
            _ if has(&[Meaning::Role]) || has(&[Meaning::Participants]) => Meaning::Participants,
            _ if has(&[Meaning::Url]) => Meaning::Articles,
            // Somebody, and what is longer than a name.
            _ if members.iter().any(|at| self.columns.all[*at].is_of_persons())
                && members.iter().any(|at| is_speech(&self.columns.all[*at])) =>
            {
                Meaning::Quote
            }
            _ if of(&|column| column.mostly(column.addresses)) => Meaning::Articles,
            _ if of(&Column::is_of_somebody) => Meaning::Participants,
            _ => return,
        };
        let section = match kind {
            Meaning::Quote => "[[event.quotes]]",
            Meaning::Participants => "[[event.participants]]",
            _ => "[[event.articles]]",
        };
        if self.lists.iter().any(|(of, _)| *of == section) {
            return;
        }
        let mut lines: Vec<(usize, &'static str, String)> = Vec::new();
        for (at, name, found) in &inner {
            let lower: String = words_of(name).concat();
            let key = match (kind, found) {
                (Meaning::Quote, Some(Meaning::Speaker | Meaning::Participants | Meaning::Author)) => "speaker",
                (Meaning::Quote, _) if matches!(lower.as_str(), "name" | "by" | "person" | "имя") => "speaker",
                (Meaning::Quote, Some(Meaning::Quote | Meaning::Summary | Meaning::Label | Meaning::Body)) => "text",
                (Meaning::Participants, _)
                    if matches!(
                        lower.as_str(),
                        "name" | "fullname" | "имя" | "фио" | "піб" | "person" | "who" | "nom" | "nombre" | "nome"
                    ) =>
                {
                    "name"
                }
                (Meaning::Participants, _) if matches!(lower.as_str(), "title" | "jobtitle") => "role",
                (Meaning::Participants, Some(Meaning::Role)) => "role",
                (Meaning::Participants, Some(Meaning::Countries)) => "country",
                // Whom somebody stands for is a country where countries stand there.
                (Meaning::Participants, None | Some(Meaning::Participants | Meaning::Organizations))
                    if is_of_body(name) =>
                {
                    let column = &self.columns.all[*at];
                    if are_countries(column) { "country" } else { "organization" }
                }
                (Meaning::Participants, Some(Meaning::Organizations)) => "organization",
                (Meaning::Participants, Some(Meaning::Participants)) => "name",
                (Meaning::Articles, Some(Meaning::Url)) => "url",
                (Meaning::Articles, Some(Meaning::Label | Meaning::Headline)) => "headline",
                (Meaning::Articles, Some(Meaning::Publisher)) => "publisher",
                (Meaning::Articles, Some(Meaning::Author)) => "author",
                (Meaning::Articles | Meaning::Quote, Some(Meaning::Language)) => "language",
                (Meaning::Articles, Some(Meaning::Date | Meaning::Published)) => "datePublished",
                _ => continue,
            };
            // What everybody calls so by mistake: a link where words are to stand.
            let is_address = self.columns.all[*at].addresses * 2 >= self.columns.all[*at].looked_at.max(1);
            if lines.iter().any(|(_, have, _)| *have == key) || (is_address && key != "url") {
                continue;
            }
            let filter = match key {
                "country" => " | country".to_owned(),
                "datePublished" => match date_filter(&self.columns.all[*at]) {
                    Ok(filter) => filter.to_owned(),
                    Err(_) => continue,
                },
                _ => String::new(),
            };
            lines.push((*at, key, format!("{{{name}{filter}}}")));
        }
        // What no name says is said by what stands there: who it is, what they are, where they are from, where it stands.
        let by_values: &[ByValue<'_>] = match kind {
            Meaning::Participants => &[
                ("name", &Column::is_of_somebody, ""),
                ("country", &are_countries, " | country"),
                ("role", &|column| column.mostly(column.offices) && !column.is_of_persons(), ""),
            ],
            Meaning::Articles => &[("url", &|column| column.mostly(column.addresses), "")],
            _ => &[],
        };
        for (key, is_so, filter) in by_values {
            let is_free = |at: &usize| !lines.iter().any(|(have, ..)| have == at);
            let free = inner.iter().find(|(at, name, found)| {
                is_free(at) && (found.is_none() || *key != "role") && is_plain(name) && is_so(&self.columns.all[*at])
            });
            if let Some((at, name, _)) = free.filter(|_| !lines.iter().any(|(_, have, _)| have == key)) {
                lines.push((*at, key, format!("{{{name}{filter}}}")));
            }
        }
        if kind == Meaning::Quote && !lines.iter().any(|(_, key, _)| *key == "text") {
            let free = inner.iter().filter(|(at, ..)| !lines.iter().any(|(have, ..)| have == at));
            let words = free.filter(|(at, ..)| is_speech(&self.columns.all[*at]));
            let words = words.max_by_key(|(at, ..)| self.columns.all[*at].length());
            lines.extend(words.map(|(at, name, _)| (*at, "text", format!("{{{name}}}"))));
        }
        // Who is only called a body is who took part.
        if kind == Meaning::Participants
            && !lines.iter().any(|(_, key, _)| *key == "name")
            && let Some(line) = lines.iter_mut().find(|(_, key, _)| *key == "organization")
        {
            line.1 = "name";
        }
        let needed = match kind {
            Meaning::Quote => "text",
            Meaning::Participants => "name",
            _ => "url",
        };
        if !lines.iter().any(|(_, key, _)| *key == needed) && kind != Meaning::Articles {
            return;
        }
        if kind == Meaning::Quote && !lines.iter().any(|(_, key, _)| *key == "speaker") {
            let is_speaker = |(at, ..): &&(usize, String, Option<Meaning>)| {
                self.columns.all[*at].is_of_persons() && !lines.iter().any(|(have, ..)| have == at)
            };
            let speaker = inner.iter().find(is_speaker).map(|(at, name, _)| (*at, "speaker", format!("{{{name}}}")));
            lines.extend(speaker);
        }
        self.lists.push((section, list.to_owned()));
        for (at, key, value) in lines {
            self.found[at] = Some(Entry { section, key, value });
        }
    }
}
