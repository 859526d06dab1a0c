//! Which pane is larger, and how list and detail stand.

use crate::app::App;
use crate::app::message::Effects;
use crate::app::views::View;
use crate::catalogue::Notice;
use crate::layout::{MAY_STAND_BESIDE, Pane, PaneSize};
use crate::state::{Change, Panes};

/// State: `size`, `focus`, `grid`, `keeping`, `timeline`.
impl App {
    pub(super) fn enlarge(&mut self, fx: &mut Effects) {
        match (self.focus, self.grid.size) {
            (Pane::Facet | Pane::Histogram, _) => self.say(Notice::OnlyListAndDetailLarger),
            (_, PaneSize::Normal) if !self.stand_both() => self.say(Notice::HasAllRoom),
            (_, PaneSize::All) => self.say(Notice::HasAllRoomSmaller),
            (_, PaneSize::Normal) => self.resize_pane(PaneSize::Large, fx),
            (_, PaneSize::Large) => self.resize_pane(PaneSize::All, fx),
        }
    }

    pub(super) fn shrink(&mut self, fx: &mut Effects) {
        match self.grid.size {
            PaneSize::All => self.resize_pane(PaneSize::Large, fx),
            PaneSize::Large => self.resize_pane(PaneSize::Normal, fx),
            PaneSize::Normal => self.say(Notice::HasItsShare),
        }
    }

    /// Makes a larger pane normal; returns whether that is seen. `is_wish`: the user wants it so the next time too.
    pub(super) fn make_normal(&mut self, is_wish: bool, fx: &mut Effects) -> bool {
        let before = self.layout();
        if is_wish {
            self.grid.choose(PaneSize::Normal);
        }
        self.grid.size = PaneSize::Normal;
        let was_larger = self.layout() != before;
        if was_larger {
            self.fit();
            self.count_time(fx);
        }
        was_larger
    }

    fn resize_pane(&mut self, size: PaneSize, fx: &mut Effects) {
        self.grid.choose(size);
        self.fit();
        self.count_time(fx);
    }

    /// Whether list and detail are on the screen.
    fn stand_both(&self) -> bool {
        let layout = self.layout();
        layout.timeline.is_some() && layout.detail.is_some()
    }

    pub(super) fn turn_panes(&mut self, fx: &mut Effects) {
        if self.size.width < MAY_STAND_BESIDE {
            return self.say(Notice::SideBySideNeeds { needs: MAY_STAND_BESIDE, width: self.size.width });
        }
        self.grid.turn(self.size.width);
        self.fit();
        self.count_time(fx);
    }

    /// Lets the panes stand as they did when the data that is shown were left last.
    pub(super) fn take_up_panes(&mut self, fx: &mut Effects) {
        let Some(panes) = self.keeping.panes_once() else { return };
        self.grid.take(&panes);
        let turned = panes.turned.split(' ').filter_map(|word| View::ALL.into_iter().find(|view| view.noun() == word));
        self.timeline.turn_rows_of(turned);
        self.fit();
        self.count_time(fx);
    }

    /// How the panes stand, as it is kept when the data is left; `None` when that is known, or data without a name.
    pub(super) fn panes_to_keep(&self) -> Option<Change> {
        let data = self.keeping.data();
        let turned: Vec<&str> = self.timeline.turned().map(View::noun).collect();
        let panes = Panes { turned: turned.join(" "), ..self.grid.kept() };
        let is_known = self.kept().panes(data).cloned().unwrap_or_default() == panes;
        (!data.is_empty() && !is_known).then(|| Change::Panes { data: data.to_owned(), panes: Some(Box::new(panes)) })
    }
}
