//! Names across scripts: `Tokayev` and Токаев, Қасым and Kassym, Батмөнх and Batmunkh; and words typed in the wrong layout.
//!
//! Two steps. [`name_key`] is a coarse skeleton of a word's consonants: all spellings of a name share it, so it is what an
//! index is asked for, but other names share it too. [`same_name`] then reads the two words letter by letter with the
//! spellings of many languages and decides. All words are folded as [`fold`](crate::language::fold()) does.
//! This module must not know of queries, word lists or records, and it holds no dictionary: a name that is translated
//! (Volodymyr, Владимир) is an alias in the data.

use std::sync::LazyLock;

/// Words with more letters are no names; it bounds the work for one word.
const LONGEST: usize = 48;

/// Letters of the shortest word that is looked for in another spelling: `do` and `до`, `li` and `ли` are mostly no names.
const SHORTEST: usize = 3;

const VOWELS: &str = "aeiouyəаеиоуыэюяйіїєәөүұ";

/// Whether a folded word is long enough to be looked for in other spellings. One of vowels alone is not: they are what
/// spellings differ in, and `eee` is not и. Nor is one letter again and again, which doubling would make one: `zzz` is not с.
pub fn is_searchable(folded: &str) -> bool {
    let first = folded.chars().next();
    folded.chars().count() >= SHORTEST
        && folded.contains(|c| !VOWELS.contains(c))
        && folded.chars().any(|c| Some(c) != first)
}

/// What a word may consist of, and which alphabet it is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
}

/// The letters of a word in one script, without hyphens and apostrophes; `None` for a word of another kind.
fn letters<'a>(folded: &str, room: &'a mut [char; LONGEST]) -> Option<(Script, &'a [char])> {
    let mut script = None;
    let mut count = 0;
    // The possessive is a form of the name.
    for c in folded.strip_suffix("'s").unwrap_or(folded).chars() {
        let (own, letter) = match c {
            '\'' | '-' => continue,
            'a'..='z' => (Script::Latin, c),
            // Azeri; it sounds and is often typed as an a.
            'ə' => (Script::Latin, 'a'),
            '\u{430}'..='\u{52f}' => (Script::Cyrillic, c),
            _ => return None,
        };
        if *script.get_or_insert(own) != own {
            return None;
        }
        *room.get_mut(count)? = letter;
        count += 1;
    }
    Some((script?, &room[..count]))
}

// The sounds of a skeleton, one letter each: vowels a e i o u; b p v m n l r as they are; d and t are `t`; all sounds of the
// back of the mouth and all hisses are `x`, because Latin spelling mixes them (c, ch, g, j, x, s with a lost caron).
// `g` is an `x` that is silent beside n.

/// Sounds of one word, in order, without doubles.
struct Sounds {
    sounds: [u8; 2 * LONGEST],
    count: usize,
}

impl Sounds {
    fn push(&mut self, sound: u8) {
        if self.count == 0 || self.sounds[self.count - 1] != sound {
            self.sounds[self.count] = sound;
            self.count += 1;
        }
    }

    fn extend(&mut self, sounds: &[u8]) {
        for &sound in sounds {
            self.push(sound);
        }
    }
}

fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn sounds_of_cyrillic(letters: &[char], out: &mut Sounds) {
    // An ending of adjectives (Зеленского) that has a consonant of its own; the m of others is cut from every key.
    let letters = match letters {
        [stem @ .., 'о' | 'е', 'г', 'о'] if stem.len() >= 4 => stem,
        _ => letters,
    };
    for letter in letters {
        let sounds: &[u8] = match letter {
            'а' | 'ә' => b"a",
            'е' | 'э' | 'є' => b"e",
            'и' | 'і' | 'ї' | 'й' | 'ы' | 'ј' => b"i",
            'о' | 'ө' => b"o",
            'у' | 'ү' | 'ұ' | 'ў' => b"u",
            'я' => b"ia",
            'ю' => b"iu",
            'б' => b"b",
            'п' => b"p",
            'в' | 'ф' => b"v",
            'м' => b"m",
            'н' | 'ң' | 'њ' => b"n",
            'л' | 'љ' => b"l",
            'р' => b"r",
            'д' | 'т' | 'ћ' | 'ђ' => b"t",
            'г' | 'ґ' | 'ғ' | 'ѓ' => b"g",
            'ъ' | 'ь' => b"",
            _ => b"x",
        };
        out.extend(sounds);
    }
}

fn sounds_of_latin(letters: &[char], out: &mut Sounds) {
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut index = 0;
    while index < letters.len() {
        let before = if index == 0 { ' ' } else { letters[index - 1] };
        let (c, next, after) = (letters[index], at(index + 1), at(index + 2));
        let (taken, sounds): (usize, &[u8]) = match (c, next) {
            // Mostly у; a u that another vowel follows counts as a consonant in the key.
            ('o', 'o' | 'u') => (2, b"u"),
            // Guo, Го.
            ('u', 'o') => (1, b""),
            // Quirno, Кирно; Miguel, Мигель.
            ('u', 'e' | 'i') if matches!(before, 'g' | 'q') => (1, b""),
            ('p' | 'w', 'h') => (2, b"v"),
            ('t', 'h') => (2, b"t"),
            ('d', 'h') if vowel(after) => (2, b"t"),
            ('b', 'h') if vowel(after) => (2, b"b"),
            // Wright, Райт; Rhodes, Родс.
            ('w', 'r') | ('r', 'h') if index == 0 => (2, b"r"),
            // Doughty, Даути.
            ('g', 'h') if after == 't' => (2, b""),
            // Sarah, Сара; but Shah, Шах.
            ('h', ' ') if vowel(before) && letters.len() >= 5 => (1, b""),
            // John, Джон.
            ('h', 'n') if before == 'o' => (1, b""),
            // A w that closes a syllable is a vowel (Crowe, Newsom), but for Polish names.
            ('w', _) if vowel(next) || next == 's' && after == 'k' => (1, b"v"),
            ('a', _) => (1, b"a"),
            ('e', _) => (1, b"e"),
            ('i' | 'y', _) => (1, b"i"),
            ('o', _) => (1, b"o"),
            ('u' | 'w', _) => (1, b"u"),
            ('b', _) => (1, b"b"),
            ('p', _) => (1, b"p"),
            ('v' | 'f', _) => (1, b"v"),
            ('m', _) => (1, b"m"),
            ('n', _) => (1, b"n"),
            ('l', _) => (1, b"l"),
            ('r', _) => (1, b"r"),
            ('d' | 't', _) => (1, b"t"),
            ('g', _) => (1, b"g"),
            _ => (1, b"x"),
        };
        out.extend(sounds);
        index += taken;
    }
}

/// The key under which all spellings of a name meet, in Cyrillic and in Latin script and in the cases of Russian; written
/// into `key`, which is cleared first. ASCII letters; empty for words of other scripts, of mixed ones, or with digits.
///
/// Other names meet there too: [`same_name`] tells them apart.
///
/// ```
/// use oreline::door::language::romanise::name_key;
///
/// let (mut latin, mut cyrillic) = (String::new(), String::new());
/// name_key("tokayev", &mut latin);
/// name_key("токаевым", &mut cyrillic);
/// assert_eq!(latin, cyrillic);
/// ```
pub fn name_key(folded: &str, key: &mut String) {
    key.clear();
    let mut room = [' '; LONGEST];
    let Some((script, letters)) = letters(folded, &mut room) else {
        return;
    };
    let mut all = Sounds { sounds: [0; 2 * LONGEST], count: 0 };
    match script {
        Script::Latin => sounds_of_latin(letters, &mut all),
        Script::Cyrillic => sounds_of_cyrillic(letters, &mut all),
    }
    let sounds = &all.sounds[..all.count];
    let mut before = b' ';
    // The consonant just written, until a vowel comes.
    let mut written = b' ';
    for (index, &sound) in sounds.iter().enumerate() {
        let next = sounds.get(index + 1).copied().unwrap_or(b' ');
        let consonant = match sound {
            // й: Julia, Yulia, Юлия; Kaja, Кая. Before e it is too often left out (Tokaev),
            // and at the end -ея and -ю are also cases of Сергей.
            b'i' if matches!(next, b'a' | b'o' | b'u')
                && (index == 0 || is_vowel(before))
                && !(index + 2 == sounds.len() && (before == b'e' || next == b'u')) =>
            {
                b'x'
            }
            // William, Уильям.
            b'u' if is_vowel(next) => b'v',
            b'a' | b'e' | b'i' | b'o' | b'u' => b' ',
            // Wong, Вонг, Вон; Champagne, Шампань.
            b'g' if before == b'n' || next == b'n' => b'-',
            b'g' => b'x',
            // ts and ц, dj and ж.
            b't' if matches!(next, b'x' | b'g') => b'-',
            other => other,
        };
        match consonant {
            b' ' => {
                if key.is_empty() && index == 0 {
                    key.push('a');
                }
                written = b' ';
            }
            b'-' => {}
            _ => {
                if consonant != written {
                    key.push(char::from(consonant));
                }
                // After a vowel that counts as a consonant a new syllable begins.
                written = if is_vowel(sound) { b' ' } else { consonant };
            }
        }
        before = sound;
    }
    // The case endings -ом, -ем, -ым, -ами, -ому; on both sides, for they cannot be told from Максим.
    while key.len() > 1 && key.ends_with('m') {
        key.pop();
    }
    // French t and s are silent there: Laurent, Лоран.
    if key.len() > 2 && key.ends_with(['t', 'x']) {
        key.pop();
    }
}

/// Calls `give` with each key under which a name may meet its other spellings: [`name_key`], and of a name in -ow or -ew
/// that of its spelling with v, as in Turkmen (Berdimuhamedow). `key` is room for them.
pub fn each_name_key(folded: &str, key: &mut String, give: &mut dyn FnMut(&str)) {
    name_key(folded, key);
    if !key.is_empty() {
        give(key);
    }
    if let Some(stem) = folded.strip_suffix('w').filter(|stem| stem.ends_with(['o', 'e']) && stem.len() >= 4) {
        name_key(&format!("{stem}v"), key);
        if !key.is_empty() {
            give(key);
        }
    }
}

/// Cyrillic letters and their Latin spellings, in three columns by cost: usual ones, those of some languages only, and
/// vowels that are far off. `+` marks a spelling before e, i or y, `-` one elsewhere, `$` one at the end of the word.
///
/// Doubled letters are single here, but for Latin ee and oo. From the romanisations of BGN/PCGN, ISO 9 and the press, and
/// from the practical transcription of European languages and Japanese into Russian.
const SPELLINGS: &[(&str, [&str; 3])] = &[
    ("а", ["a ah$", "u ar au", "o"]),
    ("ә", ["a e", "", ""]),
    ("ай", ["ai ay aj ei ey igh", "i y ie ye uy", ""]),
    ("айе", ["", "ya", ""]),
    ("айс", ["ice$", "", ""]),
    ("энс", ["ance$", "", ""]),
    ("ан", ["", "ent$ ant$", ""]),
    ("ау", ["au aw ow", "ou ough o", ""]),
    ("б", ["b bh", "p", ""]),
    ("в", ["v w", "f ff$ u", ""]),
    ("г", ["g gh h gu+", "", ""]),
    ("ґ", ["g", "", ""]),
    ("ғ", ["g gh", "", ""]),
    ("д", ["d dh", "t", ""]),
    ("дж", ["j dj dzh g+ dg+", "zh d dg z gi ge", ""]),
    ("дз", ["dz z j", "ds", ""]),
    ("дзи", ["ji zi", "", ""]),
    ("е", ["e ye ie je ae oe eh", "ai yo io ei eu ay yeo ea ee ey", "a o ya yu i"]),
    ("ей", ["ei ey ai ay ej aj a", "", ""]),
    ("ен", ["", "aint$ in$ ain$", ""]),
    ("ер", ["", "ert$ er$", "ur ir"]),
    ("є", ["ie ye e je", "", ""]),
    ("ж", ["zh j g+", "z dj dzh ge gi", ""]),
    ("җ", ["j zh", "", ""]),
    ("з", ["z", "s th dz", ""]),
    ("и", ["i y ee ie yi iy ij ey ea ih", "e ei", ""]),
    ("ий", ["i y iy yi ij yj ey ie", "", ""]),
    ("ия", ["ia ya iya ja ija", "ea", ""]),
    ("і", ["i y", "", ""]),
    ("ї", ["i yi ji", "", ""]),
    ("й", ["y i j", "", ""]),
    ("йо", ["jo yo io o", "", ""]),
    ("йы", ["i y yi iy", "", ""]),
    ("к", ["k c- q ck ch cq qu+", "ques$ g kh", ""]),
    ("қ", ["q k c", "kh", ""]),
    ("кв", ["qu kw kv", "", ""]),
    ("кс", ["x ks cs cks chs", "", ""]),
    ("л", ["l", "", ""]),
    ("м", ["m", "", ""]),
    // Its letters do not tell how it is read.
    ("майкл", ["michael", "", ""]),
    // Turkmen Myrat.
    ("мура", ["myra mura", "", ""]),
    // Мөнх, in Russian and in English with two vowels.
    ("мунх", ["monkh", "", ""]),
    ("н", ["n ng", "gn", ""]),
    ("нг", ["ng", "", ""]),
    ("ң", ["n ng", "", ""]),
    ("о", ["o au oh eau ow uo", "aw oa ot$ aud$ eaux$ eo ou oe ua ho oo", "u"]),
    ("ой", ["oi oy", "au eu", ""]),
    ("ок", ["", "uk uck", ""]),
    ("ол", ["", "al", ""]),
    ("оу", ["ow oa ou", "o", ""]),
    ("ө", ["o u oe ue", "e", ""]),
    ("п", ["p", "b", ""]),
    ("р", ["r rh wr", "", ""]),
    ("с", ["s c+ z$", "c z sh th ts x", ""]),
    ("си", ["shi xi", "", ""]),
    ("ся", ["sha xia", "", ""]),
    ("сю", ["shu xu", "", ""]),
    ("се", ["xie", "", ""]),
    ("т", ["t th dt ght", "d", ""]),
    ("ти", ["chi", "", ""]),
    ("тц", ["ts tz", "", ""]),
    ("тч", ["tch ch", "", ""]),
    ("тэ", ["te the", "", ""]),
    ("у", ["u oo ou w wu uh", "o$ ue ew oe", ""]),
    ("уо", ["wo", "wa", ""]),
    ("уа", ["ua wa", "oi ois$", ""]),
    ("уэ", ["we ue", "", ""]),
    ("ун", ["", "ong", ""]),
    ("ү", ["u ue", "o y", ""]),
    ("ұ", ["u", "o y", ""]),
    ("ў", ["o u w", "", ""]),
    ("ф", ["f ph v", "th w", ""]),
    ("х", ["h kh x ch", "j g+ gh q k", ""]),
    ("һ", ["h", "", ""]),
    ("ҳ", ["h kh x", "", ""]),
    ("ц", ["ts c tz z cz", "s q t ch", ""]),
    ("цз", ["j z", "", ""]),
    ("ч", ["ch tch cz tsh tsch ci", "c j q tz", ""]),
    ("чж", ["zh", "j", ""]),
    ("ҷ", ["j dzh", "", ""]),
    ("ш", ["sh sch ch sz shch", "s x", ""]),
    ("шт", ["st", "", ""]),
    ("шп", ["sp", "", ""]),
    ("щ", ["shch sch shh", "sh sc", ""]),
    ("ы", ["y i", "yi", "u"]),
    ("ый", ["y i yi iy yy yj", "", ""]),
    ("ь", ["", "y", ""]),
    ("ъ", ["", "y", ""]),
    ("ье", ["ye ie e je", "ier yer", ""]),
    ("ьо", ["yo io", "o", ""]),
    ("ью", ["yu iu ju u ew", "hugh ue", ""]),
    ("ья", ["ya ia ja a", "", ""]),
    ("э", ["e ae ee", "a ai eh he", ""]),
    ("эй", ["ai ay ei ey a", "", ""]),
    ("ю", ["yu iu ju u ue yoo", "eu ew oo you", ""]),
    ("юу", ["yu iu u", "", ""]),
    ("я", ["ya ia ja", "a ea ai", ""]),
    // Mongolian, long: Үүрийнтуяа, Uurintuya.
    ("яа", ["ya ia yaa", "", ""]),
    ("яй", ["ei ey", "", ""]),
];

/// Spellings of one sound in one script, and what one of them costs in place of another. In Latin script only what
/// romanisations differ in: a rule that is wide enough for every pair of names makes one word of `moves` and `movies`.
/// In Cyrillic the letters that Russian does not have, and how its texts write them.
const VARIANTS: &[(u8, &str)] = &[
    (0, "e ye je"),
    (0, "yo io jo"),
    (0, "yu iu ju"),
    (0, "ya ia ja iya"),
    (0, "i y iy yi ij"),
    (0, "kh h x"),
    (0, "zh j dzh dj"),
    (0, "ts tz"),
    (0, "sh sch"),
    (0, "shch sch"),
    (0, "k q"),
    (0, "f ph"),
    (0, "x ks"),
    (0, "munkh monkh munh"),
    (1, "u oo ou"),
    (1, "c k"),
    (1, "c ts"),
    (1, "ch tch"),
    (1, "v w"),
    (1, "g gh h"),
    (1, "yo ya ye"),
    (0, "ә а"),
    (1, "ә я"),
    (0, "ғ г"),
    (0, "қ к"),
    (0, "ң н"),
    (1, "ң нг"),
    (0, "ө о"),
    (0, "ө у"),
    (1, "ө э"),
    (0, "ү у"),
    (1, "ү ю"),
    (0, "ұ у"),
    (1, "ұ ы"),
    (0, "һ х"),
    (1, "һ г"),
    (0, "ҳ х"),
    (0, "ҷ дж"),
    (1, "ҷ ж"),
    (0, "ў у"),
    (0, "ў о"),
    (0, "і и"),
    (1, "і ы"),
    (0, "йы и"),
    (0, "ї и"),
    (0, "є е"),
    (0, "ґ г"),
    (0, "ськ ск"),
    (0, "цьк цк"),
];

/// Endings of Russian cases after a consonant: Токаева, Токаевым. Not -ов and -ин, which make other names.
const AFTER_CONSONANT: &[&str] = &["а", "у", "ом", "ем", "ым", "е", "я", "ю", "ы", "и", "ой", "ою"];
/// Those that take the place of a final vowel: Астаны, Астаной.
const FOR_A: &[&str] = &["ы", "и", "у", "ю", "е", "ой", "ей", "ою", "ею"];
/// Those that take the place of -ий, -ый or -й: Зеленского, Андрею.
const FOR_Y: &[&str] = &["ого", "ому", "им", "ым", "ом", "его", "ему", "ем", "я", "ю", "е"];

/// One way to read a piece of one word as a piece of the other.
struct Reading {
    first: &'static str,
    second: &'static str,
    cost: u8,
    before_soft: bool,
    before_hard: bool,
    at_end: bool,
}

/// Readings by the first letter of what the first word has.
struct Readings([Vec<Reading>; 26 + 0x100]);

impl Readings {
    fn number(letter: char) -> Option<usize> {
        match letter {
            'a'..='z' => Some(letter as usize - 'a' as usize),
            '\u{430}'..='\u{52f}' => Some(26 + letter as usize - 0x430),
            _ => None,
        }
    }

    fn at(&self, letter: char) -> &[Reading] {
        Self::number(letter).map_or(&[], |number| &self.0[number])
    }

    fn add(&mut self, first: &'static str, second: &'static str, cost: u8) {
        if let Some(number) = first.chars().next().and_then(Self::number) {
            self.0[number].push(Reading {
                first,
                second: second.trim_end_matches(['+', '-', '$']),
                cost,
                before_soft: second.ends_with('+'),
                before_hard: second.ends_with('-'),
                at_end: second.ends_with('$'),
            });
        }
    }

    fn of_spellings() -> Self {
        let mut readings = Self(std::array::from_fn(|_| Vec::new()));
        for &(cyrillic, sets) in SPELLINGS {
            if matches!(cyrillic, "ь" | "ъ") {
                readings.add(cyrillic, "", 0);
            }
            if cyrillic == "і" {
                // Нұртілеу, Nurtleu: Russian leaves it out, and what is spelled after Russian.
                readings.add(cyrillic, "", 1);
            }
            for (set, cost) in sets.into_iter().zip(0..) {
                for latin in set.split_whitespace() {
                    readings.add(cyrillic, latin, cost);
                }
            }
        }
        readings
    }

    fn of_variants() -> Self {
        let mut readings = Self(std::array::from_fn(|_| Vec::new()));
        // Нұртілеу, Нуртлеу; Ҷумъа, Джума.
        readings.add("і", "", 1);
        readings.add("ъ", "", 0);
        for &(cost, set) in VARIANTS {
            for first in set.split_whitespace() {
                for second in set.split_whitespace().filter(|&second| second != first) {
                    readings.add(first, second, cost);
                }
            }
        }
        readings
    }
}

static ACROSS: LazyLock<Readings> = LazyLock::new(Readings::of_spellings);
static WITHIN: LazyLock<Readings> = LazyLock::new(Readings::of_variants);

/// Steps of one comparison. Names need a few dozen; hostile words could be read in very many ways.
const MAX_STEPS: u32 = 1000;
/// Bytes of the longest case ending.
const MAX_ENDING: usize = "ого".len();

/// Two words read side by side.
struct Comparison<'a> {
    readings: &'static Readings,
    across: bool,
    /// The Cyrillic word, doubles written once; empty within one script.
    cyrillic: &'a str,
    /// What unusual spellings may cost in all.
    budget: u8,
    /// Steps left; without any, the words do not agree.
    steps: u32,
}

impl Comparison<'_> {
    /// Whether all of `first` can be read as all of `second`, with unusual spellings that cost at most `budget`.
    fn agrees(&mut self, first: &str, second: &str, budget: u8) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let Some(letter) = first.chars().next() else {
            return self.is_silent_end(second, budget);
        };
        if self.across && self.is_inflected_end(first, second) {
            return true;
        }
        let readings = self.readings;
        for reading in readings.at(letter) {
            if reading.cost <= budget
                && let Some(second) = second.strip_prefix(reading.second)
                && let Some(first) = first.strip_prefix(reading.first)
                && (!reading.at_end || second.is_empty())
                && !(reading.before_soft || reading.before_hard)
                    | (second.starts_with(['e', 'i', 'y']) == reading.before_soft)
                && self.agrees(first, second, budget - reading.cost)
            {
                return true;
            }
        }
        if self.across {
            // James, Джеймс; Subrahmanyam, Субраманьям.
            return budget > 0
                && second.strip_prefix(['e', 'h']).is_some_and(|second| self.agrees(first, second, budget - 1));
        }
        let rest = &first[letter.len_utf8()..];
        second.strip_prefix(letter).is_some_and(|second| self.agrees(rest, second, budget))
    }

    fn is_silent_end(&self, second: &str, budget: u8) -> bool {
        second.is_empty()
            || self.across
                && match second {
                    "e" => budget > 0 || self.budget >= 3,
                    "h" | "es" | "s" => budget > 0,
                    _ => false,
                }
    }

    /// Whether `first` is the case ending of a Cyrillic word whose dictionary form ends in `second`. What stands before
    /// it has four letters at least: Касым is no form of `case`.
    fn is_inflected_end(&self, first: &str, second: &str) -> bool {
        let Some(stem) = self.cyrillic.strip_suffix(first) else { return false };
        let endings = match second {
            "" | "e" if stem.ends_with(['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я']) => return false,
            "" | "e" => AFTER_CONSONANT,
            "a" | "ya" | "ia" => FOR_A,
            "y" | "i" | "iy" | "yi" | "j" => FOR_Y,
            _ => return false,
        };
        first.len() <= MAX_ENDING && stem.chars().nth(3).is_some() && endings.contains(&first)
    }
}

/// A word as the tables have it: no hyphens, and one letter for each double of `doubles`.
fn single_letters(letters: &[char], doubles: impl Fn(char) -> bool) -> String {
    let mut single = String::with_capacity(2 * letters.len());
    for (index, &letter) in letters.iter().enumerate() {
        // A word that begins with a double says so: ссылка is no Silk, Ллойд is Lloyd.
        let begins = index == 1 && !VOWELS.contains(letter);
        if index == 0 || letters[index - 1] != letter || begins || !doubles(letter) {
            single.push(letter);
        }
    }
    single
}

/// Whether two folded words may be one name in two scripts, the Cyrillic one in any case of Russian (Токаева, Tokayev), or
/// two spellings in one script (Sharlapaev, Sharlapayev; Қасым, Касым).
///
/// Words that have no common [`name_key`] need not be asked about. In one script only the spelling may differ, not the case.
///
/// ```
/// use oreline::door::language::romanise::same_name;
///
/// assert!(same_name("tokayev", "токаева"));
/// assert!(same_name("батцэцэг", "battsetseg"));
/// assert!(!same_name("wang", "вэнс"));
/// ```
pub fn same_name(a: &str, b: &str) -> bool {
    same_letters(a, b)
        || [as_russian(a, false), as_russian(a, true)].iter().flatten().any(|a| same_letters(a, b))
        || [as_russian(b, false), as_russian(b, true)].iter().flatten().any(|b| same_letters(a, b))
}

/// An Uzbek name as it is spelled after Russian: the letter between o and u is written as either (O'tkir, Уткир, Utkir),
/// and `with_a` the o as an a, but for that of the ending (Yo'ldoshev, Юлдашев). Nothing for a name without its letters.
fn as_russian(word: &str, with_a: bool) -> Option<String> {
    if !word.contains("o'") && !word.contains("g'") {
        return None;
    }
    let plain = word.replace("o'", "u").replace("g'", "g");
    let ending = ["ova", "ov"].into_iter().find(|ending| plain.ends_with(ending)).unwrap_or_default();
    let stem = &plain[..plain.len() - ending.len()];
    Some(if with_a { format!("{}{ending}", stem.replace('o', "a")) } else { plain })
}

fn same_letters(a: &str, b: &str) -> bool {
    let (mut room_a, mut room_b) = ([' '; LONGEST], [' '; LONGEST]);
    let (Some((script_a, a)), Some((script_b, b))) = (letters(a, &mut room_a), letters(b, &mut room_b)) else {
        return false;
    };
    let shorter = a.len().min(b.len());
    if script_a == script_b {
        // In English `filed` and `filled` are two words; these are doubled in names only, or nearly.
        let doubles = |c| !matches!(c, 'b'..='l' | 'n'..='r' | 't' | 'е');
        let (first, second) = (single_letters(a, doubles), single_letters(b, doubles));
        let budget = u8::from(shorter >= 6);
        let mut comparison = Comparison { readings: &WITHIN, across: false, cyrillic: "", budget, steps: MAX_STEPS };
        // What one of two spellings leaves out is read in the other.
        let has_silent = ['і', 'ъ'].iter().any(|&silent| second.contains(silent) && !first.contains(silent));
        let (first, second) = if has_silent { (second, first) } else { (first, second) };
        return a == b || shorter >= 5 && comparison.agrees(&first, &second, budget);
    }
    let (cyrillic, latin) = if script_a == Script::Cyrillic { (a, b) } else { (b, a) };
    let doubles = |c| !matches!(c, 'e' | 'o' | 'е');
    let budget = match shorter {
        ..=3 => 0,
        4..=5 => 1,
        6..=7 => 2,
        _ => 3,
    };
    let (cyrillic, latin) = (single_letters(cyrillic, doubles), single_letters(latin, doubles));
    let mut comparison = Comparison { readings: &ACROSS, across: true, cyrillic: &cyrillic, budget, steps: MAX_STEPS };
    comparison.agrees(&cyrillic, &latin, budget)
}

/// Whether two folded words are one abbreviation in two scripts: each letter is a usual spelling of the other.
///
/// ```
/// use oreline::door::language::romanise::same_abbreviation;
///
/// assert!(same_abbreviation("nato", "нато"));
/// assert!(!same_abbreviation("mead", "мид"));
/// ```
pub fn same_abbreviation(a: &str, b: &str) -> bool {
    let (mut room_a, mut room_b) = ([' '; LONGEST], [' '; LONGEST]);
    let (Some((script_a, a)), Some((script_b, b))) = (letters(a, &mut room_a), letters(b, &mut room_b)) else {
        return false;
    };
    let (cyrillic, latin) = if script_a == Script::Cyrillic { (a, b) } else { (b, a) };
    let is_usual = |(cyrillic, latin): (&char, &char)| {
        let readings = ACROSS.at(*cyrillic).iter();
        let mut single = readings.filter(|reading| reading.cost == 0 && reading.first.chars().eq([*cyrillic]));
        single.any(|reading| reading.second.chars().eq([*latin]))
    };
    script_a != script_b && a.len() == b.len() && cyrillic.iter().zip(latin).all(is_usual)
}

/// How the beginning of a name may be spelled in the other script, the usual ways only; nothing for a word of another kind.
///
/// ```
/// use oreline::door::language::romanise::beginnings;
///
/// assert!(beginnings("руби").contains(&"rubi".to_owned()));
/// assert!(beginnings("tok").contains(&"ток".to_owned()));
/// ```
pub fn beginnings(folded: &str) -> Vec<String> {
    const MOST: usize = 48;
    const MOST_STEPS: usize = 256;
    let mut room = ['\0'; LONGEST];
    let Some((script, letters)) = letters(folded, &mut room) else { return Vec::new() };
    let text: String = letters.iter().collect();
    let usual: Vec<(&str, &str)> = ACROSS
        .0
        .iter()
        .flatten()
        .filter(|reading| reading.cost == 0 && !reading.at_end)
        .map(|reading| match script {
            Script::Cyrillic => (reading.first, reading.second),
            Script::Latin => (reading.second, reading.first),
        })
        .filter(|(from, _)| !from.is_empty() && text.contains(from))
        .collect();
    let mut begun = vec![(0, String::new())];
    let mut whole = Vec::new();
    for _ in 0..MOST_STEPS {
        let Some((at, spelled)) = begun.pop() else { break };
        let rest = &text[at..];
        if rest.is_empty() {
            whole.push(spelled);
            if whole.len() == MOST {
                break;
            }
            continue;
        }
        // The first of the table is the most usual, and is looked at first.
        let ways = usual.iter().rev().filter(|(from, _)| rest.starts_with(from));
        begun.extend(ways.map(|(from, to)| (at + from.len(), format!("{spelled}{to}"))));
    }
    whole.sort_unstable();
    whole.dedup();
    whole
}

/// Keys of ЙЦУКЕН and of QWERTY, one above the other, plain and with Shift.
const LAYOUTS: [(&str, &str); 2] = [
    ("йцукенгшщзхъфывапролджэячсмитьбю.ё", "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"),
    ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё\"№;:?/", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&|"),
];

/// `text` as the same keys write it in the other layout, Russian ЙЦУКЕН or QWERTY: `njrftd` is `токаев`, `ещлфнум` is
/// `tokayev`. `None` if that changes nothing, or if letters of both alphabets show that the layout was changed on the way.
///
/// ```
/// use oreline::door::language::romanise::other_layout;
///
/// assert_eq!(other_layout("njrftd").as_deref(), Some("токаев"));
/// assert_eq!(other_layout("ещлфнум").as_deref(), Some("tokayev"));
/// assert_eq!(other_layout("2024"), None);
/// ```
pub fn other_layout(text: &str) -> Option<String> {
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    let from_cyrillic = text.contains(is_cyrillic);
    if from_cyrillic && text.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let other = |c: char| {
        LAYOUTS.iter().find_map(|(cyrillic, latin)| {
            let (from, to) = if from_cyrillic { (cyrillic, latin) } else { (latin, cyrillic) };
            from.chars().position(|key| key == c).and_then(|at| to.chars().nth(at))
        })
    };
    let typed: String = text.chars().map(|c| other(c).unwrap_or(c)).collect();
    (typed != text).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_and_vowels_are_no_names_to_look_for() {
        for word in ["zzz", "ссс", "ли", "xi", "eee", "ооооо", "aya", ""] {
            assert!(!is_searchable(word), "{word}");
        }
        for word in ["lee", "хан", "ын-хо", "guo"] {
            assert!(is_searchable(word), "{word}");
        }
    }

    #[track_caller]
    fn assert_one_key(spellings: &[&str]) {
        let mut first = String::new();
        name_key(spellings[0], &mut first);
        assert!(!first.is_empty(), "{}", spellings[0]);
        let mut key = String::new();
        for spelling in spellings {
            name_key(spelling, &mut key);
            assert_eq!(key, first, "{spelling}");
        }
    }

    #[track_caller]
    fn assert_one_name(spellings: &[&str]) {
        assert_one_key(spellings);
        for one in spellings {
            for other in spellings {
                assert!(same_name(one, other), "{one} {other}");
            }
        }
    }

    #[test]
    fn all_spellings_of_a_name_are_one() {
        assert_one_name(&["tokayev", "tokaev", "toqayev", "токаев", "тоқаев"]);
        assert_one_name(&["sharlapaev", "sharlapayev", "шарлапаев"]);
        assert_one_name(&["kassym-jomart", "kasym-zhomart", "qasym-jomart", "касым-жомарт", "қасым-жомарт"]);
        assert_one_name(&["zelensky", "zelenskyy", "zelenskiy", "зеленский", "зеленський"]);
        assert_one_name(&["mirziyoyev", "mirziyoev", "mirziyaev", "мирзиеев"]);
        assert_one_name(&["berdimuhamedov", "berdymukhamedov", "бердымухамедов"]);
        assert_one_name(&["batmunkh", "batmonkh", "батмөнх", "батмунх"]);
        assert_one_name(&["khurelsukh", "хүрэлсүх", "хурэлсух"]);
        assert_one_name(&["saidov", "саидов"]);
    }

    #[test]
    fn a_key_covers_the_cases_of_russian() {
        assert_one_key(&["tokayev", "токаев", "токаева", "токаеву", "токаевым", "токаеве"]);
        assert_one_key(&["zelensky", "зеленский", "зеленского", "зеленскому", "зеленским"]);
        assert_one_key(&["maxim", "максим", "максимом", "максиму"]);
        assert!(same_name("maxim", "максимом"));
        assert!(!same_name("ivan", "иванов"), "another name, not the plural");
        assert!(!same_name("li", "лью"), "too short for an ending");
    }

    #[test]
    fn other_words_have_no_key() {
        let mut key = String::from("of the word before");
        for word in ["", "-", "c5+1", "2024", "токаev", "日本", "at&t", "u.s", "αθήνα", "مُحَمَّد"] {
            name_key(word, &mut key);
            assert_eq!(key, "", "{word}");
            assert!(!same_name(word, word) || word.is_empty(), "{word}");
        }
    }

    #[test]
    fn one_script_allows_spellings_and_not_other_words() {
        for (one, other) in [
            ("moves", "movies"),
            ("filed", "filled"),
            ("lake", "lace"),
            ("affect", "effect"),
            ("li", "lee"),
            ("rubio", "rabia"),
            ("быть", "бить"),
            ("токаев", "токаева"),
        ] {
            assert!(!same_name(one, other), "{one} {other}");
        }
        assert!(same_name("shmyhal", "shmygal"));
    }

    #[test]
    fn words_that_can_be_read_in_many_ways_end() {
        let mut key = String::new();
        for letters in [LONGEST / 2, LONGEST, 100_000] {
            let (cyrillic, latin) = ("ий".repeat(letters / 2), "iy".repeat(letters / 2) + "q");
            name_key(&cyrillic, &mut key);
            assert!(!same_name(&cyrillic, &latin));
        }
        name_key(&"ю".repeat(LONGEST), &mut key);
        name_key(&"яю".repeat(LONGEST / 2), &mut key);
        assert!(!key.is_empty());
    }

    #[test]
    fn tables_have_each_letter_in_its_alphabet() {
        for (cyrillic, sets) in SPELLINGS {
            assert!(cyrillic.chars().all(|c| matches!(c, '\u{430}'..='\u{52f}')), "{cyrillic}");
            for latin in sets.iter().flat_map(|set| set.split(' ')) {
                assert!(
                    latin.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '+' | '-' | '$')),
                    "{cyrillic} {latin}"
                );
            }
        }
        for (_, set) in VARIANTS {
            let is_latin = set.is_ascii();
            assert!(set.chars().all(|c| c == ' ' || c.is_ascii() == is_latin), "{set}");
        }
        for ending in [AFTER_CONSONANT, FOR_A, FOR_Y].concat() {
            assert!(ending.chars().all(|c| matches!(c, 'а'..='я')) && ending.len() <= MAX_ENDING, "{ending}");
        }
    }

    #[test]
    fn the_other_layout_is_that_of_the_same_keys() {
        assert_eq!(other_layout("njrftd").as_deref(), Some("токаев"));
        assert_eq!(other_layout("ещлфнум").as_deref(), Some("tokayev"));
        assert_eq!(other_layout("<fnw'w'u").as_deref(), Some("Батцэцэг"));
        assert_eq!(other_layout("`krf 2024").as_deref(), Some("ёлка 2024"));
        assert_eq!(other_layout("токаев tokayev"), None);
        assert_eq!(other_layout("2024"), None);
        assert_eq!(other_layout(""), None);
        for (cyrillic, latin) in LAYOUTS {
            assert_eq!(other_layout(latin).as_deref(), Some(cyrillic));
            assert_eq!(other_layout(cyrillic).as_deref(), Some(latin));
        }
    }
}
