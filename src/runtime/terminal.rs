//! Taking the terminal and giving it back, whatever happens.
//!
//! What the terminal is told when it is taken is undone by [`restore`], which may be called at any time, any number
//! of times, from any thread: by the loop's end, by a panic, before a stop.
//!
//! Once raw mode is off, Ctrl-c, Ctrl-\ and Ctrl-z make the system throw away what the terminal has not read yet, which
//! may be that it is given back. So raw mode stays for a moment after that was told, and who hears such a signal later
//! tells it again ([`tell_again`]).

use std::fs::File;
use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::mem::ManuallyDrop;
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, TryLockError};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGINT, SIGQUIT, SIGTSTP};
use signal_hook::flag;
use signal_hook::low_level::emulate_default_handler;

/// Whether the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Held while the terminal is told something: what is drawn must not come after what gives it back.
static TELLING: Mutex<()> = Mutex::new(());
/// Whether the program ends without the loop, which then has no say any more.
static OVER: AtomicBool = AtomicBool::new(false);
/// Set by a signal of the terminal itself; see [`heed_interrupts`].
static INTERRUPTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
/// Whether the mouse is wanted, so that a terminal that is taken again sends it again.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Buttons, the wheel, and moves while a button is down (xterm's modes 1002 and 1006), but not every move, which would
/// wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";

/// The terminal while it is ours.
pub(super) struct Screen {
    /// Never dropped: dropping it reports a terminal that is gone on a standard error that is gone with it, and panics.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    /// When the last stop ended.
    came_back: Option<Instant>,
}

/// Requests to stop that were sent before the program stopped are heard within this time after it has come back; nobody
/// asks again so soon.
const SAME_STOP: Duration = Duration::from_millis(100);

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste. A panic gives it back before it is reported.
    pub(super) fn take() -> io::Result<Screen> {
        give_back_on_panic();
        take()?;
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(stdout())))?;
        let mut screen = Screen { terminal: ManuallyDrop::new(terminal), came_back: None };
        screen.draw_anew()?;
        Ok(screen)
    }

    /// Columns and rows now.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws what has changed since the frame before; nothing while the terminal is not ours.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let _telling = telling();
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(view)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Puts text on the terminal's clipboard, where the terminal lets it.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Switches the mouse on or off. While it is on, the terminal leaves it to the program and selects no text.
    pub(super) fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        MOUSE.store(on, Ordering::SeqCst);
        let _telling = telling();
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        execute!(self.terminal.backend_mut(), Print(if on { MOUSE_ON } else { MOUSE_OFF }))
    }

    /// Gives the terminal back and stops until the shell sends SIGCONT, which calls for [`Screen::retake`].
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        let stopped = emulate_default_handler(SIGTSTP);
        self.came_back = Some(Instant::now());
        stopped
    }

    /// Whether a request to stop that comes now was meant for the stop that has just ended.
    pub(super) fn has_just_come_back(&self) -> bool {
        self.came_back.is_some_and(|time| time.elapsed() < SAME_STOP)
    }

    /// Takes the terminal again after a stop: the shell has used it since.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        restore();
        take()?;
        self.draw_anew()
    }

    /// Empties the terminal, so that the next frame is drawn whole. `Terminal::clear` would ask the terminal for its
    /// cursor and take the answer from the thread that reads keys.
    fn draw_anew(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    let telling = telling();
    if OVER.load(Ordering::SeqCst) {
        return Ok(());
    }
    TAKEN.store(true, Ordering::SeqCst);
    let mouse = if MOUSE.load(Ordering::SeqCst) { MOUSE_ON } else { "" };
    let taken = enable_raw_mode()
        .and_then(|()| execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide, Print(mouse)));
    drop(telling);
    if taken.is_err() {
        restore();
    }
    taken
}

/// Waits until nobody else tells the terminal something, but not for one that takes nothing any more.
fn telling() -> Option<MutexGuard<'static, ()>> {
    (0..500).find_map(|_| match TELLING.try_lock() {
        Ok(telling) => Some(telling),
        // Who panicked tells nothing more.
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => {
            std::thread::sleep(Duration::from_millis(2));
            None
        }
    })
}

/// Gives the terminal back for an end without the loop.
pub(super) fn end() {
    OVER.store(true, Ordering::SeqCst);
    restore();
    tell_again();
}

/// Gives the terminal back when it is ours. Failures are passed over: there is nobody left to tell.
pub(super) fn restore() {
    // Who comes second waits until it is given back.
    let _telling = telling();
    if TAKEN.swap(false, Ordering::SeqCst) {
        tell(farewell());
        std::thread::sleep(SETTLING);
        INTERRUPTED.store(false, Ordering::SeqCst);
        let _ = disable_raw_mode();
    }
}

/// How long the terminal has to take what it was told before a key can throw it away. What hands it on needs
/// microseconds, on a busy machine some milliseconds.
const SETTLING: Duration = Duration::from_millis(20);

/// What gives the terminal back, but for its settings.
fn farewell() -> Vec<u8> {
    let mut told = Vec::new();
    // The mouse first and always: a terminal that goes on sending it fills the shell's line with it.
    let _ = queue!(told, EndSynchronizedUpdate, Print(MOUSE_OFF), ResetColor, DisableBracketedPaste);
    let _ = queue!(told, LeaveAlternateScreen, Show);
    told
}

/// The signals that the terminal sends for a key, with which it throws away what was written to it.
const OF_KEYS: [i32; 3] = [SIGINT, SIGQUIT, SIGTSTP];

/// From now on it is known whether a signal of the terminal came since it was given back.
pub(super) fn heed_interrupts() -> io::Result<()> {
    OF_KEYS.iter().try_for_each(|signal| flag::register(*signal, Arc::clone(&INTERRUPTED)).map(drop))
}

/// Tells the terminal once more that it is given back, if it is and a signal since then may have thrown that away.
pub(super) fn tell_again() {
    if !TAKEN.load(Ordering::SeqCst) && INTERRUPTED.swap(false, Ordering::SeqCst) {
        tell(farewell());
    }
}

/// Tells the terminal something, without waiting long for one that takes no output. Who hangs in a write to it holds the
/// lock of standard output, so it is not asked for.
fn tell(bytes: Vec<u8>) {
    let Ok(terminal) = stdout().as_fd().try_clone_to_owned() else { return };
    let (tell, told) = channel();
    let bytes = Arc::new(bytes);
    let write = {
        let (mut terminal, bytes) = (File::from(terminal), Arc::clone(&bytes));
        move || {
            let _ = terminal.write_all(&bytes);
            let _ = tell.send(());
        }
    };
    match std::thread::Builder::new().stack_size(1 << 18).spawn(write) {
        // It may hang; the end of the program ends it.
        Ok(_) => drop(told.recv_timeout(PATIENCE)),
        Err(_) => {
            let _ = stdout().write_all(&bytes).and_then(|()| stdout().flush());
        }
    }
}

/// Whether something that is written to the terminal now is taken at once.
pub(super) fn takes_output() -> bool {
    let out = stdout();
    let mut asked = [PollFd::new(&out, PollFlags::OUT)];
    poll(&mut asked, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// How long a terminal may take to be given back.
const PATIENCE: Duration = Duration::from_secs(1);

fn give_back_on_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let browser = std::thread::current().id();
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            report(panic);
            if std::thread::current().id() != browser {
                // The browser would wait for ever for what this thread was to do, on a terminal given back.
                std::process::exit(101);
            }
        }));
    });
}

#[cfg(all(test, unix))]
mod tests;
