//! What a store beyond this machine answers instead of what was asked, and what `push` says on the way.

#[cfg(any(test, feature = "store"))]
use super::Count;
use super::saying::happenings;

happenings! {
    /// Why a store did not do what was asked, and what to do.
    pub enum StoreFault {
        Unreachable { why: String } = "it does not answer ({why}): see that it runs, and that the address and port are right",
            "нет ответа ({why}): проверить, запущено ли оно и верны ли адрес и порт";
        Untrusted { why: String } = "it cannot be told whether it is the right one ({why}): name the certificate of who vouches for it with `--ca-file`",
            "неизвестно, то ли это хранилище ({why}): указать сертификат того, кто за него ручается, в `--ca-file`";
        Unauthorised = "it wants a user or a key: set `ORELINE_USER` and `ORELINE_PASSWORD`, or `ORELINE_API_KEY`, or name a file with `--auth-file`",
            "нужен пользователь или ключ: задать `ORELINE_USER` и `ORELINE_PASSWORD` или `ORELINE_API_KEY` либо указать файл в `--auth-file`";
        Forbidden = "this user may not do that: ask who keeps it for the right to the indices oreline-*",
            "этому пользователю такое не разрешено: попросить у владельца хранилища права на индексы oreline-*";
        NoDataset { name: String } = "it has no data called {name}: `oreline push DATA --to` this address puts them there",
            "данных с именем {name} там нет: их загружает `oreline push DATA --to` с этим адресом";
        Busy = "it has too much to do: try again later", "слишком большая нагрузка: повторить позже";
        PartLost = "a part of the store is out of reach, so that nothing is said rather than a wrong number: try again when its nodes are back",
            "часть хранилища недоступна, числа были бы неверны и поэтому не выведены: повторить, когда узлы заработают";
        Otherwise { status: u32, why: String } = "it answers {status}: {why}", "ответ {status}: {why}";
        NoAnswer { why: String } = "its answer cannot be read ({why}): is this OpenSearch?", "ответ не читается ({why}): это OpenSearch?";
        TooLong { megabytes: u32 } = "its answer is longer than {megabytes} MB and was not read to its end: is this OpenSearch, and this data of oreline?",
            "ответ длиннее {megabytes} МБ и до конца не прочитан: это OpenSearch и данные oreline?";
        TooMuch = "that question is too much for it: narrow it by days, countries or words",
            "такой запрос для него слишком велик: сузить по датам, странам или словам";
        Gone = "these data were replaced or removed meanwhile: ask again, in the browser with F5",
            "данные тем временем заменены или удалены: повторить запрос, на экране клавишей F5";
        Grown = "these data have changed since they were opened: F5 reads them again",
            "данные изменились после открытия: F5 читает их заново";
        TooManyHaveIt { most: usize } = "more than {most} events have what is asked for: narrow it by days, countries or words",
            "то, что ищется, есть более чем в {most} событиях: сузить по датам, странам или словам";
        NoCertificate = "there is no certificate in the file of `--ca-file`: it is to hold one in PEM form",
            "в файле из `--ca-file` нет сертификата: он должен быть там в формате PEM";
        TooOld { version: String } = "it is version {version}; OpenSearch 2.19 or newer is needed",
            "версия {version}; нужна версия OpenSearch 2.19 или новее";
        OtherVersion = "its data were pushed by another version of oreline, which takes words apart in another way: push them again with `--replace`",
            "данные загрузила другая версия oreline, она иначе разбирает слова: загрузить заново с `--replace`";
        NotWritten { id: String, why: String } = "{id} was not taken: {why}", "запись {id} не принята: {why}";
        TooMany { events: usize, most: usize } =
            "it has {events} events; of these the browser takes at most {most}: `oreline list`, `show` and `pairs` ask it instead",
            "событий там {events}, а на экране открывается не больше {most}: вместо этого есть `oreline list`, `show` и `pairs`";
    }
}

#[cfg(any(test, feature = "store"))]
happenings! {
    /// How far a push is.
    pub enum PushState {
        Pushing { done: usize, all: usize } = "{done} of {all} events", "событий: {done} из {all}";
        Pushed { events: Count, written: usize, name: String } =
            "{name} has {events}; written: {written}", "{name}: {events}, записано: {written}";
    }
}
