"""Stems: the forms of one word meet, different words do not."""

from __future__ import annotations

import pytest

from corpus.stem import is_cyrillic, stem, stem_azerbaijani
from corpus.text import words

# A line a word, in forms that the articles, the Convention and questions about them use.
AZERBAIJANI_FAMILIES = """
konvensiya konvensiyanın konvensiyasını konvensiyaya konvensiyada konvensiyasının konvensiyalar konvensiyasında
ölkə ölkəsi ölkənin ölkələr ölkələrin ölkəyə ölkəmizin ölkədə ölkədən ölkədir ölkələrdir
dövlət dövləti dövlətin dövlətlər dövlətlərin dövlətə dövlətdə dövlətlərə dövlətlərdən dövlətimizin
qanun qanunu qanunun qanunda qanunlar qanunların qanununda qanundan qanununu qanuna qanunla
prezident prezidenti prezidentin prezidentinin prezidentə prezidentdir prezidentlər
nazir naziri nazirin nazirlər nazirə nazirdir nazirinin
nazirlik nazirliyi nazirliyin nazirliyinin nazirliyinə nazirliklər nazirliyində nazirlikdir nazirliyə
xidmət xidməti xidmətin xidmətinin xidmətlər xidmətdə xidmətləri xidmətinə
təhlükəsizlik təhlükəsizliyi təhlükəsizliyin təhlükəsizliyinin təhlükəsizliyə təhlükəsizlikdə
cinayət cinayəti cinayətin cinayətlər cinayətlərə cinayətlərin cinayətdir cinayətlərlə
kibercinayətkarlıq kibercinayətkarlığa kibercinayətkarlığın kibercinayətkarlıqla kibercinayətkarlığı
kibercinayət kibercinayətlər kibercinayətlərə kibercinayətin kibercinayətlərin
imzaladı imzalayıb imzalamış imzalayan imzalamaq imzalanıb imzalanma imzalanması imza imzası imzalayır
təsdiq təsdiqi təsdiqlədi təsdiqləyib təsdiqlənib təsdiqləmək təsdiqlənməsi təsdiqlənməli təsdiqləyən təsdiqləyir
ratifikasiya ratifikasiyası ratifikasiyanın ratifikasiyasını ratifikasiyadan ratifikasiyasının
parlament parlamenti parlamentin parlamentlər parlamentdə parlamentinin parlamentləri
məclis məclisi məclisin məclisdə məclisinin məclisə
maddə maddəsi maddənin maddələr maddədə maddəyə maddəsinin maddələrin maddədən maddələri
fəsil fəsildə fəsildən fəsillər fəsillərin
bənd bəndi bəndin bəndlər bəndinin bənddə bəndində
sənəd sənədi sənədin sənədlər sənəddə sənəddir sənədləri sənədlərin
layihə layihəsi layihəsini layihənin layihəsinin layihələr layihədə layihəyə
mərasim mərasimi mərasimdə mərasimində mərasimin mərasimlər
qərar qərarı qərarın qərarlar qərarda qərarına qərarların
sərəncam sərəncamı sərəncama sərəncamına sərəncamla sərəncamın
orqan orqanı orqanın orqanlar orqanları orqanlarının orqana orqanda orqandır orqanlarını
qurum qurumu qurumun qurumlar qurumları qurumlarının quruma
nümayəndə nümayəndəsi nümayəndələr nümayəndələri nümayəndələrinin nümayəndənin
heyət heyəti heyətin heyətinin heyətə heyətdə heyətlər
hüquq hüququ hüquqlar hüquqları hüquqlarının hüququn hüquqlarına hüquqlarını
məhkəmə məhkəməsi məhkəmənin məhkəmələr məhkəmədə məhkəməyə məhkəmələrin
sübut sübutu sübutlar sübutların sübutlarla sübutları sübuta sübutdur
əməkdaşlıq əməkdaşlığı əməkdaşlığın əməkdaşlığa əməkdaşlıqda əməkdaşlığının əməkdaşlığını
məlumat məlumatı məlumatlar məlumatların məlumatları məlumatla məlumata məlumatlarına
sistem sistemi sistemin sistemlər sistemlərin sistemləri sistemə sistemdə sistemində
texnologiya texnologiyası texnologiyalar texnologiyaların texnologiyalarından texnologiyaları
insan insanın insanlar insanların insana insanda insanları
suverenlik suverenliyi suverenliyin suverenliyinə suverenliyə suverenlikdir
azadlıq azadlığı azadlıqlar azadlıqları azadlıqlarına azadlığın
prinsip prinsipi prinsiplər prinsipləri prinsiplərinə prinsiplərin prinsipdir
mexanizm mexanizmi mexanizmlər mexanizmləri mexanizmlərinin mexanizmin
prosedur prosedurlar prosedurları prosedurlarını prosedurların prosedura
istintaq istintaqı istintaqın istintaqlar istintaqların istintaqda istintaqa
mübarizə mübarizədə mübarizənin mübarizəyə mübarizəsi mübarizələr
şəbəkə şəbəkəsi şəbəkənin şəbəkədə şəbəkələr şəbəkəyə şəbəkəsinin
mərkəz mərkəzi mərkəzin mərkəzlər mərkəzinin mərkəzdə mərkəzə
tərəf tərəfi tərəfin tərəflər tərəfindən tərəflərin tərəfə tərəflərə
təşkilat təşkilatı təşkilatının təşkilatlar təşkilatların təşkilatına
assambleya assambleyası assambleyada assambleyasında assambleyanın assambleyasının
azərbaycan azərbaycanın azərbaycanda azərbaycana azərbaycandan azərbaycandır azərbaycanı
vəzifə vəzifəsi vəzifələr vəzifələri vəzifələrinin vəzifədir vəzifəni
səlahiyyət səlahiyyəti səlahiyyətlər səlahiyyətləri səlahiyyətlərinin səlahiyyətin
məqsəd məqsədi məqsədlər məqsədləri məqsədin məqsədidir məqsədilə
öhdəlik öhdəliyi öhdəliklər öhdəlikləri öhdəliyin öhdəliklərin öhdəliyinə
qüvvə qüvvəyə qüvvədə qüvvələr qüvvəsi qüvvəsini
müqavilə müqaviləsi müqavilənin müqavilələr müqaviləyə müqaviləsinin
sorğu sorğusu sorğunun sorğular sorğuya sorğuların sorğuda
yardım yardımı yardımın yardıma yardımlar yardımının
tələb tələbi tələblər tələbləri tələbin tələblərə tələblərinə
mülkiyyət mülkiyyəti mülkiyyətin mülkiyyətə mülkiyyətlər
əmlak əmlakı əmlakın əmlakın əmlakının əmlaka
şəxs şəxsi şəxsin şəxslər şəxslərin şəxslərə şəxsə
uşaq uşağı uşağın uşaqlar uşaqların uşağa
yaratmaq yaradır yaradan yaradıb yaradılması yaratdı yaradılıb yaradılmışdır
qoşulmaq qoşulma qoşulması qoşulub qoşulan qoşuldu qoşulmasına qoşulacaq
gücləndirmək gücləndirəcək gücləndirir gücləndirilməsi gücləndirən gücləndirilməsinə
genişləndirmək genişləndirməyi genişləndirir genişləndirən genişləndirilməsi
keçirilən keçirilib keçirildi keçirilmişdir keçirilməsi keçiriləcək
tamamlamaq tamamladı tamamlayıb tamamlamaqda tamamlayan tamamlamalı tamamlanması
hədəfləyir hədəfləyən hədəflədi hədəfləyib hədəf hədəfi hədəflər
artırır artırmaq artıran artırdı artırılması artıracaq
tənzimləyir tənzimləyən tənzimləmək tənzimlədi tənzimlənməsi tənzimləmə
uzv uzvu uzvlər uzvlərin uzvdür uzvləri
il ili ilin ildə illər illərin ildir ildən
iş işi işin işlər işləri işlərin işdə
gün günü günün günlər gündə gündən günlərin
say sayı sayın sayda sayına sayını
dil dili dilin dillər dillərin dildə dilində
Bakı Bakının Bakıda Bakıya Bakıdan
şəhər şəhəri şəhərin şəhərdə şəhərində şəhərlər
paytaxt paytaxtı paytaxtında paytaxtda paytaxtın
müddət müddəti müddətin müddətdə müddətə müddətində
dəlil dəlili dəlillər dəlillərin dəlilləri
tədbir tədbiri tədbirlər tədbirlərin tədbirləri tədbirlərinə
tələbnamə tələbnaməsi tələbnamələr tələbnamənin
bəyanat bəyanatı bəyanatlar bəyanatları bəyanatın
qeyd qeydi qeydlər qeydləri
müraciət müraciəti müraciətlər müraciətin müraciətə
ekstradisiya ekstradisiyası ekstradisiyanın ekstradisiyaya ekstradisiyasını
rəis rəisi rəisin rəisinin rəisidir
məsuliyyət məsuliyyəti məsuliyyətin məsuliyyətə məsuliyyətdən
qaydası qayda qaydalar qaydaların qaydada qaydasında
hissə hissəsi hissənin hissələr hissədə
kanal kanalı kanallar kanalların kanalın
nəticə nəticəsi nəticələr nəticəsində nəticədə
"""

DIFFERENT_WORDS = """
qanun:qanuni hüquq:hüquqi nazir:nazirlik təhlükə:təhlükəsizlik sənəd:sənət cinayət:cinayətkar
dövlət:dövlətlərarası konvensiya:konversiya məsul:məsuliyyət xidmət:xidmətçi imza:imkan qərar:qərargah
təsdiq:təsnifat təklif:təklik təqdim:təqvim yardım:yarım istintaq:istisna tədbir:tədris əmək:əməkdaşlıq
prezident:prezidium məhkəmə:məhkum parlament:parametr şəbəkə:səbəb dəlil:delegasiya mərkəz:mərasim
orqan:orqanizm orqan:ortaq qurum:qurban maddə:material fəsil:fəsad uşaq:uşaqlıq insan:insaf məclis:məlumat
ölkə:ölüm sistem:sistematik azad:azadlıq məqsəd:məqam vəzifə:vəziyyət say:sayt səlahiyyət:sahə hədəf:hədd
müddət:müdafiə kanal:kanat həbs:həb sübut:sübh il:ilk iş:işıq ad:adət gün:günah dil:dilim hal:halva
müqavilə:müqavimət şəxs:şəxsiyyət qeyd:qayda mərhələ:mərhəmət kibercinayət:kibertəhlükəsizlik
bəyanat:bəyannamə istifadə:istehsal təşkilat:təşkil Azərbaycan:azər
"""


def stems(forms: str, language: str) -> set[str]:
    return {stem(word, language) for word in words(forms)}


@pytest.mark.parametrize("family", AZERBAIJANI_FAMILIES.strip().splitlines(), ids=lambda family: family.split()[0])
def test_azerbaijani_forms_meet(family: str) -> None:
    assert len(family.split()) >= 4
    assert len(stems(family, "az")) == 1


@pytest.mark.parametrize("pair", DIFFERENT_WORDS.split())
def test_azerbaijani_words_stay_apart(pair: str) -> None:
    assert len(stems(pair.replace(":", " "), "az")) == 2


def test_typing_without_diacritics_changes_nothing() -> None:
    assert stems("kibercinayetkarliga imzaladi", "az") == stems("kibercinayətkarlığa imzaladı", "az")


@pytest.mark.parametrize("word", ["", "a", "il", "bmt", "ci", "xx"])
def test_a_short_word_is_its_own_stem(word: str) -> None:
    assert stem_azerbaijani(word) == word


@pytest.mark.parametrize("word", ["74", "2026", "a4", "41ci"])
@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_word_with_a_digit_is_its_own_stem(word: str, language: str) -> None:
    assert stem(word, language) == word


# Russian and English are Snowball's: these values are from its published vocabulary lists.
@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("конвенция конвенции конвенцию конвенцией", "конвенц"),
        ("преступность преступности преступностью", "преступн"),
        ("важная важное важные важный", "важн"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "az", "en"])
def test_cyrillic_is_russian_in_any_language(forms: str, expected: str, language: str) -> None:
    assert stems(forms, language) == {expected}


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("consign consigned consigning", "consign"),
        ("convention conventions", "convent"),
        ("ratify ratified ratifies", "ratifi"),
        ("country countries", "countri"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_english(forms: str, expected: str, language: str) -> None:
    assert stems(forms, language) == {expected}


def test_is_cyrillic() -> None:
    assert [is_cyrillic(word) for word in ("ёлка", "təsdiq", "", "🙂", "kибер")] == [True, False, False, False, True]
