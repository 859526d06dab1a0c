//! What may be typed as a query: the one table that help, list of commands, manual page, `--help` and docs/search.md print.
//!
//! It says nothing that the parser does not know; a test reads every example.

use crate::catalogue::{Ui, Words};
use crate::text;

/// A form of the query language.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// How it is typed; the first one stands where there is room for one only.
    pub written: &'static [&'static str],
    /// What it finds, in a few words.
    pub finds: Words,
    /// What else is to be said of it where there is room.
    pub more: Option<Words>,
}

impl Form {
    /// What is typed before a value: `person:`; `None` for what is no field.
    pub fn field(&self) -> Option<&'static str> {
        let first = self.written.first()?;
        let at = first.find(':')?;
        first[..at].chars().all(char::is_alphabetic).then(|| &first[..=at])
    }
}

const fn form(written: &'static [&'static str], finds: Words, more: Option<Words>) -> Form {
    Form { written, finds, more }
}

/// Every form: words first, then fields.
pub const FORMS: &[Form] = &[
    form(&["токаев"], Ui::form_word_begins_so_in_any_form, Some(Ui::form_in_event_s_own_text_in)),
    form(&["\"critical minerals\""], Ui::form_exactly_these_words_side_by_side, None),
    form(&["\"critical mineral*\""], Ui::form_same_with_last_word_left_open, None),
    form(&["uranium copper"], Ui::form_both_words, None),
    form(&["uranium OR copper", "uranium | copper"], Ui::form_one_them, None),
    form(&["minerals -china", "minerals NOT china"], Ui::form_first_without_second, None),
    form(&["(uranium OR copper) export"], Ui::form_brackets_group, None),
    form(&["~uranum"], Ui::form_also_differs_by_typing_mistake, None),
    form(
        &["literal:on минералов"],
        Ui::form_words_only_as_they_are_typed,
        Some(Ui::form_and_their_beginnings_no_other_forms),
    ),
    form(
        &["country:KZ", "country:Казахстан", "country:C5"],
        Ui::form_country_by_code_or_name_or,
        Some(Ui::form_groups_are_c5_eu27_and_g7),
    ),
    form(&["country:KZ,MN"], Ui::form_any_several_values, None),
    form(&["country:KZ country:US"], Ui::form_all_them, None),
    form(&["-country:CN"], Ui::form_none_them, None),
    form(
        &["person:Rubio", "person:\"Marco Rubio\""],
        Ui::form_person_under_any_their_names,
        Some(Ui::form_in_quotes_whole_name_and_nobody),
    ),
    form(&["org:DFC", "org:\"US Department of State\""], Ui::form_body, None),
    form(&["by:Rubio"], Ui::form_events_with_quote_by_speaker, None),
    form(&["said:diversify"], Ui::form_words_in_quote, None),
    form(&["topic:lithium"], Ui::form_topic, None),
    form(&["kind:visit"], Ui::form_kind_event, Some(Ui::form_such_as_summit_ministerial_dialogue_meeting)),
    form(&["publisher:orda"], Ui::form_article_publisher, None),
    form(&["lang:ru"], Ui::form_article_or_quote_in_language, None),
    form(&["place:Astana"], Ui::form_where_was, None),
    form(
        &["date:2024", "date:2024-02..2025", "date:..2023", "-date:2024"],
        Ui::form_events_overlap_these_dates,
        Some(Ui::form_with_before_none_them),
    ),
    form(
        &["date:last-month", "date:today", "date:-30d.."],
        Ui::form_days_counted_from_today,
        Some(Ui::form_also_yesterday_week_last_week_month),
    ),
    form(&["date:none"], Ui::form_events_without_date, None),
    form(&["has:quotes", "has:problem"], Ui::form_events_with_quotes_with_fault_in, None),
    form(&["has:bookmark", "has:note"], Ui::form_you_bookmarked_or_noted, Some(Ui::form_events_and_those_articles)),
    form(&["basis:inferred"], Ui::form_source_date, Some(Ui::form_stated_inferred_external_published)),
    form(&["confidence:low"], Ui::form_how_sure_data, Some(Ui::form_high_medium_low)),
    form(&["id:2023-11-01-macron-visit-kazakhstan"], Ui::form_one_event_or_those_one_article, None),
];

/// The forms as a Markdown table, for docs/search.md.
pub fn markdown_table(ui: Ui) -> String {
    let row = |Form { written, finds, more }: &Form| {
        let written: Vec<String> = written.iter().map(|form| format!("`{}`", form.replace('|', "\\|"))).collect();
        let more = more.map_or_else(String::new, |more| format!("; {}", more(ui)));
        format!("| {} | {}{more} |\n", written.join(ui.form_or()), finds(ui))
    };
    format!("| {} | {} |\n|---|---|\n", ui.form_type(), ui.form_to_find()) + &FORMS.iter().map(row).collect::<String>()
}

/// The forms, each with what it finds, for a terminal without the browser: as many ways to type it as `columns` have room
/// for. The arguments and their help are English.
pub fn lines(columns: usize) -> impl Iterator<Item = (String, &'static str)> {
    FORMS.iter().map(move |form| {
        let mut line = String::new();
        for written in form.written {
            let between = if line.is_empty() { "" } else { "   " };
            if line.is_empty() || text::width(&line) + between.len() + text::width(written) <= columns {
                line = format!("{line}{between}{written}");
            }
        }
        (line, (form.finds)(Ui::ENGLISH))
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
