//! What failed in the program: of an error that ends a command, or stands in the line of messages; and what commands say
//! on the way.

use super::Count;
use super::expected::ExpectedFile;
use super::findings::{Finding, SystemFault, Unmapped};
use super::remedies::Remedy;
use super::saying::{happenings, sentences};
use super::wanted::Expectation;

happenings! {
    /// Wrong usage of a command or an option. Options and words of commands stay as they are typed.
    pub enum Usage {
        OptionsAfterCommand = "options and data come after the command, as in `oreline list data.json -c KZ`",
            "ключи и данные пишутся после команды, например `oreline list data.json -c KZ`";
        NoFileOrCommand { name: String, commands: String } =
            "there is no such file or command: {name}; the commands are {commands}",
            "такого файла или команды нет: {name}; команды: {commands}";
        NoFileOrCommandNear { name: String, near: String } =
            "there is no such file or command: {name}; did you mean `{near}`?",
            "такого файла или команды нет: {name}; возможно, имелось в виду: `{near}`";
        EmptyName = "an empty name is no file: name a file, a folder, or - for standard input; without a name the bundled data are opened",
            "имя файла пустое: указать файл, папку или - (стандартный ввод); без имени открываются встроенные данные";
        InputOnce = "standard input (-) can be read only once", "стандартный ввод (-) можно прочитать только один раз";
        Keys { at: usize, name: String } =
            "--keys: character {at}: `<{name}` names no key; write <Enter>, <Esc>, <Tab>, <C-d>, <A-Left>, <F5>, or <lt> for `<`",
            "--keys, знак {at}: клавиши `<{name}` нет; есть `<Enter>`, `<Esc>`, `<Tab>`, `<C-d>`, `<A-Left>`, `<F5>`, сам знак `<` пишется `<lt>`";
        OneFileToPropose = "--propose-map takes one file", "--propose-map принимает один файл";
        NobodyCalled { name: String } = "nobody is called {name}; `oreline list --view people` lists the names",
            "никого по имени {name} нет; имена выводит `oreline list --view people`";
        IdOfBoth { id: String } = "{id} is the id of an event and of an article: write event:{id} or article:{id}",
            "id {id} есть и у события, и у статьи: указать event:{id} или article:{id}";
        // What `clap` finds.
        Unexpected { option: String } = "unexpected argument {option}", "неизвестный или лишний аргумент: {option}";
        UnexpectedNear { option: String, near: String } = "unexpected argument {option}; did you mean {near}?",
            "неизвестный аргумент: {option}; возможно, имелось в виду: {near}";
        NoValue { option: String } = "{option} needs a value", "после {option} нужно значение";
        NoValueOf { option: String, words: String } =
            "{option} needs a value; possible values: {words}", "после {option} нужно значение, одно из: {words}";
        NoSuchValue { value: String, option: String, words: String } =
            "invalid value {value} for {option}; possible values: {words}", "{value} не подходит для {option}, нужно одно из: {words}";
        WrongValue { value: String, option: String, wanted: Box<Usage> } =
            "invalid value {value} for {option}: expected {wanted}", "{value} не подходит для {option}; ожидалось: {wanted}";
        Missing { what: String } = "required and missing: {what}", "не указано: {what}";
        Conflict { option: String, others: String } =
            "{option} cannot be used with {others}", "{option} нельзя указать вместе с {others}";
        Twice { option: String } = "{option} cannot be used twice", "{option} нельзя указать дважды";
        TakesNoValue { option: String, value: String } =
            "{option} takes no value, and {value} stands behind it", "{option} не принимает значений, а указано {value}";
        NotUtf8 = "an argument is not UTF-8", "аргумент не в UTF-8";
        Other = "something else", "другое";
        SizeWanted = "a size such as 500M or 20G", "размер, например 500M или 20G";
        SizeOfDisk = "a size that a disk may have", "размер, который бывает у дисков";
        FrameWanted { largest: u16 } = "columns and rows from 1 to {largest}, such as 120x40",
            "число столбцов и строк от 1 до {largest}, например 120x40";
        AddressNoRecord { url: String } = "{url} is an address, no record", "{url} — это адрес, а не запись";
        StoreNotBuilt = "this oreline has no network code: `cargo install oreline --features store` builds one that opens \
            addresses and pushes to them",
            "в этой сборке oreline нет сетевого кода: сборку, которая открывает адреса и загружает туда данные, даёт \
            `cargo install oreline --features store`";
        StoreWithoutHost = "an address of a store is `https://HOST:9200/NAME`, with commas between several hosts",
            "адрес хранилища — `https://HOST:9200/NAME`, несколько узлов через запятую";
        NameInStore = "the name of data in a store has at most 64 of the signs `a-z 0-9 _ -`",
            "имя данных в хранилище: не больше 64 знаков, только `a-z 0-9 _ -`";
        NoNameInStore = "say which data: `https://HOST:9200/NAME`; the address without a name lists what is there",
            "не сказано, какие данные: `https://HOST:9200/NAME`; адрес без имени выводит, какие есть";
        SecretInAddress = "an address is seen by others: set `ORELINE_USER` and `ORELINE_PASSWORD`, or `ORELINE_API_KEY`, or name a file with `--auth-file`",
            "адрес видят другие: задать `ORELINE_USER` и `ORELINE_PASSWORD` или `ORELINE_API_KEY` либо указать файл в `--auth-file`";
        PlainHttp = "http would send everything open over the network: write https, or say `--insecure-http`",
            "по http всё передаётся по сети открыто: указать https или добавить `--insecure-http`";
        StoreAlone = "a store stands alone: push other data into it, or open them without it",
            "хранилище открывается отдельно: другие данные загрузить в него или открыть без него";
        NotOfStore { what: String } = "{what} is for files: `oreline list --format jsonl` with this address takes everything out of a store",
            "{what} только для файлов: всё из хранилища выводит `oreline list --format jsonl` с этим адресом";
        SecretFile { name: String } = "others may read {name}: `chmod 600` it first", "файл {name} могут прочитать другие: сначала `chmod 600`";
        SecretForm { name: String } = "{name} should hold one line, `user:password` or `ApiKey KEY`",
            "в файле {name} нужна одна строка: `user:password` или `ApiKey KEY`";
        /// What another part of the program says.
        Words { words: String } = "{words}", "{words}";
    }
}

happenings! {
    /// Why an address was not opened.
    pub enum NotOpened {
        NoHost = "it names no host", "в нём нет имени сервера";
        NoWeb = "only http and https addresses are opened", "открываются только адреса http и https";
        Blanks = "it has blanks or control characters in it", "в нём есть пробелы или управляющие знаки";
        System { why: SystemFault } = "{why}", "{why}";
    }
}

impl From<String> for Usage {
    fn from(words: String) -> Usage {
        Usage::Words { words }
    }
}

sentences! {
    cannot_read(name: &str, why: &SystemFault) = "cannot read {name}: {why}", "не удалось прочитать {name}: {why}";
    what_was_expected(expected: &ExpectedFile) = "expected {expected}", "ожидалось: {expected}";
    no_record_read(place: &str, why: &Finding, remedy: &Remedy, skipped: &str) =
        "{place}: no record could be read: {why}; {remedy}\n{skipped}", "{place}: ни одна запись не прочитана: {why}; {remedy}\n{skipped}";
    cannot_read_again(name: &str, why: &Finding) =
        "cannot read again: {why}; open it again (F5): {name}", "перечитать не удалось: {why}; открыть заново (F5): {name}";
    no_such_id(id: &str) = "no record has the id {id}: `oreline list` prints the ids", "записи с id {id} нет; какие есть, выводит `oreline list`";
    several_ids(beginning: &str, candidates: &str) = "several records have an id that begins with {beginning}:\n  {candidates}",
        "с {beginning} начинаются id нескольких записей:\n  {candidates}";
    and_more_ids(more: usize) = "and {more} more", "и ещё {more}";
    wrong_query(at: usize, wanted: &Expectation, query: &str, caret: &str) =
        "the query is wrong at character {at}: expected {wanted}\n  {query}\n  {caret}^",
        "ошибка в запросе, знак {at}, ожидалось: {wanted}\n  {query}\n  {caret}^";
    no_map_knows(name: &str, what: &Unmapped, given: &str) =
        "{name}: {what}: no map knows it\n`oreline convert --propose-map {given}` proposes one; or say what is what, as in --map \
         'label={{TITLE}}; date={{DAY | date dmy}}; countries={{COUNTRY}}'",
        "{name}: {what}: подходящей карты полей нет\n`oreline convert --propose-map {given}` предложит её; или можно указать, что есть что: --map \
         'label={{TITLE}}; date={{DAY | date dmy}}; countries={{COUNTRY}}'";
    cannot_write(name: &str, why: &SystemFault) = "cannot write {name}: {why}", "не удалось записать {name}: {why}";
    did_not_open(url: &str, why: &NotOpened) = "did not open {url}: {why}", "адрес {url} не открыт: {why}";

    usage_of(lines: &str) = "Usage: {lines}", "Вызов: {lines}";
    more_by_help = "For more information, try '--help'.", "Подробнее: --help (по-английски).";

    // On standard error.
    map_passed_over(error: &str) = "{error}; the map is passed over", "{error}; эта карта полей не учтена";
    records_skipped(n: usize) = [n: "{n} record skipped" | "{n} records skipped"],
        [n: "пропущена {n} запись" | "пропущены {n} записи" | "пропущено {n} записей"];
    file_not_read_to_end = "a file was not read to its end", "файл прочитан не до конца";
    skipped_and_not_to_end(skipped: &str) =
        "{skipped}, and a file was not read to its end", "{skipped}, и файл прочитан не до конца";
    listed_by_check(wrong: &str, names: &str) =
        "{wrong}; `oreline check {names}` lists what is wrong", "{wrong}; подробности выводит `oreline check {names}`";
    marks_left_out(error: &str) =
        "{error}; bookmarks and notes are left out", "{error}; закладки и заметки не учтены";
    record_outside_filter = "the record is outside the filter", "запись не подходит под фильтр";
    no_event_matches = "no event matches", "подходящих событий нет";
    offered(query: &str, count: usize) = "did you mean `{query}`: {count}", "возможно, имелось в виду `{query}`: {count}";
    dropped(part: &str, count: usize) = "without `{part}`: {count}", "без `{part}`: {count}";
    hidden_by_dates(n: usize) =
        "{n} without a date hidden by the filter of dates", "скрыто фильтром по дате (без даты): {n}";
    crowded_left_out(events: Count, most: usize) =
        "{events} with more than {most} who took part left out", "не учтено, потому что участников больше {most}: {events}";
    notes_of_kind(n: usize) = " ({n} notes of this kind; this is the first)", " (таких замечаний {n}, это первое)";
}
