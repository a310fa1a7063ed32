"""Nouns: where the noun phrase that a number counts begins and ends.

What may head it, which words go on with it and which end it is decided by the lexicon's senses, the list of nominals and
the agreement that Arabic grammar asks of a counted noun.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ..grammar import Database, Expression
from ..text.match import Reading
from ..text.normalize import fold
from ..text.numbers import Exact
from ..text.scan import Token

WORDS: Final = re.compile(r" {0,2}([^\W\d_]+)")
_SHALL: Final = re.compile(r"س[يتن][^\W\d_]{3,}").fullmatch
_WILL_DO: Final = re.compile(r"س[يتن][^\W\d_]+ون").fullmatch


def noun_after(reading: Reading, offset: int, limit: int = 4, *, construct: bool = False, parallel: bool = True) -> tuple[str, int] | None:
    """The noun phrase that follows an offset: head first, up to a preposition, verb, relative word or punctuation.

    Args:
        reading: with the text.
        offset: in the folded text.
        limit: how many words it may have.
        construct: whether an indefinite head may govern a definite noun ("سكان العالم"); a counted one doesn't.
        parallel: whether a second noun may follow ("48 قرية ونجعا"); behind three to ten it is a thing of its own, unless it
            shows the plural ("5 وكالات ووحدات").

    Returns:
        The phrase as written in the original and its end in the folded text, or None.
    """
    key = (offset << 8) + (limit << 2) + 2 * construct + parallel
    known = reading.phrases
    if key in known:
        return known[key]
    if not parallel and key + 1 in known:
        phrase = known[key + 1]
        if phrase is None or "و" not in phrase[0]:
            return phrase  # no second noun followed
    phrase = known[key] = _read_phrase(reading, offset, limit, construct, parallel)
    return phrase


def _read_phrase(reading: Reading, offset: int, limit: int, construct: bool, parallel: bool) -> tuple[str, int] | None:
    """What `noun_after` says, read."""
    words, nominal = reading.database.lexicon.words, reading.database.nominal
    position, end, start = offset, -1, -1
    head, listed, defined = "", False, False
    for count in range(limit):
        found = WORDS.match(reading.norm, position)
        if found is None:
            break
        word = found[1]
        known = words.get(word)
        if known is not None and not _NOT_COUNTED.isdisjoint(known.senses):
            if count == 0 and word[-1] == "ه" and nominal(word) and "ئة" in as_written(reading, *found.span(1)):
                known = None  # "13 فئة", which folds to فيه
        if known is not None and not _NOT_COUNTED.isdisjoint(known.senses):
            if count > 0 and _of_term(reading, found, listed=False):
                end = position = found.end(1)
                continue  # "عامل كوري شمالي"
            if "others" in known.senses or (
                "another" in known.senses and count > 0 and not defined
            ):  # "24 شخصا آخر", "وأصيب 15 آخرون", "4 بحارة آخرين"
                start, end = (found.start(1) if count == 0 else start), found.end(1)
                more = WORDS.match(reading.norm, end) if count and word.endswith("ي") else None
                if (
                    more is not None
                    and more[1].endswith("ه")
                    and more[1] not in words
                    and nominal(more[1])
                    and not _stands_alone(reading.database, more[1])
                ):
                    end = more.end(1)  # "3 محركات أخرى صغيرة"
            break
        if known is not None and count > 0 and not defined and "others" in known.senses:
            end = found.end(1)
            break  # "خمس نساء أخريات"
        if count == 0:
            if word == "ن" and _DIGIT_BEFORE(reading.norm, offset):
                start, end = found.span(1)  # points in a table: "31 ن"
                break
            if reading.norm[found.end(1) : found.end(1) + 1].isdigit():
                break  # "الـ15 والـ16"
            joined = word[0] in "وف" and (known is None or letter_as_written(reading, found.start(1) + 1) in "أإ")  # "فإن" is no فان
            rest = words.get(word[1:]) if joined else None
            if len(word) < 2 or (rest is not None and ("stop" in rest.senses or "modifier" in rest.senses or not nominal(word))):
                break  # "41 وفيه"
            if known is not None and "telling_verb" in known.senses and word[0] in "يت" and not nominal(word):
                break  # "بمليار يؤكد"
            in_ya = word[-1] == "ي" and letter_as_written(reading, found.end(1) - 1) == "ى"
            if in_ya and known is not None and "telling_verb" in known.senses:
                break  # "15 تولى فيها"
            father = len(word) == 2 and letter_as_written(reading, found.start(1)) == "أ"  # "20 ألف أب", no آب
            if known is not None and not _NEVER_COUNTED.isdisjoint(known.senses) and not father:
                break
            if known is not None and "weekday" in known.senses and word.startswith("ال"):
                break  # "عددهم نحو 2500 الاثنين"
            if known is not None and "year_word" in known.senses and DIGIT_AFTER(reading.norm, found.end(1)):
                break  # "23 ألفا عام 1975"
            if known is not None and ("issued_word" in known.senses or ("cue_dimension" in known.senses and word[0] == "و")):
                break  # "بتونس 2 بتاريخ", "بنسبة 0،9 وارتفاع"
            if known is not None and "cue_the_word_day" in known.senses and not word.startswith("ال"):
                if DIGIT_AFTER(reading.norm, found.end(1)) or reading.after(found.end(1), "weekday"):
                    break  # "إلى 4985 يوم 13 فبراير", "1-3 يوم الثلاثاء"
            if word[0] == "ب" and known is not None and "place_type" in known.senses and word[1:] in words:
                break  # "حي 7 بمدينة كا ماو"
            if known is not None and word.startswith(("بال", "كال", "فال")) and len(word) > 5 and not nominal(word):
                break  # "كلم 70 بالطريق السريعة"
            if known is None and (
                (_no_head(word, reading.database) and not (word[:2] == "ان" and letter_as_written(reading, found.start(1)) == "أ"))
                or _WILL_DO(word)
                or (word.endswith(("وه", "وها", "وهم")) and len(word) > 5 and not nominal(word))  # "أربعة عارضوه"
                or (_SHALL(word) and not word.endswith(("ه", "ات", "يين")) and not nominal(word))
                or _joined_place(reading, word, found.start(1))
                or (in_ya and word[0] in "يتن")  # "يسعى"
            ):
                break
            if reading.database.among("most", word):
                construct = True  # "أربع أكبر شركات المحاسبة"
            start, head = found.start(1), word
            defined = word.startswith("ال") and _has_article(reading, start)
        else:
            definite = word.startswith("ال") and _has_article(reading, found.start(1))
            behind = reading.word_after(found.end(1))
            if known is not None and word.startswith(("بال", "كال", "فال")) and len(word) > 5:
                break  # "50 ألف موظف بالقطاع العام"
            if not definite and known is None and word.endswith("ته") and letter_as_written(reading, found.end(1) - 1) == "ه":
                break  # "خمس مباريات جمعته مع أندرسون"
            if not definite and not defined and known is None and reading.database.among("trait", behind) and _limited(word):
                end = behind_word(reading, found.end(1))
                break  # "5 عربات رباعية الدفع", "مكبر صوت صغير الحجم"
            if not definite and _of_term(reading, found, listed=listed):
                end = position = found.end(1)
                continue  # "حادث مرور", "مشاريع قوانين"
            if known is not None and word[-1] == "ه" and known.senses.keys() <= _OWNED_RANKS:
                known = None if letter_as_written(reading, found.end(1) - 1) == "ة" else known  # "شخصية عامة" is no "عامه"
            if count > 1 and not definite and f"{reading.word_before(found.start(1))} {word}" in words:
                end = position = found.end(1)
                continue  # "مشجع كرة قدم"
            if (known is None and reading.database.among("not", word)) or reading.database.among("half-so", word):
                follow = WORDS.match(reading.norm, found.end(1))
                if (
                    follow is not None
                    and _adjective(follow[1])
                    and (follow[1].startswith("ال") and _has_article(reading, follow.start(1))) == defined
                    and not reading.database.lexicon.has(follow[1], "stop")
                ):
                    end = position = follow.end(1)
                    if not defined and reading.database.among("of-scope", reading.word_after(end)):
                        end = position = behind_word(reading, end)  # "دول غير دائمة العضوية"
                    continue  # "المهاجرين غير الشرعيين", "12 مسلحا غير سوريين", "بنادق نصف آلية"
                break
            if defined and reading.database.among("loyal", word) and reading.norm.startswith(" ل", found.end(1)):
                known = None  # "القوات الموالية للحكومة"
            if known is not None and (
                not _ENDS_DEFINITE.isdisjoint(known.senses)
                if definite
                else not known.senses.keys() <= _goes_with(reading.database, head, word)
            ):
                break
            if count == 1 and reading.database.among("times", head) and not word.endswith(("ه", "ات", "ين")):
                break  # "ثلاث مرات راي ميستريو"
            if construct and count == 1 and not definite and not defined and _proper(reading, found):
                end = found.end(1)
                break  # "صادرات إيران", "طائرات لوفتهانزا"
            if word == "ال":
                break  # "6 من الرهائن الـ27"
            if defined and count > 1 and word.startswith("وال") and word.endswith("يه") and reading.norm.endswith("ه", 0, end):
                end = position = found.end(1)
                continue  # "آلاف الوثائق الورقية والإلكترونية"
            if construct and defined and word.startswith("وال") and nominal(word[3:]):
                several = word.endswith(("ين", "ات")) or letter_as_written(reading, found.end(1) - 1) == "ى"
                if several or is_plural(reading.database, word[3:]):
                    end = position = found.end(1)
                    continue  # "آلاف المقاتلين والمدنيين", "عشرات القتلى والجرحى", "مئات الشبان والأطفال"
            if word[0] == "و" and (following := words.get(word[1:])) is not None and "stop" in following.senses:
                break
            if word[0] == "ب" and known is not None and "document_break" in known.senses:
                break  # "508 ضحية بمبلغ"
            if definite != defined:
                if not (construct and definite):
                    break  # "لاعبين التضامن", "المهاجرين بحرا"
                head, defined = word, definite
            several = not head.endswith(("ا", "ه")) or reading.database.among("people-in-ta", head)
            if known is not None and known.duals and not (word.endswith(("ين", "ون")) and several):
                break
            if known is None and word.startswith(("ماي", "لاي", "مات", "لات")) and word.endswith(("ون", "ال")):
                break  # "أشخاص مايزالون"
            if known is None and word.endswith("وا") and len(word) > 4:
                break  # "80 شخصا مازالوا محاصرين"
            if not definite and count > 2 and not word.endswith(("ه", "يا")) and _PAIR_OF_ADJECTIVES(reading.norm, start, end):
                if letter_as_written(reading, found.end(1) - 1) != "ى":
                    break  # "دول عربية وأجنبية مساعدات"; but "دول عربية وأوروبية كبرى"
            if not definite and count == 1 and not defined and f"{word} {behind}" not in words and _its_object(reading, head, word):
                break  # "عشرة آلاف شخص مغادرة منازلهم", "8.4 مليون شخص خطر المجاعة"
            if not definite and reading.database.among("happened", word):
                break  # "318 صفحة صدر في"
            if not definite and reading.database.among("at-hand", word) and not head.endswith(("ه", "ا", "ي", "ات")):
                break  # "بيانات نصف مليون مستخدم متاحة"
            if known is None and word.endswith("ات") and letter_as_written(reading, found.end(1) - 2) == "أ":
                break  # "تطورات طرأت"
            if not definite and word[0] == "م" and reading.database.among("that-it", behind):
                if letter_as_written(reading, behind_word(reading, found.end(1)) - len(behind)) != "إ":
                    break  # "أطفال مؤكدة أنها", but "قالت خمسة مصادر مطلعة إن"
            if known is None and word[-1] == "ي" and _ENDS_LIKE_VERB(word) and letter_as_written(reading, found.end(1) - 1) == "ى":
                break  # "ضحية اعتدى عليهن"
            if reading.database.lexicon.has(behind, "cue_to_them") and not (word.endswith("ه") and head.endswith("ه")):
                break  # "لاعبا سبق لهم", "مقاطعة صدر لها"; but "دولة حليفة لها"
            if (
                word[0] == "و"
                and head.endswith("ا")
                and word.endswith("يا")
                and reading.norm.endswith("يا", 0, end)
                and known is None
                and not _and_a_place(reading, found.start(1))
            ):
                end = position = found.end(1)
                continue  # "كاتبا إماراتيا وعربيا"
            if not definite and known is None and word[-1] in "هان" and _AGREES(f"{head} {word}"):
                end = position = found.end(1)  # "نقطة كاملة", "طفلا مجندا"
                continue
            noun_like = MASDAR(word) is not None  # "توقيف"
            if head.endswith("ا") and word.endswith("يا") and word[0] in "تسن" and len(word) > 5:
                noun_like = True  # "فيلما تسجيليا"
            elif word.endswith("يه") and word[0] not in "فبلك":
                noun_like = word[0] != "و" or nominal(word[1:])  # "سينمائية", "عربية وأجنبية"
            joins = word[0] == "و" and known is None and not definite and count > 1 and not nominal(word) and nominal(word[1:])
            ending = "ه" if word[1:2] == "م" else "يه"
            if joins and word.endswith(ending) and reading.norm.endswith(ending, 0, end):
                end = position = found.end(1)
                continue  # "قنابل موجهة ومتناسبة", "منظمة دولية وإقليمية"
            again = listed and not (word[0] != "و" and (nominal(word) or word.endswith("يه")))
            if not definite and known is None and word[0] in _JOINED_OR_VERB and (again or not (noun_like or nominal(word))):
                joined = parallel or word.endswith("ات") or (count == 1 and _several_too(reading, found))  # "بلدات وقرى"
                if joined and word[0] == "و" and _parallel(reading, head, found):
                    end, position, listed = found.end(1), found.end(1), True
                    continue  # "48 قرية ونجوعا وحيا"
                break  # "جنود بتهمة", "القتلى ومئات", "أصدقاء يقضي"
            if known is None and (_WILL_DO(word) or (not reading.view.plain and _passive(reading, found))):
                break  # "شخص سيرون", "أفيال رُسم عليها"
            if not definite and count == 1 and word[-1] == "ه" and head.endswith("ات") and known is None and nominal(word[:-1]):
                if letter_as_written(reading, found.end(1) - 1) == "ه":
                    break  # "أربع مرات نظيره الأرجنتيني"
            if not definite and head.endswith(("ا", "ي")) and _object(reading, head, word, count, found):
                break  # "22 مشرعا أمريكيا رسالة"
            if not definite and reading.database.lexicon.has(behind, "cue_single"):
                break  # "تسعة لاعبين دفعة واحدة"
            if reading.database.among("based-on", f"{word} {behind}") and not reading.database.among("builders", head):
                break  # "175 دولة بناء على التهديدات"
            if count == 1 and reading.database.among("souls", head):
                break  # "نصف مليون نسمة مساعدات"
            if not definite and word.endswith("ا") and not head.endswith("ا") and not reading.database.among("in-alif", word):
                break  # "نسمة نموا", "مناسبات غالبا"; but "زجاجة شمبانيا"
            if not definite and word[0] in "تين" and not word.endswith(("ه", "ين", "ون", "ي")) and _does(reading, head, behind):
                break  # "أكثر 10 جنسيات تحول نقودا"
            if not definite and word.endswith("ون") and known is None:
                if head.removesuffix("ا") + "ون" in reading.database.nominals or (head.endswith("ا") and word[0] == "م"):
                    break  # "25 أميركيا محتجزون"
            if not definite and count > 1:
                previous = reading.word_before(found.start(1))
                if (
                    head.endswith("ا")
                    and previous.endswith("يا")
                    and word.endswith("ا")
                    and len(word) > 3
                    and known is None
                    and nominal(word[:-1])
                ):
                    end = position = found.end(1)
                    continue  # "تمثالا ملكيا ضخما"
                if head.endswith("ه") and previous.endswith("يه"):
                    if _stands_alone(reading.database, word) or (word.endswith("ات") and is_singular(reading.database, head)):
                        break  # "مجموعة تكنولوجية رسالة إلى المجلس", "شركة ألمانية عمليات يباشرها"
                if behind.startswith("ال") and word.endswith("ه") and is_singular(reading.database, word):
                    break  # "بدأ 23 ألف مكتب اقتراع عملية الفرز"
                if word not in words and (
                    reading.database.among("plain-adjective", word)
                    or (_LIKE_SMALL(word) and nominal(word))
                    or (len(word) == 3 and word[-1] == "ي" == previous[-1] and nominal(word))  # "جهاز منزلي ذكي"
                ):
                    end = position = found.end(1)
                    continue  # "لاجئ سوري مسجل", "10 آلاف موطن شغل جديد"
            if definite and defined and count > 1 and word.endswith("ه") and reading.norm.endswith("ين", 0, end):
                break  # "عشرات العراقيين المحتجين القنصلية"
            if definite and defined and word.endswith("ات") and count == 1 and not head.endswith(("ات", "ه", "اء")) and nominal(word[2:]):
                break  # "عشرات الشبان الإطارات المطاطية"
            if definite and defined and word[2] != "م" and not word.endswith(("ه", "ي")) and is_singular(reading.database, word[2:]):
                if is_plural(reading.database, head[2:]):
                    break  # "الأشخاص الشارع الرئيسي"
            if not definite and not _adjective(word) and (count > 1 or not (known is not None or nominal(word))):
                break
        end = found.end(1)
        position = end
    if start < 0:
        return None
    a, b = reading.view.origin(start, end)
    return reading.view.text[a:b].rstrip("\u0640"), end


_PAIR_OF_ADJECTIVES: Final = re.compile(r".*يه و[^\W\d_]+يه$").match


def _of_term(reading: Reading, found: re.Match[str], *, listed: bool) -> bool:
    """Whether a word is the second of a term of two: "حادث مرور", or of one more in a list: "ومشاريع قوانين"."""
    first, among = reading.word_before(found.start(1)), reading.database.among
    return among("compound", f"{first} {found[1]}") or (listed and among("compound", f"{first[1:]} {found[1]}"))


def _does(reading: Reading, head: str, behind: str) -> bool:
    """Whether the accusative behind a word that may be a verb is its object: "جنسيات تحول نقودا"."""
    return (
        behind.endswith("ا")
        and not behind.endswith("يا")
        and len(behind) > 3
        and not head.endswith("ا")
        and reading.database.nominal(behind[:-1])
    )


def _limited(word: str) -> bool:
    """Whether a folded word has the form of an adjective that a definite noun may limit: "فائقة السرعة", "صغير الحجم"."""
    if word[0] in "ولبي" and not (len(word) > 6 and word.endswith("يه")):
        return False
    return word.endswith("ه") or (word[0] != "ت" and (word.endswith("ي") or word[0] == "م" or _LIKE_SMALL(word) is not None))


_LIKE_SMALL: Final = re.compile(r"[^\W\d_]{2}ي[^\W\d_]ا?").fullmatch


_OF_DOING: Final = re.compile(r"ت[^\W\d_]{2}ي[^\W\d_]|ت[^\W\d_]ا[^\W\d_]{2}").fullmatch


def _its_object(reading: Reading, head: str, word: str) -> bool:
    """Whether an indefinite noun behind a person, who governs none, is what the person does something to."""
    database = reading.database
    person = database.among("person", head) or (head.endswith("ي") and database.lexicon.has(head, "currency_adjective"))
    if person and _OF_DOING(word) and not word.endswith("ي"):
        return True
    if not person or word.endswith(("يه", "ي", "يا", "ين", "ون", "ات")):
        return False
    if word.endswith("ه"):
        return not head.endswith(("ه", "ا", "ات")) and not is_plural(database, head) and database.nominal(word)
    return database.among("faced", word)


def _object(reading: Reading, head: str, word: str, count: int, found: re.Match[str]) -> bool:
    """Whether a word behind a noun in the accusative, which governs nothing and takes adjectives of its own form, stands for itself."""
    nominal = reading.database.nominal
    if head.endswith("ي"):  # "عسكري مسؤولية", but "قرى معزولة"
        return letter_as_written(reading, found.start() - 1) == "ي" and word.endswith("ه") and nominal(word) and nominal(head + "ه")
    if not nominal(head[:-1]) or letter_as_written(reading, found.end(1) - 1) == "ى":
        return False
    token = _token_from(reading, found.start(1))
    if count > 1 and token is not None and not token.clitics and _a_place(token) and token.place[0].type == "country":
        return True  # "60 دبلوماسيا أمريكيا روسيا"
    if word.endswith("ه"):
        return not word.endswith("يه") and nominal(word)
    if word.endswith(("ها", "هم", "هما", "هن")) and len(word) > 4:
        return True  # "سطرا وجهها الرئيس"
    return (
        nominal(word) and head not in reading.database.nominals and not word.endswith(("ا", "اء", "ي", "ين", "ون"))
    )  # "11 نائبا تعديل القانون"


def _stands_alone(database: Database, word: str) -> bool:
    """Whether an indefinite word behind an adjective is a noun of its own: "رسالة", "مقالات"."""
    if word.endswith("ات"):
        return not word.endswith("يات") and is_singular(database, word[:-2] + "ه")
    return word.endswith("ه") and not word.endswith("يه") and is_singular(database, word)


def _goes_with(database: Database, head: str, word: str) -> frozenset[str]:
    """With what senses a word may go on an indefinite noun phrase."""
    if word.endswith(("ين", "ون")) and (not head.endswith(("ا", "ه")) or database.among("people-in-ta", head)):
        return _PLAIN | {"noun_an"}  # "أربعة جنود إسرائيليين", "3 أساتذة جامعيين"
    if database.among("case", head):
        return _PLAIN | {"event_noun"}  # "حالة وفاة"
    if head.endswith("ا") and word.endswith("يا") and not database.lexicon.has(head.removesuffix("ا"), "rank_head"):
        return _PLAIN | {"cue_scope", "world_wide"}  # "12 لاعبا محليا", but "20 مركزا عالميا"
    if word.endswith("يه"):
        return _PLAIN | {"football_word", "title_head"}  # "عروض مسرحية"
    return _PLAIN if database.among("register", word) else _PLAIN | {"football_word"}  # "ملعب كرة قدم"


_ENDS_LIKE_VERB: Final = re.compile(r"ا(?:[^\W\d_]ت|ست|ن)[^\W\d_]{1,3}ي").fullmatch
MASDAR: Final = re.compile(r"ت[^\W\d_]{2}ي[^\W\d_]").fullmatch
_AGREES: Final = re.compile(
    r"[^ ]+ه [^\W\d_]ا[^\W\d_]{2}ه|[^ ]+ا [^\W\d_]ا[^\W\d_]{2}ا|[^ ]+ا م[^\W\d_]{3,5}(?<!ي)ا|[^ ]+ين مت[^\W\d_]{3}ين"
).fullmatch


def letter_as_written(reading: Reading, offset: int) -> str:
    """The letter at an offset as the text writes it, before folding."""
    return reading.view.text[reading.view.origin(offset, offset + 1)[0]]


def _has_article(reading: Reading, start: int) -> bool:
    """Whether the ال in which a folded word begins is the article: not that of "ألبوم", "إلكتروني"."""
    return letter_as_written(reading, start) not in "أإآ"


_OWNED_RANKS: Final = frozenset({"ordinal_head", "rank_head", "event_head", "label"})
_NEVER_COUNTED: Final = frozenset(
    {
        "cue_expected",
        "month",
        "percent",
        "cue_same",
        "cue_negation",
        "speech_verb",
        "cue_afterwards",
        "cue_in_that_state",
        "sum_word",
        "duration_cue",
    }
)
_NOT_COUNTED: Final = frozenset({"stop", "modifier_after", "no_noun"})


def _proper(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a word behind an indefinite noun is a name: a place, or a word nobody knows that is no verb and has no proclitic."""
    word, token = found[1], _token_from(reading, found.start(1))
    if token is not None:
        return _a_place(token)
    return len(word) > 4 and word[0] not in _JOINED_OR_VERB + "ا" and not reading.database.nominal(word) and not _adjective(word)


def _passive(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a vowel sign shows a verb in the passive: رُسم, دُمرت."""
    start, _ = reading.view.origin(*found.span(1))
    long = len(found[1]) == 5 and found[1][0] in "تي"  # "تُعامل"
    if reading.view.text[start + 3 : start + 4] == "\u064f":
        return False  # "أعضاء جُدُد"
    return (
        (len(found[1]) in (3, 4) or long)
        and reading.view.text[start + 1 : start + 2] == "\u064f"
        and not found[1].endswith(("ه", "ي", "ا"))
    )


def _joined_place(reading: Reading, word: str, offset: int) -> bool:
    """Whether a word is a place behind a proclitic: "أولمبياد 2016 و2020 لطوكيو"."""
    if word[0] not in "بل":
        return False
    token = _token_from(reading, offset)
    return token is not None and bool(token.clitics) and token.place is not None


def _and_a_place(reading: Reading, offset: int) -> bool:
    """Whether a place behind و begins at an offset: "139 جنديا وبريطانيا 33"."""
    token = _token_from(reading, offset)
    return token is not None and token.place is not None and token.place[0].type == "country"


def _token_from(reading: Reading, offset: int) -> Token | None:
    """The token whose proclitics, or itself, begin at an offset; None where none does."""
    index = reading.token_at(offset)
    token = reading.tokens[index] if index < len(reading.tokens) else None
    return token if token is not None and token.lead == offset else None


def _a_place(token: Token) -> bool:
    return token.place is not None and not token.place[0].common


_DIGIT_BEFORE: Final = re.compile(r"(?<=\d)").match
DIGIT_AFTER: Final = re.compile(r" {0,2}\d").match

# Senses with which a word may go on a noun phrase.
_PLAIN: Final = frozenset({
    "place", "noun", "word", "currency_adjective", "gold_word", "noun_feminine", "noun_in_alif", "sea_word", "agent", "event_head",
    "whole_word", "plural_head", "place_context", "group_name", "half_adjective", "cue_contract", "not_future", "document_break", "letter_name", "exercise_head", "craft_head", "emergency_word", "clean_sheet", "cue_explosive", "place_title", "un_word", "cue_level", "cue_aged", "amount_word", "cue_general", "cue_expected", "cue_in_that_state",
})  # fmt: skip

# Senses of a definite word that ends a noun phrase: what tells when, which one or how many.
_ENDS_DEFINITE: Final = frozenset({
    "stop", "pointer", "weekday", "relative_day", "month", "hijri_month", "time_unit", "year_word", "month_word", "week_word", "decade",
    "decade_word", "century_word", "ord", "num", "scale", "vague", "modifier_after", "issued_word", "corresponding", "last_word",
    "first_pair", "now", "day_word", "holiday", "document_break", "fraction", "school_year", "period_word", "percent", "future", "reaching",
})  # fmt: skip

_PARALLEL: Final = (_PLAIN - {"document_break", "not_future"}) | {
    "cue_age",
    "cue_aged",
    "noun_an",
    "place_type",
    "name_head",
    "street_word",
    "club_word",
    "event_name",
    "label",
    "document_body",
}

# First letters that may be a proclitic or a verb's prefix.
_JOINED_OR_VERB: Final = "وفبلكيتنس"


def _parallel(reading: Reading, head: str, found: re.Match[str]) -> bool:
    """Whether "و…" is one more noun of the same count: indefinite, in the case of the first, with nothing of its own behind."""
    body, database = found[1][1:], reading.database
    hers = body.endswith("ه") and body[:-1] == head.removesuffix("ا")  # "تلميذا وتلميذة"
    both = body.endswith("ي") and head.endswith("ي") and not MASDAR(body)  # "صحافي وإعلامي"
    if body.startswith(("ا", "ت")) and len(body) > 4 and not body.endswith("ات") and not (hers or both or database.among("her", body)):
        return False  # "شخص وإصابة"; but "رجل وامرأة"
    known = database.lexicon.words.get(body) or database.lexicon.words.get(body.removesuffix("ا"))
    if known is not None and not known.senses.keys() - ({"not_future"} if "cue_age" in known.senses else frozenset()) <= _PARALLEL:
        return False
    if known is not None and known.duals and not (body.endswith("ين") and not body.endswith("تين")):
        return False
    if known is not None and "club_word" in known.senses and reading.word_before(found.start(1)) != head:
        return False  # "17 مسؤولا روسيا وشركة حكومية"
    if len(body) == 3 and known is None and database.lexicon.has(reading.word_after(found.end(1)), "stop"):
        return False  # "مباراة وغاب عن"
    if (
        (known is None and not database.nominal(body))
        or body.endswith(("ان", "تين"))
        or (body.endswith("ين") and head.endswith(("ه", "ا")))
    ):
        return False  # "شاحنة ومستودعين"
    if (body.endswith("ا") and not head.endswith(("ا", "ه"))) or (head.endswith("ا") and not body.endswith(("ا", "ه"))):
        return False
    follow = reading.word_after(found.end(1))
    if reading.norm[found.end(1) : found.end(1) + 2] == " (":
        return False  # "ألفي دراجة وشركة (إيكو بايسي)"
    if (follow.startswith("ال") and not database.lexicon.has(follow, "stop")) or database.lexicon.has(follow, "num"):
        return False
    if (
        follow.endswith("ا")
        and follow[0] != "و"
        and body.endswith("ا")
        and follow not in database.lexicon.words
        and database.nominal(follow)
    ):
        return False  # "مقعدا ومسرحا تجريبيا"
    return not reading.norm[found.end(1) : found.end(1) + 2].strip(" ")[:1].isdigit()


def _several_too(reading: Reading, found: re.Match[str]) -> bool:
    """Whether "و…" shows the plural: وقرى, ومهندسين, وخبراء."""
    in_alif = letter_as_written(reading, found.end(1) - 1) == "ى" and not found[1].startswith("وم")  # no "ومستشفى"
    if found[1].endswith("ين") and not reading.database.lexicon.has(found[1][1:], "noun_an"):
        return False  # "كؤوس ولقبين", but "قتلى ومفقودين"
    return in_alif or is_plural(reading.database, found[1][1:])


_DERIVED_VERB: Final = re.compile(r"(?:است[^\W\d_]{3}|ان[^\W\d_]{3}|ا[^\W\d_]ت[^\W\d_]{2})").fullmatch


_FOR_DOING: Final = re.compile(r"لم[^\W\d_]ا[^\W\d_]{2}ه").fullmatch


def _no_head(word: str, database: Database) -> bool:
    """Whether an unknown word is no counted noun: it begins with a proclitic and goes on with the sentence, or is a verb."""
    if word.endswith("وا") and len(word) > 4:
        return not database.nominal(word[:-1])  # "صوتوا", but "مدعوا"
    if word.endswith("يين") and len(word) > 6 and word[0] == "س":
        return False  # "10 سنيغاليين"
    if word.endswith("ت") and len(word) > 3 and not word.endswith("ات") and not database.nominal(word):
        return True  # "صدرت"
    if _DERIVED_VERB(word) and not database.nominal(word) and not (word.startswith("ال") and database.nominal(word[2:])):
        return True  # "5200 انتفع بها"
    if word.startswith(("وال", "فال", "بال", "كال", "لل", "لت", "لي")) and len(word) > 3:
        return not database.nominal(word)
    known = database.lexicon.words
    if word[0] == "و":
        return len(word) > 3 and word + "ين" not in known and word[:-1] + "تين" not in known and not database.nominal(word)
    if _FOR_DOING(word):
        return True  # "400 لمكافحة العصابات"
    if word.endswith("ا") and is_singular(database, word[:-1]):
        return False  # "لنشا"
    if word[0] in "بلكفيت" and not database.nominal(word):
        if word[0] == "ي":
            return True  # the few nouns with this letter are known
        if word[0] == "ت":
            return not _adjective(word) or word.endswith(("ون", "ان"))
        return (word[0] == "ل" and len(word) > 4 and not word.endswith(("ا", "ات", "ه"))) or database.nominal(word[1:])
    return False


def _adjective(word: str) -> bool:
    """Whether a folded word may be an adjective that continues a noun phrase: nisba, or an ending of agreement."""
    return len(word) > 3 and word.endswith(("يه", "يا", "ي", "ين", "ون", "ات", "ه"))


def no_noun_after(reading: Reading, offset: int) -> bool:
    """Whether no indefinite noun follows, which a figure could count."""
    phrase = noun_after(reading, offset)
    return phrase is None or fold(phrase[0]).startswith("ال")


def token_as_written(reading: Reading, token: Token) -> str:
    return as_written(reading, token.start, token.end)


def as_written(reading: Reading, start: int, end: int) -> str:
    """A stretch of the folded text as the text writes it."""
    a, b = reading.view.origin(start, end)
    return reading.view.text[a:b]


def countable(reading: Reading, word: str) -> bool:
    """Whether a folded word is known as a noun or adjective, or as any word; weak plurals too, which lose their ي ("مبانٍ")."""
    if word in reading.database.lexicon.words or reading.database.nominal(word):
        return True
    return len(word) == 4 and word[2] == "ا" and reading.database.nominal(word + "ي")


DUAL_BEFORE: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}(?:ين|ان)) $").search
_DUAL_CONSTRUCT: Final = re.compile(r"(?<![^\W\d_])(?!ال)([^\W\d_]{3,})ت[يا] [^\W\d_]{2,} [^\W\d_]{2,}ت[يا]ن$").search


def of_construct(reading: Reading, start: int, end: int) -> bool:
    """Whether a dual is the adjective of a feminine dual that governs a noun: "ناقلتي نفط عملاقتين"."""
    found = _DUAL_CONSTRUCT(reading.norm, max(0, start - 40), end)
    if found is None:
        return False
    nominal = reading.database.nominal
    return nominal(found[1] + "ه") or (found[1][0] in "ولبفك" and nominal(found[1][1:] + "ه"))


def own_letter(reading: Reading, token: Token) -> bool:
    """Whether what was split off a word is rather its first letter: "كبيران", "وطنين", "وطن واحد"."""
    return bool(token.clitics) and not token.definite and reading.database.nominal(token.clitics + token.text)


def is_dual(token: Token) -> bool:
    return token.word is not None and (bool(token.word.duals) or "noun_dual" in token.word.senses)


_DEFINITE_BEFORE: Final = re.compile(r"(?<![^\W\d_])[وفبك]{0,2}(ال[^\W\d_]{2,}) {1,2}$")


def partitive_noun(reading: Reading, end: int) -> tuple[str, int] | None:
    """The noun behind a partitive من ("86 من العمال", "المئات من سكان المدينة"), and its end."""
    end = behind_limit(reading, end)
    if not reading.after(end, "cue_of"):
        return None
    offset = behind_word(reading, end)
    tag = _HASHTAG(reading.norm, offset)
    if tag is not None and (tag[1].startswith("ال") or "_ال" in tag[1]):
        return as_written(reading, *tag.span(1)), tag.end()  # "700 ألف من #الروهينغا"
    if reading.database.among("of-means", reading.word_after(offset)):
        return None  # "إنفاق الملايين من أجل النجم"
    if reading.norm[offset : offset + 2] == ' "' and reading.norm.find('"', offset + 2, offset + 60) > 0:
        offset += 2  # 6 من "حراس القرى"
    if any(reading.after(offset, sense) for sense in ("this_word", "that_word")):
        shown = noun_after(reading, behind_word(reading, offset), 2)  # "19 من هذه الألعاب"
        if shown is None or not shown[0].startswith("ال"):
            return None
        return as_written(reading, offset, shown[1]).lstrip(), shown[1]
    if reading.database.among("most", reading.word_after(offset)):
        biggest = noun_after(reading, offset, 4, construct=True)  # "أربعة من أكبر مواقعهم"
        return biggest if biggest is not None and " " in biggest[0] else None
    if _bare_plural(reading, reading.word_after(offset)) and (members := construct_chain(reading, offset)) is not None:
        return members
    known = reading.database.lexicon.words.get(reading.word_after(offset))
    if known is not None and not known.senses.keys() <= _PLAIN | {
        "place_context",
        "noun_an",
        "football_word",
        "count_word",
        "year_head",
        "event_noun",
        "document_body",
    }:
        if "place_type" not in known.senses or not known.form.endswith("ات"):
            return _members(reading, offset)  # but "12 من ولايات الجمهورية"
    phrase = _adjectives_agreeing(reading, offset)
    if phrase is None:
        return _owned_after(reading, offset) or _members(reading, offset)
    first = reading.tokens[reading.token_at(offset)] if phrase is not None and reading.token_at(offset) < len(reading.tokens) else None
    if phrase is None or (
        first is not None and first.lead <= offset + 2 and _a_place(first) and not first.definite and first.text[:2] != "ال"
    ):
        return None  # "تسعة من سنغافورة واليابان"
    his = phrase[0].endswith("ه") and len(phrase[0]) > 4 and reading.database.nominal(fold(phrase[0])[:-1])  # "أقاربه"
    if _OWNED(reading.database).fullmatch(fold(phrase[0])) or _HIS(phrase[0]) or his:
        longer = noun_after(reading, offset, 2, construct=True)  # "50 من سكانه الفلسطينيين"
        theirs = longer is not None and (
            longer[0].endswith(("ين", "ية")) or reading.database.among("of-people", fold(longer[0].split()[-1]))
        )
        return longer if theirs else phrase
    if not phrase[0].startswith("ال"):
        phrase = noun_after(reading, offset, 4, construct=True)
        if phrase is not None and not any(w.startswith("ال") for w in fold(phrase[0]).split()[1:]):
            if _LATIN_NEXT(reading.norm, phrase[1]) and countable(reading, fold(phrase[0])):
                return phrase  # "العشرات من قذائف B10"
            phrase = _named(reading, phrase) or construct_chain(reading, offset)
        if phrase is None:
            return _members(reading, offset)
        words = fold(phrase[0]).split()
        if not (
            countable(reading, words[0])
            or (words[0].endswith(("ي", "و")) and (countable(reading, words[0][:-1] + "ين") or countable(reading, words[0][:-1])))
        ):
            return _members(reading, offset)
        return phrase  # "المئات من سكان الموصل"
    inside = reading.tokens[reading.token_at(offset) : reading.token_at(phrase[1])]
    place = next((token for token in inside if token.place), None)
    return None if place is not None and _a_place(place) else phrase  # "9691 من البرازيل"


def _adjectives_agreeing(reading: Reading, offset: int) -> tuple[str, int] | None:
    """The noun phrase at an offset, of three words where the third agrees with the second: "القيادات الميدانية البارزة"."""
    phrase = noun_after(reading, offset, 3)
    words = fold(phrase[0]).split() if phrase is not None else []
    agree = len(words) < 3 or any(words[1].endswith(end) and words[2].endswith(end) for end in (("ه", "اء"), "ين"))
    return phrase if agree else noun_after(reading, offset, 2)


def _members(reading: Reading, offset: int) -> tuple[str, int] | None:
    """A plural that governs what the text goes on with, as far as it is one phrase: "أصحاب المحال التجارية", "أنصار باشينيان", "موظفي" before a quotation."""
    found = WORDS.match(reading.norm, offset)
    if found is None:
        return None
    start, end = found.span(1)
    own = _OWNED_BEFORE(found[1] + " ")
    if own is not None and len(own[1]) > 3 and _several_of_theirs(reading, own[1]):
        return None if _NOT_A_PART(reading.database).match(found[1]) else (as_written(reading, start, end), end)  # "عناصرها قتلى"
    if not _governs_as_plural(reading, found[1]):
        return None
    bent = found[1].endswith("ي")  # without its ن: a noun has to follow
    for count in range(4):
        follow = WORDS.match(reading.norm, end)
        if follow is None:
            break
        word = follow[1]
        if reading.after(end, "this_word") or reading.after(end, "that_word"):  # "سكان هذه المناطق"
            shown = noun_after(reading, follow.end(1), 2)
            return (as_written(reading, start, shown[1]), shown[1]) if shown is not None and shown[0].startswith("ال") else None
        if word.startswith("ال") and _has_article(reading, follow.start(1)):
            rest = noun_after(reading, end, 3)
            end = rest[1] if rest is not None else end
            break
        known, token = reading.database.lexicon.words.get(word), _token_from(reading, follow.start(1))
        if token is not None and not token.clitics and _a_place(token):
            end = token.end
            break
        nominal = reading.database.nominal
        if _owned(reading, word) or ((of := _OWNED_BEFORE(word + " ")) is not None and of[1].endswith("ت") and nominal(of[1][:-1] + "ه")):
            end = follow.end(1)
            break  # "أفراد أسرته"
        if known is not None and not known.senses.keys() <= _CHAINED:
            if "stop" in known.senses or not nominal(word) or not reading.word_after(follow.end(1)).startswith("ال"):
                break
        if known is None and word[0] == "و" and _governs_as_plural(reading, word[1:]):
            end = follow.end(1)
            continue  # "حراس وموظفي السجون"
        if known is None and not nominal(word) and word.endswith(("ا", "وا")):
            break  # "مساعدي سلمان حوكما"
        if known is None and not nominal(word) and not _adjective(word):
            if (len(word) < 4 or word[0] in "يتسو" or nominal(word[1:])) and (count or not bent):
                break
            end = follow.end(1)
            break  # a name: "أنصار باشينيان"
        end = follow.end(1)
    return as_written(reading, start, end), end


def _several_of_theirs(reading: Reading, stem: str) -> bool:
    """Whether what stands before a possessive suffix is a plural: "عناصر", "أبنائ" for أبناء, "مواطني" for مواطنين."""
    whole = _unbent(stem)
    if stem.endswith("ي") and len(stem) > 4 and reading.database.nominal(stem + "ن"):
        return True
    return reading.database.nominal(whole) and is_plural(reading.database, whole)


_NOT_A_PART: Final = Expression(r"(?:{not-a-part})")


def _governs_as_plural(reading: Reading, word: str) -> bool:
    """Whether a folded word without article may be a plural that governs another: "موظفي", "أصحاب", "صناع"."""
    known = reading.database.lexicon.words.get(word)
    if reading.database.among("governing-plural", word) or (known is not None and "plural_head" in known.senses):
        return True
    if word.startswith("ال") or len(word) < 4 or (known is not None and not known.senses.keys() <= _CHAINED):
        return False
    if _bare_plural(reading, word):
        return True
    if known is None and _LOAVES(word) and not is_singular(reading.database, word):
        return True  # "أرغفة الخبز"
    return reading.database.nominal(word) and is_plural(reading.database, word) and bool(_BROKEN(word) or word.endswith("ات"))


_LOAVES: Final = re.compile(r"ا[^\W\d_]{3}ه").fullmatch


def behind_limit(reading: Reading, offset: int) -> int:
    """The offset behind a limit between an amount and its من, else the offset itself: "15 على الأقل من المنتمين"."""
    if not reading.says("cue_only_of"):
        return offset
    index = reading.token_at(offset)
    limit = reading.tokens[index] if index < len(reading.tokens) else None
    told = limit is not None and limit.has("cue_only_of") and reading.norm[offset : limit.lead] == " "
    return limit.end if limit is not None and told and reading.after(limit.end, "cue_of") else offset


def _bare_plural(reading: Reading, word: str) -> bool:
    """Whether a word nobody lists is a plural that has lost its ن to what it governs: "مسلحي", "مديري"."""
    database = reading.database
    if not word.endswith("ي") or len(word) < 4 or word in database.lexicon.words or database.nominal(word):
        return False
    return countable(reading, word + "ن")


_LATIN_NEXT: Final = re.compile(r" \(?[A-Z]").match
_HASHTAG: Final = re.compile(r" #([^\W\d]+)").match
_TAGGED: Final = re.compile(r" {0,2}#?([^\W\d_]+)").match


def _named(reading: Reading, phrase: tuple[str, int]) -> tuple[str, int] | None:
    """A phrase with the name that ends it, None where none does: "أعضاء حركة غولن", "مسلحي طالبان", "لاعبي برشلونة"."""
    has = reading.database.lexicon.has
    last = reading.tokens[reading.token_at(phrase[1]) - 1]
    if last.end == phrase[1] and not last.clitics and (_a_place(last) or last.has("group_name")) and " " in phrase[0]:
        return phrase
    end = phrase[1]
    for _ in range(2):
        found = _TAGGED(reading.norm, end)
        if found is None:
            return None
        name, end = found[1], found.end(1)
        token = _token_from(reading, found.start(1))
        place = token is not None and not token.clitics and (_a_place(token) or token.has("group_name"))
        if token is not None and place:
            end = token.end  # "زعماء جنوب السودان"
        unknown = not countable(reading, name) and name[0] not in _JOINED_OR_VERB + "ا" and len(name) > 3
        if place or has(name, "group_name") or (unknown and not name.endswith("وا") and not _adjective(name)):
            a, b = reading.view.origin(phrase[1], end)
            return phrase[0] + reading.view.text[a:b], end
        if has(name, "stop") or name.startswith("ال") or name.endswith(("ين", "ون", "ات", "ا")) or not reading.database.nominal(name):
            return None
    return None


_HIS: Final = re.compile(r"(?:أ|[^\W\d_])[^\W\d_]?[^\W\d_]ا[^\W\d_]ه").fullmatch  # "رفاقه", "أصحابه": a broken plural with its owner
_OWNED: Final = Expression(r"(?!{not-a-part})[^\W\d_]{3,}(?:ها|هم|هن|هما|نا|يه|ابه|اده|اله)")

_OWNED_BEFORE: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}?)(ه|ها|هم|هن|هما|نا) {1,2}$").search


def _owned_after(reading: Reading, offset: int) -> tuple[str, int] | None:
    """A noun with its owner that begins like a verb or a proclitic: "ثلاثة من فروعها"."""
    found = WORDS.match(reading.norm, offset)
    owned = _OWNED_BEFORE(found[1] + " ") if found is not None and found[1] not in reading.database.lexicon.words else None
    if (
        found is None
        or owned is None
        or len(owned[1]) < 4
        or not _OWNED(reading.database).fullmatch(found[1])
        or not (reading.database.nominal(owned[1]) or reading.database.nominal(_unbent(owned[1])))
    ):
        return None
    return as_written(reading, *found.span(1)), found.end(1)


def _unbent(stem: str) -> str:
    """A stem in hamza as it is without its suffix: أبنائ, أبناؤ → أبناء."""
    return stem[:-1] + "ء" if stem.endswith(("ائ", "اؤ", "اي", "او")) else stem


def _owned(reading: Reading, word: str) -> bool:
    """Whether a word is a noun with a possessive suffix: "تجاربها"."""
    owned = _OWNED_BEFORE(word + " ")
    return owned is not None and not reading.database.lexicon.has(word, "stop") and _with_suffix(reading, owned[1])


def _with_suffix(reading: Reading, stem: str) -> bool:
    """Whether what stands before a possessive suffix is a noun: "أولاد", "أبنائ" for أبناء."""
    nominal = reading.database.nominal
    if nominal(stem) or (stem.endswith("ي") and nominal(stem + "ن")):
        return True  # "مدربيه"
    if stem.endswith("ت") and nominal(stem.removeprefix("و")[:-1] + "ه") and not is_singular(reading.database, stem[:-1] + "ه"):
        return True  # "إخوته"
    for letters in ("و", "ف", "ب", "ل"):
        if stem.startswith(letters) and nominal(_unbent(stem[1:])):
            return len(stem) > 4
    return nominal(_unbent(stem))


def noun_before(reading: Reading, token: Token) -> str | None:
    """The definite noun right before a definite numeral, with its adjective: "النشطاء الإماراتيين الخمسة"."""
    found = _DEFINITE_BEFORE.search(reading.norm, max(0, token.lead - 30), token.lead)
    if found is not None and not _has_article(reading, found.start(1)):
        found = None  # "ألقابه الثلاثة", whose letters are those of an article
    if found is None and not token.clitics:
        if (swallowed := _behind_l(reading, token.lead)) is not None:
            return swallowed
        if (of_place := _of_a_place(reading, token)) is not None:
            return of_place
        if (of_name := _of_a_name(reading, token)) is not None:
            return of_name
        owned = _OWNED_BEFORE(reading.norm, max(0, token.lead - 30), token.lead)  # "مبارياته الأربع"
        if owned is None or reading.database.lexicon.has(owned[0].strip(), "stop"):
            return None
        governor = reading.word_before(owned.start())
        one = owned[1][:-1] + "ه" if owned[1].endswith("ت") else owned[1]
        if reading.database.lexicon.has(governor, "plural_head") and is_singular(reading.database, one):  # "أفراد أسرته الخمسة"
            return as_written(reading, reading.norm.rindex(governor, 0, owned.start()), owned.end(2))
        own = owned[1] in reading.database.nominals or _unbent(owned[1]) in reading.database.nominals
        joined = owned[1][0] in "وبلف" and not own and _with_suffix(reading, owned[1][1:])  # "وأطفاله", "بأبنائه"
        if not _with_suffix(reading, owned[1][joined:]):
            return None
        if reading.database.lexicon.has(owned[0].strip()[joined:], "count_word"):
            return None  # "يتجاوز عددها الألف"
        noun = as_written(reading, owned.start(1) + joined, owned.end(2))
        return None if noun.endswith("ة") else noun
    if found is None or token.clitics:
        return None
    start, end = found.span(1)
    governor = reading.word_before(found.start())
    if reading.database.among("met", found[1]):
        return None  # "والتقى الاثنان"
    if not reading.database.nominal(found[1][2:]):
        return _of_members(reading, governor, found.start(), end)
    has = reading.database.lexicon.has
    joined = governor[:1] in tuple("وفبكل") and len(governor) > 4 and not reading.database.nominal(governor)
    if governor.startswith(("بال", "وال", "فال", "كال")) or (joined and reading.database.nominal(governor[1:])):
        governor = governor[1:]  # "لأعضاء الفرقة الأربعة"
    if found[1].endswith("يه") and governor.startswith("ال") and governor.endswith("يه"):
        head = reading.word_before(reading.norm.rindex(governor, 0, found.start()))
        if head.startswith("ال") and (head.endswith("ات") or is_plural(reading.database, head[2:])):
            return as_written(reading, reading.norm.rindex(head, 0, found.start()), end)  # "الجماعات الطائفية والعرقية الثلاث"
    if governor.startswith("ال"):
        known = reading.database.nominal(governor[2:])
        several = known and governor.endswith("ات") and found[1].endswith("ات")  # "اللاعبات المحترفات العشر"
        people = reading.database.among("of-people", found[1]) and is_plural(reading.database, governor[2:])  # "الجنود الأتراك الثمانية"
        if several or people or (known and found[1].endswith("ه") and not has(governor, "weekday")):  # "الكتل البرلمانية الثلاث"
            return as_written(reading, reading.norm.rindex(governor, 0, found.start()), end)
    if found[1].endswith("ه") and (whole := _behind_l(reading, found.start())) is not None:
        return f"{whole} {as_written(reading, start, end)}"  # "للأندية المصرية الثلاثة"
    if has(governor, "stop") or has(governor, "cue_that"):
        governor = ""
    if reading.database.among("members", found[1]) and governor.startswith("ال") and reading.database.nominal(governor[2:]):
        return as_written(reading, reading.norm.rindex(governor, 0, found.start()), end)  # "الدول الأعضاء الـ29"
    alone = has(found[1][2:], "plural_head")
    if governor and not alone and not governor.startswith("ال") and reading.database.nominal(governor) and not has(governor, "plural_head"):
        at = reading.norm.rindex(governor, 0, found.start())
        body = reading.word_before(at)
        if has(body, "plural_head"):
            return as_written(reading, reading.norm.rindex(body, 0, at), end)  # "أعضاء مجلس الأمن الـ15"
    if (
        found[1].endswith("ه")
        or governor.endswith("ات")
        or has(governor, "plural_head")
        or (is_singular(reading.database, found[1][2:]) and _BROKEN(governor) and is_plural(reading.database, governor))
    ):  # a singular: what is counted governs it ("أفراد العائلة الثلاثة")
        if has(found[1][2:], "plural_head"):
            return as_written(reading, start, end)  # "قادة الدول الثلاث"
        if found[1].endswith("ات") and not governor.endswith("ات") and not token.text.endswith("ه") and _few_in_words(token):
            return as_written(reading, start, end)  # "رؤساء السلطات الثلاث"
        if _LOAVES(found[1][2:]) and not governor and not is_singular(reading.database, found[1][2:]):
            return as_written(reading, start, end)  # "هذه الأحزمة الثلاثة"
        if _owned(reading, governor) and found[1].endswith("ه"):
            return as_written(reading, reading.norm.rindex(governor, 0, found.start()), end)  # "تجاربها النووية الست"
        if not governor or governor.startswith("ال") or not (reading.database.nominal(governor) or has(governor, "plural_head")):
            return None
        return as_written(reading, reading.norm.rindex(governor, 0, found.start()), end)
    if found[1].endswith("ي") and letter_as_written(reading, end - 1) not in "ئى" and not _LIKE_CHAIRS(found[1]):
        return _of_members(reading, governor, found.start(), end)
    first = _DEFINITE_BEFORE.search(reading.norm, max(0, start - 30), start) if _adjective(found[1]) else None
    if first is not None and found.start() == start and _has_article(reading, first.start(1)) and reading.database.nominal(first[1][2:]):
        start = first.start(1)
    return as_written(reading, start, end)


def _few_in_words(token: Token) -> bool:
    """Whether a number is written as a word from three to ten, whose gender tells what it counts."""
    number = token.number
    return number is not None and not number.digits and number.scaled == 1 and 3 <= (number.value or 0) <= 10


def noun_ahead(reading: Reading, index: int) -> str | None:
    """What a word for "number of" before a number counts: "بلغ عدد الأعضاء 595", "الزواحف البالغ عددها 292"; None where none does."""
    tokens, until = reading.tokens, reading.tokens[index].lead
    for k in range(index - 1, max(-1, index - 9), -1):
        before = tokens[k]
        if until - before.end > 70:
            return None
        if before.number is not None:
            if not (k and tokens[k - 1].has("from") and tokens[k + 1].has("connector")):
                return None
            until = tokens[k - 1].lead  # "من 3 إلى 162"
        told = before.value("count_word")
        if told is None:
            continue
        if told == "of_them":
            amounting = tokens[k - 1] if k and reading.follows(k) else None
            if k < index - 1 or amounting is None or not amounting.has("cue_amounting"):
                return None
            return noun_before(reading, amounting)
        phrase = construct_chain(reading, before.end) or noun_after(reading, before.end, construct=True) if told == "of" else None
        if phrase is None or not (_DEFINITE_WORD(fold(phrase[0])) or _ends_with_place(reading, phrase[1])) or phrase[1] > until:
            return None
        return phrase[0] if _NO_MARK(reading.norm[phrase[1] : until]) else None
    return None


def _ends_with_place(reading: Reading, end: int) -> bool:
    """Whether a place ends at an offset: "عدد سكان إثيوبيا"."""
    token = reading.tokens[reading.token_at(end) - 1]
    return token.end == end and _a_place(token)


_DEFINITE_WORD: Final = re.compile(r"(?<![^\W\d_])ال").search
# Nothing between what is counted and how much it is but words, or an aside between commas.
_NO_MARK: Final = re.compile(r"(?:(?! و)[^\d.,،؛:\n()]){0,45}(?:،[^.،\n]{1,60}، )?:? ?").fullmatch


def _of_a_place(reading: Reading, token: Token) -> str | None:
    """The plural that governs a place before a number, with it: "رؤساء لبنان الثلاثة", "أهداف ليفربول الثلاثة"; None where none does."""
    index = reading.index(token)
    place = reading.tokens[index - 1] if index else None
    if place is None or place.clitics or not _a_place(place) or reading.norm[place.end : token.lead] != " ":
        return None
    offset = place.lead - (reading.norm[place.lead - 1 : place.lead] == "#")
    governor, has = reading.word_before(offset), reading.database.lexicon.has
    if governor[:1] in ("و", "ف", "ب", "ل") and not reading.database.nominal(governor) and reading.database.nominal(governor[1:]):
        governor = governor[1:]  # "لاتفاقيات جنيف الأربع"
    if not governor or has(governor, "stop") or not (has(governor, "plural_head") or reading.database.nominal(governor)):
        return None
    if (
        is_singular(reading.database, governor)
        or governor.startswith("ال")
        or (not governor.endswith(("ات", "ي")) and not _BROKEN(governor) and not has(governor, "plural_head"))
    ):
        return None
    return as_written(reading, reading.norm.rindex(governor, 0, offset), place.end)


def _of_a_name(reading: Reading, token: Token) -> str | None:
    """The plural before a name nobody knows and a number, with the name: "طائرات تورنيدو العشر"; None where none stands there."""
    name = reading.word_before(token.lead)
    if token.number is None or token.number.value == 2 or _DERIVED_VERB(name):
        return None  # "بعد ثمانية أعوام اكتسب الاثنان"
    if len(name) < 4 or (name[0] in _JOINED_OR_VERB and len(name) < 6) or reading.norm[token.lead - 1] != " " or countable(reading, name):
        return None
    start = reading.norm.rindex(name, 0, token.lead)
    plural = reading.word_before(start)
    if plural.startswith("ال") or reading.norm[start - 1 : start] != " " or not reading.database.nominal(plural):
        return None
    several = plural.endswith("ات") or (_BROKEN(plural) and not is_singular(reading.database, plural))
    return as_written(reading, reading.norm.rindex(plural, 0, start), start + len(name)) if several else None


# Patterns of broken plurals: أفعال، أفعلة، فعلاء، فعول، مفاعل، مفاعيل، فواعل، فعال.
_BROKEN: Final = re.compile(
    r"[وفب]?(?:ا[^\W\d_]{2}ا[^\W\d_]|ا[^\W\d_]ا[^\W\d_]ي?[^\W\d_]|ا[^\W\d_]{3}ه|[^\W\d_]{3}اء?|[^\W\d_]{2}و[^\W\d_]|م[^\W\d_]ا[^\W\d_]ي?[^\W\d_]|[^\W\d_]وا[^\W\d_]{2})"
).fullmatch


# Further ones, which singulars share: فعّال، فعائل، فعلان، نساء.
_BROKEN_TOO: Final = re.compile(r"[^\W\d_]{2}ا[^\W\d_]|[^\W\d_]{2}ا[^\W\d_]ي?[^\W\d_]|[^\W\d_]{2,3}ان").fullmatch

_LIKE_CHAIRS: Final = re.compile(r"ال[^\W\d_]{2}ا[^\W\d_]ي").fullmatch  # "الكراسي", a broken plural
_BEHIND_L: Final = re.compile(r"(?<![^\W\d_])[وف]?لل([^\W\d_]{2,}) {1,2}$").search


def _behind_l(reading: Reading, offset: int) -> str | None:
    """The plural before an offset whose article ل has swallowed, with its article: "للدول الأربع" counts الدول."""
    found = _BEHIND_L(reading.norm, max(0, offset - 30), offset)
    if found is None or not (reading.database.nominal(found[1]) or found[1].endswith(("ين", "ات"))):
        return None
    if reading.database.nominal("ل" + found[1]):  # "للاعبين الثلاثة"; but "للقاء الخمسة الكبار"
        return "ال" + as_written(reading, found.start(1) - 1, found.end(1)) if found[1].endswith(("ين", "ات")) else None
    has = reading.database.lexicon.has
    if (found[1].endswith("ه") or is_singular(reading.database, found[1])) and not has(found[1], "plural_head"):
        return None
    return "ال" + as_written(reading, *found.span(1))


def is_singular(database: Database, word: str) -> bool:
    """Whether a folded word is a noun in the singular: its dual is known as one."""
    dual = database.lexicon.words.get(word[:-1] + "تين" if word.endswith("ه") else word + "ين")
    return dual is not None and (bool(dual.duals) or "noun_dual" in dual.senses)


def is_plural(database: Database, word: str) -> bool:
    """Whether a folded noun is most likely a plural, broken or sound."""
    return bool(word.endswith(("ين", "ون", "ات")) or _BROKEN(word) or _BROKEN_TOO(word)) and not is_singular(database, word)


def _of_members(reading: Reading, body: str, at: int, end: int) -> str | None:
    """The members of a body with its adjective: "زعماء الاتحاد الأوروبي الـ28"; None where no plural governs it."""
    if not body.startswith("ال") or not reading.database.nominal(body[2:]):
        return None
    start = reading.norm.rindex(body, 0, at)
    members = reading.word_before(start)
    if not reading.database.lexicon.has(members, "plural_head") and reading.database.nominal(members) and not members.startswith("ال"):
        start = reading.norm.rindex(members, 0, start)
        members = reading.word_before(start)  # "دول مجلس التعاون الخليجي الست"
    if not reading.database.lexicon.has(members, "plural_head"):
        return None
    return as_written(reading, reading.norm.rindex(members, 0, start), end)


def construct_chain(reading: Reading, offset: int) -> tuple[str, int] | None:
    """Indefinite nouns that govern each other and a definite one, a place or a group at last, as written, and the end; None where none is.

    "مجموع أطفال مناطق النزاع", "إجمالي ناتجهم الداخلي"; behind a plural without its ن also an unknown name: "مديري شركة إينيوس".
    """
    words, position, start = reading.database.lexicon.words, offset, -1
    plural = _bare_plural(reading, reading.word_after(offset))
    for count in range(4):
        found = WORDS.match(reading.norm, position)
        if found is None:
            return None
        word = found[1]
        start = found.start(1) if start < 0 else start
        definite = word.startswith("ال") and _has_article(reading, found.start(1))
        owned = count > 0 and _owned(reading, word) and word.endswith(("هم", "ها", "هن", "نا"))
        if definite or owned:
            if not count:
                return None
            phrase = noun_after(reading, position if definite else found.end(1), 3)
            end = found.end(1)
            if phrase is not None and fold(phrase[0]).startswith("ال") and (definite or fold(phrase[0].split()[0]).endswith(("ي", "يه"))):
                end = phrase[1]  # but "مجموع سكانها البالغ كذا"
            return as_written(reading, start, end), end
        token = _token_from(reading, found.start(1)) if count else None
        if token is not None and not token.clitics and (_a_place(token) or token.has("group_name")):
            return as_written(reading, start, token.end), token.end  # "عدد سكان مقدونيا"
        known = words.get(word)
        if plural and not count:
            position = found.end(1)
            continue
        if plural and count > 1 and known is None and not reading.database.nominal(word) and word[0] not in "وفيتبل":
            return as_written(reading, start, found.end(1)), found.end(1)
        if count and word[0] == "و" and known is None and reading.database.nominal(word[1:]) and not word.endswith(("ا", "ين", "ون")):
            position = found.end(1)
            continue  # "ضباط وجنود الشرطة"
        if (
            (known is not None and not known.senses.keys() <= _CHAINED)
            or not reading.database.nominal(word)
            or (word.endswith(("ا", "ين", "ون")) and not word.endswith("يا"))
        ):
            return None
        position = found.end(1)
    return None


_CHAINED: Final = _PLAIN | {
    "place_type", "noun_an", "phase", "event_noun", "change", "rate_word", "count_word", "cue_numero", "document_label", "number_word",
    "war_head", "festive", "cue_start", "title_head", "event_name", "document_body", "document_issuer", "club_word", "date_context", "year_head", "document_type", "street_word", "name_head",
}  # fmt: skip


def behind_word(reading: Reading, offset: int) -> int:
    """The offset behind the word that follows an offset."""
    word = reading.word_after(offset)
    return reading.norm.index(word, offset) + len(word)


@cache
def _folded_plurals(*plurals: str) -> frozenset[str]:
    return frozenset(form for plural in plurals for form in (fold(plural), fold(plural) + "ا"))


def plurals_of(token: Token, sense: str = "time_unit") -> frozenset[str]:
    """The folded plurals of a token's word in a sense, none where it lacks the sense."""
    entry = token.word.senses.get(sense) if token.word is not None else None
    return _folded_plurals(*entry.plural) if entry is not None else frozenset()


def in_title(reading: Reading, offset: int) -> bool:
    """Whether a quotation that is a title opens right before an offset."""
    if not offset or reading.norm[offset - 1] != '"':
        return False
    return reading.says("title_head") and reading.database.lexicon.has(reading.word_before(offset - 1), "title_head")


def fits(reading: Reading, offset: int, value: Exact | None, *, surely: bool = False) -> bool:
    """Whether a noun follows in the case and number that a count asks for: plural behind 3-10, accusative behind 11-99.

    Args:
        surely: whether it must be a noun that is listed, no participle ("متوقعا").
    """
    phrase = noun_after(reading, offset)
    if phrase is None or value is None or value < 3:
        return False
    head = fold(phrase[0].split()[0])
    lexicon = reading.database.lexicon
    if (
        head.startswith("ال")
        or lexicon.has(head, "cue_scope")
        or lexicon.has(head, "cue_of_it")
        or lexicon.has(head, "place")
        or not countable(reading, head)
    ):
        return False
    if value <= 10 or (value > 100 and 3 <= value % 100 <= 10):
        return head.endswith("ات") or (not head.endswith(("ا", "ه", "ي")) and not lexicon.has(head, "stop"))
    stem = head.removesuffix("ا")
    noun = stem + "ين" in lexicon.words or (head.endswith("ه") and head[:-1] + "تين" in lexicon.words)
    if 11 <= value % 100 <= 99:
        return (noun and head.endswith(("ا", "ه"))) or (head.endswith("ا") and not (surely and head.startswith("م")))
    return noun
