//! How long the acts of the browser take on made-up events: open, search, facets, frame.
//!
//! `cargo bench` measures them at 10 k and 100 k events; `BENCH_EVENTS=10000,100000,1000000 cargo bench` at a million
//! too, which writes and reads a file of 1.4 GB. The events are the same in every run; `-- --test` runs each act once to
//! show that it works.

#[path = "../tests/common/generate.rs"]
#[expect(dead_code, reason = "the tests write a file at once, a million events are written one by one")]
mod generate;

use divan::{Bencher, black_box};
use oreline::door::app::Settings;
use oreline::door::dataset::{Dataset, load};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::{Day, Lang};
use oreline::door::query::pairs::{self, Who};
use oreline::door::query::target::target_of_person;
use oreline::door::query::{
    Facet, FacetRequest, Matrix, MatrixRequest, Members, PeopleOrder, Query, Request, Target, Unit, View, Zoom, answer,
    detail, histogram, people, stats,
};
use oreline::door::state::{self, Change, Kept, RecordKey, RecordKind};
use ratatui::layout::Size;
use std::collections::HashMap;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock, Mutex};

fn main() {
    divan::main();
    // Nothing drops what is static.
    FILES.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
}

/// Files of made-up events, by their number.
static FILES: LazyLock<Mutex<HashMap<usize, tempfile::NamedTempFile>>> = LazyLock::new(Mutex::default);

/// Numbers of events.
fn sizes() -> Vec<usize> {
    let wanted = std::env::var("BENCH_EVENTS").unwrap_or_else(|_| "10000,100000".to_owned());
    wanted.split(',').filter_map(|count| count.trim().parse().ok()).collect()
}

/// The file of so many events, written once.
fn input(count: usize) -> Input {
    let mut files = FILES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let file = files.entry(count).or_insert_with(|| {
        let Ok(mut file) = tempfile::NamedTempFile::new() else { std::process::exit(1) };
        let mut lines = std::io::BufWriter::new(&mut file);
        for number in 0..count {
            let _ = writeln!(lines, "{}", generate::event(number));
        }
        drop(lines);
        file
    });
    Input::Path(file.path().to_owned())
}

fn loaded(count: usize) -> Arc<Dataset> {
    static LOADED: LazyLock<Mutex<HashMap<usize, Arc<Dataset>>>> = LazyLock::new(Mutex::default);
    let mut loaded = LOADED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let dataset = loaded
        .entry(count)
        .or_insert_with(|| load(&[input(count)], &mut |_| ControlFlow::Continue(())).unwrap_or_default());
    Arc::clone(dataset)
}

/// From nothing to the first snapshot with rows.
#[divan::bench(args = sizes(), sample_count = 20)]
fn open_first_rows(bencher: Bencher, count: usize) {
    let input = [input(count)];
    bencher.bench_local(|| {
        load(&input, &mut |dataset| {
            if dataset.event_count() > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
}

/// From nothing to everything read, sorted and countable; the index follows.
#[divan::bench(args = sizes(), sample_count = 10)]
fn open_countable(bencher: Bencher, count: usize) {
    let input = [input(count)];
    bencher.bench_local(|| {
        load(&input, &mut |dataset| {
            if dataset.event_count() == count { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
}

/// From nothing to everything indexed.
#[divan::bench(args = sizes(), sample_count = 3)]
fn open_indexed(bencher: Bencher, count: usize) {
    let input = [input(count)];
    bencher.bench_local(|| load(&input, &mut |_| ControlFlow::Continue(())));
}

/// Maps of what is generated: no `find` and no `html`, which cost what the user's expressions cost.
const TABLE_MAP: &str = "id={id}; date={day | date}; label={title}; kind={type}; countries={countries | split ';' | country}; \
    participants={people | split ';'}; place.name={city}; summary={text}; articles.url={source}; articles.publisher={outlet}";
const LINES_MAP: &str = "id={id}; date={when | date}; label={name}; kind={type}; countries={where | country}; participants={who}; \
    summary={text}; articles.url={link}; articles.publisher={outlet}";

/// What a foreign file is, by the word that stands for it.
const FOREIGN: [&str; 4] = ["csv", "jsonl", "gkg", "rss"];

/// A foreign file of so many events, or articles, written once; with its map when the program has none for it.
fn foreign(count: usize, form: &'static str) -> (Input, u64) {
    static FILES: LazyLock<Mutex<HashMap<(usize, &str), tempfile::NamedTempFile>>> = LazyLock::new(Mutex::default);
    let mut files = FILES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let file = files.entry((count, form)).or_insert_with(|| {
        let Ok(mut file) = tempfile::NamedTempFile::new() else { std::process::exit(1) };
        let mut out = std::io::BufWriter::new(&mut file);
        let (first, last) = match form {
            "csv" => ("id,day,title,type,countries,people,city,text,source,outlet\n", ""),
            "rss" => (
                "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Wire</title>\n",
                "</channel></rss>",
            ),
            _ => ("", ""),
        };
        let _ = write!(out, "{first}");
        for number in 0..count {
            let _ = match form {
                "gkg" => writeln!(out, "{}", generate::gkg(number)),
                "rss" => writeln!(out, "{}", generate::item(number)),
                _ => writeln!(out, "{}", generate::foreign(number, form == "csv")),
            };
        }
        let _ = writeln!(out, "{last}");
        drop(out);
        file
    });
    let length = file.as_file().metadata().map_or(0, |about| about.len());
    let input = Input::Path(file.path().to_owned());
    let words = match form {
        "csv" => TABLE_MAP,
        "jsonl" => LINES_MAP,
        _ => return (input, length),
    };
    let Ok(map) = oreline::door::load::import::Map::asked_for(words, |_| Err(std::io::ErrorKind::NotFound.into()))
    else {
        std::process::exit(1)
    };
    (input.with_map(words, &map), length)
}

/// How many events or articles of a foreign file are there.
fn records(dataset: &Dataset, form: &str) -> usize {
    if form == "rss" { dataset.article_count() } else { dataset.event_count() }
}

/// A foreign file from nothing to everything mapped, sorted and countable; the index follows.
#[divan::bench(args = sizes().into_iter().flat_map(|count| FOREIGN.map(|form| (form, count))).map(FieldAt).collect::<Vec<_>>(), sample_count = 5)]
fn import(bencher: Bencher, FieldAt((form, count)): &FieldAt) {
    let (input, length) = foreign(*count, form);
    let input = [input];
    bencher.counter(divan::counter::BytesCount::new(length)).bench_local(|| {
        load(&input, &mut |dataset| {
            if records(&dataset, form) == *count { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
}

/// A foreign file from nothing to the first snapshot with rows.
#[divan::bench(args = sizes().into_iter().flat_map(|count| FOREIGN.map(|form| (form, count))).map(FieldAt).collect::<Vec<_>>(), sample_count = 20)]
fn import_first_rows(bencher: Bencher, FieldAt((form, count)): &FieldAt) {
    let input = [foreign(*count, form).0];
    bencher.bench_local(|| {
        load(&input, &mut |dataset| {
            if records(&dataset, form) > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
}

fn bench_query(bencher: Bencher, count: usize, text: &str) {
    bench_facet(bencher, count, text, Facet::Countries);
}

/// All that the browser shows of a query, with one facet.
fn bench_facet(bencher: Bencher, count: usize, text: &str, facet: Facet) {
    let dataset = loaded(count);
    let request = Request {
        query: Query::parse(text).unwrap_or_default(),
        histogram_columns: 120,
        facet: Some(FacetRequest { facet, ..FacetRequest::default() }),
        ..Request::default()
    };
    bencher.bench_local(|| black_box(answer(&dataset, &request, &|| false)));
}

/// A rare word to its hits, counts and histogram.
#[divan::bench(args = sizes())]
fn search_rare_word(bencher: Bencher, count: usize) {
    bench_query(bencher, count, generate::NEEDLE);
}

/// One letter: thousands of words begin with it.
#[divan::bench(args = sizes())]
fn search_one_letter(bencher: Bencher, count: usize) {
    bench_query(bencher, count, "б");
}

/// A common word in its forms.
#[divan::bench(args = sizes())]
fn search_common_word(bencher: Bencher, count: usize) {
    bench_query(bencher, count, "министр");
}

/// Everything: the list, the counts and the histogram without a filter.
#[divan::bench(args = sizes())]
fn search_nothing(bencher: Bencher, count: usize) {
    bench_query(bencher, count, "");
}

/// One word of a name in `person:`, `org:` and the like, among all names of the data.
#[divan::bench(args = sizes().into_iter().flat_map(|count| ["person", "org", "by", "topic"].map(|field| (field, count))).map(FieldAt).collect::<Vec<_>>())]
fn search_name(bencher: Bencher, FieldAt((field, count)): &FieldAt) {
    loaded(*count).list_names();
    let word = match *field {
        "org" => "суд".to_owned(),
        "topic" => generate::topic(0, 9).split(' ').next().unwrap_or_default().to_owned(),
        _ => generate::last_name(0, 77).to_lowercase(),
    };
    bench_query(bencher, *count, &format!("{field}:{word}"));
}

/// A field and a number of events.
struct FieldAt((&'static str, usize));

impl std::fmt::Display for FieldAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0.0, self.0.1)
    }
}

/// What is offered for words that name a person, a topic, a country and a year, without the search itself.
#[divan::bench(args = sizes())]
fn offers(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    dataset.list_names();
    let text = format!("{} {} Казахстан 2019", generate::last_name(0, 77), generate::topic(0, 9));
    let query = Query::parse(&text).unwrap_or_default();
    bencher.bench_local(|| black_box(oreline::door::query::named(&dataset, &query)).len());
}

/// The values that the beginning of a name may go on as, with their counts.
#[divan::bench(args = sizes())]
fn complete_name(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    dataset.list_names();
    bencher.bench_local(|| black_box(oreline::door::query::complete(&dataset, "person:ба", Lang::En)).is_some());
}

/// Two years.
#[divan::bench(args = sizes())]
fn dates(bencher: Bencher, count: usize) {
    bench_query(bencher, count, "date:2018..2019");
}

/// Counts of all countries under a filter.
#[divan::bench(args = sizes())]
fn facets_of_a_country(bencher: Bencher, count: usize) {
    bench_query(bencher, count, "country:KZ -country:RU");
}

/// Counts of each other facet under a filter.
#[divan::bench(args = sizes().into_iter().flat_map(|count| Facet::ALL.into_iter().skip(1).map(move |facet| (facet, count))).map(FacetAt).collect::<Vec<_>>())]
fn facets(bencher: Bencher, FacetAt((facet, count)): &FacetAt) {
    bench_facet(bencher, *count, "country:KZ -country:RU", *facet);
}

/// A facet and a number of events.
struct FacetAt((Facet, usize));

impl std::fmt::Display for FacetAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0.0.word(), self.0.1)
    }
}

/// A thousand bookmarks: found again in the data, and searched for.
#[divan::bench(args = sizes())]
fn search_bookmarks(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    let mut kept = Kept::default();
    for number in 0..1000 {
        let head = dataset.head(dataset.order()[number * (dataset.event_count() / 1000)]);
        let key = RecordKey { id: head.id.to_owned(), kind: RecordKind::Event, data: "events".to_owned() };
        kept.apply(&Change::Bookmark { key, title: String::new(), on: true });
    }
    let query = Query::parse("has:bookmark").unwrap_or_default();
    bencher.bench_local(|| {
        let marked = Arc::new(state::marked(&kept, &dataset, "events"));
        let request = Request { query: query.clone(), histogram_columns: 120, marked, ..Request::default() };
        black_box(answer(&dataset, &request, &|| false))
    });
}

/// A zoomed histogram: 118 days, counted from the columns.
#[divan::bench(args = sizes())]
fn histogram_zoomed(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    let events = dataset.in_order(&dataset.order().iter().map(|event| event.0).collect());
    let zoom = Day::from_ymd(2015, 6, 1).map(|first| Zoom { unit: Unit::Day, first });
    bencher.bench_local(|| black_box(histogram(&events, 118, zoom)));
}

fn browser(count: usize) -> Headless {
    let Ok(browser) = Headless::new(vec![input(count)], Settings::default(), Size::new(120, 40)) else {
        std::process::exit(1)
    };
    browser
}

/// One frame of 120 × 40 cells.
#[divan::bench(args = sizes())]
fn frame_draw(bencher: Bencher, count: usize) {
    let browser = browser(count);
    bencher.bench_local(|| black_box(browser.frame()));
}

/// One row down, the record read and the frame drawn.
#[divan::bench(args = sizes())]
fn frame_row_down(bencher: Bencher, count: usize) {
    let mut browser = browser(count);
    bencher.bench_local(|| {
        let _ = browser.press("j");
        black_box(browser.frame())
    });
}

fn bench_view(bencher: Bencher, count: usize, request: &Request) {
    let dataset = loaded(count);
    // What is made once for all of the data is made now.
    black_box(answer(&dataset, request, &|| false));
    bencher.bench_local(|| black_box(answer(&dataset, request, &|| false)));
}

/// The view *Quotes* without a filter.
#[divan::bench(args = sizes())]
fn view_quotes(bencher: Bencher, count: usize) {
    bench_view(bencher, count, &Request { view: View::Quotes, ..Request::default() });
}

/// The view *Quotes* of one speaker, to the end: every quote of the events is read.
#[divan::bench(args = sizes(), sample_count = 5)]
fn view_quotes_of_a_speaker(bencher: Bencher, count: usize) {
    let query = Query::parse("by:Мельник date:2020").unwrap_or_default();
    bench_view(bencher, count, &Request { query, view: View::Quotes, ..Request::default() });
}

/// The view *People* without a filter.
#[divan::bench(args = sizes())]
fn view_people(bencher: Bencher, count: usize) {
    bench_view(bencher, count, &Request { view: View::People, ..Request::default() });
}

/// The view *Articles* without a filter.
#[divan::bench(args = sizes())]
fn view_articles(bencher: Bencher, count: usize) {
    bench_view(bencher, count, &Request { view: View::Articles, ..Request::default() });
}

fn bench_page(bencher: Bencher, count: usize, target: impl Fn(&Dataset) -> Target) {
    let dataset = loaded(count);
    let target = target(&dataset);
    bencher.bench_local(|| black_box(detail(&dataset, &target)).is_ok());
}

/// The page of whoever took part most often.
#[divan::bench(args = sizes())]
fn page_of_a_person(bencher: Bencher, count: usize) {
    bench_page(bencher, count, |dataset| {
        let events = dataset.order().iter().map(|event| event.0).collect();
        let first = people::people(dataset, &events, &roaring::RoaringBitmap::new(), PeopleOrder::Count, Lang::En)[0];
        target_of_person(dataset.people(), first.number)
    });
}

/// The page of a frequent country.
#[divan::bench(args = sizes())]
fn page_of_a_country(bencher: Bencher, count: usize) {
    bench_page(bencher, count, |_| Target::Country("US".to_owned()));
}

/// The page of two countries.
#[divan::bench(args = sizes())]
fn page_of_a_pair(bencher: Bencher, count: usize) {
    bench_page(bencher, count, |_| Target::Pair(Box::new(["US", "RU"].map(|code| Target::Country(code.to_owned())))));
}

/// Which countries took part together in all events.
#[divan::bench(args = sizes())]
fn pairs_of_countries(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    let events = dataset.order().iter().map(|event| event.0).collect();
    bencher.bench_local(|| black_box(pairs::pairs(&dataset, &events, Who::Countries, Lang::En)).rows.len());
}

/// Who took part together in all events: countries, and persons.
#[divan::bench(args = sizes())]
fn pairs(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    let events = dataset.order().iter().map(|event| event.0).collect();
    bencher.bench_local(|| {
        [Who::Countries, Who::People].map(|who| black_box(pairs::pairs(&dataset, &events, who, Lang::En)).rows.len())
    });
}

/// Opens a view, and moves in it: the answer with all that it shows, and a key.
fn bench_crossing(bencher: Bencher, count: usize, keys: &str) {
    let mut browser = browser(count);
    bencher.bench_local(|| {
        let _ = browser.press("1");
        let _ = browser.press(keys);
        black_box(browser.frame())
    });
}

/// Opens the lanes of countries, and of people.
#[divan::bench(args = sizes())]
fn lanes(bencher: Bencher, count: usize) {
    bench_crossing(bencher, count, "5");
}

/// The same, of people.
#[divan::bench(args = sizes())]
fn lanes_of_people(bencher: Bencher, count: usize) {
    let mut browser = browser(count);
    let _ = browser.press("5f1");
    bencher.bench_local(|| {
        let _ = browser.press("5");
        let _ = browser.press("1");
    });
}

/// Moves to another cell of the lanes, with its events below.
#[divan::bench(args = sizes())]
fn lanes_key(bencher: Bencher, count: usize) {
    let mut browser = browser(count);
    let _ = browser.press("5");
    bencher.bench_local(|| {
        let _ = browser.press("jh");
        let _ = browser.press("kl");
        black_box(browser.frame())
    });
}

/// Opens the pairs of countries.
#[divan::bench(args = sizes())]
fn pairs_view(bencher: Bencher, count: usize) {
    bench_crossing(bencher, count, "6");
}

/// Who took part with whom of all persons: a job of its own.
#[divan::bench(args = sizes())]
fn pairs_of_people_square(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    let events = dataset.time_order().all().clone();
    let asked = MatrixRequest { who: Members::People, order: PeopleOrder::Count, lang: Lang::En };
    bencher.bench_local(|| black_box(Matrix::new(&dataset, &events, asked)).members.len());
}

/// Moves to another cell of the pairs, with its events below.
#[divan::bench(args = sizes())]
fn pairs_key(bencher: Bencher, count: usize) {
    let mut browser = browser(count);
    let _ = browser.press("6");
    bencher.bench_local(|| {
        let _ = browser.press("jl");
        let _ = browser.press("kh");
        black_box(browser.frame())
    });
}

/// Opens the map.
#[divan::bench(args = sizes())]
fn map(bencher: Bencher, count: usize) {
    bench_crossing(bencher, count, "7");
}

/// Moves to another country of the map.
#[divan::bench(args = sizes())]
fn map_key(bencher: Bencher, count: usize) {
    let mut browser = browser(count);
    let _ = browser.press("7");
    bencher.bench_local(|| {
        let _ = browser.press("jk");
        black_box(browser.frame())
    });
}

/// All events in numbers.
#[divan::bench(args = sizes())]
fn stats(bencher: Bencher, count: usize) {
    let dataset = loaded(count);
    let events = dataset.order().iter().map(|event| event.0).collect();
    bencher.bench_local(|| black_box(stats::stats(&dataset, &events, Lang::En)).len());
}
