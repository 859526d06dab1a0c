//! Arguments: as they are typed, and what they mean.
//!
//! What is typed is in `arguments.rs`; an [`Invocation`] is what is meant, with the query read, the language chosen and
//! the inputs named. Nothing behind this file knows how an argument is written.

mod arguments;
mod manual;
mod refused;
#[cfg(feature = "store")]
mod stores;

use crate::app::keymap::KeyError;
use crate::app::{Ground, Settings};
use crate::catalogue::{Expectation, Tongue, Ui, Usage, Wanted};
use crate::commands::show::ShowFormat;
use crate::commands::{self, Selection};
use crate::error::{Error, Result};
use crate::export::{Format, RowFormat, Terminal};
use crate::headless::Headless;
use crate::load::import::{Map, Maps};
use crate::load::{self, Cache, Input};
use crate::model::{Country, Day, Lang};
use crate::query::ast::Value;
use crate::query::pairs::Who;
use crate::query::{Field, Part, Query, View, mistyped};
use crate::runtime::Resources;
use crate::state::StateFile;
use crate::text::address::has_web_scheme;
use crate::text::{sanitise, sanitise_line};
use crate::{clock, runtime};
use arguments::{Arguments, Color, Command, Data, Filter, FrameFormat, Language, Output, RecordOutput, Screen, Theme};
use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use ratatui::layout::Size;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What the program is asked to do.
#[derive(Debug)]
pub enum Invocation {
    /// Open the browser.
    Browse(runtime::Options),
    /// Draw one frame of the browser to standard output.
    Print {
        /// What is opened, and how.
        options: runtime::Options,
        /// Size of the frame in cells.
        size: Size,
        /// Keys that are pressed first.
        keys: String,
        /// How it is drawn.
        format: FrameFormat,
    },
    /// List what a view lists.
    List(Selection, View),
    /// Show one record.
    Show(Selection, String, ShowFormat),
    /// Count who took part together.
    Pairs(Selection, Who, Option<String>),
    /// Show the data in numbers.
    Stats(Selection),
    /// List the problems of the data.
    Check(Vec<Input>, Option<Cache>),
    /// Write the data in the format of one record a line.
    Convert(Vec<Input>),
    /// Print a map for a file, proposed.
    ProposeMap(Vec<Input>),
    /// Print a map of the program.
    PrintMap(String),
    /// List the maps of the program.
    ListMaps,
    /// Bring data into a store.
    #[cfg(feature = "store")]
    Push(commands::push::Push),
    /// List the names of the data that a store has.
    #[cfg(feature = "store")]
    Names(crate::store::Address, crate::store::Access),
    /// Print the JSON Schema of the format.
    Schema,
    /// Print what a shell needs to complete arguments.
    Completions(Shell),
    /// Print the manual page.
    Man,
}

/// What the environment says that an argument may leave open.
struct Surroundings {
    /// Standard output is a terminal.
    is_terminal: bool,
    /// `NO_COLOR` is set to something, or `TERM` is `dumb`.
    is_colourless: bool,
    /// `COLORTERM` says that it has all colours.
    has_all_colors: bool,
    /// Columns of that terminal.
    width: Option<usize>,
    /// What the program speaks: of `LC_ALL`, else `LC_MESSAGES`, else `LANG`, unless an argument says it.
    tongue: Tongue,
    /// The user's folder for what can be made again, as the XDG base directory specification says.
    cache_home: Option<PathBuf>,
    /// The user's folder for what is kept from one run to the next and is no data, as the same specification says.
    state_home: Option<PathBuf>,
    /// The user's folder for what the user has set up, as the same specification says.
    config_home: Option<PathBuf>,
    /// The local day.
    today: Day,
}

impl Surroundings {
    fn of_process() -> Surroundings {
        let is_terminal = io::stdout().is_terminal();
        let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let word = |name: &str| std::env::var(name).ok().filter(|word| !word.is_empty());
        Surroundings {
            is_terminal,
            is_colourless: word("NO_COLOR").is_some() || word("TERM").is_some_and(|term| term == "dumb"),
            has_all_colors: word("COLORTERM").is_some_and(|colors| colors == "truecolor" || colors == "24bit"),
            width: if is_terminal { runtime::terminal_width() } else { None },
            tongue: Tongue::of_locale(
                &["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(word).unwrap_or_default(),
            ),
            cache_home: xdg_home("XDG_CACHE_HOME", ".cache", &variable),
            state_home: xdg_home("XDG_STATE_HOME", ".local/state", &variable),
            config_home: xdg_home("XDG_CONFIG_HOME", ".config", &variable),
            today: clock::today(),
        }
    }
}

/// The folder of a variable, else one in `$HOME`; the specification has relative paths ignored.
fn xdg_home(name: &str, in_home: &str, variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |name| variable(name).filter(|path| path.is_absolute());
    absolute(name).or_else(|| absolute("HOME").map(|home| home.join(in_home)))
}

impl Surroundings {
    /// Where what the user makes is kept.
    fn state(&self) -> Option<StateFile> {
        self.state_home.as_ref().map(|home| StateFile::in_folder(home.join("oreline")))
    }

    /// Where the user's own maps are.
    fn maps(&self) -> Option<PathBuf> {
        self.config_home.as_ref().map(|home| home.join("oreline/maps"))
    }
}

impl Arguments {
    fn meaning(mut self, around: &Surroundings) -> Result<Invocation> {
        let Some(mut command) = self.command.take() else {
            self.data.require_file_or_command()?;
            #[cfg(feature = "store")]
            if let Some(address) = self.data.address()?
                && address.name.is_none()
            {
                return Ok(Invocation::Names(address, stores::access(&self.data.store)?));
            }
            // A frame that is printed is the same for every user.
            let around_maps = self.screen.print.is_none().then_some(around);
            self.data.limit_unpacking();
            let inputs = self.data.inputs(around_maps)?;
            let options = runtime::Options {
                resources: Resources {
                    inputs,
                    cache: self.data.cache(around),
                    state: around.state(),
                    maps: around.maps(),
                    #[cfg(feature = "store")]
                    browsed: self.data.browsed()?,
                },
                asks_ground: self.screen.asks_ground(around),
                settings: Settings {
                    ground: self.screen.ground(),
                    has_all_colors: around.has_all_colors || self.screen.frame_format == FrameFormat::Svg,
                    lang: self.lang.chosen(around),
                    tongue: around.tongue,
                    ascii: self.screen.ascii,
                    mouse: self.screen.mouse,
                    color: self.screen.uses_color(around),
                    query: self.filter.query(around.today)?,
                    today: around.today,
                    ..Settings::default()
                },
            };
            return Ok(match self.screen.print {
                Some(size) => {
                    let (keys, format) = (self.screen.keys.unwrap_or_default(), self.screen.frame_format);
                    Invocation::Print { options, size, keys, format }
                }
                None => Invocation::Browse(options),
            });
        };
        if self.data.is_given() || self.filter.is_given() || self.lang.lang.is_some() || self.screen.is_given() {
            return Err(Error::Usage(Usage::OptionsAfterCommand));
        }
        let reads_stores = command.reads_stores();
        if let Some(data) = command.data_mut() {
            data.no_cache |= self.data.no_cache;
            data.limit_unpacking();
            if !reads_stores && data.names_store() {
                let what = std::env::args().nth(1).unwrap_or_default();
                return Err(Error::Usage(Usage::NotOfStore { what: sanitise_line(&what).into_owned() }));
            }
        }
        Ok(match command {
            Command::List { data, view, filter, output } => {
                let selection = output.selection(&data, &filter, around)?;
                #[cfg(feature = "store")]
                let selection = Selection { browsed: data.browsed()?, ..selection };
                Invocation::List(selection, view)
            }
            Command::Show { id, data, filter, output } => {
                let RecordOutput { lang, format } = output;
                let output = Output { lang, format: None };
                let selection = output.selection(&data, &filter, around)?;
                let format = format.unwrap_or(ShowFormat::Fields(selection.format));
                Invocation::Show(selection, id, format)
            }
            Command::Pairs { data, people, with, filter, output } => {
                let who = if people { Who::People } else { Who::Countries };
                let with = match (with, who) {
                    (Some(name), Who::Countries) => Some(country(&name)?),
                    (with, _) => with,
                };
                Invocation::Pairs(output.selection(&data, &filter, around)?, who, with)
            }
            Command::Stats { data, filter, output } => Invocation::Stats(output.selection(&data, &filter, around)?),
            Command::Check { data } => Invocation::Check(data.inputs(Some(around))?, data.cache(around)),
            Command::Convert { print_map: Some(name), .. } => Invocation::PrintMap(name),
            Command::Convert { list_maps: true, .. } => Invocation::ListMaps,
            Command::Convert { propose_map: true, data, .. } => Invocation::ProposeMap(data.inputs(None)?),
            Command::Convert { data, .. } => Invocation::Convert(data.inputs(Some(around))?),
            #[cfg(feature = "store")]
            Command::Push { data, to, replace, shards } => {
                let (to, access) = (stores::address(&to, &data.store)?, stores::access(&data.store)?);
                let (inputs, portion) = (data.inputs(Some(around))?, commands::push::PORTION);
                Invocation::Push(commands::push::Push { inputs, to, access, replace, shards, portion })
            }
            #[cfg(not(feature = "store"))]
            Command::Push { .. } => return Err(Error::Usage(Usage::StoreNotBuilt)),
            Command::Schema => Invocation::Schema,
            Command::Completions { shell } => Invocation::Completions(shell),
            Command::Man => Invocation::Man,
        })
    }
}

impl Command {
    /// Whether its data may be those of a store.
    fn reads_stores(&self) -> bool {
        !matches!(self, Command::Check { .. } | Command::Convert { .. } | Command::Push { .. })
    }

    fn data_mut(&mut self) -> Option<&mut Data> {
        match self {
            Command::List { data, .. }
            | Command::Show { data, .. }
            | Command::Pairs { data, .. }
            | Command::Stats { data, .. }
            | Command::Check { data }
            | Command::Convert { data, .. } => Some(data),
            #[cfg(feature = "store")]
            Command::Push { data, .. } => Some(data),
            #[cfg(not(feature = "store"))]
            Command::Push { .. } => None,
            Command::Schema | Command::Completions { .. } | Command::Man => None,
        }
    }
}

/// The command line that was meant by a word that is no file: what other programs call a command, a misspelt one, or a
/// country that is looked for.
fn meant_by(word: &str, commands: &[&str]) -> Option<String> {
    match word {
        "help" | "version" => return Some(format!("oreline --{word}")),
        _ => {}
    }
    let command = mistyped(word, commands).map(|command| format!("oreline {command}"));
    command.or_else(|| Country::find(word).map(|country| format!("oreline -c {}", country.code())))
}

impl Data {
    /// Whether a store beyond this machine is among the data.
    fn names_store(&self) -> bool {
        self.inputs.iter().any(|input| has_web_scheme(&input.to_string_lossy()))
    }

    /// Fails when a bare word, which may be a misspelt command, stands where the first file would, and is none.
    fn require_file_or_command(&self) -> Result<()> {
        let Some(first) = self.inputs.first() else { return Ok(()) };
        let shown = first.to_string_lossy();
        let is_word = !shown.is_empty() && shown.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        let is_missing =
            || std::fs::symlink_metadata(first).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if !is_word || !is_missing() {
            return Ok(());
        }
        let program = Arguments::command();
        let commands: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        let name = sanitise_line(&shown).into_owned();
        if let Some(near) = meant_by(&shown, &commands) {
            return Err(Error::Usage(Usage::NoFileOrCommandNear { name, near }));
        }
        Err(Error::Usage(Usage::NoFileOrCommand { name, commands: commands.join(", ") }))
    }

    fn limit_unpacking(&self) {
        if let Some(bytes) = self.unpack_limit {
            load::set_unpack_limit(bytes);
        }
    }

    fn cache(&self, around: &Surroundings) -> Option<Cache> {
        let home = around.cache_home.as_ref().filter(|_| !self.no_cache)?;
        Some(Cache::in_folder(home.join("oreline")))
    }

    fn is_given(&self) -> bool {
        !self.inputs.is_empty()
    }

    /// The data of a store.
    #[cfg(not(feature = "store"))]
    #[allow(clippy::unused_self, reason = "a build with the feature asks it")]
    fn stored(&self) -> Result<Vec<Input>> {
        Err(Error::Usage(Usage::StoreNotBuilt))
    }

    /// The inputs, with the maps that may read them: the user's own when it is said where they are.
    fn inputs(&self, around: Option<&Surroundings>) -> Result<Vec<Input>> {
        if self.inputs.iter().any(|path| path.as_os_str().is_empty()) {
            return Err(Error::Usage(Usage::EmptyName));
        }
        if self.names_store() {
            return self.stored();
        }
        // A map that is none is wrong usage, also where nothing needs it.
        let chosen = match &self.map {
            Some(words) => Some((words.clone(), Map::asked_for(words, |path| std::fs::read_to_string(path))?)),
            None => None,
        };
        if self.inputs.is_empty() {
            return Ok(vec![Input::Bundled]);
        }
        let own = around.map(own_maps).unwrap_or_default();
        let maps = (chosen.is_some() || !own.is_empty()).then(|| Arc::new(Maps { chosen, own }));
        if self.inputs.iter().filter(|path| *path == Path::new("-")).count() > 1 {
            return Err(Error::Usage(Usage::InputOnce));
        }
        let input = |path: &PathBuf| {
            let input = if path == Path::new("-") { Input::Stdin } else { Input::Path(path.clone()) };
            match &maps {
                Some(maps) => Input::Mapped(Box::new(input), Arc::clone(maps)),
                None => input,
            }
        };
        Ok(self.inputs.iter().map(input).collect())
    }
}

/// The maps in the user's folder, by their names. One that is wrong is said and passed over.
fn own_maps(around: &Surroundings) -> Vec<Arc<Map>> {
    let Some(folder) = around.maps() else { return Vec::new() };
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.to_string_lossy();
        Map::asked_for(&name, |path| std::fs::read_to_string(path))
    };
    let mut maps = Vec::new();
    for path in paths {
        match read(&path) {
            Ok(map) => maps.push(map),
            Err(error) => {
                let ui = Ui::new(around.tongue);
                let said = ui.map_passed_over(&ui.say(&error).to_string()).to_string();
                let _ = writeln!(io::stderr(), "oreline: {}", sanitise(&said));
            }
        }
    }
    maps
}

impl Filter {
    fn is_given(&self) -> bool {
        self.query.is_some() || !self.countries.is_empty() || self.since.is_some() || self.until.is_some()
    }

    /// One query of all that selects.
    fn query(&self, today: Day) -> Result<Query> {
        let mut query = parsed(self.query.as_deref().unwrap_or_default())?;
        let mut parts = Vec::new();
        if !self.countries.is_empty() {
            let names: Vec<String> = self.countries.iter().map(|name| country(name)).collect::<Result<_>>()?;
            parts.extend(parsed(&format!("country:{}", names.join(",")))?.parts);
        }
        if self.since.is_some() || self.until.is_some() {
            let (since, until) = (self.since.as_deref().unwrap_or_default(), self.until.as_deref().unwrap_or_default());
            let text = format!("date:{since}..{until}");
            let [dates @ Part::Dates(_)] = &parsed(&text)?.parts[..] else {
                return Err(wrong_query(&text, "date:".len(), Wanted::SuchADate));
            };
            parts.push(dates.clone());
        }
        for part in parts {
            if !query.parts.contains(&part) {
                query.parts.push(part);
            }
        }
        Ok(query.on(today))
    }
}

/// The codes of the countries that a `-c` names, with commas between.
fn country(text: &str) -> Result<String> {
    let code = |text: &str| Value::picked(Field::Country, text.trim()).map(|value| value.text);
    if let Some(code) = code(text) {
        return Ok(code);
    }
    let codes: Option<Vec<String>> = text.split(',').map(code).collect();
    if let (Some(codes), true) = (codes, text.contains(',')) {
        return Ok(codes.join(","));
    }
    // The language of queries knows which names are near.
    let quoted = format!("country:\"{}\"", text.replace('"', "'"));
    match parsed(&quoted) {
        Err(error) => Err(error),
        Ok(_) => Err(wrong_query(&quoted, "country:".len(), Wanted::CountryOrGroup)),
    }
}

fn parsed(text: &str) -> Result<Query> {
    Query::parse(text).map_err(|error| Error::Query {
        query: sanitise_line(text).into_owned(),
        at: error.at,
        expected: error.expectation(),
    })
}

fn wrong_query(text: &str, at: usize, wanted: Wanted) -> Error {
    Error::Query { query: sanitise_line(text).into_owned(), at, expected: Expectation { wanted, near: None } }
}

impl Language {
    fn chosen(&self, around: &Surroundings) -> Lang {
        self.lang.unwrap_or(match around.tongue {
            Tongue::En => Lang::En,
            Tongue::Ru => Lang::Ru,
        })
    }
}

impl Output {
    fn selection(&self, data: &Data, filter: &Filter, around: &Surroundings) -> Result<Selection> {
        let usual = if around.is_terminal { RowFormat::Table } else { RowFormat::Plain };
        Ok(Selection {
            inputs: data.inputs(Some(around))?,
            cache: data.cache(around),
            state: around.state(),
            query: filter.query(around.today)?,
            lang: self.lang.chosen(around),
            format: self.format.unwrap_or(Format::Rows(usual)),
            terminal: Terminal {
                width: around.width,
                is_styled: around.is_terminal && !around.is_colourless,
                ui: Ui::new(around.tongue),
            },
            ui: Ui::new(around.tongue),
            #[cfg(feature = "store")]
            browsed: None,
        })
    }
}

impl Screen {
    fn is_given(&self) -> bool {
        self.color != Color::Auto
            || self.theme != Theme::Auto
            || self.ascii
            || self.mouse
            || self.print.is_some()
            || self.keys.is_some()
    }

    fn ground(&self) -> Ground {
        match self.theme {
            // A picture has a ground of its own.
            Theme::Auto if self.frame_format == FrameFormat::Svg => Ground::Dark(None),
            Theme::Auto => Ground::Unknown,
            Theme::Dark => Ground::Dark(None),
            Theme::Light => Ground::Light(None),
        }
    }

    /// Whether the answer of the terminal would be of use.
    fn asks_ground(&self, around: &Surroundings) -> bool {
        self.theme == Theme::Auto && self.print.is_none() && around.is_terminal && self.uses_color(around)
    }

    fn uses_color(&self, around: &Surroundings) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => (around.is_terminal || self.frame_format == FrameFormat::Svg) && !around.is_colourless,
        }
    }
}

/// Reads the arguments and does what they mean; messages go to standard error. Exit status: 0 done, 1 nothing could be
/// read or `check` found errors or warnings, 2 wrong usage.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let mut around = Surroundings::of_process();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            let ui = Ui::new(refused::tongue_of(&typed).unwrap_or(around.tongue));
            let _ = writeln!(io::stderr(), "oreline: {}", sanitise(&refused::said(&error, ui)));
            return ExitCode::from(2);
        }
        Err(help) => {
            return match help.print().and_then(|()| io::stdout().flush()) {
                // When nobody reads the help any more, it was read.
                Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
                    let failed = Error::Write { name: "standard output".to_owned(), source };
                    let _ = writeln!(io::stderr(), "oreline: {}", Ui::new(around.tongue).say(&failed));
                    ExitCode::FAILURE
                }
                _ => ExitCode::SUCCESS,
            };
        }
    };
    around.tongue = arguments.ui.unwrap_or(around.tongue);
    let done = arguments.meaning(&around).and_then(|invocation| perform(invocation, Ui::new(around.tongue)));
    match done {
        Ok(code) => code,
        Err(Error::Write { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // What was typed stands in it, and what the data and the system say.
            let ui = Ui::new(around.tongue);
            let _ = writeln!(io::stderr(), "oreline: {}", sanitise(&ui.say(&error).to_string()));
            if let Some(remedy) = error.remedy() {
                let _ = writeln!(io::stderr(), "{}", ui.say(&remedy));
            }
            ExitCode::from(match error {
                Error::Usage(_)
                | Error::Query { .. }
                | Error::Terminal(_)
                | Error::Map { .. }
                | Error::NeedsMap { .. } => 2,
                _ => 1,
            })
        }
    }
}

/// What a command reads; the browser sees to its own.
fn inputs_of(invocation: &Invocation) -> &[Input] {
    match invocation {
        Invocation::List(selection, _)
        | Invocation::Show(selection, ..)
        | Invocation::Pairs(selection, ..)
        | Invocation::Stats(selection) => &selection.inputs,
        Invocation::Check(inputs, _) | Invocation::Convert(inputs) => inputs,
        Invocation::Print { options, .. } => &options.resources.inputs,
        _ => &[],
    }
}

fn perform(invocation: Invocation, ui: Ui) -> Result<ExitCode> {
    runtime::with_tunables(inputs_of(&invocation));
    match invocation {
        Invocation::Browse(options) => return runtime::run(options),
        Invocation::Print { options, size, keys, format } => {
            let mut browser = Headless::with(options.resources.of_data(), options.settings, size)?;
            browser.press(&keys).map_err(|KeyError { at, name }| Error::Usage(Usage::Keys { at: at + 1, name }))?;
            let frame = match format {
                FrameFormat::Text => browser.text(),
                FrameFormat::Svg => browser.picture(),
            };
            print_text(frame.as_bytes())?;
        }
        Invocation::List(selection, view) => commands::list::run(&selection, view)?,
        Invocation::Show(selection, id, format) => commands::show::run(&selection, &id, format)?,
        Invocation::Check(inputs, cache) => {
            if commands::check::run(&inputs, cache.as_ref(), ui)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Invocation::Pairs(selection, who, with) => commands::pairs::run(&selection, who, with.as_deref())?,
        Invocation::Stats(selection) => commands::stats::run(&selection)?,
        Invocation::Convert(inputs) => commands::convert::run(&inputs, ui)?,
        Invocation::ProposeMap(inputs) => commands::convert::propose_map(&inputs, ui)?,
        Invocation::PrintMap(name) => commands::convert::print_map(&name)?,
        Invocation::ListMaps => commands::convert::list_maps()?,
        #[cfg(feature = "store")]
        Invocation::Push(push) => commands::push::run(&push, ui)?,
        #[cfg(feature = "store")]
        Invocation::Names(address, access) => {
            let names = crate::store::Store::open(&address, &access)?.names()?;
            print_text(names.iter().flat_map(|name| [name, "\n"]).collect::<String>().as_bytes())?;
        }
        Invocation::Schema => commands::schema::run()?,
        Invocation::Completions(shell) => print_text(&completions(shell))?,
        Invocation::Man => print_text(&manual::page(&Arguments::command())?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print_text(text: &[u8]) -> Result<()> {
    let written = io::stdout().write_all(text).and_then(|()| io::stdout().flush());
    written.map_err(|source| Error::Write { name: "standard output".to_owned(), source })
}

/// The completions of a shell.
fn completions(shell: Shell) -> Vec<u8> {
    // Written to memory, because the generator cannot say that nobody reads any more.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "oreline", &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning_in(locale: &str, arguments: &str) -> Result<Invocation> {
        let words = std::iter::once("oreline").chain(arguments.split_whitespace());
        let arguments = Arguments::try_parse_from(words).unwrap();
        let around = Surroundings {
            is_terminal: false,
            is_colourless: false,
            has_all_colors: false,
            width: None,
            tongue: arguments.ui.unwrap_or(Tongue::of_locale(locale)),
            cache_home: Some("/home/user/.cache".into()),
            state_home: Some("/home/user/.local/state".into()),
            config_home: None,
            today: Day(20_000),
        };
        arguments.meaning(&around)
    }

    #[track_caller]
    fn assert_query(arguments: &str, expected: &str) {
        let Invocation::List(selection, _) = meaning_in("", &format!("list {arguments}")).unwrap() else { panic!() };
        assert_eq!(selection.query.to_string(), expected, "{arguments}");
    }

    #[test]
    fn all_filters_are_one_query() {
        assert_query("", "");
        assert_query("-c KZ -c mongolia", "country:KZ,MN");
        assert_query("-c C5,США", "country:C5,US");
        assert_query("--since 2024 --until 2025-03", "date:2024..2025-03");
        assert_query("--since 2024", "date:2024..");
        assert_query("--until 2024", "date:..2024");
        assert_query("-q -kind:visit -c KZ --until 2024", "-kind:visit country:KZ date:..2024");
        assert_query("-q country:KZ -c KZ", "country:KZ");
    }

    #[test]
    fn what_is_no_country_or_date_is_wrong_usage() {
        for arguments in ["list -c Atlantis", "list -c KZ,Atlantis", "list --since soon", "list -q country:", "-q )"] {
            assert!(matches!(meaning_in("", arguments), Err(Error::Query { .. })), "{arguments}");
        }
    }

    #[test]
    fn the_language_is_chosen_or_of_the_locale() {
        for (locale, arguments, lang) in [
            ("", "", Lang::En),
            ("ru_RU.UTF-8", "", Lang::Ru),
            ("ru_RU.UTF-8", "--lang en", Lang::En),
            ("kk_KZ.UTF-8", "", Lang::En),
            ("C", "--lang ru", Lang::Ru),
            ("C", "--ui ru", Lang::Ru),
            ("ru_RU.UTF-8", "--ui en", Lang::En),
            ("C", "--ui ru --lang en", Lang::En),
        ] {
            let Invocation::Browse(options) = meaning_in(locale, arguments).unwrap() else { panic!() };
            assert_eq!(options.settings.lang, lang, "{locale} {arguments}");
        }
    }

    #[test]
    fn the_program_speaks_what_is_chosen_or_the_locale() {
        for (locale, arguments, tongue) in [
            ("", "", Tongue::En),
            ("ru_RU.UTF-8", "", Tongue::Ru),
            ("ru_RU.UTF-8", "--ui en", Tongue::En),
            ("ru_RU.UTF-8", "--lang en", Tongue::Ru),
            ("run_BI", "", Tongue::En),
            ("C", "--ui ru --lang en", Tongue::Ru),
        ] {
            let Invocation::Browse(options) = meaning_in(locale, arguments).unwrap() else { panic!() };
            assert_eq!(options.settings.tongue, tongue, "{locale} {arguments}");
        }
        assert!(meaning_in("", "list --ui ru").is_ok() && meaning_in("", "--ui ru list").is_ok());
    }

    #[test]
    fn an_index_is_kept_in_the_users_cache_unless_it_is_not_wanted() {
        let kept = Some(Cache::in_folder("/home/user/.cache/oreline".into()));
        for (option, expected) in [("", &kept), ("--no-cache", &None)] {
            let Invocation::Browse(options) = meaning_in("", &format!("a.json {option}")).unwrap() else { panic!() };
            assert_eq!(options.resources.cache, *expected);
            for command in ["list", "show ID", "pairs", "stats"] {
                let (Invocation::List(selection, _)
                | Invocation::Show(selection, ..)
                | Invocation::Pairs(selection, ..)
                | Invocation::Stats(selection)) = meaning_in("", &format!("{command} a.json {option}")).unwrap()
                else {
                    panic!()
                };
                assert_eq!(selection.cache, *expected, "{command}");
            }
            let Invocation::Stats(selection) = meaning_in("", &format!("{option} stats a.json")).unwrap() else {
                panic!()
            };
            assert_eq!(selection.cache, *expected, "before the command");
            let Invocation::Check(_, cache) = meaning_in("", &format!("check a.json {option}")).unwrap() else {
                panic!()
            };
            assert_eq!(cache, *expected);
        }
    }

    #[test]
    fn the_cache_is_where_the_environment_says() {
        let folder = |xdg: Option<&str>, home: Option<&str>| {
            let value = |name: &str| if name == "HOME" { home } else { xdg };
            xdg_home("XDG_CACHE_HOME", ".cache", &|name| value(name).map(PathBuf::from))
                .map(|path| path.to_str().unwrap().to_owned())
        };
        assert_eq!(folder(Some("/var/c"), Some("/home/u")).as_deref(), Some("/var/c"));
        for no_path in [None, Some(""), Some("c"), Some("./c")] {
            assert_eq!(folder(no_path, Some("/home/u")).as_deref(), Some("/home/u/.cache"), "{no_path:?}");
            assert_eq!(folder(no_path, None), None);
            assert_eq!(folder(no_path, Some("home")), None);
        }
    }

    #[test]
    fn a_command_is_a_word_and_data_a_path() {
        assert!(matches!(meaning_in("", "list").unwrap(), Invocation::List(..)));
        let Invocation::Browse(options) = meaning_in("", "./list -").unwrap() else { panic!() };
        assert_eq!(options.resources.inputs, [Input::Path("./list".into()), Input::Stdin]);
        assert!(matches!(meaning_in("", "- -"), Err(Error::Usage(_))));
        assert!(matches!(meaning_in("", "-c KZ list"), Err(Error::Usage(_))));
    }

    #[test]
    fn clap_finds_no_fault_in_the_arguments() {
        Arguments::command().debug_assert();
    }
}
