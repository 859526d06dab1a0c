//! The facts of the two Russian articles that the dataset was made around: each is found, opened and read on screen.

use super::*;

/// The detail of a record, read on a screen so tall that all of it shows: its words with one blank between them,
/// without frames and without the bars beside quotes.
fn read(keys: &str) -> String {
    let mut browser = bundled(79, 220);
    browser.press(keys).unwrap();
    assert_shows(&browser, &["[Detail]"]);
    let screen = browser.text();
    let rows: Vec<&str> = screen.lines().skip_while(|row| !row.contains("━[Detail]")).skip(1).collect();
    // Below it are the query and the keys.
    let rows = rows[..rows.len() - 2].iter();
    let words: Vec<&str> =
        rows.flat_map(|row| row.split([' ', '▌', '╎', '▐'])).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[track_caller]
fn assert_reads(keys: &str, facts: &[&str]) {
    let text = read(keys);
    for fact in facts {
        assert!(text.contains(fact), "{fact:?} is not in\n{text}");
    }
}

const CMD: &str = "CMD будет стремиться расширить участие региона в глобальных цепочках поставок важнейших полезных \
     ископаемых, укрепить экономическое сотрудничество и способствовать переходу к экологически чистой энергетике, \
     одновременно защищая уникальные экосистемы Центральной Азии";
const SPIRIT: &str = "В духе сотрудничества C5+1 каждая страна подчеркнула пользу совместной работы для достижения наших \
     общих важнейших целей в области полезных ископаемых, включая диверсификацию рынков и развитие технологий таким \
     образом, чтобы это принесло пользу всем нашим гражданам";

#[test]
fn the_dialogue_of_february_2024() {
    assert_reads(
        "/шарлапаев date:2024-02-08<Enter><Enter>",
        &[
            "Inaugural meeting of the C5+1 Critical Minerals Dialogue (CMD)",
            "8 February 2024 · online · dialogue · US C5",
            "attended Kanat Sharlapaev Minister of Industry and Construction",
            "initiated Joe Biden President",
            "senior State",
            "representatives of the",
            "US United States · host",
            "KZ Kazakhstan · attended",
            "KG Kyrgyzstan TJ Tajikistan TM Turkmenistan UZ Uzbekistan · attended, nobody named",
            &format!("«{CMD}»"),
            &format!("«{SPIRIT}»"),
            "— US Department of State · “американское ведомство”",
            "Orda.kz · 12–18 Feb 2024*",
        ],
    );
    // Verbatim: each word as the article prints it, and a name beside it.
    let text = read("/шарлапаев date:2024-02-08<Enter><Enter>");
    assert_eq!(text.matches("» en “").count(), 2, "each in quotation marks, and its translation in others: {text}");
    let took_part = text.split("Took part").nth(1).unwrap().split("Named").next().unwrap();
    assert!(!took_part.contains("Biden"), "who initiated did not take part: {took_part}");
}

#[test]
fn the_undated_article_of_orda() {
    assert_reads(
        "/id:orda-kz-2024-02-c5plus1-dialogue<Enter>2<Enter>",
        &[
            "Добычу критических важных минералов обсудили со странами Центральной Азии в Госдепе США",
            "Orda.kz, Kazakhstan · 12–18 February 2024 * inferred from the article · ru",
            "Quotes 4",
            "Events 2 1 Nov 2023",
            "8 Feb 2024",
            "Credit Фото: X. Ержана Ашикбаева",
        ],
    );
    let text = read("/id:orda-kz-2024-02-c5plus1-dialogue<Enter>2<Enter>");
    assert_eq!(text.matches("Ашикбаев").count(), 1, "a credit, and he took part in nothing: {text}");
    assert!(!text.contains("Орешник") && !text.contains("Лента"), "page furniture: {text}");
}

#[test]
fn the_visit_of_november_2023() {
    assert_reads(
        "/person:Токаев person:Макрон date:2023-11<Enter><Enter>",
        &[
            "1 November 2023 · Astana · ",
            "In source в ноябре прошлого года",
            "attended Emmanuel Macron President",
            "host Kassym-Jomart Tokayev President",
            "Orda.kz",
        ],
    );
}

#[test]
fn the_ministerial_of_february_2026() {
    assert_reads(
        "/id:2026-02-04-critical-minerals-ministerial-washington<Enter><Enter>",
        &[
            "4 February 2026 · Washington, US Department of State · ministerial",
            "host Marco Rubio Secretary of State",
            "attended Battsetseg Batmunkh Foreign Minister",
            "55 delegations",
            "MN Mongolia · attended",
            "CentralAsia.media · 7 Feb 2026",
        ],
    );
}

#[test]
fn battsetseg_at_the_ministerial() {
    assert_reads(
        "/батцэцэг country:MN kind:ministerial<Enter><Enter>",
        &[
            "Mongolia's foreign minister Battsetseg attends the Washington Critical Minerals Ministerial",
            "4 February 2026",
            "attended Battsetseg Batmunkh Foreign Minister",
            "mentioned Marco Rubio",
            "CentralAsia.media · 7 Feb 2026 · ru",
        ],
    );
}

#[test]
fn the_announcement_before_it() {
    let keys = "/by:Госдепартамент kind:announcement date:2026-02<Enter><Enter>";
    assert_reads(
        keys,
        &[
            "2 February 2026",
            "— US Department of State (Госдепартамент) · ",
            "partly in other words",
            "госсекретарь Марко Рубио примет в Вашингтоне иностранные делегации, «чтобы продвинуть совместные усилия по укреплению и диверсификации цепочек поставок критически важных полезных ископаемых»",
            "CentralAsia.media · 7 Feb 2026",
        ],
    );
    let text = read(keys);
    assert!(!text.contains("«госсекретарь"), "what is in other words has no quotation marks: {text}");
}

#[test]
fn the_aviation_matter() {
    assert_reads(
        "/\"category 1\"<Enter><Enter>",
        &[
            "5 February 2026",
            "Civil Aviation Authority of Mongolia",
            "Federal Aviation Administration",
            "the other sources have only an assistance agreement, signed on 5 February 2026",
            "CentralAsia.media · 7 Feb 2026 · ru",
        ],
    );
}

#[test]
fn the_article_of_centralasia() {
    assert_reads(
        "/id:centralasia-media-2026-02-07-battsetseg<Enter>2g<Enter>",
        &["CentralAsia.media", "· 7 February 2026 · ru"],
    );
    // Of the articles that report one of its events, it is followed from the event.
    let mut browser = after("/батцэцэг country:MN kind:ministerial<Enter><Enter>");
    go_to_line(&mut browser, "CentralAsia.media · 7");
    browser.press("<Enter>").unwrap();
    assert_shows(&browser, &["Батцэцэг приняла участие", "7 February 2026"]);
    go_to_line(&mut browser, "Events  4");
    browser.press("jjjj").unwrap();
    assert_frame("article-events", &browser);
}
