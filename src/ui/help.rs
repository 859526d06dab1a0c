//! The help: the table of keys and what the signs of the rows mean, narrowed by what is typed.

use super::canvas::{Canvas, highlighted};
use super::listed::Listed;
use super::theme::{Look, Theme};
use crate::app::keymap::{self, Binding, HelpLine, Mode};
use crate::catalogue::Ui;
use crate::document::SIGNS;
use crate::language;
use crate::query::forms::Form;
use crate::text;

/// Columns of the keys.
const KEYS: usize = 24;
/// Columns of a sign.
const SIGN: usize = 4;
/// On a narrower box the keys have half of it.
const WIDE: usize = 60;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, of_list: &Listed, of: Mode, filter: &str) {
    let Listed { area, rows: list, cursor, .. } = *of_list;
    let lines = keymap::help(of, filter, canvas.ui);
    if lines.is_empty() {
        canvas.paragraph(list, 0, canvas.ui.no_key_does_that(), Look::Dim);
    }
    let columns = usize::from(list.width);
    of_list.rows(canvas, lines.len(), |canvas, at, y, _| {
        let theme = canvas.theme;
        let (left, right) = match &lines[at] {
            HelpLine::Title(title) => {
                canvas.line(list, y, &[canvas.words(format!(" {}", title(canvas.ui)), Look::Heading)]);
                return;
            }
            HelpLine::Binding(binding) => (keys_of(theme, binding, columns), theme.keys((binding.does)(canvas.ui))),
            HelpLine::Form(form) => (in_column(theme, form_of(form, columns), columns), (form.finds)(canvas.ui).into()),
            HelpLine::Sign(sign) => {
                (format!(" {}", text::pad((sign.of)(theme.glyphs), SIGN)), (sign.means)(canvas.ui).into())
            }
        };
        let mut spans = vec![canvas.words(left, Look::Strong)];
        let (plain, hit) = (theme.style(Look::Plain), theme.style(Look::Hit));
        spans.extend(highlighted(&right, &found(&right, filter), plain, hit));
        canvas.line(list, y, &spans);
    });
    canvas.thumb(area, list, cursor.shown(list.height, lines.len()), lines.len(), true);
    canvas.foot(area, &legend(canvas.theme, columns, canvas.ui));
}

/// The keys of a binding in their column.
fn keys_of(theme: Theme, binding: &Binding, columns: usize) -> String {
    in_column(theme, &theme.keys(&binding.key_names()), columns)
}

/// As a form is typed: the shortest way that the column has room for, else the first.
fn form_of(form: &Form, columns: usize) -> &'static str {
    let room = if columns >= WIDE { KEYS - 1 } else { columns / 2 };
    form.written.iter().find(|written| text::width(written) <= room).or(form.written.first()).copied().unwrap_or("")
}

/// Keys, or a form, in their column, with blanks around. Where there is room for what they do beside them, more keys
/// than the column has room for are all shown.
fn in_column(theme: Theme, names: &str, columns: usize) -> String {
    if columns >= WIDE {
        return format!(" {} ", text::pad(names, KEYS - 1));
    }
    let room = (columns / 2).saturating_sub(1);
    format!(" {} ", text::pad(&text::truncate(names, room, theme.glyphs.ellipsis), room))
}

/// Where the first word of the filter stands.
fn found(words: &str, filter: &str) -> Vec<std::ops::Range<usize>> {
    let filter = language::fold(filter);
    filter.split_whitespace().next().map_or_else(Vec::new, |word| language::find(words, word))
}

/// What the signs of the rows mean, as many as fit; all of them stand in the list.
fn legend(theme: Theme, columns: usize, ui: Ui) -> String {
    let mut legend = String::new();
    for sign in SIGNS {
        let words = format!("{} {}", (sign.of)(theme.glyphs), (sign.means)(ui));
        if text::width(&legend) + 2 + text::width(&words) + 3 > columns {
            break;
        }
        legend = if legend.is_empty() { words } else { format!("{legend}  {words}") };
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::app::keymap::TABLE;
    use crate::catalogue::Tongue;
    use crate::query::forms::FORMS;

    #[test]
    fn on_80_columns_no_line_is_cut() {
        // A column of air at the right; that on the left is the mark's.
        let columns = 80 - 1;
        for ascii in [false, true] {
            let theme = Theme::new(&Settings { ascii, ..Settings::default() });
            for binding in TABLE {
                for tongue in Tongue::ALL {
                    let line = keys_of(theme, binding, columns) + &theme.keys((binding.does)(Ui::new(tongue)));
                    assert!(text::width(&line) <= columns, "{line}");
                }
            }
            for form in FORMS {
                for tongue in Tongue::ALL {
                    let line = in_column(theme, form_of(form, columns), columns) + (form.finds)(Ui::new(tongue));
                    assert!(text::width(&line) <= columns, "{line}");
                }
            }
        }
    }
}
