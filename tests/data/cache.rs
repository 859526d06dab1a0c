//! The index on disk: opening a large file again gives the same as opening it first, whatever became of the index, and
//! nobody else can read it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use crate::common::generate;
use oreline::door::dataset::{ColumnOf, Dataset, Phase, SelectedEvents, load, load_with_cache};
use oreline::door::load::{Cache, Input};
use oreline::door::model::Lang;
use oreline::door::query::{Query, Request, View, answer};
use std::fs::{self, File};
use std::hash::Hasher as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use twox_hash::XxHash3_64;

/// A folder with data, and a cache beside it.
struct House {
    folder: TempDir,
    cache: Cache,
}

impl House {
    /// A cache that keeps indexes of files however small.
    fn new() -> House {
        let folder = TempDir::new().unwrap();
        let cache = Cache { least: 0, ..Cache::in_folder(folder.path().join("home/cache/oreline")) };
        House { folder, cache }
    }

    fn file(&self, name: &str, content: &str) -> Input {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        Input::Path(path)
    }

    /// Opens an input; says also whether it came from the cache.
    fn open(&self, input: &Input) -> (Arc<Dataset>, bool) {
        let mut phases = Vec::new();
        let dataset = load_with_cache(std::slice::from_ref(input), Some(&self.cache), &mut |dataset| {
            phases.push(dataset.progress().phase);
            ControlFlow::Continue(())
        });
        assert_eq!(phases.last(), Some(&Phase::Ready));
        (dataset.unwrap(), phases == [Phase::Ready])
    }

    fn kept(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.cache.folder) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }

    fn only_kept(&self) -> PathBuf {
        let kept = self.kept();
        assert_eq!(kept.len(), 1, "{kept:?}");
        kept[0].clone()
    }
}

fn plainly(input: &Input) -> Arc<Dataset> {
    load(std::slice::from_ref(input), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Events of all kinds: plain, repeated with other values, in articles, about entities, broken.
fn lines(count: usize) -> String {
    let mut text = String::from(
        r#"{"record":"dataset","oreline":1,"title":"Made up"}
{"record":"entity","id":"solovey","schema":"Person","name":{"en":"Anna Solovey","ru":"Анна Соловей"},"aliases":["A. S."]}
{"record":"entity","id":"solovey","schema":"Person","name":{"en":"Anna Solovey","ru":"Анна Соловей"},"countries":["KZ"]}
{"record":"article","id":"a1","headline":"Литий и медь","url":"https://a.example/1","publisher":"Газета","language":"ru","date_published":"2024-05-02"}
{"record":"article","id":"a1","headline":"Литий","text":"Переговоры о руде","url":"https://a.example/1"}
{"id":"e1","date":"2024-05","label":"Переговоры о литии","countries":["KZ","US"],"participants":[{"entity":"solovey"},{"name":"Анна Соловей","part":"mentioned"}],"quotes":[{"type":"direct","speaker":{"entity":"solovey"},"text":"Мы поставим литий","articles":["a1"]}],"articles":["a1"],"related":["e2","nowhere"]}
{"id":"e2","label":{"en":"A mine opens"},"date":"no date at all","countries":["MN"],"topics":["mining"],"strange":1}
{"id":"e1","date":"2024-05-07","label":"Переговоры о литии","kind":"meeting","countries":["CN"]}
{"id":"e3","date":"2023?","label":"Quoted","quotes":[{"type":"direct","speaker":"nobody","text":"x"}],"articles":["missing",{"url":"https://a.example/1","publisher":"Газета"}]}
no record at all
{"id":"e4","label":7}
"#,
    );
    text.push_str(&generate::lines(count));
    text
}

const QUERIES: [&str; 22] = [
    "",
    "литий",
    "переговоры",
    "tokayev",
    "solovey",
    "person:solovey",
    "person:\"Анна Соловей\"",
    "by:solovey",
    "said:литий",
    "said:ба",
    "\"переговоры о литии\"",
    "country:KZ",
    "-country:US,RU date:2010..2015",
    "date:none",
    "org:\"central bank\"",
    "publisher:Газета",
    "publisher:\"News 3\"",
    "lang:ru kind:meeting",
    "has:problem",
    "a OR б",
    "~леттий",
    "topic:mining",
];

fn answers(dataset: &Dataset) -> Vec<String> {
    let answered = |text: &&str| {
        let query = Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let request = Request { query, histogram_columns: 60, view: View::Articles, ..Request::default() };
        format!("{:?}", answer(dataset, &request, &|| false).unwrap())
    };
    QUERIES.iter().map(answered).collect()
}

/// All that can be asked of a dataset, as text.
fn everything(dataset: &Dataset) -> Vec<String> {
    let mut all = answers(dataset);
    all.push(format!("{:?} {:?}", dataset.about(), dataset.about_records()));
    let found = (dataset.problems(), dataset.listed_problems());
    all.push(format!("{found:?} {} {:?}", dataset.skipped(), dataset.progress()));
    all.push(format!("{} {} {}", dataset.event_count(), dataset.undated_count(), dataset.event_bound()));
    let mut countries: Vec<_> = dataset.countries().iter().collect();
    countries.sort_by_key(|(code, _)| code.to_owned());
    all.push(format!("{countries:?}"));
    for entity in dataset.entities().all() {
        let records: Vec<&str> = dataset.entities().records(&entity.id).collect();
        all.push(format!("{entity:?} {records:?} {:?}", dataset.entities().by_name("anna solovey")));
    }
    for &id in dataset.order() {
        let head = dataset.head(id);
        let countries: Vec<&str> = head.countries().collect();
        all.push(format!("{id:?} {} {:?} {} {}", head.id, head.date, head.quotes, head.is_doubtful));
        all.push(format!("{:?} {countries:?}", [head.title(Lang::En), head.title(Lang::Ru)]));
        all.push(format!("{:?} {:?}", dataset.event(id).unwrap(), dataset.event_records(id).unwrap()));
        assert_eq!(dataset.event_by_id(head.id), Some(id));
    }
    for &id in dataset.article_order() {
        let head = dataset.article_head(id);
        all.push(format!("{id:?} {head:?} {:?}", dataset.article_by_id(&head.id())));
        all.push(format!("{:?} {:?}", dataset.article(id).unwrap(), dataset.events_of_article(id)));
        all.push(format!("{:?}", dataset.article_records(id).unwrap()));
    }
    let selected = SelectedEvents::new(dataset, dataset.time_order().all());
    for value in dataset.column(ColumnOf::Publisher) {
        let events: Vec<_> = value.events_in(&selected).collect();
        all.push(format!("{} {:?} {events:?}", value.key(), value.versions().collect::<Vec<_>>()));
    }
    all
}

#[track_caller]
fn assert_same(first: &Dataset, second: &Dataset) {
    let (first, second) = (everything(first), everything(second));
    assert_eq!(first.len(), second.len());
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(first, second);
    }
}

/// Opening twice, and once without a cache, gives the same; `name` is that of the data file.
#[track_caller]
fn assert_kept(name: &str, content: &str) {
    let house = House::new();
    let input = house.file(name, content);
    let (first, was_kept) = house.open(&input);
    assert!(!was_kept);
    house.only_kept();
    let (second, was_kept) = house.open(&input);
    assert!(was_kept);
    assert_same(&first, &second);
    assert_same(&plainly(&input), &second);
}

#[test]
fn lines_opened_again_are_the_same() {
    // Three segments.
    assert_kept("lines.jsonl", &lines(1500));
}

#[test]
fn notes_that_are_only_counted_are_kept_with_their_number() {
    let event =
        |at: usize| format!("{{\"id\":\"n{at}\",\"label\":\"x\",\"countries\":[\"Kazakhstan\"],\"odd{at}\":1}}\n");
    let text: String = (0..1_000).map(event).collect();
    assert_kept("notes.jsonl", &text);
    let house = House::new();
    let (dataset, _) = house.open(&house.file("notes.jsonl", &text));
    assert_eq!(dataset.listed_problems().note_count(), 2_000);
    assert!(dataset.problems().len() < 500, "{}", dataset.problems().len());
}

#[test]
fn a_small_file_opened_again_is_the_same() {
    assert_kept("small.jsonl", &lines(0));
    assert_kept("one.jsonl", "{\"id\":\"e1\",\"label\":\"only one\"}\n");
    assert_kept("marked.jsonl", &format!("\u{feff}{}", lines(3)));
}

#[test]
fn a_document_opened_again_is_the_same() {
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/critical-minerals.json");
    assert_kept("document.json", &fs::read_to_string(bundled).unwrap());
    assert_kept("cut.json", r#"{"events":[{"id":"a","label":"x"},{"id":"b","label":"y"},"#);
}

#[test]
fn another_name_of_the_file_is_shown_as_it_was_given() {
    let house = House::new();
    let input = house.file("data.jsonl", &lines(2));
    house.open(&input);
    let other = Input::Path(house.folder.path().join("./home/../data.jsonl"));
    let (dataset, was_kept) = house.open(&other);
    assert!(was_kept);
    assert!(!dataset.problems().is_empty());
    assert!(dataset.problems().iter().all(|problem| *problem.location.file == *other.name()));
}

#[test]
fn a_changed_file_is_read_again() {
    let house = House::new();
    let text = lines(20);
    let input = house.file("data.jsonl", &text);
    let Input::Path(path) = &input else { panic!() };
    let time = SystemTime::now() - Duration::from_secs(1000);
    let set_time = |time| File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    let other = text.replace("A mine opens", "A mine close");
    assert_eq!(other.len(), text.len());
    let changes: [(&str, &dyn Fn()); 4] = [
        ("another time", &|| set_time(time)),
        ("other content, the same length and time", &|| {
            fs::write(path, &other).unwrap();
            set_time(time);
        }),
        ("longer", &|| {
            fs::write(path, other.clone() + "{\"id\":\"late\",\"label\":\"x\"}\n").unwrap();
            set_time(time);
        }),
        ("before 1970", &|| set_time(SystemTime::UNIX_EPOCH - Duration::from_secs(5))),
    ];
    house.open(&input);
    for (what, change) in changes {
        assert!(house.open(&input).1, "{what}");
        change();
        let (dataset, was_kept) = house.open(&input);
        assert!(!was_kept, "{what}");
        assert_same(&dataset, &plainly(&input));
        assert!(house.open(&input).1, "{what}");
        house.only_kept();
    }
}

#[test]
fn what_changes_while_it_is_read_is_not_kept() {
    let house = House::new();
    let input = house.file("data.jsonl", &lines(20));
    let Input::Path(path) = &input else { panic!() };
    for at in [Phase::Reading, Phase::Indexing, Phase::Ready] {
        let _ = load_with_cache(std::slice::from_ref(&input), Some(&house.cache), &mut |dataset| {
            if dataset.progress().phase == at {
                fs::write(path, lines(21)).unwrap();
            }
            ControlFlow::Continue(())
        });
        assert!(house.kept().is_empty(), "{at:?}");
        fs::write(path, lines(20)).unwrap();
    }
    assert!(!house.open(&input).1);
}

#[test]
fn a_load_that_is_ended_keeps_nothing() {
    let house = House::new();
    let input = house.file("data.jsonl", &lines(20));
    for at in [Phase::Reading, Phase::Indexing] {
        let _ = load_with_cache(std::slice::from_ref(&input), Some(&house.cache), &mut |dataset| {
            if dataset.progress().phase == at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(house.kept().is_empty(), "{at:?}");
    }
}

#[test]
fn damage_is_noticed_wherever_it_is() {
    let house = House::new();
    let input = house.file("data.jsonl", &lines(12));
    let (whole, _) = house.open(&input);
    let expected = everything(&whole);
    let path = house.only_kept();
    let bytes = fs::read(&path).unwrap();
    let places: Vec<usize> = (0..200).map(|at| at * (bytes.len() - 1) / 199).chain(0..40).collect();
    let mut refused = 0;
    let mut open = |damaged: &[u8]| {
        fs::write(&path, damaged).unwrap();
        let (dataset, was_kept) = house.open(&input);
        assert!(!was_kept);
        assert_eq!(everything(&dataset), expected);
        // It was made again.
        assert!(fs::read(&path).unwrap() == bytes);
        refused += 1;
    };
    for &at in &places {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        open(&damaged);
        open(&bytes[..at]);
    }
    open(&[&bytes[..], b"x"].concat());
    open(&[0; 1000].repeat(100));
    assert_eq!(refused, places.len() * 2 + 2);
}

/// Where the sections of a kept index stand: start and length, the checksum at the end included.
fn sections(bytes: &[u8]) -> Vec<(usize, usize)> {
    let number = |at: usize| usize::try_from(u64::from_ne_bytes(bytes[at..at + 8].try_into().unwrap())).unwrap();
    let key = number(16);
    let table = 16 + 8 + key;
    let sections = (0..number(table)).map(|at| (number(table + 8 + at * 16), number(table + 16 + at * 16)));
    sections.collect()
}

#[test]
fn a_forged_index_is_harmless() {
    let house = House::new();
    let input = house.file("data.jsonl", &lines(1));
    house.open(&input);
    let path = house.only_kept();
    let bytes = fs::read(&path).unwrap();
    let sections = sections(&bytes);
    assert_eq!(sections.last().map(|(start, length)| start + length), Some(bytes.len()));
    let (mut accepted, mut refused) = (0, 0);
    let mut forge = |at: usize, value: &[u8]| {
        let Some((start, length)) = sections.iter().find(|(start, length)| (*start..start + length - 8).contains(&at))
        else {
            return;
        };
        let mut forged = bytes.clone();
        let end = start + length - 8;
        let reach = value.len().min(end - at);
        forged[at..at + reach].copy_from_slice(&value[..reach]);
        // With the right checksum.
        let mut sum = XxHash3_64::new();
        sum.write(&forged[*start..end]);
        forged[end..end + 8].copy_from_slice(&sum.finish().to_ne_bytes());
        fs::write(&path, forged).unwrap();
        let (dataset, was_kept) = house.open(&input);
        *(if was_kept { &mut accepted } else { &mut refused }) += 1;
        if was_kept {
            // It may say anything, but nothing may fail on it.
            answers(&dataset);
            for &id in dataset.order() {
                let head = dataset.head(id);
                let _ = (head.title(Lang::Ru), head.countries().count(), dataset.event(id).is_ok());
                let _ = (dataset.event_by_id(head.id), dataset.event_records(id).is_ok());
            }
            for &id in dataset.article_order() {
                let head = dataset.article_head(id);
                let _ = (head.title(Lang::En).len(), dataset.article(id).is_ok(), dataset.article_records(id).is_ok());
                let _ = (dataset.article_by_id(&head.id()), dataset.events_of_article(id));
            }
        }
    };
    let first = sections[0].0;
    for at in (first..bytes.len()).step_by(23) {
        forge(at, &[bytes[at] ^ 1]);
        forge(at, &[0xff]);
        // Lengths, counts and numbers stand anywhere.
        for value in [u64::MAX, 0, 0x8000_0000_8000_0000, 1000] {
            forge(at + 5, &value.to_ne_bytes());
        }
    }
    for (start, length) in &sections {
        for at in (*start..start + length.min(&400)).step_by(8) {
            for value in [u64::MAX, 0, 1, 1000] {
                forge(at, &value.to_ne_bytes());
            }
        }
    }
    // The checks behind the checksum are at work, and the test too.
    assert!(accepted > 100 && refused > 100, "{accepted} {refused}");
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let house = House::new();
    let input = house.file("data.jsonl", &lines(2));
    house.open(&input);
    assert_eq!((mode(&house.cache.folder), mode(&house.only_kept())), (0o700, 0o600));
    assert_eq!(mode(house.cache.folder.parent().unwrap()), 0o700);

    // What others could have written is not believed, and a folder that was open to others is closed.
    fs::set_permissions(&house.cache.folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(house.only_kept(), fs::Permissions::from_mode(0o666)).unwrap();
    assert!(!house.open(&input).1);
    assert_eq!((mode(&house.cache.folder), mode(&house.only_kept())), (0o700, 0o600));
    assert!(house.open(&input).1);
}

#[test]
fn small_files_and_several_inputs_are_not_kept() {
    let mut house = House::new();
    let text = lines(2);
    let input = house.file("data.jsonl", &text);
    let Input::Path(path) = &input else { panic!() };
    house.cache.least = text.len() as u64 + 1;
    house.open(&input);
    assert!(!house.cache.folder.exists());
    assert_eq!(Cache::in_folder(PathBuf::new()).least, 64 << 20);

    house.cache.least = 0;
    let packed = house.folder.path().join("packed.jsonl.zst");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/packed.jsonl.zst"), &packed).unwrap();
    let folder = house.folder.path().join("folder");
    fs::create_dir(&folder).unwrap();
    fs::copy(path, folder.join("a.jsonl")).unwrap();
    for inputs in [
        vec![input.clone(), input.clone()],
        vec![Input::Bundled],
        vec![Input::Path(packed)],
        vec![Input::Path(folder)],
        vec![input.clone(), Input::Path("missing.json".into())],
    ] {
        load_with_cache(&inputs, Some(&house.cache), &mut |_| ControlFlow::Continue(())).unwrap();
        assert!(!house.cache.folder.exists(), "{inputs:?}");
    }
    house.open(&input);
    house.cache.least = text.len() as u64;
    assert!(house.open(&input).1);
}

#[test]
fn the_oldest_goes_when_there_is_too_much() {
    let mut house = House::new();
    let inputs = ["a", "b", "c"].map(|name| house.file(name, &lines(5)));
    let age = |path: &Path, seconds: u64| {
        let time = SystemTime::now() - Duration::from_secs(seconds);
        File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    };
    house.open(&inputs[0]);
    let oldest = house.only_kept();
    age(&oldest, 300);
    let size = fs::metadata(&oldest).unwrap().len();
    house.open(&inputs[1]);
    let older = house.kept().into_iter().find(|path| *path != oldest).unwrap();
    age(&older, 200);

    let folder = house.cache.folder.clone();
    let ours = |name: &str| folder.join(format!("0123456789abcdef{name}"));
    let gone = [ours(".v0.index"), ours(".v99.index"), ours(".v1.index.Abc123.tmp")];
    let foreign = ["notes.txt", "0123456789abcdef.vx.index", "0123456789abcdeg.v0.index", "x.v1.index", "a.tmp"];
    let stays: Vec<PathBuf> =
        foreign.iter().map(|name| folder.join(name)).chain([ours(".v1.index.new.tmp"), ours(".v1.indexes")]).collect();
    for path in gone.iter().chain(&stays) {
        fs::write(path, "x").unwrap();
    }
    age(&gone[2], 2 * 3600);
    fs::create_dir(ours(".v3.index")).unwrap();

    house.cache.most = size * 5 / 2;
    house.open(&inputs[2]);
    assert!(!oldest.exists() && older.exists());
    assert!(gone.iter().all(|path| !path.exists()), "{:?}", house.kept());
    assert!(stays.iter().all(|path| path.exists()), "{:?}", house.kept());
    assert!(ours(".v3.index").is_dir());
    assert!(house.open(&inputs[1]).1 && house.open(&inputs[2]).1);
}

#[test]
fn a_cache_that_cannot_be_written_is_left_out() {
    let mut house = House::new();
    let input = house.file("data.jsonl", &lines(2));
    let file = house.folder.path().join("file");
    fs::write(&file, "x").unwrap();
    for folder in [file.clone(), file.join("below")] {
        house.cache.folder = folder;
        let (dataset, was_kept) = house.open(&input);
        assert!(!was_kept && dataset.event_count() > 2);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
    // Something else stands in its place.
    let house = House::new();
    house.open(&input);
    let place = house.only_kept();
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    assert!(!house.open(&input).1);
    assert_eq!(house.only_kept(), place);
}

#[test]
fn the_newest_stays_whatever_its_length() {
    let mut house = House::new();
    house.cache.most = 0;
    let inputs = ["a", "b"].map(|name| house.file(name, &lines(5)));
    house.open(&inputs[0]);
    let first = house.only_kept();
    assert!(house.open(&inputs[0]).1);
    let time = SystemTime::now() - Duration::from_secs(300);
    File::options().write(true).open(&first).unwrap().set_modified(time).unwrap();
    house.open(&inputs[1]);
    assert_ne!(house.only_kept(), first);
    assert!(house.open(&inputs[1]).1 && !house.open(&inputs[0]).1);
}

#[test]
fn many_may_write_at_once() {
    let house = House::new();
    let input = house.file("data.jsonl", &lines(40));
    let expected = everything(&plainly(&input));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..6 {
                    let (dataset, was_kept) = house.open(&input);
                    assert!(everything(&dataset) == expected);
                    if was_kept {
                        let _ = fs::remove_file(house.only_kept_or_none());
                    }
                }
            });
        }
    });
    house.open(&input);
    assert!(house.open(&input).1);
    house.only_kept();
}

impl House {
    /// The index, or a path of nothing while there is none or another is being written.
    fn only_kept_or_none(&self) -> PathBuf {
        let kept = self.kept().into_iter().find(|path| path.to_string_lossy().ends_with(".index"));
        kept.unwrap_or_else(|| self.folder.path().join("none"))
    }
}

#[test]
fn the_program_keeps_an_index_unless_it_is_told_not_to() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("large.jsonl");
    // Blank lines make it large enough.
    let blank = format!("{}\n", " ".repeat((1 << 20) - 1)).repeat(64);
    fs::write(&data, format!("{}{blank}", lines(3))).unwrap();
    let cache = folder.path().join("cache");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_oreline"));
        command.env("LC_ALL", "C");
        let output = command.args(arguments).arg(&data).env("XDG_CACHE_HOME", &cache).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let listed = run(&["list", "--no-cache"]);
    assert!(listed.lines().count() > 5);
    assert!(!cache.exists());
    assert!(run(&["--print", "80x24"]).contains("oreline"));
    assert!(!run(&["convert"]).is_empty());
    assert!(!cache.exists());

    assert_eq!(run(&["list"]), listed);
    let kept: Vec<PathBuf> = fs::read_dir(cache.join("oreline")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    let when = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let written = when(&kept[0]);
    let checked = run(&["check", "--no-cache"]);
    for (arguments, expected) in [(&["list"][..], &listed), (&["check"], &checked)] {
        assert_eq!(run(arguments), *expected);
    }
    assert_eq!(when(&kept[0]), written, "it is not written again");
    // It is what is read: without it, it is written again; with --no-cache it is not even opened.
    fs::write(&kept[0], "damaged").unwrap();
    assert_eq!(run(&["list", "--no-cache"]), listed);
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), "damaged");
    assert_eq!(run(&["list"]), listed);
    assert!(fs::metadata(&kept[0]).unwrap().len() > 1000);
}

/// A table of so many events, with a row that is left out and one whose date is none.
fn table(count: usize) -> String {
    let row = |at: usize| format!("f{at},2024-{:02}-{:02},\"Talks, {at}\",KZ; US,Ann Lee\n", 1 + at % 12, 1 + at % 28);
    let rows: String = (0..count).map(row).collect();
    format!("key,day,what,where,who\n{rows}left,2024,,,\nodd,soon,Odd,KZ,\n")
}

const TABLE_MAP: &str =
    "id={key}; date={day | date}; label={what}; countries={where | split ';' | country}; participants={who}";

#[test]
fn what_a_map_has_made_is_kept_with_its_index() {
    let house = House::new();
    let mapped = |input: &Input, words: &str| {
        let map =
            oreline::door::load::import::Map::asked_for(words, |_| Err(std::io::ErrorKind::NotFound.into())).unwrap();
        input.with_map(words, &map)
    };
    let file = house.file("talks.csv", &table(3_000));
    let input = mapped(&file, TABLE_MAP);
    let plain = plainly(&input);
    let (first, was_kept) = house.open(&input);
    assert!(!was_kept && first.event_count() == 3_001, "{}", first.event_count());
    let kept = house.only_kept();
    assert!(fs::metadata(&kept).unwrap().len() > fs::metadata(file.path().unwrap()).unwrap().len(), "records too");
    let (second, was_kept) = house.open(&input);
    assert!(was_kept);
    assert_eq!(everything(&second), everything(&plain));
    // The place of what was wrong is that in the table.
    let lines: Vec<u64> = second.problems().iter().map(|problem| problem.location.line).collect();
    assert!(lines.contains(&3_003), "{lines:?}");
    for id in second.order() {
        assert_eq!(second.event(*id).unwrap(), plain.event(*id).unwrap());
    }
    // Another map, and another table, are read anew.
    let other = mapped(&file, &TABLE_MAP.replace("label={what}", "label={who} {what}"));
    assert!(!house.open(&other).1 && house.open(&other).1);
    fs::write(file.path().unwrap(), table(3_100)).unwrap();
    let (changed, was_kept) = house.open(&other);
    assert_eq!((was_kept, changed.event_count()), (false, 3_100));
    // Damage is found, and what was kept is made again.
    let kept = house.only_kept();
    let mut bytes = fs::read(&kept).unwrap();
    let at = bytes.len() / 3;
    bytes[at] ^= 0xff;
    fs::write(&kept, &bytes).unwrap();
    let (again, _) = house.open(&other);
    assert_eq!(everything(&again), everything(&changed));
}
