//! The facet's pane: which facet it shows, its rows, the text field that narrows them, and the cursor.
//!
//! Rows come from the answer. While the pane has the focus their order stays, so that nothing moves under the cursor;
//! counts and ticks change. Of a long facet not all values are rows: what is typed is then asked for too. Names have
//! blanks, and it is known here whether one belongs to what is typed. What a tick does to the query is not known here.

use std::collections::HashMap;

use crate::model::Lang;
use crate::query::facets::MOST_ROWS;
use crate::query::value_fit::{Fit, Wanted};
use crate::query::{AnyOrAll, Facet, FacetAnswer, FacetOrder, FacetRequest, FacetRow, Pick};

use super::line_editor::{Edit, LineEditor};
use super::list_cursor::{ListCursor, Step};

/// A row that the field lets through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Narrowed {
    /// Its place in [`FacetPane::rows`].
    pub row: usize,
    /// The characters of its shown name that the field's letters met, from 0; none when they met its code or its
    /// name in another language.
    pub met: Vec<usize>,
}

/// What Space or Enter does to the selected value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Intent {
    Include,
    Exclude,
}

/// Whether the rows stay in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Hold {
    /// They take the order of each answer.
    #[default]
    Free,
    /// The pane has the focus: they stay.
    Held,
    /// It has the focus, and the user has asked for another order, which the next answer brings.
    Reordered,
}

/// Whether the name of a row goes on with a blank after what is typed, and of a value that is no row.
#[derive(Clone, Copy, Debug, Default)]
struct GoesOn {
    here: bool,
    elsewhere: bool,
}

/// The facet's pane.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
pub struct FacetPane {
    facet: Facet,
    rows: Vec<FacetRow>,
    /// How many values have events to show or are ticked; `None` before the first answer about this facet.
    total: Option<usize>,
    /// Whether values are missing in the rows.
    is_cut: bool,
    /// Whether there are more than `total`.
    at_least: bool,
    narrowed: Vec<Narrowed>,
    /// How well the best row fits what is typed.
    best_fit: Option<Fit>,
    /// Whether a name goes on with a blank after what is typed: of a row, or of a value that is none.
    goes_on: GoesOn,
    editor: LineEditor,
    in_field: bool,
    /// Whether the cursor was moved since the text was changed.
    is_moved: bool,
    /// The value that was ticked last from the field, while its text is selected: what is typed next begins anew.
    ticked: Option<String>,
    hold: Hold,
    /// Whether a view has the rows as its own, so that the cursor stays on its value.
    is_followed: bool,
    cursor: ListCursor,
    modes: [AnyOrAll; Facet::ALL.len()],
    order: FacetOrder,
}

impl FacetPane {
    /// Which facet it is.
    pub fn facet(&self) -> Facet {
        self.facet
    }

    /// How its rows are ordered.
    pub fn order(&self) -> FacetOrder {
        self.order
    }

    /// Every row, in the order of display.
    pub fn rows(&self) -> &[FacetRow] {
        &self.rows
    }

    /// How many values have events to show or are ticked; `None` before the first answer about this facet. There may be
    /// more than there are rows.
    pub fn total(&self) -> Option<usize> {
        self.total
    }

    /// Whether values with events to show are missing in the rows.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether there are more values than [`FacetPane::total`].
    pub fn at_least(&self) -> bool {
        self.at_least
    }

    /// The rows that the field lets through, best first; all of them while it is empty.
    pub fn narrowed(&self) -> &[Narrowed] {
        &self.narrowed
    }

    /// The cursor in [`FacetPane::narrowed`].
    pub fn cursor(&self) -> ListCursor {
        self.cursor
    }

    /// The text of the field and its cursor.
    pub fn editor(&self) -> &LineEditor {
        &self.editor
    }

    /// Whether the field takes what is typed.
    pub fn is_in_field(&self) -> bool {
        self.in_field
    }

    /// Whether the text of the field is selected, as it is after a tick: what is typed takes its place.
    pub fn is_text_selected(&self) -> bool {
        self.ticked.is_some()
    }

    /// Whether a blank belongs to what is typed: while a name goes on so, or nothing fits but by letters that stand apart.
    /// A second blank ticks, and so does one after the cursor was moved.
    pub fn takes_blank(&self) -> bool {
        let text = self.editor.text();
        if !self.in_field || self.is_moved || self.is_text_selected() || text.ends_with(' ') {
            return false;
        }
        let is_found = |fit: &Fit| !matches!(fit, Fit::Fuzzy(_));
        Wanted::is_asked(text)
            && (self.goes_on.here || self.goes_on.elsewhere || !self.best_fit.as_ref().is_some_and(is_found))
    }

    /// The value that was ticked last from the field, while its text is selected and no other value was chosen.
    pub(super) fn last_tick(&self) -> Option<&str> {
        self.ticked.as_deref().filter(|_| !self.is_moved)
    }

    /// Selects the text of the field after a tick.
    pub(super) fn select_text(&mut self) {
        self.ticked = self.selected().map(|row| row.value.clone()).filter(|_| self.in_field);
        if self.ticked.is_some() {
            self.editor = LineEditor::selected(self.editor.text());
        }
        self.is_moved = false;
    }

    /// The row under the cursor; none while nothing fits what is typed, though what is ticked is listed.
    pub fn selected(&self) -> Option<&FacetRow> {
        let is_asked = Wanted::is_asked(self.editor.text());
        if is_asked && self.best_fit.is_none() && !self.is_moved {
            return None;
        }
        self.narrowed.get(self.cursor.selected()).map(|narrowed| &self.rows[narrowed.row])
    }

    /// What is asked about the facet. Of a long one what is typed is looked for among all values, and while the pane has
    /// the focus no row may be missing in the answer.
    pub(super) fn request(&self, mode: AnyOrAll, lang: Lang) -> FacetRequest {
        let is_kept = self.hold == Hold::Held && self.is_cut;
        FacetRequest {
            facet: self.facet,
            order: self.order,
            all_of: mode == AnyOrAll::All,
            lang,
            typed: if self.is_cut { self.editor.text().to_owned() } else { String::new() },
            // What came after them was typed for once.
            keep: self.rows.iter().take(if is_kept { MOST_ROWS } else { 0 }).map(|row| row.value.clone()).collect(),
        }
    }

    /// Shows another facet, of which nothing is known until the next answer.
    pub(super) fn show(&mut self, facet: Facet) {
        let FacetPane { hold, is_followed, modes, order, .. } = *self;
        *self = FacetPane { facet, hold, is_followed, modes, order, ..FacetPane::default() };
    }

    /// Orders the rows the other way, with the next answer.
    pub(super) fn reorder(&mut self) {
        self.set_order(match self.order {
            FacetOrder::Count => FacetOrder::Name,
            FacetOrder::Name => FacetOrder::Count,
        });
    }

    /// Gives the rows an order, with the next answer.
    pub(super) fn set_order(&mut self, order: FacetOrder) {
        if order != self.order && self.hold == Hold::Held {
            self.hold = Hold::Reordered;
        }
        self.order = order;
    }

    /// How included values are to be joined when the query has fewer than two.
    pub(super) fn mode(&self) -> AnyOrAll {
        self.modes[self.facet as usize]
    }

    pub(super) fn set_mode(&mut self, mode: AnyOrAll) {
        self.modes[self.facet as usize] = mode;
    }

    /// What the field's text asks for: after a `-`, to exclude.
    pub(super) fn intent(&self) -> Intent {
        if self.editor.text().starts_with('-') { Intent::Exclude } else { Intent::Include }
    }

    /// The pane takes the focus: from now on the order of its rows stays.
    pub(super) fn hold_order(&mut self) {
        self.hold = Hold::Held;
    }

    /// A view takes the rows as its own, or no longer: then the cursor stays on its value whatever their order.
    pub(super) fn follow(&mut self, is_followed: bool) {
        self.is_followed = is_followed;
    }

    /// The field takes what is typed; what it held is selected.
    pub(super) fn enter_field(&mut self) {
        if !self.in_field {
            self.editor = LineEditor::selected(self.editor.text());
        }
        self.in_field = true;
    }

    pub(super) fn leave_field(&mut self) {
        self.in_field = false;
        self.ticked = None;
    }

    /// The pane loses the focus: the field is cleared and the rows take the order of the newest answer.
    pub(super) fn leave(&mut self, newest: Option<&FacetAnswer>, lang: Lang, height: usize) {
        self.in_field = false;
        self.hold = Hold::Free;
        let selected = self.selected().map(|row| row.value.clone()).filter(|_| self.is_followed);
        self.editor = LineEditor::default();
        self.cursor = ListCursor::default();
        (self.is_moved, self.ticked, self.goes_on.elsewhere) = (false, None, false);
        match newest {
            Some(newest) => self.take(newest, lang, height),
            None => self.start_at_best(lang, height),
        }
        let is_it = |narrowed: &Narrowed| Some(&self.rows[narrowed.row].value) == selected.as_ref();
        if let Some(place) = self.narrowed.iter().position(is_it) {
            self.cursor.select(place);
            self.fit(height);
        }
    }

    /// Takes an answer, unless it is about another facet.
    pub(super) fn take(&mut self, newest: &FacetAnswer, lang: Lang, height: usize) {
        if newest.facet != self.facet {
            return;
        }
        let is_kept = self.hold != Hold::Free || self.is_followed;
        let selected = self.selected().map(|row| row.value.clone()).filter(|_| is_kept);
        let is_first = self.total.replace(newest.total).is_none();
        (self.is_cut, self.at_least, self.goes_on.elsewhere) = (newest.is_cut, newest.at_least, newest.goes_on);
        if self.hold == Hold::Held && !is_first {
            let mut new: HashMap<&str, &FacetRow> = newest.rows.iter().map(|row| (row.value.as_str(), row)).collect();
            if newest.is_cut {
                self.rows.retain(|row| new.contains_key(row.value.as_str()));
            }
            for row in &mut self.rows {
                if let Some(new) = new.remove(row.value.as_str()) {
                    row.clone_from(new);
                } else {
                    (row.count, row.state) = (0, Pick::None);
                }
            }
            let added = newest.rows.iter().filter(|row| new.contains_key(row.value.as_str()));
            self.rows.extend(added.cloned());
        } else {
            self.rows.clone_from(&newest.rows);
            if self.hold == Hold::Reordered {
                self.hold = Hold::Held;
            }
        }
        let best = self.narrow(lang);
        let place = |value: &String| self.narrowed.iter().position(|narrowed| self.rows[narrowed.row].value == *value);
        // What is typed is meant for the best of the rows that have come for it, unless another one was chosen.
        let is_chosen = self.is_moved || self.is_text_selected() || !self.in_field || self.editor.text().is_empty();
        let found = selected.as_ref().and_then(place).filter(|_| is_chosen);
        if let Some(place) = found.or(best.filter(|_| !is_chosen)) {
            self.cursor.select(place);
        }
        self.fit(height);
    }

    /// Shows a tick at once, before the answer that confirms it.
    pub(super) fn mark_selected(&mut self, state: Pick) {
        if let Some(narrowed) = self.narrowed.get(self.cursor.selected()) {
            self.rows[narrowed.row].state = state;
        }
    }

    /// Puts the cursor on a column of the field.
    pub(super) fn point(&mut self, columns: usize, column: usize) {
        self.editor.point(columns, column);
    }

    pub(super) fn insert(&mut self, typed: &str, lang: Lang, height: usize) {
        self.ticked = None;
        self.editor.insert(typed);
        self.start_at_best(lang, height);
    }

    pub(super) fn apply(&mut self, edit: Edit, lang: Lang, height: usize) {
        self.ticked = None;
        if self.editor.apply(edit) {
            self.start_at_best(lang, height);
        }
    }

    pub(super) fn step(&mut self, step: Step, height: usize) {
        self.is_moved = true;
        self.cursor.step(step, self.narrowed.len(), height);
        self.fit(height);
    }

    /// Selects the value on a line of the list; returns whether there is one.
    pub(super) fn press(&mut self, line: usize, height: usize) -> bool {
        let row = self.cursor.top() + line;
        if row < self.narrowed.len() {
            self.select(row, height);
        }
        row < self.narrowed.len()
    }

    /// Selects the row of this number, from 0, among those listed.
    pub(super) fn select(&mut self, row: usize, height: usize) {
        self.is_moved = true;
        self.cursor.select(row);
        self.fit(height);
    }

    pub(super) fn fit(&mut self, height: usize) {
        self.cursor.fit(self.narrowed.len(), height);
    }

    fn start_at_best(&mut self, lang: Lang, height: usize) {
        let best = self.narrow(lang);
        self.is_moved = false;
        self.cursor = ListCursor::at(best.unwrap_or(0), 0);
        self.fit(height);
    }

    /// Chooses and orders the rows by how well they fit what is typed; those that fit equally well stay in their order,
    /// and what is ticked stands above them. The place of the row that fits best.
    pub(super) fn narrow(&mut self, lang: Lang) -> Option<usize> {
        let Some(wanted) = Wanted::new(self.editor.text(), self.facet) else {
            // A value without events can be found by its name; it only lengthens the list.
            let is_listed =
                |row: &FacetRow| self.hold != Hold::Free || row.count > 0 || row.has_lane || row.state != Pick::None;
            let listed = self.rows.iter().enumerate().filter(|(_, row)| is_listed(row));
            self.narrowed = listed.map(|(row, _)| Narrowed { row, met: Vec::new() }).collect();
            (self.best_fit, self.goes_on.here) = (None, false);
            return None;
        };
        // Whether it is ticked, and how well it fits: what is ticked is listed though it does not.
        let mut fits: Vec<(bool, Option<Fit>, Narrowed)> = Vec::new();
        self.goes_on.here = false;
        for (place, row) in self.rows.iter().enumerate() {
            let is_ticked = row.state != Pick::None;
            match wanted.fit(row, self.facet, lang) {
                Some((fit, met)) => {
                    let may_go_on = !self.goes_on.here && !matches!(fit, Fit::Fuzzy(_));
                    self.goes_on.here |= may_go_on && wanted.goes_on_in(row, self.facet);
                    fits.push((is_ticked, Some(fit), Narrowed { row: place, met }));
                }
                None if is_ticked => fits.push((true, None, Narrowed { row: place, met: Vec::new() })),
                None => {}
            }
        }
        // A stable sort keeps the order of the rows among equals, and of what is ticked.
        fits.sort_by_key(|(is_ticked, fit, _)| (!is_ticked, fit.filter(|_| !is_ticked)));
        let fitting = fits.iter().enumerate().filter_map(|(place, (_, fit, _))| Some(((*fit)?, place)));
        let best = fitting.min();
        self.narrowed = fits.into_iter().map(|(.., narrowed)| narrowed).collect();
        self.best_fit = best.map(|(fit, _)| fit);
        best.map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Country, Group};

    fn answer(rows: Vec<FacetRow>) -> FacetAnswer {
        FacetAnswer { total: rows.len(), rows, ..FacetAnswer::default() }
    }

    fn pane(rows: &[(&str, bool)]) -> FacetPane {
        let rows: Vec<FacetRow> = rows
            .iter()
            .enumerate()
            .map(|(place, (code, is_group))| {
                let country = Country::from_code(code);
                let group = Group::from_code(code);
                FacetRow {
                    value: (*code).to_owned(),
                    name_en: country.map(Country::name_en).or(group.map(Group::name_en)).unwrap().to_owned(),
                    name_ru: country.map(Country::name_ru).or(group.map(Group::name_ru)).unwrap().to_owned(),
                    aliases: Vec::new(),
                    count: 100 - place,
                    state: Pick::None,
                    is_group: *is_group,
                    has_lane: false,
                }
            })
            .collect();
        let mut pane = FacetPane::default();
        pane.take(&answer(rows), Lang::En, 10);
        pane
    }

    #[track_caller]
    fn assert_narrowed(typed: &str, first: &[&str]) {
        let mut pane = pane(&[
            ("US", false),
            ("C5", true),
            ("KZ", false),
            ("RU", false),
            ("KG", false),
            ("CN", false),
            ("UZ", false),
            ("MN", false),
            ("KR", false),
            ("UA", false),
            ("EU", false),
        ]);
        pane.insert(typed, Lang::En, 10);
        let codes: Vec<&str> =
            pane.narrowed().iter().map(|narrowed| pane.rows()[narrowed.row].value.as_str()).collect();
        assert!(codes.starts_with(first), "{typed}: {codes:?}, expected first {first:?}");
    }

    #[test]
    fn exact_codes_then_beginnings_then_fuzzy() {
        // KZ is a code; no name begins with it.
        assert_narrowed("kz", &["KZ"]);
        // Two names begin with "u"; two others only have the letter.
        assert_narrowed("u", &["US", "UZ", "UA"]);
        assert_narrowed("ru", &["RU"]);
        assert_narrowed("ky", &["KG"]);
        assert_narrowed("C5", &["C5"]);
        assert_narrowed("eu", &["EU"]);
    }

    #[test]
    fn russian_names_and_short_forms_count_and_letters_are_folded() {
        assert_narrowed("КАЗ", &["KZ"]);
        assert_narrowed("кирг", &["KG"]);
        assert_narrowed("кыр", &["KG"]);
        assert_narrowed("амер", &["US"]);
        assert_narrowed("США", &["US"]);
        assert_narrowed("  монг ", &["MN"]);
        assert_narrowed("usa", &["US"]);
        assert_narrowed("-kaz", &["KZ"]);
    }

    #[test]
    fn fuzzy_letters_need_not_stand_together() {
        assert_narrowed("mgl", &["MN"]);
        assert_narrowed("збкст", &["UZ"]);
        assert_narrowed("qqq", &[]);
    }

    #[test]
    fn met_letters_are_characters_of_the_shown_name() {
        let mut pane = pane(&[("KZ", false)]);
        pane.insert("kz", Lang::En, 10);
        assert_eq!(pane.narrowed()[0].met, Vec::<usize>::new(), "the code was met, not the name");
        pane.apply(Edit::DeleteToStart, Lang::En, 10);
        pane.insert("kzst", Lang::En, 10);
        assert_eq!(pane.narrowed()[0].met, [0, 2, 6, 7]);
        pane.apply(Edit::DeleteToStart, Lang::Ru, 10);
        pane.insert("зах", Lang::Ru, 10);
        assert_eq!(pane.narrowed()[0].met, [2, 3, 4], "characters, not bytes");
    }

    #[test]
    fn the_order_stays_while_the_pane_has_the_focus() {
        let mut held = pane(&[("US", false), ("KZ", false), ("MN", false)]);
        let newer = pane(&[("MN", false), ("CN", false), ("US", false)]).rows;
        held.hold_order();
        held.step(Step::Next, 10);
        held.take(&answer(newer.clone()), Lang::En, 10);
        let listed: Vec<(&str, usize)> = held.rows().iter().map(|row| (row.value.as_str(), row.count)).collect();
        assert_eq!(listed, [("US", 98), ("KZ", 0), ("MN", 100), ("CN", 99)]);
        assert_eq!(held.selected().unwrap().value, "KZ");
        held.leave(Some(&answer(newer)), Lang::En, 10);
        let listed: Vec<&str> = held.rows().iter().map(|row| row.value.as_str()).collect();
        assert_eq!(listed, ["MN", "CN", "US"]);
        assert_eq!(held.cursor().selected(), 0);
    }
}
