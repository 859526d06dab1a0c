//! Jobs about data of a store, which is asked and not read whole.
//!
//! What only all of the data tell is answered so, and who asked has them read. It knows nothing of the screen.

use super::resources::Resources;
use crate::app::{Job, Report, Ticket};
use crate::data::Data;
use crate::dataset::Dataset;
use crate::error::{Error, Result};
use crate::query::{self, Control, Histogram, Target, detail_within, quotes};
use crate::store::{Remote, Told};
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

/// An export with all of the data in place of those that are asked: a file has everything. Other jobs are as they were.
/// `None` when told to stop.
pub(super) fn brought(
    job: Job,
    resources: &Resources,
    stop: &dyn Fn() -> bool,
) -> std::result::Result<Option<Job>, (Ticket, Box<Error>)> {
    let Job::Export { ticket, data: Data::Remote(..), query, kept, view, lang, name, replace } = job else {
        return Ok(Some(job));
    };
    let whole = load_whole(resources, stop).map_err(|error| (ticket, Box::new(error)))?;
    let job = |whole: Arc<Dataset>| Job::Export { ticket, data: whole.into(), query, kept, view, lang, name, replace };
    Ok(whole.map(job))
}

/// Does a job about such data.
pub(super) fn perform(job: Job, send: &mut dyn FnMut(Report), control: &Control<'_>) {
    let stop = control.stop;
    match job {
        Job::Search { ticket, data: Data::Remote(remote, _), request, .. } => {
            let told = remote.answer(&request, stop);
            answered(told, &remote, ticket, stop, send, |data, answer| Report::Answered {
                ticket,
                data,
                answer: Arc::new(answer),
            });
        }
        Job::Preview { ticket, data: Data::Remote(remote, _), request, .. } => {
            // What cannot be told of a suggestion is not shown.
            if let Ok(Told::Answer(here, answer)) = remote.preview(&request, stop) {
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
            let counted = remote.over_time(&answer.query, (columns, zoom), stop);
            if let Ok(Some(histogram)) = counted {
                send(Report::TimeCounted { ticket, histogram, lanes: None });
            } else if !stop() {
                // Bars without numbers are better than those of another time.
                let histogram = Histogram { columns, zoom, ..Histogram::default() };
                send(Report::TimeCounted { ticket, histogram, lanes: None });
                send(Report::Unanswered { ticket, why: counted.err().map(Arc::new) });
            }
        }
        Job::ReadTyped { ticket, data: Data::Remote(remote, _), typed, cursor, lang } => {
            let before = typed.get(..cursor).unwrap_or_default();
            // What was read does not tell which values there are, nor how many events have one.
            let completion = query::complete(&Dataset::default(), before, lang);
            let fault = query::fault(&remote.here(), &typed, false);
            send(Report::TypedRead { ticket, completion, fault });
        }
        Job::ReadDetail { ticket, data: Data::Remote(remote, _), target, .. } => {
            read_detail(&remote, ticket, &target, stop, send);
        }
        Job::ReadRows { ticket, data: Data::Remote(remote, _), events } => {
            let here = remote.here();
            let read = |id| Arc::new(quotes::told(&here, id).unwrap_or_default());
            let told = events.into_iter().map(|id| (id, read(id))).collect();
            send(Report::RowsRead { ticket, told });
        }
        Job::CountPairs { ticket, .. } | Job::ListCell { ticket, .. } | Job::CountStrips { ticket, .. } => {
            send(Report::Unanswered { ticket, why: None });
        }
        _ => {}
    }
}

fn load_whole(resources: &Resources, stop: &dyn Fn() -> bool) -> Result<Option<Arc<Dataset>>> {
    if let Some(browsed) = &resources.browsed {
        browsed.require_few()?;
    }
    let go_on = &mut |_| if stop() { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) };
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

fn read_detail(
    remote: &Arc<Remote>,
    ticket: Ticket,
    target: &Target,
    stop: &dyn Fn() -> bool,
    send: &mut dyn FnMut(Report),
) {
    match remote.read_around(target) {
        Ok(Told::Answer(here, ())) => {
            send(Report::Seen { data: Data::Remote(Arc::clone(remote), Arc::clone(&here)) });
            let detail = detail_within(&here, target, None).map(Arc::new).map_err(Arc::new);
            send(Report::DetailRead { ticket, detail });
        }
        Ok(Told::Whole) => send(Report::Unanswered { ticket, why: None }),
        Ok(Told::Stopped) => {}
        Err(_) if stop() => {}
        Err(error) => send(Report::DetailRead { ticket, detail: Err(Arc::new(error)) }),
    }
}
