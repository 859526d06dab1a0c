//! What is wrong with the arguments: what `clap` has found, as a sentence of the catalogue.
//!
//! Options and their values stay as they are typed. What arguments mean is not known here.

use super::arguments::Refused;
use crate::catalogue::{Tongue, Ui, Usage};
use crate::text::sanitise_line;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::ffi::OsString;

/// The language that the arguments ask for, where they cannot be read whole.
pub(super) fn tongue_of(arguments: &[OsString]) -> Option<Tongue> {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut tag = None;
    while let Some(word) = words.next() {
        match word.strip_prefix("--ui") {
            Some("") => tag = words.next().map(std::borrow::Cow::into_owned),
            Some(rest) => tag = rest.strip_prefix('=').map(str::to_owned),
            None => {}
        }
    }
    Tongue::ALL.into_iter().find(|tongue| Some(tongue.tag()) == tag.as_deref())
}

/// What is wrong, how the program is called, and where more stands.
pub(super) fn said(error: &clap::Error, ui: Ui) -> String {
    let mut said = ui.say(&what(error)).to_string();
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let lines = usage.trim_start_matches("Usage:").lines().map(str::trim).collect::<Vec<_>>().join("\n  ");
        said = format!("{said}\n\n{}", ui.usage_of(&lines));
    }
    format!("{said}\n\n{}", ui.more_by_help())
}

fn what(error: &clap::Error) -> Usage {
    let safe = |word: &String| sanitise_line(word).into_owned();
    let words = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => safe(word),
        Some(ContextValue::Strings(words)) => words.iter().map(safe).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    let (option, value) = (words(ContextKind::InvalidArg), words(ContextKind::InvalidValue));
    let possible = words(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => match words(ContextKind::SuggestedArg) {
            near if near.is_empty() => Usage::Unexpected { option },
            near => Usage::UnexpectedNear { option, near },
        },
        ErrorKind::InvalidValue if value.is_empty() && possible.is_empty() => Usage::NoValue { option },
        ErrorKind::InvalidValue if value.is_empty() => Usage::NoValueOf { option, words: possible },
        ErrorKind::InvalidValue => Usage::NoSuchValue { value, option, words: possible },
        ErrorKind::ValueValidation => {
            let refused = error.source().and_then(|source| source.downcast_ref::<Refused>());
            let wanted = refused.map_or(Usage::Other, |Refused(wanted)| wanted.clone());
            Usage::WrongValue { value, option, wanted: Box::new(wanted) }
        }
        ErrorKind::MissingRequiredArgument => Usage::Missing { what: option },
        ErrorKind::ArgumentConflict => match words(ContextKind::PriorArg) {
            prior if prior == option => Usage::Twice { option },
            others => Usage::Conflict { option, others },
        },
        ErrorKind::TooManyValues => Usage::TakesNoValue { option, value },
        ErrorKind::InvalidUtf8 => Usage::NotUtf8,
        _ => Usage::Other,
    }
}
