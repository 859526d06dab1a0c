//! A frame as a picture: SVG with its colours, as text that stays text.
//!
//! Every cell has its place, whatever the font: a run of words is as long as its columns, and what must touch its
//! neighbour (bars, lines, points of Braille) is drawn as a shape. It knows cells, not what they say.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::theme::rgb;
use crate::app::ground::Rgb;
use crate::text;

/// A cell, in the units of the picture, and the font that has such an advance.
const WIDTH: u32 = 9;
const HEIGHT: u32 = 19;
const FONT: u32 = 15;
/// The line on which letters stand, from the top of a cell.
const BASE: u32 = 14;

/// The ground and the words on it.
#[derive(Clone, Copy)]
struct Paper {
    ground: Rgb,
    words: Rgb,
}

const DARK: Paper = Paper { ground: [0x14, 0x16, 0x1b], words: [0xe4, 0xe6, 0xea] };
const LIGHT: Paper = Paper { ground: [0xff; 3], words: [0x1a, 0x1c, 0x20] };

/// The sixteen colours that a terminal chooses for itself, as most choose them.
const NAMED: [Rgb; 16] = [
    [0, 0, 0],
    [0xcd, 0x31, 0x31],
    [0x0d, 0xbc, 0x79],
    [0xe5, 0xe5, 0x10],
    [0x24, 0x72, 0xc8],
    [0xbc, 0x3f, 0xbc],
    [0x11, 0xa8, 0xcd],
    [0xe5, 0xe5, 0xe5],
    [0x66, 0x66, 0x66],
    [0xf1, 0x4c, 0x4c],
    [0x23, 0xd1, 0x8b],
    [0xf5, 0xf5, 0x43],
    [0x3b, 0x8e, 0xea],
    [0xd6, 0x70, 0xd6],
    [0x29, 0xb8, 0xdb],
    [0xff; 3],
];

/// How the words of a cell look.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ink {
    words: Rgb,
    ground: Rgb,
    modifiers: Modifier,
}

/// What is drawn in one colour.
#[derive(Default)]
struct Shapes {
    /// Filled areas.
    areas: String,
    /// Lines of one width.
    lines: String,
    /// Thick lines.
    heavy: String,
    /// Points.
    points: String,
}

/// The frame as a picture on a dark ground, or a light one. `title` says what it shows to who cannot see it.
pub(super) fn picture(frame: &Buffer, is_light: bool, title: &str) -> String {
    let paper = if is_light { LIGHT } else { DARK };
    let (columns, rows) = (u32::from(frame.area.width), u32::from(frame.area.height));
    let (width, height) = (columns * WIDTH, rows * HEIGHT);
    let mut grounds: BTreeMap<Rgb, String> = BTreeMap::new();
    let mut shapes: BTreeMap<Rgb, Shapes> = BTreeMap::new();
    let mut words = String::new();
    for (row, cells) in (0..).zip(frame.content.chunks(usize::from(frame.area.width).max(1))) {
        line(cells, row, paper, (&mut grounds, &mut shapes, &mut words));
    }
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        escaped(title),
        hex(paper.ground)
    );
    for (color, path) in &grounds {
        let _ = writeln!(out, "<path fill=\"{}\" d=\"{path}\"/>", hex(*color));
    }
    for (color, Shapes { areas, lines, heavy, points }) in &shapes {
        let color = hex(*color);
        if !areas.is_empty() {
            let _ = writeln!(out, "<path fill=\"{color}\" d=\"{areas}\"/>");
        }
        for (path, width, cap) in [(lines, 1, "butt"), (heavy, 3, "butt"), (points, 2, "round")] {
            if !path.is_empty() {
                let _ = writeln!(
                    out,
                    "<path stroke=\"{color}\" stroke-width=\"{width}\" stroke-linecap=\"{cap}\" fill=\"none\" d=\"{path}\"/>"
                );
            }
        }
    }
    let _ = writeln!(
        out,
        "<g font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"{FONT}\" xml:space=\"preserve\">\n{words}</g>\n</svg>"
    );
    out
}

/// Draws one row.
fn line(
    cells: &[Cell],
    row: u32,
    paper: Paper,
    (grounds, shapes, words): (&mut BTreeMap<Rgb, String>, &mut BTreeMap<Rgb, Shapes>, &mut String),
) {
    let mut run: Option<(u32, u32, Ink, String)> = None;
    let mut tinted: Option<(u32, u32, Rgb)> = None;
    let mut covered = 0;
    for (column, cell) in (0..).zip(cells) {
        let columns = text::width(cell.symbol()).max(1) as u32;
        if covered > 0 {
            // It is under the wide character before it.
            covered -= 1;
            continue;
        }
        covered = columns - 1;
        let ink = ink(cell, paper);
        match &mut tinted {
            Some((_, end, ground)) if *end == column && *ground == ink.ground => *end = column + columns,
            other => {
                put_ground(grounds, other.take(), row, paper);
                *other = Some((column, column + columns, ink.ground));
            }
        }
        let drawn = shape(cell.symbol(), (column * WIDTH, row * HEIGHT), shapes.entry(ink.words).or_default());
        let is_blank = drawn || cell.symbol() == " " && !ink.modifiers.contains(Modifier::UNDERLINED);
        match &mut run {
            // One blank between two words of a look belongs to them.
            Some((_, end, same, text)) if *end == column && *same == ink && (!is_blank || !drawn) => {
                *end = column + columns;
                text.push_str(cell.symbol());
            }
            other => {
                put_words(words, other.take(), row);
                if !is_blank {
                    *other = Some((column, column + columns, ink, cell.symbol().to_owned()));
                }
            }
        }
    }
    put_ground(grounds, tinted, row, paper);
    put_words(words, run, row);
    shapes.retain(|_, Shapes { areas, lines, heavy, points }| {
        [areas, lines, heavy, points].iter().any(|path| !path.is_empty())
    });
}

fn put_ground(grounds: &mut BTreeMap<Rgb, String>, run: Option<(u32, u32, Rgb)>, row: u32, paper: Paper) {
    if let Some((from, end, ground)) = run.filter(|(.., ground)| *ground != paper.ground) {
        let path = grounds.entry(ground).or_default();
        let _ = write!(
            path,
            "M{} {}h{}v{HEIGHT}h-{}z",
            from * WIDTH,
            row * HEIGHT,
            (end - from) * WIDTH,
            (end - from) * WIDTH
        );
    }
}

fn put_words(words: &mut String, run: Option<(u32, u32, Ink, String)>, row: u32) {
    let Some((from, _, ink, text)) = run else { return };
    let text = text.trim_end();
    if text.is_empty() {
        return;
    }
    let columns = text::width(text) as u32;
    let mut look = String::new();
    if ink.modifiers.contains(Modifier::BOLD) {
        look.push_str(" font-weight=\"bold\"");
    }
    if ink.modifiers.contains(Modifier::ITALIC) {
        look.push_str(" font-style=\"italic\"");
    }
    if ink.modifiers.contains(Modifier::UNDERLINED) {
        look.push_str(" text-decoration=\"underline\"");
    }
    let _ = writeln!(
        words,
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{look}>{}</text>",
        from * WIDTH,
        row * HEIGHT + BASE,
        columns * WIDTH,
        hex(ink.words),
        escaped(text)
    );
}

/// Draws what must touch its neighbour; returns whether it was such a sign.
fn shape(symbol: &str, (x, y): (u32, u32), shapes: &mut Shapes) -> bool {
    let mut characters = symbol.chars();
    let (Some(c), None) = (characters.next(), characters.next()) else { return false };
    let (middle, half) = (x + WIDTH / 2, y + HEIGHT / 2);
    match c {
        '▁'..='█' => {
            let eighths = c as u32 - '▁' as u32 + 1;
            let height = (HEIGHT * eighths).div_ceil(8);
            let _ = write!(shapes.areas, "M{x} {}h{WIDTH}v{height}h-{WIDTH}z", y + HEIGHT - height);
        }
        '▌' => {
            let _ = write!(shapes.areas, "M{x} {y}h4v{HEIGHT}h-4z");
        }
        '▐' => {
            let _ = write!(shapes.areas, "M{} {y}h4v{HEIGHT}h-4z", x + WIDTH - 4);
        }
        '━' => {
            let _ = write!(shapes.heavy, "M{x} {half}h{WIDTH}");
        }
        '─' | '│' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => {
            let has = |of: &str| of.contains(c);
            if has("─┐┘┤┬┴┼") {
                let _ = write!(shapes.lines, "M{x} {half}.5H{middle}.5");
            }
            if has("─┌└├┬┴┼") {
                let _ = write!(shapes.lines, "M{middle}.5 {half}.5H{}", x + WIDTH);
            }
            if has("│└┘├┤┴┼") {
                let _ = write!(shapes.lines, "M{middle}.5 {y}V{half}.5");
            }
            if has("│┌┐├┤┬┼") {
                let _ = write!(shapes.lines, "M{middle}.5 {half}.5V{}", y + HEIGHT);
            }
        }
        '\u{2801}'..='\u{28ff}' => {
            // The bits of Braille: three rows of the left column, three of the right, then the fourth row.
            const PLACES: [(u32, u32); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
            let bits = c as u32 - 0x2800;
            for (bit, (column, row)) in PLACES.iter().enumerate() {
                if bits >> bit & 1 == 1 {
                    let _ = write!(shapes.points, "M{}.5 {}.5h0", x + 2 + column * 4, y + 2 + row * 5);
                }
            }
        }
        _ => return false,
    }
    true
}

fn ink(cell: &Cell, paper: Paper) -> Ink {
    let (mut words, mut ground) = (color(cell.fg, paper.words), color(cell.bg, paper.ground));
    if cell.modifier.contains(Modifier::REVERSED) {
        (words, ground) = (ground, words);
    }
    if cell.modifier.contains(Modifier::DIM) {
        for (part, of_ground) in words.iter_mut().zip(ground) {
            *part = ((u32::from(*part) * 3 + u32::from(of_ground) * 2) / 5) as u8;
        }
    }
    Ink { words, ground, modifiers: cell.modifier & (Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED) }
}

fn color(color: Color, usual: Rgb) -> Rgb {
    match color {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(index @ 16..) => rgb(index),
        Color::Indexed(index) => NAMED[usize::from(index)],
        _ => usual,
    }
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text as text of XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn drawn(text: &str, style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, text::width(text) as u16 + 1, 1));
        buffer.set_string(0, 0, text, style);
        picture(&buffer, false, "a <title>")
    }

    #[test]
    fn words_stay_words_and_what_would_be_markup_does_not() {
        let svg = drawn("<b>&\"x\"", Style::new().add_modifier(Modifier::BOLD));
        assert!(svg.contains(">&lt;b&gt;&amp;&quot;x&quot;</text>") && svg.contains("font-weight=\"bold\""), "{svg}");
        assert!(svg.contains("<title>a &lt;title&gt;</title>") && !svg.contains("<b>"));
        assert!(svg.contains("textLength=\"63\""), "{svg}");
    }

    #[test]
    fn wide_letters_have_two_columns_and_bars_and_points_are_shapes() {
        let svg = drawn("日本 █⠁━", Style::new().fg(Color::Indexed(117)).bg(Color::Indexed(236)));
        assert!(svg.contains("textLength=\"36\"") && svg.contains(">日本</text>"), "{svg}");
        assert!(!svg.contains('█') && !svg.contains('⠁') && !svg.contains('━'));
        assert!(svg.contains("stroke-linecap=\"round\"") && svg.contains("#87d7ff") && svg.contains("#303030"));
        // What is reversed has the colours the other way round.
        let svg = drawn("x", Style::new().add_modifier(Modifier::REVERSED));
        assert!(svg.contains("fill=\"#14161b\">x</text>"), "{svg}");
    }
}
