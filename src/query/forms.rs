//! What may be typed as a query: the one table that help, list of commands, manual page, `--help` and docs/search.md print.
//!
//! It says nothing that the parser does not know; a test reads every example.

use crate::text;

/// A form of the query language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    /// How it is typed; the first one stands where there is room for one only.
    pub written: &'static [&'static str],
    /// What it finds, in a few words.
    pub finds: &'static str,
    /// What else is to be said of it where there is room.
    pub more: &'static str,
}

impl Form {
    /// What is typed before a value: `person:`; `None` for what is no field.
    pub fn field(&self) -> Option<&'static str> {
        let first = self.written.first()?;
        let at = first.find(':')?;
        first[..at].chars().all(char::is_alphabetic).then(|| &first[..=at])
    }
}

const fn form(written: &'static [&'static str], finds: &'static str, more: &'static str) -> Form {
    Form { written, finds, more }
}

/// Every form: words first, then fields.
pub const FORMS: &[Form] = &[
    form(
        &["токаев"],
        "a word that begins so, in any form or script",
        "in an event's own text, in a name or alias of someone it names, or in an article; case and `ё` do not matter",
    ),
    form(&["\"critical minerals\""], "exactly these words, side by side", ""),
    form(&["\"critical mineral*\""], "the same with the last word left open", ""),
    form(&["uranium copper"], "both words", ""),
    form(&["uranium OR copper", "uranium | copper"], "one of them", ""),
    form(&["minerals -china", "minerals NOT china"], "the first without the second", ""),
    form(&["(uranium OR copper) export"], "brackets group", ""),
    form(&["~uranum"], "also what differs by a typing mistake", ""),
    form(
        &["literal:on минералов"],
        "words only as they are typed",
        "and their beginnings, no other forms or spellings",
    ),
    form(
        &["country:KZ", "country:Казахстан", "country:C5"],
        "a country by code or name, or a group",
        "the groups are C5, EU27 and G7",
    ),
    form(&["country:KZ,MN"], "any of several values", ""),
    form(&["country:KZ country:US"], "all of them", ""),
    form(&["-country:CN"], "none of them", ""),
    form(
        &["person:Rubio", "person:\"Marco Rubio\""],
        "a person, under any of their names",
        "in quotes the whole name, and nobody else who has these words in theirs",
    ),
    form(&["org:DFC", "org:\"US Department of State\""], "a body", ""),
    form(&["by:Rubio"], "events with a quote by that speaker", ""),
    form(&["said:diversify"], "words in a quote", ""),
    form(&["topic:lithium"], "a topic", ""),
    form(
        &["kind:visit"],
        "the kind of event",
        "such as summit, ministerial, dialogue, meeting, agreement, export-control",
    ),
    form(&["publisher:orda"], "an article of that publisher", ""),
    form(&["lang:ru"], "an article or a quote in that language", ""),
    form(&["place:Astana"], "where it was", ""),
    form(
        &["date:2024", "date:2024-02..2025", "date:..2023", "-date:2024"],
        "events that overlap these dates",
        "with `-` before it, none of them",
    ),
    form(
        &["date:last-month", "date:today", "date:-30d.."],
        "days counted from today",
        "also `yesterday`, `this-week`, `last-week`, `this-month`, `this-year`, `last-year`, and `w`, `m`, `y` for weeks, months and years",
    ),
    form(&["date:none"], "events without a date", ""),
    form(&["has:quotes", "has:problem"], "events with quotes, with a fault in the record", ""),
    form(
        &["has:bookmark", "has:note"],
        "what you bookmarked or noted",
        "events, and those of articles (`есть:закладка`, `есть:заметка`)",
    ),
    form(&["basis:inferred"], "the source of the date", "stated, inferred, external, published"),
    form(&["confidence:low"], "how sure the data is", "high, medium, low"),
    form(&["id:2023-11-01-macron-visit-kazakhstan"], "one event, or those of one article", ""),
];

/// The forms as a Markdown table, for docs/search.md.
pub fn markdown_table() -> String {
    let row = |Form { written, finds, more }: &Form| {
        let written: Vec<String> = written.iter().map(|form| format!("`{}`", form.replace('|', "\\|"))).collect();
        let more = if more.is_empty() { String::new() } else { format!("; {more}") };
        format!("| {} | {finds}{more} |\n", written.join(" or "))
    };
    "| type | to find |\n|---|---|\n".to_owned() + &FORMS.iter().map(row).collect::<String>()
}

/// The forms, each with what it finds, for a terminal without the browser: as many ways to type it as `columns` have room
/// for.
pub fn lines(columns: usize) -> impl Iterator<Item = (String, &'static str)> {
    FORMS.iter().map(move |form| {
        let mut line = String::new();
        for written in form.written {
            let between = if line.is_empty() { "" } else { "   " };
            if line.is_empty() || text::width(&line) + between.len() + text::width(written) <= columns {
                line = format!("{line}{between}{written}");
            }
        }
        (line, form.finds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Field, Query};

    #[test]
    fn every_form_is_a_query_and_every_field_has_one() {
        for written in FORMS.iter().flat_map(|form| form.written) {
            let query = Query::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert!(!query.is_empty(), "{written} asks for nothing");
        }
        let named: Vec<&str> = FORMS.iter().filter_map(Form::field).collect();
        for field in Field::all() {
            assert!(named.contains(&format!("{}:", field.name()).as_str()), "no form has {}", field.name());
        }
    }
}
