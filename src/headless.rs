//! The browser without a terminal: keys in, frames out.
//!
//! `--print`, journeys and benches use it. It is the same state, keymap, worker and view as in a terminal; only what
//! is asked for is done at once and in order, without threads, clocks or sleeps. Nothing is opened on the desktop and
//! nothing is put on a clipboard: both are kept to be looked at. No index is kept on disk, and what the user makes only
//! where a test says so.

use std::collections::VecDeque;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use crate::app::keymap::{self, Key, KeyError, parse_keys};
use crate::app::pointer::{Act, Pointer};
use crate::app::{App, Effect, Job, Message, Report, Settings};
use crate::catalogue::Notice;
use crate::error::{Error, Result};
use crate::load::Input;
use crate::query::Control;
use crate::state::Origin;
use crate::worker::Resources;
use crate::{ui, worker};

/// A browser that is driven by calls.
pub struct Headless {
    app: App,
    resources: Resources,
    opened: Vec<String>,
    copied: Vec<String>,
    has_quit: bool,
    failure: Option<Error>,
}

impl Headless {
    /// Opens the inputs on a screen of `size` cells and waits until all of it is loaded. Fails when nothing can be
    /// read.
    pub fn new(inputs: Vec<Input>, settings: Settings, size: Size) -> Result<Headless> {
        Headless::with(Resources { inputs, ..Resources::default() }, settings, size)
    }

    /// The same with all resources: what the user makes is kept in their state folder, if they have one.
    pub fn with(resources: Resources, settings: Settings, size: Size) -> Result<Headless> {
        let data = worker::arguments(&resources.inputs);
        let app = App::new(Settings { data, origin: Origin::of(&resources.inputs), ..settings }, size);
        let mut headless =
            Headless { app, resources, opened: Vec::new(), copied: Vec::new(), has_quit: false, failure: None };
        let effects = headless.app.start();
        headless.perform(effects);
        match headless.failure.take() {
            Some(error) => Err(error),
            None => Ok(headless),
        }
    }

    /// Presses keys; see [`parse_keys`] for their notation. Keys after the one that quits do nothing.
    pub fn press(&mut self, sequence: &str) -> std::result::Result<&mut Headless, KeyError> {
        for key in parse_keys(sequence)? {
            self.press_key(key);
        }
        Ok(self)
    }

    /// Presses one key.
    pub fn press_key(&mut self, key: Key) {
        if !self.has_quit
            && let Some(message) = keymap::resolve(self.app.mode(), key)
        {
            self.send(message);
        }
    }

    /// Pastes text, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.send(Message::Paste(text.to_owned()));
    }

    /// Does with the mouse what `act` says on a cell; it must be switched on.
    pub fn point(&mut self, act: Act, at: Position) {
        self.send(Message::Point(Pointer { act, at }));
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, size: Size) {
        self.send(Message::Resize(size));
    }

    /// Sends one message and does all that it asks for.
    pub fn send(&mut self, message: impl Into<Message>) {
        let effects = self.app.update(message.into());
        self.perform(effects);
    }

    /// The state.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Whether a key has quit it.
    pub fn has_quit(&self) -> bool {
        self.has_quit
    }

    /// Why it has ended without anything to show.
    pub fn failure(&self) -> Option<&Error> {
        self.failure.as_ref()
    }

    /// The addresses that would have been opened.
    pub fn opened(&self) -> &[String] {
        &self.opened
    }

    /// The texts that would have been put on the clipboard.
    pub fn copied(&self) -> &[String] {
        &self.copied
    }

    /// The frame as it would be on the terminal.
    pub fn frame(&self) -> Buffer {
        ui::frame(&self.app)
    }

    /// The frame as a picture (SVG).
    pub fn picture(&self) -> String {
        ui::picture(&self.app)
    }

    /// The frame's characters, one line for each row, without blanks at the ends of lines.
    pub fn text(&self) -> String {
        text_of(&self.frame())
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Job(Job::OpenAddress(url)) => {
                    let opened = worker::web_address(&url).map(str::to_owned).map_err(Arc::new);
                    self.opened.extend(opened.iter().cloned());
                    waiting.extend(self.app.update(Report::AddressOpened(opened).into()));
                }
                Effect::Job(job) => {
                    let mut answers = Vec::new();
                    // Nobody looks at what is not whole yet.
                    let control = Control { stop: &|| false, due: &|| false };
                    worker::perform(job, &self.resources, &mut |answer| answers.push(answer), &control);
                    for answer in answers {
                        waiting.extend(self.app.update(Message::Report(answer)));
                    }
                }
                Effect::Picture { ticket, name, replace } => {
                    let text = self.picture();
                    waiting.push_front(Effect::Job(Job::WritePicture { ticket, name, replace, text }));
                }
                Effect::Copy(text) => self.copied.push(text),
                Effect::CaptureMouse(_) | Effect::Suspend => {}
                Effect::Quit => self.has_quit = true,
                Effect::Fail(error) => {
                    self.failure = Some(Arc::into_inner(error).unwrap_or(Error::Terminal(Notice::DataNotRead)));
                }
            }
        }
    }
}

/// The characters of a frame, one line for each row, without blanks at the ends of lines.
pub fn text_of(frame: &Buffer) -> String {
    let mut text = String::new();
    for row in frame.content.chunks(usize::from(frame.area.width).max(1)) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            // The cell after a wide character is under it.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            covered = cell.symbol().width().saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
