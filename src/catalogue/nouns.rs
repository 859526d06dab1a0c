//! What is counted, in the forms that numbers ask for.

use std::fmt::{self, Formatter};

use super::saying::{Form, Number, Ui, Value};
use super::stored::Stored;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "each is its English name")]
pub enum Noun {
    Event,
    Article,
    Quote,
    Person,
    Country,
    Organisation,
    Topic,
    Kind,
    Publisher,
    Language,
    Pair,
    Problem,
    Note,
    Field,
    Bookmark,
    OwnNote,
    SavedView,
    Record,
    Row,
    Item,
    Name,
}

impl Noun {
    /// The forms of each language after a number: one | other, one | few | many, after «из» the last two of these; then
    /// how it is called without a number, and that after «нет».
    fn forms(self) -> ([&'static str; 2], [&'static str; 5]) {
        match self {
            Noun::Event => (["event", "events"], ["событие", "события", "событий", "события", "событий"]),
            Noun::Article => (["article", "articles"], ["статья", "статьи", "статей", "статьи", "статей"]),
            Noun::Quote => (["quote", "quotes"], ["цитата", "цитаты", "цитат", "цитаты", "цитат"]),
            Noun::Person => (["person", "people"], ["человек", "человека", "человек", "люди", "людей"]),
            Noun::Country => (["country", "countries"], ["страна", "страны", "стран", "страны", "стран"]),
            Noun::Organisation => (
                ["organisation", "organisations"],
                ["организация", "организации", "организаций", "организации", "организаций"],
            ),
            Noun::Topic => (["topic", "topics"], ["тема", "темы", "тем", "темы", "тем"]),
            Noun::Kind => (["kind", "kinds"], ["вид", "вида", "видов", "виды", "видов"]),
            Noun::Publisher => (["publisher", "publishers"], ["издание", "издания", "изданий", "издания", "изданий"]),
            Noun::Language => (["language", "languages"], ["язык", "языка", "языков", "языки", "языков"]),
            Noun::Pair => (["pair", "pairs"], ["пара", "пары", "пар", "пары", "пар"]),
            Noun::Problem => {
                (["problem", "problems"], ["замечание", "замечания", "замечаний", "замечания", "замечаний"])
            }
            // As its level is called: it is no noun, so that it has no forms.
            Noun::Note => (["note", "notes"], ["к сведению"; 5]),
            Noun::Bookmark => (["bookmark", "bookmarks"], ["закладка", "закладки", "закладок", "закладки", "закладок"]),
            Noun::OwnNote => (["note", "notes"], ["заметка", "заметки", "заметок", "заметки", "заметок"]),
            Noun::SavedView => (
                ["saved view", "saved views"],
                [
                    "сохранённый запрос",
                    "сохранённых запроса",
                    "сохранённых запросов",
                    "сохранённые запросы",
                    "сохранённых запросов",
                ],
            ),
            Noun::Field => (["field", "fields"], ["поле", "поля", "полей", "поля", "полей"]),
            Noun::Record => (["record", "records"], ["запись", "записи", "записей", "записи", "записей"]),
            Noun::Row => (["row", "rows"], ["строка", "строки", "строк", "строки", "строк"]),
            Noun::Item => (["item", "items"], ["элемент", "элемента", "элементов", "элементы", "элементов"]),
            Noun::Name => (["name", "names"], ["имя", "имени", "имён", "имена", "имён"]),
        }
    }

    /// Every one.
    #[cfg(test)]
    pub(super) const ALL: [Noun; 20] = [
        Noun::Event,
        Noun::Article,
        Noun::Quote,
        Noun::Person,
        Noun::Country,
        Noun::Organisation,
        Noun::Topic,
        Noun::Kind,
        Noun::Publisher,
        Noun::Language,
        Noun::Pair,
        Noun::Problem,
        Noun::Note,
        Noun::Field,
        Noun::Bookmark,
        Noun::OwnNote,
        Noun::SavedView,
        Noun::Record,
        Noun::Row,
        Noun::Name,
    ];

    /// Those that stand in what is kept, with their numbers there.
    const COUNTED: [Noun; 6] = [Noun::Event, Noun::Article, Noun::Name, Noun::Row, Noun::Field, Noun::Item];

    /// So many of it.
    pub fn count(self, number: usize) -> Count {
        Count { noun: self, number }
    }
}

/// Without a number: `events`, `события`; with `#` as after "no" and «нет»: `event`, `событий`.
impl Value for Noun {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        let (en, ru) = self.forms();
        let (en, ru) = if f.alternate() { (en[0], ru[4]) } else { (en[1], ru[3]) };
        f.write_str(ui.pick(en, ru))
    }
}

/// So many of something: `5 events`, `5 событий`; with `#` as after «из» and «около»: `21 события`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Count {
    noun: Noun,
    number: usize,
}

impl Value for Count {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        let (en, ru) = self.noun.forms();
        let form = ui.form(self.number());
        let en = if form == Form::One { en[0] } else { en[1] };
        let ru = match form {
            // Of a name with an adjective the genitive would be another; none is counted so.
            Form::One if f.alternate() => ru[1],
            Form::Few if f.alternate() => ru[2],
            Form::One => ru[0],
            Form::Few => ru[1],
            Form::Many => ru[2],
        };
        write!(f, "{} {}", ui.say(&self.number), ui.pick(en, ru))
    }
}

impl Number for Count {
    fn number(&self) -> u64 {
        self.number as u64
    }
}

impl Stored for Count {
    fn keep(&self, to: &mut Vec<String>) {
        Noun::COUNTED.iter().position(|noun| *noun == self.noun).unwrap_or_default().keep(to);
        self.number.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<Count> {
        let noun = *Noun::COUNTED.get(usize::kept(from)?)?;
        Some(noun.count(usize::kept(from)?))
    }
}
