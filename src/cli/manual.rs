//! The manual page, made from the arguments: what the program is asked to do, its exit status, and where more stands.
//!
//! Keys are not here: `?` in the browser shows those of the pane at hand.

use super::arguments::NOTES;
use crate::error::{Error, Result};
use crate::query::forms;
use clap::{Arg, Command};
use clap_mangen::Man;
use roff::{Inline, Roff, bold, italic, roman};
use std::io;

const EXIT_STATUS: [(&str, &str); 4] = [
    ("0", "Done, also when nothing matched."),
    ("1", "Nothing could be read, or check found errors or warnings."),
    ("2", "Wrong usage."),
    ("130", "A command was interrupted."),
];

const ENVIRONMENT: [(&str, &str); 3] = [
    ("LC_ALL, LC_MESSAGES, LANG", "The language of data texts shown first, unless --lang says it."),
    ("NO_COLOR", "No colours, unless --color asks for them."),
    ("TERM", "Where it is dumb there are no colours and no browser."),
];

const SEE_ALSO: [&str; 2] =
    ["The keys: ? in the browser. The data: README.md.", "The format of the data as a JSON Schema: oreline schema."];

/// Options that are told once, for the browser, and mean the same in every command.
const TOLD_BEFORE: [&str; 7] = ["help", "inputs", "no_cache", "query", "countries", "since", "until"];

/// The page of a program with its commands.
pub(super) fn page(program: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    write(program, &mut page).map_err(|source| Error::Write { name: "the manual page".to_owned(), source })?;
    Ok(page)
}

fn write(program: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let mut program = program.clone();
    program.build();
    let man = Man::new(program.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;

    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    roff.text([bold("oreline"), roman(" [OPTIONS] [DATA]...")]).control("br", []);
    roff.text([bold("oreline"), roman(" COMMAND ...")]);
    roff.to_writer(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;

    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for command in program.get_subcommands() {
        describe(command, &mut roff);
    }
    roff.control("SH", ["EXIT STATUS"]);
    terms(&EXIT_STATUS, &mut roff);
    roff.control("SH", ["ENVIRONMENT"]);
    terms(&ENVIRONMENT, &mut roff);
    roff.control("SH", ["QUERIES"]);
    roff.text([roman("What -q and the search line take. Fields have Russian names as well.")]);
    for (written, finds) in forms::lines(usize::MAX) {
        roff.control("TP", []).text([bold(written)]).text([roman(finds)]);
    }
    roff.control("SH", ["NOTES"]).text([roman(NOTES.trim())]);
    roff.control("SH", ["SEE ALSO"]);
    for line in SEE_ALSO {
        roff.control("PP", []).text([roman(line)]);
    }
    roff.to_writer(page)
}

/// What a command does, and its own options.
fn describe(command: &Command, roff: &mut Roff) {
    let usage = command.clone().render_usage().to_string();
    roff.control("SS", [usage.trim_start_matches("Usage: ").trim()]);
    for text in [command.get_about(), command.get_after_help()].into_iter().flatten() {
        for paragraph in text.to_string().split("\n\n") {
            roff.control("PP", []).text([roman(paragraph)]);
        }
    }
    for argument in command.get_arguments() {
        // `--lang` has the same words everywhere, `--format` is of commands only.
        if TOLD_BEFORE.contains(&argument.get_id().as_str()) || argument.get_id() == "lang" {
            continue;
        }
        roff.control("TP", []).text(names(argument));
        let words: Vec<String> = argument.get_possible_values().iter().map(|word| word.get_name().to_owned()).collect();
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let words =
            if words.is_empty() || !takes_value(argument) { String::new() } else { format!(": {}", words.join(", ")) };
        roff.text([roman(format!("{help}{words}"))]);
    }
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

/// An argument as it is typed.
fn names(argument: &Arg) -> Vec<Inline> {
    let value = argument.get_value_names().and_then(|names| names.first()).map(|name| name.as_str().to_owned());
    let mut names = Vec::new();
    if let Some(long) = argument.get_long() {
        names.push(bold(format!("--{long}")));
    }
    if let Some(value) = value.filter(|_| takes_value(argument)) {
        if !names.is_empty() {
            names.push(roman(" "));
        }
        names.push(italic(value));
    }
    names
}

fn terms(terms: &[(&str, &str)], roff: &mut Roff) {
    for (term, meaning) in terms {
        roff.control("TP", []).text([bold(*term)]).text([roman(*meaning)]);
    }
}
