//! What was expected of a file that is not known.

use super::stored::kept_happenings;

kept_happenings! {
    /// What the program reads.
    pub enum ExpectedFile {
        Json = "JSON: an object with events or articles, a list of records, or one record a line",
            "JSON (объект с событиями или статьями, список записей или запись в каждой строке)";
        JsonOrTable = "JSON or a table of events or articles", "JSON или таблица с событиями или статьями";
        TableOrList = "a table, or JSON with a list of records", "таблица или JSON со списком записей";
        OfMap { map: String } = "what the map {map} reads", "то, что читает карта полей {map}";
        RecordOfMap = "at least one record that the map reads", "хотя бы одна запись, которую читает карта полей";
        Version { version: u64 } =
            "version {version}; a newer oreline reads this file", "версия {version}; такой файл прочитает более новая версия oreline";
    }
}
