//! The words by which columns are called: English, Russian, Ukrainian and Kazakh ones, and the usual ones of other languages.
//! Letters stand without accents, because people leave them out.
//!
//! What follows from a word, alone or beside others, is not known here.

/// What a column may mean.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::load::import) enum Meaning {
    Id,
    Label,
    Date,
    End,
    DateText,
    Kind,
    Summary,
    Countries,
    Participants,
    Organizations,
    Place,
    Topics,
    Note,
    Outcomes,
    Url,
    Headline,
    Publisher,
    Published,
    Author,
    Body,
    Language,
    Quote,
    Speaker,
    Role,
    Articles,
    Latitude,
    Longitude,
}

/// How surely a name means something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::load::import) enum Sure {
    /// A word beside its head says so: what stands in the column must say it too.
    Aside,
    /// Its head does.
    Head,
    /// It is just that name.
    Whole,
}

/// The names by which columns are known, in small letters: whole names without signs, and words that a name of several has.
/// The first that fits counts.
pub(super) const NAMES: [(Meaning, &str, &str); 27] = [
    (
        Meaning::Id,
        "id uid uuid guid key pk ид код # № no nr num ref reference номер number пп idx index rowid n identifier \
         identifiant identificador kennung lfdnr laufendenummer nummer numero seq serial sn slno srno rowno \
         entryno recordno caseno symbol 序号 编号",
        "id uid uuid ref номер identifier identifiant serial docid reference symbol code number",
    ),
    (
        Meaning::Url,
        "url urls link links href uri website web webpage permalink ссылка ссылки адрес адресстраницы \
         источникссылка enlace enlaces lien liens verweis quelllink weblink canonical canonicalurl sourcelink \
         readmore more pdf collegamento baglanti odnosnik 链接 网址",
        "url link href uri ссылка permalink enlace lien weblink canonical",
    ),
    (
        Meaning::End,
        "end dtend enddate dateend until till to finish ended closes датаокончания конец окончание датапо до ende fin \
         bis fecha_fin fechafin datefin datedefin enddatum fino koniec bitis",
        "end until finish конец окончания окончание ende bis",
    ),
    (
        Meaning::Published,
        "published publishedat pubdate seendate datepublished publicationdate posted postedat датапубликации \
         опубликовано опубликована publishdate issued pubts pubtime pubdatetime publicado publie \
         veroffentlicht veroffentlichungsdatum opublikowano fechadepublicacion datedepublication 发布日期",
        "",
    ),
    (
        Meaning::DateText,
        "datetext displaydate dateasprinted datewords datestring dateraw rawdate datedescription dateverbatim",
        "",
    ),
    (
        Meaning::Date,
        "date dates dtstart when day start startdate datestart begin begindate from started дата даты когда день \
         датаначала начало year datetime timestamp число occurred occurredat happened happenedat held год ts time \
         eventday datum fecha tarih data moment месяц month период period wann quand cuando kiedy jour dia dato \
         termindatum eventdates whendidithappen 日期 时间",
        "date day when дата datum fecha когда год начало начала start month year месяц период tarih wann quand \
         cuando jour dia temporal",
    ),
    (
        Meaning::Headline,
        "articletitle sourcetitle headline headlines заголовокстатьи articleheadline schlagzeile uberschrift \
         titular titulares manchete newstitle storytitle papertitle hed",
        "headline schlagzeile titular hed",
    ),
    (
        Meaning::Latitude,
        "latitude lat широта breitengrad latitud latitudine ycoord coordy",
        "latitude lat широта breitengrad latitud ycoord",
    ),
    (
        Meaning::Longitude,
        "longitude lon lng long долгота langengrad longitud longitudine xcoord coordx",
        "longitude lon lng долгота langengrad longitud xcoord",
    ),
    (
        Meaning::Quote,
        "quote quotes quotation quotations statement statements said saidwhat whatwassaid words verbatim \
         utterance remarksmade цитата цитаты высказывание высказывания заявление заявления слова zitat zitate \
         cita citas citation citations citazione citacao cytat alinti propos direktezitate directspeech soundbite \
         soundbites pullquote utterances speech keyquote keyquotes прямаяречь реплика 引文 引用",
        "quote quotation quotes quotations words verbatim цитата цитаты высказывание высказывания zitat cita \
         citation propos soundbite utterance answered answer reply",
    ),
    (
        Meaning::Speaker,
        "speaker speakers saidby attributedto attribution quotedby quoted spokesperson spokesman spokeswoman \
         whosaid whosaidit спикер ктосказал авторцитаты говорит сказал redner sprecher sprecherin orador portavoz \
         orateur locuteur quotedperson speakername whosaidthat said_by wer interviewee claimant voice 发言人",
        "speaker spokesperson spokesman attributed quoted спикер сказал redner sprecher orador portavoz orateur \
         claimant interviewee",
    ),
    (
        Meaning::Publisher,
        "source sources sourcename publisher publishername outlet media news newssource newspaper agency site \
         domain journal magazine publication источник источники издание сми газета агентство портал quelle \
         quellen fuente fuentes fonte zrodlo kaynak periodico diario medio medien zeitung newsoutlet \
         publicationtitle publicationname feed channel broadcaster provider wire src srcname 来源",
        "publisher outlet newspaper paper media издание газета агентство сми source источник quelle fuente fonte zrodlo \
         kaynak journal periodico broadcaster sourcename src publication magazine",
    ),
    (
        Meaning::Author,
        "author authors byline journalist journalists reporter reporters correspondent writer writers автор \
         авторы журналист корреспондент verfasser autor autorin autores auteur auteurs autore autori yazar \
         bylines creator creators columnist 作者",
        "author byline journalist reporter writer журналист verfasser autor auteur autore columnist",
    ),
    (
        Meaning::Language,
        "language lang язык sprache langue idioma lingua jezyk dil langcode 语言",
        "language lang язык sprache langue idioma",
    ),
    (
        Meaning::Role,
        "role position jobtitle post office rank роль должность funktion fonction funcion cargo poste posicion \
         amt stelle rolle capacity designation portfolio occupation affiliationrole пост звание",
        "role position должность funktion fonction cargo designation rolle пост звание",
    ),
    (
        Meaning::Kind,
        "type kind category class eventtype тип вид категория art typ tipo categorie categoria genre genero tur \
         rodzaj kategorie kategoria eventkind 类型",
        "type kind category тип вид категория tipo typ kategorie categorie categoria genre class subtype mode modality modus",
    ),
    (
        Meaning::Organizations,
        "organizations organisations organization organisation organiser organizer organisers organizers \
         companies company institutions institution agencies bodies организации организация компании \
         компания организатор организаторы organisationen institutionen behorde behorden unternehmen firma firmen \
         entreprise entreprises societe empresa empresas organizacion organizaciones organizzazioni \
         organizzazione agency firm firms org orgs entity entities delegation_org stakeholder stakeholders unit \
         units",
        "organizations organisations organization organisation companies company organisers organizers \
         institutions организация организации компания компании unternehmen entreprise empresa organizacion \
         behorde agency department dept firm org orgs entity entities plaintiff defendant respondent applicant petitioner \
         claimants buyer seller investor operator offtaker supplier lender contractor employer",
    ),
    (
        Meaning::Countries,
        "country countries nation nations nationality citizenship страна страны land lander pays pais pais paises \
         государство государства iso2 iso3 staaten staat laender kraj kraje ulke ulkeler paese paesi state states \
         jurisdiction jurisdictions territory countryname countrynames countrycode countrycodes iso geography \
         origin destination hostcountry 国家",
        "country countries nation nations страна страны государства участницы nationality staat staaten pais pays \
         paese paesi kraj ulke jurisdiction jurisdictions nationen belligerent belligerents",
    ),
    (
        Meaning::Place,
        "place location where geo city venue town province region district area locality municipality village \
         county oblast site settlement место город где куда локация регион область район ort lieu lugar \
         местопроведения населённыйпункт населенныйпункт stadt veranstaltungsort schauplatz ville endroit ciudad \
         localidad citta luogo cidade local miejsce miasto yer sehir adresse direccion adress spot hq \
         headquarters neighbourhood neighborhood locale whereabouts locations places cities 地点",
        "place location city venue town province region district municipality village место город регион область \
         район stadt ville ciudad localidad luogo citta cidade miejsce miasto sehir settlement locality spatial \
         geo locations places cities destination neighbourhood",
    ),
    (
        Meaning::Participants,
        "participants participant people persons person actors actor who keypeople attendees names delegates \
         delegation officials leaders parties party witness witnesses involved target targets perpetrator \
         perpetrators perpetratorgroup suspects signatories signatory members guests representatives ministers \
         politicians figures players teilnehmer participantes стороны участники участник лица кто персоны \
         действующиелица участвовали фигуранты присутствовали представители гости делегация делегаты подписанты \
         teilnehmende teilnehmerinnen beteiligte akteure personen acteurs personnes intervenants protagonistes \
         protagonistas asistentes personas invitados partecipanti persone uczestnicy osoby katilimcilar cast \
         characters protagonists interlocutors interlocutor dignitaries principals panelists panellists lineup \
         convened presenters moderator moderators hosts host visitor visitors counterparts counterpart \
         negotiators signers dignitary invitees whowasthere whoattended attendance present 参与者 人物",
        "participants people persons person actors attendees actor delegates delegation officials leaders parties \
         party signatories members guests representatives ministers figures players who участники участник \
         персоны лица кто представители гости делегация участвовал стороны teilnehmende teilnehmer beteiligte \
         akteure personen acteurs personnes intervenants protagonistas participantes asistentes personas \
         uczestnicy katilimcilar protagonists interlocutors panelists presenters hosts visitor visitors \
         counterparts negotiators invitees suspects arrested individuals politician names hosted speakers \
         celebrities faction factions combatant combatants",
    ),
    (
        Meaning::Topics,
        "tags tag labels topics topic keywords keyword themes theme subjects parolechiave palavraschave slowakluczowe sector sectors issues теги тег темы \
         тема ключевыеслова рубрика рубрики отрасль themen schlagworte schlagworter stichworte stichworter \
         motscles palabrasclave etiquetas temas tema sujets materias temat konu commodity commodities mineral \
         minerals metal metals subjectmatter beat beats vertical issue area areas policyarea 主题 关键词",
        "tags topics keywords themes sectors теги темы слова thema themen schlagworte motscles temas etiquetas \
         beat commodity commodities mineral minerals metal metals policyarea",
    ),
    (
        Meaning::Outcomes,
        "outcome outcomes result results decision decisions conclusions итог итоги результат результаты решение \
         решения ergebnis ergebnisse beschluss beschlusse resultat resultats resultado resultados acuerdos \
         decisiones risultato esito wynik sonuc deliverable deliverables resolution resolutions ruling verdict \
         consequence consequences fallout aftermath impact_result achievements agreementsreached nextstep",
        "outcome outcomes results decisions итог итоги результат результаты ergebnis beschluss resultat resultado \
         resultados deliverable deliverables verdict consequence consequences fallout aftermath conclusion \
         conclusions",
    ),
    (
        Meaning::Note,
        "note notes comment comments remark remarks примечание примечания комментарий комментарии пометки \
         bemerkung bemerkungen anmerkung anmerkungen notiz notizen hinweis kommentar kommentare remarque \
         remarques commentaire commentaires nota notas observaciones comentarios comentario osservazioni uwagi \
         notlar caveat caveats footnote footnotes editorsnote annotation annotations context background \
         significance relevance analysis memo 备注",
        "notes note comment comments remarks примечание комментарий bemerkung anmerkung notiz hinweis remarque \
         commentaire observaciones comentarios uwagi caveat footnote annotation relevance",
    ),
    (
        Meaning::Body,
        "body articlebody fulltext content articletext transcript story текстстатьи полныйтекст volltext texto \
         textecomplet textocompleto cuerpo maintext articlecontent paras paragraphs plaintext rawtext htmlbody",
        "body volltext",
    ),
    (
        Meaning::Summary,
        "summary description overview text details abstract desc terms snippet excerpt lead agenda narrative outline \
         account info information описание содержание текст подробности кратко суть beschreibung descripcion \
         descripcion resume аннотация zusammenfassung inhalt kurzbeschreibung resumen detalles detail sintesis \
         sommaire contenu riassunto descrizione resumo descricao opis ozet aciklama blurb gist recap teaser \
         standfirst dek subhead subheadline subtitle excerpted nutgraf particulars tellusmore whatweknow \
         discussion minutes points bullets report synopsis 摘要 描述",
        "summary description desc details terms narrative abstract описание подробности содержание суть \
         nature beschreibung zusammenfassung inhalt resumen resume descripcion detalles descrizione opis ozet blurb gist \
         recap teaser standfirst dek synopsis excerpt minutes report descr particulars points",
    ),
    (Meaning::Articles, "articles references источникистатьи статьи artikel quellenartikel", "articles references"),
    (
        Meaning::Label,
        "label title event events name what whathappened subject incident happening meeting headlineofevent \
         событие название заголовок что наименование мероприятие чтопроизошло произошло titel titre titulo titulo \
         ereignis veranstaltung termin betreff anlass vorgang evenement intitule libelle acontecimiento evento \
         eventos suceso hecho encabezado acontecimento titolo wydarzenie tytul olay baslik occasion episode \
         development developments milestone oneliner heading caption synopsisline deal agreement treaty accord \
         memorandum mou motion bill initiative hearing case debate session summit conference forum visit trip \
         engagement activity encounter affair nombre nom nome nazwa isim naam eventlabel shorttitle workingtitle 标题 事件 名称",
        "title label event what incident happened meeting название наименование событие заголовок мероприятие \
         произошло titel ereignis veranstaltung termin betreff anlass evenement intitule acontecimiento evento \
         suceso titolo titre titulo wydarzenie tytul olay baslik occasion heading oneliner bill agreement treaty \
         motion summit forum conference debate visit",
    ),
];

/// How words begin that change their ends: asked where no whole word is known. The first that fits counts.
pub(super) const STEMS: [(Meaning, &str); 19] = [
    (Meaning::Date, "дату датой дати күн мерзім arriv прибыти приезд заїзд приїзд observ"),
    (Meaning::End, "окончани завершени убыти отъезд закінчен завершенн departure depart returned аяқтал"),
    (Meaning::Url, "ссылк посилан сілтеме hyperlink permalink"),
    (Meaning::Speaker, "spokes спикер спікер докладчик доповідач баяндамашы оратор выступа"),
    (Meaning::Publisher, "outlet newspaper газет издани видання джерел источник дереккөз басылым источ видан"),
    (Meaning::Author, "журналист журналіст корреспондент кореспондент автор сценарист колумнист обозревател"),
    (Meaning::Role, "capacit должност посад лауазым занимаем"),
    (Meaning::Countries, "countr nation стран держав государств країн мемлекет ел юрисдикц"),
    (
        Meaning::Organizations,
        "organis organiz compan institut agenc ministr committee commission employ firm operator investor \
         contractor buyer seller owner authorit организ організ компани компані ведомств відомств министерств \
         міністерств комитет комітет ұйым комиссия комісія учрежден предприяти фирм агентств холдинг корпорац \
         заказчик подрядчик инвестор поставщик покупател продав истец истц ответчик ұйымдар",
    ),
    (
        Meaning::Participants,
        "particip attend deleg stakehold visitor perpetrat suspect attacker witness свидетел свідк eyewitness \
         represent official leader minister signator victim detain affected recipient beneficiar counterpart side \
         person participa участ учасник делегац делегат делегац представител представник гост глава голов лидер \
         лідер сторон персон министр міністр задержан затриман пострадавш потерпіл подозреваем қатысушы тарап \
         состав руковод прізвищ фамил посадов собеседник визави герой герои фигурант обвиняем арестован погибш переговорщик подписант докладчик \
         принимал встреч",
    ),
    (
        Meaning::Place,
        "venue settlement locat room hall address building зал помещени приміщенн адрес площадк территор \
         майданчик мест місц город міст населен локац регион регіон област район жер орын орны қала пункт насел \
         локаци арен",
    ),
    (
        Meaning::Topics,
        "tag topic keyword theme sector industr commodit mineral тег тем рубрик отрасл галуз сектор тақырып сала \
         металл полезн направлени сырь",
    ),
    (
        Meaning::Outcomes,
        "outcome result decision итог результат решени рішенн підсумк нәтиже шешім договор домовлен достигнут последств \
         закончил",
    ),
    (
        Meaning::Note,
        "note comment remark thought observation significan importan background context implicat impact фон \
         контекст значени значенн предыстори примечан приміт комментар коментар заметк нотат замітк мысл пометк \
         ескерт түсінік оговорк справк",
    ),
    (
        Meaning::Quote,
        "quot utteran testimon speech phrase фраз цитат высказыван висловлюван реплик дәйексөз дословн прозвуч \
         выдержк",
    ),
    (Meaning::Language, "язык мова тілі"),
    (
        Meaning::Summary,
        "summar descri narrat synops explan purpos поясн разъясн описан опис содержан зміст подробн повестк \
         порядок сипаттама мазмұн резюме развернут развёрнут детал сюжет",
    ),
    (Meaning::Kind, "categor категори категорі түрі"),
    (
        Meaning::Label,
        "measure action мера меры захід назван назва событи подія події подій мероприят захід заголов вопрос \
         питанн оқиға іс-шара атауы incident сделк соглашени договор законопроект эпизод случа инициатив суть \
         визит переговор цель цели",
    ),
];

/// Words that ask, at the beginning of a name: they say more than what stands behind them.
pub(super) const ASKING: [(&str, Meaning); 44] = [
    ("wo", Meaning::Place),
    ("donde", Meaning::Place),
    ("onde", Meaning::Place),
    ("dove", Meaning::Place),
    ("wann", Meaning::Date),
    ("cuando", Meaning::Date),
    ("quand", Meaning::Date),
    ("quando", Meaning::Date),
    ("quien", Meaning::Participants),
    ("quienes", Meaning::Participants),
    ("quem", Meaning::Participants),
    ("qui", Meaning::Participants),
    ("chi", Meaning::Participants),
    ("warum", Meaning::Note),
    ("pourquoi", Meaning::Note),
    ("куда", Meaning::Place),
    ("куди", Meaning::Place),
    ("why", Meaning::Note),
    ("почему", Meaning::Note),
    ("чому", Meaning::Note),
    ("зачем", Meaning::Note),
    ("whose", Meaning::Speaker),
    ("чьи", Meaning::Speaker),
    ("чьё", Meaning::Speaker),
    ("чье", Meaning::Speaker),
    ("чьими", Meaning::Speaker),
    ("чиї", Meaning::Speaker),
    ("откуда", Meaning::Publisher),
    ("звідки", Meaning::Publisher),
    ("что", Meaning::Label),
    ("що", Meaning::Label),
    ("кім", Meaning::Participants),
    ("қайда", Meaning::Place),
    ("қашан", Meaning::Date),
    ("when", Meaning::Date),
    ("where", Meaning::Place),
    ("who", Meaning::Participants),
    ("what", Meaning::Label),
    ("когда", Meaning::Date),
    ("где", Meaning::Place),
    ("кто", Meaning::Participants),
    ("коли", Meaning::Date),
    ("де", Meaning::Place),
    ("хто", Meaning::Participants),
];

/// Words of saying: who does so is the speaker, what is so is the quote.
pub(super) const SAYING: [&str; 16] = [
    "said",
    "says",
    "say",
    "quoted",
    "quote",
    "spoken",
    "stated",
    "attributed",
    "told",
    "speaking",
    "spoke",
    "сказал",
    "говорит",
    "сказано",
    "сказав",
    "цитаты",
];

/// How words of reporting begin: who does so is where it is known from, when it is so is when it was published.
pub(super) const REPORTING: [&str; 16] = [
    "reported",
    "published",
    "wrote",
    "covered",
    "broadcast",
    "carried",
    "сообщ",
    "повідом",
    "написал",
    "написав",
    "пишет",
    "опублик",
    "опублік",
    "передал",
    "повідомл",
    "хабарла",
];

/// Words that say what something is called or written as, and not what it is.
pub(super) const GENERAL: &str = "чём чем чему чего name names text title value list full short main key all of the and полное краткое involved it was is \
    were are did does do that this which a an or we you should any anything from in on at to e.g if please \
    some what's s и в на с о об по для le la les el los las der die das den im am und et y debut begin begins onset inicio beginn anfang";

/// Words of columns that are about the record, or about a thing in it, and no part of what happened.
pub(super) const OTHER: &str = "check review access retrieval update load loaded ingest ingested import export \
    created updated modified accessed retrieved download downloaded crawled scraped birth born verified \
    checked reviewed edited added entered imported uploaded collected logged registered deadline expires \
    expiry due изменения создания проверки рождения обновления count counts total amount sum share percent \
    rate score количество число сумма image photo thumbnail picture logo avatar icon video фото age gender \
    sex email phone parser status stage size value price cost costs budget length pages duration priority \
    precision granularity version hash likes views shares followers retweets tone sentiment license licence \
    hex wikidata qid lastmod sync synced owner assignee assigned follow followup latest weather crawl extracted extraction submitted submitter coder coded \
    annotator editor edit edits access статус стадия объём объем расходы стоимость цена приоритет точность \
    уверенность достоверность confidence certainty sureness reliability model prompt voters yes abstain \
    absent paywalled fax whatsapp telephone homepage cover banner embed media_type mimetype width height \
    paywall uhrzeit heure hora killed injured wounded dead fatalities casualties deaths \
    victims losses arrests detained_count убито ранено погибло загиблих поранених";

/// How words of keeping a list, of being born and of a term to be kept begin, in languages other than English: such a day is
/// not when something was.
pub(super) const KEEPING: [&str; 42] = [
    "внес",
    "внёс",
    "добав",
    "заполн",
    "провер",
    "перевір",
    "обнов",
    "оновл",
    "создан",
    "создал",
    "измен",
    "змінен",
    "контактн",
    "erstell",
    "erfass",
    "geander",
    "aktualis",
    "bearbeit",
    "gebor",
    "geburt",
    "frist",
    "gultig",
    "creaci",
    "actualiz",
    "modific",
    "modifi",
    "nacimient",
    "plazo",
    "vigenc",
    "naissance",
    "echeanc",
    "aggiorna",
    "inserit",
    "nascit",
    "nascim",
    "scadenz",
    "atualiz",
    "prazo",
    "gewijzigd",
    "guncelle",
    "dogum",
    "urodz",
];

/// Words that say, with `on` or `at` behind them, when something happened.
pub(super) const HAPPENED: [&str; 35] = [
    "signed",
    "held",
    "said",
    "happened",
    "occurred",
    "place",
    "opened",
    "met",
    "started",
    "began",
    "announced",
    "launched",
    "concluded",
    "observed",
    "filed",
    "decided",
    "adopted",
    "ruled",
    "arrested",
    "attacked",
    "conducted",
    "visited",
    "convened",
    "delivered",
    "effective",
    "enacted",
    "ratified",
    "imposed",
    "approved",
    "voted",
    "event",
    "reported",
    "spoken",
    "stated",
    "agreed",
];
