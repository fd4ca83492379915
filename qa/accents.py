"""Letters without their accents, to compare names as people type them."""

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")
_STRUCK = str.maketrans("łŁøØđĐ", "lLoOdD")  # letters that are no accent's


def without_accents(text: str) -> str:
    """The text with plain letters in place of accented ones: Łódź, Lodz."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", text)).translate(_STRUCK)
