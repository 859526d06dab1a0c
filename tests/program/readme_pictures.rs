//! The pictures of the README are the program's own: each is a frame of the bundled data, drawn by the program, dark and
//! light. `UPDATE_README=1 cargo test readme_pictures` draws them anew, `just demo` the moving one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use oreline::door::app::{Ground, Settings};
use oreline::door::catalogue::Tongue;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use oreline::door::model::Lang;
use ratatui::layout::Size;

const SIZE: Size = Size { width: 120, height: 40 };

/// Each picture with the keys that lead to it, in English and in Russian.
const PICTURES: [(&str, [&str; 2]); 5] = [
    ("first", ["", ""]),
    ("query", ["/Kazakhstan US -China 2024..<Tab><Enter>", "/Казахстан US -Китай 2024..<Tab><Enter>"]),
    ("lanes", ["5jjjjhhh", "5jjjjhhh"]),
    ("pairs", ["6", "6"]),
    ("map", ["7jjjj", "7jjjj"]),
];

/// The frames of the moving picture: keys, as they are shown, and how long each stands in seconds.
const DEMO: [(&str, &str); 5] = [
    ("", "oreline"),
    ("/Tokayev", "/Tokayev"),
    ("/Tokayev<Enter>5jjjj", "5  lanes"),
    ("6", "6  pairs"),
    ("7jjjj", "7  map"),
];
const DEMO_RU: [(&str, &str); 5] = [
    ("", "oreline"),
    ("/Токаев", "/Токаев"),
    ("/Токаев<Enter>5jjjj", "5  дорожки"),
    ("6", "6  пары"),
    ("7jjjj", "7  карта"),
];
const SECONDS: u32 = 4;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

/// What the name of a picture ends with.
fn ending(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::En => "",
        Tongue::Ru => "-ru",
    }
}

fn picture(keys: &str, ground: Ground, tongue: Tongue) -> String {
    let lang = if tongue == Tongue::Ru { Lang::Ru } else { Lang::En };
    let settings = Settings { color: true, ground, has_all_colors: true, tongue, lang, ..Settings::default() };
    let mut browser = Headless::new(vec![Input::Bundled], settings, SIZE).unwrap();
    browser.press(keys).unwrap();
    browser.picture()
}

#[track_caller]
fn assert_picture(name: &str, drawn: &str) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::create_dir_all(folder()).unwrap();
        fs::write(&path, drawn).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let differs = stored.lines().zip(drawn.lines()).find(|(stored, drawn)| stored != drawn);
    assert!(stored == drawn, "{name}: UPDATE_README=1 draws it anew; the first line that differs: {differs:#?}");
}

#[test]
fn each_is_a_frame_of_the_program() {
    for (name, keys) in PICTURES {
        for (theme, ground) in [("dark", Ground::Dark(None)), ("light", Ground::Light(None))] {
            for (tongue, keys) in Tongue::ALL.into_iter().zip(keys) {
                let drawn = picture(keys, ground, tongue);
                assert_picture(&format!("{name}{}-{theme}.svg", ending(tongue)), &drawn);
            }
        }
    }
}

/// One frame after the other, round and round; the first alone where motion is not wanted.
#[test]
fn the_demo_shows_its_frames_one_after_the_other() {
    for (tongue, demo) in Tongue::ALL.into_iter().zip([DEMO, DEMO_RU]) {
        let film = film(tongue, demo);
        assert_picture(&format!("demo{}.svg", ending(tongue)), &film);
        assert_eq!(film.matches("class=\"frame\"").count(), demo.len());
        assert!(film.contains("prefers-reduced-motion") && !film.contains("<script"));
    }
}

fn film(tongue: Tongue, demo: [(&str, &str); 5]) -> String {
    let all = demo.len() as u32 * SECONDS;
    let share = 100 / demo.len();
    let (mut frames, mut size) = (String::new(), String::new());
    for (at, (keys, shown)) in demo.iter().enumerate() {
        let svg = picture(keys, Ground::Dark(None), tongue);
        let (head, body) = svg.split_once(">\n").unwrap();
        let dimension = |name: &str| head.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        let (width, height): (u32, u32) = (dimension("width").parse().unwrap(), dimension("height").parse().unwrap());
        size = format!("width=\"{width}\" height=\"{}\" viewBox=\"0 0 {width} {}\"", height + 30, height + 30);
        let body = body.trim_end().strip_suffix("</svg>").unwrap();
        let delay = at as u32 * SECONDS;
        let _ = writeln!(
            frames,
            "<g class=\"frame\" style=\"animation-delay:{delay}s\">\n{body}<text x=\"9\" y=\"{}\" fill=\"#75b5ff\" \
             font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"16\">{shown}</text>\n</g>",
            height + 21
        );
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\">\n<style>\n\
         .frame{{visibility:hidden;animation:show {all}s step-end infinite}}\n\
         @keyframes show{{0%{{visibility:visible}}{share}%{{visibility:hidden}}}}\n\
         @media(prefers-reduced-motion:reduce){{.frame{{animation:none}}.frame:first-of-type{{visibility:visible}}}}\n\
         </style>\n<rect width=\"100%\" height=\"100%\" fill=\"#14161b\"/>\n{frames}</svg>\n"
    )
}
