//! What a parser of JSON says, in the words of `serde_json` and in ours.

use super::stored::kept_happenings;
use super::unexpected::Unexpected;
use super::wanting::Wanting;

kept_happenings! {
    /// Why a text cannot be read as JSON, or as the part of a record that it stands for.
    pub enum Unparsed {
        EndInList = "EOF while parsing a list", "список обрывается";
        EndInObject = "EOF while parsing an object", "объект обрывается";
        EndInString = "EOF while parsing a string", "строка обрывается";
        EndInValue = "EOF while parsing a value", "значение обрывается";
        Colon = "expected `:`", "ожидалось `:`";
        CommaOrBracket = "expected `,` or `]`", "ожидалось `,` или `]`";
        CommaOrBrace = "expected `,` or `}}`", "ожидалось `,` или `}}`";
        Ident = "expected ident", "ожидалось true, false или null";
        Value = "expected value", "ожидалось значение";
        Quote = "expected `\"`", "ожидалось `\"`";
        Escape = "invalid escape", "неверная запись знака после \\";
        Number = "invalid number", "неверное число";
        NumberOutOfRange = "number out of range", "число слишком велико";
        CodePoint = "invalid unicode code point", "такого знака в Юникоде нет";
        ControlCharacter = "control character (\\u0000-\\u001F) found while parsing a string",
            "в строке управляющий знак (\\u0000-\\u001F)";
        KeyNoString = "key must be a string", "имя поля должно быть строкой";
        LoneSurrogate = "lone leading surrogate in hex escape", "код \\u задаёт только половину символа";
        EndOfEscape = "unexpected end of hex escape", "код \\u обрывается";
        TrailingComma = "trailing comma", "лишняя запятая в конце";
        TrailingCharacters = "trailing characters", "за концом данных идёт другой текст";
        RecursionLimit = "recursion limit exceeded", "слишком глубокая вложенность";
        SameLanguageTwice = "the same language twice", "один язык указан дважды";
        SameFieldTwice = "the same field twice", "одно поле указано дважды";
        NameNoString = "a name is a string", "имя должно быть строкой";
        FieldInQuotes = "expected a field in double quotes, a comma or the end of the object",
            "ожидалось поле в двойных кавычках, запятая или конец объекта";
        NoNameOfField = "this is no name of a field", "это не имя поля";
        ListOfRecords = "expected a list of records", "ожидался список записей";
        ARecord = "expected a record", "ожидалась запись";
        CommaOrEnd = "expected a comma or the end of the list", "ожидалась запятая или конец списка";
        AName = "expected a name", "ожидалось имя";
        AColon = "expected a colon", "ожидалось двоеточие";
        AValue = "expected a value", "ожидалось значение";
        NameOrEnd = "expected a name or the end of the object", "ожидалось имя или конец объекта";
        CutUtf8 = "this is not UTF-8", "это не UTF-8";

        KeyTwice { name: String } = "the key `{name}` stands twice in one object", "поле `{name}` стоит в объекте дважды";
        NoLanguageTag { tag: String } = "`{tag}` is no language tag, such as en or ru", "`{tag}` не код языка, такой как en или ru";
        NoDegrees { text: String } = "`{text}` is no number of degrees", "`{text}` не число градусов";
        MissingField { field: String } = "missing field `{field}`", "нет поля `{field}`";
        DuplicateField { field: String } = "duplicate field `{field}`", "поле `{field}` стоит дважды";
        InvalidType { found: Unexpected, wanted: Wanting } =
            "invalid type: {found}, expected {wanted}", "здесь {found}, ожидалось: {wanted}";
        InvalidValue { found: Unexpected, wanted: Wanting } =
            "invalid value: {found}, expected {wanted}", "здесь {found}, ожидалось: {wanted}";
        AtPlace { why: Box<Unparsed>, line: u64, column: u64 } =
            "{why} at line {line} column {column}", "{why} (строка {line}, знак {column})";
        /// What is none of these is told as it was said.
        Other { message: String } = "{message}", "{message}";
    }
}

impl Unparsed {
    /// Those without values.
    const PLAIN: [Unparsed; 24] = [
        Unparsed::EndInList,
        Unparsed::EndInObject,
        Unparsed::EndInString,
        Unparsed::EndInValue,
        Unparsed::Colon,
        Unparsed::CommaOrBracket,
        Unparsed::CommaOrBrace,
        Unparsed::Ident,
        Unparsed::Value,
        Unparsed::Quote,
        Unparsed::Escape,
        Unparsed::Number,
        Unparsed::NumberOutOfRange,
        Unparsed::CodePoint,
        Unparsed::ControlCharacter,
        Unparsed::KeyNoString,
        Unparsed::LoneSurrogate,
        Unparsed::EndOfEscape,
        Unparsed::TrailingComma,
        Unparsed::TrailingCharacters,
        Unparsed::RecursionLimit,
        Unparsed::SameLanguageTwice,
        Unparsed::SameFieldTwice,
        Unparsed::NameNoString,
    ];
    /// What a message of the parser says. One that is none of these words stays as it is.
    pub fn of(message: &str) -> Unparsed {
        if let Some((before, place)) = message.rsplit_once(" at line ")
            && let Some((line, column)) = place.split_once(" column ")
            && let (Ok(line), Ok(column)) = (line.parse(), column.parse())
        {
            return Unparsed::AtPlace { why: Box::new(Unparsed::of(before)), line, column };
        }
        let plain = Unparsed::PLAIN.into_iter().find(|one| one.to_string() == message);
        plain
            .or_else(|| Unparsed::with_values(message))
            .filter(|one| one.to_string() == message)
            .unwrap_or_else(|| Unparsed::Other { message: message.to_owned() })
    }

    fn with_values(message: &str) -> Option<Unparsed> {
        let within = |before: &str, after: &str| {
            message.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).map(str::to_owned)
        };
        let both = |kind: &str| {
            // A text that was found may have these words in it, what was wanted has not.
            let (found, wanted) = message.strip_prefix(kind)?.rsplit_once(", expected ")?;
            Some((Unexpected::of(found), Wanting::of(wanted)?))
        };
        if let Some((found, wanted)) = both("invalid type: ") {
            return Some(Unparsed::InvalidType { found, wanted });
        }
        if let Some((found, wanted)) = both("invalid value: ") {
            return Some(Unparsed::InvalidValue { found, wanted });
        }
        within("the key `", "` stands twice in one object")
            .map(|name| Unparsed::KeyTwice { name })
            .or_else(|| {
                within("`", "` is no language tag, such as en or ru").map(|tag| Unparsed::NoLanguageTag { tag })
            })
            .or_else(|| within("`", "` is no number of degrees").map(|text| Unparsed::NoDegrees { text }))
            .or_else(|| within("missing field `", "`").map(|field| Unparsed::MissingField { field }))
            .or_else(|| within("duplicate field `", "`").map(|field| Unparsed::DuplicateField { field }))
    }
}
