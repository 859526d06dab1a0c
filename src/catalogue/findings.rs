//! What is found wrong in the data or with a file: of a problem, and of an error that names a file; what is wrong in a
//! foreign file or the map that reads it; and what the system says. They stand in one another.

use std::error::Error;
use std::fmt::{self, Formatter};
use std::io::{self, ErrorKind};

use super::inputs::InputName;
use super::remedies::Remedy;
use super::saying::{Tongue, Ui, Value};
use super::stored::{All, Stored, kept_happenings};
use super::unparsed::Unparsed;
use super::wanted::DateWanted;
use super::{Count, Noun};

kept_happenings! {
    /// Something wrong, in one sentence without a full stop.
    pub enum Finding {
        // Fields of a record. Names of fields and words of the format stay as they are written there.
        EntityEmpty = "the entity has neither id nor name", "у записи entity нет ни id, ни name";
        EntityWithoutId = "the entity has no id, so that records can name it by name only",
            "у записи entity нет id: сослаться на неё можно только по имени";
        AddressWithoutHost =
            "the address names no host, so it is never opened", "в адресе нет имени сервера, поэтому такой адрес не открывается";
        AddressOfNoWeb = "the address is neither http nor https, so it is never opened",
            "адрес начинается не с http и не с https, поэтому он не открывается";
        ArticleEmpty = "the article has neither headline nor url nor articleBody nor publisher",
            "у статьи нет ни headline, ни url, ни articleBody, ни publisher";
        EventEmpty = "the event has neither label nor summary", "у события нет ни label, ни summary";
        IdOfDigits = "the id is a number; it is read as its digits", "id записан числом; он читается как строка цифр";
        UnusualWord { field: String, word: String } =
            "unusual word for `{field}`: `{word}`", "необычное слово в поле `{field}`: `{word}`";
        ReadAsDate { text: String, edtf: String } = "`{text}` is read as the date {edtf}", "`{text}` читается как дата {edtf}";
        NoDate { text: String, wanted: DateWanted, at: usize } =
            "`{text}` is no date: expected {wanted} at character {at}", "`{text}` не дата: знак {at}, ожидалось: {wanted}";
        NoTimeUntil { end: String, start: String } = "`{end}` cannot be the end of a time that begins `{start}`",
            "`{end}` не может быть концом промежутка, который начинается с `{start}`";
        ReadAsCountry { text: String, code: String } =
            "`{text}` is read as the country {code}", "`{text}` читается как страна {code}";
        NoCountryCode { text: String } = "`{text}` is no country code", "`{text}` не код страны";
        CountryWithoutCode = "the country has no code", "у страны нет кода";
        CountryTwice { code: String } = "the country {code} stands twice with different parts",
            "страна {code} указана дважды с разным участием";
        SourceDiffers = "`source` differs from the article's own url or publisher, which is kept",
            "`source` расходится с url или publisher самой статьи; остаётся то, что указано у статьи";
        NoLongitude { number: String } = "{number} is no longitude, which is from -180 to 180",
            "{number} не долгота: она бывает от -180 до 180";
        NoLatitude { number: String } =
            "{number} is no latitude, which is from -90 to 90", "{number} не широта: она бывает от -90 до 90";
        LatitudeAlone = "the latitude has no longitude beside it", "широта указана без долготы";
        LongitudeAlone = "the longitude has no latitude beside it", "долгота указана без широты";
        ParticipantEmpty = "the participant has neither entity nor name", "у участника нет ни entity, ни name";
        InPlaceUnread = "countries, people and quotes of an article written in place are not read",
            "страны, люди и цитаты статьи, записанной внутри события, не читаются";
        QuoteEmpty = "the quote has no text", "в цитате нет текста";
        NoQuoteType { word: String } = "`{word}` is no type of a quote; it is treated as indirect",
            "`{word}` не вид цитаты; она считается пересказом";
        SelectorBackwards = "the selector ends before it starts", "отрезок selector кончается раньше, чем начинается";
        SaysTheSame { name: String, first: String } =
            "`{name}` says the same as `{first}`, which stands before it and is kept",
            "`{name}` значит то же, что и `{first}`; остаётся `{first}`, записанное раньше";
        UnknownField { name: String } = "unknown field `{name}`", "неизвестное поле `{name}`";

        // A record as a whole.
        NoObject = "the record is not an object", "запись не объект";
        RecordUnreadable { why: Unparsed } = "the record cannot be read: {why}", "запись не читается: {why}";
        RecordUnsound = "the record is no sound JSON", "в записи ошибка JSON";
        /// A field that cannot be read may be the one that is missed.
        EmptyBecause { what: Box<Finding>, pointer: String, why: Box<Finding> } =
            "{what}; {pointer}: {why}", "{what}; {pointer}: {why}";
        NoKindOfRecord { word: String } = "no kind of record is called {word}: dataset, entity, article, event",
            "записей вида {word} не бывает, бывают dataset, entity, article, event";
        Parser { why: Unparsed } = "{why}", "{why}";
        TooDeep { levels: usize } = "it is nested deeper than {levels} levels", "глубина вложенности больше {levels}";
        HalfOfPair = "a \\u escape is half of a surrogate pair", "код \\u задаёт только половину символа";
        BreaksOff = "the JSON breaks off", "JSON обрывается";
        NoJson { why: Unparsed } = "this is no JSON: {why}", "это не JSON: {why}";
        ValueUnreadable { why: Unparsed } = "the value cannot be read: {why}", "значение не читается: {why}";
        ObjectTooLarge { count: usize, kept: usize } =
            "this object has {count} fields, of which the first {kept} are read", "полей в объекте {count}, прочитаны первые {kept}";
        TooManyWords { count: usize } = [count:
            "the record has so many different words that {count} word of it is not found by searching"
            | "the record has so many different words that {count} words of it are not found by searching"],
            [count: "в записи столько разных слов, что поиск не находит {count} слово из неё"
            | "в записи столько разных слов, что поиск не находит {count} слова из неё"
            | "в записи столько разных слов, что поиск не находит {count} слов из неё"];
        ListTooLong { count: usize, kept: usize } =
            "this list has {count} items, of which the first {kept} are read", "элементов в списке {count}, прочитаны первые {kept}";
        RecordNotUtf8 = "the record is not UTF-8 here", "в этом месте запись не в UTF-8";

        // A file.
        NotUtf8 = "this is not UTF-8", "это не UTF-8";
        Empty = "the input is empty", "файл пуст";
        NoText = "this is no text", "это не текст";
        NoJsonHere = "this is no JSON", "это не JSON";
        OtherKind = "this is JSON of some other kind", "это JSON, но записей в нём нет";
        DocumentBroken { why: Box<Finding> } = "the document is broken here: {why}", "файл здесь повреждён: {why}";
        LineBroken { why: Box<Finding> } = "the line is broken here: {why}", "строка здесь повреждена: {why}";
        RecordBroken { why: Box<Finding> } = "the record is broken here: {why}", "запись здесь повреждена: {why}";
        ListMisspelt { name: String, likely: String } = "no list of records is called {name}; {likely} is meant?",
            "списка записей {name} нет; возможно, имелся в виду {likely}";
        NoList { name: String } = "no list of records is called {name}: events, articles, entities",
            "списка записей {name} нет, есть events, articles, entities";
        NoBracketBefore = "a comma or a bracket is missing before this field", "перед этим полем нет запятой или скобки";
        CommaAtEnd = "a comma stands before the end of the list", "перед концом списка стоит запятая";
        TwoCommas = "two commas stand between two records", "между записями две запятые";
        NoCommaBefore = "a comma is missing before this record", "перед этой записью нет запятой";
        NewerVersion { version: u64 } = "the data is of format version {version}", "версия формата этих данных: {version}";
        System { why: SystemFault } = "{why}", "{why}";
        FileUnreadable { why: SystemFault } = "the file cannot be read: {why}", "файл не читается: {why}";
        NotReadToEnd { why: Box<Finding> } =
            "the file was not read to its end: {why}", "файл прочитан не до конца: {why}";

        CannotRead { name: InputName, why: Box<SystemFault> } = "cannot read {name}: {why}", "не удалось прочитать {name}: {why}";
        CannotWrite { name: InputName, why: Box<SystemFault> } = "cannot write {name}: {why}", "не удалось записать {name}: {why}";
        OfMap { place: String, why: Box<Unmapped> } = "{place}: {why}", "{place}: {why}";
        NeedsMap { name: InputName, what: Box<Unmapped>, given: String } =
            "{name}: {what}: no map knows it\n`oreline convert --propose-map {given}` proposes one; or say what is what, as in --map \
             'label={{TITLE}}; date={{DAY | date dmy}}; countries={{COUNTRY}}'",
            "{name}: {what}: подходящей карты полей нет\n`oreline convert --propose-map {given}` предложит её; или можно указать, что есть что: --map \
             'label={{TITLE}}; date={{DAY | date dmy}}; countries={{COUNTRY}}'";
        NoTemporaryFile { why: SystemFault } = "{why}; make room there, or name another folder in TMPDIR",
            "{why}; освободить там место или указать другую папку в TMPDIR";
        StoppedUnpacking { why: Box<Finding>, remedy: Remedy } = "{why}; {remedy}", "{why}; {remedy}";
        /// What is told as it was said.
        Said { words: String } = "{words}", "{words}";

        // A file that changes, and one whose end is missing.
        Changed = "the file has changed", "файл изменился";
        ChangedTo { why: Box<Finding> } = "the file has changed: {why}", "файл изменился: {why}";
        AnotherRecord = "another record stands in its place", "на этом месте теперь другая запись";
        NoEventNow = "it is no event any more", "это больше не событие";
        NoArticleNow = "it is no article any more", "это больше не статья";
        NoUtf8Now = "it is no UTF-8 any more", "это больше не UTF-8";
        AnotherFile = "another file has its name now", "под этим именем теперь другой файл";
        Shorter = "the file has become shorter", "файл стал короче";
        ShorterThanThat = "it is shorter than that", "он короче";
        Lost { why: Box<Finding>, what: All<Count> } =
            "{why}: {what} of it cannot be read any more", "{why}; больше нельзя прочитать: {what}";
        HalvesOfPairs { halves: u64 } = "the UTF-16 has {halves} halves of surrogate pairs, the first in this line",
            "в UTF-16 есть половины символов, их {halves}, первая в этой строке";
        AfterTheEnd = "other bytes stand after the end of the packed data", "за концом сжатых данных идут другие байты";
        AfterTheEndLeftOut = "other bytes stand after the end of the packed data; they are left out",
            "за концом сжатых данных идут другие байты; они не читаются";
        TooMuch = "too much is unpacked", "распакованных данных слишком много";
        UnpackingStopped { megabytes: u64, times: u64 } =
            "unpacking has stopped after {megabytes} MB, over {times} times the packed size; what came before is kept",
            "распаковка остановлена: уже {megabytes} МБ, это больше сжатого размера в {times} раз; прочитанное остаётся";
        InputBreaksOff { bytes: u64, why: SystemFault } = "the input breaks off after {bytes} bytes of text: {why}",
            [bytes: "ввод обрывается после {bytes} байта текста: {why}" | "ввод обрывается после {bytes} байт текста: {why}"
            | "ввод обрывается после {bytes} байт текста: {why}"];
        GzipBreaksOff { bytes: u64, why: SystemFault } = "the gzip data breaks off after {bytes} bytes of text: {why}",
            [bytes: "данные gzip обрываются после {bytes} байта текста: {why}"
            | "данные gzip обрываются после {bytes} байт текста: {why}"
            | "данные gzip обрываются после {bytes} байт текста: {why}"];
        ZstdBreaksOff { bytes: u64, why: SystemFault } = "the zstd data breaks off after {bytes} bytes of text: {why}",
            [bytes: "данные zstd обрываются после {bytes} байта текста: {why}"
            | "данные zstd обрываются после {bytes} байт текста: {why}"
            | "данные zstd обрываются после {bytes} байт текста: {why}"];
        Bzip2BreaksOff { bytes: u64, why: SystemFault } = "the bzip2 data breaks off after {bytes} bytes of text: {why}",
            [bytes: "данные bzip2 обрываются после {bytes} байта текста: {why}"
            | "данные bzip2 обрываются после {bytes} байт текста: {why}"
            | "данные bzip2 обрываются после {bytes} байт текста: {why}"];
        ZipBreaksOff { bytes: u64, why: SystemFault } = "the zip archive breaks off after {bytes} bytes of text: {why}",
            [bytes: "архив zip обрывается после {bytes} байта текста: {why}"
            | "архив zip обрывается после {bytes} байт текста: {why}"
            | "архив zip обрывается после {bytes} байт текста: {why}"];
        NotUnpacked = "it was not unpacked because of a fault of the program", "файл не распакован из-за ошибки программы";
        Checksum = "the checksum does not fit", "контрольная сумма не сходится";

        // Folders.
        FolderIs = "it is a folder", "это папка";
        FolderWithoutData { why: Box<Finding> } =
            "the folder has no file ending in .json, .jsonl or .ndjson (or these with .gz or .zst), and none that a map knows; {why}",
            "в папке нет ни файлов .json, .jsonl и .ndjson (в том числе сжатых, .gz и .zst), ни файлов, для которых есть карта полей; {why}";
        FolderEmpty = "it is empty", "она пуста";
        FolderOfOne = "name the one file or folder in it to see why it is not read",
            "если указать единственный файл в ней, станет ясно, почему он не читается";
        FolderOfOthers { others: usize } = "name one of the {others} files and folders in it to see why it is not read",
            "файлов и папок в ней {others}; если указать один файл, станет ясно, почему он не читается";
        OthersLeftOut { others: usize } = [others: "{others} other file or folder in it was left out"
            | "{others} other files and folders in it were left out"],
            "не прочитано файлов и папок: {others}";
        ZipWithoutFile = "the zip archive has no file", "в архиве zip нет файлов";
        ZipWithPassword = "the zip archive needs a password", "архив zip защищён паролем";
        ZipOfSeveral = "the zip archive has several files, and the first is read; unpack it for the others",
            "в архиве zip несколько файлов, прочитан первый; чтобы прочитать остальные, архив нужно распаковать";
        ZipOtherwisePacked = "the zip archive is packed in a way that is not known; unpack it",
            "архив zip сжат неизвестным способом; его нужно распаковать";
        ZipWithoutContents =
            "the archive has no table of contents: it is not whole", "в архиве нет оглавления: он неполон";
        SheetWithoutTable { name: String, sheets: String } =
            "the sheet `{name}` holds no table; it has {sheets}: name one in a map, `read.sheet=NAME`",
            "на листе `{name}` нет таблицы; есть листы {sheets}: указать один из них в карте полей, `read.sheet=ИМЯ`";
        NoSheetOf { name: String, sheets: String } =
            "the spreadsheet has no sheet `{name}`; it has {sheets}", "листа `{name}` в таблице нет, есть {sheets}";
        NoSheet = "the spreadsheet has no sheet", "в таблице нет листов";
        SheetTooLarge = "the sheet is over 4 GB of text; save it as CSV", "в листе больше 4 ГБ текста; его нужно сохранить как CSV";
        SheetTextsTooLarge = "the texts of the spreadsheet are over 64 MB; save it as CSV",
            "в таблице больше 64 МБ текста; её нужно сохранить как CSV";
        SheetUnreadable { message: String } = "{message}", "таблица не читается: {message}";
        LinkToNothing { name: String } =
            "{name} is a link to nothing; make the folder that it leads to, or remove the link",
            "{name}: ссылка в никуда; создать папку, на которую она указывает, или удалить ссылку";
        NoFolder { name: String } = "{name} is no folder; remove it or give it another name",
            "{name}: это не папка; удалить этот файл или дать ему другое имя";
        Locked = "another program has locked it", "он занят другой программой";
        CountsHaveNoTime = "counts have no place on a timeline; list has events",
            "подсчёты нельзя показать на ленте времени; события выводит list";
        Stopped = "it was stopped", "запись остановлена";
        NoOrdinaryFile = "it is no ordinary file", "это не обычный файл";
        NoNumberIn { field: String } = "there is no number `{field}` in it", "в нём нет числа `{field}`";
        FieldNoList { field: String } = "its `{field}` are no list", "`{field}` в нём не список";

        // Records among each other.
        NoEventHasDate { field: String } = "no event has a date, and the field `{field}` was not read",
            "ни у одного события нет даты, а поле `{field}` не прочитано";
        NoArticleHasId { id: String } = "no article has the id {id}", "статьи с id {id} нет";
        NoEventHasId { id: String } = "no event has the id {id}", "события с id {id} нет";
        NoEntityHasId { id: String } = "no entity has the id {id}", "записи entity с id {id} нет";
        NameOfSeveral { name: String } = "the name {name} belongs to several entities, so to none",
            "имя {name} есть у нескольких лиц или организаций, поэтому не отнесено ни к кому из них";
        QuoteAstray { article: String } = "the words of this direct quote do not stand in the text of the article {article}",
            "этих слов нет в тексте статьи {article}, хотя цитата дословная";
        IdStandsBefore { field: String } = "the id stands before with another `{field}`; the first is kept",
            "этот id уже встречался с другим значением `{field}`; остаётся первое";
        FactDiffers { field: String } = "the `{field}` of this dataset is not that of the one before it",
            "значение `{field}` здесь не то, что в предыдущих данных";
        ArticleWithId { field: String, id: String } =
            "an article with this id stands before with another `{field}`: {id}; the first is kept, this is searched too",
            "статья с этим id уже встречалась с другим значением `{field}`: {id}; остаётся первое, поиск идёт и по этому";
        ArticleWithAddress { field: String, id: String } =
            "an article with this address stands before with another `{field}`: {id}; the first is kept, this is searched too",
            "статья с этим адресом уже встречалась с другим значением `{field}`: {id}; остаётся первое, поиск идёт и по этому";

        // Files that a map reads.
        Unmapped { why: Box<Unmapped> } = "{why}", "{why}";
        ReadAs { title: String, what: Box<Reading> } = "read as {title}: {what}", "прочитано как {title}: {what}";
        NothingBecame { said: Box<Finding> } = "{said}: nothing became a record", "{said}; записей не получилось";
        NothingBecameBroken { said: Box<Finding>, why: Box<Finding> } =
            "{said}: nothing became a record; {why}", "{said}; записей не получилось: {why}";
        LeftOutByLine { line: usize, map: String } =
            "left out by line {line} of the map {map}", "пропущено по строке {line} карты полей {map}";
        NothingMadeOfIt { map: String } =
            "the map {map} makes nothing of it", "карта полей {map} ничего из этого не составила";
        FileBreaksOff { why: Box<Finding> } = "the file breaks off: {why}", "файл обрывается: {why}";
        OfLine { line: u64, why: Box<Finding> } = "line {line}: {why}", "строка {line}: {why}";
        MoreRowsLeftOut { more: usize } = "{more} more rows left out, which are counted and not listed",
            "пропущено ещё строк: {more}; они сосчитаны, но не перечислены";
        MoreRowsUnread { more: usize } = "{more} more rows not read, which are counted and not listed",
            "не прочитано ещё строк: {more}; они сосчитаны, но не перечислены";
        MoreItemsLeftOut { more: usize } = "{more} more items within rows left out, which are counted and not listed",
            "пропущено внутри строк ещё: {more}; эти элементы сосчитаны, но не перечислены";
        MoreFields { more: usize } = "{more} more fields, which are counted and not listed",
            "не прочитано ещё полей: {more}; они сосчитаны, но не перечислены";
    }
}

impl Finding {
    /// What a file was read as, with what became of its rows and fields.
    pub fn read_as(
        title: String,
        made: Vec<Count>,
        rows: usize,
        (read, fields): (usize, usize),
        rest: Remarks,
    ) -> Finding {
        let (rows, fields) = (Noun::Row.count(rows), Noun::Field.count(fields));
        let what = if made.is_empty() {
            Reading::Nothing { rows, read, fields, rest }
        } else {
            Reading::Records { made: All(made), rows, read, fields, rest }
        };
        Finding::ReadAs { title, what: Box::new(what) }
    }

    /// Whether it says what a file was read as.
    pub fn is_read_as(&self) -> bool {
        matches!(self, Finding::ReadAs { .. })
    }

    /// What is wrong in a foreign file or its map.
    pub fn unmapped(why: Unmapped) -> Finding {
        Finding::Unmapped { why: Box::new(why) }
    }
}

kept_happenings! {
    /// What became of the rows and fields of a foreign file.
    pub enum Reading {
        Records { made: All<Count>, rows: Count, read: usize, fields: Count, rest: Remarks } =
            "{made} of {rows}, {read} of {fields}{rest}", "{made} из {rows:#}, прочитано {read} из {fields:#}{rest}";
        Nothing { rows: Count, read: usize, fields: Count, rest: Remarks } =
            "nothing of {rows}, {read} of {fields}{rest}", "ничего из {rows:#}, прочитано {read} из {fields:#}{rest}";
    }
}

kept_happenings! {
    /// Why a row, a field or a map cannot be read. Words of maps stay as they are written there.
    pub enum Unmapped {
        // Rows.
        RowOfOtherEncoding = "the row is not in the encoding of the file", "строка не в кодировке файла";
        RowUnreadable { words: String } = "{words}", "строка не читается: {words}";
        AboveNames = "it stands above the names of the columns", "она стоит над названиями столбцов";
        RowTooLong { cells: usize, columns: usize } =
            "the row has {cells} cells, and there are {columns} columns: the last are not read",
            "в строке ячеек {cells}, а столбцов {columns}: лишние не читаются";
        LineNotUtf8 = "the line is not UTF-8", "строка не в UTF-8";
        NoJson { why: Unparsed } = "this is no JSON: {why}", "это не JSON: {why}";
        NoListIn { lists: String } =
            "the file has no list `{lists}`, where the map looks for records", "в файле нет списка `{lists}`, где карта полей ищет записи";
        ObjectOrList = "expected an object or a list of JSON", "ожидался объект или список JSON";
        CommaOrEnd = "expected a comma or the end of the list", "ожидалась запятая или конец списка";
        BracketsOpen = "it ends before its brackets are closed", "текст кончается раньше, чем закрыты его скобки";
        NotUtf8 = "this is not UTF-8", "это не UTF-8";
        System { why: SystemFault } = "{why}", "{why}";
        NoXml { why: String } = "this is no XML: {why}", "это не XML: {why}";
        XmlTooDeep { levels: usize } =
            "its elements stand in one another more than {levels} deep", "глубина вложенности элементов больше {levels}";
        XmlTooLong { megabytes: usize } =
            "an element in it has over {megabytes} MB of words", "в одном элементе больше {megabytes} МБ текста";
        OwnEntities =
            "the file declares entities of its own: they are not expanded, as a few bytes may become gigabytes",
            "файл объявляет свои сущности (ENTITY): они не раскрываются, несколько байт могут стать гигабайтами";
        XmlBreaksOff = "it ends before its elements do", "файл кончается раньше, чем закрыты его элементы";
        NoRecords = "it has no records", "записей нет";
        NoTable = "this is neither a table nor JSON", "это не таблица и не JSON";
        NoProposalForXml = "a map for XML is not proposed", "для XML карта полей не предлагается";

        // Fields.
        NoNumber { text: String } = "`{text}` is no number", "`{text}` не число";
        NoTruth { text: String } = "`{text}` is neither yes nor no", "`{text}` не значит ни «да», ни «нет»";
        OfText { text: String, why: Box<Unmapped> } = "`{text}`: {why}", "`{text}`: {why}";
        NoLanguage { text: String } = "`{text}` is no language that is known", "язык `{text}` неизвестен";
        ObjectForText = "an object stands where a text is wanted", "вместо текста стоит объект";
        NoUnixTime = "it is no number of seconds since 1970", "это не число секунд с 1970 года";
        NotOfPattern { pattern: String } = "it is not written as `{pattern}`", "записано не по образцу `{pattern}`";
        NoYear = "it has no year", "года нет";
        NoDateOfParts = "its parts are no date", "из частей не получается дата";
        NoDate = "it is no date", "это не дата";
        WhichCentury = "its year has two digits; the map has to say which century, as in \"20{{day | part '.' 3}}-…\"",
            "год записан двумя цифрами; век нужно указать в карте полей: \"20{{day | part '.' 3}}-…\"";
        WhichIsDay = "day and month can be either way round; write `date dmy` or `date mdy`",
            "день и месяц могут стоять в любом порядке; указать `date dmy` или `date mdy`";

        // What the file is instead of data of events.
        Page = "this is a web page (HTML) without data in it (JSON-LD): perhaps the page was saved and not the file",
            "это веб-страница (HTML) без данных (JSON-LD): возможно, сохранена страница, а не файл";
        XmlOfNoMap = "this is XML of a form that no map knows", "это XML, для которого нет карты полей";
        HeadOfCorpus = "this is the head of a corpus (TEI), which names its files: open these, each a sitting",
            "это оглавление корпуса (TEI), в нём названы его файлы: открывать нужно их, каждый — отдельное заседание";
        Statements = "these are statements on the entities of FollowTheMoney, one for each property: get the entities \
                      themselves (entities.ftm.json)",
            "это утверждения о записях FollowTheMoney, по одному на каждое свойство: нужны сами записи (entities.ftm.json)";
        Subtitles = "these are subtitles: what was said at which second, and no events",
            "это субтитры: что сказано на какой секунде; событий в них нет";
        ServerError =
            "this is what a server said instead of data: an error, and no events", "это сообщение сервера об ошибке, событий в нём нет";
        Transcript = "this is a transcript: what was said at which second, and no events",
            "это расшифровка: что сказано на какой секунде; событий в ней нет";
        ListOfSources = "this is a list of sources that a service knows, and no articles",
            "это список источников какого-то сервиса, статей в нём нет";
        ListsOfWords = "this holds lists of words, such as filters to choose from, and no events",
            "это списки слов, например значения фильтров; событий в них нет";
        OnlyCounts = "this holds counts, not events", "это подсчёты, а не события";
        CountsByPlace = "this holds counts, not events: how many there were, and not which",
            "это подсчёты, а не события: сколько их было, но не какие именно";
        TableWith { columns: String } = "a table with the columns {columns}", "таблица со столбцами {columns}";
        NoTitleAlone { fields: String } = "none of its fields is a title of an event: {fields}",
            "среди полей нет названия события: {fields}";
        NoTitles { fields: String } = "its events have no title: {fields}", "у событий нет названий: {fields}";
        DateUnread { field: String } = "its field `{field}` is not read, and no other is a date",
            "поле `{field}` не читается, а другой даты нет";
        FieldsUnread { count: usize, fields: String } =
            "of its fields {count} are not read: {fields}", "полей не читается {count}: {fields}";
        NotTwice = "it cannot be read a second time", "прочитать его второй раз нельзя";

        // A map.
        MapSyntax { message: String } = "{message}", "это не TOML: {message}";
        MapUnreadable { why: SystemFault } = "it cannot be read: {why}", "карта полей не читается: {why}";
        OfKey { key: String, why: Box<Unmapped> } = "{key}: {why}", "{key}: {why}";
        NoEntryOfMap { entry: String } =
            "`{entry}` is no field of a map: expected name={{field}}", "`{entry}` не строка карты полей: ожидалось name={{field}}";
        NoSuchMap { name: String, near: String } = "no map is called `{name}`; near: {near}", "карты полей `{name}` нет; похожие: {near}";
        NoSuchField { name: String, near: String } =
            "{{{name}}} is no field of the file; near: {near}", "поля {{{name}}} в файле нет; похожие: {near}";
        TextInQuotes = "expected a text in quotes", "ожидался текст в кавычках";
        MapVersion = "this program reads maps of `oreline-map = 1`", "эта программа читает карты полей с `oreline-map = 1`";
        SectionWanted { section: String } = "expected a section [[{section}]]", "ожидалась часть [[{section}]]";
        NoSection { key: String, near: String } =
            "no section is called `{key}`; near: {near}", "части `{key}` нет; похожие: {near}";
        MapBegins = "a map begins with `oreline-map = 1`", "карта полей начинается с `oreline-map = 1`";
        MapMakesNothing = "the map makes nothing: it has no [event] and no [article]",
            "по этой карте полей ничего не получится: в ней нет ни [event], ни [article]";
        NoRecordCalled { word: String } = "no record is called `{word}`", "записей `{word}` нет";
        ListFieldWanted =
            "expected one field that is a list, as in `{{items}}`", "ожидалось одно поле со списком, например `{{items}}`";
        NoFieldHere { key: String, near: String } =
            "the format has no field `{key}` here; near: {near}", "поля `{key}` здесь в формате нет; похожие: {near}";
        TextOrTexts = "expected a text or a list of texts", "ожидался текст или список текстов";
        Texts = "expected texts", "ожидались тексты";
        Section = "expected a section", "ожидалась часть карты полей";
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
            "глубина вложенности квадратных скобок больше {levels}";
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
        ItemsLeftOut { items: Count } = "{items} within rows left out", "внутри строк пропущено: {items}";
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

impl Stored for Remarks {
    fn keep(&self, to: &mut Vec<String>) {
        self.0.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<Remarks> {
        Vec::kept(from).map(Remarks)
    }
}

kept_happenings! {
    /// Why the system could not read or write. In English it is what the system says.
    pub enum SystemFault {
        NotFound { system: System } = "{system}", "такого файла или папки нет{system}";
        PermissionDenied { system: System } = "{system}", "нет прав доступа{system}";
        AlreadyExists { system: System } = "{system}", "такой файл уже есть{system}";
        IsADirectory { system: System } = "{system}", "это папка{system}";
        NotADirectory { system: System } = "{system}", "это не папка{system}";
        StorageFull { system: System } = "{system}", "на диске нет места{system}";
        QuotaExceeded { system: System } = "{system}", "место, отведённое на диске, исчерпано{system}";
        FileTooLarge { system: System } = "{system}", "файл слишком велик{system}";
        ReadOnly { system: System } = "{system}", "сюда нельзя писать{system}";
        BadName { system: System } = "{system}", "файл так называться не может{system}";
        BrokenPipe { system: System } = "{system}", "читать больше некому{system}";
        NoMemory { system: System } = "{system}", "не хватает памяти{system}";
        Ends { system: System } = "{system}", "данные обрываются{system}";
        Damaged { system: System } = "{system}", "данные повреждены{system:#}";
        Other { system: System } = "{system}", "ошибка системы{system:#}";
        /// What the program itself found.
        Own { finding: Box<Finding> } = "{finding}", "{finding}";
    }
}

impl SystemFault {
    /// What an error of the system is.
    pub fn of(error: &io::Error) -> SystemFault {
        if let Some(finding) = error.get_ref().and_then(finding_in) {
            return SystemFault::Own { finding: Box::new(finding.clone()) };
        }
        let system = System { message: error.to_string(), code: error.raw_os_error().unwrap_or_default() };
        match error.kind() {
            ErrorKind::NotFound => SystemFault::NotFound { system },
            ErrorKind::PermissionDenied => SystemFault::PermissionDenied { system },
            ErrorKind::AlreadyExists => SystemFault::AlreadyExists { system },
            ErrorKind::IsADirectory => SystemFault::IsADirectory { system },
            ErrorKind::NotADirectory => SystemFault::NotADirectory { system },
            ErrorKind::StorageFull => SystemFault::StorageFull { system },
            ErrorKind::QuotaExceeded => SystemFault::QuotaExceeded { system },
            ErrorKind::FileTooLarge => SystemFault::FileTooLarge { system },
            ErrorKind::ReadOnlyFilesystem => SystemFault::ReadOnly { system },
            ErrorKind::InvalidFilename => SystemFault::BadName { system },
            ErrorKind::BrokenPipe => SystemFault::BrokenPipe { system },
            ErrorKind::OutOfMemory => SystemFault::NoMemory { system },
            ErrorKind::UnexpectedEof => SystemFault::Ends { system },
            ErrorKind::InvalidData | ErrorKind::InvalidInput if system.code == 0 => SystemFault::Damaged { system },
            _ => SystemFault::Other { system },
        }
    }

    /// The same with its words made safe and short.
    #[must_use]
    pub fn with_words(self, of: impl Fn(&str) -> String) -> SystemFault {
        macro_rules! each {
            ($($variant:ident)*) => {
                match self {
                    $(SystemFault::$variant { system } => SystemFault::$variant {
                        system: System { message: of(&system.message), ..system },
                    },)*
                    own @ SystemFault::Own { .. } => own,
                }
            };
        }
        each!(NotFound PermissionDenied AlreadyExists IsADirectory NotADirectory StorageFull QuotaExceeded FileTooLarge
            ReadOnly BadName BrokenPipe NoMemory Ends Damaged Other)
    }
}

/// What the program found, when an error is that, or was made of it.
fn finding_in<'e>(error: &'e (dyn Error + Send + Sync + 'static)) -> Option<&'e Finding> {
    error.downcast_ref::<Finding>()
}

#[cfg(test)]
impl super::tests::Sample for System {
    fn sample() -> System {
        System { message: "No such file or directory (os error 2)".to_owned(), code: 2 }
    }
}

/// The words of the system; where these are not spoken, the number of the error alone. With `#` its words stand in brackets
/// where it has no number: nothing else says what was wrong.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct System {
    message: String,
    /// 0 for none.
    code: i32,
}

impl Value for System {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        match (ui.tongue, self.code) {
            (Tongue::En, _) => f.write_str(&self.message),
            (Tongue::Ru, 0) if f.alternate() && !self.message.is_empty() => write!(f, " ({})", self.message),
            (Tongue::Ru, 0) => Ok(()),
            (Tongue::Ru, code) => write!(f, " (код {code})"),
        }
    }
}

impl Stored for System {
    fn keep(&self, to: &mut Vec<String>) {
        self.message.keep(to);
        self.code.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<System> {
        Some(System { message: Stored::kept(from)?, code: Stored::kept(from)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_small_enough_to_be_returned() {
        assert!(
            size_of::<Finding>() <= 64 && size_of::<Remedy>() <= 32,
            "{} {}",
            size_of::<Finding>(),
            size_of::<Remedy>()
        );
    }
}
