//! A key as the keyboard sends it, how it is written on the screen, and the notation for sequences of keys.
//!
//! The terminal library's own type stays in `runtime`. A letter carries its case and no Shift; a key of the Russian
//! layout can be asked which key of the Latin layout it stands on.

use std::fmt;

/// Which key, without modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeyCode {
    /// A character, in the case in which it would be typed.
    Char(char),
    /// Function key 1 to 12.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// The modifier held with a key; no command needs two.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Modifier {
    /// None, or Shift with a character, which shows in its case.
    #[default]
    None,
    /// Control.
    Ctrl,
    /// Alt.
    Alt,
    /// Shift with a key that is no character.
    Shift,
}

/// A key with its modifier.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// What is held with it.
    pub modifier: Modifier,
}

impl Key {
    /// A key without a modifier.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, modifier: Modifier::None }
    }

    /// A character.
    pub const fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// A character with Control.
    pub const fn ctrl(c: char) -> Key {
        Key { code: KeyCode::Char(c), modifier: Modifier::Ctrl }
    }

    /// A key with Alt.
    pub const fn alt(code: KeyCode) -> Key {
        Key { code, modifier: Modifier::Alt }
    }

    /// A key that is no character, with Shift.
    pub const fn shift(code: KeyCode) -> Key {
        Key { code, modifier: Modifier::Shift }
    }

    /// The character that this key types into a text field.
    pub fn typed(self) -> Option<char> {
        match (self.code, self.modifier) {
            (KeyCode::Char(c), Modifier::None) if !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// The same key as it is bound: with Control, a capital letter is the small one.
    #[must_use]
    pub fn without_case_of_control(self) -> Key {
        match (self.code, self.modifier) {
            (KeyCode::Char(c), Modifier::Ctrl) => Key::ctrl(c.to_lowercase().next().unwrap_or(c)),
            _ => self,
        }
    }

    /// The key of a US keyboard in the place of this one on a Russian (ЙЦУКЕН) keyboard; `None` when both layouts
    /// agree or the character is on neither.
    pub fn on_latin_layout(self) -> Option<Key> {
        let KeyCode::Char(c) = self.code else { return None };
        let place = RUSSIAN.chars().position(|russian| russian == c)?;
        let latin = LATIN.chars().nth(place)?;
        Some(Key { code: KeyCode::Char(latin), modifier: self.modifier })
    }
}

/// The characters of a Russian keyboard, key by key, without and with Shift.
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё";
/// The same keys on a US keyboard.
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~";

impl fmt::Display for Key {
    /// As the help prints it: `Ctrl-d`, `Alt-←`, `PgDn`, `Space`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.modifier {
            Modifier::None => {}
            Modifier::Ctrl => f.write_str("Ctrl-")?,
            Modifier::Alt => f.write_str("Alt-")?,
            Modifier::Shift => f.write_str("Shift-")?,
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            KeyCode::Enter => f.write_str("Enter"),
            KeyCode::Esc => f.write_str("Esc"),
            KeyCode::Tab => f.write_str("Tab"),
            KeyCode::Backspace => f.write_str("Backspace"),
            KeyCode::Delete => f.write_str("Delete"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::Home => f.write_str("Home"),
            KeyCode::End => f.write_str("End"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
        }
    }
}

/// Keys that cannot be read from a sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyError {
    /// Character of the sequence at which it goes wrong, from 0.
    pub at: usize,
    /// The name in angle brackets that is not a key's, or what follows an open bracket.
    pub name: String,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: `<{}` names no key", self.at + 1, self.name)
    }
}

impl std::error::Error for KeyError {}

/// Reads a sequence of keys. A character stands for its key; others stand in angle brackets, in any case of letters:
/// `<Enter>` `<Esc>` `<Tab>` `<Space>` `<BS>` `<Del>` `<Up>` `<Down>` `<Left>` `<Right>` `<Home>` `<End>` `<PgUp>`
/// `<PgDn>` `<F1>` to `<F12>`, with `C-`, `A-` (or `M-`) and `S-` before the name; `<lt>` and `<gt>` are the brackets.
///
/// ```
/// use oreline::door::app::keymap::{Key, KeyCode, parse_keys};
///
/// let keys = parse_keys("jж<C-d><Enter><lt>").unwrap();
/// assert_eq!(keys[1], Key::char('ж'));
/// assert_eq!(keys[2], Key::ctrl('d'));
/// assert_eq!(keys[3], Key::plain(KeyCode::Enter));
/// assert_eq!(keys[4], Key::char('<'));
/// ```
pub fn parse_keys(sequence: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::new();
    let mut chars = sequence.chars().enumerate();
    while let Some((at, c)) = chars.next() {
        if c != '<' {
            keys.push(if c == '\n' { Key::plain(KeyCode::Enter) } else { Key::char(c) });
            continue;
        }
        let mut name = String::new();
        let closed = chars.by_ref().any(|(_, c)| {
            if c != '>' {
                name.push(c);
            }
            c == '>'
        });
        match key_named(&name).filter(|_| closed) {
            Some(key) => keys.push(key),
            None => return Err(KeyError { at, name }),
        }
    }
    Ok(keys)
}

fn key_named(name: &str) -> Option<Key> {
    let (modifier, name) = match name.split_once('-') {
        Some(("C" | "c", rest)) if !rest.is_empty() => (Modifier::Ctrl, rest),
        Some(("A" | "a" | "M" | "m", rest)) if !rest.is_empty() => (Modifier::Alt, rest),
        Some(("S" | "s", rest)) if !rest.is_empty() => (Modifier::Shift, rest),
        _ => (Modifier::None, name),
    };
    let mut chars = name.chars();
    if let (Some(c), None, true) = (chars.next(), chars.next(), modifier != Modifier::None) {
        return Some(match modifier {
            Modifier::Shift => Key::char(c.to_uppercase().next().unwrap_or(c)),
            _ => Key { code: KeyCode::Char(c), modifier },
        });
    }
    let lower = name.to_lowercase();
    let code = match lower.as_str() {
        "enter" | "cr" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        "bs" | "backspace" => KeyCode::Backspace,
        "del" | "delete" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" | "pageup" => KeyCode::PageUp,
        "pgdn" | "pagedown" => KeyCode::PageDown,
        "lt" => KeyCode::Char('<'),
        "gt" => KeyCode::Char('>'),
        _ => {
            let number = lower.strip_prefix('f')?.parse().ok()?;
            KeyCode::F(number).valid()?
        }
    };
    Some(Key { code, modifier })
}

impl KeyCode {
    fn valid(self) -> Option<KeyCode> {
        match self {
            KeyCode::F(number) if !(1..=12).contains(&number) => None,
            code => Some(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_keys(sequence: &str, shown: &str) {
        let keys = parse_keys(sequence).unwrap();
        let printed: Vec<String> = keys.iter().map(Key::to_string).collect();
        assert_eq!(printed.join(" "), shown, "{sequence}");
    }

    #[test]
    fn sequences_name_every_key() {
        assert_keys("jG/", "j G /");
        assert_keys("<Enter><CR>\n", "Enter Enter Enter");
        assert_keys("<esc><TAB><S-Tab><Space> ", "Esc Tab Shift-Tab Space Space");
        assert_keys("<C-d><C-С><A-Left><M-Right><S-g>", "Ctrl-d Ctrl-С Alt-← Alt-→ G");
        assert_keys("<BS><Del><Up><Down><Home><End><PgUp><PgDn>", "Backspace Delete ↑ ↓ Home End PgUp PgDn");
        assert_keys("<F1><F12><lt><gt>", "F1 F12 < >");
    }

    #[test]
    fn a_wrong_name_is_pointed_at() {
        for (sequence, at, name) in [("jj<Entre>", 2, "Entre"), ("<F13>", 0, "F13"), ("a<b", 1, "b"), ("<>", 0, "")] {
            assert_eq!(parse_keys(sequence), Err(KeyError { at, name: name.to_owned() }), "{sequence}");
        }
    }

    #[test]
    fn both_layouts_have_the_same_number_of_keys() {
        assert_eq!(RUSSIAN.chars().count(), LATIN.chars().count());
        let pairs = [('о', 'j'), ('л', 'k'), ('.', '/'), (',', '?'), ('Ж', ':'), ('П', 'G'), ('с', 'c'), ('М', 'V')];
        for (russian, latin) in pairs {
            assert_eq!(Key::char(russian).on_latin_layout(), Some(Key::char(latin)), "{russian}");
        }
        assert_eq!(Key::ctrl('с').on_latin_layout(), Some(Key::ctrl('c')));
        assert_eq!(Key::char('1').on_latin_layout(), None);
    }
}
