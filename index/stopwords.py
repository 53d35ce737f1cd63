"""Function words of the three languages, folded: they carry no meaning to search by, nor to judge evidence by."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = """
    yes against correct a an the and or but if of to in on at by for from with without as is are was were be been
    being am do does did done has have had having it its this that these those there here they them their he she his
    her him we our us you your i me my what which who whom whose when where why how not no nor so than then too very
    can could will would shall should may might must about into onto over under between also any some all each both
    such please tell say know give let s t re ve ll d m much many one ones just more most other dont doesnt didnt
    isnt wasnt arent werent hasnt havent cant wont wouldnt im ive id youre thats whats whos theres explain describe
    summarise summarize gist briefly
"""
_RUSSIAN: Final = """
    против еще там тут здесь туда своих свои свой свое свою дайте подскажите и в во на с со к ко о об от до из за по
    при для без под над между через не ни но а или что чтобы как так же ли бы это этот эта эти этого этой этих том
    тот та те то он она оно они его ее их ему ей им мы наш нас вы ваш вас я мне мой кто кем кого кому чем чему чего
    который которая которое которые которых которой которым где куда откуда когда почему зачем какой какая какое
    какие каких какого каком какую каким сколько чей уже также был была было были быть есть является являются будет
    будут может могут можно надо нужно ведь вот все всех весь вся себя скажите расскажите пожалуйста г каков какова
    каково каковы какими чья чье чьи нем ней ними сколко этими этим этому такой такая такое такие тоже либо нибудь
    эту нее если расскажи про поподробнее хотел хотела узнать перечислите перечисли объясните объясни опишите кратко
    вкратце правильно неужели разве
"""
_AZERBAIJANI: Final = """
    qarsi bilersiniz bilersinizmi duz deyirem hele sekilde en neyi neyin neden nelere olar biler bilir qeder orada
    burada oz ozu yaza ve ile da de ki bu o onun onlar onlarin hemin bir ne nedir nece hansi hansilar hansilardir
    kim kimdir kimler kimin kimi kimlerdir harada haradadir hara haraya haradan niye necedir vaxt zaman ucun uzre
    gore hec var yox idi imis olub olan olur oldu olmus olacaq olaraq edir edib etdi eden edilib edilir edilen
    olunub olunur mi mu ya ise amma lakin men sen biz siz onu ona bunu buna her ci cu et edin etse etsin ver verin
    versin ele deyil elemi neye nede haqqinda haqda barede lutfen sadala sadalayin izah qisaca demeli axi bes yeni
    zehmet olmasa deyin neler nelerdir hemcinin artiq
"""

STOPWORDS: Final = frozenset(f"{_ENGLISH} {_RUSSIAN} {_AZERBAIJANI}".split())
