//! What to do about what is wrong in the data.

use super::stored::kept_happenings;

kept_happenings! {
    /// What to do, in one sentence without a full stop. It tells the kinds of notes apart.
    pub enum Remedy {
        IdAndName = "give it an id and a name", "указать id и name";
        AnId = "give it an id", "указать id";
        WebAddress = "give the article's web address", "указать веб-адрес статьи";
        OneOfFour = "give it one of the four", "указать что-нибудь из четырёх";
        ALabel = "give it a label", "указать label";
        IdsAsTexts = "write ids as strings", "записывать id строками";
        UsualWords { words: String } = "it is shown as it is; the usual words are {words}",
            "слово показано как есть; обычные слова: {words}";
        DatesOfEdtf = "write dates as EDTF has them", "записывать даты в формате EDTF";
        AnEdtfDate = "write an EDTF date such as 2024-02-08, 2024-02~, 202X or 2024-02-05/2024-02-08",
            "записать дату в формате EDTF, например 2024-02-08, 2024-02~, 202X или 2024-02-05/2024-02-08";
        StartAndEnd = "write start and end as EDTF dates, the start first",
            "записать начало и конец датами EDTF, сначала начало";
        TheCode { code: String } = "write the code {code}", "записать код {code}";
        CountryCode = "write an ISO 3166-1 alpha-2 code such as KZ, or EU, UN, XK",
            "записать код ISO 3166-1 alpha-2, например KZ, или EU, UN, XK";
        CodeOfCountry = "write {{\"code\": \"KZ\"}} or just \"KZ\"", "записать {{\"code\": \"KZ\"}} или просто \"KZ\"";
        CountryOnce = "the first part counts; name each country once",
            "засчитано первое участие; указать каждую страну один раз";
        OneOfTwo = "keep one of the two", "оставить что-то одно";
        Degrees = "write both as degrees (WGS 84), as in \"latitude\": 51.13, \"longitude\": 71.43",
            "записать широту и долготу в градусах (WGS 84), например \"latitude\": 51.13, \"longitude\": 71.43";
        EntityOrName = "give it one of the two", "указать что-нибудь из двух";
        InTheEvent = "write them in the event", "записать их у события";
        QuoteText = "give it its words as `text`", "записать слова в поле `text`";
        QuoteType = "write direct, indirect or mixed", "записать direct, indirect или mixed";
        SelectorPlaces = "write start and end in code points of the article's text, start first",
            "записать start и end по знакам текста статьи, сначала start";
        MayBeMeant { likely: String } = "`{likely}` may be meant; it is kept and passed through",
            "возможно, имелось в виду `{likely}`; поле сохраняется и передаётся дальше";
        PassedThrough = "it is kept and passed through", "поле сохраняется и передаётся дальше";
        AsObject = "write each record as an object, {{…}}", "записать каждую запись объектом, {{…}}";
        AsTheFormatSays = "write it as the format says (`oreline schema`)", "записать так, как требует формат (`oreline schema`)";
        CorrectJson = "correct the JSON", "исправить JSON";
        CorrectJsonHere = "correct the JSON at this place", "исправить JSON в этом месте";
        OneOfFourOrNone = "write one of the four, or leave `record` out: then the fields decide",
            "записать одно из четырёх или убрать `record`: тогда решают поля";
        FewerLevels = "write it with fewer levels", "уменьшить вложенность";
        BothHalves = "write both halves, or the character itself", "записать обе половины или сам символ";
        DivideRecord = "divide the record into several; what is left out is neither shown nor found nor written",
            "разделить запись на несколько; пропущенное не показывается, не ищется и не записывается";
        DivideToFind = "divide the record into several; all of it is shown and written, as it is now",
            "разделить запись на несколько; показывается и записывается она и сейчас целиком";
        CompleteRecord = "complete the record", "дописать запись";
        SaveAsUtf8 = "save the file as UTF-8 and reload", "сохранить файл в UTF-8 и прочитать заново";
        SaveAgainAsUtf8 = "they are shown as \u{fffd}; save the file again as UTF-8",
            "они показаны знаком \u{fffd}; сохранить файл заново в UTF-8";
        CorrectName = "correct its name", "исправить название";
        MendJson = "mend the JSON", "исправить JSON";
        MendAfter = "mend the JSON and reload; the records before this place are kept",
            "исправить JSON и прочитать заново; записи до этого места прочитаны";
        MendBetween = "mend the JSON and reload; the records before and after it are kept",
            "исправить JSON и прочитать заново; записи до и после этой прочитаны";
        MendSlip = "mend the JSON; nothing is left out", "исправить JSON; ничего не пропущено";
        OpenAgain = "open it again (F5)", "открыть заново (F5)";
        OpenWhenWhole = "open it again (F5) when it is whole; what came before is kept",
            "открыть заново (F5), когда файл будет целым; прочитанное остаётся";
        GetWhole = "what came before is kept; get the whole file and reload",
            "прочитанное остаётся; получить файл целиком и прочитать заново";
        GetWholeFile = "what came before is kept; get the whole file", "прочитанное остаётся; получить файл целиком";
        CutOrGetAgain = "all of the packed data was read; cut the file there, or get it again if more belongs to it",
            "сжатые данные прочитаны полностью; обрезать файл или получить его заново, если в нём должно быть больше";
        RaiseLimit = "if you trust it, raise the limit, as in --unpack-limit 20G",
            "если файлу можно доверять, поднять предел: --unpack-limit 20G";
        MendFile = "mend or leave out this file", "исправить этот файл или не открывать его";
        NameOneByOne = "name them one by one to read them", "чтобы прочитать их, указать каждый отдельно";
        NameDate = "give the field the name `date`", "назвать поле `date`";
        AddArticle = "add the article or mend the id", "добавить статью или исправить id";
        AddEvent = "add the event or leave the link out", "добавить событие или убрать ссылку";
        AddEntity = "add the entity or give a name", "добавить запись entity или указать имя";
        NameById = "name the entity by its id", "сослаться по id";
        CorrectQuote = "correct the words or the article, or write the type `indirect`",
            "исправить слова или статью либо указать вид `indirect`";
        OwnId = "give the record an id of its own, or make the values equal",
            "дать записи свой id или сделать значения одинаковыми";
        SameFacts = "the first is kept; give both the same, or open them apart",
            "остаётся первое; указать одинаковые значения или открыть данные отдельно";
        OwnAddress = "make the values equal, or give each article its own address and id",
            "сделать значения одинаковыми или дать каждой статье свой адрес и id";
        MendRow = "mend the row; the others are read", "исправить строку; остальные прочитаны";
        ReadByLine { line: usize, map: String } =
            "it is left out; line {line} of the map {map} reads it", "поле пропущено; его читает строка {line} карты полей {map}";
        TitleIsNoRecord = "a title is no record", "заголовок таблицы не запись";
        AsTheMapSays = "it is no record, as the map says", "по карте полей это не запись";
        MendMapOrFile = "mend the map or the file", "исправить карту полей или файл";
        MapIsShown { map: String } =
            "`oreline convert --print-map {map}` shows the map", "`oreline convert --print-map {map}` покажет карту полей";
        NameAFile = "name a file, a folder, or - for standard input; without a name the bundled data are opened",
            "указать файл, папку или - (стандартный ввод); без имени открываются встроенные данные";
        Permission = "it needs permission to be read", "нужно разрешение на чтение";
        AsMapSays = "as the map says", "как сказано в карте полей";
    }
}
