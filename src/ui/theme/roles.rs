//! Which colour each role has on each ground: one table, and the tints that are mixed from the ground itself.
//!
//! The colours are those of the 256 that are the same on every terminal. Where the terminal has many colours and has said
//! which ground it has, tints are mixed from that, because a fixed one vanishes on a ground of its own colour; and a
//! colour that could not be read on them is moved away from the ground as far as it must. On an unknown ground only
//! colours are used that are read on black and on white alike, and no tint. What is drawn with a role is not known here.

use ratatui::style::Color;

use crate::app::Ground;
use crate::app::ground::Rgb;

/// What has a colour of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Words of second rank.
    Dim,
    /// Lines between things.
    Line,
    /// What has the focus, chips, marks of the cursor.
    Accent,
    /// Months and sections.
    Heading,
    /// What was said, what is included.
    Green,
    /// What is excluded, what is wrong.
    Red,
    /// Signs of dates, bookmarks.
    Amber,
    /// Bars of what is sure.
    Bar,
    /// Bars of what is perhaps.
    Perhaps,
}

/// Every role, in the order in which they are declared.
const ALL: [Role; ROLES] =
    [Role::Dim, Role::Line, Role::Accent, Role::Heading, Role::Green, Role::Red, Role::Amber, Role::Bar, Role::Perhaps];

/// A ground for part of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tint {
    /// The row under the cursor of what takes the keys.
    Selected,
    /// That of another pane; the row of the query.
    Marked,
    /// A range of dates.
    Range,
    /// Behind a value of a facet, as long as its number says.
    Facet,
    /// Where a year begins.
    January,
}

/// How many roles and tints there are.
const ROLES: usize = Role::Perhaps as usize + 1;
const TINTS: usize = Tint::January as usize + 1;

/// The colours of a dark ground, a light one and an unknown one, in the order of [`Role`]; none has the words' own.
const COLORS: [(u8, u8, Option<u8>); ROLES] = [
    (246, 242, None),
    (244, 243, None),
    (75, 25, Some(31)),
    (141, 91, Some(98)),
    // On the tint of a light ground 28 has a contrast of 3.7.
    (114, 22, Some(28)),
    (203, 160, Some(161)),
    (179, 94, None),
    (117, 18, Some(31)),
    (31, 31, Some(31)),
];

/// A tint: of the 256 colours and of all, on dark and on light; and how much of the accent, or of the words' colour, is
/// mixed into the very ground, in hundredths.
struct Mixed {
    dark: (u8, Rgb),
    light: (u8, Rgb),
    accent: (u32, u32),
    words: u32,
}

/// In the order of [`Tint`].
const MIXED: [Mixed; TINTS] = [
    Mixed { dark: (236, [0x26, 0x32, 0x4a]), light: (254, [0xe8, 0xf0, 0xfc]), accent: (20, 10), words: 0 },
    Mixed { dark: (235, [0x20, 0x23, 0x2a]), light: (255, [0xf0, 0xf2, 0xf6]), accent: (0, 0), words: 6 },
    Mixed { dark: (234, [0x18, 0x1d, 0x28]), light: (255, [0xf0, 0xf4, 0xfc]), accent: (5, 5), words: 0 },
    Mixed { dark: (235, [0x1d, 0x28, 0x36]), light: (254, [0xe8, 0xf0, 0xfb]), accent: (10, 10), words: 0 },
    Mixed { dark: (234, [0x1b, 0x1e, 0x24]), light: (255, [0xf5, 0xf6, 0xf9]), accent: (0, 0), words: 3 },
];

/// How many tints numbers have: each is for twice as many as the one before.
pub(in crate::ui) const SHADES: usize = 5;
/// These tints on a dark ground and on a light one, each with the colour of the number on it; the least one has that of
/// words.
const OF_NUMBERS: [[(u8, Option<u8>); SHADES]; 2] = [
    [(236, None), (24, Some(231)), (31, Some(16)), (38, Some(16)), (117, Some(16))],
    [(254, None), (153, Some(16)), (117, Some(16)), (31, Some(231)), (18, Some(231))],
];

/// The least contrast of words, and of lines and areas, with what they stand on; and of the halves of a bar.
const OF_WORDS: f32 = 4.1;
const OF_AREAS: f32 = 3.0;
const OF_HALVES: f32 = 2.5;

/// The colours of one ground.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Roles {
    colors: [Option<Color>; ROLES],
    tints: [Option<Color>; TINTS],
    /// Of a ground that is known: whether it is dark.
    is_dark: Option<bool>,
}

impl Roles {
    /// Without any colour.
    pub(super) const NONE: Roles = Roles { colors: [None; ROLES], tints: [None; TINTS], is_dark: None };

    /// The colours of a ground on a terminal that has all colours, or 256.
    pub(super) fn of(ground: Ground, has_all: bool) -> Roles {
        match ground {
            Ground::Unknown => Roles { colors: COLORS.map(|(.., on_any)| on_any.map(Color::Indexed)), ..Roles::NONE },
            Ground::Dark(Some(ground)) if has_all => Roles::mixed(ground, true),
            Ground::Light(Some(ground)) if has_all => Roles::mixed(ground, false),
            Ground::Dark(_) => Roles::fixed(has_all, true),
            Ground::Light(_) => Roles::fixed(has_all, false),
        }
    }

    fn fixed(has_all: bool, is_dark: bool) -> Roles {
        let tint = |mixed: &Mixed| {
            let (of_256, [red, green, blue]) = if is_dark { mixed.dark } else { mixed.light };
            Some(if has_all { Color::Rgb(red, green, blue) } else { Color::Indexed(of_256) })
        };
        Roles {
            colors: COLORS.map(|(dark, light, _)| Some(Color::Indexed(if is_dark { dark } else { light }))),
            tints: MIXED.each_ref().map(tint),
            is_dark: Some(is_dark),
        }
    }

    fn mixed(ground: Rgb, is_dark: bool) -> Roles {
        let pole = if is_dark { [255; 3] } else { [0; 3] };
        let of = |colors: &(u8, u8, Option<u8>)| if is_dark { colors.0 } else { colors.1 };
        let accent = rgb(of(&COLORS[Role::Accent as usize]));
        let tints = MIXED.each_ref().map(|mixed| {
            let of_accent = if is_dark { mixed.accent.0 } else { mixed.accent.1 };
            mix(mix(ground, accent, of_accent), pole, mixed.words)
        });
        let read = |role: Role, on: &[Rgb], least| readable(rgb(of(&COLORS[role as usize])), on, pole, least);
        // Words stand on any tint, lines and areas on the ground, and one half of a bar on the other.
        let on_any: Vec<Rgb> = tints.iter().copied().chain([ground]).collect();
        let perhaps = read(Role::Perhaps, &[ground], OF_AREAS);
        let color = |role: Role| match role {
            Role::Line => read(role, &[ground], OF_AREAS),
            Role::Perhaps => perhaps,
            Role::Bar => read(role, &[perhaps], OF_HALVES),
            _ => read(role, &on_any, OF_WORDS),
        };
        let shown = |[red, green, blue]: Rgb| Some(Color::Rgb(red, green, blue));
        Roles { colors: ALL.map(|role| shown(color(role))), tints: tints.map(shown), is_dark: Some(is_dark) }
    }

    /// The colour of a role; `None` for that of plain words.
    pub(super) fn color(&self, role: Role) -> Option<Color> {
        self.colors[role as usize]
    }

    /// The tint of numbers at a place in their order, with the colour of the number where it is not that of words; `None` where
    /// nothing is tinted.
    pub(super) fn shade(&self, at: usize) -> Option<(Color, Option<Color>)> {
        let (ground, words) = OF_NUMBERS[usize::from(!self.is_dark?)][at.min(SHADES - 1)];
        Some((Color::Indexed(ground), words.map(Color::Indexed)))
    }

    /// A ground; `None` where nothing is tinted.
    pub(super) fn tint(&self, tint: Tint) -> Option<Color> {
        self.tints[tint as usize]
    }
}

/// A colour, moved towards the pole of words until it is read on all of these.
fn readable(color: Rgb, on: &[Rgb], pole: Rgb, least: f32) -> Rgb {
    const STEP: u32 = 5;
    let is_read = |color: &Rgb| on.iter().all(|on| contrast(*color, *on) >= least);
    (0..100 / STEP).map(|steps| mix(color, pole, steps * STEP)).find(is_read).unwrap_or(pole)
}

/// One colour with so many hundredths of another.
fn mix(one: Rgb, other: Rgb, hundredths: u32) -> Rgb {
    let part = |at: usize| {
        let (one, other) = (u32::from(one[at]), u32::from(other[at]));
        // Between the two, which are below 256.
        ((one * (100 - hundredths) + other * hundredths + 50) / 100) as u8
    };
    [part(0), part(1), part(2)]
}

/// The red, green and blue of one of the colours from 16 on, which are the same on every terminal.
pub(in crate::ui) fn rgb(index: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    if let Some(grey) = index.checked_sub(232) {
        return [8 + grey * 10; 3];
    }
    let cube = usize::from(index.saturating_sub(16));
    [STEPS[cube / 36 % 6], STEPS[cube / 6 % 6], STEPS[cube % 6]]
}

/// Relative luminance, as WCAG 2 has it.
fn luminance(color: Rgb) -> f32 {
    let part = |value: u8| {
        let part = f32::from(value) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(color[0]) + 0.7152 * part(color[1]) + 0.0722 * part(color[2])
}

/// The contrast of two colours, from 1 to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [Role; 6] = [Role::Dim, Role::Accent, Role::Heading, Role::Green, Role::Red, Role::Amber];
    const ALL_TINTS: [Tint; TINTS] = [Tint::Selected, Tint::Marked, Tint::Range, Tint::Facet, Tint::January];
    const BLACK: Rgb = [0; 3];
    const WHITE: Rgb = [255; 3];

    fn seen(color: Option<Color>) -> Rgb {
        match color {
            Some(Color::Rgb(red, green, blue)) => [red, green, blue],
            Some(Color::Indexed(index @ 16..)) => rgb(index),
            other => panic!("{other:?} is not the same on every terminal"),
        }
    }

    /// Asserts that every role is read on the ground and on every tint on which it is drawn.
    #[track_caller]
    fn assert_read(roles: &Roles, ground: Rgb, what: &str) {
        let tint = |tint: Tint| seen(roles.tint(tint));
        let mut pairs: Vec<(Role, Rgb, f32)> = Vec::new();
        for role in WORDS {
            pairs.push((role, ground, OF_WORDS));
            pairs.extend([Tint::Selected, Tint::Marked].map(|on| (role, tint(on), OF_WORDS)));
        }
        for role in [Role::Line, Role::Bar, Role::Perhaps] {
            pairs.push((role, ground, OF_AREAS));
        }
        // Bars stand on the column of the cursor and on the range: areas, with the numbers in the gutter.
        pairs.extend([Tint::Selected, Tint::Range].map(|on| (Role::Bar, tint(on), OF_AREAS)));
        pairs.push((Role::Perhaps, tint(Tint::Range), 2.4));
        pairs.push((Role::Bar, seen(roles.color(Role::Perhaps)), OF_HALVES));
        for (role, on, least) in pairs {
            let contrast = contrast(seen(roles.color(role)), on);
            assert!(contrast >= least, "{what}: {contrast:.2} of {role:?} on {on:?}, at least {least}");
        }
    }

    #[test]
    fn every_role_is_read_on_every_ground_on_which_it_is_drawn() {
        for has_all in [false, true] {
            assert_read(&Roles::of(Ground::Dark(None), has_all), BLACK, "dark");
            assert_read(&Roles::of(Ground::Light(None), has_all), WHITE, "light");
        }
        // Grounds of terminals and of themes that many use.
        for ground in
            [BLACK, [0x14, 0x16, 0x1b], [0x1e, 0x1e, 0x2e], [0x28; 3], [0x2e, 0x34, 0x40], [0, 0x2b, 0x36], [0x3f; 3]]
        {
            assert_read(&Roles::of(Ground::Dark(Some(ground)), true), ground, &format!("{ground:02x?}"));
        }
        for ground in [WHITE, [0xfd, 0xf6, 0xe3], [0xfa; 3], [0xe1, 0xe2, 0xe7]] {
            assert_read(&Roles::of(Ground::Light(Some(ground)), true), ground, &format!("{ground:02x?}"));
        }
    }

    #[test]
    fn a_number_is_read_on_its_tint() {
        for (ground, plain) in [(Ground::Dark(None), WHITE), (Ground::Light(None), BLACK)] {
            let roles = Roles::of(ground, false);
            for at in 0..SHADES {
                let (tint, words) = roles.shade(at).unwrap();
                let contrast = contrast(words.map_or(plain, |words| seen(Some(words))), seen(Some(tint)));
                assert!(contrast >= OF_WORDS, "{contrast:.2} of the number on tint {at} of {ground:?}");
            }
        }
        assert!(Roles::of(Ground::Unknown, true).shade(0).is_none() && Roles::NONE.shade(4).is_none());
    }

    #[test]
    fn on_an_unknown_ground_nothing_is_tinted_and_all_is_read_on_black_and_on_white() {
        let roles = Roles::of(Ground::Unknown, true);
        assert!(ALL_TINTS.iter().all(|tint| roles.tint(*tint).is_none()));
        for color in roles.colors.into_iter().flatten() {
            for ground in [BLACK, WHITE] {
                assert!(contrast(seen(Some(color)), ground) >= 4.0, "{color:?}");
            }
        }
    }

    #[test]
    fn a_tint_is_seen_on_the_ground_that_the_terminal_has_said() {
        for ground in [BLACK, [0x26, 0x32, 0x4a], [0x2e, 0x34, 0x40], WHITE, [0xe8, 0xf0, 0xfc]] {
            let known = if luminance(ground) < 0.2 { Ground::Dark(Some(ground)) } else { Ground::Light(Some(ground)) };
            let roles = Roles::of(known, true);
            for tint in ALL_TINTS {
                assert_ne!(seen(roles.tint(tint)), ground, "{tint:?} on {ground:02x?}");
            }
            let selected = contrast(seen(roles.tint(Tint::Selected)), ground);
            assert!(selected > 1.1, "{selected:.2} on {ground:02x?}");
        }
    }
}
