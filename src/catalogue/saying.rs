//! How a sentence of the catalogue is said: the language, its numbers and plurals, and the macros that make functions
//! and values of the columns.
//!
//! It knows no sentence.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter, Write};

/// A language of the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Tongue {
    /// Every language, in the order of the columns.
    pub const ALL: [Tongue; 2] = [Tongue::En, Tongue::Ru];

    /// Its BCP 47 tag, as `--ui` takes it.
    pub fn tag(self) -> &'static str {
        match self {
            Tongue::En => "en",
            Tongue::Ru => "ru",
        }
    }

    /// The language of a locale such as `ru_RU.UTF-8`; English where it is none of them.
    pub fn of_locale(locale: &str) -> Tongue {
        let tag = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        Tongue::ALL.into_iter().find(|tongue| tongue.tag().eq_ignore_ascii_case(tag)).unwrap_or_default()
    }

    /// The next one, round at the end.
    #[must_use]
    pub fn next(self) -> Tongue {
        match self {
            Tongue::En => Tongue::Ru,
            Tongue::Ru => Tongue::En,
        }
    }
}

/// What the program speaks, and with which signs. Each sentence of the catalogue is a function of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ui {
    /// The language.
    pub tongue: Tongue,
    /// Whether signs are ASCII. Letters stay what they are.
    pub ascii: bool,
}

impl Ui {
    /// English, where nothing else is asked for.
    pub const ENGLISH: Ui = Ui { tongue: Tongue::En, ascii: false };

    /// A language with its own signs.
    pub const fn new(tongue: Tongue) -> Ui {
        Ui { tongue, ascii: false }
    }

    /// A value as it is written in this language.
    pub fn say<T: Value + ?Sized>(self, value: &T) -> impl Display {
        Shown { ui: self, value }
    }

    /// Words of this language, chosen from a column each.
    pub(super) fn pick<T>(self, en: T, ru: T) -> T {
        match self.tongue {
            Tongue::En => en,
            Tongue::Ru => ru,
        }
    }

    /// Which form a number asks for.
    pub(super) fn form(self, number: u64) -> Form {
        let (ones, tens) = (number % 10, number % 100);
        match self.tongue {
            Tongue::En if number == 1 => Form::One,
            Tongue::En => Form::Many,
            Tongue::Ru if (11..=14).contains(&tens) => Form::Many,
            Tongue::Ru => match ones {
                1 => Form::One,
                2..=4 => Form::Few,
                _ => Form::Many,
            },
        }
    }
}

/// The forms that numbers ask for. A language with two has no [`Form::Few`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// 1; in Russian 21 and 101 too.
    One,
    /// 2 to 4, 22 in Russian.
    Few,
    /// The rest.
    Many,
}

/// What may stand in a sentence.
pub trait Value {
    /// Writes it in a language.
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result;
}

/// A value that forms are chosen by.
pub trait Number: Value {
    /// The number.
    fn number(&self) -> u64;
}

/// A value with the language that it is written in.
pub(super) struct Shown<'v, T: ?Sized> {
    pub ui: Ui,
    pub value: &'v T,
}

impl<T: Value + ?Sized> Display for Shown<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.value.say(self.ui, f)
    }
}

impl<T: Number + ?Sized> Shown<'_, T> {
    pub(super) fn form(&self) -> Form {
        self.ui.form(self.value.number())
    }
}

impl Value for str {
    fn say(&self, _: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Value for String {
    fn say(&self, _: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Value for char {
    fn say(&self, _: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char(*self)
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).say(ui, f)
    }
}

impl<T: Value + ?Sized> Value for Box<T> {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).say(ui, f)
    }
}

/// Fixed words of the catalogue, said in the language that they are asked in.
pub type Words = fn(Ui) -> &'static str;

/// Fixed words as a value: `Fixed(Ui::no_filter)`; with `#` in small letters.
#[derive(Clone, Copy)]
pub struct Fixed(pub Words);

impl PartialEq for Fixed {
    fn eq(&self, other: &Fixed) -> bool {
        (self.0)(Ui::ENGLISH) == (other.0)(Ui::ENGLISH)
    }
}

impl Eq for Fixed {}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str((self.0)(Ui::ENGLISH))
    }
}

impl Value for Fixed {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        let words = (self.0)(ui);
        if f.alternate() { f.write_str(&words.to_lowercase()) } else { f.pad(words) }
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Value for $type {
            fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
                grouped(self.number(), ui, f)
            }
        }
        impl Number for $type {
            fn number(&self) -> u64 {
                u64::try_from(*self).unwrap_or(u64::MAX)
            }
        }
    )*};
}
numbers!(usize u16 u32 u64 u128);

/// Russian sets the digits of a number apart by threes from five digits on.
fn grouped(number: u64, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
    if ui.tongue == Tongue::En || number < 10_000 {
        return Display::fmt(&number, f);
    }
    let blank = if ui.ascii { ' ' } else { '\u{202F}' };
    let mut unit = 1000_u64.pow(number.ilog10() / 3);
    write!(f, "{}", number / unit)?;
    while unit > 1 {
        unit /= 1000;
        write!(f, "{blank}{:03}", number / unit % 1000)?;
    }
    Ok(())
}

/// A sentence with its values, written where it is used.
pub(super) struct Said<F> {
    ui: Ui,
    write: F,
}

impl<F: Fn(&mut dyn Write) -> fmt::Result> Said<F> {
    pub(super) fn new(ui: Ui, write: F) -> Said<F> {
        Said { ui, write }
    }
}

impl<F: Fn(&mut dyn Write) -> fmt::Result> Display for Said<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        written(self.ui, f, |out| (self.write)(out))
    }
}

/// Writes a sentence with the signs of the look.
pub(super) fn written(ui: Ui, f: &mut Formatter<'_>, write: impl FnOnce(&mut dyn Write) -> fmt::Result) -> fmt::Result {
    if ui.ascii && ui.tongue != Tongue::En { write(&mut Ascii(f)) } else { write(f) }
}

/// Signs of print become those of a typewriter.
struct Ascii<'f, 'b>(&'f mut Formatter<'b>);

impl Write for Ascii<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, sign)) = rest.char_indices().find_map(|(at, c)| Some((at, of_typewriter(c)?))) {
            self.0.write_str(&rest[..at])?;
            self.0.write_str(sign)?;
            rest = rest[at..].char_indices().nth(1).map_or("", |(next, _)| &rest[at + next..]);
        }
        self.0.write_str(rest)
    }
}

/// A text with the signs of a typewriter in place of those of print.
pub fn typewritten(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| of_typewriter(c).is_some()) {
        return text.into();
    }
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match of_typewriter(c) {
            Some(sign) => written.push_str(sign),
            None => written.push(c),
        }
    }
    written.into()
}

fn of_typewriter(c: char) -> Option<&'static str> {
    Some(match c {
        '«' | '»' | '„' | '“' => "\"",
        '–' | '—' => "-",
        '…' => "...",
        '\u{202F}' | '\u{A0}' => " ",
        '→' => "->",
        _ => return None,
    })
}

/// Functions of [`Ui`], one a sentence: `name(values) = "English", "Russian";`, each language as one text or as its forms
/// by a number.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident $(($($value:ident: $type:ty),+))? = $en:tt, $ru:tt;)*) => {
        impl $crate::catalogue::Ui {
            $($crate::catalogue::saying::sentence! { [$(#[$doc])*] $name [$($($value: $type),+)?] $en $ru })*
        }

        #[cfg(test)]
        pub(super) const LISTED: &[$crate::catalogue::tests::Listed] =
            &[$($crate::catalogue::tests::Listed { name: stringify!($name), en: stringify!($en), ru: stringify!($ru) }),*];
    };
}

macro_rules! sentence {
    ([$($doc:tt)*] $name:ident [] $en:literal $ru:literal) => {
        $($doc)*
        pub(crate) fn $name(self) -> &'static str {
            self.pick($en, $ru)
        }
    };
    ([$($doc:tt)*] $name:ident [$($value:ident: $type:ty),+] $en:tt $ru:tt) => {
        $($doc)*
        pub(crate) fn $name(self, $($value: $type),+) -> impl std::fmt::Display {
            $crate::catalogue::saying::Said::new(self, move |f| {
                $(let $value = &$crate::catalogue::saying::Shown { ui: self, value: &$value };)+
                $crate::catalogue::saying::columns!(self, f, $en, $ru)
            })
        }
    };
}

/// A type whose values are sentences: `Variant { values } = "English", "Russian";`.
macro_rules! happenings {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident $({ $($value:ident: $type:ty),+ })? = $en:tt, $ru:tt;)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "the sentences say what they are")]
        pub enum $name {
            $($(#[$doc])* $variant $({ $($value: $type),+ })?,)*
        }

        impl $crate::catalogue::Value for $name {
            fn say(&self, ui: $crate::catalogue::Ui, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::catalogue::saying::written(ui, f, |f| match self {
                    $($name::$variant $({ $($value),+ })? => {
                        $($(let $value = &$crate::catalogue::saying::Shown { ui, value: $value };)+)?
                        $crate::catalogue::saying::columns!(ui, f, $en, $ru)
                    })*
                })
            }
        }

        #[cfg(test)]
        impl $crate::catalogue::tests::Sample for $name {
            fn sample() -> $name {
                $name::EACH[0]()
            }
        }

        #[cfg(test)]
        impl $name {
            /// Each variant with values that say something.
            pub(crate) const EACH: &[fn() -> $name] = &[$(|| $name::$variant $({
                $($value: $crate::catalogue::tests::Sample::sample()),+
            })?),*];

            pub(in crate::catalogue) const LISTED: &[$crate::catalogue::tests::Listed] =
                &[$($crate::catalogue::tests::Listed { name: stringify!($variant), en: stringify!($en), ru: stringify!($ru) }),*];
        }
    };
}

/// Writes the text of the language.
macro_rules! columns {
    ($ui:expr, $f:expr, $en:tt, $ru:tt) => {
        match $ui.tongue {
            $crate::catalogue::Tongue::En => $crate::catalogue::saying::column!($f, $en),
            $crate::catalogue::Tongue::Ru => $crate::catalogue::saying::column!($f, $ru),
        }
    };
}

/// Writes a text, or that of its forms for which a number asks.
macro_rules! column {
    ($f:expr, $text:literal) => {
        std::write!($f, $text)
    };
    ($f:expr, [$by:ident: $one:literal | $other:literal]) => {
        match $by.form() {
            $crate::catalogue::saying::Form::One => std::write!($f, $one),
            _ => std::write!($f, $other),
        }
    };
    ($f:expr, [$by:ident: $one:literal | $few:literal | $many:literal]) => {
        match $by.form() {
            $crate::catalogue::saying::Form::One => std::write!($f, $one),
            $crate::catalogue::saying::Form::Few => std::write!($f, $few),
            $crate::catalogue::saying::Form::Many => std::write!($f, $many),
        }
    };
}

pub(super) use {column, columns, happenings, sentence, sentences};
