//! What the name of a column seems to mean, and how surely: by a table of whole names, of words at their head, and of how
//! words begin whose ends change.
//!
//! What stands in the column is not known here.

mod short;
mod tongues;
mod words;

use std::ops::ControlFlow;
use unicode_normalization::UnicodeNormalization as _;
use words::{ASKING, GENERAL, HAPPENED, KEEPING, NAMES, OTHER, REPORTING, SAYING, STEMS};
pub(super) use words::{Meaning, Sure};

/// Whether a name is nothing but a word for what was done (`Announced`): less of a date than one that is called so.
pub(super) fn is_only_done(name: &str) -> bool {
    matches!(&words_of(name)[..], [one] if is_done(one))
}

fn is_done(word: &str) -> bool {
    HAPPENED.contains(&word) && !matches!(word, "said" | "spoken" | "stated" | "place" | "event" | "reported")
}

/// Whether a name may be of what happened: not about the record, a language or money.
pub(super) fn is_plain(name: &str) -> bool {
    let is_other = |word: &String| {
        is_one_of(OTHER, word)
            || ["language", "lang", "currency", "citizen", "born", "язык", "мова", "валюта"].contains(&word.as_str())
    };
    let words = words_of(name);
    let is_keeping = |word: &String| KEEPING.iter().any(|stem| word.starts_with(stem));
    let is_of_form = is_one_of(FORM, words.first().map_or("", String::as_str));
    !is_of_form && !words.iter().any(|word| is_other(word) || is_keeping(word))
}

/// Whether a place of this name is what lies around towns.
pub(super) fn is_of_region(name: &str) -> bool {
    const STEMS: [&str; 10] =
        ["region", "provinc", "oblast", "admin", "distric", "county", "регион", "област", "район", "облыс"];
    words_of(name).iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a place of this name is a town or a village, and not the house or the province around it.
pub(super) fn is_of_settlement(name: &str) -> bool {
    const STEMS: [&str; 10] =
        ["city", "town", "village", "settlement", "municip", "город", "міст", "населен", "қала", "село"];
    words_of(name).iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a name says that something is a person's or a body's home: whom somebody stands for.
pub(super) fn is_of_body(name: &str) -> bool {
    const STEMS: [&str; 8] = ["affiliat", "represent", "employ", "org", "body", "behalf", "организац", "организаці"];
    words_of(name).iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}

/// Words that say how a value is written.
const FORMS: &str = "str iso iso8601 utc gmt val value lst arr json raw orig original clean norm normalized en ru";

/// Words with which a form asks who fills it in for himself.
const FORM: &str = "your ваш ваша ваше ihr ihre votre";

/// Whether a word stands in a list.
fn is_one_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// The same in the other number: `delegate` for `delegates`.
fn is_one_of_number(list: &str, word: &str) -> bool {
    let single = word.strip_suffix('s').unwrap_or(word);
    let is_same = |one: &str| one.strip_suffix('s').unwrap_or(one) == single;
    single.len() > 3 && word.is_ascii() && list.split_ascii_whitespace().any(is_same)
}

/// What a name means.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    surely(name).map(|(found, _)| found)
}

/// What a name means, and how surely: as a whole, else by the words in it. Of an English name the last word says most, of a
/// Russian one the first.
pub(super) fn surely(name: &str) -> Option<(Meaning, Sure)> {
    let as_written = split(name).concat();
    if let Some(found) = whole_name(as_written.trim_end_matches(|letter: char| letter.is_ascii_digit())) {
        return Some((found, Sure::Whole));
    }
    let words = words_of(name);
    let whole: String = words.concat();
    let whole = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if whole.is_empty() {
        return None;
    }
    // `event_date` and `date_of_event` are the date; so is what has the event before or behind it, and what Wikidata and
    // forms say besides.
    let is_of_event = |word: &&String| {
        !matches!(
            word.as_str(),
            "event" | "events" | "the" | "of" | "события" | "label" | "labels" | "field" | "please"
        ) && !is_one_of(FORMS, word)
    };
    let plain = || whole_name(&words.iter().filter(is_of_event).map(String::as_str).collect::<String>());
    if let Some(found) = whole_name(whole).or_else(plain) {
        return Some((found, Sure::Whole));
    }
    by_words(&words, whole.is_ascii())
}

/// What each word of a name means by itself: what stands in the column may say that one of them is meant.
pub(super) fn senses(name: &str) -> Vec<Meaning> {
    let counts = words_of(name).first().is_some_and(|first| matches!(first.as_str(), "number" | "num"));
    if !is_plain(name) || counts {
        return Vec::new();
    }
    let mut senses: Vec<Meaning> = Vec::new();
    for word in words_of(name).iter().filter(|word| !is_one_of(GENERAL, word)) {
        let found = of_word(word).or_else(|| glued(word)).or_else(|| whole_name(word).filter(|_| word.len() > 3));
        // The beginning of a word stands for it: `Desc`, `Org`.
        let found = found.or_else(|| begun(word));
        senses.extend(found.filter(|found| !senses.contains(found)));
    }
    senses
}

/// What a name is as a whole, in either number.
fn whole_name(whole: &str) -> Option<Meaning> {
    let is_named = |is_so: &dyn Fn(&str) -> bool| {
        NAMES.iter().find(|(_, names, _)| !whole.is_empty() && is_so(names)).map(|(meaning, ..)| *meaning)
    };
    is_named(&|names| is_one_of(names, whole)).or_else(|| is_named(&|names| is_one_of_number(names, whole)))
}

/// What one word means: by itself, else by how it begins.
fn of_word(word: &str) -> Option<Meaning> {
    let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    // A stem of three letters is a word, or one with a short end.
    let begins = |stem: &str| {
        let rest = word.strip_prefix(stem).map(|rest| rest.chars().count());
        let length = stem.chars().count();
        // A long one may have something before it: `первоисточник`.
        rest.map_or(length > 6 && word.contains(stem), |rest| rest <= if length > 3 { 9 } else { 3 })
    };
    let whole = NAMES.iter().find(|(.., known)| is_one_of(known, word));
    let whole = whole.or_else(|| NAMES.iter().find(|(.., known)| is_one_of_number(known, word)));
    let by_stem = || STEMS.iter().find(|(_, stems)| stems.split_ascii_whitespace().any(begins));
    whole
        .map(|(meaning, ..)| *meaning)
        .or_else(|| by_stem().map(|(meaning, _)| *meaning))
        .or_else(|| tongues::of_word(word))
}

/// What a word of ASCII letters means that is written together of two, of which the last is known: `iyear`, `dtstart`.
fn glued(word: &str) -> Option<Meaning> {
    let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let ends = |end: &&str| end.len() > 2 && end.is_ascii() && word.len() > end.len() && word.ends_with(*end);
    let known = NAMES.iter().filter_map(|(meaning, whole, known)| {
        let longest = known.split_ascii_whitespace().filter(ends).map(str::len).max();
        // What is only known as a whole says enough when it is long.
        let whole = whole.split_ascii_whitespace().filter(|end| end.len() > 4 && ends(end)).map(str::len).max();
        let longest = longest.max(whole)?;
        Some((longest, *meaning))
    });
    let best = known.max_by_key(|(length, _)| *length)?;
    // Three letters end many a word; before them stands one of two.
    (word.is_ascii() && (best.0 > 3 || word.len() <= best.0 + 2)).then_some(best.1)
}

/// What a word means that is the beginning of a name, cut short: `Dat`, `Desc`.
fn begun(word: &str) -> Option<Meaning> {
    let begins = |name: &str| name.starts_with(word) && name.len() > word.len();
    let known = NAMES.iter().find(|(_, _, known)| known.split_ascii_whitespace().any(begins));
    known.filter(|_| word.is_ascii() && (3..=6).contains(&word.len())).map(|(meaning, ..)| *meaning)
}

/// What the words of a name mean together.
fn by_words(words: &[String], is_ascii: bool) -> Option<(Meaning, Sure)> {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    // `Registered participants` are participants, a `Registered date` is of something else.
    let is_before = |word: &String| {
        let head = words.last().filter(|last| *last != word).and_then(|last| of_word(last));
        word.ends_with("ed")
            && head.is_some_and(|head| !matches!(head, Meaning::Date | Meaning::End | Meaning::Url | Meaning::Id))
    };
    let is_other = words.iter().any(|word| is_one_of(OTHER, word) && !is_before(word));
    if is_other || (has(&["number", "num"]) && (has(&["of"]) || matches!(words[0].as_str(), "number" | "num"))) {
        return None;
    }
    // Who keeps the list, or fills in a form, is not in it.
    if is_one_of(FORM, words.first().map_or("", String::as_str)) {
        return None;
    }
    if words.iter().any(|word| KEEPING.iter().any(|stem| word.starts_with(stem))) {
        return None;
    }
    let is_published =
        has(&["published", "publication", "pub", "posted", "seen", "issued", "публикации", "опубликовано"])
            || words.iter().any(|word| tongues::of_word(word) == Some(Meaning::Published));
    let last = words.last().map_or("", String::as_str);
    let is_reporting = words.iter().any(|word| REPORTING.iter().any(|stem| word.starts_with(stem)));
    let first = words.first().map_or("", String::as_str);
    if let ControlFlow::Break(found) = by_form(words, (first, last), is_published, is_reporting) {
        return found.map(|found| (found, Sure::Head));
    }
    // The title of a person is what they are, the name of one is who.
    if let [title, of, .., who] = words
        && of == "of"
        && matches!(title.as_str(), "title" | "position" | "role" | "rank")
        && matches!(of_word(who), Some(Meaning::Participants | Meaning::Speaker | Meaning::Author))
    {
        return Some((Meaning::Role, Sure::Head));
    }
    if let [.., who, title] = words
        && matches!(title.as_str(), "title" | "position" | "role" | "rank")
        && matches!(of_word(who), Some(Meaning::Participants | Meaning::Speaker | Meaning::Author))
    {
        return Some((Meaning::Role, Sure::Head));
    }
    // The head of an English name stands before `of` or the like: `Date of incident`.
    if words.iter().all(|word| word.is_ascii())
        && let Some(at) = words.iter().position(|word| {
            is_one_of(
                "of for with and de du des del da do di von fur della delle dei degli dos das para der dem zur zum",
                word,
            )
        })
        && at > 0
        && words[..at].iter().any(|word| !is_one_of(GENERAL, word))
    {
        return surely(&words[..at].join(" ")).map(|(found, sure)| (found, sure.min(Sure::Head)));
    }
    // What was done to somebody, or put to paper, stands behind them: `Outlet affected`, `Agreements signed`.
    if words.len() > 1 && matches!(last, "affected" | "targeted" | "accused" | "detained") {
        return Some((Meaning::Participants, Sure::Head));
    }
    if words.len() > 1 && matches!(last, "signed" | "reached" | "adopted") && !has(&["date", "day", "year", "when"]) {
        return Some((Meaning::Outcomes, Sure::Head));
    }
    let tells = |word: &&String| {
        !is_one_of(GENERAL, word) && !is_one_of(FORMS, word) && !word.bytes().all(|byte| byte.is_ascii_digit())
    };
    // What is said of a thing stands beside it: `Actors involved`, `Краткое содержание`.
    let is_aside = |word: &String| {
        let ends = |ends: &[&str]| word.chars().count() > 4 && ends.iter().any(|end| word.ends_with(end));
        ends(&["ed", "ing", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "ой", "ных"])
            || matches!(
                word.as_str(),
                "hit"
                    | "lost"
                    | "won"
                    | "sent"
                    | "sold"
                    | "bought"
                    | "paid"
                    | "led"
                    | "found"
                    | "known"
                    | "shown"
                    | "written"
                    | "met"
                    | "held"
                    | "said"
                    | "told"
                    | "seen"
                    | "made"
                    | "given"
                    | "taken"
                    | "present"
                    | "available"
                    | "on"
                    | "in"
                    | "at"
                    | "to"
                    | "from"
                    | "в"
                    | "на"
                    | "о"
                    | "об"
                    | "по"
            )
    };
    let telling: Vec<&String> = words.iter().filter(tells).collect();
    let mut found = None;
    // In Kazakh as in English the last word is the head.
    let is_kazakh = || words.iter().any(|word| word.contains(['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ']));
    let is_first = telling.first().is_some_and(|first| tongues::is_first(first));
    let in_order: Vec<&String> = if is_first && telling.len() > 1 {
        telling
    } else if is_ascii || is_kazakh() {
        telling.iter().rev().copied().collect()
    } else {
        // The first noun, then from behind.
        let first = telling.iter().position(|word| !is_aside(word));
        telling.iter().take(first.map_or(0, |at| at + 1)).chain(telling.iter().rev()).copied().collect()
    };
    let mut is_head = true;
    for word in in_order {
        if let Some(one) =
            of_word(word).or_else(|| whole_name(word).filter(|_| word.chars().count() > 5)).or_else(|| glued(word))
        {
            found = Some((one, if is_head { Sure::Head } else { Sure::Aside }));
            break;
        }
        is_head &= is_aside(word);
    }
    let is_article = has(&["article", "source"]);
    match found {
        Some((Meaning::Date, sure)) if is_published => Some((Meaning::Published, sure)),
        Some((Meaning::Date, sure)) if is_end(words) => Some((Meaning::End, sure)),
        Some((Meaning::Label | Meaning::Publisher, sure)) if is_article && matches!(last, "title" | "headline") => {
            Some((Meaning::Headline, sure))
        }
        Some((Meaning::Participants, sure)) if has(&["цитаты"]) => Some((Meaning::Speaker, sure)),
        Some(found) => Some(found),
        None if is_published && has(&["dt", "ts", "time", "timestamp", "datetime"]) => {
            Some((Meaning::Published, Sure::Head))
        }
        // `Name of the programme`, whatever that is.
        None if matches!(words, [name, of, ..] if matches!(name.as_str(), "name" | "title") && of == "of") => {
            Some((Meaning::Label, Sure::Head))
        }
        // Nothing in it says more than that it is a name or a text.
        None if last == "title" => Some((Meaning::Label, Sure::Head)),
        // `pub_name`: a word cut short says whose.
        None if last == "name" && words.len() == 2 && begun(first).is_some() => {
            begun(first).map(|found| (found, Sure::Aside))
        }
        None if last == "name" => Some((Meaning::Label, Sure::Aside)),
        None if last == "text" => Some((Meaning::Summary, Sure::Aside)),
        // `rcid`, `QuestionId`: a word of its own that ends so.
        None if matches!(words, [one] if one.is_ascii() && one.len() < 12 && one.ends_with("id")) => {
            Some((Meaning::Id, Sure::Aside))
        }
        None => None,
    }
}

/// What the form of a name says, whatever its other words are: a question, `… by`, `… on`, `how …`. `Break(None)` when it says
/// that the column is not of what happened.
fn by_form(
    words: &[String],
    (first, last): (&str, &str),
    is_published: bool,
    is_reporting: bool,
) -> ControlFlow<Option<Meaning>> {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    match last {
        "where" => return ControlFlow::Break(Some(Meaning::Place)),
        // Whoever it was done by: a speaker, a paper, an author, or one who took part.
        "by" if has(&SAYING) => return ControlFlow::Break(Some(Meaning::Speaker)),
        "by" if is_published || is_reporting => return ControlFlow::Break(Some(Meaning::Publisher)),
        "from" if words.len() > 1 && has(&["quote", "quotes", "quotation", "words", "statement"]) => {
            return ControlFlow::Break(Some(Meaning::Speaker));
        }
        "by" if has(&["written", "compiled", "filed", "authored"]) => return ControlFlow::Break(Some(Meaning::Author)),
        "by" if words.len() > 1 => return ControlFlow::Break(Some(Meaning::Participants)),
        "lat" => return ControlFlow::Break(Some(Meaning::Latitude)),
        "long" if words.len() > 1 => return ControlFlow::Break(Some(Meaning::Longitude)),
        _ => {}
    }
    if let [one] = words
        && is_done(one)
    {
        return ControlFlow::Break(Some(Meaning::Date));
    }
    if let Some((_, asked)) = ASKING.iter().find(|(word, _)| *word == first) {
        return ControlFlow::Break(Some(match asked {
            Meaning::Participants if has(&SAYING) => Meaning::Speaker,
            Meaning::Participants if is_reporting => Meaning::Publisher,
            Meaning::Label if has(&SAYING) => Meaning::Quote,
            Meaning::Date if is_published || is_reporting => Meaning::Published,
            asked => *asked,
        }));
    }
    if matches!(last, "on" | "at") {
        return match () {
            () if is_published => ControlFlow::Break(Some(Meaning::Published)),
            () if has(&HAPPENED) => ControlFlow::Break(Some(Meaning::Date)),
            // `Sources on record` is no day.
            () if words.len() == 2 => ControlFlow::Break(None),
            () => ControlFlow::Continue(()),
        };
    }
    // `Against whom`, `С кем`: people, wherever the word stands.
    if has(&["whom", "кого", "кому", "кем", "ким"]) {
        return ControlFlow::Break(Some(Meaning::Participants));
    }
    if first == "how" && words.iter().any(|word| word.starts_with("end") || word.starts_with("result")) {
        return ControlFlow::Break(Some(Meaning::Outcomes));
    }
    // `Case no`, `Entry #`: a number is behind what it counts.
    if matches!(last, "no" | "nr" | "#" | "№" | "pk") || first == "№" {
        return ControlFlow::Break(Some(Meaning::Id));
    }
    ControlFlow::Continue(())
}

/// Whether words are of an end: the day of a departure is the last one.
fn is_end(words: &[String]) -> bool {
    let stems = STEMS.iter().filter(|(meaning, _)| *meaning == Meaning::End).map(|(_, stems)| *stems);
    let mut stems = stems.flat_map(str::split_ascii_whitespace);
    let is_word = |word: &String| matches!(word.as_str(), "end" | "конец" | "кінець" | "bis" | "until" | "соңы");
    words.iter().any(is_word) || stems.any(|stem| words.iter().any(|word| word.starts_with(stem)))
}

/// A letter of Latin without its accents: people leave them out.
fn plain(letter: char) -> char {
    // These are letters of their own in Unicode.
    if let Some((_, base)) =
        [('ł', 'l'), ('Ł', 'L'), ('ø', 'o'), ('Ø', 'O'), ('đ', 'd')].into_iter().find(|(own, _)| *own == letter)
    {
        return base;
    }
    let base = std::iter::once(letter).nfd().next().filter(char::is_ascii_alphabetic);
    base.filter(|_| !letter.is_ascii()).unwrap_or(letter)
}

/// The words of a name, short forms spelt out: `eventDate`, `evt_dt` and `Event date` are the same two.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in split(name) {
        match spelt_out(&word) {
            Some(long) => words.extend(long),
            None => words.push(word),
        }
    }
    words
}

/// Whether a word says something as it stands.
fn is_known(word: &str) -> bool {
    let is_stem = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    [GENERAL, OTHER, FORMS, FORM].into_iter().any(|list| is_one_of(list, word))
        || HAPPENED.contains(&word)
        || SAYING.contains(&word)
        || is_stem(&KEEPING)
        || is_stem(&REPORTING)
        || ASKING.iter().any(|(asking, _)| *asking == word)
        || whole_name(word).is_some()
        || of_word(word).is_some()
}

/// The words that a short form stands for, where they are sure: all that it may stand for mean the same.
fn spelt_out(word: &str) -> Option<Vec<String>> {
    if is_known(word) {
        return None;
    }
    let sense = |long: &str| (of_word(long).or_else(|| whole_name(long)), is_one_of(OTHER, long));
    let sure = |short: &str| {
        let forms = short::long_forms(short);
        let first = *forms.first()?;
        forms.iter().all(|one| sense(one) == sense(first)).then_some(first)
    };
    if let Some(long) = sure(word) {
        return Some(vec![long.to_owned()]);
    }
    // Two short forms written together: `dttm`, `srcurl`.
    let is_plain = word.is_ascii() && (4..=9).contains(&word.len());
    let is_bare = |half: &str| !half[1..].contains(['a', 'e', 'i', 'o', 'u']);
    let half = |half: &str| match half {
        known if known.len() > 2 && is_known(known) => Some(known.to_owned()),
        short => sure(short).filter(|_| is_bare(short)).map(str::to_owned),
    };
    let mut ways = (2..word.len().saturating_sub(1)).filter(|_| is_plain).filter_map(|at| {
        let (one, other) = (half(&word[..at])?, half(&word[at..])?);
        of_word(&other).or_else(|| whole_name(&other)).map(|_| vec![one, other])
    });
    ways.next()
}

/// The words of a name as they stand.
fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    let mut is_new = true;
    // `Journalist(s)`, `Entity/ies`: an end is no word.
    let mut ending = 0;
    for (at, letter) in name.char_indices() {
        if ending > 0 {
            ending -= 1;
            continue;
        }
        if was_small && matches!(letter, '(' | '/') {
            let end: String = name[at + 1..].chars().take_while(|one| one.is_lowercase()).collect();
            let is_closed = letter == '/' || name[at + 1 + end.len()..].starts_with(')');
            if (1..=3).contains(&end.chars().count()) && is_closed {
                ending = end.chars().count();
                is_new = true;
                continue;
            }
        }
        if !letter.is_alphanumeric() && !matches!(letter, '#' | '№') {
            is_new = true;
            continue;
        }
        if is_new || (was_small && letter.is_uppercase()) {
            words.push(String::new());
        }
        is_new = false;
        was_small = letter.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(plain(letter).to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_mean() {
        let mut wrong = Vec::new();
        for (name, expected) in [
            ("event_name", Some(Meaning::Label)),
            ("Event Name", Some(Meaning::Label)),
            ("eventDate", Some(Meaning::Date)),
            ("date_of_event", Some(Meaning::Date)),
            ("Дата события", Some(Meaning::Date)),
            ("Название", Some(Meaning::Label)),
            ("countries_involved", Some(Meaning::Countries)),
            ("key_people", Some(Meaning::Participants)),
            ("actor1", Some(Meaning::Participants)),
            ("attributed_to", Some(Meaning::Speaker)),
            ("source_url", Some(Meaning::Url)),
            ("publishedAt", Some(Meaning::Published)),
            ("publication_date", Some(Meaning::Published)),
            ("end_date", Some(Meaning::End)),
            ("created_date", None),
            ("updated_at", None),
            ("what_was_said", Some(Meaning::Quote)),
            ("when", Some(Meaning::Date)),
            ("year", Some(Meaning::Date)),
            ("source_name", Some(Meaning::Publisher)),
            ("Ключевые лица", Some(Meaning::Participants)),
            ("Кто участвовал", Some(Meaning::Participants)),
            ("Что произошло", Some(Meaning::Label)),
            ("Дата проведения", Some(Meaning::Date)),
            ("Автор цитаты", Some(Meaning::Speaker)),
            ("location_name", Some(Meaning::Place)),
            ("speaker_name", Some(Meaning::Speaker)),
            ("quote_text", Some(Meaning::Quote)),
            ("signed_on", Some(Meaning::Date)),
            ("Published on", Some(Meaning::Published)),
            ("Month and year", Some(Meaning::Date)),
            ("Начало визита", Some(Meaning::Date)),
            ("article_title", Some(Meaning::Headline)),
            ("verified_on", None),
            ("number of people", None),
            ("photo_url", None),
            ("Entry #", Some(Meaning::Id)),
            ("Organised by", Some(Meaning::Participants)),
            ("Quoted by", Some(Meaning::Speaker)),
            ("Reported by", Some(Meaning::Publisher)),
            ("Entered by", None),
            ("Announced", Some(Meaning::Date)),
            ("where_description", Some(Meaning::Place)),
            ("Who said it", Some(Meaning::Speaker)),
            ("Дата убытия", Some(Meaning::End)),
            ("Дата закінчення", Some(Meaning::End)),
            ("Date of incident", Some(Meaning::Date)),
            ("Type of violation", Some(Meaning::Kind)),
            ("Number of victims", None),
            ("Outlet affected", Some(Meaning::Participants)),
            ("agreementsSigned", Some(Meaning::Outcomes)),
            ("date signed", Some(Meaning::Date)),
            ("official_title", Some(Meaning::Role)),
            ("Первоисточник", Some(Meaning::Publisher)),
            ("Кто внёс", None),
            ("Куда ездили", Some(Meaning::Place)),
            ("Announced where", Some(Meaning::Place)),
            ("Против кого", Some(Meaning::Participants)),
            ("why_it_matters", Some(Meaning::Note)),
            ("How it ended", Some(Meaning::Outcomes)),
            ("коли", Some(Meaning::Date)),
            ("Не проверено", None),
            ("Населений пункт", Some(Meaning::Place)),
            ("Що сталося", Some(Meaning::Label)),
            ("Чьи слова", Some(Meaning::Speaker)),
            ("Хто повідомив", Some(Meaning::Publisher)),
            ("First party", Some(Meaning::Participants)),
            ("Ref. No.", Some(Meaning::Id)),
            ("Глава делегации", Some(Meaning::Participants)),
            ("Учасники зустрічі", Some(Meaning::Participants)),
            ("Қатысушылар", Some(Meaning::Participants)),
            ("Өтетін жері", Some(Meaning::Place)),
            ("evt_dt", Some(Meaning::Date)),
            ("ctry_cd", Some(Meaning::Countries)),
            ("Mtg Loc", Some(Meaning::Place)),
            ("pub_dt", Some(Meaning::Published)),
            ("TgtNm", Some(Meaning::Participants)),
            ("upd_ts", None),
            ("Veranstaltungsort", Some(Meaning::Place)),
            ("Sitzungsdatum", Some(Meaning::Date)),
            ("Ressort", None),
            ("Erfasst am", None),
            ("Pays concernés", Some(Meaning::Countries)),
            ("Lieu de la réunion", Some(Meaning::Place)),
            ("Date de naissance", None),
            ("Fecha del suceso", Some(Meaning::Date)),
            ("Fecha de actualización", None),
            ("titolo_notizia", Some(Meaning::Label)),
            ("Parole chiave", Some(Meaning::Topics)),
            ("Data da reunião", Some(Meaning::Date)),
            ("Źródło", Some(Meaning::Publisher)),
            ("Name of the programme", Some(Meaning::Label)),
            ("1", None),
            ("", None),
        ] {
            if meaning(name) != expected {
                wrong.push(format!("{name}: {:?}, not {expected:?}", meaning(name)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
