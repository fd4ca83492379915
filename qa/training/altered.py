"""Questions changed so that the text no longer answers them, though every word still sounds as if it did.

A name or a number of the question gives way to another that stands in the text, a word to its opposite or to another
office, deed, measure or relation: the kinds that SQuAD 2.0's authors call entity swap, antonym and impossible condition
(Rajpurkar et al., 2018, arXiv:1806.03822, table 1).
"""

import random
import re

from qa.training.example import COMMON_WORDS, Example

NAME = re.compile(r"[A-Z][\w-]+(?: (?:of |the )?[A-Z][\w-]+)*")
INSIDE_SENTENCE = re.compile(r"(?<=[\w,;)] )" + NAME.pattern)  # where a capital letter tells of a name
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
OPPOSITES = (
    ("first", "last"),
    ("most", "least"),
    ("largest", "smallest"),
    ("highest", "lowest"),
    ("oldest", "youngest"),
    ("before", "after"),
    ("more", "fewer"),
    ("north", "south"),
    ("east", "west"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("won", "lost"),
    ("began", "ended"),
    ("begin", "end"),
    ("started", "stopped"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("supported", "opposed"),
    ("approved", "rejected"),
    ("accepted", "refused"),
    ("men", "women"),
    ("male", "female"),
    ("minimum", "maximum"),
    ("early", "late"),
    ("bought", "sold"),
    ("arrived", "left"),
    ("major", "minor"),
    ("old", "new"),
    ("high", "low"),
    ("large", "small"),
    ("common", "rare"),
    ("better", "worse"),
    ("best", "worst"),
    ("earliest", "latest"),
    ("above", "below"),
    ("inside", "outside"),
    ("public", "private"),
    ("domestic", "foreign"),
)
OPPOSITE = {word: other for pair in OPPOSITES for word, other in (pair, pair[::-1])}
KINDS = tuple(
    kind.split()
    for kind in (
        "president chairman founder owner director secretary treasurer governor mayor bishop manager coach captain "
        "editor chancellor ambassador",
        "author singer drummer composer architect designer painter",
        "born married buried crowned arrested elected appointed baptized convicted",
        "founded closed demolished renovated abandoned purchased",
        "published translated recorded performed banned",
        "invented discovered patented",
        "signed adopted abolished repealed amended",
        "invaded captured besieged",
        "graduated retired resigned died",
        "father mother brother sister wife husband son daughter uncle",
        "height depth weight temperature",
    )
)
ROOT = 4  # letters that "married", "marry" and "marriage" share
OF_ITS_KIND = {word: [other for other in kind if other != word] for kind in KINDS for word in kind}


def with_other_words(example: Example, rng: random.Random) -> Example | None:
    """The example without an answer, one name, number or word of its question changed; None where none can be."""
    kinds = [_other_name, _other_number, _opposite, _of_its_kind]
    rng.shuffle(kinds)
    for kind in kinds:
        question = kind(example, rng)
        if question is not None:
            return Example(example.id, example.title, question, example.text, ())
    return None


def _other_name(example: Example, rng: random.Random) -> str | None:
    asked = list(INSIDE_SENTENCE.finditer(example.question))
    in_text = [match.group() for match in INSIDE_SENTENCE.finditer(example.text)]
    return _exchange(example, asked, [name for name in in_text if name.lower() not in COMMON_WORDS], rng)


def _other_number(example: Example, rng: random.Random) -> str | None:
    asked = list(NUMBER.finditer(example.question))
    return _exchange(example, asked, [match.group() for match in NUMBER.finditer(example.text)], rng)


def _exchange(example: Example, asked: list[re.Match[str]], in_text: list[str], rng: random.Random) -> str | None:
    """The question with one of `asked` replaced by one of `in_text` that neither question nor answer has."""
    known = f"{example.question} {' '.join(example.answers)}".lower()
    rng.shuffle(asked)
    for match in asked:
        others = sorted(
            {
                other
                for other in in_text
                if other.lower() not in known
                and match.group().lower() not in other.lower()
                and abs(len(other.split()) - len(match.group().split())) <= 1
                and (len(other) == len(match.group()) or not match.group().isdigit())
            }
        )
        if others:
            return example.question[: match.start()] + rng.choice(others) + example.question[match.end() :]
    return None


def _opposite(example: Example, rng: random.Random) -> str | None:
    words = example.question.split(" ")
    places = [place for place, word in enumerate(words) if word in OPPOSITE]
    if not places:
        return None
    place = rng.choice(places)
    return " ".join([*words[:place], OPPOSITE[words[place]], *words[place + 1 :]])


def _sounds_alike(word: str, other: str) -> bool:
    """Whether both take "a", or both "an"."""
    return (word[0] in "aeiou") == (other[0] in "aeiou")


def _of_its_kind(example: Example, rng: random.Random) -> str | None:
    """The question with one word exchanged for another of its kind that the text has in no form."""
    words = example.question.split(" ")
    text = example.text.lower()
    others = {
        place: [other for other in OF_ITS_KIND[word] if other[:ROOT] not in text and _sounds_alike(other, word)]
        for place, word in enumerate(word.rstrip("?,") for word in words)
        if word in OF_ITS_KIND
    }
    places = [place for place, fitting in others.items() if fitting]
    if not places:
        return None
    place = rng.choice(places)
    bare = words[place].rstrip("?,")
    return " ".join([*words[:place], rng.choice(others[place]) + words[place][len(bare) :], *words[place + 1 :]])
