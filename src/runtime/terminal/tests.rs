//! A panic gives the terminal back, mouse and all, before it is reported.
//!
//! Nothing that the program is given makes it panic. So the test starts itself again in a terminal of its own, where
//! it takes the screen and then panics.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use super::*;
use pty::Terminal;

#[allow(dead_code, reason = "tests of the whole program use more of it")]
#[path = "../../../tests/terminal/pty.rs"]
mod pty;

/// Says to this program, started again, that it is in a terminal of its own.
const IN_TERMINAL: &str = "ORELINE_TEST_IN_TERMINAL";

/// Asserts that a test of this file, run in a terminal of its own, ends with a panic on a terminal as it was before.
#[track_caller]
fn assert_gives_back(panicking: &str, reported: &str) {
    let script = format!(r#"{IN_TERMINAL}=1 exec "$0" --exact --ignored --nocapture "{panicking}""#);
    let program = std::env::current_exe().unwrap();
    let mut terminal = Terminal::start("sh", &["-c", &script, program.to_str().unwrap()], 100, 30);
    assert_eq!(terminal.wait_for_end(), 101, "as a panic ends a program");
    // All of it was taken.
    for done in ["\x1b[?1049h", "\x1b[?2004h", MOUSE_ON] {
        terminal.wait_for_bytes(done);
    }
    terminal.assert_given_back();
    terminal.wait_for(reported);
}

fn take_with_mouse() -> Option<Screen> {
    std::env::var_os(IN_TERMINAL)?;
    let mut screen = Screen::take().unwrap();
    screen.capture_mouse(true).unwrap();
    Some(screen)
}

#[test]
fn a_panic_gives_the_terminal_back_with_the_mouse() {
    assert_gives_back("runtime::terminal::tests::panics_in_the_loop", "the loop has panicked");
    assert_gives_back("runtime::terminal::tests::panics_in_another_thread", "a thread has panicked");
}

#[test]
#[ignore = "run in a terminal of its own"]
fn panics_in_the_loop() {
    if let Some(_screen) = take_with_mouse() {
        panic!("the loop has panicked");
    }
}

#[test]
#[ignore = "run in a terminal of its own"]
fn panics_in_another_thread() {
    if let Some(_screen) = take_with_mouse() {
        // The loop waits meanwhile; the panic ends it.
        let thread = std::thread::spawn(|| panic!("a thread has panicked"));
        let _ = thread.join();
        std::thread::park();
    }
}
