//! Every value of the bundled data typed whole into its filter, blanks and all, gives that value and no other.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use oreline::door::app::{Command, Message, Settings};
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use oreline::door::query::{Facet, FacetRow, Pick};
use ratatui::layout::Size;

/// The values that are ticked.
fn ticked(browser: &Headless) -> Vec<String> {
    let rows = browser.app().facet().rows().iter();
    rows.filter(|row| row.state != Pick::None).map(|row| row.value.clone()).collect()
}

/// Types a name as a hand does; what stands between two blanks at once, which saves time only.
fn type_name(browser: &mut Headless, name: &str) {
    for (place, piece) in name.split(' ').enumerate() {
        if place > 0 {
            browser.press("<Space>").unwrap();
        }
        browser.paste(piece);
    }
}

#[test]
fn a_name_typed_whole_gives_that_value_and_no_other() {
    let mut wrong = Vec::new();
    let mut typed = 0;
    for facet in Facet::ALL.into_iter().filter(|facet| *facet != Facet::Languages) {
        let mut browser = Headless::new(vec![Input::Bundled], Settings::default(), Size::new(120, 40)).unwrap();
        let steps = Facet::ALL.iter().position(|one| *one == facet).unwrap_or_default();
        browser.press("h").unwrap().press(&"f".repeat(steps)).unwrap();
        assert_eq!(browser.app().facet().facet(), facet);
        let rows = browser.app().facet().rows().to_vec();
        for row in &rows {
            let mut names = vec![row.name(Lang::En).to_owned(), row.name(Lang::Ru).to_owned()];
            names.dedup();
            for name in names {
                // Two of one name are told apart by what stands beside them.
                let is_its_own =
                    |other: &FacetRow| other.value == row.value || other.name_en != name && other.name_ru != name;
                if !rows.iter().all(is_its_own) {
                    continue;
                }
                typed += 1;
                browser.press("c").unwrap();
                type_name(&mut browser, &name);
                let selected = browser.app().facet().selected().map(|row| row.value.clone());
                let mut got = vec![selected.unwrap_or_default()];
                got.extend(ticked(&browser));
                // To include all of them would only take longer.
                if typed % 16 == 0 {
                    browser.press("<Enter>").unwrap();
                    got = ticked(&browser);
                    browser.send(Message::Command(Command::ClearQuery));
                }
                if got != [row.value.clone()] {
                    wrong.push(format!("{}: {name}: {got:?}", facet.word()));
                }
                browser.press("<Esc>h").unwrap();
            }
        }
    }
    assert!(typed > 1_000, "{typed}");
    assert!(wrong.is_empty(), "{} of {typed}: {:#?}", wrong.len(), wrong);
}
