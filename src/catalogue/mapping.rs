//! What is wrong in a foreign file or in the map that reads it.

use std::fmt::{self, Formatter};

use super::Count;
use super::keeping::{Kept, kept_happenings};
use super::saying::{Ui, Value};
use super::system::SystemFault;
use super::unparsed::Unparsed;

kept_happenings! {
    /// Why a row, a field or a map cannot be read. Words of maps stay as they are written there.
    pub enum Unmapped {
        // Rows.
        RowOfOtherEncoding = "the row is not in the encoding of the file", "строка не в кодировке файла";
        RowUnreadable { words: String } = "{words}", "строка не читается: {words}";
        RowTooLong { cells: usize, columns: usize } =
            "the row has {cells} cells, and there are {columns} columns: the last are not read",
            "в строке ячеек {cells}, а столбцов {columns}: последние не читаются";
        LineNotUtf8 = "the line is not UTF-8", "строка не в UTF-8";
        NoJson { why: Unparsed } = "this is no JSON: {why}", "это не JSON: {why}";
        NoListIn { lists: String } =
            "the file has no list `{lists}`, where the map looks for records", "в файле нет списка `{lists}`, где карта ищет записи";
        ObjectOrList = "expected an object or a list of JSON", "ожидался объект или список JSON";
        CommaOrEnd = "expected a comma or the end of the list", "ожидалась запятая или конец списка";
        BracketsOpen = "it ends before its brackets are closed", "текст кончается раньше, чем закрыты его скобки";
        NotUtf8 = "this is not UTF-8", "это не UTF-8";
        System { why: SystemFault } = "{why}", "{why}";
        NoXml { why: String } = "this is no XML: {why}", "это не XML: {why}";
        XmlTooDeep { levels: usize } =
            "its elements stand in one another more than {levels} deep", "элементы вложены друг в друга глубже, чем {levels}";
        OwnEntities =
            "the file declares entities of its own: they are not expanded, as a few bytes may become gigabytes",
            "файл объявляет свои сущности (ENTITY): они не раскрываются, несколько байт могут стать гигабайтами";
        XmlBreaksOff = "it ends before its elements do", "файл кончается раньше, чем его элементы";
        NoRecords = "it has no records", "записей нет";
        NoTable = "this is neither a table nor JSON", "это не таблица и не JSON";
        NoProposalForXml = "a map for XML is not proposed", "для XML карта не предлагается";

        // Fields.
        NoNumber { text: String } = "`{text}` is no number", "`{text}` не число";
        NoTruth { text: String } = "`{text}` is neither yes nor no", "`{text}` ни да, ни нет";
        OfText { text: String, why: Box<Unmapped> } = "`{text}`: {why}", "`{text}`: {why}";
        NoLanguage { text: String } = "`{text}` is no language that is known", "язык `{text}` неизвестен";
        ObjectForText = "an object stands where a text is wanted", "вместо текста стоит объект";
        NoUnixTime = "it is no number of seconds since 1970", "это не число секунд с 1970 года";
        NotOfPattern { pattern: String } = "it is not written as `{pattern}`", "записано не по образцу `{pattern}`";
        NoYear = "it has no year", "года нет";
        NoDateOfParts = "its parts are no date", "из частей не получается дата";
        NoDate = "it is no date", "это не дата";
        WhichCentury = "its year has two digits; the map has to say which century, as in \"20{{day | part '.' 3}}-…\"",
            "год записан двумя цифрами; век должна указать карта: \"20{{day | part '.' 3}}-…\"";
        WhichIsDay = "day and month can be either way round; write `date dmy` or `date mdy`",
            "день и месяц могут стоять в любом порядке; нужно `date dmy` или `date mdy`";

        // What the file is instead of data of events.
        Page = "this is a web page (HTML) without data in it (JSON-LD): perhaps the page was saved and not the file",
            "это веб-страница (HTML) без данных (JSON-LD): возможно, сохранена страница, а не файл";
        XmlOfNoMap = "this is XML of a form that no map knows", "это XML, который не знает ни одна карта";
        ServerError =
            "this is what a server said instead of data: an error, and no events", "это ответ сервера об ошибке, событий в нём нет";
        Transcript = "this is a transcript: what was said at which second, and no events",
            "это расшифровка: что сказано на какой секунде; событий в ней нет";
        ListOfSources = "this is a list of sources that a service knows, and no articles",
            "это список источников какого-то сервиса, статей в нём нет";
        ListsOfWords = "this holds lists of words, such as filters to choose from, and no events",
            "это списки слов, например значения фильтров; событий в них нет";
        OnlyCounts = "this holds counts, not events", "это подсчёты, а не события";
        CountsByPlace = "this holds counts, not events: how many there were, and not which",
            "это подсчёты, а не события: сколько их было, но не какие";
        TableWith { columns: String } = "a table with the columns {columns}", "таблица со столбцами {columns}";
        NoTitleAlone { fields: String } = "none of its fields is a title of an event: {fields}",
            "ни одно из полей не название события: {fields}";
        NoTitles { fields: String } = "its events have no title: {fields}", "у событий нет названий: {fields}";
        DateUnread { field: String } = "its field `{field}` is not read, and no other is a date",
            "поле `{field}` не читается, а другой даты нет";
        FieldsUnread { count: usize, fields: String } =
            "of its fields {count} are not read: {fields}", "полей не читается {count}: {fields}";
        NotTwice = "it cannot be read a second time", "прочитать его второй раз нельзя";

        // A map.
        MapSyntax { message: String } = "{message}", "это не TOML: {message}";
        MapUnreadable { why: SystemFault } = "it cannot be read: {why}", "карта не читается: {why}";
        OfKey { key: String, why: Box<Unmapped> } = "{key}: {why}", "{key}: {why}";
        NoEntryOfMap { entry: String } =
            "`{entry}` is no field of a map: expected name={{field}}", "`{entry}` не поле карты: ожидалось имя={{поле}}";
        NoSuchMap { name: String, near: String } = "no map is called `{name}`; near: {near}", "карты `{name}` нет; похожие: {near}";
        NoSuchField { name: String, near: String } =
            "{{{name}}} is no field of the file; near: {near}", "поля {{{name}}} в файле нет; похожие: {near}";
        TextInQuotes = "expected a text in quotes", "ожидался текст в кавычках";
        MapVersion = "this program reads maps of `oreline-map = 1`", "эта программа читает карты `oreline-map = 1`";
        SectionWanted { section: String } = "expected a section [[{section}]]", "ожидалась часть [[{section}]]";
        NoSection { key: String, near: String } =
            "no section is called `{key}`; near: {near}", "части `{key}` нет; похожие: {near}";
        MapBegins = "a map begins with `oreline-map = 1`", "карта начинается с `oreline-map = 1`";
        MapMakesNothing = "the map makes nothing: it has no [event] and no [article]",
            "карта ничего не составляет: в ней нет ни [event], ни [article]";
        NoRecordCalled { word: String } = "no record is called `{word}`", "записей `{word}` нет";
        ListFieldWanted =
            "expected one field that is a list, as in `{{items}}`", "ожидалось одно поле со списком, например `{{items}}`";
        NoFieldHere { key: String, near: String } =
            "the format has no field `{key}` here; near: {near}", "поля `{key}` здесь в формате нет; похожие: {near}";
        TextOrTexts = "expected a text or a list of texts", "ожидался текст или список текстов";
        Texts = "expected texts", "ожидались тексты";
        Section = "expected a section", "ожидалась часть карты";
        ChoiceBy = "a choice has `by`", "в выборе должно быть `by`";
        TextOrChoice = "expected a text, or a choice with `by`", "ожидался текст или выбор с `by`";
        NoRegex { text: String, why: String } =
            "`{text}` is no regular expression: {why}", "`{text}` не регулярное выражение: {why}";
        InsideHas { key: String } =
            "`inside` has `list` and `keys`; `{key}` is none", "в `inside` есть `list` и `keys`, но не `{key}`";
        InsideList = "`inside` has a `list`", "в `inside` должно быть `list`";
        OneSign = "expected one sign, such as \";\"", "ожидался один знак, например \";\"";
        NoFormat { word: String, formats: String } = "`{word}` is no format: {formats}", "формата `{word}` нет, есть {formats}";
        NoEncoding { word: String } = "`{word}` is no encoding that is known, such as utf-8 or windows-1251",
            "кодировка `{word}` неизвестна; известны, например, utf-8 и windows-1251";
        NoKey { section: String, key: String, near: String } = "{section} has no `{key}` of this kind; near: {near}",
            "в {section} нет такого `{key}`; похожие: {near}";

        // What stands in the texts of a map.
        FilterWanted { filters: String } = "expected a filter: {filters}", "ожидался фильтр: {filters}";
        NothingBehind { name: String } = "`{name}` takes nothing behind it", "после `{name}` ничего не пишется";
        OneTextBehind { name: String } = "`{name}` takes one text in quotes, as in `{name} ';'`",
            "после `{name}` нужен один текст в кавычках: `{name} ';'`";
        NumberBehind { name: String } =
            "`{name}` takes a number from 1, as in `{name} 1`", "после `{name}` нужно число от 1: `{name} 1`";
        DateWays { word: String } =
            "`date` knows ymd, dmy, mdy, unix, unix-ms, parts and a pattern in quotes; `{word}` is none",
            "`date` знает ymd, dmy, mdy, unix, unix-ms, parts и образец в кавычках, но не `{word}`";
        DatePattern = "a pattern of `date` has %Y, and of the others only %m %d %H %M %S %z %a %b %B",
            "в образце для `date` есть %Y, а кроме него только %m %d %H %M %S %z %a %b %B";
        CountryWays = "`country` knows names, codes of two letters, and iso3, fips, m49, gwn",
            "`country` знает названия, коды из двух букв и iso3, fips, m49, gwn";
        PartWays = "`part` takes a text in quotes and a number from 1, as in `part '#' 3`",
            "после `part` нужны текст в кавычках и число от 1: `part '#' 3`";
        NoFilter { name: String, near: String } =
            "no filter is called `{name}`; near: {near}", "фильтра `{name}` нет; похожие: {near}";
        BracketsTooDeep { levels: usize } = "square brackets stand in one another more than {levels} deep",
            "квадратные скобки вложены глубже, чем {levels}";
        BracketOpen = "this `[` has no `]`; write `[[` for the sign itself", "у этой `[` нет `]`; сам знак пишется `[[`";
        BraceUnopened =
            "this `}}` has no `{{`; write `}}}}` for the sign itself", "у этой `}}` нет `{{`; сам знак пишется `}}}}`";
        BarOrBrace = "expected `|`, `??` or `}}`", "ожидалось `|`, `??` или `}}`";
        BraceOpen = "this brace is not closed: expected `}}`", "скобка не закрыта: ожидалось `}}`";
        QuoteOpen = "this quote is not closed", "кавычка не закрыта";
        NameWanted = "expected the name of a field", "ожидалось имя поля";
        NameAfterDot = "expected a name after the dot", "после точки ожидалось имя";
        IndexOpen = "this `[` has no `]`", "у этой `[` нет `]`";
        PairInBrackets = "expected `name=value` between the brackets", "в скобках ожидалось `имя=значение`";
    }
}

kept_happenings! {
    /// What more there is to say of how a file was read.
    pub enum Remark {
        NoDate = "no event has a date", "ни у одного события нет даты";
        NoPlace = "no event has a place", "ни у одного события нет места";
        NoDateOrPlace = "no event has a date or a place", "ни у одного события нет ни даты, ни места";
        LeftOut { rows: Count } = "{rows} left out", "пропущено: {rows}";
        Unread { rows: Count } = "{rows} not read", "не прочитано: {rows}";
    }
}

/// Remarks behind a sentence, a comma before each.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Remarks(pub Vec<Remark>);

impl Value for Remarks {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|remark| {
            f.write_str(", ")?;
            remark.say(ui, f)
        })
    }
}

impl Kept for Remarks {
    fn keep(&self, to: &mut Vec<String>) {
        self.0.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<Remarks> {
        Vec::kept(from).map(Remarks)
    }
}
