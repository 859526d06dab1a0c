use super::*;
use crate::dataset::load;
use crate::load::Input;
use crate::query::{Request, answer};
use std::ops::ControlFlow;
use std::sync::Arc;

fn bundled() -> Arc<Dataset> {
    load(&[Input::Bundled], &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn a_field_and_its_value_are_completed_in_any_script() {
    let dataset = bundled();
    for (before, completed) in [
        ("cou", "country:"),
        ("стр", "страна:"),
        ("lithium -pers", "lithium -person:"),
        ("(pub", "(publisher:"),
        ("cnhfy", "страна:"),
        ("country:kaz", "country:KZ"),
        ("country:каз", "country:KZ"),
        ("country:rfp", "country:KZ"),
        ("country:KZ,mong", "country:KZ,MN"),
        ("страна:южная к", "страна:KR"),
        ("страна:\"южная к", "страна:KR"),
        ("person:rub", "person:\"Marco Rubio\""),
        ("person:руб", "person:\"Marco Rubio\""),
        ("лицо:\"марко руб", "лицо:\"Marco Rubio\""),
        ("person:hei,\"Marco R", "person:hei,\"Marco Rubio\""),
        ("by:токае", "by:\"Kassym-Jomart Tokayev\""),
        ("org:госдеп", "org:\"US Department of State\""),
        ("topic:lithi", "topic:\"lithium\""),
        ("kind:vis", "kind:visit"),
        ("has:quo", "has:quotes"),
        ("confidence:hi", "confidence:high"),
        ("date:202", "date:2026"),
        ("-дата:2025-", "-дата:2025-01"),
        ("date:tod", "date:today"),
        ("date:-3", "date:-30d.."),
        ("дата:прошлый-м", "дата:last-month"),
        ("said:lithi", "said:lithium"),
        ("сказано:лити", "сказано:литий"),
        ("id:2024-02-08-c5", "id:2024-02-08-c5plus1-critical-minerals-dialogue"),
        ("literal:", "literal:on"),
        ("date:2025", "date:2025"),
        ("date:19", "date:19"),
        ("li", "li"),
    ] {
        let got = complete(&dataset, before, Lang::En).map_or(before.to_owned(), |completion| {
            assert_eq!(completion.replaces.end, before.len(), "{before}");
            format!("{}{}", &before[..completion.replaces.start], completion.candidates[0].text)
        });
        assert_eq!(got, completed, "{before}");
    }
}

#[test]
fn the_number_beside_a_candidate_is_what_the_query_finds() {
    let dataset = bundled();
    let begun = [
        "country:u",
        "person:m",
        "org:мин",
        "by:r",
        "topic:r",
        "kind:m",
        "publisher:t",
        "place:a",
        "lang:r",
        "date:2024-",
    ];
    for before in begun {
        let completion = complete(&dataset, before, Lang::En).unwrap_or_else(|| panic!("{before} goes on as nothing"));
        assert!(completion.candidates.len() <= MOST);
        let counts: Vec<_> = completion.candidates.iter().map(|candidate| candidate.events).collect();
        assert!(before.starts_with("date:") || counts.is_sorted_by(|a, b| a >= b), "{before}: {counts:?}");
        for candidate in completion.candidates {
            let text = format!("{}{}", &before[..completion.replaces.start], candidate.text);
            let request = Request { query: Query::parse(&text).unwrap(), ..Request::default() };
            let found = answer(&dataset, &request, &|| false).unwrap().events.len();
            assert_eq!(candidate.events, Some(found), "{text}");
            assert!(!candidate.name.is_empty(), "{text}");
        }
    }
}
