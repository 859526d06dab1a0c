//! The page of somebody, of a country, or of two, where they have more events than are read: the engine counts, and only the
//! events that the page shows are read.
//!
//! What a page says of them is told by `query::page` as of a file. How it looks is not known here.

use super::company::values_of;
use super::counts::{count_of, over_time, read_time, read_values};
use super::{Remote, TOGETHER, Told, total};
use crate::dataset::{ColumnOf, Kept, Listed, NameOf, Need};
use crate::error::Result;
use crate::query::asked::{self, PageNeeds};
use crate::query::detail::Detail;
use crate::query::page::PageCounts;
use crate::query::{Histogram, Query, Target, Zoom};
use crate::store::client::Wait;
use crate::store::shape::words_of_name;
use roaring::RoaringBitmap;
use serde_json::{Value, json};
use std::sync::Arc;

/// Partners that are listed at most: with more, all data are read.
const MOST_PARTNERS: usize = 30_000;

impl Remote {
    /// A page, with its events over time in so many columns.
    pub(super) fn page(
        &self,
        target: &Target,
        query: Option<&Query>,
        shown: (usize, Option<Zoom>),
        stop: &dyn Fn() -> bool,
    ) -> Result<Told<Detail>> {
        let untold = || Ok(if stop() { Told::Stopped } else { Told::Whole });
        let names = self.names_on(target)?;
        let known = self.snapshot(&mut self.state(), &names);
        let ids: Vec<String> = asked::people_on(target, &known).iter().map(|id| id.written()).collect();
        self.learn_people(&ids)?;
        let known = self.snapshot(&mut self.state(), &names);
        let Some(of_all) = asked::page_needs(target, &known) else { return untold() };
        let needs = match query.filter(|_| asked::obeys_query(target)) {
            Some(query) => {
                let Some(selected) = self.with_known(query, stop, |known| asked::selects(query, known))? else {
                    return untold();
                };
                of_all.clone().within(&selected)
            }
            None => of_all.clone(),
        };
        let Some(counts) = self.counts_of_page(&needs, &of_all.present, shown, stop)? else { return untold() };
        let mut read = RoaringBitmap::new();
        let [rows, quotes, offices] = PageNeeds::NEWEST;
        let of_both = needs.events.clone().and(needs.present.clone());
        for (need, most) in [(&needs.events, rows), (&needs.said, quotes), (&needs.present, offices), (&of_both, 0)] {
            let Some((_, listed)) = self.listed(need, &(0..most), stop)? else { return Ok(Told::Stopped) };
            if let Listed::Remote(window) = listed {
                read.extend(window.here().map(|(_, event)| event.0));
            }
        }
        let here = Arc::new(self.snapshot(&mut self.state(), &names));
        let detail = asked::page_of_counts(&here, target, query, &read, counts)?;
        Ok(Told::Answer(here, detail))
    }

    /// The names with the words of those on a page.
    fn names_on(&self, target: &Target) -> Result<Vec<NameOf>> {
        let mut names = Vec::new();
        for name in asked::names_on(target, &self.here()) {
            let words: Vec<Value> = words_of_name(&name).iter().map(|word| json!({"term": {"w": word}})).collect();
            if !words.is_empty() {
                let columns = [ColumnOf::Person, ColumnOf::Org, ColumnOf::By];
                names.extend(self.some_names(&columns, &json!({"bool": {"filter": words}}), TOGETHER)?);
            }
        }
        Ok(names)
    }

    /// The numbers of a page; `None` where they cannot be told, or when told to stop.
    fn counts_of_page(
        &self,
        needs: &PageNeeds,
        present_in_all: &Need,
        shown: (usize, Option<Zoom>),
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<PageCounts>> {
        let scale = self.scale(shown.0, shown.1);
        let mut searches = vec![
            count_of(&needs.events),
            over_time(&needs.present, &scale),
            count_of(present_in_all),
            count_of(&needs.said),
        ];
        let of_values = [needs.partners.clone(), needs.countries.clone().map(|need| (Kept::PresentCountry, need))];
        let values: Vec<Option<Value>> = of_values
            .iter()
            .map(|of| {
                of.as_ref().map(|(kept, need)| {
                    let mut search = count_of(need);
                    search["aggs"]["values"] = values_of(*kept, MOST_PARTNERS, None);
                    search
                })
            })
            .collect();
        searches.extend(values.iter().flatten().cloned());
        let (index, wait) = (self.generation.events(), Wait { stop, tell: &|_| {} });
        let Some(answers) = self.client.searches_while(&index, &searches, &wait)? else { return Ok(None) };
        let mut of_searches = answers[4..].iter();
        let mut lists: [Vec<(String, u32)>; 2] = Default::default();
        for ((list, of), _) in lists.iter_mut().zip(&of_values).zip(&values).filter(|(_, search)| search.is_some()) {
            let Some((answer, (kept, need))) = of_searches.next().zip(of.as_ref()) else { continue };
            let mut found = read_values(answer);
            if found.is_cut {
                return Ok(None);
            }
            if found.is_lower {
                // Over several shards a number may be too small: all are counted by what they are.
                let mut search = count_of(need);
                search["aggs"]["values"] = values_of(*kept, found.keys.len(), Some(&found.keys));
                found.counts = read_values(&self.client.search(&index, &search)?).counts;
            }
            *list =
                found.counts.into_iter().filter_map(|(key, count)| Some((key, u32::try_from(count).ok()?))).collect();
        }
        let [partners, countries] = lists;
        if needs.person.is_some() {
            let ids: Vec<String> = partners.iter().map(|(id, _)| id.clone()).collect();
            self.learn_people(&ids)?;
        }
        Ok(Some(PageCounts {
            total: total(&answers[0]),
            present: total(&answers[1]),
            present_in_all: total(&answers[2]),
            quoted: total(&answers[3]),
            partners,
            countries,
            over_time: Some(if shown.0 > 0 {
                read_time(&answers[1], &scale, shown)
            } else {
                Histogram { columns: shown.0, zoom: shown.1, ..Histogram::default() }
            }),
        }))
    }
}
