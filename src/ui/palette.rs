//! The list of commands: the field that narrows it, each command with its keys.

use super::canvas::{Canvas, highlighted};
use super::facets::characters;
use super::listed::Listed;
use super::theme::Look;
use crate::app::palette::Palette;

/// Draws the box's content.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, of_list: &Listed, palette: &Palette) {
    let Listed { area, rows: list, cursor, .. } = *of_list;
    if palette.found().is_empty() {
        canvas.paragraph(list, 0, "No command is called so.", Look::Dim);
    }
    let visible = palette.found().iter().enumerate().skip(cursor.top()).take(usize::from(list.height));
    for (y, (at, found)) in visible.enumerate() {
        // Less than the list's rows, a u16.
        let y = y as u16;
        let entry = &palette.entries()[found.entry];
        let mark = if at == cursor.selected() { canvas.theme.glyphs.cursor } else { " " };
        let mut left = vec![canvas.words(mark, Look::Strong)];
        let look = if entry.missing.is_some() { Look::Dim } else { Look::Plain };
        let (plain, hit) = (canvas.theme.style(look), canvas.theme.style(Look::Hit));
        left.extend(highlighted(&entry.name, &characters(&entry.name, &found.met), plain, hit));
        let right = match entry.missing {
            Some(missing) => canvas.words(format!("{missing} "), Look::Dim),
            None => canvas.words(format!("{} ", canvas.theme.keys(&entry.keys)), Look::Strong),
        };
        canvas.row(list, y, &left, &[right]);
        if at == cursor.selected() {
            canvas.restyle(list, y, canvas.theme.style(Look::Selected));
        }
    }
    canvas.thumb(area, list, cursor.shown(list.height, palette.found().len()), palette.found().len(), true);
    canvas.position(area, &format!("{}/{}", (cursor.selected() + 1).min(palette.found().len()), palette.found().len()));
}
