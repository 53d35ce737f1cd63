"""Words that say little about what a question is about: general verbs, adjectives and adverbs of the three languages.

They weigh little when a sentence is compared with a question, so that "What does the new law bring?" is not refused
because no source says "bring". Topic nouns never belong here: a sentence without the asked noun is no answer.
Folded; compared by stem.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from corpus.stem import stem
from corpus.types import Language

LIGHT_WORDS: Final[dict[Language, frozenset[str]]] = {
    "en": frozenset(
        """
        new newly old recent recently current currently now today yesterday actually exactly really officially formally
        main major important importance big key basic general overall particular specific certain different various own
        good best better great high low full whole entire real possible necessary able available
        make made making get got give given giving take taken taking put bring brings come came go goes going gone keep
        use used using need needs want wants try help helps let mean means know say said tell told see show shown find
        found become becomes became begin begins start starts started happen happened deal deals handle handles handled
        concern concerns involve involved include included including relate related regarding according affect affects
        influence change changes provide provides provided offer offers allow allows require requires required call
        called consider considered believe think expect expected look looks work works working do doing done play played
        plays act acts step steps way ways thing things part parts side case cases kind kinds type types sort point
        matter issue issues question questions answer role place long short soon yet still even already ever never again
        always first-hand together internet online people person persons anyone someone everyone everybody somebody
        it's what's who's press media apply applies applied stage write writes written state stated brief briefly quick
        enough whether among amongst within during after before since until because therefore however also only-if
        only merely just plain words simple wonder wondering hear hears heard far hand hands jobs job
        decide decides decided set sets exist exists existing carry out up down off away
        """.split()
    ),
    "ru": frozenset(
        """
        новый новая новое новые недавно сейчас теперь сегодня вчера именно точно официально действительно фактически
        главный основной важный важно важность большой крупный ключевой общий определенный конкретный разный другой иной
        хороший лучший высокий полный целый настоящий возможный необходимый нужный нужен нужна нужно данный
        делать сделать делает дать дает давать брать взять поставить принести приносит прийти идти использовать
        использует хотеть помогать помогает значить знать сказать говорить говорится рассказать показать найти стать
        становится начать начинается произойти происходит произошло касается касаться касаются связан связанный
        включать включает относиться относится согласно влиять повлияет повлиять влияние изменить изменится изменения
        предоставлять предоставляет предусматривать предусматривает предусмотрено позволять позволяет требовать требует
        требуется считать считается полагать ожидать ожидается выглядеть работать работает играть играет
        заниматься занимается занимаются шаг путь способ образом вещь часть сторона случай вид тип род момент вопрос
        ответ тема роль место долго скоро еще уже даже всегда никогда снова вместе интернет интернете человек люди
        кто-то каждый пресса сми применять применяется написать пишут пишет кратко коротко вкратце достаточно среди
        внутри во время после перед с тех пор потому однако решить решает решили существовать существует проводить
        проводится вести ведется должно должен должна должны следует стоит каков какова каково каковы сколко
        только лишь всего простыми словами просто понятно интересно выходить выходит выходящие предел
        рамках рамки отношении поводу насчет касательно ссылаются говоря никто кроме
        """.split()
    ),
    "az": frozenset(
        """
        yeni kohne indi hazirda bu gun dunen artiq halhazirda resmi resmen heqiqeten deqiq mehz
        esas muhum boyuk kicik umumi muayyen muxtelif basqa diger yaxsi yuksek tam butun real mumkun lazim lazimdir vacib
        vacibdir etmek edir eder edecek vermek verir verecek almaq alir goturmek gotururler qoymaq getirmek getirir gelmek
        getmek istifade istemek isteyir bilmek bilir demek deyir demekdir gostermek tapmaq olmaq baslamaq basladi basverdi
        verdi aiddir aid bagli elaqedar daxil daxildir tesir deyisiklik deyisir dəyişəcək temin teklif imkan icaze teleb
        sayilir hesab gozlenilir isleyir isler oynayir oynayib mesgul addim yol usul sey hisse teref hal nov tip
        mesele sual cavab movzu rol yer uzun qisa qisaca tezlikle hele hetta hemise hec yeniden birlikde internet
        internetde insan insanlar adam kimse her kes metbuat media tetbiq yazir yazilib kifayet arasinda arasindadir
        sirasinda icinde erzinde sonra evvel beri ucun buna gore lakin qerar var varmi varsa yoxdur mövcuddur movcud
        yalniz cemi tekce sade dille sozlerle maraqli baxim baximindan yeni ehate elemek eleyir
        aparmaq aparilir aparilmali heyata kecirmek kecirilir muqabilinde cercivesinde esasen esasinda gore uzre dair
        barede haqqinda istinaden goturulub dedikde qalir qalib nece necedir necə
        """.split()
    ),
}


@lru_cache(maxsize=3)
def _stems(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in LIGHT_WORDS[language])


def is_light(word: str, language: Language) -> bool:
    """Whether a folded word says little about a question's subject."""
    return word in LIGHT_WORDS[language] or stem(word, language) in _stems(language)
