use super::*;
use std::collections::HashSet;

#[test]
fn no_key_is_bound_twice_in_a_mode() {
    for mode in Mode::ALL {
        let mut bound = HashSet::new();
        for binding in TABLE.iter().filter(|binding| binding.modes.contain(mode)) {
            for (key, _) in binding.keys {
                assert!(bound.insert(*key), "{key} twice in {mode:?}");
            }
        }
    }
}

#[test]
fn every_mode_is_told_from_every_other() {
    for (at, mode) in Mode::ALL.into_iter().enumerate() {
        assert_eq!(mode as usize, at, "{mode:?} stands where it is declared");
        assert!(Modes::only(mode).contain(mode));
        for other in &Mode::ALL[..at] {
            assert!(!Modes::only(mode).contain(*other), "{mode:?} and {other:?} have one bit");
        }
    }
}

#[test]
fn every_binding_holds_somewhere_and_says_what_it_does() {
    for binding in TABLE {
        assert!(Mode::ALL.iter().any(|mode| binding.modes.contain(*mode)), "{}", binding.key_names());
        assert!(!(binding.does)(Ui::ENGLISH).is_empty() && !binding.keys.is_empty());
        let commands = binding.commands().count();
        let names = if binding.is_listed { binding.names.len().max(1) } else { 0 };
        let each = binding.keys.iter().filter(|(_, command)| binding.commands().any(|(listed, _)| listed == *command));
        assert!(
            commands == names && (names == 0 || each.count() == binding.keys.len()),
            "{}",
            (binding.does)(Ui::ENGLISH)
        );
    }
}

/// Asserts that each key of a sequence is bound in a mode.
#[track_caller]
fn assert_bound(mode: Mode, sequence: &str) {
    for key in parse_keys(sequence).unwrap() {
        assert!(bound(mode, key).is_some(), "{key} does nothing in {mode:?}");
    }
}

#[test]
fn the_keys_of_the_contract_are_bound() {
    let every_pane = "jk<Down><Up>gG<Home><End><C-d><C-u><PgDn><PgUp><C-f><C-b><Space><Tab><S-Tab>hl<Left><Right>\
                      <Enter><BS><A-Left><A-Right>tvV12/nN<Esc>cdyYeosuLpwmMi:<C-p><C-r><F5><F2>?<F1>q<C-c><C-z>";
    for mode in [Mode::Timeline, Mode::Suggestions, Mode::Facet, Mode::Detail] {
        assert_bound(mode, every_pane);
    }
    assert_bound(Mode::Facet, "xa");
    let histogram = "gG<Home><End><C-d><C-u><PgDn><PgUp><C-f><C-b><Space><Tab><S-Tab>hl<Left><Right><Enter><BS><A-Left>\
                     <A-Right>tzZvV12/nN<Esc>cdyYeosuLpwmMi:<C-p><C-r><F5>?<F1>q<C-c><C-z><Del>";
    assert_bound(Mode::Histogram, histogram);
    for field in Mode::ALL.into_iter().filter(|mode| mode.takes_text()) {
        assert_bound(field, "<C-a><C-e><C-u><C-w><Left><Right><Home><End><BS><Del><Enter><Esc><C-c>");
    }
    assert_bound(Mode::Search, "<Up><Down><Tab><S-Tab>");
    assert_bound(Mode::FacetField, "<Up><Down><Space><Tab>");
    for popup in [Mode::Problems, Mode::Addresses, Mode::Copied, Mode::Cited, Mode::Marks, Mode::Views] {
        assert_bound(popup, "q<Esc><C-c>jkgG<Up><Down><PgUp><PgDn>");
    }
}

#[test]
fn a_number_without_a_view_does_nothing() {
    let numbers = "089";
    for mode in Mode::ALL {
        for key in parse_keys(numbers).unwrap() {
            assert!(bound(mode, key).is_none(), "{key} in {mode:?}");
        }
    }
}

#[test]
fn in_a_text_field_a_character_is_text() {
    let of_facet = [Mode::FacetField, Mode::FacetName];
    for field in Mode::ALL.into_iter().filter(|mode| mode.takes_text() && !of_facet.contains(mode)) {
        for c in ['j', 'q', ' ', 'о', '.', '/', '?', '日'] {
            let message = resolve(field, Key::char(c));
            assert!(matches!(&message, Some(Message::TypeText(text)) if *text == c.to_string()), "{c} in {field:?}");
        }
    }
    let blank = resolve(Mode::FacetField, Key::char(' '));
    assert!(matches!(blank, Some(Message::Command(Command::IncludeValue))), "Space includes in the country field");
    let alt = Key { code: KeyCode::Char('j'), modifier: Modifier::Alt };
    assert!(resolve(Mode::Search, alt).is_none());
    assert!(resolve(Mode::Timeline, Key::char('日')).is_none(), "no text outside a field");
}

#[test]
fn every_command_letter_works_on_a_russian_keyboard() {
    let russian_keys: Vec<char> = ('а'..='я').chain('А'..='Я').chain(['ё', 'Ё', '.', ',']).collect();
    for mode in Mode::ALL {
        for (key, command) in TABLE.iter().filter(|b| b.modes.contain(mode)).flat_map(|b| b.keys) {
            let KeyCode::Char(c) = key.code else { continue };
            let plain = key.modifier == Modifier::None;
            let is_letter_key = c.is_ascii_alphabetic() || matches!(c, '/' | '?');
            if !is_letter_key || plain && mode.takes_text() {
                continue;
            }
            let pressed = russian_keys
                .iter()
                .map(|russian| Key { code: KeyCode::Char(*russian), modifier: key.modifier })
                .find(|pressed| pressed.on_latin_layout() == Some(*key));
            let pressed = pressed.unwrap_or_else(|| panic!("{key} stands on no Russian key"));
            let meant = resolve(mode, pressed).unwrap_or_else(|| panic!("{pressed} does nothing in {mode:?}"));
            assert!(matches!(meant, Message::Command(meant) if meant == *command), "{pressed} for {key} in {mode:?}");
        }
    }
}

#[test]
fn ctrl_c_quits_everywhere_on_both_keyboards() {
    for mode in Mode::ALL {
        for c in ['c', 'C', 'с', 'С'] {
            assert!(
                matches!(resolve(mode, Key::ctrl(c)), Some(Message::Command(Command::Quit))),
                "Ctrl-{c} in {mode:?}"
            );
        }
    }
}

#[test]
fn help_lists_every_binding_once() {
    for mode in Mode::ALL {
        let (mut listed, mut signs, mut forms) = (0, 0, 0);
        for line in help(mode, "", Ui::ENGLISH) {
            match line {
                HelpLine::Title(title) => assert!(!title(Ui::ENGLISH).is_empty()),
                HelpLine::Binding(_) => listed += 1,
                HelpLine::Sign(_) => signs += 1,
                HelpLine::Form(_) => forms += 1,
            }
        }
        assert_eq!((listed, signs, forms), (TABLE.len(), SIGNS.len(), FORMS.len()), "{mode:?}");
    }
}

#[test]
fn help_begins_with_the_pane_that_asked() {
    let first_elsewhere = |mode| {
        let lines = help(mode, "", Ui::ENGLISH);
        let at = lines
            .iter()
            .position(|line| matches!(line, HelpLine::Title(title) if title(Ui::ENGLISH) == "Elsewhere"))
            .unwrap();
        for line in &lines[..at] {
            if let HelpLine::Binding(binding) = line {
                assert!(binding.modes.contain(mode), "{} before Elsewhere in {mode:?}", binding.key_names());
            }
        }
        at
    };
    for mode in Mode::ALL {
        assert!(first_elsewhere(mode) > 0);
    }
}

#[test]
fn help_is_narrowed_by_words_in_any_case() {
    let found = |filter: &str| -> Vec<&str> {
        let lines = help(Mode::Timeline, filter, Ui::ENGLISH);
        lines
            .iter()
            .filter_map(|l| if let HelpLine::Binding(b) = l { Some((b.does)(Ui::ENGLISH)) } else { None })
            .collect()
    };
    assert_eq!(found("JUMP date"), ["jump to a date, or all from then on, until then"]);
    assert_eq!(found("F5"), ["read the data again"]);
    assert_eq!(found("no such word"), Vec::<&str>::new());
}

#[test]
fn help_says_what_a_sign_means() {
    let found = |filter: &str| -> Vec<&str> {
        let lines = help(Mode::Timeline, filter, Ui::ENGLISH);
        lines
            .iter()
            .filter_map(|l| if let HelpLine::Sign(sign) = l { Some((sign.means)(Ui::ENGLISH)) } else { None })
            .collect()
    };
    assert_eq!(found("other words"), ["said in other words"]);
    assert_eq!(found("signs").len(), SIGNS.len());
}

#[test]
fn hints_come_from_the_table_in_the_order_of_rank() {
    let line = |mode| -> Vec<String> {
        {
            let keys = |keys: Vec<Key>| keys.iter().map(Key::to_string).collect::<Vec<_>>().join("/");
            hints(mode, Ui::ENGLISH).into_iter().map(|hint| format!("{} {}", keys(hint.keys), hint.word)).collect()
        }
    };
    assert_eq!(line(Mode::Timeline)[..5], ["j/k move", "/ search", "c countries", "Enter detail", "Tab pane"]);
    assert_eq!(line(Mode::FacetField)[..3], ["↓/↑ choose", "Space include", "Enter include, return"]);
    for mode in Mode::ALL {
        assert!(!hints(mode, Ui::ENGLISH).is_empty(), "{mode:?}");
    }
}

#[test]
fn the_page_of_keys_has_every_binding_and_every_mode() {
    let page = keys_page(Ui::ENGLISH);
    for binding in TABLE {
        assert!(page.contains(&format!(" | {} |\n", (binding.does)(Ui::ENGLISH))));
    }
    for mode in Mode::ALL {
        assert!(SECTIONS.iter().any(|(_, modes)| modes.contain(mode)), "{mode:?} is under no title");
    }
    for line in page.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.matches('|').count() - line.matches("\\|").count(), 3, "{line}");
    }
}
