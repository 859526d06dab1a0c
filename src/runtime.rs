//! The browser in a terminal: the only file that knows the terminal, threads and signals.
//!
//! Threads that block (keys, signals, work) send into one channel; the loop here changes the state, hands on what is
//! asked for, and draws a frame when something has changed. There is no timer: idle means that everything blocks.

mod ground;
mod input;
mod restart;
mod terminal;
mod wake;
mod workers;

use std::collections::{BTreeSet, VecDeque};
use std::io::{IsTerminal, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::layout::Size;
use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
    SIGXFSZ,
};
use signal_hook::iterator::Signals;

use crate::app::{App, Command, Effect, Exported, Job, Message, Report, Settings, keymap};
use crate::catalogue::{Notice, Noun, SystemFault, Ui};
use crate::error::{Error, Result};
use crate::state::{Change, Origin};
use crate::text::sanitise_line;
pub use crate::worker::Resources;
use crate::{clock, ui, worker};

pub(crate) use restart::with_tunables;
use terminal::Screen;
use wake::{Typed, Wake};
use workers::Workers;

/// What the browser is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is read, and where the index, the user's work and maps are kept.
    pub resources: Resources,
    /// How it starts and looks.
    pub settings: Settings,
    /// Whether the terminal is asked for its background.
    pub asks_ground: bool,
}

/// How the loop ended.
enum End {
    Quit,
    Signal(i32),
    Failed(Arc<Error>),
}

/// Runs the browser until the user quits or a signal ends it. The terminal is as it was before, whatever happens.
/// Fails when there is no terminal, when it cannot be written, or when nothing could be read.
pub fn run(options: Options) -> Result<ExitCode> {
    require_terminal()?;
    with_tunables(&options.resources.inputs);
    let (sender, receiver) = channel();
    // Before the screen is taken: a signal must never find it taken and unwatched.
    watch_signals(sender.clone())?;
    let mut screen = Screen::take().map_err(|error| unusable(&error))?;
    let (end, said) = browse(options, &mut screen, &sender, &receiver);
    drop(screen);
    terminal::tell_again();
    for words in said {
        // When nobody reads it, nobody wants to know.
        let _ = writeln!(std::io::stderr(), "oreline: {words}");
    }
    match end? {
        End::Quit => Ok(ExitCode::SUCCESS),
        // As a shell reports a program that a signal ended.
        End::Signal(signal) => Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))),
        End::Failed(error) => Err(Arc::into_inner(error).unwrap_or(Error::Terminal(Notice::DataNotRead))),
    }
}

/// How it ended, and what is to be said of what was being written then.
type Ended = (Result<End>, Vec<String>);

fn browse(options: Options, screen: &mut Screen, sender: &Sender<Wake>, receiver: &Receiver<Wake>) -> Ended {
    let data = worker::arguments(&options.resources.inputs);
    let mut settings =
        Settings { data, origin: Origin::of(&options.resources.inputs), proposes: true, ..options.settings };
    // Before keys are read, so that the answer is not taken for one.
    let mut typed = Vec::new();
    if options.asks_ground {
        (settings.ground, typed) = ground::ask();
    }
    let workers = input::watch(sender, typed).and_then(|()| Workers::start(options.resources, sender));
    let (workers, size) = match workers.and_then(|workers| Ok((workers, screen.size()?))) {
        Ok(ready) => ready,
        Err(error) => return (Err(unusable(&error)), Vec::new()),
    };
    let mut app = App::new(settings, size);
    let end = turn(&mut app, screen, &workers, receiver);
    let said = finish(&mut app, &workers, receiver);
    (end, said)
}

/// Waits for what is being written, however the browser has ended; returns what is to be said of it.
fn finish(app: &mut App, workers: &Workers, receiver: &Receiver<Wake>) -> Vec<String> {
    let mut reason = if workers.finish_keeping() { Notice::NotWritten } else { Notice::DiskSilent };
    let dropped = workers.finish_exports();
    let mut said = Vec::new();
    for wake in receiver.try_iter() {
        match wake {
            Wake::Report(report @ Report::KeptWritten { .. }) => {
                if let Report::KeptWritten { outcome: Err(error), .. } = &report {
                    reason = Notice::Words { words: app.ui().say(&**error).to_string() };
                }
                // There is nothing left to draw.
                app.update(report.into());
            }
            Wake::Report(Report::Exported { outcome: Exported::Refused(reason), .. }) => {
                said.push(reason);
            }
            Wake::Report(Report::Exported { outcome: Exported::Exists(name), .. }) => {
                said.push(Notice::FileExists { name });
            }
            _ => {}
        }
    }
    let dropped = dropped.iter().map(|name| sanitise_line(name).into_owned());
    said.extend(dropped.map(|name| Notice::ExportDropped { name }));
    let ui = app.ui();
    said.extend(lost(&app.unwritten(), ui).map(|of| Notice::ChangesLost { reason: Box::new(reason), of }));
    said.iter().map(|notice| ui.say(notice).to_string()).collect()
}

/// What of the user's is lost with these changes, if anything is.
fn lost(changes: &[Change], ui: Ui) -> Option<String> {
    let count =
        |names: BTreeSet<&str>, noun: Noun| (!names.is_empty()).then(|| ui.say(&noun.count(names.len())).to_string());
    let bookmarks = changes.iter().filter_map(|change| match change {
        Change::Bookmark { key, .. } => Some(key.id.as_str()),
        _ => None,
    });
    let notes = changes.iter().filter_map(|change| match change {
        Change::Note { key, .. } => Some(key.id.as_str()),
        _ => None,
    });
    let views = changes.iter().filter_map(|change| match change {
        Change::View { name, .. } => Some(name.as_str()),
        _ => None,
    });
    let kinds =
        [(bookmarks.collect(), Noun::Bookmark), (notes.collect(), Noun::OwnNote), (views.collect(), Noun::SavedView)];
    // That a mark was moved is found again with its record.
    let kinds: Vec<String> = kinds.into_iter().filter_map(|(names, one)| count(names, one)).collect();
    (!kinds.is_empty()).then(|| kinds.join(", "))
}

fn turn(app: &mut App, screen: &mut Screen, workers: &Workers, receiver: &Receiver<Wake>) -> Result<End> {
    let effects = app.start();
    if let Some(end) = perform(effects, app, workers, screen)? {
        return Ok(end);
    }
    draw(app, screen, workers)?;
    let mut ahead = VecDeque::new();
    while let Ok(first) = receiver.recv() {
        // Everything that is there already is taken before one frame is drawn.
        let mut changed = false;
        let today = clock::today();
        if today != app.settings().today {
            let effects = app.update(Message::Today(today));
            if let Some(end) = perform(effects, app, workers, screen)? {
                return Ok(end);
            }
        }
        for wake in std::iter::once(first).chain(receiver.try_iter()) {
            let message = match wake {
                Wake::Typed(Typed::Resize(size)) => Some(Message::Resize(size)),
                Wake::Typed(typed)
                    if !ahead.is_empty() && !quits(app, &typed) && !gives_up(app, &typed) || waits(app, &typed) =>
                {
                    ahead.push_back(typed);
                    None
                }
                Wake::Typed(typed) => meaning(app, typed),
                Wake::Report(report) => Some(report.into()),
                Wake::Signal(SIGCONT) => {
                    screen.retake().map_err(|error| unusable(&error))?;
                    changed = true;
                    None
                }
                Wake::Signal(SIGTSTP) if screen.has_just_come_back() => None,
                Wake::Signal(SIGTSTP) => Some(Command::Suspend.into()),
                Wake::Signal(signal) => return end_by(signal, app, workers, screen),
                Wake::HungUp => return end_by(SIGHUP, app, workers, screen),
            };
            let mut next = message;
            while let Some(message) = next {
                changed = true;
                let effects = app.update(message);
                if let Some(end) = perform(effects, app, workers, screen)? {
                    return Ok(end);
                }
                next = None;
                while next.is_none() && ahead.front().is_some_and(|typed| !waits(app, typed)) {
                    next = ahead.pop_front().and_then(|typed| meaning(app, typed));
                }
            }
        }
        if changed {
            draw(app, screen, workers)?;
        }
    }
    Ok(End::Quit)
}

/// Ends as if the user had quit: what could not be written before is tried once more.
fn end_by(signal: i32, app: &mut App, workers: &Workers, screen: &mut Screen) -> Result<End> {
    HEARD.store(true, Ordering::SeqCst);
    let effects = app.update(Command::Quit.into());
    perform(effects, app, workers, screen)?;
    Ok(End::Signal(signal))
}

/// What was typed, as the browser's keys are now; `None` when it means nothing.
fn meaning(app: &App, typed: Typed) -> Option<Message> {
    match typed {
        Typed::Key(key) => keymap::resolve(app.mode(), key),
        Typed::Paste(text) => Some(Message::Paste(text)),
        Typed::Mouse(pointer) => Some(Message::Point(pointer)),
        Typed::Resize(size) => Some(Message::Resize(size)),
    }
}

/// Whether what was typed is to wait, because it was meant for rows, values or a record that are not there yet; to quit
/// never waits.
fn waits(app: &App, typed: &Typed) -> bool {
    let message = match typed {
        Typed::Key(key) => keymap::resolve(app.mode(), *key),
        _ => None,
    };
    let awaits =
        |message: Message| app.awaits_record(&message) || app.awaits_values(&message) || app.awaits_typed(&message);
    !quits(app, typed) && !gives_up(app, typed) && (app.awaits_rows() || message.is_some_and(awaits))
}

fn quits(app: &App, typed: &Typed) -> bool {
    matches!(typed, Typed::Key(key) if matches!(keymap::resolve(app.mode(), *key), Some(Message::Command(Command::Quit))))
}

/// Whether a key gives up a search that has been asked for long.
fn gives_up(app: &App, typed: &Typed) -> bool {
    let is_leaving = |key| matches!(keymap::resolve(app.mode(), key), Some(Message::Command(Command::LeaveLayer)));
    app.asking().is_some() && matches!(typed, Typed::Key(key) if is_leaving(*key))
}

/// Hands on what is asked for; the end, when that is what is asked for.
fn perform(effects: Vec<Effect>, app: &App, workers: &Workers, screen: &mut Screen) -> Result<Option<End>> {
    for effect in effects {
        match effect {
            Effect::Job(job) => workers.assign(job),
            Effect::Picture { ticket, name, replace } => {
                workers.assign(Job::WritePicture { ticket, name, replace, text: ui::picture(app) });
            }
            Effect::Copy(text) => screen.copy(&text).map_err(|error| unusable(&error))?,
            Effect::CaptureMouse(on) => screen.capture_mouse(on).map_err(|error| unusable(&error))?,
            Effect::Suspend => screen.suspend().map_err(|error| unusable(&error))?,
            Effect::Quit => return Ok(Some(End::Quit)),
            Effect::Fail(error) => return Ok(Some(End::Failed(error))),
        }
    }
    Ok(None)
}

fn draw(app: &mut App, screen: &mut Screen, workers: &Workers) -> Result<()> {
    // The frame has the size that the terminal has now; the news of it may still be under way.
    let size = screen.size().map_err(|error| unusable(&error))?;
    if size != app.size() {
        let effects = app.update(Message::Resize(size));
        perform(effects, app, workers, screen)?;
    }
    screen.draw(|frame| ui::view(app, frame)).map_err(|error| unusable(&error))
}

/// Columns of the terminal; `None` when it does not say.
pub fn terminal_width() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns))
}

/// A terminal means that standard output is one and `/dev/tty` opens.
fn require_terminal() -> Result<()> {
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Error::Terminal(Notice::DumbTerminal));
    }
    if !std::io::stdout().is_terminal() {
        return Err(Error::Terminal(Notice::NoTerminal));
    }
    std::fs::File::open("/dev/tty")
        .map(drop)
        .map_err(|error| Error::Terminal(Notice::NoTty { error: SystemFault::of(&error) }))
}

/// Whether the loop has heard of a signal that ends it.
static HEARD: AtomicBool = AtomicBool::new(false);

/// How long it may take to hear of it when the terminal takes no output: the loop hangs in a write to it.
const HEARING: Duration = Duration::from_secs(2);

/// Bytes of the stack of a thread that does next to nothing.
const SMALL: usize = 1 << 18;

/// The signals that end the program: those that ask for it, and others that would end it with the terminal as it is.
const ENDING: [i32; 9] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGXCPU, SIGALRM, SIGVTALRM, SIGUSR1, SIGUSR2];

fn watch_signals(sender: Sender<Wake>) -> Result<()> {
    let other = [SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ];
    terminal::heed_interrupts().map_err(|error| unusable(&error))?;
    let mut signals = Signals::new(ENDING.into_iter().chain(other)).map_err(|error| unusable(&error))?;
    let watch = move || {
        let mut ending = false;
        for signal in signals.forever() {
            // A file that may grow no more is an error of the write.
            if signal == SIGXFSZ {
                continue;
            }
            if signal == SIGWINCH {
                if let Ok((width, height)) = crossterm::terminal::size() {
                    let _ = sender.send(Wake::Typed(Typed::Resize(Size { width, height })));
                }
                continue;
            }
            let ends = ENDING.contains(&signal);
            let unheard = sender.send(Wake::Signal(signal)).is_err();
            // The second signal does not ask, and the first not a loop that hangs.
            if ends && (ending || unheard) {
                end_at_once(signal);
            }
            if ends {
                // Where there is no thread to be had, the second signal does it.
                let _ = std::thread::Builder::new().stack_size(SMALL).spawn(move || {
                    while !HEARD.load(Ordering::SeqCst) {
                        std::thread::sleep(HEARING);
                        if !HEARD.load(Ordering::SeqCst) && !terminal::takes_output() {
                            end_at_once(signal);
                        }
                    }
                });
            }
            ending |= ends;
        }
    };
    std::thread::Builder::new().stack_size(SMALL).spawn(watch).map(drop).map_err(|error| unusable(&error))
}

/// Ends the program without the loop, the terminal given back.
fn end_at_once(signal: i32) {
    terminal::end();
    std::process::exit(128 + signal);
}

fn unusable(error: &std::io::Error) -> Error {
    Error::Terminal(Notice::UnusableTerminal { error: SystemFault::of(error) })
}
