//! What the name of a column seems to mean, in English and Russian: a table of whole names and of words at their head.
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
        "id uid uuid guid key ид код no nr num ref reference номер number пп idx index rowid n",
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
         year datetime timestamp occurred occurredat happened happenedat held год ts time eventday datum fecha tarih data \
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
         leaders parties involved target targets perpetrator perpetrators perpetratorgroup suspects signatories signatory members guests representatives \
         ministers politicians figures players teilnehmer participantes стороны участники участник лица кто персоны \
         действующиелица участвовали фигуранты присутствовали представители гости делегация делегаты подписанты",
        "participants people persons person actors attendees actor delegates delegation officials leaders parties signatories members guests \
         representatives ministers figures players who участники участник персоны лица кто представители гости делегация участвовал \
         стороны",
    ),
    (
        Meaning::Topics,
        "tags tag topics topic keywords keyword themes theme subjects sector sectors issues теги тег темы тема ключевыеслова \
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
    let is_published =
        has(&["published", "publication", "pub", "posted", "seen", "issued", "публикации", "опубликовано"]);
    let last = words.last().map_or("", String::as_str);
    if matches!(last, "on" | "at") {
        return match () {
            () if is_published => Some(Meaning::Published),
            () if has(&HAPPENED) => Some(Meaning::Date),
            () => None,
        };
    }
    let of_word = |word: &String| {
        let has_word = |known: &str| known.split_ascii_whitespace().any(|one| one == word);
        NAMES.iter().find(|(.., known)| has_word(known)).map(|(meaning, ..)| *meaning)
    };
    let tells = |word: &&String| !GENERAL.contains(&word.as_str()) && !word.bytes().all(|byte| byte.is_ascii_digit());
    let found = if is_ascii {
        words.iter().rev().filter(tells).find_map(of_word)
    } else {
        words.first().filter(tells).and_then(of_word).or_else(|| words.iter().rev().filter(tells).find_map(of_word))
    };
    let is_article = has(&["article", "source"]);
    match found {
        Some(Meaning::Date) if is_published => Some(Meaning::Published),
        Some(Meaning::Date) if has(&["end", "окончания", "конец", "bis", "until"]) => Some(Meaning::End),
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

/// The words of a name: `eventDate`, `event_date` and `Event date` are two.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    let mut is_new = true;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
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
            ("1", None),
            ("", None),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}
