//! A query with a part more or less: what the facets, the brush and the search line do to it.
//!
//! Each edit gives a new query and never fails half-way; what it has no place for changes nothing. What the edited query
//! selects is not known here.

use super::{AnyOrAll, DateSpan, Dates, Field, Part, Query, Value, Values};

impl Query {
    /// The query without one part; the same query when there is no such part.
    #[must_use]
    pub fn without(&self, part: usize) -> Query {
        let mut query = self.clone();
        if part < query.parts.len() {
            query.parts.remove(part);
        }
        query
    }

    /// This query with the parts of `typed` in place of the search chip: what the search line does. The chips stay,
    /// and fields typed there become chips beside them.
    #[must_use]
    pub fn with_search_of(&self, typed: &Query) -> Query {
        let mut query = self.clone();
        let old = query.parts.iter().position(|part| matches!(part, Part::Search(_)));
        match (old, typed.search()) {
            (Some(place), Some(expr)) => query.parts[place] = Part::Search(expr.clone()),
            (Some(place), None) => drop(query.parts.remove(place)),
            (None, _) => {}
        }
        for part in &typed.parts {
            query.add(part.clone());
        }
        query
    }

    /// Adds a part at the end unless the query has the same one; `literal:on` goes first.
    pub(in crate::query) fn add(&mut self, part: Part) {
        if self.parts.contains(&part) {
            return;
        }
        let place = if part == Part::Literal { 0 } else { self.parts.len() };
        self.parts.insert(place, part);
    }

    /// The query with the included values of a field joined as `mode` says.
    #[must_use]
    pub fn with_mode(&self, field: Field, mode: AnyOrAll) -> Query {
        let mut values = Vec::new();
        for value in self.values(field).included.into_iter().flatten() {
            add_value(&mut values, value.clone());
        }
        let of_field = |part: &Part| matches!(part, Part::Values(v) if v.field == field && !v.negated);
        let Some(place) = self.parts.iter().position(of_field) else { return self.clone() };
        let mut query = Query { parts: self.parts.iter().filter(|part| !of_field(part)).cloned().collect() };
        let groups = match mode {
            AnyOrAll::Any => vec![values],
            AnyOrAll::All => values.into_iter().map(|value| vec![value]).collect(),
        };
        let groups = groups.into_iter().map(|values| Part::Values(Values { field, values, negated: false }));
        // Nothing before the first part of the field was taken away, so its place is still the right one.
        query.parts.splice(place..place, groups);
        query
    }

    /// The query that also includes a value, and no longer excludes it. `mode` says whether it joins the included
    /// values or stands beside them. A text that is no value of the field changes nothing.
    #[must_use]
    pub fn including(&self, field: Field, text: &str, mode: AnyOrAll) -> Query {
        let Some(value) = Value::picked(field, text) else { return self.clone() };
        let mut query = self.without_value(field, text);
        let group = query.parts.iter_mut().rev().find_map(|part| match part {
            Part::Values(values) if values.field == field && !values.negated => Some(values),
            _ => None,
        });
        match group {
            Some(group) if mode == AnyOrAll::Any => add_value(&mut group.values, value),
            _ => query.add(Part::Values(Values { field, values: vec![value], negated: false })),
        }
        query
    }

    /// The query that includes this value of a field and no other. A text that is no value of the field changes nothing.
    #[must_use]
    pub fn only_including(&self, field: Field, text: &str) -> Query {
        let Some(value) = Value::picked(field, text) else { return self.clone() };
        let query = self.without_value(field, text);
        let included = |part: &Part| matches!(part, Part::Values(v) if v.field == field && !v.negated);
        let place = self.parts.iter().position(included).unwrap_or(query.parts.len());
        let mut query = Query { parts: query.parts.into_iter().filter(|part| !included(part)).collect() };
        let place = place.min(query.parts.len());
        query.parts.insert(place, Part::Values(Values { field, values: vec![value], negated: false }));
        query
    }

    /// The query that excludes a value, and no longer includes it. A text that is no value of the field changes
    /// nothing.
    #[must_use]
    pub fn excluding(&self, field: Field, text: &str) -> Query {
        let Some(value) = Value::picked(field, text) else { return self.clone() };
        let mut query = self.without_value(field, text);
        let group = query.parts.iter_mut().find_map(|part| match part {
            Part::Values(values) if values.field == field && values.negated => Some(values),
            _ => None,
        });
        match group {
            Some(group) => add_value(&mut group.values, value),
            None => query.add(Part::Values(Values { field, values: vec![value], negated: true })),
        }
        query
    }

    /// The query that neither includes nor excludes a value, however the value was written.
    #[must_use]
    pub fn without_value(&self, field: Field, text: &str) -> Query {
        let Some(value) = Value::picked(field, text) else { return self.clone() };
        let mut query = self.clone();
        query.parts.retain_mut(|part| match part {
            Part::Values(values) if values.field == field => {
                values.values.retain(|other| !other.has_text_of(&value));
                !values.values.is_empty()
            }
            _ => true,
        });
        query
    }

    /// The query with this range in place of the included ranges of dates; with `None`, without any. Excluded ranges
    /// stay.
    #[must_use]
    pub fn with_dates(&self, span: Option<DateSpan>) -> Query {
        let included = |part: &Part| matches!(part, Part::Dates(dates) if !dates.negated);
        let place = self.parts.iter().position(included);
        let mut query = Query { parts: self.parts.iter().filter(|part| !included(part)).cloned().collect() };
        if let Some(span) = span {
            let place = place.unwrap_or(query.parts.len());
            query.parts.insert(place, Part::Dates(Dates { span, negated: false }));
        }
        query
    }

    /// The query without its included ranges of dates; `None` when it has none.
    pub fn without_included_dates(&self) -> Option<Query> {
        self.dates().any(|dates| !dates.negated).then(|| self.with_dates(None))
    }
}

/// Adds a value unless one of the same meaning is there.
pub(in crate::query) fn add_value(values: &mut Vec<Value>, value: Value) {
    if !values.iter().any(|other| other.exact == value.exact && other.has_text_of(&value)) {
        values.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    #[test]
    fn chips_are_removed_newest_first() {
        let mut left = query("country:KZ -kind:visit date:2024.. токаев");
        let chips: Vec<String> = left.chips().into_iter().map(|chip| chip.text).collect();
        assert_eq!(chips, ["country:KZ", "-kind:visit", "date:2024..", "токаев"]);
        for expected in ["country:KZ -kind:visit date:2024..", "country:KZ -kind:visit", "country:KZ", ""] {
            left = left.without(left.newest().unwrap());
            assert_eq!(left.to_string(), expected);
        }
        assert_eq!((left.newest(), left.without(3)), (None, Query::default()));
    }

    #[test]
    fn values_are_included_excluded_and_taken_back() {
        type Edit = fn(&Query) -> Query;
        let steps: [(&str, Edit, &str); 16] = [
            ("", |q| q.only_including(Field::Country, "KZ"), "country:KZ"),
            ("country:MN,US x", |q| q.only_including(Field::Country, "KZ"), "country:KZ x"),
            ("country:KZ date:2024 country:MN", |q| q.only_including(Field::Country, "KZ"), "country:KZ date:2024"),
            ("x -country:KZ,CN", |q| q.only_including(Field::Country, "KZ"), "x -country:CN country:KZ"),
            ("", |q| q.including(Field::Country, "Казахстан", AnyOrAll::Any), "country:KZ"),
            ("country:KZ x", |q| q.including(Field::Country, "MN", AnyOrAll::Any), "country:KZ,MN x"),
            ("country:KZ x", |q| q.including(Field::Country, "MN", AnyOrAll::All), "country:KZ x country:MN"),
            ("country:KZ", |q| q.including(Field::Country, "KZ", AnyOrAll::Any), "country:KZ"),
            ("country:KZ,MN", |q| q.excluding(Field::Country, "KZ"), "country:MN -country:KZ"),
            ("-country:CN", |q| q.excluding(Field::Country, "RU"), "-country:CN,RU"),
            ("-country:CN", |q| q.including(Field::Country, "CN", AnyOrAll::Any), "country:CN"),
            ("country:KZ -country:CN", |q| q.without_value(Field::Country, "China"), "country:KZ"),
            ("country:KZ", |q| q.including(Field::Country, "Atlantis", AnyOrAll::Any), "country:KZ"),
            ("", |q| q.including(Field::Person, "Marco Rubio", AnyOrAll::Any), "person:\"Marco Rubio\""),
            ("person:\"Marco Rubio\",x", |q| q.without_value(Field::Person, "MARCO RUBIO"), "person:x"),
            ("", |q| q.including(Field::Has, "закладка", AnyOrAll::Any), "has:bookmark"),
        ];
        for (before, edit, after) in steps {
            let edited = edit(&query(before));
            assert_eq!(edited.to_string(), after, "{before}");
            assert_eq!(query(after), edited, "{before} read back");
        }
    }

    #[test]
    fn the_mode_is_how_the_values_are_written() {
        for (text, mode, any, all) in [
            ("x", None, "x", "x"),
            ("country:KZ x", None, "country:KZ x", "country:KZ x"),
            ("a country:KZ,MN b", Some(AnyOrAll::Any), "country:KZ,MN a b", "country:KZ country:MN a b"),
            (
                "country:KZ date:2024 country:MN",
                Some(AnyOrAll::All),
                "country:KZ,MN date:2024",
                "country:KZ country:MN date:2024",
            ),
            ("country:KZ,MN country:MN", Some(AnyOrAll::All), "country:KZ,MN", "country:KZ country:MN"),
            (
                "country:KZ,MN -country:CN",
                Some(AnyOrAll::Any),
                "country:KZ,MN -country:CN",
                "country:KZ country:MN -country:CN",
            ),
        ] {
            let before = query(text);
            assert_eq!(before.mode(Field::Country), mode, "{text}");
            assert_eq!(before.with_mode(Field::Country, AnyOrAll::Any).to_string(), any, "{text}");
            assert_eq!(before.with_mode(Field::Country, AnyOrAll::All).to_string(), all, "{text}");
        }
    }

    #[test]
    fn a_brush_replaces_the_included_dates() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let brushed = DateSpan::between(day(2024, 3, 31), day(2024, 1, 1));
        for (before, after) in [
            ("x", "x date:2024-01..2024-03"),
            ("date:2022 x date:2023 -date:2020", "date:2024-01..2024-03 x -date:2020"),
            ("date:none x", "date:2024-01..2024-03 x"),
        ] {
            assert_eq!(query(before).with_dates(brushed.clone()), query(after), "{before}");
        }
        assert_eq!(query("date:2022 x -date:2020").with_dates(None).to_string(), "x -date:2020");
    }
}
