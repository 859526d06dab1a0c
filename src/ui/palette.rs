//! The list of commands: the field that narrows it, each command with its keys.

use super::canvas::{Canvas, highlighted};
use super::facets::characters;
use super::listed::Listed;
use super::theme::Look;
use crate::app::palette::Palette;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, of_list: &Listed, palette: &Palette) {
    let found = palette.found();
    if found.is_empty() {
        canvas.paragraph(of_list.rows, 0, canvas.ui.no_command_is_called_so(), Look::Dim);
    }
    of_list.rows(canvas, found.len(), |canvas, at, y, mark| {
        let entry = &palette.entries()[found[at].entry];
        let mut left = vec![canvas.words(mark, Look::Strong)];
        let look = if entry.missing.is_some() { Look::Dim } else { Look::Plain };
        let (plain, hit) = (canvas.theme.style(look), canvas.theme.style(Look::Hit));
        left.extend(highlighted(&entry.name, &characters(&entry.name, &found[at].met), plain, hit));
        let right = match entry.missing {
            Some(missing) => canvas.words(format!("{missing} "), Look::Dim),
            None => canvas.words(format!("{} ", canvas.theme.keys(&entry.keys)), Look::Strong),
        };
        canvas.row(of_list.rows, y, &left, &[right]);
    });
    of_list.frame(canvas, found.len());
}
