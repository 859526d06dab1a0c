//! Groups of countries that the country filter offers as one tick: codes, names and members; above each stands
//! since when these have been the members. Earlier events are filtered by them all the same. This table is the only place that holds them; who the members are, as countries,
//! is the business of the table of countries.

/// One group.
pub(super) struct Row {
    pub(super) code: &'static str,
    pub(super) name_en: &'static str,
    pub(super) name_ru: &'static str,
    /// Further spellings that fold to none of the above.
    pub(super) also: &'static [&'static str],
    /// Codes of countries, sorted.
    pub(super) members: &'static [&'static str],
}

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    // The five states of the C5+1; its first meeting was in Samarkand on 2015-11-01.
    Row {
        code: "C5",
        name_en: "Central Asia",
        name_ru: "Центральная Азия",
        also: &[
            "C-5", "CA5", "Central Asian Five", "Central Asian countries", "Central Asian states",
            // The letter is Cyrillic in the next two.
            "С5", "С-5", "ЦА", "ЦА-5", "Средняя Азия", "страны Центральной Азии", "государства Центральной Азии",
            "пятёрка Центральной Азии", "центральноазиатская пятёрка",
        ],
        members: &["KG", "KZ", "TJ", "TM", "UZ"],
    },
    // Without the United Kingdom, whose last day in the Union was 2020-01-31.
    Row {
        code: "EU27",
        name_en: "EU members",
        name_ru: "Страны ЕС",
        also: &[
            "EU-27", "EU 27 members", "EU countries", "EU member states", "EU states", "European Union members",
            "Member states of the European Union", "ЕС27", "ЕС-27", "члены ЕС", "государства ЕС",
            "государства-члены ЕС", "страны-члены ЕС", "страны Евросоюза", "страны Европейского союза",
        ],
        members: &[
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
            "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ],
    },
    // Without Russia, as the others decided in The Hague on 2014-03-24. The Union takes part but is no member.
    Row {
        code: "G7",
        name_en: "Group of Seven",
        name_ru: "Большая семёрка",
        also: &["G-7", "Big Seven", "G7 countries", "Г7", "Г-7", "Группа семи", "семёрка", "страны G7", "страны «Большой семёрки»"],
        members: &["CA", "DE", "FR", "GB", "IT", "JP", "US"],
    },
];
