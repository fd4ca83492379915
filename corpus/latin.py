"""Tells the single-byte encodings of Latin alphabets apart by the letters that their languages use.

They differ in a few letters only, which a statistical guess often gets wrong: Spanish 'niño' becomes 'nińo'. Here an
encoding fits as far as every character outside ASCII belongs to one language written in it, or is common punctuation.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

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
}

POUNDS = re.compile(rb"(?<![^\s(])\xa3\s?\d")
LEAST_FIT = 0.95  # share of the characters outside ASCII that must fit
LONGEST_MEAN_RUN = 2.0  # bytes; words of other alphabets are longer runs of bytes outside ASCII


def looks_latin(data: bytes) -> bool:
    """Whether the bytes outside ASCII stand alone or in pairs, as accented letters and quotation marks do."""
    runs: list[bytes] = re.findall(rb"[\x80-\xff]+", data)
    return bool(runs) and sum(map(len, runs)) / len(runs) < LONGEST_MEAN_RUN


def latin_encoding(data: bytes) -> str | None:
    """The encoding whose languages fit `data` best, or None where none fits.

    Of several languages at once a text with prices in pounds may be: 'Crème brûlée £4.20, jalapeño £3'.
    """
    return _best(data, LANGUAGES) or (_best(data, {"cp1252": ("".join(WESTERN),)}) if POUNDS.search(data) else None)


def _best(data: bytes, languages: Mapping[str, Sequence[str]]) -> str | None:
    best, best_fit = None, LEAST_FIT
    for encoding, alphabets in languages.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = Counter(character for character in text if not character.isascii())
        fit = max(_fit(foreign, alphabet) for alphabet in alphabets)
        if fit > best_fit:
            best, best_fit = encoding, fit
    return best


def _fit(foreign: Counter[str], alphabet: str) -> float:
    """The share of the counted characters that the alphabet or common punctuation has; 0.0 where there are none."""
    fitting = {*alphabet, *alphabet.upper(), "İ" if "ı" in alphabet else "", *PUNCTUATION}
    matched = sum(count for character, count in foreign.items() if character in fitting)
    return matched / foreign.total() if foreign else 0.0
