"""What the doors say when something cannot be done, in three languages."""

from __future__ import annotations

from typing import Final

from assistant.messages import Phrase

FIELD_MISSING: Final[Phrase] = {
    "en": "The field “{field}” is missing.",
    "ru": "Не хватает поля «{field}».",
    "az": "“{field}” sahəsi çatışmır.",
}
FIELD_UNKNOWN: Final[Phrase] = {
    "en": "There is no field “{field}” here; remove it.",
    "ru": "Поля «{field}» здесь нет; уберите его.",
    "az": "Burada “{field}” sahəsi yoxdur; onu silin.",
}
FIELD_EMPTY: Final[Phrase] = {
    "en": "The field “{field}” is empty.",
    "ru": "Поле «{field}» пусто.",
    "az": "“{field}” sahəsi boşdur.",
}
FIELD_WRONG: Final[Phrase] = {
    "en": "The field “{field}” cannot be read; /docs says what it takes.",
    "ru": "Поле «{field}» не удаётся прочитать; что в нём должно быть, сказано в /docs.",
    "az": "“{field}” sahəsini oxumaq mümkün deyil; orada nə olmalı olduğu /docs səhifəsində yazılıb.",
}
FIELD_KIND: Final[Phrase] = {
    "en": "The field “{field}” takes this: {wanted}.",
    "ru": "В поле «{field}» должно быть: {wanted}.",
    "az": "“{field}” sahəsində bu olmalıdır: {wanted}.",
}
FIELD_CHOICE: Final[Phrase] = {
    "en": "The field “{field}” takes one of these: {values}.",
    "ru": "Поле «{field}» принимает одно из значений: {values}.",
    "az": "“{field}” sahəsi bu dəyərlərdən birini qəbul edir: {values}.",
}
FIELD_LEAST: Final[Phrase] = {
    "en": "The number in “{field}” must not be below {limit}.",
    "ru": "Число в поле «{field}» не может быть меньше {limit}.",
    "az": "“{field}” sahəsindəki ədədin ən kiçik qiyməti: {limit}.",
}
FIELD_MOST: Final[Phrase] = {
    "en": "The number in “{field}” must not be above {limit}.",
    "ru": "Число в поле «{field}» не может быть больше {limit}.",
    "az": "“{field}” sahəsindəki ədədin ən böyük qiyməti: {limit}.",
}
FIELD_LONG: Final[Phrase] = {
    "en": "The text in “{field}” is too long: at most {limit} characters are taken.",
    "ru": "Слишком длинный текст в поле «{field}»: принимается не более {limit} символов.",
    "az": "“{field}” sahəsindəki mətn çox uzundur: ən çoxu {limit} simvol qəbul olunur.",
}
LIST_LONG: Final[Phrase] = {
    "en": "The list “{field}” is too long: at most {limit} entries are taken.",
    "ru": "Слишком длинный список «{field}»: принимается не более {limit} элементов.",
    "az": "“{field}” siyahısı çox uzundur: ən çoxu {limit} element qəbul olunur.",
}
TEXT: Final[Phrase] = {"en": "a text", "ru": "текст", "az": "mətn"}
NUMBER: Final[Phrase] = {"en": "a whole number", "ru": "целое число", "az": "tam ədəd"}
LIST: Final[Phrase] = {"en": "a list", "ru": "список", "az": "siyahı"}
OBJECT: Final[Phrase] = {"en": "a JSON object", "ru": "объект JSON", "az": "JSON obyekti"}
FLAG: Final[Phrase] = {"en": "true or false", "ru": "true или false", "az": "true və ya false"}

NOT_OBJECT: Final[Phrase] = {
    "en": "The body of the request must be a JSON object.",
    "ru": "Телом запроса должен быть объект JSON.",
    "az": "Sorğunun mətni JSON obyekti olmalıdır.",
}
NOT_JSON: Final[Phrase] = {
    "en": "The body of the request is not valid JSON in UTF-8.",
    "ru": "Тело запроса не является правильным JSON в UTF-8.",
    "az": "Sorğunun mətni UTF-8 kodlaşmasında düzgün JSON deyil.",
}
NO_QUESTION: Final[Phrase] = {
    "en": "There is no question in it. Write one in words.",
    "ru": "Здесь нет вопроса. Напишите его словами.",
    "az": "Burada sual yoxdur. Sualı sözlə yazın.",
}
LAST_IS_NO_QUESTION: Final[Phrase] = {
    "en": "The last message must be a question from the user, as text (role “user”).",
    "ru": "Последним сообщением должен быть вопрос пользователя в виде текста (роль «user»).",
    "az": "Sonuncu mesaj istifadəçinin mətnlə yazılmış sualı olmalıdır (“user” rolu).",
}
NO_MODEL: Final[Phrase] = {
    "en": "There is no model “{model}” here; the only one is “{name}”.",
    "ru": "Модели «{model}» здесь нет; есть только «{name}».",
    "az": "Burada “{model}” modeli yoxdur; yalnız “{name}” var.",
}
NO_DOCUMENT: Final[Phrase] = {
    "en": "There is no document “{id}”; /api/documents lists those that there are.",
    "ru": "Документа «{id}» нет; все документы перечислены в /api/documents.",
    "az": "“{id}” sənədi yoxdur; bütün sənədlərin siyahısı: /api/documents.",
}
NO_ADDRESS: Final[Phrase] = {
    "en": "There is no such address; /docs lists those that there are.",
    "ru": "Такого адреса нет; все адреса перечислены в /docs.",
    "az": "Belə ünvan yoxdur; bütün ünvanların siyahısı: /docs.",
}
NO_METHOD: Final[Phrase] = {
    "en": "This address takes other methods: {allowed}.",
    "ru": "Этот адрес принимает другие методы: {allowed}.",
    "az": "Bu ünvan başqa metodları qəbul edir: {allowed}.",
}
TOO_LARGE: Final[Phrase] = {
    "en": "The request is too large: at most {limit} bytes are taken.",
    "ru": "Слишком большой запрос: принимается не более {limit} байт.",
    "az": "Sorğu çox böyükdür: ən çoxu {limit} bayt qəbul olunur.",
}
NO_LENGTH: Final[Phrase] = {
    "en": "The request does not say how long it is; send a Content-Length header.",
    "ru": "Не указан размер запроса; пришлите заголовок Content-Length.",
    "az": "Sorğunun ölçüsü göstərilməyib; Content-Length başlığını göndərin.",
}
LIMITED: Final[Phrase] = {
    "en": "Too many requests in a short time. Wait {seconds} s, then try again.",
    "ru": "Слишком много запросов за короткое время. Подождите {seconds} с и повторите попытку.",
    "az": "Qısa müddətdə həddən artıq sorğu göndərildi. {seconds} saniyə gözləyib yenidən cəhd edin.",
}
NO_PASSWORD: Final[Phrase] = {
    "en": "This server asks for a password: by HTTP Basic with any name, or as a bearer token.",
    "ru": "Этот сервер требует пароль: по HTTP Basic с любым именем или как токен Bearer.",
    "az": "Bu server parol tələb edir: istənilən adla HTTP Basic üsulu ilə və ya Bearer tokeni kimi.",
}
WRONG_HOST: Final[Phrase] = {
    "en": "This server does not answer to that name. Open it as 127.0.0.1, or name it in ASSISTANT_HOSTS.",
    "ru": "Этот сервер не отвечает по такому имени. Откройте его как 127.0.0.1 или укажите имя в ASSISTANT_HOSTS.",
    "az": "Bu server həmin ada cavab vermir. Onu 127.0.0.1 kimi açın və ya adı ASSISTANT_HOSTS dəyişənində göstərin.",
}
OTHER_ORIGIN: Final[Phrase] = {
    "en": "A web page from elsewhere may not use this address.",
    "ru": "Странице с другого сайта нельзя обращаться по этому адресу.",
    "az": "Başqa saytın səhifəsi bu ünvandan istifadə edə bilməz.",
}
FAILED: Final[Phrase] = {
    "en": "Something failed on our side. Try again; if it fails again, tell the people who run this server.",
    "ru": "У нас произошёл сбой. Повторите попытку; если сбой повторится, сообщите тем, кто ведёт этот сервер.",
    "az": "Bizim tərəfdə xəta baş verdi. Yenidən cəhd edin; xəta təkrarlansa, bu serveri idarə edənlərə bildirin.",
}
SOURCES: Final[Phrase] = {"en": "Sources", "ru": "Источники", "az": "Mənbələr"}
