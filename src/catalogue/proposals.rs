//! What is said of the fields of a foreign file, for which a map is proposed.

use super::saying::{happenings, sentences};

sentences! {
    // What a field becomes, as a reader of news calls it.
    becomes_who_took_part = "who took part", "участник";
    becomes_their_country = "their country", "страна участника";
    becomes_role = "role", "должность";
    becomes_organisation = "organisation", "организация";
    becomes_quote = "quote", "цитата";
    becomes_who_said_it = "who said it", "автор слов";
    becomes_date_day_first = "date, day first", "дата: день, месяц";
    becomes_date_month_first = "date, month first", "дата: месяц, день";
    becomes_date = "date", "дата";
    becomes_last_day = "last day", "последний день";
    becomes_date_in_words = "date in words", "дата словами";
    becomes_title = "title", "заголовок";
    becomes_source_headline = "source headline", "заголовок источника";
    becomes_headline = "headline", "заголовок статьи";
    becomes_summary = "summary", "краткое содержание";
    becomes_article_text = "article text", "текст статьи";
    becomes_kind = "kind", "вид";
    becomes_countries = "countries", "страны";
    becomes_place = "place", "место";
    becomes_its_country = "its country", "страна места";
    becomes_latitude = "latitude", "широта";
    becomes_longitude = "longitude", "долгота";
    becomes_topics = "topics", "темы";
    becomes_outcomes = "outcomes", "итоги";
    becomes_note = "note", "примечание";
    becomes_id = "id", "id";
    becomes_source_address = "source address", "адрес источника";
    becomes_publisher = "publisher", "издание";
    becomes_published = "published", "день публикации";
    becomes_author = "author", "автор";
    becomes_language = "language", "язык";

    // Remarks in the written map.
    map_proposed(file: &str, records: usize, fields: usize, how: &Layout) =
        "Proposed for {file}: {records} rows, {fields} columns; {how}. Change it, then",
        "Предложено для {file}: строк {records}, столбцов {fields}; {how}. После правки";
    map_opens = "opens it", "откроет файл";
    map_converts = "writes it as JSONL", "запишет его как JSONL";
    /// Of an end, behind what is said of the start.
    map_until(end: &str) = "until {end}", "конец: {end}";
    map_undecided = "To be decided:", "Нужно выбрать:";
    map_leaves = "Not mapped:", "Пропускаются:";
    map_leaves_nothing = "Not mapped: nothing.", "Читаются все поля.";
}

happenings! {
    /// How many records have a field, and how many of its values differ.
    pub enum Known {
        AllDifferent { records: usize, of: usize } = "{records} of {of}, all different", "{records} из {of}, все разные";
        OneValue { records: usize, of: usize } = "{records} of {of}, 1 value", "{records} из {of}, одно значение";
        Different { records: usize, of: usize, values: usize } =
            "{records} of {of}, {values} different", "{records} из {of}, разных значений: {values}";
        Dates { records: usize, of: usize, exact: Vec<Exact> } = "{records} of {of}: {exact}", "{records} из {of}, {exact}";
    }
}

happenings! {
    /// How many of its dates are so exact.
    pub enum Exact {
        Day { n: usize } = "day {n}", "с днём: {n}";
        Month { n: usize } = "month {n}", "без дня: {n}";
        Year { n: usize } = "year {n}", "только год: {n}";
        Unread { n: usize } = "not read {n}", "не читается: {n}";
    }
}

happenings! {
    /// Why it is not known how the dates of a field are to be read.
    #[derive(Copy)]
    pub enum Undecided {
        Century = "the year has two digits: say which century, as in date = \"20{{day | part '.' 3}}-{{day | part '.' 2}}-{{day | part '.' 1}}\"",
            "год записан двумя цифрами; век нужно указать: date = \"20{{day | part '.' 3}}-{{day | part '.' 2}}-{{day | part '.' 1}}\"";
        NoDates = "most values are no dates that are known", "большинство значений не похожи на даты";
        EitherWay = "day and month can be either way round in every value",
            "во всех значениях день и месяц могут стоять в любом порядке";
        BothWays = "some values have the day first and some the month",
            "в одних значениях сначала день, в других месяц";
    }
}

happenings! {
    /// How a file is written: its encoding, and what divides its values.
    pub enum Layout {
        Semicolons { encoding: String } = "{encoding}, semicolons", "{encoding}, через точку с запятой";
        Commas { encoding: String } = "{encoding}, commas", "{encoding}, через запятую";
        Tabs { encoding: String } = "{encoding}, tabs", "{encoding}, через табуляцию";
        Bars { encoding: String } = "{encoding}, bars", "{encoding}, через вертикальную черту";
        Json { encoding: String } = "{encoding}, JSON", "{encoding}, JSON";
        JsonLines { encoding: String } = "{encoding}, JSON a line", "{encoding}, JSON в каждой строке";
        Xml { encoding: String } = "{encoding}, XML", "{encoding}, XML";
    }
}
