//! Arguments as they are typed: the types that `clap` reads, with their help.
//!
//! What an argument means is not known here.

use crate::catalogue::{Tongue, Ui, Usage};
use crate::commands::show::ShowFormat;
use crate::export::Format;
use crate::model::Lang;
use crate::query::{View, forms};
use crate::text;
use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use ratatui::layout::Size;
use std::fmt;
use std::path::PathBuf;

/// The word of [`ShowFormat::Citation`].
const CITE: &str = "cite";

/// The largest side of a printed frame, in cells.
const LARGEST_FRAME: u16 = 1000;

/// Browse a dataset of news events: who met whom, when, where, and what was said about it.
#[derive(Parser, Debug)]
#[command(
    name = "oreline",
    version,
    disable_help_subcommand = true,
    subcommand_value_name = "COMMAND",
    override_usage = "oreline [OPTIONS] [DATA]...\n       oreline COMMAND [OPTIONS] [DATA]...",
    after_help = notes()
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub filter: Filter,
    #[command(flatten)]
    pub lang: Language,
    #[command(flatten)]
    pub screen: Screen,
    /// Language of the program: its screen and its messages [default: that of the locale]
    #[arg(long, value_name = "LANG", value_parser = ui_parser(), global = true, help_heading = "Output")]
    pub ui: Option<Tongue>,
}

/// What may be typed as a query, and what else is to be known.
fn notes() -> String {
    const COLUMNS: usize = 40;
    let line = |(written, finds): (String, &str)| format!("  {} {finds}", text::pad(&written, COLUMNS));
    let lines: Vec<String> = forms::lines(COLUMNS).map(line).collect();
    format!("What -q and the search line take:\n{}\n{NOTES}", lines.join("\n"))
}

/// What else is to be known of the arguments.
pub(super) const NOTES: &str = "\nA file that is named like a command is written with its folder: oreline ./list";

/// What should stand in the place of a value that cannot be read.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Refused(pub Usage);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Ui::ENGLISH.say(&self.0))
    }
}

impl std::error::Error for Refused {}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// List what a view lists, newest first
    List {
        #[command(flatten)]
        data: Data,
        /// What is listed
        #[arg(long, value_name = "VIEW", default_value = "events", value_parser = view_parser())]
        view: View,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        output: Output,
    },
    /// Show one record, whole
    Show {
        /// The record's id, or a beginning that no other id has; event:ID or article:ID where an id is both
        id: String,
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        output: RecordOutput,
    },
    /// Count which countries took part in events together, most events first
    #[command(after_help = PAIRS_HELP)]
    Pairs {
        #[command(flatten)]
        data: Data,
        /// Persons instead of countries
        #[arg(long)]
        people: bool,
        /// Only pairs with this one: a country or group, with --people a person; by code or name, in any spelling
        #[arg(long, value_name = "NAME")]
        with: Option<String>,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        output: Output,
    },
    /// Count the events of each country, year, kind, topic, publisher and language
    #[command(after_help = STATS_HELP)]
    Stats {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        output: Output,
    },
    /// List every problem of the data, with its place and what to do; exits with 1 on errors and warnings
    Check {
        #[command(flatten)]
        data: Data,
    },
    /// Write all of the data as oreline JSONL, one record a line, whatever form it has
    #[command(after_help = CONVERT_HELP)]
    Convert {
        #[command(flatten)]
        data: Data,
        /// Print a map for this file, proposed by the names of its fields and by what stands in them
        #[arg(long, conflicts_with_all = ["map", "print_map", "list_maps"])]
        propose_map: bool,
        /// Print a map of the program, to copy and change it
        #[arg(long, value_name = "NAME", conflicts_with_all = ["inputs", "map", "list_maps"])]
        print_map: Option<String>,
        /// List the maps of the program
        #[arg(long, conflicts_with_all = ["inputs", "map"])]
        list_maps: bool,
    },
    /// Bring data into a store of events beyond this machine, which every command then reads
    #[cfg(feature = "store")]
    #[command(after_help = PUSH_HELP)]
    Push {
        #[command(flatten)]
        data: Data,
        /// The store, and in it the name of the data: `https://HOST:9200/NAME`
        #[arg(long, value_name = "URL")]
        to: String,
        /// Take the place of what is there, instead of adding to it
        #[arg(long)]
        replace: bool,
        /// Spread new data over so many shards
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1024))]
        shards: u32,
    },
    /// Bring data into a store of events beyond this machine (only in builds that have it)
    #[cfg(not(feature = "store"))]
    Push {
        /// What it takes there
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
        rest: Vec<std::ffi::OsString>,
    },
    /// Print the JSON Schema of the dataset format
    Schema,
    /// Print the completions of a shell
    #[command(after_help = COMPLETIONS_HELP)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, for `man -l -`
    Man,
}

#[cfg(feature = "store")]
const PUSH_HELP: &str = "\
The store is OpenSearch 2.19 or newer; `oreline https://HOST:9200/NAME` and list, show, pairs and stats then read it as a \
file, and the address without a name lists what is there.

Without --replace the data are added: records with one id become one, as with two files, and the same data pushed again \
change nothing. With it they take the place of what is there in one step: whoever reads sees the old or the new. A push \
that was interrupted goes on when it is given again.

User and password come from ORELINE_USER and ORELINE_PASSWORD, a key from ORELINE_API_KEY, or either from --auth-file.";

const PAIRS_HELP: &str = "\
Columns: a b events alone first last. `a` stands before `b` in the alphabet. `alone` counts the events in which nobody \
else took part, with --people no other person. `first` and `last` are the dates of the earliest and of the latest event.

To take part is to have any part but `mentioned` and `initiator`. Where an event names no countries, those of its \
participants and its place stand in for them.";

const STATS_HELP: &str = "\
Columns: what value events. `what` is, in this order: total country year kind topic publisher language undated skipped \
problems. Of each the value with most events comes first; years ascend.

An event counts once beside each of its values, and once beside each year in which it may lie, as `date:YEAR` finds \
it, so the numbers may add up to more than the total. An open end reaches as far as the other dates do.

`skipped` counts records, `problems` errors and warnings, both of all that was read, whatever the filter.";

const CONVERT_HELP: &str = "\
Nothing is filtered. Foreign names of fields become those of the format, fields that oreline does not know are kept. \
What cannot be read is left out and counted on standard error; `oreline check` lists it.";

const COMPLETIONS_HELP: &str = "\
In bash: oreline completions bash > ~/.local/share/bash-completion/completions/oreline

In fish: oreline completions fish > ~/.config/fish/completions/oreline.fish

In zsh, with a folder of $fpath: oreline completions zsh > FOLDER/_oreline";

#[derive(Args, Debug)]
pub(super) struct Data {
    /// Files, folders, or - for standard input [default: the bundled dataset]
    // An empty one is refused by us, who can say what to do.
    #[arg(value_name = "DATA", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub inputs: Vec<PathBuf>,
    /// Read data of other forms with this map: a name (`oreline convert --list-maps`), a file that ends in .toml, or fields in one
    /// line, as in 'label={title}; date={when | date dmy}'
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
    /// Keep no index on disk, and use none; also before a command
    #[arg(long)]
    pub no_cache: bool,
    /// Unpack more than this, such as 20G, also where it is over 1000 times the packed size [default: 4G]
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub unpack_limit: Option<u64>,
    #[cfg(feature = "store")]
    #[command(flatten)]
    pub store: StoreAccess,
    /// The store that is named, when it has answered.
    #[cfg(feature = "store")]
    #[arg(skip)]
    pub opened: std::cell::OnceCell<crate::store::Store>,
}

/// Who asks a store, and whom to trust.
#[cfg(feature = "store")]
#[derive(Args, Clone, PartialEq, Eq, Debug, Default)]
#[command(next_help_heading = "Store")]
pub(super) struct StoreAccess {
    /// A file with one line, `user:password` or `ApiKey KEY`, that nobody else may read
    #[arg(long, value_name = "FILE")]
    pub auth_file: Option<PathBuf>,
    /// Certificates (PEM) that vouch for the store
    #[arg(long, value_name = "FILE")]
    pub ca_file: Option<PathBuf>,
    /// Ask a store on another machine without encryption
    #[arg(long)]
    pub insecure_http: bool,
}

/// A number of bytes: `500M`, `20G`.
fn bytes(text: &str) -> Result<u64, Refused> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_suffix('B').unwrap_or(&text);
    let (number, shift) = match text.char_indices().last() {
        Some((end, 'K')) => (&text[..end], 10),
        Some((end, 'M')) => (&text[..end], 20),
        Some((end, 'G')) => (&text[..end], 30),
        Some((end, 'T')) => (&text[..end], 40),
        _ => (text, 0),
    };
    let number: u64 = number.trim().parse().map_err(|_| Refused(Usage::SizeWanted))?;
    number.checked_mul(1 << shift).ok_or(Refused(Usage::SizeOfDisk))
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Filter")]
pub(super) struct Filter {
    /// Only what matches, in the language of the search line: country:KZ date:2024.. "rare earths" -visit
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Only events of this country or group, by code or name; several: of any of them
    #[arg(short, long = "country", value_name = "COUNTRY")]
    pub countries: Vec<String>,
    /// Only events from this date on, such as 2024, 2024-02-08 or -30d
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub since: Option<String>,
    /// Only events up to this date
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub until: Option<String>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct Language {
    /// Language of data texts shown first [default: that of the program]
    #[arg(long, value_name = "LANG", value_parser = lang_parser())]
    pub lang: Option<Lang>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct Output {
    #[command(flatten)]
    pub lang: Language,
    /// How it is printed [default: table on a terminal, else plain]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    pub format: Option<Format>,
}

/// How one record is printed: a form more than of rows.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct RecordOutput {
    #[command(flatten)]
    pub lang: Language,
    /// How it is printed; cite: as `y` cites it, then each of its quotes [default: table on a terminal, else plain]
    #[arg(long, value_name = "FORMAT", value_parser = record_format_parser())]
    pub format: Option<ShowFormat>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct Screen {
    /// When colours are used
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = color_parser())]
    pub color: Color,
    /// Draw with ASCII only
    #[arg(long)]
    pub ascii: bool,
    /// The terminal's background, by which colours are chosen; auto asks the terminal
    #[arg(long, value_name = "THEME", default_value = "auto", value_parser = theme_parser())]
    pub theme: Theme,
    /// Take the mouse: click, drag, wheel; F2 switches it, and what it was is remembered
    #[arg(long)]
    pub mouse: bool,
    /// Draw one frame of this size to standard output instead of opening the browser
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub print: Option<Size>,
    /// How that frame is drawn: its characters, or a picture with its colours
    #[arg(long = "format", value_name = "FORMAT", requires = "print", default_value = "text", value_parser = of_words(&FRAMES))]
    pub frame_format: FrameFormat,
    /// Keys that are pressed before the frame is drawn, such as `jj<Enter>`
    #[arg(long, value_name = "KEYS", requires = "print", allow_hyphen_values = true)]
    pub keys: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// How a frame is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrameFormat {
    /// Its characters.
    Text,
    /// A picture.
    Svg,
}

/// The words for it.
const FRAMES: [(&str, FrameFormat); 2] = [("text", FrameFormat::Text), ("svg", FrameFormat::Svg)];

/// What the terminal's background is said to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Theme {
    Auto,
    Dark,
    Light,
}

/// A parser that takes the words of a table.
fn of_words<T: Copy + Send + Sync + 'static>(words: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(|word| {
        let found = words.iter().find(|(have, _)| *have == word);
        found.map(|(_, value)| *value).ok_or("not a word of the list")
    })
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    of_words(&Format::WORDS)
}

fn record_format_parser() -> impl TypedValueParser<Value = ShowFormat> {
    let words = Format::WORDS.iter().map(|(word, _)| *word).chain([CITE]);
    PossibleValuesParser::new(words).try_map(|word| match Format::from_word(&word) {
        Some(format) => Ok(ShowFormat::Fields(format)),
        None if word == CITE => Ok(ShowFormat::Citation),
        None => Err("not a word of the list"),
    })
}

fn view_parser() -> impl TypedValueParser<Value = View> {
    let meant = |word: String| View::LISTS.into_iter().find(|view| view.noun() == word).ok_or("not a view");
    PossibleValuesParser::new(View::LISTS.map(View::noun)).try_map(meant)
}

fn lang_parser() -> impl TypedValueParser<Value = Lang> {
    of_words(&[("en", Lang::En), ("ru", Lang::Ru)])
}

fn ui_parser() -> impl TypedValueParser<Value = Tongue> {
    of_words(&[("en", Tongue::En), ("ru", Tongue::Ru)])
}

fn color_parser() -> impl TypedValueParser<Value = Color> {
    of_words(&[("auto", Color::Auto), ("always", Color::Always), ("never", Color::Never)])
}

fn theme_parser() -> impl TypedValueParser<Value = Theme> {
    of_words(&[("auto", Theme::Auto), ("dark", Theme::Dark), ("light", Theme::Light)])
}

fn parse_size(text: &str) -> Result<Size, Refused> {
    let cells = |text: &str| text.parse::<u16>().ok().filter(|cells| (1..=LARGEST_FRAME).contains(cells));
    let sides = text.split_once(['x', 'X', '×']);
    let size = sides.and_then(|(width, height)| Some(Size::new(cells(width)?, cells(height)?)));
    size.ok_or(Refused(Usage::FrameWanted { largest: LARGEST_FRAME }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_has_a_size() {
        assert_eq!(parse_size("120x40"), Ok(Size::new(120, 40)));
        for wrong in ["", "120", "0x1", "1x0", "axb", "1001x2", "-1x2", "1x2x3"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
