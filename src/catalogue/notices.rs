//! What was just done or could not be done, and remarks on it: kept with its values, said where it is shown.

use super::saying::{Fixed, happenings};
use super::{Count, Expectation, Noun};

happenings! {
    /// What is said in the last row or in a box, in one sentence without a full stop.
    pub enum Notice {
        OnlyListAndDetailLarger = "Only the list and the detail can be larger", "Крупнее бывают только список и карточка";
        HasAllRoom = "It has all of the room here", "Панель и так занимает всё место";
        HasAllRoomSmaller = "It has all of the room; _ makes it smaller", "Панель занимает всё место; _ сделает её мельче";
        HasItsShare = "It has its share; + makes it larger", "Размер обычный; + сделает панель крупнее";
        SideBySideNeeds { needs: u16, width: u16 } = "Side by side needs {needs} columns; here are {width}", "Рядом панели встают от {needs} столбцов, здесь их {width}";
        MouseOn = "Mouse on: click, drag in the histogram, wheel. F2 switches it off, so that the terminal selects text again", "Мышь включена: щелчок, протягивание по шкале времени, колесо. F2 выключит её, и терминал снова сможет выделять текст";
        MouseOff = "Mouse off", "Мышь выключена";
        Removed { part: String } = "Removed {part}; u brings it back", "Убрано: {part}; u вернёт";
        NothingToExport = "There is nothing to export yet", "Сохранять пока нечего";
        FileExists { name: String } = "{name} exists and was left as it is", "{name}: такой файл уже есть, он не изменён";
        ProposalKeys = "Enter opens the file so, q leaves it unread", "Enter откроет файл так, q оставит его непрочитанным";
        NoTitleField = "No field becomes a title or a headline: Space on one of them does that", "Ни одно поле не стало заголовком: выбрать поле и нажать пробел";
        MapExists { name: String } = "A map called {name} is there and was left as it is", "Карта полей {name} уже есть, она не изменена";
        OnlyAlone = "Only events with nobody else", "Только события без других участников";
        AllTogether = "All events in which both took part", "Все события, где они участвовали вместе";
        NoEventUnderCursor = "No event is under the cursor", "Под курсором нет событий";
        NothingUnderCursor = "Nothing is under the cursor", "Под курсором пусто";
        TogetherAndNaming { together: Count, naming: usize } = "Both took part in {together}; {naming} more only mention one of them", "Вместе: {together}; ещё {naming} лишь с упоминанием";
        TogetherOnly { together: Count } = "Both took part in {together}, and no other names both", "Вместе: {together}; других событий с этой парой нет";
        NoEventListed = "No event is listed here", "Событий в списке нет";
        OnlyRecordsMarked = "Only events and articles can be marked", "Закладки и заметки бывают у событий и статей";
        NoRecordSelected = "No record is selected", "Запись не выбрана";
        OtherNoteStays { note: String } = "Another browser had written a note meanwhile, which stays: {note}", "Тем временем заметка появилась в другом окне, она остаётся: {note}";
        ForThisRun { what: Box<Notice> } = "{what} (for this run only: data read from a pipe need a title to be known again)", "{what} (только до выхода: данные со стандартного ввода узнаются снова, лишь если у них есть название)";
        NoBookmarksYet = "There are no bookmarks yet: m sets one", "Закладок пока нет: m поставит первую";
        NoMarksYet = "There are no bookmarks and notes yet: m and i make them", "Закладок и заметок пока нет: m поставит закладку, i добавит заметку";
        RecordNotInData = "This record is not in the data", "Этой записи в данных нет";
        RecordInOtherData = "This record is in other data", "Эта запись из других данных";
        NoViewSaved = "No view has been saved yet", "Сохранённых запросов пока нет";
        ViewCannotBeOpened { name: String, what: String } = "{name} cannot be opened: {what} is not understood here", "Запрос «{name}» не открыть, здесь непонятно: {what}";
        Opened { what: String } = "Opened {what}", "Открыто: {what}";
        Bookmarked { title: String } = "Bookmarked: {title}", "Закладка поставлена: {title}";
        NoLongerBookmarked { title: String } = "No longer bookmarked: {title}", "Закладка убрана: {title}";
        NoteTakenAway { title: String } = "Note taken away: {title}", "Заметка удалена: {title}";
        Noted { title: String } = "Noted: {title}", "Заметка сохранена: {title}";
        TakenOver { data: String } = "Taken over by {data}", "Перенесено в эти данные: {data}";
        PlaceKept { data: String } = "Place in {data} kept", "Место сохранено: {data}";
        PanesKept { data: String } = "Panes of {data} kept", "Расположение панелей сохранено: {data}";
        MouseIsOn = "Mouse on", "Мышь включена";
        ViewDeleted { name: String } = "View {name} deleted", "Запрос «{name}» удалён";
        ViewReplaced { name: String } = "View {name} replaced", "Запрос «{name}» заменён";
        ViewSaved { name: String } = "View {name} saved", "Запрос «{name}» сохранён";
        LastPlaceAll { view: Fixed } = "' goes on where you left these data: all, in {view:#}", "' вернёт туда, где чтение прервалось: все записи, {view:#}";
        LastPlace { query: String, view: Fixed } = "' goes on where you left these data: {query}, in {view:#}", "' вернёт туда, где чтение прервалось: {query}, {view:#}";
        NoPlaceKept = "No place is kept of these data yet: it is, when you leave them", "Место в этих данных ещё не сохранено: оно сохранится при выходе";
        NotUnderstood { what: String } = "{what} is not understood here", "Здесь непонятно: {what}";
        KeptMovedAside { moved: String } = "What was kept before could not be read and is now {moved}", "Сохранённое раньше не читается, оно перенесено в файл {moved}";
        HoldsUntilQuit { reason: Box<Notice> } = "{reason}; the change holds only until you quit", "{reason}; изменение действует только до выхода";
        EventsMore { n: usize } = [n: "{n} event more" | "{n} events more"], [n: "на {n} событие больше" | "на {n} события больше" | "на {n} событий больше"];
        EventsFewer { n: usize } = [n: "{n} event fewer" | "{n} events fewer"], [n: "на {n} событие меньше" | "на {n} события меньше" | "на {n} событий меньше"];
        EventsAsMany = "as many events as before", "событий столько же";
        ReadAgain { change: Box<Notice> } = "The data was read again: {change}", "Данные прочитаны заново: {change}";
        ReadAgainLost { change: Box<Notice> } = "The data was read again: {change}; the selected record is gone", "Данные прочитаны заново: {change}; выбранной записи больше нет";
        GoneBookmarked { n: usize } = [n: "{n} bookmarked record is not in this data" | "{n} bookmarked records are not in this data"], [n: "{n} записи с закладкой в этих данных нет" | "{n} записей с закладкой в этих данных нет"];
        GoneMarked { n: usize } = [n: "{n} marked record is not in this data" | "{n} marked records are not in this data"], [n: "{n} записи с пометкой в этих данных нет" | "{n} записей с пометкой в этих данных нет"];
        ColonListsMarks { gone: Box<Notice> } = "{gone}; : lists bookmarks and notes", "{gone}; список закладок и заметок в командах (:)";
        Both { first: Box<Notice>, then: Box<Notice> } = "{first}; {then}", "{first}; {then}";
        UndatedHaveNoTime = "Events without a date have no time to look at closely", "У событий без даты нет времени, которое можно приблизить";
        NoEventHasDate = "No event has a date", "Ни у одного события нет даты";
        NoEventInBar = "No event here: nothing to take", "Здесь нет событий: принять нечего";
        NoEventInRange = "No event in this range", "В этом промежутке нет событий";
        NoEventInDrawnRange = "No event in this range: move its other end, or Esc drops it",
            "В этом промежутке нет событий: можно сдвинуть другой его конец, Esc уберёт его";
        DaysAreFinest = "Days are the finest", "Мельче дней не бывает";
        AllTimeShown = "All of time is shown", "Показано всё время";
        NoRangeOfDates = "The query has no range of dates", "В запросе нет промежутка дат";
        LineNamesNothing = "This line names nothing that is in the data", "Эта строка ни к чему в данных не ведёт";
        WhatHasPage = "A country, a person or a body has a page: choose one in a filter, or ask for one, then P", "Страница есть у страны, человека и организации: выбрать в фильтре или в запросе, затем P";
        PeopleOneLine = "A row of people has one line", "В разделе «Люди» строки всегда в одну линию";
        OnlyListsTall = "Only lists have rows of two lines", "Строки в две линии бывают только в списках";
        LastPart = "This is the last part", "Это последняя часть";
        FirstPart = "This is the first part", "Это первая часть";
        HitsInLists = "Hits are walked in the lists and in the detail: 1 lists these events", "По совпадениям ходят в списках и в карточке: 1 покажет эти события";
        NoWords = "The query has no words to find", "В запросе нет слов для поиска";
        NoFurtherHit = "No further hit", "Дальше совпадений нет";
        NoHitBefore = "No hit before this one", "Раньше совпадений нет";
        WordsInNoArticle = "The words stand in no article here, only in the events; Enter, then n", "Слова есть только в событиях, не в самих статьях; Enter, затем n";
        NoFurtherArticle = "No further article has the words", "Дальше статей с этими словами нет";
        NoArticleBefore = "No article before has the words", "Раньше статей с этими словами нет";
        AllOfTime = "That is all of time, so the query stays as it was", "Это всё время, запрос остался прежним";
        DatesInQuery { span: String } = "{span} is in the query; u takes it out again", "{span} теперь в запросе; u уберёт";
        NoRowHasDate = "No row has a date", "Ни у одной строки нет даты";
        NearestDate { date: String } = "Nothing begins in {date}; this is the nearest", "{date}: ничего не начинается, это ближайшее";
        PartsAsBefore = "the parts of the query stand as before", "части запроса стоят как прежде";
        NowWith { new: String } = "now with {new}", "теперь с {new}";
        NowWithout { old: String } = "now without {old}", "теперь без {old}";
        NowInPlaceOf { new: String, old: String } = "now {new} in place of {old}", "теперь {new} вместо {old}";
        Undone { what: Box<Notice>, more: usize } = "Undone: {what}; {more} more to undo", "Отменено: {what}; можно отменить ещё {more}";
        UndoneLast { what: Box<Notice> } = "Undone: {what}; nothing more to undo", "Отменено: {what}; больше отменять нечего";
        Redone { what: Box<Notice>, more: usize } = "Redone: {what}; {more} more to redo", "Возвращено: {what}; можно вернуть ещё {more}";
        RedoneLast { what: Box<Notice> } = "Redone: {what}; nothing more to redo", "Возвращено: {what}; больше возвращать нечего";
        NothingToUndo = "Nothing to undo", "Отменять нечего";
        NothingToRedo = "Nothing to redo", "Возвращать нечего";
        NothingGoesOn = "Nothing is known that this may go on as", "Продолжить это нечем";
        WrongAt { at: usize, expected: Expectation } = "Character {at}: expected {expected}", "Знак {at}, ожидалось: {expected}";
        NothingSuggested = "Nothing is suggested", "Ничего не предложено";
        LeavesNothing = "That would leave nothing: Ctrl-u empties the field, Esc leaves it", "Тогда ничего не останется: Ctrl-u очистит поле, Esc выйдет из него";
        MapOfCountries = "The map is of countries", "Карта бывает только для стран";
        NoneFits { what: Noun } = "No {what:#} fits", "Подходящих {what:#} нет";
        CannotFilterBy { value: String, what: Noun } = "{value} is no {what:#} that can be filtered by", "{value}: отобрать по такому значению нельзя ({what})";
        NoQueryToClear = "There is no query to clear", "Запроса нет, очищать нечего";
        StdinOnce = "Standard input cannot be read again", "Стандартный ввод нельзя прочитать ещё раз";
        ReadingAgain = "Reading the data again", "Данные читаются заново";
        NoteStays = "The note stays as it was before", "Заметка осталась прежней";
        Dropped { typed: String } = "Dropped {typed}; / and then ↑ bring it back", "Отброшено: {typed}; / и затем ↑ вернут";
        RangeDropped = "The range is dropped", "Промежуток отменён";
        PasteCut = "The paste was cut at 4,096 characters", "Вставка обрезана: не больше 4096 знаков";
        NoProblems = "The data has no problems", "Замечаний к данным нет";
        NoProblemsSoFar = "No problems found so far", "Замечаний пока нет";
        TextsFirst { lang: String } = "Texts of the data: {lang} first", "Тексты данных: сначала {lang}";
        ProgramSpeaks = "The program speaks English; :language changes it", "Язык программы русский; сменить: команда :language";
        StillRead = "The record is still being read", "Запись ещё читается";
        NoAddress = "No source of this record has an address", "У источников этой записи нет адресов";
        LinesSent = "The lines were sent to the clipboard", "Строки отправлены в буфер обмена";
        NoCommand = "No command is called so", "Такой команды нет";
        MapSaved { path: String } = "Saved as {path}; such files open with it", "Сохранено: {path}; такие файлы откроются с этой картой полей";
        NoMapFolder = "There is no folder for maps: set HOME or XDG_CONFIG_HOME", "Папки для карт полей нет: нужна переменная HOME или XDG_CONFIG_HOME";
        BadMapName { name: String } = "{name} is no name for a map: use letters, digits, - and _", "{name}: так карту полей не назвать, годятся буквы, цифры, - и _";
        BelongsToData { name: String } = "{name} belongs to the data that you are looking at; choose another name", "{name}: это один из открытых файлов данных; нужно другое имя";
        EndingIsNoFormat { name: String, first: String, last: String } = "The ending of {name} is no format; end it in .{first} or .{last}", "{name}: такого формата нет; окончание может быть .{first} или .{last}";
        Written { what: Count, place: String } = "{what} written to {place}", "{what}: записано в {place}";
        WrittenSoFar { what: Count, place: String } = "{what} written to {place}, of the data read so far", "{what}: записано в {place}, из прочитанных к этому времени данных";
        PictureWritten { place: String } = "A picture of the screen was written to {place}", "Снимок экрана записан в {place}";
        NotWrittenNoFolder { error: String } = "{error}; name a folder that is there", "{error}; нужна существующая папка";
        NotWrittenDenied { error: String } = "{error}; choose a folder that you may write to", "{error}; нужна папка, в которую разрешена запись";
        NotWrittenFull { error: String } = "{error}; make room, or choose another disk", "{error}; нужно освободить место или выбрать другой диск";
        NotWrittenNamed { error: String } = "{error}; choose another name", "{error}; нужно другое имя";
        NoThread { error: String } = "cannot start a thread: {error}", "не удалось запустить поток: {error}";
        DataNotRead = "the data could not be read", "данные не удалось прочитать";
        DumbTerminal =
            "the browser cannot draw on TERM=dumb; use `oreline list`, `oreline show ID`, or `oreline --print 120x40`",
            "при TERM=dumb рисовать нельзя; вместо этого есть `oreline list`, `oreline show ID` и `oreline --print 120x40`";
        NoTerminal =
            "standard output is no terminal; use `oreline list`, `oreline show ID`, or `oreline --print 120x40`",
            "стандартный вывод не терминал; вместо этого есть `oreline list`, `oreline show ID` и `oreline --print 120x40`";
        NoTty { error: String } =
            "cannot open /dev/tty: {error}; use `oreline list`, `oreline show ID`, or `oreline --print 120x40`",
            "не удалось открыть /dev/tty: {error}; вместо этого есть `oreline list`, `oreline show ID` и `oreline --print 120x40`";
        UnusableTerminal { error: String } = "cannot use the terminal: {error}", "использовать терминал не удалось: {error}";
        NotWritten = "it was not written", "запись не удалась";
        DiskSilent = "the disk does not answer", "диск не отвечает";
        ExportDropped { name: String } = "the export to {name} took too long and was dropped", "сохранение в {name} заняло слишком много времени и прервано";
        ChangesLost { reason: Box<Notice>, of: String } = "{reason}; the last changes of {of} are lost", "{reason}; потеряны последние изменения: {of}";
        Words { words: String } = "{words}", "{words}";
        CommandNeedsInput = "The data came from standard input: give it to the command again.", "Данные пришли со стандартного ввода: команде их нужно передать снова.";
        CommandListsMostFirst = "The command lists most events first.", "Команда выводит сначала тех, у кого больше событий.";
        CommandListsEvents = "The command lists the events of this view.", "Команда выводит события этого раздела.";
        CommandListsNewestFirst = "The command lists the newest first.", "Команда выводит сначала новые.";
    }
}
