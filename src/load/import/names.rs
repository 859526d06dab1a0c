//! What the name of a column seems to mean, in English, Russian, Ukrainian and Kazakh: a table of whole names, of words at
//! their head, and of how words begin whose ends change.
//!
//! What stands in the column is not known here.

/// What a column may mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Id,
    Label,
    Date,
    End,
    DateText,
    Kind,
    Summary,
    Countries,
    Participants,
    Organizations,
    Place,
    Topics,
    Note,
    Outcomes,
    Url,
    Headline,
    Publisher,
    Published,
    Author,
    Body,
    Language,
    Quote,
    Speaker,
    Role,
    Articles,
    Latitude,
    Longitude,
}

/// The names by which columns are known, in small letters: whole names without signs, and words that a name of several has.
/// The first that fits counts.
const NAMES: [(Meaning, &str, &str); 27] = [
    (
        Meaning::Id,
        "id uid uuid guid key pk ид код # № no nr num ref reference номер number пп idx index rowid n",
        "id uid uuid ref номер",
    ),
    (
        Meaning::Url,
        "url urls link links href uri website web webpage permalink ссылка ссылки адрес адресстраницы источникссылка",
        "url link href uri ссылка permalink",
    ),
    (
        Meaning::End,
        "end enddate dateend until till to finish ended closes датаокончания конец окончание датапо до ende fin",
        "end until finish конец окончания окончание",
    ),
    (
        Meaning::Published,
        "published publishedat pubdate seendate datepublished publicationdate posted postedat датапубликации опубликовано \
         опубликована publishdate issued",
        "",
    ),
    (Meaning::DateText, "datetext displaydate dateasprinted datewords", ""),
    (
        Meaning::Date,
        "date dates when day start startdate datestart begin begindate from started дата даты когда день датаначала начало \
         year datetime timestamp число occurred occurredat happened happenedat held год ts time eventday datum fecha tarih data \
         moment месяц month период period",
        "date day when дата datum fecha когда год начало начала start month year месяц период",
    ),
    (Meaning::Headline, "articletitle sourcetitle headline headlines заголовокстатьи articleheadline", "headline"),
    (Meaning::Latitude, "latitude lat широта", "latitude lat широта"),
    (Meaning::Longitude, "longitude lon lng long долгота", "longitude lon lng долгота"),
    (
        Meaning::Quote,
        "quote quotes quotation quotations statement statements said saidwhat whatwassaid words verbatim utterance remarksmade \
         цитата цитаты высказывание высказывания заявление заявления слова",
        "quote quotation quotes quotations words verbatim цитата цитаты высказывание высказывания",
    ),
    (
        Meaning::Speaker,
        "speaker speakers saidby attributedto attribution quotedby quoted spokesperson spokesman spokeswoman whosaid whosaidit \
         спикер ктосказал авторцитаты говорит сказал",
        "speaker spokesperson spokesman attributed quoted спикер сказал",
    ),
    (
        Meaning::Publisher,
        "source sources sourcename publisher publishername outlet media news newssource newspaper agency site domain journal \
         magazine publication источник источники издание сми газета агентство портал",
        "publisher outlet newspaper издание газета агентство сми source источник",
    ),
    (
        Meaning::Author,
        "author authors byline journalist journalists reporter reporters correspondent writer writers автор авторы журналист \
         корреспондент",
        "author byline journalist reporter writer журналист",
    ),
    (Meaning::Language, "language lang язык", "language lang язык"),
    (Meaning::Role, "role position jobtitle post office rank роль должность", "role position должность"),
    (Meaning::Kind, "type kind category class eventtype тип вид категория", "type kind category тип вид категория"),
    (
        Meaning::Organizations,
        "organizations organisations organization organisation organiser organizer organisers organizers companies company \
         institutions institution agencies body bodies организации организация компании компания организатор организаторы",
        "organizations organisations organization organisation companies company organisers organizers institutions организация организации \
         компания компании",
    ),
    (
        Meaning::Countries,
        "country countries nation nations nationality citizenship страна страны land länder pays país pais paises государство государства iso2 iso3",
        "country countries nation nations страна страны государства участницы nationality",
    ),
    (
        Meaning::Place,
        "place location where geo city venue town province region district area locality municipality village county oblast site \
         settlement место город где куда локация регион область район ort lieu lugar местопроведения населённыйпункт \
         населенныйпункт",
        "place location city venue town province region district municipality village место город регион область район",
    ),
    (
        Meaning::Participants,
        "participants participant people persons person actors actor who keypeople attendees names delegates delegation officials \
         leaders parties party witness witnesses involved target targets perpetrator perpetrators perpetratorgroup suspects signatories signatory members guests representatives \
         ministers politicians figures players teilnehmer participantes стороны участники участник лица кто персоны \
         действующиелица участвовали фигуранты присутствовали представители гости делегация делегаты подписанты",
        "participants people persons person actors attendees actor delegates delegation officials leaders parties party signatories members guests \
         representatives ministers figures players who участники участник персоны лица кто представители гости делегация участвовал \
         стороны",
    ),
    (
        Meaning::Topics,
        "tags tag labels topics topic keywords keyword themes theme subjects sector sectors issues теги тег темы тема ключевыеслова \
         рубрика рубрики отрасль",
        "tags topics keywords themes sectors теги темы слова",
    ),
    (
        Meaning::Outcomes,
        "outcome outcomes result results decision decisions conclusions итог итоги результат результаты решение решения",
        "outcome outcomes results decisions итог итоги результат результаты",
    ),
    (
        Meaning::Note,
        "note notes comment comments remark remarks примечание примечания комментарий комментарии пометки",
        "notes note comment comments remarks примечание комментарий",
    ),
    (Meaning::Body, "body articlebody fulltext content articletext transcript story текстстатьи полныйтекст", "body"),
    (
        Meaning::Summary,
        "summary description text details abstract desc terms snippet excerpt lead agenda narrative outline account info information описание содержание \
         текст подробности кратко суть beschreibung descripción descripcion résumé аннотация",
        "summary description desc details terms narrative abstract описание подробности содержание суть",
    ),
    (Meaning::Articles, "articles references источникистатьи статьи", "articles references"),
    (
        Meaning::Label,
        "label title event events name what whathappened subject incident happening meeting headlineofevent событие название \
         заголовок что наименование мероприятие чтопроизошло произошло titel titre título titulo",
        "title label event what incident happened meeting название наименование событие заголовок мероприятие произошло titel",
    ),
];

/// How words begin that change their ends: asked where no whole word is known. The first that fits counts.
const STEMS: [(Meaning, &str); 19] = [
    (Meaning::Date, "дату датой дати күн мерзім arriv прибыти приезд заїзд приїзд"),
    (Meaning::End, "окончани завершени убыти отъезд закінчен завершенн departure аяқтал"),
    (Meaning::Url, "ссылк посилан сілтеме hyperlink permalink"),
    (Meaning::Speaker, "spokes спикер спікер докладчик доповідач баяндамашы"),
    (Meaning::Publisher, "outlet newspaper газет издани видання джерел источник дереккөз басылым"),
    (Meaning::Author, "журналист журналіст корреспондент кореспондент автор"),
    (Meaning::Role, "capacit должност посад лауазым"),
    (Meaning::Countries, "countr nation стран держав государств країн мемлекет ел"),
    (
        Meaning::Organizations,
        "organis organiz compan institut agenc ministr committee commission employ firm operator investor contractor buyer seller owner authorit организ організ компани компані ведомств відомств министерств \
         міністерств комитет комітет ұйым комиссия комісія",
    ),
    (
        Meaning::Participants,
        "particip attend deleg stakehold visitor perpetrat suspect attacker witness свидетел свідк eyewitness represent official leader minister signator victim detain affected recipient beneficiar \
         counterpart side person participa участ учасник делегац делегат делегац представител представник гост глава голов \
         лидер лідер сторон персон министр міністр задержан затриман пострадавш потерпіл подозреваем қатысушы тарап",
    ),
    (
        Meaning::Place,
        "venue settlement locat room hall address building зал помещени приміщенн адрес площадк территор майданчик мест місц город міст населен локац регион регіон област район жер орын орны қала",
    ),
    (
        Meaning::Topics,
        "tag topic keyword theme sector industr commodit mineral тег тем рубрик отрасл галуз сектор тақырып сала",
    ),
    (Meaning::Outcomes, "outcome result decision итог результат решени рішенн підсумк нәтиже шешім"),
    (
        Meaning::Note,
        "note comment remark thought observation significan importan background context implicat impact фон контекст значени значенн предыстори примечан приміт комментар коментар заметк нотат замітк мысл \
         пометк ескерт түсінік",
    ),
    (Meaning::Quote, "quot utteran testimon speech phrase фраз цитат высказыван висловлюван реплик дәйексөз"),
    (Meaning::Language, "язык мова тілі"),
    (
        Meaning::Summary,
        "summar descri narrat synops explan purpos поясн разъясн описан опис содержан зміст подробн повестк порядок сипаттама мазмұн",
    ),
    (Meaning::Kind, "categor категори категорі түрі"),
    (
        Meaning::Label,
        "measure action мера меры захід назван назва событи подія події подій мероприят захід заголов вопрос питанн оқиға іс-шара атауы incident",
    ),
];

/// Words that ask, at the beginning of a name: they say more than what stands behind them.
const ASKING: [(&str, Meaning); 29] = [
    ("куда", Meaning::Place),
    ("куди", Meaning::Place),
    ("why", Meaning::Note),
    ("почему", Meaning::Note),
    ("чому", Meaning::Note),
    ("зачем", Meaning::Note),
    ("whose", Meaning::Speaker),
    ("чьи", Meaning::Speaker),
    ("чьё", Meaning::Speaker),
    ("чье", Meaning::Speaker),
    ("чьими", Meaning::Speaker),
    ("чиї", Meaning::Speaker),
    ("откуда", Meaning::Publisher),
    ("звідки", Meaning::Publisher),
    ("что", Meaning::Label),
    ("що", Meaning::Label),
    ("кім", Meaning::Participants),
    ("қайда", Meaning::Place),
    ("қашан", Meaning::Date),
    ("when", Meaning::Date),
    ("where", Meaning::Place),
    ("who", Meaning::Participants),
    ("what", Meaning::Label),
    ("когда", Meaning::Date),
    ("где", Meaning::Place),
    ("кто", Meaning::Participants),
    ("коли", Meaning::Date),
    ("де", Meaning::Place),
    ("хто", Meaning::Participants),
];

/// Words of saying: who does so is the speaker, what is so is the quote.
const SAYING: [&str; 16] = [
    "said",
    "says",
    "say",
    "quoted",
    "quote",
    "spoken",
    "stated",
    "attributed",
    "told",
    "speaking",
    "spoke",
    "сказал",
    "говорит",
    "сказано",
    "сказав",
    "цитаты",
];

/// How words of reporting begin: who does so is where it is known from, when it is so is when it was published.
const REPORTING: [&str; 16] = [
    "reported",
    "published",
    "wrote",
    "covered",
    "broadcast",
    "carried",
    "сообщ",
    "повідом",
    "написал",
    "написав",
    "пишет",
    "опублик",
    "опублік",
    "передал",
    "повідомл",
    "хабарла",
];

/// Words that say what something is called or written as, and not what it is.
const GENERAL: [&str; 17] = [
    "name",
    "names",
    "text",
    "title",
    "value",
    "list",
    "full",
    "short",
    "main",
    "key",
    "all",
    "of",
    "the",
    "and",
    "полное",
    "краткое",
    "involved",
];

/// Words of columns that are about the record, or about a thing in it, and no part of what happened.
const OTHER: [&str; 58] = [
    "created",
    "updated",
    "modified",
    "accessed",
    "retrieved",
    "download",
    "downloaded",
    "crawled",
    "scraped",
    "birth",
    "born",
    "verified",
    "checked",
    "reviewed",
    "edited",
    "added",
    "entered",
    "imported",
    "uploaded",
    "collected",
    "logged",
    "registered",
    "deadline",
    "expires",
    "expiry",
    "due",
    "изменения",
    "создания",
    "проверки",
    "рождения",
    "обновления",
    "count",
    "counts",
    "total",
    "amount",
    "sum",
    "share",
    "percent",
    "rate",
    "score",
    "количество",
    "число",
    "сумма",
    "image",
    "photo",
    "thumbnail",
    "picture",
    "logo",
    "avatar",
    "icon",
    "video",
    "фото",
    "age",
    "gender",
    "sex",
    "email",
    "phone",
    "parser",
];

/// How Russian and Ukrainian words of keeping a list begin.
const KEEPING: [&str; 13] = [
    "внес",
    "внёс",
    "добав",
    "заполн",
    "провер",
    "перевір",
    "обнов",
    "оновл",
    "создан",
    "создал",
    "измен",
    "змінен",
    "контактн",
];

/// Words that say, with `on` or `at` behind them, when something happened.
const HAPPENED: [&str; 18] = [
    "signed",
    "held",
    "said",
    "happened",
    "occurred",
    "place",
    "opened",
    "met",
    "started",
    "began",
    "announced",
    "launched",
    "concluded",
    "event",
    "reported",
    "spoken",
    "stated",
    "agreed",
];

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
        OTHER.contains(&word.as_str())
            || ["language", "lang", "currency", "citizen", "born", "язык", "мова", "валюта"].contains(&word.as_str())
    };
    !words_of(name).iter().any(is_other)
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

/// What a name means: as a whole, else by the words in it. Of an English name the last word says most, of a Russian one the
/// first.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let words = words_of(name);
    let whole: String = words.concat();
    let whole = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if whole.is_empty() {
        return None;
    }
    let by_whole = |whole: &str| {
        let is_named = |names: &str| names.split_ascii_whitespace().any(|name| name == whole);
        NAMES.iter().find(|(_, names, _)| !whole.is_empty() && is_named(names)).map(|(meaning, ..)| *meaning)
    };
    // `event_date` and `date_of_event` are the date; so is what has the event before or behind it.
    let is_of_event = |word: &&String| !matches!(word.as_str(), "event" | "events" | "the" | "of" | "события");
    let plain = || by_whole(&words.iter().filter(is_of_event).map(String::as_str).collect::<String>());
    by_whole(whole).or_else(plain).or_else(|| by_words(&words, whole.is_ascii()))
}

/// What the words of a name mean together.
fn by_words(words: &[String], is_ascii: bool) -> Option<Meaning> {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&OTHER) || (has(&["number", "num"]) && has(&["of"])) {
        return None;
    }
    // Who keeps the list is not in it.
    if words.iter().any(|word| KEEPING.iter().any(|stem| word.starts_with(stem))) {
        return None;
    }
    let is_published =
        has(&["published", "publication", "pub", "posted", "seen", "issued", "публикации", "опубликовано"]);
    let last = words.last().map_or("", String::as_str);
    let is_reporting = words.iter().any(|word| REPORTING.iter().any(|stem| word.starts_with(stem)));
    let first = words.first().map_or("", String::as_str);
    match last {
        "where" => return Some(Meaning::Place),
        // Whoever it was done by: a speaker, a paper, an author, or one who took part.
        "by" if has(&SAYING) => return Some(Meaning::Speaker),
        "by" if is_published || is_reporting => return Some(Meaning::Publisher),
        "by" if has(&["written", "compiled", "filed", "authored"]) => return Some(Meaning::Author),
        "by" if words.len() > 1 => return Some(Meaning::Participants),
        "lat" => return Some(Meaning::Latitude),
        "long" if words.len() > 1 => return Some(Meaning::Longitude),
        _ => {}
    }
    if let [one] = words
        && is_done(one)
    {
        return Some(Meaning::Date);
    }
    if let Some((_, asked)) = ASKING.iter().find(|(word, _)| *word == first) {
        return Some(match asked {
            Meaning::Participants if has(&SAYING) => Meaning::Speaker,
            Meaning::Participants if is_reporting => Meaning::Publisher,
            Meaning::Label if has(&SAYING) => Meaning::Quote,
            Meaning::Date if is_published || is_reporting => Meaning::Published,
            asked => *asked,
        });
    }
    if matches!(last, "on" | "at") {
        return match () {
            () if is_published => Some(Meaning::Published),
            () if has(&HAPPENED) => Some(Meaning::Date),
            () => None,
        };
    }
    // `Against whom`, `С кем`: people, wherever the word stands.
    if has(&["whom", "кого", "кому", "кем", "ким"]) {
        return Some(Meaning::Participants);
    }
    if first == "how" && words.iter().any(|word| word.starts_with("end") || word.starts_with("result")) {
        return Some(Meaning::Outcomes);
    }
    // `Case no`, `Entry #`: a number is behind what it counts.
    if matches!(last, "no" | "nr" | "#" | "№" | "pk") || first == "№" {
        return Some(Meaning::Id);
    }
    let of_word = |word: &String| {
        let has_word = |known: &str| known.split_ascii_whitespace().any(|one| one == word);
        // A stem of three letters is a word, or one with a short end.
        let begins = |stem: &str| {
            let rest = word.strip_prefix(stem).map(|rest| rest.chars().count());
            let length = stem.chars().count();
            // A long one may have something before it: `первоисточник`.
            rest.map_or(length > 6 && word.contains(stem), |rest| rest <= if length > 3 { 9 } else { 3 })
        };
        let whole = NAMES.iter().find(|(.., known)| has_word(known)).map(|(meaning, ..)| *meaning);
        let by_stem = || STEMS.iter().find(|(_, stems)| stems.split_ascii_whitespace().any(begins));
        whole.or_else(|| by_stem().map(|(meaning, _)| *meaning))
    };
    // The title of a person is what they are.
    if let [.., who, title] = words
        && matches!(title.as_str(), "title" | "position" | "role" | "rank")
        && matches!(of_word(who), Some(Meaning::Participants | Meaning::Speaker | Meaning::Author))
    {
        return Some(Meaning::Role);
    }
    // The head of an English name stands before `of` or the like: `Date of incident`.
    if words.iter().all(|word| word.is_ascii())
        && let Some(at) = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "with"))
        && at > 0
        && words[..at].iter().any(|word| !GENERAL.contains(&word.as_str()))
    {
        return meaning(&words[..at].join(" "));
    }
    // What was done to somebody, or put to paper, stands behind them: `Outlet affected`, `Agreements signed`.
    if words.len() > 1 && matches!(last, "affected" | "targeted" | "accused" | "detained") {
        return Some(Meaning::Participants);
    }
    if words.len() > 1 && matches!(last, "signed" | "reached" | "adopted") && !has(&["date", "day", "year", "when"]) {
        return Some(Meaning::Outcomes);
    }
    let tells = |word: &&String| !GENERAL.contains(&word.as_str()) && !word.bytes().all(|byte| byte.is_ascii_digit());
    let found = if is_ascii {
        words.iter().rev().filter(tells).find_map(of_word)
    } else {
        words.first().filter(tells).and_then(of_word).or_else(|| words.iter().rev().filter(tells).find_map(of_word))
    };
    let is_article = has(&["article", "source"]);
    match found {
        Some(Meaning::Date) if is_published => Some(Meaning::Published),
        Some(Meaning::Date) if is_end(words) => Some(Meaning::End),
        Some(Meaning::Label | Meaning::Publisher) if is_article && matches!(last, "title" | "headline") => {
            Some(Meaning::Headline)
        }
        Some(Meaning::Participants) if has(&["цитаты"]) => Some(Meaning::Speaker),
        Some(found) => Some(found),
        // Nothing in it says more than that it is a name or a text.
        None if matches!(last, "name" | "title") => Some(Meaning::Label),
        None if last == "text" => Some(Meaning::Summary),
        None => None,
    }
}

/// Whether words are of an end: the day of a departure is the last one.
fn is_end(words: &[String]) -> bool {
    let stems = STEMS.iter().filter(|(meaning, _)| *meaning == Meaning::End).map(|(_, stems)| *stems);
    let mut stems = stems.flat_map(str::split_ascii_whitespace);
    let is_word = |word: &String| matches!(word.as_str(), "end" | "конец" | "кінець" | "bis" | "until" | "соңы");
    words.iter().any(is_word) || stems.any(|stem| words.iter().any(|word| word.starts_with(stem)))
}

/// The words of a name: `eventDate`, `event_date` and `Event date` are two.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    let mut is_new = true;
    for letter in name.chars() {
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
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_mean() {
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
            ("1", None),
            ("", None),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}
