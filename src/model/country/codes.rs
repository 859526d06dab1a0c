//! The codes by which other collections name countries: numbers of the United Nations (M49, which are those of ISO 3166-1),
//! FIPS 10-4 as GDELT uses it, and the states of Gleditsch and Ward as conflict data use them.
//!
//! Facts from `GeoNames` (M49, FIPS) and from the list of Gleditsch and Ward; where a state had two numbers, it has that
//! of today. Names of countries are not known here.

/// A country by its code, with its number in M49, its letters in FIPS 10-4 and its number among states; 0 or empty where it has
/// none. In the order of codes.
type Row = (&'static str, u16, &'static str, u16);

/// Letters of FIPS 10-4 that stand beside those of the table.
const OTHER_FIPS: [(&str, &str); 2] = [("RB", "RS"), ("GZ", "PS")];

/// The code of the country with this number in M49.
pub(super) fn of_m49(number: u16) -> Option<&'static str> {
    ROWS.iter().find(|(_, m49, ..)| number > 0 && *m49 == number).map(|(code, ..)| *code)
}

/// The code of the country with these letters in FIPS 10-4, in capitals.
pub(super) fn of_fips(letters: &str) -> Option<&'static str> {
    let row = ROWS.iter().find(|(_, _, fips, _)| !letters.is_empty() && *fips == letters).map(|(code, ..)| *code);
    row.or_else(|| OTHER_FIPS.iter().find(|(fips, _)| *fips == letters).map(|(_, code)| *code))
}

/// The code of the country with this number among states.
pub(super) fn of_state(number: u16) -> Option<&'static str> {
    ROWS.iter().find(|(.., state)| number > 0 && *state == number).map(|(code, ..)| *code)
}

#[rustfmt::skip]
static ROWS: &[Row] = &[
    ("AD", 20, "AN", 232), ("AE", 784, "AE", 696), ("AF", 4, "AF", 700), ("AG", 28, "AC", 58), ("AI", 660, "AV", 0),
    ("AL", 8, "AL", 339), ("AM", 51, "AM", 371), ("AO", 24, "AO", 540), ("AQ", 10, "AY", 0), ("AR", 32, "AR", 160),
    ("AS", 16, "AQ", 0), ("AT", 40, "AU", 305), ("AU", 36, "AS", 900), ("AW", 533, "AA", 0), ("AX", 248, "", 0),
    ("AZ", 31, "AJ", 373), ("BA", 70, "BK", 346), ("BB", 52, "BB", 53), ("BD", 50, "BG", 771), ("BE", 56, "BE", 211),
    ("BF", 854, "UV", 439), ("BG", 100, "BU", 355), ("BH", 48, "BA", 692), ("BI", 108, "BY", 516),
    ("BJ", 204, "BN", 434), ("BL", 652, "TB", 0), ("BM", 60, "BD", 0), ("BN", 96, "BX", 835), ("BO", 68, "BL", 145),
    ("BQ", 535, "", 0), ("BR", 76, "BR", 140), ("BS", 44, "BF", 31), ("BT", 64, "BT", 760), ("BV", 74, "BV", 0),
    ("BW", 72, "BC", 571), ("BY", 112, "BO", 370), ("BZ", 84, "BH", 80), ("CA", 124, "CA", 20), ("CC", 166, "CK", 0),
    ("CD", 180, "CG", 490), ("CF", 140, "CT", 482), ("CG", 178, "CF", 484), ("CH", 756, "SZ", 225),
    ("CI", 384, "IV", 437), ("CK", 184, "CW", 0), ("CL", 152, "CI", 155), ("CM", 120, "CM", 471),
    ("CN", 156, "CH", 710), ("CO", 170, "CO", 100), ("CR", 188, "CS", 94), ("CSHH", 0, "", 315), ("CU", 192, "CU", 40),
    ("CV", 132, "CV", 402), ("CW", 531, "UC", 0), ("CX", 162, "KT", 0), ("CY", 196, "CY", 352), ("CZ", 203, "EZ", 316),
    ("DD", 0, "", 265), ("DE", 276, "GM", 260), ("DJ", 262, "DJ", 522), ("DK", 208, "DA", 390), ("DM", 212, "DO", 54),
    ("DO", 214, "DR", 42), ("DZ", 12, "AG", 615), ("EC", 218, "EC", 130), ("EE", 233, "EN", 366),
    ("EG", 818, "EG", 651), ("EH", 732, "WI", 0), ("ER", 232, "ER", 531), ("ES", 724, "SP", 230),
    ("ET", 231, "ET", 530), ("FI", 246, "FI", 375), ("FJ", 242, "FJ", 950), ("FK", 238, "FK", 0),
    ("FM", 583, "FM", 987), ("FO", 234, "FO", 0), ("FR", 250, "FR", 220), ("GA", 266, "GB", 481),
    ("GB", 826, "UK", 200), ("GD", 308, "GJ", 55), ("GE", 268, "GG", 372), ("GF", 254, "FG", 0), ("GG", 831, "GK", 0),
    ("GH", 288, "GH", 452), ("GI", 292, "GI", 0), ("GL", 304, "GL", 0), ("GM", 270, "GA", 420), ("GN", 324, "GV", 438),
    ("GP", 312, "GP", 0), ("GQ", 226, "EK", 411), ("GR", 300, "GR", 350), ("GS", 239, "SX", 0), ("GT", 320, "GT", 90),
    ("GU", 316, "GQ", 0), ("GW", 624, "PU", 404), ("GY", 328, "GY", 110), ("HK", 344, "HK", 0), ("HM", 334, "HM", 0),
    ("HN", 340, "HO", 91), ("HR", 191, "HR", 344), ("HT", 332, "HA", 41), ("HU", 348, "HU", 310),
    ("ID", 360, "ID", 850), ("IE", 372, "EI", 205), ("IL", 376, "IS", 666), ("IM", 833, "IM", 0),
    ("IN", 356, "IN", 750), ("IO", 86, "IO", 0), ("IQ", 368, "IZ", 645), ("IR", 364, "IR", 630), ("IS", 352, "IC", 395),
    ("IT", 380, "IT", 325), ("JE", 832, "JE", 0), ("JM", 388, "JM", 51), ("JO", 400, "JO", 663), ("JP", 392, "JA", 740),
    ("KE", 404, "KE", 501), ("KG", 417, "KG", 703), ("KH", 116, "CB", 811), ("KI", 296, "KR", 970),
    ("KM", 174, "CN", 581), ("KN", 659, "SC", 60), ("KP", 408, "KN", 731), ("KR", 410, "KS", 732),
    ("KW", 414, "KU", 690), ("KY", 136, "CJ", 0), ("KZ", 398, "KZ", 705), ("LA", 418, "LA", 812),
    ("LB", 422, "LE", 660), ("LC", 662, "ST", 56), ("LI", 438, "LS", 223), ("LK", 144, "CE", 780),
    ("LR", 430, "LI", 450), ("LS", 426, "LT", 570), ("LT", 440, "LH", 368), ("LU", 442, "LU", 212),
    ("LV", 428, "LG", 367), ("LY", 434, "LY", 620), ("MA", 504, "MO", 600), ("MC", 492, "MN", 221),
    ("MD", 498, "MD", 359), ("ME", 499, "MJ", 341), ("MF", 663, "RN", 0), ("MG", 450, "MA", 580),
    ("MH", 584, "RM", 983), ("MK", 807, "MK", 343), ("ML", 466, "ML", 432), ("MM", 104, "BM", 775),
    ("MN", 496, "MG", 712), ("MO", 446, "MC", 0), ("MP", 580, "CQ", 0), ("MQ", 474, "MB", 0), ("MR", 478, "MR", 435),
    ("MS", 500, "MH", 0), ("MT", 470, "MT", 338), ("MU", 480, "MP", 590), ("MV", 462, "MV", 781),
    ("MW", 454, "MI", 553), ("MX", 484, "MX", 70), ("MY", 458, "MY", 820), ("MZ", 508, "MZ", 541),
    ("NA", 516, "WA", 565), ("NC", 540, "NC", 0), ("NE", 562, "NG", 436), ("NF", 574, "NF", 0), ("NG", 566, "NI", 475),
    ("NI", 558, "NU", 93), ("NL", 528, "NL", 210), ("NO", 578, "NO", 385), ("NP", 524, "NP", 790),
    ("NR", 520, "NR", 971), ("NU", 570, "NE", 0), ("NZ", 554, "NZ", 920), ("OM", 512, "MU", 698), ("PA", 591, "PM", 95),
    ("PE", 604, "PE", 135), ("PF", 258, "FP", 0), ("PG", 598, "PP", 910), ("PH", 608, "RP", 840),
    ("PK", 586, "PK", 770), ("PL", 616, "PL", 290), ("PM", 666, "SB", 0), ("PN", 612, "PC", 0), ("PR", 630, "RQ", 0),
    ("PS", 275, "WE", 0), ("PT", 620, "PO", 235), ("PW", 585, "PS", 986), ("PY", 600, "PA", 150),
    ("QA", 634, "QA", 694), ("RE", 638, "RE", 0), ("RO", 642, "RO", 360), ("RS", 688, "RI", 340),
    ("RU", 643, "RS", 365), ("RW", 646, "RW", 517), ("SA", 682, "SA", 670), ("SB", 90, "BP", 940),
    ("SC", 690, "SE", 591), ("SD", 729, "SU", 625), ("SE", 752, "SW", 380), ("SG", 702, "SN", 830),
    ("SH", 654, "SH", 0), ("SI", 705, "SI", 349), ("SJ", 744, "SV", 0), ("SK", 703, "LO", 317), ("SL", 694, "SL", 451),
    ("SM", 674, "SM", 331), ("SN", 686, "SG", 433), ("SO", 706, "SO", 520), ("SR", 740, "NS", 115),
    ("SS", 728, "OD", 626), ("ST", 678, "TP", 403), ("SV", 222, "ES", 92), ("SX", 534, "NN", 0), ("SY", 760, "SY", 652),
    ("SZ", 748, "WZ", 572), ("TC", 796, "TK", 0), ("TD", 148, "CD", 483), ("TF", 260, "FS", 0), ("TG", 768, "TO", 461),
    ("TH", 764, "TH", 800), ("TJ", 762, "TI", 702), ("TK", 772, "TL", 0), ("TL", 626, "TT", 860),
    ("TM", 795, "TX", 701), ("TN", 788, "TS", 616), ("TO", 776, "TN", 972), ("TR", 792, "TU", 640),
    ("TT", 780, "TD", 52), ("TV", 798, "TV", 973), ("TW", 158, "TW", 713), ("TZ", 834, "TZ", 510),
    ("UA", 804, "UP", 369), ("UG", 800, "UG", 500), ("UM", 581, "", 0), ("US", 840, "US", 2), ("UY", 858, "UY", 165),
    ("UZ", 860, "UZ", 704), ("VA", 336, "VT", 0), ("VC", 670, "VC", 57), ("VE", 862, "VE", 101), ("VG", 92, "VI", 0),
    ("VI", 850, "VQ", 0), ("VN", 704, "VM", 816), ("VU", 548, "NH", 935), ("WF", 876, "WF", 0), ("WS", 882, "WS", 990),
    ("XK", 0, "KV", 347), ("YD", 0, "", 680), ("YE", 887, "YM", 678), ("YT", 175, "MF", 0), ("YU", 0, "", 345),
    ("ZA", 710, "SF", 560), ("ZM", 894, "ZA", 551), ("ZW", 716, "ZI", 552),
];
