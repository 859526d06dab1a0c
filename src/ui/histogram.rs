//! Events over time: bars of what is sure and what is perhaps, and beside them the sum, which is the legend too.
//!
//! Every bar has the same width. On a ground that is known a bar has two colours: up to what is sure, and from there up
//! to what only may be; where both end in one cell, what is perhaps is rounded up to its edge, never what is sure.
//! Elsewhere the bar is what is sure, and `~` in the cell above it says that there may be more. The line below is the
//! axis's business.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::axis::{self, Marked, count_of};
use super::canvas::Canvas;
use super::theme::{Look, Theme};
use crate::app::{App, Brush, Spot, Suggestion};
use crate::catalogue::Noun;
use crate::layout::{Layout, Pane, bar_width};
use crate::query::{Bucket, Histogram, Sums};
use crate::text;

/// Eighths of a cell, the least that a bar can show.
const EIGHTHS: usize = 8;
/// From this many columns on the last one of a bar is a gap.
const WITH_GAP: u16 = 3;
/// Beside a bar of what is sure: there may be more.
const PERHAPS: &str = "~";

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, app: &App, layout: &Layout) {
    let counted = app.histogram().counted();
    let marked = Marked::of(app);
    // Where nothing is found, what would be.
    let offered = app.offered();
    let histogram = offered.as_ref().map_or(counted, |(_, offered)| offered);
    // What was counted is of the answer before: it stays, dim, until the new one is counted.
    let is_old = app.counting().over_time;
    if app.answer().is_some() && !(is_old && histogram.buckets.is_empty()) {
        // What is offered is bars of one kind, which need no colour to be told apart.
        let has_shades = canvas.theme.has_shades() || offered.is_some();
        bars(canvas, histogram, layout.bars, &marked, has_shades);
        match &offered {
            Some((chosen, offered)) => offer(canvas, offered, chosen, layout),
            None => gutter(canvas, app, histogram, layout),
        }
    }
    axis::draw(canvas, app, histogram, layout, &marked);
    if is_old {
        for area in [layout.bars, layout.gutter, layout.axis] {
            canvas.dim(area);
        }
    }
}

/// `0 events`, `█ 11 without zzqx`: what is found, and what the chosen suggestion would find.
fn offer(canvas: &mut Canvas<'_, '_>, offered: &Histogram, chosen: &Suggestion, layout: &Layout) {
    let theme = canvas.theme;
    let sign = theme.eighths()[EIGHTHS - 1];
    let name = chosen.part().map_or_else(String::new, |part| canvas.ui.without(part).to_string());
    let area = layout.gutter;
    let lines = [
        vec![canvas.words(canvas.ui.say(&Noun::Event.count(0)).to_string(), Look::Strong)],
        vec![
            canvas.words(format!("{sign} "), Look::Perhaps),
            canvas.words(format!("{} {name}", canvas.ui.say(&offered.total())), Look::Plain),
        ],
    ];
    let first = area.height.saturating_sub(lines.len() as u16);
    for (row, spans) in (first..).zip(lines) {
        canvas.line(area, row, &spans);
    }
}

fn bars(canvas: &mut Canvas<'_, '_>, histogram: &Histogram, area: Rect, marked: &Marked, has_shades: bool) {
    let buckets = &histogram.buckets;
    if buckets.is_empty() {
        canvas.paragraph(area, 0, canvas.ui.no_event_has_a_date(), Look::Dim);
        return;
    }
    let width = bar_width(buckets.len(), area.width);
    let drawn = if width >= WITH_GAP { width - 1 } else { width };
    let theme = canvas.theme;
    let height = Height::of(histogram, usize::from(area.height), has_shades);
    let cursor = marked.cursor.filter(|_| marked.is_tinted);
    // Columns of a screen: a stale count may have more buckets than there are.
    for (x, (at, bucket)) in (0..area.width).step_by(usize::from(width)).zip(buckets.iter().enumerate()) {
        let ground = if cursor.is_some_and(|(from, to)| (from..=to).contains(&at)) {
            theme.tint(Look::Selected)
        } else if marked.is_brushed(bucket) {
            theme.tint(Look::Range)
        } else {
            Style::new()
        };
        let bar = height.bar(bucket);
        for row in 0..area.height {
            let (symbol, style) = bar.cell(usize::from(area.height - 1 - row), theme);
            for column in x..(x + width).min(area.width) {
                let (is_bar, is_first) = (column < x + drawn, column == x);
                // One sign says it for the whole bar.
                let symbol = if is_bar && (symbol != PERHAPS || is_first) { symbol } else { " " };
                put(canvas, area, column, row, symbol, if is_bar { ground.patch(style) } else { ground });
            }
        }
    }
}

fn put(canvas: &mut Canvas<'_, '_>, area: Rect, x: u16, row: u16, symbol: &str, style: Style) {
    let (cell, buffer) = canvas.clipped(Rect { x: area.x + x, y: area.y + row, width: 1, height: 1 });
    if !cell.is_empty() {
        buffer.set_string(cell.x, cell.y, symbol, Style::reset().patch(style));
    }
}

/// How high bars are.
#[derive(Clone, Copy, Debug)]
struct Height {
    /// The count of the highest, and the eighths that it has.
    most: usize,
    eighths: usize,
    /// Whether what is perhaps has a colour of its own.
    has_shades: bool,
}

impl Height {
    fn of(histogram: &Histogram, rows: usize, has_shades: bool) -> Height {
        let all = |bucket: &Bucket| bucket.placed + if has_shades { bucket.spread } else { 0 };
        let most = histogram.buckets.iter().map(all).max().unwrap_or(0) as usize;
        // Above the highest bar there is room for the sign.
        let has_sign = !has_shades && rows > 1 && histogram.buckets.iter().any(|bucket| bucket.spread > 0);
        Height { most, eighths: (rows - usize::from(has_sign).min(rows)) * EIGHTHS, has_shades }
    }

    /// Whatever is there is seen: it has at least an eighth.
    fn bar(self, bucket: &Bucket) -> Bar {
        let share = |count: u32| {
            let exact = count as usize * self.eighths;
            ((exact + self.most / 2) / self.most.max(1)).max(usize::from(count > 0)).min(self.eighths)
        };
        if !self.has_shades {
            return Bar { sure: share(bucket.placed), all: None, has_more: bucket.spread > 0 };
        }
        let all =
            share(bucket.placed + bucket.spread).max(usize::from(bucket.placed > 0) + usize::from(bucket.spread > 0));
        let all = all.min(self.eighths);
        let sure = share(bucket.placed).min(all - usize::from(bucket.spread > 0).min(all));
        Bar { sure, all: Some(all), has_more: bucket.spread > 0 }
    }
}

/// One bar, in eighths of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bar {
    sure: usize,
    /// With what is perhaps, where that has a colour.
    all: Option<usize>,
    has_more: bool,
}

impl Bar {
    /// What stands `above_ground` cells above the lowest one.
    fn cell(self, above_ground: usize, theme: Theme) -> (&'static str, Style) {
        let within = |eighths: usize| eighths.saturating_sub(above_ground * EIGHTHS).min(EIGHTHS);
        let glyphs = theme.eighths();
        let (sure, all) = (within(self.sure), within(self.all.unwrap_or(0)));
        match (sure, all) {
            (0, 0) if self.all.is_none() && self.has_more && above_ground == self.sure.div_ceil(EIGHTHS) => {
                (PERHAPS, theme.style(Look::Strong))
            }
            (0, 0) => (" ", Style::new()),
            (0, all) => (glyphs[all - 1], theme.style(Look::Perhaps)),
            (sure, all) if all > sure => (glyphs[sure - 1], theme.style(Look::BarOnPerhaps)),
            (sure, _) => (glyphs[sure - 1], theme.style(Look::Bar)),
        }
    }
}

/// `█ 160 sure`, `█ 10 perhaps`, `0 undated`, `= 170 events`: what the bars count, in as many lines as there are, and how
/// high the highest is.
fn gutter(canvas: &mut Canvas<'_, '_>, app: &App, histogram: &Histogram, layout: &Layout) {
    let area = layout.gutter;
    if area.is_empty() {
        return;
    }
    let Sums { sure, perhaps, undated, .. } = histogram.selected;
    let is_old = app.counting().over_time;
    let theme = canvas.theme;
    let (ui, shown, all) = (canvas.ui, sure + perhaps + undated, histogram.total());
    let of_all = if shown == all { String::new() } else { ui.of_all(all).to_string() };
    let is_here = app.focus() == Pane::Histogram && app.histogram().cursor() == Spot::Undated
        || app.focus() != Pane::Histogram && app.is_selected_undated();
    let look = if is_here || matches!(Brush::of(app.query()), Some(Brush::Undated)) { Look::Focus } else { Look::Dim };
    let block = theme.eighths()[EIGHTHS - 1];
    let of_perhaps = if theme.has_shades() {
        canvas.words(format!("{block} "), Look::Perhaps)
    } else {
        canvas.words(format!("{PERHAPS} "), Look::Strong)
    };
    let of_sure = canvas.words(format!("{block} "), Look::Bar);
    let here = if is_here { theme.glyphs.cursor } else { " " };
    let words = |text: String| canvas.words(text, Look::Plain);
    let sum = [
        canvas.words(ui.sum_of_events(Noun::Event.count(shown)).to_string(), Look::Strong),
        canvas.words(of_all.as_str(), Look::Dim),
    ];
    let (from, lines) = layout.sum_rows();
    let width = |spans: &[Span<'_>]| spans.iter().map(|span| text::width(&span.content)).sum::<usize>();
    let most = histogram.buckets.iter().max_by_key(|bucket| bucket.placed + bucket.spread);
    let most = most.filter(|_| lines > 1 || lines == 1 && !is_old);
    let most = most.map(
        |bucket| {
            if is_old { ui.being_counted().to_owned() } else { ui.highest(&count_of(bucket)).to_string() }
        },
    );
    let written: Vec<Vec<Span<'_>>> = match lines {
        4 => vec![
            vec![of_sure, words(ui.sure(sure).to_string())],
            vec![of_perhaps, words(ui.perhaps(perhaps).to_string())],
            vec![canvas.words(format!("{here} {}", ui.undated(undated)), look)],
            sum.to_vec(),
        ],
        2 => {
            let [events, of_all] = sum;
            // Under a range the second row is full, and the highest bar is named in the first.
            let (sure, perhaps) = (ui.sure(sure).to_string(), ui.perhaps(perhaps).to_string());
            // Two signs with a blank behind each.
            let has_air = text::width(&sure) + text::width(&perhaps) + 4 + 3 <= usize::from(area.width);
            let gap = if shown == all && has_air { "   " } else { " " };
            let first = vec![of_sure, words(sure + gap), of_perhaps, words(perhaps)];
            let undated = canvas.words(format!("{}{} ", here.trim_end(), ui.undated(undated)), look);
            vec![first, vec![undated, events, of_all]]
        }
        _ => {
            let forms = [(true, true), (false, true), (false, false)].map(|(has_words, has_all)| {
                let say = |count: usize, words: String| if has_words { words } else { count.to_string() };
                let mut spans = vec![
                    of_sure.clone(),
                    words(format!("{} ", say(sure, ui.sure(sure).to_string()))),
                    of_perhaps.clone(),
                    words(format!("{} ", say(perhaps, ui.perhaps(perhaps).to_string()))),
                ];
                if undated > 0 || is_here {
                    let words = if has_words { ui.undated(undated).to_string() } else { format!("+ {undated}") };
                    spans.push(canvas.words(format!("{words} "), look));
                }
                spans.push(canvas.words(format!("= {shown}"), Look::Strong));
                spans.extend(has_all.then(|| canvas.words(of_all.clone(), Look::Dim)));
                spans
            });
            // As many words as there is room for beside the highest bar, which is worth more than they are.
            let max = most.as_deref().map_or(0, |max| text::width(max) + 1);
            let room = usize::from(area.width);
            let bare = format!("{sure}+{perhaps}+{undated} = {shown}");
            let look = if is_here { Look::Focus } else { Look::Plain };
            let forms: Vec<_> = forms.into_iter().chain([vec![canvas.words(bare, look)]]).collect();
            let fits = |beside: usize| forms.iter().find(|spans| width(spans) + beside <= room);
            let form = fits(max).or_else(|| fits(0)).cloned();
            let shortest = || vec![canvas.words(format!("= {shown}"), look)];
            let counted = || vec![canvas.words(ui.being_counted(), look)];
            vec![if is_old { counted() } else { form.unwrap_or_else(shortest) }]
        }
    };
    // In the first row; of two, beside the sum where there is room for it.
    let fits = |row: u16, max: &str| {
        let beside = row.checked_sub(from).and_then(|at| written.get(usize::from(at)));
        beside.map_or(0, |spans| width(spans) + 1) + text::width(max) <= usize::from(area.width)
    };
    let rows = if lines == 2 { [1, 0] } else { [0, 0] };
    let placed = most.as_deref().and_then(|max| Some((rows.into_iter().find(|row| fits(*row, max))?, max)));
    let right = |row: u16| placed.filter(|(at, _)| *at == row).map_or("", |(_, max)| max);
    for (row, spans) in (from..).zip(&written) {
        canvas.row(area, row, spans, &[canvas.words(right(row), Look::Dim)]);
    }
    if let Some((row, max)) = placed.filter(|(row, _)| *row < from) {
        canvas.row(area, row, &[], &[canvas.words(max, Look::Dim)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::model::Day;

    fn histogram(counts: &[(u32, u32)]) -> Histogram {
        let bucket =
            |(placed, spread): &(u32, u32)| Bucket { first: Day(0), last: Day(30), placed: *placed, spread: *spread };
        Histogram { buckets: counts.iter().map(bucket).collect(), ..Histogram::default() }
    }

    /// From the ground up: eighths of what is sure, `p` for a cell of what is perhaps, `+` behind a cell that has both.
    fn drawn(counts: &[(u32, u32)], rows: usize, has_shades: bool) -> Vec<String> {
        let theme = Theme::new(&Settings::default());
        let histogram = histogram(counts);
        let height = Height::of(&histogram, rows, has_shades);
        let bar = |bucket: &Bucket| {
            let bar = height.bar(bucket);
            (0..rows)
                .map(|at| {
                    let (symbol, style) = bar.cell(at, theme);
                    let part = theme.eighths().iter().position(|glyph| *glyph == symbol);
                    match part {
                        None => symbol.to_owned(),
                        Some(part) if has_shades && style == theme.style(Look::Perhaps) => format!("p{}", part + 1),
                        Some(part) if has_shades && style == theme.style(Look::BarOnPerhaps) => {
                            format!("{}+", part + 1)
                        }
                        Some(part) => format!("{}", part + 1),
                    }
                })
                .collect()
        };
        histogram.buckets.iter().map(bar).collect()
    }

    #[test]
    fn without_shades_a_sign_above_the_bar_says_that_there_may_be_more() {
        assert_eq!(
            drawn(&[(20, 2), (2, 0), (0, 1), (0, 0), (10, 1)], 4, false),
            ["888~", "2   ", "~   ", "    ", "84~ "]
        );
        // Where nothing is perhaps the bars have the room.
        assert_eq!(drawn(&[(8, 0), (4, 0), (1, 0)], 2, false), ["88", "8 ", "2 "]);
        assert_eq!(drawn(&[(1000, 0), (1, 0)], 2, false), ["88", "1 "]);
        // One row has room for what is sure.
        assert_eq!(drawn(&[(3, 1), (0, 1)], 1, false), ["8", "~"]);
    }
}
