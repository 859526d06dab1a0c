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

/// The names by which columns are known, folded: whole names, and words at their head.
const NAMES: [(Meaning, &[&str], &[&str]); 26] = [
    (
        Meaning::End,
        &["end", "enddate", "dateend", "until", "finish", "датаокончания", "конец", "окончание", "датапо"],
        &[],
    ),
    (
        Meaning::Published,
        &[
            "published",
            "publishedat",
            "pubdate",
            "seendate",
            "datepublished",
            "publicationdate",
            "posted",
            "датапубликации",
            "опубликовано",
        ],
        &[],
    ),
    (Meaning::DateText, &["datetext", "displaydate", "dateasprinted"], &[]),
    (
        Meaning::Date,
        &[
            "date",
            "when",
            "day",
            "start",
            "startdate",
            "datestart",
            "begin",
            "begindate",
            "дата",
            "когда",
            "день",
            "датаначала",
            "начало",
            "year",
            "datetime",
            "timestamp",
            "occurred",
            "occurredat",
            "happened",
            "год",
        ],
        &["date", "day", "дата"],
    ),
    (Meaning::Headline, &["articletitle", "sourcetitle", "headline", "заголовокстатьи"], &[]),
    (Meaning::Id, &["id", "uid", "uuid", "guid", "key", "ид", "код"], &["id"]),
    (
        Meaning::Url,
        &["url", "link", "href", "website", "sourceurl", "articleurl", "ссылка", "адресстраницы", "источникссылка"],
        &["url", "link", "ссылка", "href"],
    ),
    (
        Meaning::Publisher,
        &[
            "source",
            "sourcename",
            "publisher",
            "publishername",
            "outlet",
            "media",
            "news",
            "newssource",
            "newspaper",
            "site",
            "domain",
            "источник",
            "издание",
            "сми",
        ],
        &["publisher", "outlet", "издание"],
    ),
    (
        Meaning::Speaker,
        &["speaker", "saidby", "attributedto", "quotedby", "спикер", "ктосказал", "авторцитаты"],
        &["speaker", "спикер"],
    ),
    (
        Meaning::Quote,
        &[
            "quote",
            "quotes",
            "quotation",
            "quotations",
            "statement",
            "said",
            "whatwassaid",
            "цитата",
            "цитаты",
            "высказывание",
        ],
        &["quote", "quotation", "quotes", "quotations", "цитата"],
    ),
    (
        Meaning::Participants,
        &[
            "participants",
            "participant",
            "people",
            "persons",
            "person",
            "actors",
            "actor",
            "who",
            "keypeople",
            "attendees",
            "names",
            "delegates",
            "delegation",
            "officials",
            "leaders",
            "parties",
            "perpetrator",
            "perpetrators",
            "perpetratorgroup",
            "suspects",
            "стороны",
            "участники",
            "участник",
            "лица",
            "кто",
            "персоны",
            "действующиелица",
        ],
        &["participants", "people", "persons", "actors", "attendees", "actor", "delegates", "участники", "персоны"],
    ),
    (
        Meaning::Organizations,
        &[
            "organizations",
            "organisations",
            "organization",
            "organisation",
            "companies",
            "company",
            "организации",
            "организация",
            "компании",
        ],
        &["organizations", "organisations", "companies"],
    ),
    (
        Meaning::Countries,
        &["country", "countries", "nation", "nations", "страна", "страны"],
        &["country", "countries", "involved", "страна", "страны"],
    ),
    (
        Meaning::Place,
        &["place", "location", "where", "city", "venue", "town", "место", "город", "где", "локация"],
        &["place", "location", "city", "venue", "место", "город"],
    ),
    (
        Meaning::Topics,
        &["tags", "topics", "topic", "keywords", "themes", "theme", "теги", "темы", "тема", "ключевыеслова"],
        &["tags", "topics", "keywords", "themes", "теги"],
    ),
    (
        Meaning::Kind,
        &["type", "kind", "category", "class", "тип", "вид", "категория"],
        &["type", "kind", "category", "тип", "вид"],
    ),
    (Meaning::Author, &["author", "authors", "byline", "journalist", "автор", "авторы"], &["author", "byline"]),
    (Meaning::Language, &["language", "lang", "язык"], &["language", "lang"]),
    (Meaning::Role, &["role", "position", "jobtitle", "post", "роль", "должность"], &["role", "position", "должность"]),
    (
        Meaning::Body,
        &["body", "articlebody", "fulltext", "content", "articletext", "transcript", "story", "текстстатьи"],
        &["body"],
    ),
    (
        Meaning::Summary,
        &[
            "summary",
            "description",
            "text",
            "details",
            "abstract",
            "desc",
            "описание",
            "содержание",
            "текст",
            "подробности",
            "кратко",
        ],
        &["summary", "description", "details", "описание", "abstract"],
    ),
    (
        Meaning::Note,
        &["note", "notes", "comment", "comments", "remark", "примечание", "комментарий"],
        &["notes", "comment", "comments", "примечание", "комментарий"],
    ),
    (
        Meaning::Label,
        &[
            "label",
            "title",
            "event",
            "name",
            "what",
            "subject",
            "событие",
            "название",
            "заголовок",
            "что",
            "наименование",
        ],
        &["title", "label", "name", "название", "событие", "заголовок"],
    ),
    (Meaning::Articles, &["articles", "sources", "references", "источники", "статьи"], &["articles", "sources"]),
    (Meaning::Latitude, &["latitude", "lat", "широта"], &["latitude", "lat"]),
    (Meaning::Longitude, &["longitude", "lon", "lng", "long", "долгота"], &["longitude", "lon", "lng"]),
];

/// What a name means: as a whole, else by the word at its head, which stands last in English and first in Russian.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let words = words_of(name);
    let whole: String = words.concat();
    let whole = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let whole = if whole.is_empty() { return None } else { whole };
    let exact = NAMES.iter().find(|(_, names, _)| names.contains(&whole));
    let plain = || {
        // `event_date` and `date_of_event` are the date; so is what has the event before or behind it.
        let rest: String = words
            .iter()
            .filter(|word| !matches!(word.as_str(), "event" | "events" | "the" | "of" | "события"))
            .cloned()
            .collect();
        NAMES.iter().find(|(_, names, _)| !rest.is_empty() && names.contains(&rest.as_str()))
    };
    let is_russian = !whole.is_ascii();
    let head = if is_russian {
        words.first()
    } else {
        words.iter().rfind(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let by_head = || {
        let published = ["published", "publication", "pub", "posted", "seen", "публикации"];
        let is_published = words.iter().any(|word| published.contains(&word.as_str()));
        let is_end = words.iter().any(|word| matches!(word.as_str(), "end" | "окончания"));
        let other =
            ["created", "updated", "modified", "accessed", "retrieved", "download", "crawled", "birth", "изменения"];
        if words.iter().any(|word| other.contains(&word.as_str())) {
            return None;
        }
        let found = NAMES.iter().find(|(_, _, heads)| head.is_some_and(|head| heads.contains(&head.as_str())))?;
        Some(match found.0 {
            Meaning::Date if is_published => Meaning::Published,
            Meaning::Date if is_end => Meaning::End,
            Meaning::Label if words.iter().any(|word| matches!(word.as_str(), "article" | "source")) => {
                Meaning::Headline
            }
            other => other,
        })
    };
    exact.or_else(plain).map(|(meaning, ..)| *meaning).or_else(by_head)
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
            ("1", None),
            ("", None),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}
