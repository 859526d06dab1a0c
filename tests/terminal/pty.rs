//! A program in a real pseudo-terminal, and what it has put on the screen.
//!
//! Nothing here waits for time: it waits until a condition holds, and a deadline only turns a hang into a failure that
//! shows the screen. What the program under test is for is not known here.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long a hang lasts before it is a failure.
const DEADLINE: Duration = Duration::from_secs(30);

/// A program and its terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal and its settings outlive the program.
    _slave: Box<dyn SlavePty + Send>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    process: u32,
    writer: Box<dyn Write + Send>,
    printed: Receiver<Vec<u8>>,
    /// While somebody holds it, the terminal takes no output.
    output: Arc<Mutex<()>>,
    ended: Receiver<ExitStatus>,
    parser: Parser,
    raw: Vec<u8>,
    settings_before: String,
    /// Goes away with the program.
    _state: Option<TempDir>,
}

impl Terminal {
    /// Starts a program with these arguments on a screen of `columns` × `rows`; what it keeps goes away with it.
    pub fn start(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Terminal {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().to_owned();
        Terminal::launch(
            program,
            arguments,
            PtySize { rows, cols: columns, ..PtySize::default() },
            &folder,
            Some(state),
        )
    }

    /// The same with a folder for what it keeps.
    pub fn start_keeping(program: &str, arguments: &[&str], columns: u16, rows: u16, state: &Path) -> Terminal {
        Terminal::launch(program, arguments, PtySize { rows, cols: columns, ..PtySize::default() }, state, None)
    }

    fn launch(program: &str, arguments: &[&str], size: PtySize, folder: &Path, state: Option<TempDir>) -> Terminal {
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env("XDG_STATE_HOME", folder);
        command.env_remove("NO_COLOR");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let settings_before = settings(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        let (killer, process) = (child.clone_killer(), child.process_id().unwrap());
        let (print, printed) = channel();
        let output = Arc::new(Mutex::new(()));
        let taken = Arc::clone(&output);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                drop(taken.lock());
                if print.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let (end, ended) = channel();
        std::thread::spawn(move || {
            if let Ok(status) = child.wait() {
                let _ = end.send(status);
            }
        });
        Terminal {
            master: pair.master,
            _slave: pair.slave,
            killer,
            process,
            writer,
            printed,
            output,
            ended,
            parser: Parser::new(size.rows, size.cols, 0),
            raw: Vec::new(),
            settings_before,
            _state: state,
        }
    }

    /// Sends what a terminal sends for keys.
    pub fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Sends a signal by its short name, `TERM`.
    pub fn signal(&self, name: &str) {
        self.signals(&[name]);
    }

    /// Sends signals one right after the other. The program may have ended before the last of them.
    pub fn signals(&self, names: &[&str]) {
        let kills: Vec<String> = names.iter().map(|name| format!("kill -s {name} {}", self.process)).collect();
        let kill = match &kills[..] {
            [only] => only.clone(),
            several => format!("{}; true", several.join("; ")),
        };
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success(), "{kill}");
    }

    /// Waits until the program is stopped, as a shell stops a job.
    #[track_caller]
    pub fn wait_until_stopped(&mut self) {
        let deadline = Instant::now() + DEADLINE;
        let state = || {
            let status =
                std::process::Command::new("ps").args(["-o", "stat=", "-p", &self.process.to_string()]).output();
            String::from_utf8(status.unwrap().stdout).unwrap()
        };
        while !state().starts_with('T') {
            assert!(Instant::now() < deadline, "the program has not stopped");
            std::thread::yield_now();
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        // What reads the screen here fails at a wide letter in one column and at a line that wraps in one row, which may
        // still be on their way.
        self.parser.screen_mut().set_size(rows.max(2), columns.max(2));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits until the screen satisfies a condition; `what` names it in a failure.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Screen) -> bool) {
        self.wait(what, |terminal| holds(terminal.parser.screen()));
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("{text:?} is on the screen"), |screen| screen.contents().contains(text));
    }

    /// Sends keys again and again until the screen satisfies a condition.
    #[track_caller]
    pub fn send_until(&mut self, bytes: &str, what: &str, holds: impl Fn(&Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !holds(self.parser.screen()) {
            assert!(Instant::now() < deadline, "sent {bytes:?} in vain until {what}; the screen:\n{}", self.text());
            self.send(bytes);
            while let Ok(bytes) = self.printed.recv_timeout(Duration::from_millis(200)) {
                self.take(&bytes);
            }
        }
    }

    /// Waits until these bytes have been sent to the terminal.
    #[track_caller]
    pub fn wait_for_bytes(&mut self, bytes: &str) {
        let sent = |terminal: &Terminal| terminal.raw.windows(bytes.len()).any(|window| window == bytes.as_bytes());
        self.wait(&format!("{bytes:?} was sent"), sent);
    }

    /// What stops the terminal from taking output while it is locked.
    pub fn output(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.output)
    }

    /// Waits no longer than that for the end of the program; returns its exit status when it has ended.
    pub fn ended_within(&mut self, longest: Duration) -> Option<u32> {
        while let Ok(bytes) = self.printed.try_recv() {
            self.take(&bytes);
        }
        self.ended.recv_timeout(longest).ok().map(|status| status.exit_code())
    }

    /// Waits until the program has ended; returns its exit status.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> u32 {
        let Ok(status) = self.ended.recv_timeout(DEADLINE) else {
            panic!("the program has not ended; the screen:\n{}", self.text());
        };
        status.exit_code()
    }

    /// Asserts that the program, which has ended, left the terminal as it found it.
    #[track_caller]
    pub fn assert_given_back(&mut self) {
        self.wait_until("the terminal is given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
        // The alternate screen, the cursor, bracketed paste, the mouse.
        for undone in ["\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l", "\x1b[?1002l", "\x1b[?1006l"] {
            self.wait_for_bytes(undone);
        }
        self.assert_settings_given_back();
    }

    /// Asserts that the settings of the terminal, raw mode among them, are as before.
    #[track_caller]
    pub fn assert_settings_given_back(&self) {
        assert_eq!(
            settings(&*self.master),
            self.settings_before,
            "the settings of the terminal are others than before"
        );
    }

    /// Waits until the settings of the terminal are as before.
    #[track_caller]
    pub fn wait_until_settings_are_given_back(&self) {
        let deadline = Instant::now() + DEADLINE;
        while settings(&*self.master) != self.settings_before {
            assert!(Instant::now() < deadline, "the settings of the terminal are not given back");
            std::thread::yield_now();
        }
    }

    /// Asserts that the program has the terminal: raw mode, the alternate screen, bracketed paste.
    #[track_caller]
    pub fn assert_taken(&self) {
        let screen = self.parser.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste(), "the terminal is not taken");
        assert_ne!(settings(&*self.master), self.settings_before, "the terminal is not in raw mode");
    }

    /// The screen's text.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// What was sent to the terminal so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    #[track_caller]
    fn wait(&mut self, what: &str, holds: impl Fn(&Terminal) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        loop {
            while let Ok(bytes) = self.printed.try_recv() {
                self.take(&bytes);
            }
            if holds(self) {
                return;
            }
            match self.printed.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(reason) => panic!("waited in vain until {what} ({reason}); the screen:\n{}", self.text()),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.raw.extend_from_slice(bytes);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failed test leaves no program behind; one that has ended cannot be killed again.
        let _ = self.killer.kill();
    }
}

/// Raw mode and all else that `stty` shows.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
