//! The program in a real terminal: what it takes, what it gives back on every way out, and keys as terminals send them.
//!
//! What is shown and what keys do is tested without a terminal, in the journeys; here is only what needs one.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod pty;
mod soak;

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use oreline::door::app::Settings;
use oreline::door::headless::Headless;
use oreline::door::load::Input;
use pty::Terminal;
use ratatui::layout::Size;
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

const PROGRAM: &str = env!("CARGO_BIN_EXE_oreline");
const ESC: &str = "\x1b";

/// The browser on the bundled data, all of it loaded.
fn browser(columns: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::start(PROGRAM, &["--lang", "en"], columns, rows);
    wait_until_loaded(&mut terminal);
    terminal.wait_for("━[Events]");
    terminal
}

/// Waits until all 170 events are read and indexed: what is found and written before may lack something.
#[track_caller]
fn wait_until_loaded(terminal: &mut Terminal) {
    terminal.wait_until("all is loaded", |screen| {
        let text = screen.contents();
        let is_under_way =
            text.lines().next().is_some_and(|line| line.contains("indexing") || line.contains("reading"));
        text.contains("170 of 170 events") && !is_under_way
    });
}

#[test]
fn it_browses_and_leaves_the_terminal_as_it_was() {
    let mut terminal = browser(120, 40);
    terminal.assert_taken();
    terminal.wait_until("the cursor is hidden", vt100::Screen::hide_cursor);
    terminal.send("/макрон");
    terminal.wait_for("/макрон");
    terminal.send("\r");
    terminal.wait_for("Macron");
    terminal.send("\r");
    terminal.wait_for("[Detail]");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn what_is_typed_ahead_is_meant_for_the_rows_that_come() {
    // In one piece, as from somebody who types faster than answers come.
    for (keys, marked) in
        [("/uran\rjjm", "Bookmarked: US–Saudi"), ("2jm", "Bookmarked: "), ("/by:Токаев\r3jm1jjm", "Bookmarked: ")]
    {
        let mut terminal = browser(100, 30);
        // Words find nothing before they are indexed.
        terminal.send("/uran");
        terminal.wait_for("17 of 170 events");
        terminal.send("\x1b");
        terminal.wait_for("170 of 170 events");
        terminal.send(keys);
        terminal.wait_for(marked);
        terminal.send("q");
        assert_eq!(terminal.wait_for_end(), 0);
    }
}

#[test]
fn a_pipe_that_pauses_shows_and_finds_what_has_come() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let converted = std::process::Command::new(PROGRAM).arg("convert").output().unwrap().stdout;
    let command = format!("exec '{PROGRAM}' - --lang en < '{}'", pipe.display());
    let mut terminal = Terminal::start("sh", &["-c", &command], 120, 40);
    let mut writer = std::fs::File::options().write(true).open(&pipe).unwrap();
    writer.write_all(&converted).unwrap();
    terminal.wait_for("170 of 170 events");
    terminal.send("/uranium mongolia\r");
    terminal.wait_until("words find what has come", |screen| {
        let text = screen.contents();
        text.contains("of 170 events") && !text.contains("0 of 170 events") && text.contains("Mongolia")
    });
    // The rest joins it, drop by drop, while the pipe stays open.
    for n in 1..=3 {
        let event = format!("{{\"id\":\"new-{n}\",\"label\":\"Uranium of Mongolia {n}\",\"date\":\"2030-01-0{n}\"}}\n");
        writer.write_all(event.as_bytes()).unwrap();
        terminal.wait_for(&format!("of {} events", 170 + n));
        terminal.wait_for(&format!("Uranium of Mongolia {n}"));
    }
    drop(writer);
    terminal.wait_until("all has been read", |screen| !screen.contents().contains("reading"));
    terminal.wait_for("Uranium of Mongolia 1");
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn what_is_typed_ahead_for_a_record_waits_until_it_is_read() {
    for (keys, shown) in [
        ("2y", "For the clipboard"),
        ("jjjy", "For the clipboard"),
        ("cKZ\ro", "https://"),
        // In the detail, what it leads to: the first country, and back to the record and its address.
        ("\rjjjjjjjjjj\r\x7fo", "https://"),
    ] {
        let mut terminal = browser(100, 30);
        terminal.send(keys);
        terminal.wait_for(shown);
        terminal.send("\x03");
        assert_eq!(terminal.wait_for_end(), 0);
    }
}

#[test]
fn control_c_quits_on_both_layouts() {
    // A terminal in raw mode sends a byte; with the Russian layout, some send the key's own character and Control.
    for control_c in ["\x03", "\x1b[1089;5u"] {
        let mut terminal = browser(80, 24);
        terminal.send("/tok");
        terminal.wait_for("/tok");
        terminal.send(control_c);
        assert_eq!(terminal.wait_for_end(), 0, "{control_c:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn command_keys_work_on_a_russian_layout() {
    let mut terminal = browser(80, 24);
    // `.` stands on the key of `/`, `й` on that of `q`.
    terminal.send(".");
    terminal.wait_until("the search line is open", |screen| !screen.hide_cursor());
    terminal.send("уран\r");
    terminal.wait_until("the search line is left", vt100::Screen::hide_cursor);
    terminal.wait_for("уран");
    terminal.send("й");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    let asking = [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)];
    // A time that is used up, and an alarm of who started it.
    for (signal, status) in asking.into_iter().chain([("XCPU", 152), ("ALRM", 142)]) {
        let mut terminal = browser(80, 24);
        terminal.signal(signal);
        assert_eq!(terminal.wait_for_end(), status, "SIG{signal}");
        terminal.assert_given_back();
    }
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let script = r#"set -m; "$0" --lang en; echo "stopped"; read answer; fg >/dev/null; echo "ended with $?""#;
    let mut terminal = Terminal::start("sh", &["-c", script, PROGRAM], 80, 24);
    terminal.wait_for("170 of 170 events");
    terminal.send("/tokayev\r");
    terminal.wait_until("the search is done", |screen| screen.hide_cursor() && screen.contents().contains("tokayev"));
    terminal.send("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_given_back();
    terminal.send("\r");
    terminal.wait_for("━[Events]");
    terminal.wait_for("tokayev");
    terminal.assert_taken();
    terminal.send("q");
    terminal.wait_for("ended with 0");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

/// Presses F2 and waits until the terminal is told to send the mouse, by buttons and drags only.
fn switch_mouse_on(terminal: &mut Terminal) {
    terminal.send("\x1b[12~");
    terminal.wait_for("Mouse on");
    terminal.wait_until("the mouse is sent", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::ButtonMotion
            && screen.mouse_protocol_encoding() == MouseProtocolEncoding::Sgr
    });
}

#[test]
fn the_mouse_is_off_until_f2_and_works() {
    let mut terminal = browser(80, 24);
    assert!(!String::from_utf8_lossy(terminal.raw()).contains("\x1b[?100"), "nothing is said of the mouse");
    switch_mouse_on(&mut terminal);
    // The wheel over the timeline, in the encoding of mode 1006; then a click on a row, its press and its release.
    terminal.send("\x1b[<65;10;12M");
    terminal.wait_for("4/170");
    terminal.send("\x1b[<0;10;10M\x1b[<0;10;10m");
    terminal.wait_for(" 6/170 ");
    terminal.send("\x1b[12~");
    terminal.wait_for("Mouse off");
    terminal
        .wait_until("the mouse is no longer sent", |screen| screen.mouse_protocol_mode() == MouseProtocolMode::None);
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_mouse_is_given_back_on_every_way_out() {
    for (way_out, status) in [("q", 0), ("\x03", 0), ("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut terminal = browser(80, 24);
        switch_mouse_on(&mut terminal);
        match way_out {
            "TERM" | "HUP" | "INT" => terminal.signal(way_out),
            keys => terminal.send(keys),
        }
        assert_eq!(terminal.wait_for_end(), status, "{way_out:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn the_mouse_is_given_back_when_an_error_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut terminal = Terminal::start(PROGRAM, &[pipe.to_str().unwrap()], 80, 24);
    // It opens when the program does; until it is written to and closed, the program waits for its data.
    let mut data = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    switch_mouse_on(&mut terminal);
    data.write_all(b"this is no data\n").unwrap();
    drop(data);
    assert_eq!(terminal.wait_for_end(), 1);
    terminal.assert_given_back();
    terminal.wait_for("pipe");
}

#[test]
fn a_stop_gives_the_mouse_back_and_coming_back_takes_it_again() {
    let script = r#"set -m; "$0" --lang en; echo "stopped"; read answer; fg >/dev/null; echo "ended with $?""#;
    let mut terminal = Terminal::start("sh", &["-c", script, PROGRAM], 80, 24);
    terminal.wait_for("170 of 170 events");
    switch_mouse_on(&mut terminal);
    terminal.send("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_given_back();
    terminal.send("\r");
    terminal.wait_for("━[Events]");
    terminal.wait_until("the mouse is sent again", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::ButtonMotion
    });
    terminal.send("q");
    terminal.wait_for("ended with 0");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn data_come_from_standard_input_and_keys_from_the_terminal() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let data = r#"{"oreline": 1, "title": "Piped", "events": [
        {"id": "a", "label": "First talk", "date": "2024-02-08"}, {"id": "b", "label": "Second talk", "date": "2024-02-09"}]}"#;
    file.write_all(data.as_bytes()).unwrap();
    let script = r#"cat "$1" | "$0" -"#;
    let mut terminal = Terminal::start("sh", &["-c", script, PROGRAM, file.path().to_str().unwrap()], 80, 24);
    terminal.wait_for("2 of 2 events");
    terminal.send("/first\r");
    terminal.wait_for("1 of 2 events");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn another_size_is_drawn_at_once() {
    let mut terminal = browser(80, 24);
    assert!(!terminal.text().contains("Countries ─"), "{}", terminal.text());
    terminal.resize(140, 40);
    terminal.wait_until("all panes fill the screen", |screen| {
        let text = screen.contents();
        text.contains("Countries")
            && text.contains("━[Events]")
            && text.lines().any(|line| line.contains("━━ ") && line.chars().count() >= 138)
    });
    terminal.resize(50, 12);
    terminal.wait_until("one pane fills the screen", |screen| {
        let text = screen.contents();
        text.contains("━[Events]") && !text.contains("Countries") && !text.contains("Detail ─")
    });
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn pasted_text_opens_the_search_with_it() {
    let mut terminal = browser(80, 24);
    // Every letter of it is a command key too; the line end would be Enter.
    terminal.send(&format!("{ESC}[200~Токаев\nq{ESC}[201~"));
    terminal.wait_for("/Токаев q");
    terminal.send(&format!("{ESC}[200~\u{7}\u{202e}{ESC}[201~"));
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_citation_goes_to_the_clipboard_of_the_terminal() {
    let size = Size::new(80, 24);
    let settings = Settings { lang: oreline::door::model::Lang::En, ..Settings::default() };
    let mut headless = Headless::new(vec![Input::Bundled], settings, size).unwrap();
    headless.press("y").unwrap();
    let citation = headless.copied()[0].clone();

    let mut terminal = browser(size.width, size.height);
    // The record comes after its row; until then there is nothing to cite.
    terminal.wait_for("ministerial");
    terminal.send("y");
    terminal.wait_for("For the clipboard");
    terminal.wait_for_bytes(&format!("{ESC}]52;c;{}", base64(citation.as_bytes())));
    // The box, then the program.
    terminal.send("q");
    terminal.wait_for("━[Events]");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn data_that_cannot_be_read_leave_a_message_on_the_terminal_as_it_was() {
    let mut terminal = Terminal::start(PROGRAM, &["/nowhere/at-all.json"], 80, 24);
    assert_eq!(terminal.wait_for_end(), 1);
    terminal.wait_until("the message is on the normal screen", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().contains("/nowhere/at-all.json")
    });
}

#[test]
fn hostile_data_send_nothing_but_frames() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let attack = r"\u001b]0;owned\u0007\u001b[?1049l\u009b2J\u001b]52;c;ZXZpbA==\u0007\u202ex";
    let data = format!(
        r#"{{"oreline": 1, "title": "T{attack}", "events": [{{"id": "a", "label": "Talk {attack}", "date": "2024-02-08",
            "summary": "{attack}", "participants": ["{attack}"]}}]}}"#
    );
    file.write_all(data.as_bytes()).unwrap();
    let mut terminal = Terminal::start(PROGRAM, &[file.path().to_str().unwrap()], 100, 30);
    terminal.wait_for("1 of 1 event");
    terminal.send("\r");
    terminal.wait_for("[Detail]");
    terminal.assert_taken();
    // But for the one question after the background, which was asked before anything was drawn.
    let sent = String::from_utf8_lossy(terminal.raw()).replacen("\x1b]11;?\x1b\\", "", 1);
    for forbidden in ["\x07", "\x1b]", "\u{9b}", "\u{202e}", "\x1b[?1049l"] {
        assert!(!sent.contains(forbidden), "{forbidden:?} was sent");
    }
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

/// Base64 (RFC 4648, section 4), as OSC 52 carries text.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[test]
fn what_is_kept_is_on_the_disk_when_the_program_has_ended() {
    let state = tempfile::tempdir().unwrap();
    let start = || {
        let mut terminal = Terminal::start_keeping(PROGRAM, &["--lang", "en"], 100, 30, state.path());
        terminal.wait_for("170 of 170 events");
        terminal
    };
    let mut terminal = start();
    // Quit at once, however fast that is; and by a signal.
    terminal.send("mq");
    assert_eq!(terminal.wait_for_end(), 0);
    let mut terminal = start();
    terminal.wait_for("★");
    terminal.send("jm");
    terminal.wait_for("Bookmarked");
    terminal.signal("TERM");
    terminal.wait_for_end();
    let mut terminal = start();
    terminal.send("M");
    terminal.wait_for("2 of 170 events");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

/// Rows of two lines and list and detail side by side are taken up again by the next start, and given up as well.
#[test]
fn how_rows_and_panes_stand_is_taken_up_by_the_next_start() {
    let state = tempfile::tempdir().unwrap();
    let start = || {
        let mut terminal = Terminal::start_keeping(PROGRAM, &["--lang", "en"], 130, 40, state.path());
        wait_until_loaded(&mut terminal);
        terminal
    };
    // Below the list the title of the detail is not on the first line after the header; beside it, it is.
    let is_beside =
        |screen: &vt100::Screen| screen.contents().lines().nth(1).is_some_and(|line| line.contains("Detail"));
    let has_two_lines = |screen: &vt100::Screen| screen.contents().contains("ministerial · London · GB C5  ❝");
    let mut terminal = start();
    terminal.wait_until("it is stacked", |screen| !is_beside(screen) && !has_two_lines(screen));
    terminal.send("R");
    terminal.wait_until("rows have two lines", has_two_lines);
    terminal.send("\\");
    terminal.wait_until("the detail is beside", is_beside);
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    let mut terminal = start();
    terminal.wait_until("both are taken up", |screen| is_beside(screen) && has_two_lines(screen));
    terminal.send("R");
    terminal.wait_until("rows have one line", |screen| !has_two_lines(screen));
    // A signal keeps it too.
    terminal.signal("TERM");
    terminal.wait_for_end();
    let mut terminal = start();
    terminal.wait_until("one of them is given up", |screen| is_beside(screen) && !has_two_lines(screen));
    terminal.send("\\");
    terminal.wait_until("it is stacked again", |screen| !is_beside(screen));
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn what_could_not_be_kept_is_said_at_the_end() {
    let state = tempfile::tempdir().unwrap();
    // A file is where the folder should be.
    std::fs::write(state.path().join("oreline"), "").unwrap();
    let mut terminal = Terminal::start_keeping(PROGRAM, &["--lang", "en"], 100, 30, state.path());
    terminal.wait_for("170 of 170 events");
    terminal.send("m");
    terminal.wait_for("! cannot write");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
    terminal.wait_for_bytes("the last changes of 1 bookmark are lost");
}

#[test]
fn what_could_not_be_kept_is_tried_once_more_when_a_signal_ends_it() {
    let state = tempfile::tempdir().unwrap();
    let in_the_way = state.path().join("oreline");
    std::fs::write(&in_the_way, "").unwrap();
    let mut terminal = Terminal::start_keeping(PROGRAM, &["--lang", "en"], 100, 30, state.path());
    terminal.wait_for("170 of 170 events");
    terminal.send("m");
    terminal.wait_for("! cannot write");
    std::fs::remove_file(&in_the_way).unwrap();
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_end(), 143);
    terminal.assert_given_back();
    let kept = std::fs::read_to_string(in_the_way.join("state.json")).unwrap();
    assert!(kept.contains("\"bookmark\": true"), "{kept}");
    assert!(!String::from_utf8_lossy(terminal.raw()).contains("are lost"), "nothing is lost, and nothing says so");
}

#[test]
fn a_second_signal_leaves_the_terminal_as_it_was() {
    for second in ["TERM", "HUP", "INT", "QUIT", "TERM"] {
        let mut terminal = browser(80, 24);
        terminal.signals(&["TERM", second]);
        assert!([143, 129, 130, 131].contains(&terminal.wait_for_end()), "SIGTERM and SIG{second}");
        terminal.assert_given_back();
    }
}

/// Once raw mode is off, a Ctrl-c makes the system throw away what the terminal has not read.
#[test]
fn an_interrupt_that_comes_as_it_ends_leaves_the_terminal_as_it_was() {
    for (way_out, interrupt) in [("q", "\x03"), ("\x03", "\x03"), ("q", "\x1c"), ("TERM", "\x03"), ("HUP", "\x1a")] {
        let mut terminal = browser(80, 24);
        // It reads nothing more until the program has ended.
        let output = terminal.output();
        let held = output.lock().unwrap();
        match way_out {
            "TERM" | "HUP" => terminal.signal(way_out),
            keys => terminal.send(keys),
        }
        terminal.wait_until_settings_are_given_back();
        terminal.send(interrupt);
        terminal.wait_for_end();
        drop(held);
        terminal.assert_given_back();
    }
}

#[test]
fn after_several_stops_one_signal_continues_it() {
    let mut terminal = browser(80, 24);
    terminal.signals(&["TSTP", "TSTP", "TSTP"]);
    terminal.wait_until("the terminal is given back", |screen| !screen.alternate_screen());
    terminal.wait_until_stopped();
    terminal.signal("CONT");
    terminal.wait_until("the terminal is taken again", vt100::Screen::alternate_screen);
    terminal.wait_for("━[Events]");
    terminal.send("/tokayev");
    terminal.wait_for("/tokayev");
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_file_that_may_not_grow_is_said_and_the_terminal_stays() {
    let mut terminal = Terminal::start("sh", &["-c", r#"ulimit -f 0; exec "$0" --lang en"#, PROGRAM], 100, 30);
    terminal.wait_for("170 of 170 events");
    terminal.send("m");
    terminal.wait_for("! cannot write");
    terminal.assert_taken();
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_export_under_way_is_written_when_the_program_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let rows = std::process::Command::new(PROGRAM).args(["list", "--lang", "en", "--format", "csv"]).output().unwrap();
    for (way_out, status) in [("\x03", 0), ("\x03", 0), ("\x03", 0)] {
        let path = folder.path().join("all.csv");
        let mut terminal = browser(100, 30);
        // In one piece: it ends while the file is written, if not before.
        terminal.send(&format!("e{}\r{way_out}", path.display()));
        assert_eq!(terminal.wait_for_end(), status, "{way_out:?}");
        terminal.assert_given_back();
        assert!(std::fs::read(&path).unwrap() == rows.stdout, "{way_out:?}");
        assert_eq!(names(folder.path()), ["all.csv"]);
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
fn what_became_of_an_export_that_was_not_written_is_said_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("there.csv"), "mine").unwrap();
    for (name, said) in [("gone/all.csv", "name a folder that is there"), ("there.csv", "was left as it is")] {
        let mut terminal = browser(100, 30);
        terminal.send(&format!("e{}\r\x03", folder.path().join(name).display()));
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_given_back();
        // The loop may have shown it before it has ended.
        terminal.wait_until("it is said", |screen| {
            screen.contents().split_whitespace().collect::<Vec<_>>().join(" ").contains(said)
        });
    }
    assert_eq!(std::fs::read(folder.path().join("there.csv")).unwrap(), b"mine");
}

#[test]
fn a_cut_sequence_swallows_nothing_that_comes_after_it() {
    for cut in ["[<", "[?", "[200~pasted", "[<0;10", "[", "O", "]0;x", "P1"] {
        // After a moment of silence keys are keys; of a paste, what has come is what was pasted.
        let mut terminal = browser(80, 24);
        terminal.send(&format!("{ESC}{cut}"));
        if cut.contains("pasted") {
            terminal.wait_for("/pasted");
            terminal.send_until("\x15", "the search line is empty", |screen| !screen.contents().contains("/pasted"));
        } else {
            // One that comes before the silence is a part of what was cut.
            terminal.send_until("/", "the search line is open", |screen| !screen.hide_cursor());
            terminal.send("\x15");
        }
        terminal.send("tokayev");
        terminal.wait_for("/tokayev");
        // Another size at any time, and Ctrl-c at once.
        terminal.send(&format!("{ESC}{cut}"));
        terminal.resize(100, 30);
        terminal.wait_until("the new size is filled", |screen| {
            screen.contents().lines().any(|line| line.chars().count() == 100)
        });
        terminal.send(&format!("{ESC}{cut}"));
        terminal.send("\x03");
        assert_eq!(terminal.wait_for_end(), 0, "{cut}");
        terminal.assert_given_back();
    }
}

#[test]
fn a_signal_ends_it_when_the_terminal_takes_no_output() {
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut terminal = browser(200, 60);
        let output = terminal.output();
        let held = output.lock().unwrap();
        // Frames of other sizes are drawn whole, until no more of them is taken.
        for n in 0..100 {
            terminal.resize(200 - n % 2 * 40, 60);
            assert_eq!(terminal.ended_within(Duration::from_millis(10)), None);
        }
        terminal.signal(signal);
        assert_eq!(terminal.wait_for_end(), status, "SIG{signal}");
        terminal.assert_settings_given_back();
        drop(held);
    }
}

#[test]
fn a_thread_that_cannot_be_started_leaves_the_terminal_as_it_was() {
    // No system has room for such a stack.
    let script = r#"RUST_MIN_STACK=4611686018427387904 exec "$0" --lang en"#;
    let mut terminal = Terminal::start("sh", &["-c", script, PROGRAM], 100, 30);
    assert_eq!(terminal.wait_for_end(), 2);
    terminal.wait_for_bytes("\x1b[?1049h");
    terminal.assert_given_back();
    terminal.wait_for("cannot use the terminal");
}

#[test]
fn four_browsers_and_a_command_lose_nothing_of_each_others() {
    let folder = tempfile::tempdir().unwrap();
    let (state, data) = (folder.path().join("state"), folder.path().join("data.jsonl"));
    let command = |arguments: &[&str]| {
        let mut command = std::process::Command::new(PROGRAM);
        let command = command.args(arguments).env("XDG_STATE_HOME", &state).env("XDG_CACHE_HOME", folder.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    std::fs::write(&data, command(&["convert"])).unwrap();
    let data = data.to_str().unwrap();
    let start = || {
        let mut terminal = Terminal::start_keeping(PROGRAM, &["--lang", "en", data], 100, 30, &state);
        wait_until_loaded(&mut terminal);
        terminal
    };
    let mut browsers: Vec<Terminal> = (0..4).map(|_| start()).collect();
    let listed = command(&["list", "--format", "jsonl", data]);
    for (n, terminal) in browsers.iter_mut().enumerate() {
        terminal.send(&format!("{}m{}m", "j".repeat(3 * n + 1), "j".repeat(40)));
    }
    for _ in 0..3 {
        assert!(command(&["list", "--format", "jsonl", data]) == listed, "a command lists the same meanwhile");
    }
    for (n, terminal) in browsers.iter_mut().enumerate() {
        // The second one; what quits does not wait for keys before it.
        terminal.wait_until("both are bookmarked", |screen| {
            let text = screen.contents();
            text.contains("Bookmarked") && text.contains(&format!(" {}/170 ", 3 * n + 42))
        });
        terminal.send("\x03");
    }
    for terminal in &mut browsers {
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_given_back();
        assert!(!String::from_utf8_lossy(terminal.raw()).contains("are lost"));
    }
    let mut terminal = start();
    terminal.send("M");
    terminal.wait_for(" 8 of 170 events");
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn a_table_that_no_map_knows_is_proposed_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.csv");
    std::fs::write(&path, "when,what,country\n2024-02-08,Road map signed,KZ\n2024-03-11,Talks open,MN\n").unwrap();
    let mut terminal = Terminal::start(PROGRAM, &[path.to_str().unwrap()], 100, 30);
    terminal.wait_for("How to read this file");
    terminal.send("\r");
    terminal.wait_for("2 of 2 events");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 0);
    // Who does not want it so is told what else may be done.
    let mut terminal = Terminal::start(PROGRAM, &[path.to_str().unwrap()], 100, 30);
    terminal.wait_for("How to read this file");
    terminal.send("q");
    assert_eq!(terminal.wait_for_end(), 2);
    terminal.assert_given_back();
    assert!(terminal.text().contains("no map knows it"), "{}", terminal.text());
}

#[test]
fn the_terminal_is_asked_for_its_background_and_the_answer_is_no_key() {
    for answer in ["\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c", "\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?6c", "\x1b[?6c"]
    {
        let mut terminal = Terminal::start(env!("CARGO_BIN_EXE_oreline"), &[], 80, 24);
        terminal.wait_for_bytes("\x1b]11;?\x1b\\\x1b[c");
        // What is typed before the answer comes is typed all the same, however late that is.
        terminal.send(&format!("?{answer}qui"));
        // Whatever came between would stand in the field of the help.
        terminal.wait_for("find: qui");
        terminal.send("\x03");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_given_back();
    }
}

#[test]
fn a_terminal_is_not_asked_where_the_answer_would_be_of_no_use() {
    for arguments in [&["--theme", "dark"], &["--color", "never"]] {
        let mut terminal = Terminal::start(env!("CARGO_BIN_EXE_oreline"), arguments, 80, 24);
        terminal.wait_for("━[Events]");
        assert!(!terminal.raw().windows(5).any(|window| window == b"\x1b]11;"), "{arguments:?}");
        terminal.send("q");
        assert_eq!(terminal.wait_for_end(), 0);
    }
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_oreline"))
        .env("LC_ALL", "C")
        .args(["--print", "80x24", "--color", "always"])
        .output();
    assert!(!printed.unwrap().stdout.windows(5).any(|window| window == b"\x1b]11;"));
}
