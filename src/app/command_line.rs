//! The view as a command line: `oreline list` with the data, the view and the query that give the same rows.
//!
//! It is written for a POSIX shell, so that what a file or a query is called never becomes a command, and so that it is
//! one line, which holds nothing that a terminal would obey or hide. What the arguments mean is not known here.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;

use crate::model::Lang;
use crate::query::Query;
use crate::text;

use super::views::View;

/// Before a line in which a word ends in a line end ([`LINE_END`]): the shell drops those at the end of what a command
/// prints, so another sign stands behind it.
const SETS_LINE_END: &str = r"end=$(printf '\012.'); ";

/// A line end as a part of a word.
const LINE_END: &str = r#""${end%.}""#;

/// The command that lists what the view shows, newest first. `data` are the arguments that name the data.
pub fn list_command(data: &[OsString], view: View, lang: Lang, query: &Query) -> String {
    let mut line = "oreline list".to_owned();
    for argument in data {
        line.push(' ');
        line += &quoted(argument);
    }
    // Said always: what they are without it depends on the locale of who runs the line.
    let _ = write!(line, " --view {} --lang {}", view.noun(), lang.tag());
    if !query.is_empty() {
        line += " -q ";
        line += &quoted(OsStr::new(&query.to_string()));
    }
    if line.contains(LINE_END) {
        line.insert_str(0, SETS_LINE_END);
    }
    line
}

/// A word as a POSIX shell reads it (Shell Command Language, 2.2 Quoting). A word that would not be shown as it is
/// becomes ASCII: its other bytes are given to `printf` by number.
fn quoted(word: &OsStr) -> String {
    match word.to_str() {
        Some(text) if is_plain(text) => text.to_owned(),
        // A tab that is pasted would ask the shell for completions, and a line end would end the line.
        Some(text) if text::is_clean(text) && !text.contains(['\t', '\n']) => in_quotes(text),
        _ => numbered(word.as_encoded_bytes()),
    }
}

fn is_plain(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric();
    text.starts_with(|c| is_letter(c) || matches!(c, '.' | '/' | '-'))
        && text.chars().all(|c| is_letter(c) || "_-./:,@%+".contains(c))
        && text::is_clean(text)
}

fn in_quotes(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn numbered(bytes: &[u8]) -> String {
    let is_shown = |byte: &u8| matches!(byte, b' '..=b'~');
    let ends = bytes.iter().rev().take_while(|byte| **byte == b'\n').count();
    let (mut rest, ends) = bytes.split_at(bytes.len() - ends);
    let mut word = String::new();
    while !rest.is_empty() {
        let shown = rest.iter().take_while(|byte| is_shown(byte)).count();
        if shown > 0 {
            word += &in_quotes(&String::from_utf8_lossy(&rest[..shown]));
            rest = &rest[shown..];
            continue;
        }
        let hidden = rest.iter().take_while(|byte| !is_shown(byte)).count();
        // The shell would drop a line end here as well, so the byte behind it, which there is, is printed with it.
        let printed = hidden + usize::from(rest[hidden - 1] == b'\n');
        word += "\"$(printf '";
        for byte in &rest[..printed] {
            let _ = write!(word, "\\{byte:03o}");
        }
        word += "')\"";
        rest = &rest[printed..];
    }
    word += &LINE_END.repeat(ends.len());
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_data_view_language_and_query() {
        let line = |data: &[&str], view, query: &str| {
            let data: Vec<OsString> = data.iter().map(OsString::from).collect();
            list_command(&data, view, Lang::Ru, &Query::parse(query).unwrap())
        };
        assert_eq!(line(&[], View::Events, ""), "oreline list --view events --lang ru");
        assert_eq!(
            line(&["a.json", "-"], View::Articles, "country:KZ,MN"),
            "oreline list a.json - --view articles --lang ru -q country:KZ,MN"
        );
        assert_eq!(
            line(&["my data.json"], View::Events, "\"rare earths\" -visit"),
            "oreline list 'my data.json' --view events --lang ru -q '\"rare earths\" -visit'"
        );
    }

    #[test]
    fn a_word_is_quoted_only_where_it_must_be() {
        for (word, expected) in [
            ("", "''"),
            ("a/b-1.json", "a/b-1.json"),
            ("данные.jsonl", "данные.jsonl"),
            ("=ls", "'=ls'"),
            ("~", "'~'"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$(reboot)`x`!", "'$(reboot)`x`!'"),
            ("a\nb", r#"'a'"$(printf '\012\142')""#),
            ("a\n", r#"'a'"${end%.}""#),
            ("a\tb", r#"'a'"$(printf '\011')"'b'"#),
            ("\u{1b}]0;x\u{7}", r#""$(printf '\033')"']0;x'"$(printf '\007')""#),
            ("e\u{202e}x", r#"'e'"$(printf '\342\200\256')"'x'"#),
        ] {
            assert_eq!(quoted(OsStr::new(word)), expected, "{word:?}");
            assert_one_line(&quoted(OsStr::new(word)));
        }
    }

    #[track_caller]
    fn assert_one_line(line: &str) {
        assert!(text::is_clean(line) && !line.contains(['\n', '\t']), "{line:?}");
    }

    #[test]
    fn the_line_says_first_what_a_line_end_is() {
        let line = |name: &str| list_command(&[OsString::from(name)], View::Events, Lang::En, &Query::default());
        assert_eq!(line("a\nb"), r#"oreline list 'a'"$(printf '\012\142')" --view events --lang en"#);
        let expected = r#"end=$(printf '\012.'); oreline list 'a'"${end%.}" --view events --lang en"#;
        assert_eq!(line("a\n"), expected);
    }

    /// What a shell makes of a word.
    #[cfg(unix)]
    fn read_by_shell(word: &str) -> Vec<u8> {
        let script = format!("{SETS_LINE_END}printf %s {word}");
        std::process::Command::new("sh").args(["-c", &script]).output().unwrap().stdout
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_every_byte_back() {
        use std::os::unix::ffi::OsStrExt as _;

        let all: Vec<u8> = (1..=255).collect();
        let backwards: Vec<u8> = (1..=255).rev().collect();
        let words: [&[u8]; 11] = [
            &all,
            b"a\n\nrm -rf ~\nb",
            b"\n\tb\n'\n",
            &backwards,
            b"-n",
            b"'",
            b"''\\''",
            b"\n",
            b"end\n\n",
            "\u{1b}\n\u{301}é\u{200b}\n".as_bytes(),
            b"\xff\n",
        ];
        for word in words {
            let line = quoted(OsStr::from_bytes(word));
            assert_eq!(read_by_shell(&line), word, "{line}");
            assert_one_line(&line);
        }
    }
}
