"""The small words that give a language away, and the languages by name.

Two tables. `QUESTION_WORDS` is for what people ask: pronouns, question words, copulas, particles and the commonest
verbs, so that "State Security Service nə edir?" is Azerbaijani although most of its words are English.
`STOP_WORDS` is for documents: the commonest words of each language, enough to tell ours from their neighbours.
All of them are kept as `corpus.text.words` cuts and folds them, because Azerbaijani is often typed without its letters.
"""

from __future__ import annotations

from typing import Final

from corpus.text import words
from corpus.types import Language


def _set(text: str) -> frozenset[str]:
    return frozenset(words(text))


_AZ_QUESTION: Final = _set("""
    da
    nə nədir nədən necə neçə neçənci nəyi nəyə niyə kim kimdir kimi kimin kimə kimlər hansı hansıdır hansılar
    hansılardır hara harada haradadır haraya haradan haçan nəvaxt vaxt qədər barədə haqda haqqında üçün ilə və ya
    yoxsa bəs əgər amma ancaq lakin həm bu bunu bunun o onu onun onlar bunlar belə həmin biz siz sən mi mı mu mü də
    ki deyil var varmı yox yoxdur yoxdurmu bəli xeyr edir edib etdi edilib edilir etmək etmişdir etmişdi edən edəcək
    eləyir eyləyir oldu olub olur olunub olunur olmaq olacaq olunmuşdur olan verir verib verilib verdi deyir deyilir
    deyib imzaladı imzalayıb imzalanıb imzalamışdır imzalandı qoşulub təsdiq qəbul ilk son zaman görə kimdi nədi
    lazımdır lazım olar bilər hər bütün çox az daha qarşı edirlər ediblər olubmu edibmi salam haqqinda isə artıq
    mənə izah et göstər danış
    """)

_EN_QUESTION: Final = _set("""
    a what which who whom whose when where why how is are was were be been do does did has have had will would shall
    should can could may must the an of in on at to for from by with about into under between during against and or
    not if then this that these those it its they their he his she her we our you your i my me us there here say
    says said tell explain show many much long any all some every no yes hello hi please
    """)

_RU_QUESTION: Final = _set("""
    что чего чему чем кто кого кому кем какой какая какое какие каких каким каком какую какими когда где куда откуда
    почему зачем как сколько это этот эта эти или для про об о по из от при против между ли же бы не да нет будет
    есть был была было были может можно нужно надо делает делают подписал подписала подписали принял утвердил
    вступит вступила означает значит такое такой такая они она оно он его ее их мне мы вы ты я и в во на с со к у за
    но а скажи расскажи объясни chto chego chem kto kogo komu kem kakoj kakoi kakoy kakaya kakaja kakie kakih kakikh
    kakom kakoe kogda gde kuda otkuda pochemu zachem kak skolko skol'ko eto etot eta eti ili dlya dlja pro ob po iz
    ot pri protiv mezhdu li zhe bez uzhe est' est net da ne budet budut byl byla bylo byli mozhet mozhno nuzhno nado
    delaet delayut delat' podpisal podpisala podpisali podpisan podpisano prinyal prinyala prinyali prinyata prinyat
    utverdil utverdila utverdili vstupit vstupil govorit govoritsya skazano znachit takoe takoj takoy takaya oni ona
    ono ego eyo ih on mne nam vy ty ya mi privet rasskazhi obyasni v s k o u i do a
    """)

QUESTION_WORDS: Final[dict[Language, frozenset[str]]] = {
    "az": _AZ_QUESTION,
    "en": _EN_QUESTION,
    "ru": _RU_QUESTION,
}

# Words of the subject: they tell the language when nothing else does, but are borrowed into the other two.
TOPIC_WORDS: Final[dict[Language, frozenset[str]]] = {
    "az": _set("""
        maddə maddədə maddənin maddəsi maddəsində fəsil fəsli bənd bəndi bəndində qanun konvensiya konvensiyası
        konvensiyanın konvensiyada konvensiyanı konvensiyaya kibercinayət kibercinayətkarlıq ölkə ölkələr dövlət
        dövlətlər bmt dtx prezident prezidenti prezidentin protokol
        """),
    "en": _set("""
        articles article art para paragraph chapter section convention un country countries states state law treaty
        """),
    "ru": _set("""
        statya stat'ya stati statje statye glava punkt zakon strana stran strany strani konventsiya konvenciya
        konvencii konventsii konventsiyu konvenciyu gosudarstvo gosudarstva gosudarstv kiberprestupnost statey
        statej rossiya rossii rossija
        """),
}

LANGUAGE_NAMES: Final[dict[str, str]] = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "de": "German",
    "en": "English", "es": "Spanish", "fr": "French", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "kk": "Kazakh", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": _set("""
        the of and to in a is that for on with as by be at from this are was which or an it not have has its their
        will were been shall can may also such other any these they he she his her who but all if into under than
        more about between should would must said there when during after against you your we our how what use do
        does
        """),
    "az": _set("""
        və bu ilə üçün bir olan də da ki həm hər onun edən edib edir olaraq üzrə haqqında qarşı kimi daha görə o ya
        öz bütün digər çox isə sonra əvvəl onların bunun qeyd et etmək edilib edilir olub olunur olması nə hansı
        müvafiq tərəfindən arasında təmin zaman əsasında ölkə dövlət var yeni edilməsi olunması həyata bəzi əgər
        ancaq lakin deyil nəticəsində bilər olar ilk qəbul vasitəsilə belə sizin siz
        """),
    "ru": _set("""
        и в на с не что по к из а о для от за как это при или его он она они был была было были быть также их
        которые который которых которая которое которой которого которым со до же то так уже все если может том этой
        этого этом между более году год лет под об чтобы только ее бы во у мы вы но ли нет есть после через числе
        такие без тем будет
        """),
    "tr": _set("""
        ve bir bu için ile olarak da de olan daha çok gibi kadar sonra en ise veya ancak göre değil ne her o
        tarafından olduğu olup sadece şekilde ayrıca nasıl ki mi diye bunun şu üzerinde kendi olması etmek ilgili
        önce karşı arasında fakat hem biz siz var yok zaman böyle tüm birlikte ilk iki hakkında eden edilen
        konusunda
        """),
    "uz": _set("""
        va bu bilan uchun bir ham da emas edi ega esa har yil ular uning kerak mumkin qilish deb shu lekin keyin eng
        ko'ra bo'lgan bo'lib o'z qilgan haqida orqali qarshi yoki bo'yicha tomonidan hamda
        """),
    "de": _set("""
        der die und das in den von zu mit ist nicht ein eine des im auf für dem als auch es sich an werden aus er
        hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum haben nur oder aber vor zur bis
        durch
        """),
    "fr": _set("""
        de la le et les des en un une du que est dans pour qui au par sur ne pas plus ce il sont avec se à aux ou
        cette son ses leur leurs elle d' l' été être ces comme mais nous vous toute tout y peut doit ainsi
        """),
    "es": _set("""
        de la que el en y a los del se las por un para con no una su al lo como más o pero sus le ha este sí porque
        esta son entre cuando muy sin sobre ser también hasta hay donde quien desde todo nos durante todos uno les
        ni contra
        """),
    "it": _set("""
        di e il la che in un per è a non una del si con le da dei i della sono come al nel alla più ha ma gli lo
        delle nella anche su o questo degli essere dal dalla loro tra ed ai questa
        """),
    "pt": _set("""
        de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou
        quando muito nos já também só pelo pela até isso são foi ser entre aos pelos
        """),
    "nl": _set("""
        de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar uit maar worden wordt
        dan of deze nog over die heeft hun tot werd meer tegen
        """),
    "pl": _set("""
        w i z na do się nie że o jest to od za przez po jak dla co są ale tym oraz jego został być przy która który
        które tego może lub ich tylko już także między
        """),
    "cs": _set("""
        a v na se je že s z do o to i jako pro za by k po od ve které která který jsou podle jeho nebo ale aby při
        až také bylo mezi proti jen
        """),
    "ro": _set("""
        de și în la a cu pe pentru din care este nu un o că se sau prin mai sunt al ale fi lui fost au ca după între
        această acest către fără
        """),
    "sv": _set("""
        och i att det som en på är av för med till den har inte om ett men de från vid eller var under kan ska så
        också efter genom mellan deras
        """),
    "hu": _set("""
        a az és hogy nem is egy van ez meg csak de már ha vagy mint ki azt el volt még minden között szerint után
        való valamint kell lehet
        """),
    "id": _set("""
        dan yang di untuk dengan dari dalam pada ini itu tidak adalah atau oleh sebagai akan ke juga telah dapat
        bahwa karena tersebut antara mereka
        """),
    "uk": _set("""
        і в на з що не у та до за як це про для від його є або який які яка також із було були бути між під час щодо
        після цього при може якщо їх але він вона вони
        """),
    "be": _set("""
        і ў на з што не у да за як гэта пра для ад яго ёсць або які якія яна таксама было былі быць паміж пад калі
        ці
        """),
    "bg": _set("""
        на и да за се от в е са по с не че като при към или това както също които който която до след между през ще
        може му им тези този тази бъде бъдат
        """),
    "sr": _set("""
        и у је да се на за од са су као не о који која које или био била из до али то што након између против због
        """),
    "kk": _set("""
        және мен бұл үшін бір да де осы туралы бойынша болып болған арқылы қарсы оның ол деп емес кейін немесе тиіс
        ретінде мақсатында
        """),
}  # fmt: skip
