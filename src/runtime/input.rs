//! Keys, pasted text, the mouse and sizes from the terminal, in a thread that blocks.

use std::fs::File;
use std::io::IsTerminal;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;

use crossterm::event::{
    Event as Input, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::{Position, Size};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::app::keymap::{Key, KeyCode, Modifier};
use crate::app::pointer::{Act, Pointer};

use super::wake::{Typed, Wake};

/// Starts reading. Ends with [`Wake::HungUp`] when the terminal can no longer be read.
pub(super) fn watch(sender: &Sender<Wake>) {
    let typed = sender.clone();
    std::thread::spawn(move || {
        loop {
            let wake = match crossterm::event::read() {
                Ok(input) => match meaning(input) {
                    Some(input) => Wake::Typed(input),
                    None => continue,
                },
                Err(_) => Wake::HungUp,
            };
            let ends = matches!(wake, Wake::HungUp);
            if typed.send(wake).is_err() || ends {
                break;
            }
        }
    });
    // crossterm reads on from a terminal that has hung up, for ever; the signal that usually comes with it does not
    // reach a program for which it is not the controlling terminal.
    let gone = sender.clone();
    if let Ok(terminal) = terminal() {
        std::thread::spawn(move || {
            wait_for_hang_up(&terminal);
            let _ = gone.send(Wake::HungUp);
        });
    }
}

/// The file that crossterm reads keys from.
fn terminal() -> std::io::Result<OwnedFd> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned() } else { File::open("/dev/tty").map(OwnedFd::from) }
}

fn wait_for_hang_up(terminal: &OwnedFd) {
    loop {
        // No event is asked for: hang-ups and errors are always told.
        let mut watched = [PollFd::new(terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(Errno::INTR) => {}
            _ => return,
        }
    }
}

fn meaning(input: Input) -> Option<Typed> {
    match input {
        Input::Key(event) => key(event).map(Typed::Key),
        Input::Paste(text) => Some(Typed::Paste(text)),
        Input::Resize(width, height) => Some(Typed::Resize(Size { width, height })),
        Input::Mouse(event) => pointer(event).map(Typed::Mouse),
        Input::FocusGained | Input::FocusLost => None,
    }
}

fn pointer(MouseEvent { kind, column: x, row: y, .. }: MouseEvent) -> Option<Pointer> {
    let act = match kind {
        MouseEventKind::Down(MouseButton::Left) => Act::Press,
        MouseEventKind::Drag(MouseButton::Left) => Act::Drag,
        MouseEventKind::Up(MouseButton::Left) => Act::Release,
        MouseEventKind::ScrollUp => Act::WheelUp,
        MouseEventKind::ScrollDown => Act::WheelDown,
        _ => return None,
    };
    Some(Pointer { act, at: Position { x, y } })
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let modifier = if event.modifiers.contains(KeyModifiers::CONTROL) {
        Modifier::Ctrl
    } else if event.modifiers.contains(KeyModifiers::ALT) {
        Modifier::Alt
    } else if event.modifiers.contains(KeyModifiers::SHIFT) {
        Modifier::Shift
    } else {
        Modifier::None
    };
    let code = match event.code {
        // Some terminals send Ctrl-h for Backspace.
        Code::Char('h') if modifier == Modifier::Ctrl => return Some(Key::plain(KeyCode::Backspace)),
        Code::Char(c) => {
            let modifier = if modifier == Modifier::Shift { Modifier::None } else { modifier };
            return Some(Key { code: KeyCode::Char(c), modifier });
        }
        Code::BackTab => return Some(Key::shift(KeyCode::Tab)),
        Code::F(number) => KeyCode::F(number),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    Some(Key { code, modifier })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_key(code: Code, modifiers: KeyModifiers, expected: Option<Key>) {
        assert_eq!(key(KeyEvent::new(code, modifiers)), expected, "{code:?} {modifiers:?}");
    }

    #[test]
    fn terminal_keys_become_ours() {
        assert_key(Code::Char('j'), KeyModifiers::NONE, Some(Key::char('j')));
        assert_key(Code::Char('G'), KeyModifiers::SHIFT, Some(Key::char('G')));
        assert_key(Code::Char('с'), KeyModifiers::CONTROL, Some(Key::ctrl('с')));
        assert_key(Code::Char('h'), KeyModifiers::CONTROL, Some(Key::plain(KeyCode::Backspace)));
        assert_key(Code::BackTab, KeyModifiers::SHIFT, Some(Key::shift(KeyCode::Tab)));
        assert_key(Code::Left, KeyModifiers::ALT, Some(Key::alt(KeyCode::Left)));
        assert_key(Code::F(5), KeyModifiers::NONE, Some(Key::plain(KeyCode::F(5))));
        assert_key(Code::CapsLock, KeyModifiers::NONE, None);
    }

    #[test]
    fn releasing_a_key_is_no_key() {
        let event = KeyEvent::new_with_kind(Code::Char('j'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(event), None);
    }
}
