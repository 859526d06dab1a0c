//! Forms of one word that no endings explain: `meet` and `met`, `человек` and `люди`; and words that only look like a
//! form of another, as `news` of `new`.
//!
//! Each line of a table is one word in all the forms that the paradigms of [`super::inflect`] miss, folded.

use std::collections::HashMap;
use std::sync::LazyLock;

/// English verbs and nouns.
const ENGLISH: &str = "\
meet meets met meeting\nsay says said saying\nhold holds held holding\nmake makes made making\ntake takes took taken taking
give gives gave given giving\ngo goes went gone going\ncome comes came coming\nget gets got gotten getting
see sees saw seen seeing\nknow knows knew known knowing\nthink thinks thought thinking\ntell tells told telling
find finds found finding\nleave leaves left leaving\nfeel feels felt feeling\nbring brings brought bringing
begin begins began begun beginning\nkeep keeps kept keeping\nwrite writes wrote written writing\nstand stands stood standing
hear hears heard hearing\nrun runs ran running\npay pays paid paying\nsit sits sat sitting\nspeak speaks spoke spoken speaking
lead leads led leading\ngrow grows grew grown growing\nlose loses lost losing\nfall falls fell fallen falling
send sends sent sending\nbuild builds built building\nunderstand understands understood understanding
draw draws drew drawn drawing\nbreak breaks broke broken breaking\nspend spends spent spending\nrise rises rose risen rising
drive drives drove driven driving\nbuy buys bought buying\nwear wears wore worn wearing\nchoose chooses chose chosen choosing
fly flies flew flown flying\nwin wins won winning\nsell sells sold selling\nseek seeks sought seeking\nfight fights fought fighting
teach teaches taught teaching\ncatch catches caught catching\nsign signs signed signing\nbecome becomes became becoming
withdraw withdraws withdrew withdrawn withdrawing\nundertake undertakes undertook undertaken undertaking
overcome overcomes overcame overcoming\nshow shows showed shown showing\nshake shakes shook shaken shaking\nbeat beats beaten beating
steal steals stole stolen stealing\nswear swears swore sworn swearing\nforbid forbids forbade forbidden forbidding
forget forgets forgot forgotten forgetting\nfreeze freezes froze frozen freezing\nhide hides hid hidden hiding
shoot shoots shot shooting\nsleep sleeps slept sleeping\nstrike strikes struck striking\nthrow throws threw thrown throwing
do does did done doing\nhave has had having\nbe is are was were been being am\nlie lies lay lain lying\ndie dies died dying
bind binds bound binding\nlend lends lent lending\nfeed feeds fed feeding\nmean meant\ndeal deals dealt dealing
eat eats ate eaten eating\ndrink drinks drank drunk drinking\nsing sings sang sung singing\nring rings rang rung ringing
man men\nwoman women\nchild children\nperson people\nfoot feet\ntooth teeth\nmouse mice\ngoose geese\nox oxen
life lives\nwife wives\nknife knives\nleaf leaves\nhalf halves\nshelf shelves\nwolf wolves\nthief thieves\nloaf loaves
crisis crises\nanalysis analyses\nbasis bases\nhypothesis hypotheses\nthesis theses\ncriterion criteria\nphenomenon phenomena
good better best\nbad worse worst\nbusinessman businessmen\nspokesman spokesmen\nchairman chairmen\ncongressman congressmen
statesman statesmen\nspokeswoman spokeswomen\nserviceman servicemen\nfisherman fishermen\npoliceman policemen
gentleman gentlemen\nfrenchman frenchmen\nenglishman englishmen";

/// Russian nouns and verbs.
const RUSSIAN: &str = "\
человек человека человеку человеком человеке люди людей людям людьми людях
ребенок ребенка ребенку ребенком ребенке дети детей детям детьми детях
дочь дочери дочерью дочерей дочерям дочерьми дочерях\nмать матери матерью матерей матерям матерями матерях
сын сына сыну сыном сыне сыновья сыновей сыновьям сыновьями сыновьях
год года году годом годе годы годов годам годами годах лет
брат брата брату братом брате братья братьев братьям братьями братьях
друг друга другу другом друге друзья друзей друзьям друзьями друзьях
муж мужа мужу мужем муже мужья мужей мужьям мужьями мужьях
дерево дерева дереву деревом дереве деревья деревьев деревьям деревьями деревьях
лист листа листу листом листе листья листьев листьям\nстул стула стулу стулом стуле стулья стульев стульям
сосед соседа соседу соседом соседе соседи соседей соседям соседями соседях
хозяин хозяина хозяину хозяином хозяине хозяева хозяев хозяевам хозяевами
господин господина господину господином господа господ господам господами
имя имени именем имена имен именам именами именах\nвремя времени временем времена времен временам временами временах
путь пути путем путей путям путями путях\nнебо неба небу небом небеса небес небесам
чудо чуда чудом чудеса чудес\nсудно судна судну судном судне суда судов судам судами судах
цветок цветка цветку цветком цветы цветов цветам цветами\nухо уши ушей ушам\nоко очи очей
идти иду идет идем идут шел шла шло шли шедший\nпойти пойду пойдет пойдем пойдут пошел пошла пошло пошли
прийти приду придет придем придут пришел пришла пришло пришли\nуйти уйду уйдет уйдут ушел ушла ушло ушли
выйти выйду выйдет выйдут вышел вышла вышло вышли\nвойти войду войдет войдут вошел вошла вошло вошли
найти найду найдет найдем найдут нашел нашла нашло нашли\nпройти пройду пройдет пройдут прошел прошла прошло прошли
произойти произойдет произойдут произошел произошла произошло произошли
перейти перейдет перейдут перешел перешла перешло перешли\nподойти подойдет подойдут подошел подошла подошли
ехать еду едет едем едут ехал ехала ехали\nприехать приеду приедет приедут приехал приехала приехали
быть буду будет будем будут был была было были\nесть ем ест едим едят ел ела ели
дать дам даст дадим дадут дал дала дало дали\nвзять возьму возьмет возьмем возьмут взял взяла взяло взяли
мочь могу может можем могут мог могла могло могли\nсмочь смогу сможет сможем смогут смог смогла смогли
сесть сяду сядет сядем сядут сел села село сели\nрасти расту растет растем растут рос росла росло росли
вырасти вырасту вырастет вырастут вырос выросла выросло выросли\nвезти везу везет везут вез везла везли
лечь лягу ляжет лягут лег легла легли\nпомочь помогу поможет поможем помогут помог помогла помогло помогли
сказать скажу скажет скажем скажут сказал сказала сказало сказали\nписать пишу пишет пишем пишут писал писала писали
подписать подпишу подпишет подпишем подпишут подписал подписала подписало подписали
хотеть хочу хочет хотим хотят хотел хотела хотели\nбрать беру берет берем берут брал брала брали
вести веду ведет ведем ведут вел вела вело вели\nпровести проведу проведет проведем проведут провел провела провело провели
нести несу несет несем несут нес несла несли\nстать стану станет станем станут стал стала стало стали
начать начну начнет начнем начнут начал начала начало начали\nпринять приму примет примем примут принял приняла приняло приняли
понять пойму поймет поймем поймут понял поняла поняли\nпосетить посещу посетит посетим посетят посетил посетила посетили
хороший лучше лучший лучшая лучшие лучших\nплохой хуже худший худшая худшие худших";

/// Words that are no form of what they look like a form of.
const NO_FORMS: &[&str] = &[
    "allied",
    "athletics",
    "being",
    "ceiling",
    "customs",
    "during",
    "economics",
    "ethics",
    "evening",
    "goods",
    "lens",
    "mathematics",
    "means",
    "morning",
    "news",
    "physics",
    "politics",
    "series",
    "something",
    "species",
    "wedding",
];

/// The number of the lines that a word stands in.
static LINES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lines: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in ENGLISH.lines().chain(RUSSIAN.lines()) {
        for word in line.split(' ') {
            lines.entry(word).or_default().push(line);
        }
    }
    lines
});

/// The forms of a folded word that its endings do not explain, with some that they do; nothing for most words.
pub fn forms(folded: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let lines = LINES.get(folded).into_iter().flatten();
    lines.flat_map(|line| line.split(' ')).filter(move |form| *form != folded)
}

/// Whether a folded word is a word of its own, not the form that its ending makes it look like.
pub fn is_of_its_own(folded: &str) -> bool {
    NO_FORMS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold;

    #[test]
    fn forms_that_no_ending_explains_find_each_other() {
        assert!(forms("meet").any(|form| form == "met"));
        assert!(forms("лет").any(|form| form == "год"));
        assert_eq!(forms("uranium").count(), 0);
    }

    #[test]
    fn tables_are_folded_and_in_order() {
        for line in ENGLISH.lines().chain(RUSSIAN.lines()) {
            assert_eq!(fold(line), line);
            assert!(line.contains(' ') && line.trim() == line && !line.contains("  "), "{line}");
        }
        assert!(NO_FORMS.is_sorted());
    }
}
