//! What stands in boxes over the panes: titles, prompts, and what is said beneath.

use super::DateWanted;
use super::saying::sentences;
use super::{Count, Known, Layout, Noun, Remedy, Undecided};

sentences! {
    box_help = "Help", "Справка";
    box_problems = "Problems of the data", "Замечания к данным";
    box_date = "A date", "Дата";
    box_export = "Export this view", "Сохранить список в файл";
    box_export_bookmarks = "Export the bookmarks", "Сохранить закладки в файл";
    box_addresses = "Address of the source", "Адрес источника";
    box_copied = "For the clipboard", "Для буфера обмена";
    box_stopped = "Not all of the data", "Не все данные";
    box_note = "Note on this record", "Заметка к записи";
    box_marks = "Bookmarks and notes", "Закладки и заметки";
    box_save_view = "Save this view", "Сохранить запрос";
    box_views = "Saved views", "Сохранённые запросы";
    box_delete_view = "Delete a saved view", "Удалить сохранённый запрос";
    box_commands = "Commands", "Команды";
    box_proposal = "How to read this file", "Как читать этот файл";
    box_save_map = "Save this map", "Сохранить карту полей";

    ask_find = "find: ", "найти: ";
    ask_date = "date: ", "дата: ";
    ask_file = "file: ", "файл: ";
    ask_note = "note: ", "заметка: ";
    ask_name = "name: ", "имя: ";
    ask_command = ": ", ": ";

    no_key_does_that = "No key does that; : finds commands by name.", "Такой клавиши нет; : ищет команды по названию.";
    no_command_is_called_so = "No command is called so.", "Такой команды нет.";

    date_go_there = "go there", "перейти к ней";
    date_from_then = "from then on", "начиная с неё";
    date_until_then = "until then", "до неё включительно";
    date_only_then = "only then", "только она";

    date_forms = "2024, feb 2024, 12.03.2024, 2024-02-08, 2022..2023, last month, -30d.., 202X",
        "2024, февраль 2024, 12.03.2024, 2024-02-08, 2022..2023, -30d.., 202X";
    no_such_date(expected: DateWanted, at: usize) =
        "! expected {expected} at character {at}", "! знак {at}, ожидалось: {expected}";
    no_filter = "no filter", "без фильтра";
    being_written = "Being written; Esc leaves it to finish by itself", "Идёт запись; Esc закроет окно, запись закончится сама";
    file_is_there = "! A file of that name is there; Enter again replaces it", "! Такой файл уже есть; повторный Enter заменит его";
    bookmarked_are_written(what: Noun) =
        "The {what} with a bookmark; Enter writes them", "Выбраны {what} с закладкой; Enter запишет их";
    are_written(what: Count, of: &str) = "{what} ({of}); Enter writes them", "{what} ({of}); Enter запишет";
    nothing_arrived =
        "nothing arrived? select the text here and copy it", "буфер пуст? текст можно выделить здесь и скопировать";
    nothing_arrived_mouse = "nothing arrived? F2, then select the text here and copy it",
        "буфер пуст? F2, затем выделить текст здесь и скопировать";
    note_on(title: &str) = "on {title}", "к записи: {title}";
    saved_of(what: &str) = "of {what}", "{what}";
    view_is_there =
        "! A view of that name is there; Enter again replaces it", "! Такое имя уже есть; повторный Enter заменит запрос";
    map_is_there =
        "! A map of that name is there; Enter again replaces it", "! Такое имя уже есть; повторный Enter заменит карту полей";
    map_is_for = "Files with these columns then open with it by themselves", "Файлы с такими столбцами будут сами открываться по ней";
    address_unseen = "! It has characters in it that are not seen", "! В нём есть невидимые знаки";
    address_user_first(host: &str) =
        "! It leads to {host}: what stands before the @ is no host", "! Он ведёт на {host}: то, что стоит перед @, не сайт";
    address_unclear(sign: &str) = "! Programs disagree on where it leads, because of the {sign} in it",
        "! Из-за знака {sign} программы по-разному понимают, куда он ведёт";
    address_alphabets(host: &str) = "! {host} has letters of several alphabets: it may only look like the host it seems to be",
        "! {host}: буквы разных алфавитов, сайт может лишь выглядеть знакомым";
    enter_opens_again = "Enter again opens it", "повторный Enter откроет его";
    enter_opens(address: &str) = "Enter opens, y copies {address}", "Enter откроет, y скопирует {address}";

    format_csv = "a table for a spreadsheet", "таблица для электронных таблиц";
    format_md = "a page to hand on; of articles, quotes and people a table", "страница для пересылки; статьи, цитаты, люди таблицей";
    format_json = "the events behind it as data, which oreline opens again", "события как данные, которые oreline снова откроет";
    format_jsonl = "the same, a record a line", "то же, по записи в строке";
    format_html = "a page for a browser, in one file", "страница для браузера одним файлом";
    format_timeline = "the events for TimelineJS", "события для TimelineJS";
    format_svg = "a picture of the screen as it is", "снимок экрана";

    data_has_no_problems = "The data has no problems.", "Замечаний к данным нет.";
    of_this_kind(n: usize) = "{n} of this kind, the first: ", "таких замечаний {n}, первое: ";
    problem_place(at: usize, problems: Count) = "{at}/{problems}", "{at}/{problems}";
    kind_place(at: usize, kinds: usize) = "kind {at}/{kinds}", "вид {at}/{kinds}";
    in_record(place: &str, record: &str) = "{place}  in {record}", "{place}  запись {record}";
    what_to_do(remedy: &Remedy) = "What to do: {remedy}.", "Что сделать: {remedy}.";
    level_error = "error", "ошибка";
    level_warning = "warning", "предупреждение";
    level_note = "note", "к сведению";

    fields_are_read(read: usize, fields: Count) = "{read} of {fields} are read", "будет прочитано: {read} из {fields:#}";
    fields_are_read_not(read: usize, fields: Count, not: usize) =
        "{read} of {fields} are read, {not} not", "будет прочитано: {read} из {fields:#}, пропущено: {not}";
    to_be_decided = "? to be decided", "? нужно выбрать";
    not_read = "not read", "пропускается";
    all_records = "all ", "все ";
    no_title = "! no title: it would not be read", "! нет заголовка: запись не будет прочитана";
    of_the_file(file: &str, records: Count, how: &Layout) = "{file}: {records}, {how}", "{file}: {records}, {how}";
    field_is_in(known: &Known) = "  in {known}", "  в записях: {known}";
    space_says_which(remark: Undecided) = "! {remark}: Space says which", "! {remark}; выбирает пробел";
    such_as(examples: &str) = "such as {examples}", "например: {examples}";

    record_is_gone = "This record is not in the data any more; m and i still change its mark.",
        "Этой записи в данных больше нет; m и i по-прежнему меняют закладку и заметку.";
    made_elsewhere = "Made in other data.", "Из других данных.";
    made_in_data(data: &str) = "Made in other data: {data}.", "Из других данных: {data}.";
    mark_gone = " gone", " исчезла";
    mark_elsewhere = " other data", " другие данные";
    oldest_first = "oldest first", "сначала старые";
    newest_first = "newest first", "сначала новые";
    by_count = "by count", "по числу событий";
}
