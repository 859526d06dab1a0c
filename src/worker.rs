//! Does what the browser asks for and answers with reports: reads, searches, exports, opens, keeps.
//!
//! The same function serves the browser's threads, which tell it when to stop, and tests and `--print`, which call it
//! inline. It holds no state and knows no thread, no terminal and nothing of the screen.

mod named_file;
mod resources;
#[cfg(feature = "store")]
mod stored;

pub use resources::Resources;

use crate::catalogue::{NotOpened, Notice, SystemFault, Unmapped};
use std::ffi::OsString;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use crate::app::{Exported, Job, Report};
use crate::data::Data;
use crate::dataset::{self, Dataset, Phase, Proposal};
use crate::error::{Error, Result};
use crate::export::{Terminal, file, listing};
use crate::load::decode::Packing;
use crate::load::import::{maps, propose};
use crate::load::{Input, folders};
use crate::model::Lang;
use crate::query::{self, Control, Marked, Matrix, Query, View, quotes};
use crate::text::address::{has_web_scheme, host};
use crate::text::sanitise_line;
use named_file::{path_of, protected, refusal, written};

/// Does a job and sends its answers. Gives up without a last answer when told to.
pub fn perform(job: Job, resources: &Resources, send: &mut dyn FnMut(Report), control: &Control<'_>) {
    let stop = control.stop;
    #[cfg(feature = "store")]
    if stored::open(&job, resources, send) {
        return;
    }
    #[cfg(feature = "store")]
    if stored::exported(&job, resources, send, stop) {
        return;
    }
    #[cfg(feature = "store")]
    let job = match stored::brought(job, resources, stop) {
        Ok(Some(job)) => job,
        Ok(None) => return,
        Err((ticket, error)) => {
            let outcome = Exported::Refused(refusal(&error));
            return send(Report::Exported { ticket, outcome });
        }
    };
    match job {
        Job::Load { ticket, proposal, is_whole } => {
            let mut newest = None;
            let inputs = match proposal.map(|proposal| proposal.map()).transpose() {
                Ok(None) => resources.inputs.clone(),
                Ok(Some((words, map))) => resources.inputs.iter().map(|input| input.with_map(&words, &map)).collect(),
                Err(reason) => return send(Report::LoadFailed { ticket, reason: Arc::new(reason) }),
            };
            let loaded = dataset::load_with_cache(&inputs, resources.cache.as_ref(), &mut |dataset| {
                if stop() {
                    return ControlFlow::Break(());
                }
                // What is asked meanwhile is asked where it was, until all of it is here.
                if is_whole && dataset.progress().phase == Phase::Indexing {
                    return ControlFlow::Continue(());
                }
                newest = Some(Arc::clone(&dataset));
                send(Report::Loaded { ticket, data: Data::Local(dataset) });
                ControlFlow::Continue(())
            });
            match loaded {
                Err(reason) if !stop() => send(Report::LoadFailed { ticket, reason: Arc::new(reason) }),
                Err(_) => {}
                // What is typed now finds names at once, or waits for the rest of this.
                Ok(_) => {
                    let ready = newest.filter(|dataset: &Arc<Dataset>| dataset.progress().phase == Phase::Ready);
                    if let Some(dataset) = ready {
                        dataset.list_names();
                    }
                }
            }
        }
        Job::Propose { name } => {
            let proposal = proposed(&resources.inputs, &name).map(Arc::new).map_err(Arc::new);
            send(Report::Proposed { proposal });
        }
        Job::SaveMap { ticket, name, text, replace } => {
            send(Report::MapSaved { ticket, outcome: save_map(resources.maps.as_deref(), &name, &text, replace) });
        }
        Job::Search { ticket, data: Data::Local(dataset), mut request, kept } => {
            if request.query.asks_marks() {
                request.marked = resources.marked(&kept, &dataset);
            }
            let mut answered = |answer| {
                send(Report::Answered { ticket, data: Data::Local(Arc::clone(&dataset)), answer: Arc::new(answer) });
            };
            if let Some(answer) = query::answer_in_steps(&dataset, &request, control, &mut answered) {
                answered(answer);
            }
        }
        Job::ReadTyped { ticket, data: Data::Local(dataset), typed, cursor, lang } => {
            let before = typed.get(..cursor).unwrap_or_default();
            let (completion, fault) = (query::complete(&dataset, before, lang), query::fault(&dataset, &typed, false));
            send(Report::TypedRead { ticket, completion, fault });
        }
        Job::Preview { ticket, data: Data::Local(dataset), mut request, kept } => {
            if request.query.asks_marks() {
                request.marked = resources.marked(&kept, &dataset);
            }
            if let Some(answer) = query::answer(&dataset, &request, stop) {
                send(Report::Previewed { ticket, data: Data::Local(dataset), answer: Arc::new(answer) });
            }
        }
        Job::CountTime { ticket, data: Data::Local(dataset), answer, columns, zoom } => {
            let histogram = answer.over_time(columns, zoom);
            let lanes = answer.rows.lanes().map(|lanes| Arc::new(lanes.over_time(&dataset, columns, zoom)));
            send(Report::TimeCounted { ticket, histogram, lanes });
        }
        Job::CountPairs { ticket, data: Data::Local(dataset), answer, square } => {
            let events = dataset.numbers_of(answer.events.whole());
            let matrix = Arc::new(Matrix::new(&dataset, &events, square));
            send(Report::PairsCounted { ticket, matrix });
        }
        Job::ListCell { ticket, data: Data::Local(dataset), answer, cell, .. } => {
            let events = Arc::new(query::cell_events(&dataset, &answer, &cell));
            send(Report::CellListed { ticket, events });
        }
        Job::ReadDetail { ticket, data: Data::Local(dataset), target, answer, .. } => {
            let within = answer.as_deref().map(|answer| (&answer.query, answer.events.whole()));
            let detail = query::detail_within(&dataset, &target, within).map(Arc::new).map_err(Arc::new);
            send(Report::DetailRead { ticket, detail });
        }
        Job::ReadRows { ticket, data: Data::Local(dataset), events } => {
            // The detail says why an event cannot be read.
            let read = |id| Arc::new(quotes::told(&dataset, id).unwrap_or_default());
            let told = events.into_iter().map(|id| (id, read(id))).collect();
            send(Report::RowsRead { ticket, told });
        }
        Job::CountStrips { ticket, data: Data::Local(dataset), answer, people, columns, zoom, most } => {
            let listed = (answer.events.whole(), answer.rows.people());
            let strips = query::people::strips(&dataset, listed, &people, (columns, zoom), most);
            send(Report::StripsCounted { ticket, strips });
        }
        Job::Export { ticket, data: Data::Local(dataset), query, kept, view, lang, name, replace } => {
            let marked = resources.marked(&kept, &dataset);
            let source = listing::source_name(&dataset, &resources.inputs, lang);
            let outcome = match protected(&name, &resources.inputs) {
                Some(reason) => Some(Exported::Refused(reason)),
                None => export(&dataset, &query, marked, (view, lang, &source), (&name, replace), stop),
            };
            if let Some(outcome) = outcome {
                send(Report::Exported { ticket, outcome });
            }
        }
        Job::WritePicture { ticket, name, replace, text } => {
            let outcome = match protected(&name, &resources.inputs) {
                Some(reason) => Some(Exported::Refused(reason)),
                None => write_picture(&name, replace, &text, stop),
            };
            if let Some(outcome) = outcome {
                send(Report::Exported { ticket, outcome });
            }
        }
        Job::OpenAddress(url) => {
            let opened = web_address(&url).and_then(|address| {
                open::that_detached(address)
                    .map_err(|error| refused(&url, NotOpened::System { why: SystemFault::of(&error) }))?;
                Ok(sanitise_line(&url).into_owned())
            });
            send(Report::AddressOpened(opened.map_err(Arc::new)));
        }
        Job::ReadKept => {
            if let Some(store) = &resources.state {
                send(Report::KeptRead(store.read().map_err(Arc::new)));
            }
        }
        Job::Keep { ticket, changes } => {
            let written = resources.state.as_ref().map(|store| store.write(&changes)).transpose();
            send(Report::KeptWritten { ticket, outcome: written.map_err(Arc::new) });
        }
        // What is being done was told to stop.
        Job::GiveUp => {}
        // All of the rows are here.
        Job::ReadWindow { data: Data::Local(_), .. } => {}
        #[cfg(feature = "store")]
        job => stored::perform(job, resources, send, control),
    }
}

/// A map for the input that messages call so.
fn proposed(inputs: &[Input], name: &str) -> Result<Proposal> {
    let files = folders::expand(inputs)?;
    let named = files.iter().find(|input| input.name() == name).and_then(Input::path);
    let unknown = || Error::NeedsMap { name: name.to_owned(), what: Unmapped::NotTwice };
    let path = named.ok_or_else(unknown)?;
    propose(name, &|| Packing::open(path))
}

/// Saves a map in the user's folder.
fn save_map(folder: Option<&Path>, name: &str, text: &str, replace: bool) -> Exported {
    let Some(folder) = folder else {
        return Exported::Refused(Notice::NoMapFolder);
    };
    let shown = sanitise_line(name).into_owned();
    match maps::keep(folder, name, text, replace) {
        None => Exported::Refused(Notice::BadMapName { name: shown }),
        Some(Ok(path)) => {
            Exported::Written(Notice::MapSaved { path: sanitise_line(&path.to_string_lossy()).into_owned() })
        }
        Some(Err(error)) if error.kind() == io::ErrorKind::AlreadyExists => Exported::Exists(shown),
        Some(Err(source)) => {
            let error = Error::Write { name: sanitise_line(&folder.to_string_lossy()).into_owned(), source };
            Exported::Refused(refusal(&error))
        }
    }
}

/// The arguments that name these inputs on a command line.
pub fn arguments(inputs: &[Input]) -> Vec<OsString> {
    let argument = |input: &Input| match (input.path(), input.is_stdin()) {
        (None, false) => None,
        (None, true) => Some(OsString::from("-")),
        // It would be read as an option, or as standard input.
        (Some(path), _) if path.as_os_str().as_encoded_bytes().starts_with(b"-") => {
            Some(Path::new(".").join(path).into_os_string())
        }
        (Some(path), _) => Some(path.to_owned().into_os_string()),
    };
    #[cfg(feature = "store")]
    if let [Input::Stream(stream)] = inputs {
        return stream.arguments.clone();
    }
    let map = inputs.first().and_then(|input| input.maps().chosen.as_ref());
    let map = map.map(|(words, _)| ["--map".into(), OsString::from(words)]);
    map.into_iter().flatten().chain(inputs.iter().filter_map(argument)).collect()
}

/// Writes what `oreline list` prints for a view and a query, in the format that the file's ending names. `None` when it
/// was stopped before the file was there.
fn export(
    dataset: &Dataset,
    query: &Query,
    marked: Arc<Marked>,
    (view, lang, source): (View, Lang, &str),
    (name, replace): (&str, bool),
    stop: &dyn Fn() -> bool,
) -> Option<Exported> {
    let path = path_of(name);
    let shown = sanitise_line(name).into_owned();
    let Some(format) = file::format_of(&path) else {
        let [first @ .., last] = &file::ENDINGS;
        let (first, last) = (first.join(", ."), (*last).to_owned());
        return Some(Exported::Refused(Notice::EndingIsNoFormat { name: shown, first, last }));
    };
    let write = |out: &mut dyn Write| {
        let answer = listing::answer(dataset, query, marked, (view, lang))?;
        listing::write(dataset, &answer, (lang, source), format, Terminal::default(), out)
    };
    written((name, replace), stop, write, |count, place| {
        let what = count.noun.count(count.number);
        if dataset.progress().phase == Phase::Ready {
            Notice::Written { what, place }
        } else {
            Notice::WrittenSoFar { what, place }
        }
    })
}

/// Writes a picture to a file.
fn write_picture(name: &str, replace: bool, text: &str, stop: &dyn Fn() -> bool) -> Option<Exported> {
    let cannot = |source| Error::Write { name: sanitise_line(name).into_owned(), source };
    let write = |out: &mut dyn Write| out.write_all(text.as_bytes()).map_err(cannot);
    written((name, replace), stop, write, |(), place| Notice::PictureWritten { place })
}

/// The address when it may be opened: http or https, and nothing in it that a desktop's opener could take for
/// something else.
pub fn web_address(url: &str) -> Result<&str> {
    if host(url).is_none() {
        let lacks = if has_web_scheme(url) { NotOpened::NoHost } else { NotOpened::NoWeb };
        Err(refused(url, lacks))
    } else if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Err(refused(url, NotOpened::Blanks))
    } else {
        Ok(url)
    }
}

fn refused(url: &str, reason: NotOpened) -> Error {
    Error::OpenAddress { url: sanitise_line(url).into_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Tongue, Ui};

    #[test]
    fn the_box_offers_what_is_written() {
        let offered: Vec<&str> = crate::app::popup::FILE_FORMATS.iter().map(|format| format.ending).collect();
        let mut written = file::ENDINGS.to_vec();
        assert!(offered.iter().all(|ending| written.contains(ending)), "{offered:?}");
        written.retain(|ending| !offered.contains(ending));
        assert!(written.is_empty(), "{written:?}");
    }

    #[test]
    fn inputs_are_named_as_a_user_would() {
        let inputs = [Input::Path("a.json".into()), Input::Stdin, Input::Path("-x".into()), Input::Path("./-".into())];
        assert_eq!(arguments(&inputs), ["a.json", "-", "./-x", "./-"]);
        assert!(arguments(&[Input::Bundled]).is_empty());
    }

    #[test]
    fn only_web_addresses_are_opened() {
        for url in ["https://orda.kz/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG/"] {
            assert_eq!(web_address(url).unwrap(), url);
        }
        let refused = [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "example.org",
            "--help",
            "",
            "http",
            "https://",
            "https:///etc/passwd",
            "https://user@/etc/passwd",
            "https://:443/",
            "https://example.org/ --new-window",
            "https://example.org/\u{1b}[2J",
            "ht\u{430}tp://example.org",
        ];
        for url in refused {
            let error = web_address(url).unwrap_err().to_string();
            assert!(error.starts_with("did not open "), "{url}: {error}");
            assert!(!error.contains('\u{1b}'), "{url}");
        }
    }

    #[test]
    fn why_nothing_was_written_or_opened_is_said_in_each_language() {
        let [en, ru] = Tongue::ALL.map(Ui::new);
        let folder = tempfile::tempdir().unwrap();
        let said = |outcome: &Exported, ui: Ui| match outcome {
            Exported::Refused(notice) => ui.say(notice).to_string(),
            other => panic!("{other:?}"),
        };
        let gone = folder.path().join("gone/a.svg").to_string_lossy().into_owned();
        let here = folder.path().to_string_lossy().into_owned();
        for (name, english, russian) in [
            (
                &gone,
                "No such file or directory (os error 2); name a folder that is there",
                "такого файла или папки нет (код 2); нужна существующая папка",
            ),
            (&here, "it is a folder; choose another name", "это папка; нужно другое имя"),
        ] {
            let outcome = write_picture(name, true, "x", &|| false).unwrap();
            assert_eq!(said(&outcome, en), format!("cannot write {name}: {english}"));
            assert_eq!(said(&outcome, ru), format!("не удалось записать {name}: {russian}"));
        }
        for (url, english, russian) in [
            ("https://", "it names no host", "в нём нет имени сервера"),
            ("file:///a", "only http and https addresses are opened", "открываются только адреса http и https"),
            (
                "https://a.example/ b",
                "it has blanks or control characters in it",
                "в нём есть пробелы или управляющие знаки",
            ),
        ] {
            let error = web_address(url).unwrap_err();
            assert_eq!(en.say(&error).to_string(), format!("did not open {url}: {english}"));
            assert_eq!(ru.say(&error).to_string(), format!("адрес {url} не открыт: {russian}"));
        }
    }
}
