//! What inputs and outputs that have no name of their own are called.

use std::borrow::Cow;
use std::fmt::{self, Formatter};

use super::saying::{Tongue, Ui, Value};
use super::stored::Stored;

impl Ui {
    /// The name of what is read or written, in words where it has none of its own.
    pub fn input_name(self, name: &str) -> Cow<'_, str> {
        if self.tongue == Tongue::En {
            return name.into();
        }
        match name {
            "standard input" => "стандартный ввод".into(),
            "standard output" => "стандартный вывод".into(),
            "bundled dataset" => "встроенные данные".into(),
            "the output" => "вывод".into(),
            "the manual page" => "страница руководства".into(),
            "the proposed map" => "предложенная карта полей".into(),
            _ => match name.strip_prefix("a temporary file in ") {
                Some(folder) => format!("временный файл в {folder}").into(),
                None => name.into(),
            },
        }
    }
}

/// What was read or written, by the name that [`Ui::input_name`] says.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct InputName(pub String);

impl Value for InputName {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&ui.input_name(&self.0))
    }
}

impl Stored for InputName {
    fn keep(&self, to: &mut Vec<String>) {
        self.0.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<InputName> {
        String::kept(from).map(InputName)
    }
}
