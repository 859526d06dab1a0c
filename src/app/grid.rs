//! How the panes stand, as far as the user decides it: list above or beside the detail, and which of them is larger.
//!
//! Where that puts them is `layout`'s business. It is kept for each dataset, as words of the file of the state.

use crate::layout::{Arrangement, Pane, PaneSize};
use crate::state;

/// The words of the file for what was chosen; what the width of the screen decides has none.
const ARRANGEMENTS: [(&str, Arrangement); 2] = [("stacked", Arrangement::Stacked), ("beside", Arrangement::Beside)];
const SIZES: [(&str, PaneSize); 2] = [("large", PaneSize::Large), ("all", PaneSize::All)];

/// How the panes stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Grid {
    /// How list and detail stand.
    pub arrangement: Arrangement,
    /// How much room the one of them has that has, or had, the focus.
    pub size: PaneSize,
    /// The size that is kept: leaving the program by way of `q` makes a pane normal and is no wish for the next time.
    chosen: PaneSize,
    /// Which of list and detail had the focus last.
    pub latest: Pane,
}

impl Default for Grid {
    fn default() -> Grid {
        Grid {
            arrangement: Arrangement::default(),
            size: PaneSize::default(),
            chosen: PaneSize::default(),
            latest: Pane::Timeline,
        }
    }
}

impl Grid {
    /// Takes note of the pane that has the focus now.
    pub(super) fn focus(&mut self, pane: Pane) {
        if matches!(pane, Pane::Timeline | Pane::Detail) {
            self.latest = pane;
        }
    }

    /// Gives list or detail a size that the user wants.
    pub(super) fn choose(&mut self, size: PaneSize) {
        (self.size, self.chosen) = (size, size);
    }

    /// Stands list and detail the other way; a screen of `width` columns that would do so by itself decides again.
    pub(super) fn turn(&mut self, width: u16) {
        let other = if self.arrangement.is_beside(width) { Arrangement::Stacked } else { Arrangement::Beside };
        let by_itself = Arrangement::ByWidth.is_beside(width) == other.is_beside(width);
        self.arrangement = if by_itself { Arrangement::ByWidth } else { other };
    }

    /// As it is kept.
    pub(super) fn kept(self) -> state::Panes {
        let word = |found: Option<&'static str>| found.unwrap_or_default().to_owned();
        state::Panes {
            arrangement: word(ARRANGEMENTS.iter().find(|(_, have)| *have == self.arrangement).map(|(word, _)| *word)),
            size: word(SIZES.iter().find(|(_, have)| *have == self.chosen).map(|(word, _)| *word)),
            ..state::Panes::default()
        }
    }

    /// As it was kept; words that nobody knows leave what the program does by itself.
    pub(super) fn take(&mut self, kept: &state::Panes) {
        let arrangement = ARRANGEMENTS.iter().find(|(word, _)| *word == kept.arrangement);
        self.arrangement = arrangement.map_or(Arrangement::ByWidth, |(_, arrangement)| *arrangement);
        self.choose(SIZES.iter().find(|(word, _)| *word == kept.size).map_or(PaneSize::Normal, |(_, size)| *size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_twice_leaves_it_to_the_width_again() {
        for width in [120, 200] {
            let mut grid = Grid::default();
            grid.turn(width);
            assert_ne!(grid.arrangement.is_beside(width), Arrangement::ByWidth.is_beside(width));
            grid.turn(width);
            assert_eq!(grid, Grid::default());
        }
    }

    #[test]
    fn what_is_kept_is_taken_up_and_words_that_nobody_knows_are_not() {
        for (arrangement, size) in [(Arrangement::Beside, PaneSize::All), (Arrangement::ByWidth, PaneSize::Normal)] {
            let mut grid = Grid { arrangement, ..Grid::default() };
            grid.choose(size);
            let mut other = Grid::default();
            other.take(&grid.kept());
            assert_eq!((other.arrangement, other.size), (arrangement, size));
        }
        let mut grid = Grid::default();
        grid.take(&state::Panes {
            arrangement: "diagonal".to_owned(),
            size: "enormous".to_owned(),
            ..state::Panes::default()
        });
        assert_eq!(grid, Grid::default());
    }
}
