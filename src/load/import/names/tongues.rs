//! How words begin by which columns are called in German, French, Spanish, Italian, Portuguese, Dutch, Polish and Turkish.
//! Letters stand without accents, because people leave them out.
//!
//! In some of these languages the head of a name is its first word (`Lieu de la réunion`, `Personas citadas`), in the others
//! the last, or the end of a compound (`Veranstaltungsort`). What a name of several words means is not known here.

use super::words::Meaning;

/// Languages in which the head comes first.
const FIRST: [(Meaning, &str); 21] = [
    (Meaning::Date, "fecha dia jour journee giorno dzien giornata jornada"),
    (Meaning::End, "hasta termin cierre clotur koniec zakoncz"),
    (Meaning::Published, "publicac publicad parution pubblicaz publie divulgac publikacj"),
    (
        Meaning::Label,
        "titul titol titre titular asunto assunto oggetto objet intitul evento evenement suceso ocorren ocurren hecho acontecim acontecimi \
         incident manchet libell denominac denominaz zdarzen wydarzen tytul reunion reuniao riunione encuentro",
    ),
    (Meaning::Kind, "tipo tipolog categor genere genero rodzaj clase clasific clasificac modalidad especie natur"),
    (
        Meaning::Summary,
        "resum riassunt sommair sommario sintes descri dettagl detall detalhe contenid contenut contenu conteud entradill \
         extrait extracto sinops copete chapo chapeau relato relacion opis streszcz tresc narra explicac bajada",
    ),
    (Meaning::Countries, "pais paises pays paese paesi nazion nacion estado etat kraj panstw"),
    (
        Meaning::Place,
        "lugar lieu luogo local ville ciudad cidade citta localid localit commune municip endroit emplacement ubicac sede \
         sitio provinc depart departam barrio direccion indirizz adress miejsc miast recint territo regio",
    ),
    (
        Meaning::Participants,
        "particip partecip asistent asistio assistente acteur actor actores attor attori ator protagon personn persona pessoa \
         persone interven invit convid presente implic involucr envolvid membre miembro membro delega victim grupo groupe \
         gruppo bando contraparte interlocu ospiti uczestni osob nazwisk firmant signatair perpetr agresor auteurs",
    ),
    (
        Meaning::Organizations,
        "organism organizac organizaz entrepris empresa azienda societ instituc instituic istituz entidad entidade ente orgao \
         organo ministe partido partito sindicat syndicat ong ongs agencia agenzia instytuc dependenc association asociac",
    ),
    (Meaning::Speaker, "orador orateur oratore portavoz vocero declarant locuteur mowc"),
    (
        Meaning::Quote,
        "cita citas citation citaz citac declarac declaraz frase dichos propos verbat textual cytat wypowied",
    ),
    (
        Meaning::Topics,
        "tema temas theme themat tematic sujet sujets etiquet rubri secteur sector setor settore materia ambit eje temat",
    ),
    (Meaning::Note, "observ comentari commentair nota notas remarqu anotac apunte annotaz uwag osservaz"),
    (
        Meaning::Outcomes,
        "resultad resultat risultat acuerdo accord acordo esito decision decis conclus wynik consecu consegu",
    ),
    (Meaning::Url, "enlace lien liens collegament vincul liga odnosnik hyperlien sitioweb pagina"),
    (
        Meaning::Publisher,
        "fuente fonte source medio medios testata giornal period diario journal jornal veicul prensa prasa zrodl cabecera redac",
    ),
    (Meaning::Author, "autor auteur autore redact periodist journalist giornalist"),
    (Meaning::Language, "idioma langue lingua lengua jezyk"),
    (Meaning::Role, "cargo fonction funcion funcao puesto poste ruolo qualite stanowisk"),
    (Meaning::Id, "identifiant identificad identifik folio expedient clave codigo numero matricul"),
];

/// Languages in which it comes last.
const LAST: [(Meaning, &str); 20] = [
    (Meaning::Date, "datum zeitpunkt tag tarih gun dato dag"),
    (Meaning::End, "ende bis einde bitis abschluss"),
    (Meaning::Published, "veroffentlich erschein gepubliceerd yayin"),
    (
        Meaning::Label,
        "bezeichn titel betreff uberschrift ueberschrift ereignis veranstalt vorfall anlass vorgang sitzung treffen besuch \
         gegenstand massnahm tagung gesprach onderwerp gebeurten baslik olay etkinlik kurztitel",
    ),
    (Meaning::Kind, "kategor vorgangstyp soort sorte turu"),
    (
        Meaning::Summary,
        "beschreib zusammenfass inhalt kurztext schilder ablauf sachverhalt erlauter samenvatting omschrijv ozet aciklam \
         vorspann teaser kurzfass",
    ),
    (Meaning::Countries, "land laender lander staat nation herkunft ulke"),
    (
        Meaning::Place,
        "ort orte stadt bundesland gemeinde bezirk landkreis standort schauplatz plaats stad yer sehir mekan location",
    ),
    (
        Meaning::Participants,
        "teilnehm beteilig anwesen mitwirk partner mitglied vertret personen gaste akteur gesprachspartner betroffen tater opfer bewaffnet \
         deelnem betrokken katilim kisi delegation gruppe kriegspartei unterzeich",
    ),
    (
        Meaning::Organizations,
        "organisation unternehm firma firmen behorde verband verbande institution partei fraktion ministerium kurum sirket \
         auftraggeber auftragnehmer veranstalter gremium",
    ),
    (Meaning::Speaker, "redner sprecher spreker konusmac"),
    (Meaning::Quote, "zitat wortlaut citaat alinti aussage originalton oton"),
    (Meaning::Topics, "thema themen schlagwort schlagwoert stichwort stichwoert tagesordn sachgebiet konu politikfeld"),
    (Meaning::Note, "bemerk anmerk notiz hinweis kommentar opmerk notlar"),
    (Meaning::Outcomes, "ergebnis beschluss resultat uitkomst sonuc"),
    (Meaning::Url, "verweis verknupf weblink fundstell"),
    (
        Meaning::Publisher,
        "quelle quellen zeitung medium medien herausgeb verlag sender bron kaynak fundort zeitschrift",
    ),
    (Meaning::Author, "verfasser autor yazar"),
    (Meaning::Role, "funktion amtsbezeichn dienstgrad stellung position gorev"),
    (Meaning::Id, "kennung nummer aktenzeichen geschaftszeichen lfd kenn drucksach"),
];

/// What a word means in these languages.
pub(super) fn of_word(word: &str) -> Option<Meaning> {
    found(&FIRST, word).or_else(|| compound(word)).or_else(|| found(&LAST, word))
}

/// English words that are written alike: they are no sign that the head comes first.
const ENGLISH: &str = "source sources incident incidents local locals journal journals region regions regional territory province \
    municipality locality participant participants person persons personal personnel invited organism association period \
    periodic observation observations observer decision decisions conclusion citation citations textual verbatim genre nature \
    natural department departure departures reunion institution delegation delegations delegate delegates present presenter \
    victim victims actor actors media medium journalist journalists day note notes estate author commune group";

/// Whether a word, the first of a name, is its head.
pub(super) fn is_first(word: &str) -> bool {
    !ENGLISH.split_ascii_whitespace().any(|english| english == word) && found(&FIRST, word).is_some()
}

/// The longest beginning that is known. Short ones are words, in either number.
fn found(table: &[(Meaning, &str)], word: &str) -> Option<Meaning> {
    let begins = |stem: &&str| {
        let rest = word.strip_prefix(*stem).map(str::len);
        rest.is_some_and(|rest| {
            rest <= if stem.len() < 4 {
                0
            } else if stem.len() < 6 {
                4
            } else {
                9
            }
        })
    };
    let longest = |stems: &str| stems.split_ascii_whitespace().filter(begins).map(str::len).max();
    let known = table.iter().filter_map(|(meaning, stems)| Some((longest(stems)?, *meaning)));
    known.max_by_key(|(length, _)| *length).map(|(_, meaning)| meaning)
}

/// What the end of a German compound means, with or without an ending of its own: `Veranstaltungsort`, `Gesprächsthemen`.
fn compound(word: &str) -> Option<Meaning> {
    // `report` and `Ressort` are no places, `Mitwirkende` no end.
    let is_other = ["port", "wort", "ressort", "fort", "ende"].iter().any(|end| word.ends_with(end));
    let ends = |stem: &&str| {
        let length = word.len();
        stem.len() > 2
            && (0..=3).any(|more| {
                let end = length.checked_sub(stem.len() + more).filter(|before| *before >= 3);
                end.and_then(|before| word.get(before..)).is_some_and(|end| end.starts_with(*stem))
            })
            && !(is_other && matches!(*stem, "ort" | "ende"))
    };
    let longest = |stems: &str| stems.split_ascii_whitespace().filter(ends).map(str::len).max();
    let known = LAST.iter().filter_map(|(meaning, stems)| Some((longest(stems)?, *meaning)));
    // Three letters end many a word; a compound is long.
    let known = known.filter(|(length, _)| *length > 3 || word.len() >= 10);
    known.max_by_key(|(length, _)| *length).map(|(_, meaning)| meaning)
}
