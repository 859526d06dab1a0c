//! What happened, kept: on the screen as a sentence of the language that is spoken then, in the index on disk as its name
//! and its values.
//!
//! It knows no sentence.

use std::borrow::Cow;
use std::fmt::{self, Formatter, Write as _};
use std::sync::Arc;

use super::saying::{Ui, Value};

/// What can be written as texts and read back.
pub trait Stored: Sized {
    /// Appends its texts.
    fn keep(&self, to: &mut Vec<String>);

    /// Reads what [`Stored::keep`] has written; `None` when these are other texts.
    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<Self>;
}

impl Stored for String {
    fn keep(&self, to: &mut Vec<String>) {
        to.push(self.clone());
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<String> {
        from.next()
    }
}

macro_rules! kept_numbers {
    ($($type:ty)*) => {$(
        impl Stored for $type {
            fn keep(&self, to: &mut Vec<String>) {
                to.push(self.to_string());
            }

            fn kept(from: &mut dyn Iterator<Item = String>) -> Option<$type> {
                from.next()?.parse().ok()
            }
        }
    )*};
}
kept_numbers!(usize u64 i32 char);

impl<T: Stored> Stored for Box<T> {
    fn keep(&self, to: &mut Vec<String>) {
        (**self).keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<Box<T>> {
        T::kept(from).map(Box::new)
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn keep(&self, to: &mut Vec<String>) {
        self.len().keep(to);
        for one in self {
            one.keep(to);
        }
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<Vec<T>> {
        let count = usize::kept(from)?;
        // What is not there ends it, however many are promised.
        (0..count).map(|_| T::kept(from)).collect()
    }
}

impl Value for Cow<'_, str> {
    fn say(&self, _: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Value for Arc<str> {
    fn say(&self, _: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

/// A list: `a, b, c`.
impl<T: Value> Value for Vec<T> {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, one) in self.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            one.say(ui, f)?;
        }
        Ok(())
    }
}

/// Some, the last after a word: `a, b and c`, `a, b и c`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct All<T>(pub Vec<T>);

impl<T> From<Vec<T>> for All<T> {
    fn from(all: Vec<T>) -> All<T> {
        All(all)
    }
}

impl<T: Value> Value for All<T> {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, one) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_char(' ')?;
                f.write_str(ui.and())?;
                f.write_char(' ')?;
            }
            one.say(ui, f)?;
        }
        Ok(())
    }
}

impl<T: Stored> Stored for All<T> {
    fn keep(&self, to: &mut Vec<String>) {
        self.0.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<All<T>> {
        Vec::kept(from).map(All)
    }
}

/// The same as `happenings!`, of what is kept beyond the run of the program, or goes through an error of the system.
/// What `Display` writes is English: for tests, and where nobody is asked for the language.
macro_rules! kept_happenings {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident $({ $($value:ident: $type:ty),+ })? = $en:tt, $ru:tt;)*
    }) => {
        $crate::catalogue::saying::happenings! {
            $(#[$meta])*
            #[derive(Hash)]
            pub enum $name {
                $($(#[$doc])* $variant $({ $($value: $type),+ })? = $en, $ru;)*
            }
        }

        impl $crate::catalogue::stored::Stored for $name {
            fn keep(&self, to: &mut Vec<String>) {
                match self {
                    $($name::$variant $({ $($value),+ })? => {
                        to.push(stringify!($variant).to_owned());
                        $($($crate::catalogue::stored::Stored::keep($value, to);)+)?
                    })*
                }
            }

            fn kept(from: &mut dyn Iterator<Item = String>) -> Option<$name> {
                Some(match from.next()?.as_str() {
                    $(stringify!($variant) => $name::$variant $({
                        $($value: $crate::catalogue::stored::Stored::kept(from)?),+
                    })?,)*
                    _ => return None,
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::catalogue::Value::say(self, $crate::catalogue::Ui::ENGLISH, f)
            }
        }

        impl std::error::Error for $name {}
    };
}

pub(super) use kept_happenings;
