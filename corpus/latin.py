"""Tells the single-byte encodings of Latin alphabets apart by the letters that their languages use.

They differ in a few letters only, which a statistical guess often gets wrong: Spanish 'niño' becomes 'nińo'. Here an
encoding fits as far as every character outside ASCII belongs to one language written in it, or is common punctuation.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

PUNCTUATION = frozenset("“”‘’‚„«»‹›–—…•·€£§°©®™²³½¿¡†\u00a0\u00ad")

WESTERN = (
    "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "áâãàçéêíóôõúüªº", "àèéìíîòóùú", "áàäåéèöü", "åæøéèêóòô", "áðéíóúýþæö",
    "áäèéëêïíóôöúü", "äõöüšž", "àçéèíïóòúü", "áéíóúàèìòù",
)  # fmt: skip
CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß")
TURKISH = ("âçğıiîöşüû",)
BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")

# The commoner encoding first: it is taken where several fit as well.
LANGUAGES = {
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "cp1254": TURKISH,
    "cp1257": BALTIC,
    "iso8859_2": CENTRAL,
    "mac_roman": WESTERN,
    "cp850": WESTERN,
}
OF_WORDS_ALONE = ("cp850",)  # its letters are quotation marks and letters of rarer languages elsewhere

WORD = re.compile(r"[^\W\d_]+")
MARK = re.compile(r"[^\w\x00-\x7f]")
WITHIN_WORDS = frozenset("’–—·\u00ad")
LEAST_FIT = 0.95  # share of the characters outside ASCII that must fit
LONGEST_MEAN_RUN = 2.0  # bytes; words of other alphabets are longer runs of bytes outside ASCII


def looks_latin(data: bytes) -> bool:
    """Whether the bytes outside ASCII stand alone or in pairs, as accented letters and quotation marks do."""
    runs: list[bytes] = re.findall(rb"[\x80-\xff]+", data)
    return bool(runs) and sum(map(len, runs)) / len(runs) < LONGEST_MEAN_RUN


def latin_encoding(data: bytes) -> str | None:
    """The encoding whose languages fit `data` best, or None where none fits.

    Where no language fits the whole text, each word may be of another one: 'Mr Muñoz and Ms Großmann, £4'.
    """
    return _best(data, _fit_of_one_language) or _best(data, _fit_of_words)


def _best(data: bytes, fit: Callable[[str, str], float]) -> str | None:
    best, best_fit = None, LEAST_FIT
    for encoding in LANGUAGES:
        try:
            found = fit(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
        if found > best_fit:
            best, best_fit = encoding, found
    return best


def _fit_of_one_language(text: str, encoding: str) -> float:
    if encoding in OF_WORDS_ALONE:
        return 0.0
    foreign = Counter(character for character in text if not character.isascii())
    return max(_fit(foreign, alphabet) for alphabet in LANGUAGES[encoding])


def _fit_of_words(text: str, encoding: str) -> float:
    """The share, of the words and marks that are not ASCII, of words of one language each and of marks beside words."""
    alphabets = [{*alphabet, *alphabet.upper()} for alphabet in LANGUAGES[encoding]]
    words = Counter(word for word in WORD.findall(text) if not word.isascii())
    fitting = sum(count for word, count in words.items() if _is_word(word, alphabets))
    marks = list(MARK.finditer(text))
    fitting += sum(found[0] in PUNCTUATION and not _is_within_word(text, found.start()) for found in marks)
    total = words.total() + len(marks)
    return fitting / total if total else 0.0


def _is_word(word: str, alphabets: Sequence[set[str]]) -> bool:
    """Whether one alphabet has all its letters, and no capital that is not ASCII stands behind a small letter."""
    foreign = {character for character in word if not character.isascii()}
    odd = any(after in foreign and after.isupper() and before.islower() for before, after in pairwise(word))
    return not odd and any(foreign <= alphabet for alphabet in alphabets)


def _is_within_word(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return text[place] not in WITHIN_WORDS and all(character.isalpha() for character in around)


def _fit(foreign: Counter[str], alphabet: str) -> float:
    """The share of the counted characters that the alphabet or common punctuation has; 0.0 where there are none."""
    fitting = {*alphabet, *alphabet.upper(), "İ" if "ı" in alphabet else "", *PUNCTUATION}
    matched = sum(count for character, count in foreign.items() if character in fitting)
    return matched / foreign.total() if foreign else 0.0
