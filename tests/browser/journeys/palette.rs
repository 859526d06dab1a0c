//! The list of commands: what it finds, what it runs, and where.

use super::*;

#[test]
fn letters_choose_a_command_and_enter_runs_it() {
    journey("palette", ":exp", &["[Commands]", ": exp", "›export this view to a file", "e "]);
    let mut browser = after("cKZ<Enter>:rev ord<Enter>");
    assert_shows(&browser, &["country:KZ", "44 of 170"]);
    assert_eq!(browser.app().timeline().order(), oreline::door::app::Order::OldestFirst);
    browser.press(":jump<Enter>").unwrap();
    assert_shows(&browser, &["[A date]"]);
}

#[test]
fn every_part_of_the_query_can_be_removed_by_name() {
    let mut browser = after("cKZ<Enter>/date:2024.. uranium<Enter>:remove");
    assert_shows(&browser, &["remove country:KZ", "remove date:2024..", "remove uranium"]);
    assert_frame("palette-parts", &browser);
    browser.press(" date<Enter>").unwrap();
    assert_eq!(query(&browser), "country:KZ uranium");
    browser.press(":clear the query<Enter>").unwrap();
    assert_eq!(query(&browser), "");
    browser.press("uu").unwrap();
    assert_eq!(query(&browser), "country:KZ date:2024.. uranium");
    browser.press("/<C-u><Enter><Esc><Esc>:clear").unwrap();
    assert_shows(&browser, &["›clear the query", "no query"]);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["There is no query to clear"]);
}

#[test]
fn what_there_is_nothing_for_is_there_with_the_reason() {
    let shows =
        ["›export this view to a file", "export bookmarks", "no bookmarks yet", "show in context: drop the query"];
    assert_shows(&after(":exp"), &shows);
    for (typed, name, none, says) in [
        ("open saved", "open a saved view", "none saved yet", "No view has been saved yet"),
        ("delete saved", "delete a saved view", "none saved yet", "No view has been saved yet"),
        (
            "list book",
            "list bookmarks and notes",
            "none yet",
            "There are no bookmarks and notes yet: m and i make them",
        ),
        ("export book", "export bookmarks", "no bookmarks yet", "There are no bookmarks yet: m sets one"),
    ] {
        let mut browser = after(&format!(":{typed}"));
        assert_shows(&browser, &[&format!("›{name}"), none]);
        browser.press("<Enter>").unwrap();
        assert_hides(&browser, &["[Commands]"]);
        assert_shows(&browser, &[says]);
    }
    // As soon as there is something, nothing is said.
    let mut browser = after("m:save<Enter>mine<Enter>cKZ<Enter>:");
    assert_hides(&browser, &["none saved yet", "none yet", "no bookmarks yet", "no query"]);
    browser.press("list<Enter>").unwrap();
    assert_shows(&browser, &["[Bookmarks and notes]"]);
    // Without words, what is of use comes first.
    assert_hides(&after(":"), &["open a saved view"]);
    assert_frame("palette-nothing-yet", &after(":saved"));
}

#[test]
fn it_runs_in_the_pane_that_it_was_opened_in() {
    // In the list of countries; from the timeline these commands are not there.
    let mut browser = after("c<Tab>j:include<Enter>");
    assert_shows(&browser, &["+"]);
    assert_ne!(query(&browser), "");
    browser.press("<Esc>:include").unwrap();
    assert_hides(&browser, &["include, or no longer"]);
    browser.press("<Esc>").unwrap();
    assert_shows(&browser, &["━[Events]"]);
    // In the detail Enter follows the line under the cursor.
    let mut browser = after("<Enter>:follow<Enter>");
    assert_hides(&browser, &["[Commands]"]);
    browser.press("<BS>:quit").unwrap().press("<Enter>").unwrap();
}

#[test]
fn a_russian_keyboard_opens_and_narrows_it() {
    for keys in ["Ж", "<C-з>", "<C-p>", ":"] {
        assert_shows(&after(keys), &["[Commands]", "go to the next pane"]);
    }
    let mut browser = after("Жъъъ");
    assert_shows(&browser, &["No command is called so."]);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["[Commands]", "No command is called so"]);
    let mut browser = after("Жзкщидуьы<Down><Up>");
    assert_shows(&browser, &["›problems of the data", "p "]);
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["The data has no problems"]);
}

#[test]
fn it_leaves_everything_as_it_was_when_it_is_closed() {
    let before = after("jj");
    let mut browser = after("jj:und<Down><Esc>");
    assert_eq!(browser.text(), before.text());
    // A colon is text in a field.
    browser.press("/a:b").unwrap();
    assert_shows(&browser, &["/a:b"]);
}
