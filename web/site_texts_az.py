"""What the pages beside the chat say in Azerbaijani."""

from __future__ import annotations

from typing import Final

from web.site_phrases import SitePhrases

AZERBAIJANI: Final = SitePhrases(
    home="Konvensiya köməkçisi, suallara keç",
    skip="Məzmuna keç",
    languages_shown="Göstərilən dillər",
    three_languages="Üç dil",
    language_column="Dil",
    convention_intro="Doqquz fəsil və 68 maddə Azərbaycan, rus və ingilis dillərində yan-yana. "
    "Hər maddənin və hər bəndin öz keçidi var.",
    notice_digest="Bu, bizim xülasəmizdir, rəsmi mətn deyil.",
    notice_digest_more="Xülasə Konvensiya haqqında ümumi biliklər əsasında yazılıb; tutuşdurmaq üçün rəsmi mətn "
    "əlimizdə olmayıb. Vacib hallarda rəsmi mətni oxuyun.",
    notice_official="Bu, Birləşmiş Millətlər Təşkilatının rəsmi mətnidir; buraya idxal edildiyi şəkildə göstərilir.",
    notice_mixed="Bizim xülasəmiz, rəsmi mətn deyil: {digest}. Rəsmi mətn: {official}.",
    search_label="Konvensiyada axtarış",
    search_hint="Sözlər və ya maddənin nömrəsi",
    search="Axtar",
    contents="Mündəricat",
    chapter="{roman} fəsil",
    article_span="Maddə {first}",
    articles_span="Maddələr {first}–{last}",
    preamble="Preambula",
    breadcrumb="Siz buradasınız",
    permalink="Bu yerə keçid: {place}",
    neighbours="Əvvəlki və növbəti",
    previous="Əvvəlki",
    next="Növbəti",
    whole_chapter="Bütün fəsli oxu",
    ask_about="Bu maddə barədə soruş",
    ask_article="Konvensiyanın {number} maddəsi nə haqqındadır?",
    confidence={
        "unconfirmed": "Təsdiqlənməyib: buradakı rəqəm rəsmi mətnlə tutuşdurulanadək şübhəlidir.",
        "treaty-collection": "BMT-nin Müqavilələr Toplusunda oxunub.",
    },
    results="“{query}” üzrə nəticələr",
    results_count="Tapılan maddələr: {count}",
    results_named="Adını çəkdiyiniz yer",
    results_language="Bu dildəki mətndə tapılıb: {language}",
    corrected="Axtarılan: {query}",
    nothing_found="“{query}” üzrə heç nə tapılmadı.",
    nothing_found_help="Daha az və ya başqa sözlərlə, yaxud maddənin nömrəsi ilə axtarın, məsələn, “41-ci maddə”. "
    "Azərbaycan, rus və ingilis dillərində axtarmaq olar.",
    query_empty="Axtarılacaq heç nə yoxdur. Söz və ya maddənin nömrəsini yazın.",
    query_too_long="Sorğuda {count} simvol var, ən çoxu {limit} simvol qəbul olunur. Sorğunu qısaldıb yenidən axtarın.",
    no_such_article="{number} nömrəli maddə yoxdur: Konvensiyada {count} maddə var.",
    no_such_chapter="{number} nömrəli fəsil yoxdur: Konvensiyada {count} fəsil var.",
    all_contents="Bütün fəsillər və maddələr",
    timeline_intro="Konvensiya necə yaranıb və Azərbaycan ona necə qoşulur. Hər nöqtə onu sübut edən sitatları açır.",
    timeline_drawing="Miqyasla çəkilmiş tarixlər",
    timeline_scale="Hər qısa cizgi ayın ilk günüdür.",
    reported_on="Xəbər tarixi: {date}",
    reported_note="Mənbələrdə imzalanma günü deyil, xəbərin günü göstərilib.",
    undated_event="Mənbələrimizdə tarix yoxdur",
    undated_point="tarixsiz",
    days_later="{count} gün sonra",
    days_later_one="{count} gün sonra",
    quotes="Bunu sübut edən sitatlar: {count}",
    statement_link="Bu ifadə ayrıca",
    statements_intro="Hər ifadə bizimdir, üç dildədir və mənbələrdə sözbəsöz olan sitatlara əsaslanır. Proqram hər "
    "sitatın öz sənədində olduğunu və ifadədəki hər tarixin, rəqəmin və adın sitatlarda olduğunu yoxlayır.",
    true_as_of="{date} tarixinə olan vəziyyət",
    all_statements="Bütün ifadələr",
    statement_heading="Yoxlanılmış ifadə",
    groups={
        "adoption": "Konvensiya necə yaranıb",
        "approval": "Parlament və Prezident",
        "authorities": "Azərbaycanda kim nə edir",
        "content": "Konvensiyada nə deyilir",
        "effects": "Ratifikasiya nəyi dəyişir",
        "signature": "İmzalanma",
        "sources": "Kim nə xəbər verir",
        "status": "Hazırkı vəziyyət",
    },
    other_group="Digər",
    about_intro="BMT-nin Kibercinayətkarlığa qarşı Konvensiyası və onun Azərbaycan tərəfindən ratifikasiyası barədə "
    "suallara yoxlaya biləcəyiniz sitatlarla cavab verən köməkçi.",
    about={
        "covers": "Nəyi əhatə edir",
        "works": "Cavab necə yaranır",
        "limits": "Nəyi bacarmır",
        "evals": "Nə qədər yaxşıdır",
        "privacy": "Məxfilik",
        "licences": "Lisenziyalar",
        "mistakes": "Səhv barədə necə xəbər vermək olar",
    },
    about_sections={
        "works": (
            "Sualınız bu sənədlərlə həm sözlərinə, həm də mənasına görə tutuşdurulur. Suala cavab verən hissə "
            "sözbəsöz sitat gətirilir və həmin hissəyə keçid verilir; bizim ifadəmiz bizim ifadə kimi, onu sübut edən "
            "sitatlarla birlikdə göstərilir.",
            "Sənədlərdə cavab olmadıqda köməkçi bunu deyir və ən yaxın hissələri göstərir. "
            "O, heç vaxt yaddaşından cavab vermir.",
        ),
        "limits": (
            "Rəsmi mətn idxal edilməyən dillərdə Konvensiya bizim xülasəmizlə göstərilir: bu, hüquqi mətn deyil. "
            "Buradakı heç nə hüquqi məsləhət sayılmır.",
            "Xəbər məqalələri 2026-cı ilin fevral ayına aiddir. Sonra baş verənlər onlarda yoxdur və hər fakt yalnız "
            "götürüldüyü mənbə qədər etibarlıdır. Mənbələr fərqlənəndə fərqli sitatlar göstərilir.",
            "Sənədlərdə cavabı olan bəzi suallara cavab verilmir, bəzilərinə isə qonşu cümlə ilə cavab verilir: "
            "bunların sayını aşağıdakı rəqəmlər göstərir. Cavaba etibar etməzdən əvvəl sitatı oxuyun.",
        ),
        "privacy": (
            "Hesab, izləmə və reklam yoxdur. Səhifələr başqa serverlərdən heç nə yükləmir və bu səhifəni idarə edənlər "
            "dil modeli qoşmayıblarsa, sualınız bu serverdən kənara çıxmır: modelin yazdığı cavablarda bu göstərilir.",
            "Suallar söhbət davam etdikcə yaddaşda saxlanılır. Rəy yalnız razılığınızla saxlanılır və onu geri götürə "
            "bilərsiniz. Brauzeriniz seçdiyiniz dili (kuki faylında) və açıq söhbətin təsadüfi "
            "nömrəsini saxlayır; başqa heç nə.",
        ),
        "licences": (
            "Proqram MIT lisenziyası ilə yayılan azad proqramdır. Xülasəmiz və ifadələrimiz onun bir hissəsidir.",
            "Xəbər məqalələri naşirlərinə məxsusdur və burada mənbə kimi sitat gətirilir; mətni başqa yerdə dərc "
            "etməzdən əvvəl naşirdən icazə alın. Konvensiyanın rəsmi mətni Birləşmiş Millətlər Təşkilatının sənədidir.",
        ),
        "mistakes": (
            "Söhbətdə: cavabın altında “Xeyr” seçin, nəyin səhv olduğunu yazın və saxlanılmasına razılıq verin. "
            "Onda bu səhifəni idarə edənlər onu oxuya bilərlər.",
            "Digər səhifələrdə: maddənin, bəndin və ya ifadənin keçidini (keçid onun yanındakı işarədədir), səhv "
            "sözləri və başqa cür deyən mənbəni bu səhifəni idarə edənlərə bildirin.",
        ),
    },
    untitled="Başlıqsız xəbər",
    documents_table=("Sənəd", "Naşir", "Tarix", "Dil"),
    convention_row="BMT-nin Kibercinayətkarlığa qarşı Konvensiyası: preambula və {count} maddə",
    statements_row="Yoxlanılmış ifadələrimiz: {count}",
    evals_intro="Köməkçinin sazlanmasında istifadə olunmayan suallarla ölçülüb; hər dildə cavabı məlum olan {facts} "
    "sual, sənədlərdə cavabı olmayan {unanswerable} sual.",
    evals_measure="Göstərici",
    evals_aim="Hədəf",
    evals_interval="Kiçik rəqəmlər: 95 faizlik interval, yəni təsadüfün nəticəni nə qədər dəyişə biləcəyi.",
    evals_missing="Bu quraşdırmada rəqəmlər yoxdur.",
    evals_more="Lazımi maddənin axtarışı hər dildə bu qədər sualla ölçülüb: {count}.",
    measures={
        "right": "Məlum faktlara düzgün və düzgün istinadla cavab",
        "refused": "Sənədlərdə cavabı olmayan sualdan imtina",
        "quotes_exact": "Mənbəsində sözbəsöz olan sitatlar",
        "language_match": "Sualın dilində cavab",
        "article_first": "Konvensiyanın lazımi maddəsi birinci tapılıb",
        "article_in_three": "… ilk üçlükdə",
    },
    splits={"test": "Kənarda saxlanılmış suallar", "dev": "Sazlama sualları", "all": "Bütün suallar"},
    percent="{value}%",
    not_found="Belə səhifə yoxdur",
    not_found_text="Ünvanda yazı səhvi ola bilər və ya səhifə köçürülüb. "
    "Konvensiyada 1-dən 68-dək maddə və 1-dən 9-dək fəsil var.",
    broken="Bu səhifəni göstərmək mümkün olmadı",
    broken_text="Bizim tərəfdə xəta baş verdi. Səhifəni yenidən açın; xəta təkrarlansa, onu idarə edənlərə bildirin.",
    pages_instead="Bu səhifələr var",
)
