//! Every screen in every size and look: on a dark ground, in ASCII, and without colours. Of ASCII the text is stored, since
//! it has the styles of the others.

use super::*;
use crate::common::frames::{assert_stored, written};
use oreline::door::app::Ground;
use std::fmt::Write as _;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// What is stored, the keys that lead to it, and words that are on each screen in this order, in every size.
const SCREENS: [(&str, &str, &[&str]); 11] = [
    ("matrix-query", "cKZ<Enter>/date:..2024-02<Enter>", &["of 44", "country:KZ  date:..2024-02", "12 of 170 events"]),
    ("matrix-two-lines", "R", &["ministerial", "London", "GB C5", "Yvette Cooper"]),
    ("matrix-detail", "<Enter>]", &["Detail", "Quotes  4"]),
    ("matrix-took-part", "<Enter>]]", &["Detail", "GB United Kingdom"]),
    ("matrix-quotes", "3", &["Yvette Cooper", "GB Foreign"]),
    ("matrix-articles", "2", &["Trend", "trend.az"]),
    ("matrix-people", "4", &["by number of events", "2024", "Kassym-Jomart Tokayev", "KZ", "19"]),
    ("matrix-person", "4<Enter>", &["Kassym-Jomart Tokayev  ", "19 events", "Offices  1"]),
    ("matrix-country", "cKZ<Enter>P", &["Kazakhstan  ", "44 events", "Took part with"]),
    ("matrix-time", "d2024-08<Enter>t", &["[", " Aug 2024  3"]),
    (
        "matrix-nothing",
        "/zzqx country:KZ date:2024<Enter>",
        &["without zzqx", "11 events", "No word of the data begins with zzqx", "November 2024"],
    ),
];

#[test]
fn every_screen_in_every_size_and_look() {
    let dark = Settings { color: true, ground: Ground::Dark(None), ..Settings::default() };
    let looks = [
        ("dark", dark),
        ("ascii", Settings { ascii: true, color: true, ..Settings::default() }),
        ("without colours", Settings::default()),
    ];
    for (name, keys, shows) in SCREENS {
        let mut stored = String::new();
        for (width, height) in SIZES {
            for (look, settings) in &looks {
                let size = Size::new(width, height);
                let mut browser = Headless::new(vec![Input::Bundled], settings.clone(), size).unwrap();
                browser.press(keys).unwrap();
                assert_shows(&browser, shows);
                let frame = if settings.ascii { browser.text() } else { written(&browser.frame()) };
                let _ = write!(stored, "=== {width}x{height}, {look}\n{frame}");
            }
        }
        assert_stored(name, &stored);
    }
}
