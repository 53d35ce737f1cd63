"""Words that say little about what a question is about: general verbs, adjectives and adverbs of the three languages.

They weigh little when a sentence is compared with a question, so that "What does the new law bring?" is not refused
because no source says "bring". Topic nouns never belong here: a sentence without the asked noun is no answer.
Folded; compared by stem.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from corpus.stem import stem
from corpus.types import Language

_ENGLISH: Final = """
    able absolutely according act acts actually affect affects after again alike allow allows almost already also
    although always amid among amongst answer anyone anything anyway anywhere apparently applied applies apply
    approximately arise ask aspect attached available away basic became because become becomes before begin begins
    believe besides best better beyond big bigger biggest brief briefly bring brings brought bunch call called came
    carry case cases certain change changes clarify clearly come concern concerns consider considered context
    correct covered covers curious current currently deal deals dealt dear decide decided decides decision dedicated
    describe described describes despite detail devoted devotes different discuss do doing done down during early
    easily either else elsewhere emphasis enough ensue entire especially essentially even eventually ever everybody
    everyone everything everywhere exactly exist existing exists expect expected fact fairly far few finally find
    first-hand follow formally formerly found full furthermore general get give given giving go goes going gone good
    got govern governed governs great guess hand handle handled handles hands happen happened hear heard hears hello
    help helps hence hi high hope however huge imagine importance important include included including indeed
    influence instead internet involve involved issue issues it's job jobs just keep key kind kinds know largely
    lately let likely little long look looks lot low made main major make making matter maybe mean means meanwhile
    media mention merely moreover mostly nearly necessary need needs neither never nevertheless new newly nobody
    nonetheless normally notable nothing now nowadays numerous obviously occur off offer offers officially ok old
    online only only-if otherwise out overall own part particular parts people per perhaps person persons place
    plain play played plays point possible precise prescribe prescribes press pretty previously probably provide
    provided provides put question questions quick rather real really recall recent recently refer regarding
    regulate regulated regulates relate related remain remarkable remember require required requires role roughly
    said same say see seem sense serve set sets several short show shown side significant similar simple simply
    since small somebody somehow someone something somewhat somewhere soon sorry sort speak specific stage start
    started starts state stated stay step steps still story stuff sum suppose surely take taken taking talk tell
    thanks therefore thing things think though thus tiny today together told towards true truly try turn type types
    typically understand understood until up upon use used using usually various via want wants way ways what's
    whatever whenever whereas wherever whether whichever while who's whoever whole wish with within wonder wondering
    words work working works write writes written yesterday yet
"""
_RUSSIAN: Final = """
    аспект безусловно берет благодарю большой брать будто важно важность важный ведется верно вероятно вести вещь
    взял взять вид видимо включает включать вкратце влияние влиять вместе внимание внутри во возможный возникать
    возьмет вообще вопрос впрочем время всегда всего всякий входит входят вчера выглядеть высокий выступать выходит
    выходить выходящие главный говорится говорить говоря готовлю давать дает даже дайте данный датировано дать
    действительно делает делать держать деталь детально долго должен должна должно должны допустим достаточно другой
    едва еще занимается заниматься занимаются зато здравствуйте знает знать значимый значительный значить знаю
    играет играть идет идти идут изменения изменится изменить имеет именно иметь иногда иной интересно интернет
    интернете использовать использует итак каждый кажется каков какова каково каковы касается касательно касаться
    касаются ключевой конечно конкретный контекст коротко кратко кроме крупный кстати кто-то лишь лучший любой
    любопытно люди маленький мало материал меньше место многие множество могу можете можешь момент наверное найти
    написать например настоящий насчет находиться начать начинается небольшой недавно нежели некий некоторый немного
    необходимый несет несколько нести никогда никто новая новое новость новые новый носит нужен нужна нужно нужный
    нынешний нынче образом обсуждать общий обычно огромный одинаковый однако ожидается ожидать оказаться оказывается
    около описать описывает определенный основной остальной остаться ответ отдельно относится относиться отношении
    отчасти официально перед пишет пишут повлияет повлиять поводу подобный подробный подскажите позволяет позволять
    позже пойдет пока показать полагать полностью полный помогает помогать понимать понятно понять пор посвящен
    посвящена посвящено после поставить постоянно потому похоже почти поэтому поясните правда правдивый практически
    предел предоставляет предоставлять предусматривает предусматривать предусмотрено предыдущий прежде прежний
    пресса приблизительно приведет привести привет приводит прийти применяется применять примерно принести приносит
    пришел проводится проводить произойти произошло происходит пройти просто простыми проходит прочий прошел прошла
    пусть путь работает работать разный разумеется рамках рамки ранее рассказать реально регулирует регулируется
    редко решает решение решении решили решить род роль с самый свежий связан связанный сделать сегодня сейчас скажи
    сказать сколко скоро следовательно следует словами словно служить случай случиться сми смогут сможет смысл снова
    собственно согласно сообщение спасибо способ среди ссылаются ставить становится старый стать стоит сторона
    сумеет суть существенный существовать существует считается считать текущий тема теперь тех тип тогда только
    точно требовать требует требуется удалось уже узнаем упоминается упомянуть уточните фактически фактор хороший
    хотелось хотеть хотим хочется хочу целиком целый частично часть человек число чуть шаг шла штука якобы
"""
_AZERBAIJANI: Final = """
    adam addim adeten aid aiddir alir almaq anlamaq aparilir aparilmali aparmaq arasinda arasindadir artiq aspekt
    atan atdi atib atir atmaq ayrica azi bagli balaca barede basladi baslamaq basqa basverdi baxim baximindan
    baxmayaraq behs bele belelikle belke beri bezen bezi bilavasite bildirir bilek bilir bilmek bilmirem biraz
    birlikde boyuk bu buna butun cavab cekdi ceken cekib cekir cekmek cemi cercivesinde coxlu coxu cunki dahada daim
    dair danis danisilir danisir daxil daxildir dayanmaq dedikde demek demekdir deqiq detal deyir deyisecek
    deyisiklik deyisir diger dille diqqet dogru dogrudurmu dunen durmaq dusunmek duzgun edecek eder edilmeli edir
    ehate ehemiyyetli ehtimal elan elaqedar elbette elemek eleyir erzinde esas esasen esasinda eslinde etdiyi etmek
    etrafli evvel evvelki eyni filan galan gedib gedir gelecekde gelib gelmek getirir getirmek getmek gore gorsenir
    gorunur gostermek goturmek goturulub gotururler gozlenilir gun guya hal halbuki halhazirda haqqinda hazirda
    hazirki hec hele hemise heqiqeten her hesab hetta heyata hisse icaze icinde imkan indi indiki insan insanlar
    internet internetde isler isleyir istemek isterdim isteyir istifade istinaden kecdi kecen kecib kecirilir
    kecirmek kecmek kes kicicik kicik kifayet kimse kohne konkret kontekst lakin lazim lazimdir mahiyyet maraqli
    media mehz mesele mesgul metbuat minnetdaram movcud movcuddur movzu muayyen muhum mumkun muqabilinde muxtelif
    nece necedir nezerde nezere nisbeten nov oldugu olmaq olunmus oxsar oynayib oynayir ozleri ozu qalan qalib qalir
    qalmaq qerar qisa qisaca qismen qoymaq real resmen resmi rol sade sadece sagol salam sanki sanmaq sayilir sey
    sirasinda sonra soylemek soyleyin sozlerle sozsuz sual suphesiz tam tapmaq tekce teklif teleb temin tenzimlenir
    tenzimleyir teqriben teref tesekkur tesir tetbiq texminen teze tezlikle tip tutulub tutulur tutur ucun umumi
    umumiyyetle usul uzre uzun vacib vacibdir var varmi varsa verdi verecek veren verir vermek xeberi xeyli xususen
    xususi xususile yalniz yalnizca yaxsi yazilib yazir yeni yeniden yeqin yer yetirilir yol yoxdur yuksek zenn
"""
LIGHT_WORDS: Final[dict[Language, frozenset[str]]] = {
    "en": frozenset(_ENGLISH.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "az": frozenset(_AZERBAIJANI.split()),
}


@lru_cache(maxsize=3)
def _stems(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in LIGHT_WORDS[language])


def is_light(word: str, language: Language) -> bool:
    """Whether a folded word says little about a question's subject."""
    return word in LIGHT_WORDS[language] or stem(word, language) in _stems(language)


# Endings by which a word is taken for a verb. A verb that no source uses is most often another way to say what they
# say ("поставили подпись", "imza atıb"), while a noun that none has is another subject.
_VERB_ENDINGS: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"\w{3,}(?:ed|ing)$"),
    "ru": re.compile(
        r"\w{2,}(?:ть|ться|ет|ют|ит|ят|ут|ат|ется|ются|ится|ятся|л|ла|ло|ли|лся|лась|лось|лись|ешь|ете|ите|ем|им|ена|ено|ены|ан|ана|аны|ута)$"
    ),
    "az": re.compile(
        r"\w{2,}(?:maq|mek|ir|ur|irlar|irler|ib|ub|ibdir|di|du|dilar|diler|acaq|ecek|acaqdir|ecekdir|mis|mus|misdir|ar|er|sa|se|"
        r"mali|meli|malidir|melidir|ilib|ulub|ilir|ulur|inib|unub|inir|unur)$"
    ),
}


def looks_like_verb(word: str, language: Language) -> bool:
    """Whether a folded word has the ending of a verb."""
    return _VERB_ENDINGS[language].match(word) is not None
