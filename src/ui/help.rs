//! The help: the table of keys, narrowed by what is typed, and what the signs of the timeline mean.

use ratatui::layout::Rect;

use super::canvas::{Canvas, highlighted};
use super::facets::input;
use super::theme::{Look, Theme};
use crate::app::keymap::{self, Binding, HelpLine, Mode};
use crate::app::line_editor::LineEditor;
use crate::app::list_cursor::ListCursor;
use crate::layout::Area;
use crate::text;

/// Columns of the keys.
const KEYS: usize = 24;
/// On a narrower box the keys have half of it.
const WIDE: usize = 60;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, area: Area, of: Mode, filter: &LineEditor, cursor: ListCursor) {
    let inner = area.inner;
    let mut list = inner;
    if inner.height > 1 {
        input(canvas, Rect { height: 1, ..inner }, "find: ", filter, true);
        list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    }
    let lines = keymap::help(of, filter.text());
    if lines.is_empty() {
        canvas.paragraph(list, 0, "No key does that.", Look::Dim);
    }
    let columns = usize::from(list.width);
    let visible = lines.iter().enumerate().skip(cursor.top()).take(usize::from(list.height));
    for (y, (at, line)) in visible.enumerate() {
        // Less than the list's rows, a u16.
        let y = y as u16;
        match line {
            HelpLine::Title(title) => {
                canvas.line(list, y, &[canvas.words(*title, Look::Heading)]);
            }
            HelpLine::Binding(binding) => {
                let mut spans = vec![canvas.words(keys_of(canvas.theme, binding, columns), Look::Strong)];
                let does = canvas.theme.keys(binding.does.to_owned());
                let hits = found(&does, filter.text());
                let (plain, hit) = (canvas.theme.style(Look::Plain), canvas.theme.style(Look::Hit));
                spans.extend(highlighted(&does, &hits, plain, hit));
                canvas.line(list, y, &spans);
            }
        }
        if at == cursor.selected() {
            canvas.restyle(list, y, canvas.theme.style(Look::Selected));
        }
    }
    canvas.foot(area, &legend(canvas, usize::from(list.width)));
}

/// The keys of a binding in their column, with blanks around. Where there is room for what they do beside them, more
/// keys than the column has room for are all shown.
fn keys_of(theme: Theme, binding: &Binding, columns: usize) -> String {
    let names = theme.keys(binding.key_names());
    if columns >= WIDE {
        return format!(" {} ", text::pad(&names, KEYS - 1));
    }
    let room = (columns / 2).saturating_sub(1);
    format!(" {} ", text::pad(&text::truncate(&names, room, theme.glyphs.ellipsis), room))
}

/// Where the first word of the filter stands.
fn found(words: &str, filter: &str) -> Vec<std::ops::Range<usize>> {
    let filter = text::fold(filter);
    filter.split_whitespace().next().map_or_else(Vec::new, |word| text::find(words, word))
}

/// What the signs of the timeline mean, as many as fit.
fn legend(canvas: &Canvas<'_, '_>, columns: usize) -> String {
    let glyphs = canvas.theme.glyphs;
    let day = format!("{} no day", glyphs.no_day);
    let onward = format!("{} into the next month", glyphs.onward);
    let quotes = format!("{}n quotes", glyphs.quotes);
    let marks = format!("{} bookmark  {} note", glyphs.bookmark, glyphs.note);
    let in_other_words = format!("{} in other words", glyphs.in_other_words);
    let signs = [
        "~ about",
        "? uncertain",
        "* date not stated",
        "! low confidence",
        &day,
        &quotes,
        &marks,
        &onward,
        &in_other_words,
    ];
    let mut legend = String::new();
    for sign in signs {
        if text::width(&legend) + 2 + text::width(sign) + 3 > columns {
            break;
        }
        legend = if legend.is_empty() { sign.to_owned() } else { format!("{legend}  {sign}") };
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::app::keymap::TABLE;

    #[test]
    fn on_80_columns_no_line_is_cut() {
        // A box leaves a column of the screen free on either side, and its frame takes one more.
        let columns = 80 - 4;
        for ascii in [false, true] {
            let theme = Theme::new(&Settings { ascii, ..Settings::default() });
            for binding in TABLE {
                let line = keys_of(theme, binding, columns) + &theme.keys(binding.does.to_owned());
                assert!(text::width(&line) <= columns, "{line}");
            }
        }
    }
}
