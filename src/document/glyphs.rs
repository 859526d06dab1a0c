//! The signs that the program draws around the data, in Unicode or in ASCII.
//!
//! Texts of the data are shown as they are in either set. Colours and frames belong to the theme.

use crate::catalogue::{Ui, Words};

/// A set of signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyphs {
    /// Whether all of them are ASCII.
    pub is_ascii: bool,
    /// Ends a text that was cut.
    pub ellipsis: &'static str,
    /// Between two facts on one line.
    pub dot: &'static str,
    /// Between the ends of a span.
    pub dash: &'static str,
    /// Before an item of a list.
    pub bullet: &'static str,
    /// Beside a direct quotation.
    pub bar: &'static str,
    /// Beside a sentence that has a quotation in it.
    pub broken_bar: &'static str,
    /// Around the words of a direct quotation.
    pub marks: (&'static str, &'static str),
    /// Around a translation of the words of somebody, and what a source calls them.
    pub quoted: (&'static str, &'static str),
    /// Between the words of a quote and who said them.
    pub said_by: &'static str,
    /// Before words that are not, or not all, the very words of somebody.
    pub in_other_words: &'static str,
    /// In the place of a day that is not known.
    pub no_day: &'static str,
    /// After the first day of a span that goes on after its month.
    pub onward: &'static str,
    /// Before the number of quotes.
    pub quotes: &'static str,
    /// Of a bookmarked record.
    pub bookmark: &'static str,
    /// Of a record with a note.
    pub note: &'static str,
    /// Of an article that the words find in itself.
    pub with_words: &'static str,
    /// Before a selected row, beside its reversed colours.
    pub cursor: &'static str,
    /// Before the title of an event that stands for a headline.
    pub of_event: &'static str,
    /// Between what was typed and what it found.
    pub arrow: &'static str,
    /// Before a number that is not final but can only grow.
    pub at_least: &'static str,
    /// Underline of a heading and its like.
    pub rule: &'static str,
    /// A line of what stands out: above the pane with the focus, below a range of time.
    pub heavy: &'static str,
    /// Below the bar at the cursor.
    pub here: &'static str,
    /// On the axis of time, where a year begins.
    pub tick: &'static str,
    /// In the last column of a list, where the shown part of it lies.
    pub thumb: &'static str,
}

impl Glyphs {
    /// Signs that every Unicode font of a terminal has; each is one column wide.
    pub const UNICODE: Glyphs = Glyphs {
        is_ascii: false,
        ellipsis: "…",
        dot: " · ",
        dash: "–",
        bullet: "•",
        bar: "▌",
        broken_bar: "╎",
        marks: ("«", "»"),
        quoted: ("“", "”"),
        said_by: "—",
        in_other_words: "≈",
        no_day: "··",
        onward: "→",
        quotes: "❝",
        bookmark: "★",
        note: "✎",
        with_words: "◆",
        cursor: "›",
        of_event: "→",
        arrow: "→",
        at_least: "≥",
        rule: "─",
        heavy: "━",
        here: "▲",
        tick: "┴",
        thumb: "▐",
    };

    /// The same in ASCII.
    pub const ASCII: Glyphs = Glyphs {
        is_ascii: true,
        ellipsis: "~",
        dot: " - ",
        dash: "-",
        bullet: "*",
        bar: "|",
        broken_bar: ":",
        marks: ("\"", "\""),
        quoted: ("\"", "\""),
        said_by: "--",
        in_other_words: "~",
        no_day: "..",
        onward: ">",
        quotes: "\"",
        bookmark: "#",
        note: "%",
        with_words: "+",
        cursor: ">",
        of_event: ">",
        arrow: "->",
        at_least: ">=",
        rule: "-",
        heavy: "=",
        here: "^",
        tick: "+",
        thumb: "#",
    };

    /// The set for the setting `--ascii`.
    pub fn of(ascii: bool) -> &'static Glyphs {
        if ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE }
    }
}

/// A sign of the rows, for the help.
pub struct Sign {
    /// How it is written in a set.
    pub of: fn(&Glyphs) -> &'static str,
    /// What it means.
    pub means: Words,
}

/// The signs of the rows, those of dates first.
pub const SIGNS: &[Sign] = &[
    Sign { of: |_| "~", means: Ui::sign_about },
    Sign { of: |_| "?", means: Ui::sign_uncertain },
    Sign { of: |_| "*", means: Ui::sign_not_stated },
    Sign { of: |_| "!", means: Ui::sign_low },
    Sign { of: |glyphs| glyphs.no_day, means: Ui::sign_no_day },
    Sign { of: |glyphs| glyphs.onward, means: Ui::sign_onward },
    Sign { of: |glyphs| glyphs.quotes, means: Ui::sign_quotes },
    Sign { of: |glyphs| glyphs.in_other_words, means: Ui::sign_other_words },
    Sign { of: |glyphs| glyphs.bookmark, means: Ui::sign_bookmark },
    Sign { of: |glyphs| glyphs.note, means: Ui::sign_note },
    Sign { of: |glyphs| glyphs.with_words, means: Ui::sign_with_words },
];
