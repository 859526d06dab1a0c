//! The browser in a terminal: the only file that knows the terminal, threads and signals.
//!
//! Threads that block (keys, signals, work) send into one channel; the loop here changes the state, hands on what is
//! asked for, and draws a frame when something has changed. There is no timer: idle means that everything blocks.

mod input;
mod restart;
mod staff;
mod terminal;
mod wake;

use std::collections::VecDeque;
use std::io::{IsTerminal, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
use signal_hook::iterator::Signals;

use crate::app::{App, Command, Effect, Message, Report, Settings, keymap};
use crate::error::{Error, Result};
use crate::load::{Cache, Input};
use crate::state::{Origin, Store};
use crate::worker::Means;
use crate::{ui, worker};

use staff::Staff;
use terminal::Screen;
use wake::{Typed, Wake};

/// What the browser is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What to read.
    pub inputs: Vec<Input>,
    /// Where the index of a large file is kept; `None` keeps none.
    pub cache: Option<Cache>,
    /// Where what the user makes is kept; `None` keeps it until the end only.
    pub state: Option<Store>,
    /// How it starts and looks.
    pub settings: Settings,
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
    restart::with_tunables(&options.inputs);
    let (sender, receiver) = channel();
    // Before the screen is taken: a signal must never find it taken and unwatched.
    watch_signals(sender.clone())?;
    let mut screen = Screen::take().map_err(|error| unusable(&error))?;
    let (end, lost) = browse(options, &mut screen, &sender, &receiver);
    drop(screen);
    if let Some(reason) = lost {
        // When nobody reads it, nobody wants to know.
        let _ = writeln!(std::io::stderr(), "oreline: {reason}; the last changes of bookmarks and notes are lost");
    }
    match end? {
        End::Quit => Ok(ExitCode::SUCCESS),
        // As a shell reports a program that a signal ended.
        End::Signal(signal) => Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))),
        End::Failed(error) => {
            Err(Arc::into_inner(error).unwrap_or_else(|| Error::Terminal("the data could not be read".to_owned())))
        }
    }
}

/// How it ended, and why the last of what the user has made was not written, if it was not.
type Ended = (Result<End>, Option<String>);

fn browse(options: Options, screen: &mut Screen, sender: &Sender<Wake>, receiver: &Receiver<Wake>) -> Ended {
    input::watch(sender);
    let data = worker::arguments(&options.inputs);
    let settings = Settings { data, origin: Origin::of(&options.inputs), ..options.settings };
    let staff = Staff::hire(Means { inputs: options.inputs, cache: options.cache, state: options.state }, sender);
    let end = match screen.size() {
        Ok(size) => turn(App::new(settings, size), screen, &staff, receiver),
        Err(error) => Err(unusable(&error)),
    };
    // However it ended.
    if !staff.finish_keeping() {
        return (end, Some("the disk does not answer".to_owned()));
    }
    let outcome = |wake| match wake {
        Wake::Report(Report::KeptWritten { outcome, .. }) => Some(outcome.err()),
        _ => None,
    };
    // Each write has all that those before it could not.
    (end, receiver.try_iter().filter_map(outcome).last().flatten())
}

fn turn(mut app: App, screen: &mut Screen, staff: &Staff, receiver: &Receiver<Wake>) -> Result<End> {
    if let Some(end) = perform(app.start(), staff, screen)? {
        return Ok(end);
    }
    draw(&mut app, screen, staff)?;
    let mut ahead = VecDeque::new();
    while let Ok(first) = receiver.recv() {
        // Everything that is there already is taken before one frame is drawn.
        let mut changed = false;
        for wake in std::iter::once(first).chain(receiver.try_iter()) {
            let message = match wake {
                Wake::Typed(Typed::Resize(size)) => Some(Message::Resize(size)),
                Wake::Typed(typed) if !ahead.is_empty() && !quits(&app, &typed) || waits(&app, &typed) => {
                    ahead.push_back(typed);
                    None
                }
                Wake::Typed(typed) => meaning(&app, typed),
                Wake::Report(report) => Some(report.into()),
                Wake::Signal(SIGCONT) => {
                    screen.retake().map_err(|error| unusable(&error))?;
                    changed = true;
                    None
                }
                Wake::Signal(SIGTSTP) if screen.has_just_come_back() => None,
                Wake::Signal(SIGTSTP) => Some(Command::Suspend.into()),
                Wake::Signal(signal) => return end_by(signal, &mut app, staff, screen),
                Wake::HungUp => return end_by(SIGHUP, &mut app, staff, screen),
            };
            let mut next = message;
            while let Some(message) = next {
                changed = true;
                if let Some(end) = perform(app.update(message), staff, screen)? {
                    return Ok(end);
                }
                next = None;
                while next.is_none() && ahead.front().is_some_and(|typed| !waits(&app, typed)) {
                    next = ahead.pop_front().and_then(|typed| meaning(&app, typed));
                }
            }
        }
        if changed {
            draw(&mut app, screen, staff)?;
        }
    }
    Ok(End::Quit)
}

/// Ends as if the user had quit: what could not be written before is tried once more.
fn end_by(signal: i32, app: &mut App, staff: &Staff, screen: &mut Screen) -> Result<End> {
    perform(app.update(Command::Quit.into()), staff, screen)?;
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
    let awaits = |message: Message| app.awaits_record(&message) || app.awaits_values(&message);
    !quits(app, typed) && (app.awaits_rows() || message.is_some_and(awaits))
}

fn quits(app: &App, typed: &Typed) -> bool {
    matches!(typed, Typed::Key(key) if matches!(keymap::resolve(app.mode(), *key), Some(Message::Command(Command::Quit))))
}

/// Hands on what is asked for; the end, when that is what is asked for.
fn perform(effects: Vec<Effect>, staff: &Staff, screen: &mut Screen) -> Result<Option<End>> {
    for effect in effects {
        match effect {
            Effect::Job(job) => staff.assign(job),
            Effect::Copy(text) => screen.copy(&text).map_err(|error| unusable(&error))?,
            Effect::CaptureMouse(on) => screen.capture_mouse(on).map_err(|error| unusable(&error))?,
            Effect::Suspend => screen.suspend().map_err(|error| unusable(&error))?,
            Effect::Quit => return Ok(Some(End::Quit)),
            Effect::Fail(error) => return Ok(Some(End::Failed(error))),
        }
    }
    Ok(None)
}

fn draw(app: &mut App, screen: &mut Screen, staff: &Staff) -> Result<()> {
    // The frame has the size that the terminal has now; the news of it may still be under way.
    let size = screen.size().map_err(|error| unusable(&error))?;
    if size != app.size() {
        perform(app.update(Message::Resize(size)), staff, screen)?;
    }
    screen.draw(|frame| ui::view(app, frame)).map_err(|error| unusable(&error))
}

/// Columns of the terminal; `None` when it does not say.
pub fn terminal_width() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns))
}

/// A terminal means that standard output is one and `/dev/tty` opens.
fn require_terminal() -> Result<()> {
    let instead = "use `oreline list`, `oreline show ID`, or `oreline --print 120x40`";
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Error::Terminal(format!("the browser cannot draw on TERM=dumb; {instead}")));
    }
    if !std::io::stdout().is_terminal() {
        return Err(Error::Terminal(format!("standard output is no terminal; {instead}")));
    }
    std::fs::File::open("/dev/tty")
        .map(drop)
        .map_err(|error| Error::Terminal(format!("cannot open /dev/tty: {error}; {instead}")))
}

fn watch_signals(sender: Sender<Wake>) -> Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGXFSZ])
        .map_err(|error| unusable(&error))?;
    std::thread::spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            // A file that may grow no more is an error of the write.
            if signal == SIGXFSZ {
                continue;
            }
            let ends = matches!(signal, SIGTERM | SIGHUP | SIGINT | SIGQUIT);
            let unheard = sender.send(Wake::Signal(signal)).is_err();
            // The loop may hang in a write to a terminal that no longer takes any: the second signal does not ask.
            if ends && (ending || unheard) {
                terminal::restore();
                std::process::exit(128 + signal);
            }
            ending |= ends;
        }
    });
    Ok(())
}

fn unusable(error: &std::io::Error) -> Error {
    Error::Terminal(format!("cannot use the terminal: {error}"))
}
