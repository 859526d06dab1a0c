//! Keys, pasted text and the mouse from the terminal, in two threads that block.
//!
//! One reads bytes, the other makes keys of them. A sequence that does not go on ends after a short silence, so that
//! what is typed after a cut one is heard. What a key means is not known here.

use std::fs::File;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::layout::Position;
use termina::Parser;
use termina::event::{
    Event as Input, KeyCode as Code, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::keymap::{Key, KeyCode, Modifier};
use crate::app::pointer::{Act, Pointer};

use super::wake::{Typed, Wake};
use super::workers::start;

/// How long nothing comes before what was begun has ended: a terminal sends a sequence in one piece.
const SILENCE: Duration = Duration::from_millis(50);

/// The most bytes that are read at once.
const MOST: usize = 1 << 12;

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 3;
const PASTE_BEGINS: &[u8; 6] = b"\x1b[200~";
const PASTE_ENDS: &[u8; 6] = b"\x1b[201~";

/// Starts reading, after what was `typed` already. Ends with [`Wake::HungUp`] when the terminal can no longer be read.
pub(super) fn watch(sender: &Sender<Wake>, typed: Vec<u8>) -> io::Result<()> {
    let (pieces, arrived) = channel();
    if !typed.is_empty() {
        // The other end is here still.
        let _ = pieces.send((Instant::now(), typed));
    }
    // Opened anew: a descriptor that was handed down may be one that does not block.
    let mut terminal = File::open("/dev/tty")?;
    start(move || read(&mut terminal, &pieces))?;
    let sender = sender.clone();
    start(move || listen(&arrived, &sender))
}

/// Bytes that came together, and when.
type Piece = (Instant, Vec<u8>);

/// Hands on what comes until no more can come.
fn read(terminal: &mut File, pieces: &Sender<Piece>) {
    let mut buffer = [0; MOST];
    loop {
        match terminal.read(&mut buffer) {
            Ok(length @ 1..) => {
                if pieces.send((Instant::now(), buffer[..length].to_vec())).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // It has hung up.
            Ok(_) | Err(_) => return,
        }
    }
}

fn listen(arrived: &Receiver<Piece>, sender: &Sender<Wake>) {
    let mut reading = Reading::default();
    let mut last = Instant::now();
    loop {
        let next = if reading.is_begun {
            arrived.recv_timeout(SILENCE)
        } else {
            arrived.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        let inputs = match next {
            Ok((time, bytes)) => {
                // This thread may have slept through a silence.
                let is_new = reading.is_begun && time.duration_since(last) >= SILENCE;
                let mut inputs = if is_new { reading.end() } else { Vec::new() };
                last = time;
                inputs.append(&mut reading.take(&bytes));
                inputs
            }
            Err(RecvTimeoutError::Timeout) => reading.end(),
            Err(RecvTimeoutError::Disconnected) => {
                let _ = sender.send(Wake::HungUp);
                return;
            }
        };
        for typed in inputs.into_iter().filter_map(meaning) {
            if sender.send(Wake::Typed(typed)).is_err() {
                return;
            }
        }
    }
}

/// Bytes on their way to keys.
#[derive(Default)]
struct Reading {
    parser: Parser,
    /// The last bytes, by which the ends of pasted text are known.
    last: [u8; 6],
    /// Whether pasted text has begun and not ended.
    is_pasting: bool,
    /// Whether something has come since the last silence.
    is_begun: bool,
    /// Whether pasted text was ended by a silence, so that its rest may still come.
    is_cut: bool,
}

impl Reading {
    /// What these bytes make, together with those before them.
    fn take(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut inputs = Vec::new();
        // A slow line brings pasted text in several pieces; a hand brings one key at a time.
        if std::mem::take(&mut self.is_cut) && !is_one_key(bytes) {
            self.parser.parse(PASTE_BEGINS, true);
            self.is_pasting = true;
        }
        self.is_begun = true;
        // Ctrl-c comes by itself; as one character of many, it is text.
        if self.is_pasting && bytes == [CTRL_C] {
            inputs.append(&mut self.end());
            self.is_begun = true;
        }
        for (at, byte) in bytes.iter().enumerate() {
            // Both end a sequence, whatever it was.
            if !self.is_pasting && [ESC, CTRL_C].contains(byte) {
                inputs.append(&mut self.end());
                self.is_begun = true;
            }
            self.last.rotate_left(1);
            self.last[5] = *byte;
            // Where there is more, an Esc is not the key.
            self.parser.parse(&[*byte], at + 1 < bytes.len() || bytes.len() == MOST);
            self.is_pasting = if self.is_pasting { self.last != *PASTE_ENDS } else { self.last == *PASTE_BEGINS };
            inputs.extend(std::iter::from_fn(|| self.parser.pop()));
        }
        inputs
    }

    /// Ends what was begun; returns what it makes: of pasted text, what has come of it, and the Ctrl-c that came last.
    fn end(&mut self) -> Vec<Input> {
        let rest: &[u8] = if self.is_pasting { PASTE_ENDS } else { &[] };
        self.parser.parse(rest, false);
        let mut inputs: Vec<Input> = std::iter::from_fn(|| self.parser.pop()).collect();
        if self.is_pasting
            && let Some(Input::Paste(text)) = inputs.last_mut()
            && text.ends_with(char::from(CTRL_C))
        {
            text.pop();
            inputs.push(Input::Key(KeyEvent::new(Code::Char('c'), Modifiers::CONTROL)));
        }
        *self = Reading { is_cut: self.is_pasting, ..Reading::default() };
        inputs
    }
}

/// Whether these bytes are one key and nothing else.
fn is_one_key(bytes: &[u8]) -> bool {
    let Some((last, before)) = bytes.split_last() else { return false };
    let mut parser = Parser::default();
    parser.parse(before, true);
    let is_more = parser.pop().is_some();
    parser.parse(&[*last], false);
    !is_more && matches!(parser.pop(), Some(Input::Key(_)))
}

fn meaning(input: Input) -> Option<Typed> {
    match input {
        Input::Key(event) => key(event).map(Typed::Key),
        Input::Paste(text) => (!text.is_empty()).then_some(Typed::Paste(text)),
        Input::Mouse(event) => pointer(event).map(Typed::Mouse),
        // Sizes come with a signal; answers of the terminal were not asked for.
        _ => None,
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
    let modifier = if event.modifiers.contains(Modifiers::CONTROL) {
        Modifier::Ctrl
    } else if event.modifiers.contains(Modifiers::ALT) {
        Modifier::Alt
    } else if event.modifiers.contains(Modifiers::SHIFT) {
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
        Code::Function(number) => KeyCode::F(number),
        Code::Enter => KeyCode::Enter,
        Code::Escape => KeyCode::Esc,
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
    fn assert_key(code: Code, modifiers: Modifiers, expected: Option<Key>) {
        assert_eq!(key(KeyEvent::new(code, modifiers)), expected, "{code:?} {modifiers:?}");
    }

    #[test]
    fn terminal_keys_become_ours() {
        assert_key(Code::Char('j'), Modifiers::NONE, Some(Key::char('j')));
        assert_key(Code::Char('G'), Modifiers::SHIFT, Some(Key::char('G')));
        assert_key(Code::Char('с'), Modifiers::CONTROL, Some(Key::ctrl('с')));
        assert_key(Code::Char('h'), Modifiers::CONTROL, Some(Key::plain(KeyCode::Backspace)));
        assert_key(Code::BackTab, Modifiers::SHIFT, Some(Key::shift(KeyCode::Tab)));
        assert_key(Code::Left, Modifiers::ALT, Some(Key::alt(KeyCode::Left)));
        assert_key(Code::Function(5), Modifiers::NONE, Some(Key::plain(KeyCode::F(5))));
        assert_key(Code::CapsLock, Modifiers::NONE, None);
    }

    #[test]
    fn releasing_a_key_is_no_key() {
        let event = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(Code::Char('j')) };
        assert_eq!(key(event), None);
    }

    /// Asserts what pieces of bytes make; an empty piece is a silence.
    #[track_caller]
    fn assert_typed(pieces: &[&str], expected: &str) {
        let mut reading = Reading::default();
        let mut typed = Vec::new();
        for piece in pieces {
            let inputs = if piece.is_empty() { reading.end() } else { reading.take(piece.as_bytes()) };
            for input in inputs.into_iter().filter_map(meaning) {
                typed.push(match input {
                    Typed::Key(Key { code, modifier: Modifier::None }) => format!("{code:?}"),
                    Typed::Key(Key { code, modifier }) => format!("{modifier:?}-{code:?}"),
                    Typed::Paste(text) => format!("{text:?}"),
                    Typed::Mouse(Pointer { act, at }) => format!("{act:?} {},{}", at.x, at.y),
                    Typed::Resize(_) => "size".to_owned(),
                });
            }
        }
        assert_eq!(typed.join(" "), expected, "{pieces:?}");
    }

    #[test]
    fn whole_sequences_are_what_they_were() {
        assert_typed(&["j\x1b[A\x1b[<65;10;12M"], "Char('j') Up WheelDown 9,11");
        assert_typed(&["\x1b[", "A", "\u{44f}"], "Up Char('\u{44f}')");
        assert_typed(&["\x1b"], "Esc");
        assert_typed(&["\x1b\x1b[A"], "Esc Up");
        assert_typed(&["\x1bx\x1bOP\x1b[12~"], "Alt-Char('x') F(1) F(2)");
        assert_typed(&["\x1b[200~a\x03b\x1b[A\r", "c\x1b[20", "1~j"], "\"a\\u{3}b\\u{1b}[A\\rc\" Char('j')");
        assert_typed(&["\x1b[1089;5u"], "Ctrl-Char('\u{441}')");
        // An answer that nobody asked for.
        assert_typed(&["\x1b]11;rgb:0000/0000/0000\x1b\\j"], "Alt-Char('\\\\') Char('j')");
        assert_typed(&["\x1b]11;rgb:0000/0000/0000\x07\x1b[?62;22cj"], "Char('j')");
    }

    #[test]
    fn a_cut_sequence_ends_with_silence() {
        for cut in
            ["\x1b[<", "\x1b[?", "\x1b[<0;10", "\x1b[", "\x1bO", "\x1b]0;x", "\x1bP", "\x1b[>", "\x1b[M", "\x1b[1;"]
        {
            assert_typed(&[cut, "", "jq"], "Char('j') Char('q')");
        }
        assert_typed(&["\x1b[200~ab", "", "j", "q"], "\"ab\" Char('j') Char('q')");
        assert_typed(&["\x1b[200~ab", "", "\x1b[B", "jq"], "\"ab\" Down Char('j') Char('q')");
        assert_typed(&["\x1b[200~ab", "", "\u{44f}", "\x1b[201~q"], "\"ab\" Char('\u{44f}') Char('q')");
    }

    #[test]
    fn text_that_is_pasted_in_pieces_is_text_to_its_end() {
        assert_typed(&["\x1b[200~ab", "", "q\rq", "", "me\x1b[201~j"], "\"ab\" \"q\\rq\" \"me\" Char('j')");
        assert_typed(&["\x1b[200~ab", "", "\x1b[201~", "jq"], "\"ab\" Char('j') Char('q')");
        assert_typed(&["\x1b[200~ab", "", "cd", "", "\x03"], "\"ab\" \"cd\" Ctrl-Char('c')");
    }

    #[test]
    fn control_c_and_the_next_sequence_end_a_cut_one_at_once() {
        for cut in ["\x1b[<", "\x1b[?", "\x1b[<0;10", "\x1b[", "\x1bO", "\x1b]0;x", "\x1bP", "\x1b[>", "\x1b[M"] {
            assert_typed(&[&format!("{cut}\x03")], "Ctrl-Char('c')");
            assert_typed(&[cut, "\x03"], "Ctrl-Char('c')");
            assert_typed(&[&format!("{cut}\x1b[B")], "Down");
        }
        assert_typed(&["\x1b[200~ab", "\x03"], "\"ab\" Ctrl-Char('c')");
        // Read in one piece on a busy machine, it is the last that came of what was never ended.
        assert_typed(&["\x1b[200~ab\x03", ""], "\"ab\" Ctrl-Char('c')");
        assert_typed(&["\x1b[200~\x03", ""], "Ctrl-Char('c')");
        assert_typed(&["\x1b[200~ab\x03", "c\x03\x1b[201~", ""], "\"ab\\u{3}c\\u{3}\"");
    }
}
