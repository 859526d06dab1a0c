//! Jobs about data of a store, which is asked and not read whole.
//!
//! What only all of the data tell is answered so, and who asked has them read. It knows nothing of the screen.

use super::named_file::{protected, refusal, written};
use super::resources::Resources;
use crate::app::{Exported, Job, Report, Ticket};
use crate::catalogue::Notice;
use crate::data::Data;
use crate::dataset::{Dataset, Wanted};
use crate::error::{Error, Result};
use crate::export::{Format, Terminal, file, listing};
use crate::load::{Input, Stream};
use crate::query::{self, Control, Histogram, Query, Request, Target, View, Zoom, quotes};
use crate::state::{Kept, RecordKind};
use crate::store::{Around, Remote, Told, Wait};
use std::cell::RefCell;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// Opens data that are asked; says whether they are opened, or cannot be. Those that are few, or wanted whole, are not.
pub(super) fn open(job: &Job, resources: &Resources, send: &mut dyn FnMut(Report)) -> bool {
    let (Job::Load { ticket, is_whole, .. }, Some(browsed)) = (job, &resources.browsed) else { return false };
    let ticket = *ticket;
    let opened = if *is_whole { browsed.require_few().map(|()| None) } else { browsed.open() };
    match opened {
        Ok(None) => return false,
        Ok(Some(remote)) => {
            let here = remote.here();
            send(Report::Loaded { ticket, data: Data::Remote(Arc::new(remote), here) });
        }
        Err(reason) => send(Report::LoadFailed { ticket, reason: Arc::new(reason) }),
    }
    true
}

/// Exports what a view lists of data that are asked, some at a time; says whether it was done so, or is not to be done.
pub(super) fn exported(
    job: &Job,
    resources: &Resources,
    send: &mut dyn FnMut(Report),
    stop: &dyn Fn() -> bool,
) -> bool {
    let Job::Export { ticket, data: Data::Remote(remote, _), query, kept, view, lang, name, replace } = job else {
        return false;
    };
    let (view, format) = (view.listed(), file::format_of(Path::new(name)));
    let Some(format) = format.filter(|format| listing::takes_portions(view, *format)) else { return false };
    let mut request = Request { query: query.clone(), view, lang: *lang, ..Request::default() };
    let marks = |dataset: &Dataset| resources.marked(kept, dataset);
    let listed =
        mark(&mut request, remote, kept, resources).and_then(|()| remote.listing(&request, &marks, None, stop));
    let outcome = match (protected(name, &resources.inputs), listed) {
        (Some(reason), _) => Some(Exported::Refused(reason)),
        (None, Ok(Told::Answer(_, mut listed))) => {
            let write = |out: &mut dyn Write| {
                listing::write_portions(&mut listed, (view, *lang), format, Terminal::default(), out)
            };
            written((name, *replace), stop, write, |count, place| Notice::Written {
                what: count.noun.count(count.number),
                place,
            })
        }
        (None, Ok(Told::Whole)) => return false,
        (None, Ok(Told::Stopped)) => None,
        (None, Err(_)) if stop() => None,
        (None, Err(error)) => Some(Exported::Refused(refusal(&error))),
    };
    if let Some(outcome) = outcome {
        send(Report::Exported { ticket: *ticket, outcome });
    }
    true
}

/// An export with the data in place of those that are asked, or with the part of them that the query may select, where rows say
/// what stands in these events. Other jobs are as they were. `None` when told to stop.
pub(super) fn brought(
    job: Job,
    resources: &Resources,
    stop: &dyn Fn() -> bool,
) -> std::result::Result<Option<Job>, (Ticket, Box<Error>)> {
    let Job::Export { ticket, data: Data::Remote(..), query, kept, view, lang, name, replace } = job else {
        return Ok(Some(job));
    };
    let is_of_rows = matches!(file::format_of(Path::new(&name)), Some(Format::Rows(_) | Format::Records(_)));
    let wanted = match view {
        View::Events | View::Quotes if is_of_rows => query::wanted(&query),
        _ => Wanted::All,
    };
    let whole = load_wanted(resources, wanted, &query, stop).map_err(|error| (ticket, Box::new(error)))?;
    let job = |whole: Arc<Dataset>| Job::Export { ticket, data: whole.into(), query, kept, view, lang, name, replace };
    Ok(whole.map(job))
}

/// Does a job about such data.
pub(super) fn perform(job: Job, resources: &Resources, send: &mut dyn FnMut(Report), control: &Control<'_>) {
    let stop = control.stop;
    match job {
        Job::Search { ticket, data: Data::Remote(remote, _), mut request, kept } => {
            let reports = RefCell::new(&mut *send);
            let tell = |seconds| (reports.borrow_mut())(Report::Asking { ticket, seconds });
            let wait = Wait { stop, tell: &tell };
            let mut so_far = |here, answer| {
                let data = Data::Remote(Arc::clone(&remote), here);
                (reports.borrow_mut())(Report::Answered { ticket, data, answer: Arc::new(answer) });
            };
            let told = mark(&mut request, &remote, &kept, resources)
                .and_then(|()| remote.answer_in_steps(&request, &wait, control.due, &mut so_far));
            answered(told, &remote, ticket, stop, send, |data, answer| Report::Answered {
                ticket,
                data,
                answer: Arc::new(answer),
            });
        }
        Job::Preview { ticket, data: Data::Remote(remote, _), mut request, kept } => {
            if mark(&mut request, &remote, &kept, resources).is_err() {
                return;
            }
            // What cannot be told of a suggestion is not shown.
            if let Ok(Told::Answer(here, answer)) = remote.preview(&request, &Wait { stop, tell: &|_| {} }) {
                let data = Data::Remote(remote, here);
                send(Report::Previewed { ticket, data, answer: Arc::new(answer) });
            }
        }
        Job::ReadWindow { ticket, data: Data::Remote(remote, _), answer, places } => {
            let told = remote.with_rows(&answer, places, stop);
            answered(told, &remote, ticket, stop, send, |data, answer| Report::RowsCame {
                ticket,
                data,
                answer: Arc::new(answer),
            });
        }
        Job::CountTime { ticket, data: Data::Remote(remote, _), answer, columns, zoom } => {
            let counted = remote.over_time(&answer.query, (columns, zoom), stop).and_then(|histogram| {
                let lanes = remote.lanes_again(&answer, (columns, zoom), stop)?;
                Ok(histogram.map(|histogram| (histogram, lanes)))
            });
            if let Ok(Some((histogram, lanes))) = counted {
                send(Report::TimeCounted { ticket, histogram, lanes });
            } else if !stop() {
                // Bars without numbers are better than those of another time.
                let histogram = Histogram { columns, zoom, ..Histogram::default() };
                send(Report::TimeCounted { ticket, histogram, lanes: None });
                send(Report::Unanswered { ticket, why: counted.err().map(Arc::new) });
            }
        }
        Job::ReadTyped { ticket, data: Data::Remote(remote, _), typed, cursor, lang } => {
            let before = typed.get(..cursor).unwrap_or_default();
            let completion = match remote.complete(before, lang, stop) {
                Ok(Told::Answer(_, completion)) => completion,
                Ok(Told::Stopped) => return,
                Err(_) if stop() => return,
                // Why it is silent the rows say. The names of fields are known.
                Ok(Told::Whole) | Err(_) => query::complete(&Dataset::default(), before, lang),
            };
            let fault = query::fault(&remote.here(), &typed, false);
            send(Report::TypedRead { ticket, completion, fault });
        }
        Job::ReadDetail { ticket, data: Data::Remote(remote, _), target, answer, shown } => {
            let query = answer.as_deref().map(|answer| &answer.query);
            read_detail((&remote, ticket), &target, (query, shown), stop, send);
        }
        Job::ReadRows { ticket, data: Data::Remote(remote, _), events } => {
            let here = remote.here();
            let read = |id| Arc::new(quotes::told(&here, id).unwrap_or_default());
            let told = events.into_iter().map(|id| (id, read(id))).collect();
            send(Report::RowsRead { ticket, told });
        }
        Job::CountPairs { ticket, data: Data::Remote(remote, _), answer, square } => {
            let told = remote.matrix(&answer, square, stop);
            seen(told, &remote, ticket, stop, send, |matrix| Report::PairsCounted { ticket, matrix: Arc::new(matrix) });
        }
        Job::ListCell { ticket, data: Data::Remote(remote, _), answer, cell, rows } => {
            let told = remote.cell_events(&answer, &cell, &rows, stop);
            seen(told, &remote, ticket, stop, send, |events| Report::CellListed { ticket, events: Arc::new(events) });
        }
        Job::CountStrips { ticket, data: Data::Remote(remote, here), answer, people, columns, zoom, most } => {
            match remote.strips((&here, &answer), &people, (columns, zoom), most, stop) {
                Ok(Some(strips)) => send(Report::StripsCounted { ticket, strips }),
                _ if stop() => {}
                counted => send(Report::Unanswered { ticket, why: counted.err().map(Arc::new) }),
            }
        }
        _ => {}
    }
}

/// Reads the wanted part of the data, or all where that is not enough for the query; `None` when told to stop.
fn load_wanted(
    resources: &Resources,
    wanted: Wanted,
    query: &Query,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Arc<Dataset>>> {
    let go_on = &mut |_| if stop() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    if let ([Input::Stream(stream)], true) = (&resources.inputs[..], wanted != Wanted::All) {
        let part = Input::Stream(Stream { wanted, ..stream.clone() });
        let part = crate::dataset::load(&[part], go_on)?;
        if query::is_enough(&part, query) || stop() {
            return Ok((!stop()).then_some(part));
        }
    }
    if let Some(browsed) = &resources.browsed {
        browsed.require_few()?;
    }
    let dataset = crate::dataset::load(&resources.inputs, go_on)?;
    Ok((!stop()).then_some(dataset))
}

/// Sends an answer, or that there is none.
fn answered<T>(
    told: Result<Told<T>>,
    remote: &Arc<Remote>,
    ticket: Ticket,
    stop: &dyn Fn() -> bool,
    send: &mut dyn FnMut(Report),
    report: impl FnOnce(Data, T) -> Report,
) {
    match told {
        Ok(Told::Answer(here, told)) => send(report(Data::Remote(Arc::clone(remote), here), told)),
        Ok(Told::Whole) => send(Report::Unanswered { ticket, why: None }),
        Ok(Told::Stopped) => {}
        Err(_) if stop() => {}
        Err(error) => send(Report::Unanswered { ticket, why: Some(Arc::new(error)) }),
    }
}

/// Sends what was told about what was read meanwhile, which comes first; or that there is no answer.
fn seen<T>(
    told: Result<Told<T>>,
    remote: &Arc<Remote>,
    ticket: Ticket,
    stop: &dyn Fn() -> bool,
    send: &mut dyn FnMut(Report),
    report: impl FnOnce(T) -> Report,
) {
    match told {
        Ok(Told::Answer(here, told)) => {
            send(Report::Seen { data: Data::Remote(Arc::clone(remote), here) });
            send(report(told));
        }
        other => answered(other, remote, ticket, stop, send, |_, told| report(told)),
    }
}

fn read_detail(
    (remote, ticket): (&Arc<Remote>, Ticket),
    target: &Target,
    (query, shown): (Option<&Query>, (usize, Option<Zoom>)),
    stop: &dyn Fn() -> bool,
    send: &mut dyn FnMut(Report),
) {
    match remote.read_around(target, query, shown, stop) {
        Ok(Told::Answer(here, around)) => {
            send(Report::Seen { data: Data::Remote(Arc::clone(remote), Arc::clone(&here)) });
            let detail = match around {
                Around::Page(page) => Ok(*page),
                Around::Records => query::detail(&here, target),
            };
            let detail = detail.map(Arc::new).map_err(Arc::new);
            send(Report::DetailRead { ticket, detail });
        }
        Ok(Told::Whole) => send(Report::Unanswered { ticket, why: None }),
        Ok(Told::Stopped) => {}
        Err(_) if stop() => {}
        Err(error) => send(Report::DetailRead { ticket, detail: Err(Arc::new(error)) }),
    }
}

/// Looks up what the user has marked, when a query asks for it: these records are read first.
fn mark(request: &mut Request, remote: &Remote, kept: &Kept, resources: &Resources) -> Result<()> {
    if !request.query.asks_marks() {
        return Ok(());
    }
    let ids =
        |kind: RecordKind| kept.marks().iter().filter(move |(key, _)| key.kind == kind).map(|(key, _)| key.id.clone());
    let here = remote.read_marked(ids(RecordKind::Event).collect(), ids(RecordKind::Article).collect())?;
    request.marked = resources.marked(kept, &here);
    Ok(())
}
