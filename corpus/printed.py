"""Words as they were before they were set in print: without joined letters, and whole where a line's end cut them."""

import re
from collections.abc import Sequence

JOINED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
JOINED_LETTERS = str.maketrans(JOINED)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}+)(-|\u00ad)\n([^\W\d_]{2,}+)")


def unset(pages: Sequence[str]) -> list[str]:
    """The pages without joined letters; a word cut at a line's end is whole where it stands whole elsewhere in them.

    'well-known' cut at its hyphen is no such word: it keeps both parts, as does one that stands nowhere else.
    """
    apart = [page.translate(JOINED_LETTERS) for page in pages]
    known = {word.lower() for page in apart for word in WORD.findall(page)} if any(map(CUT.search, apart)) else set()

    def whole(found: re.Match[str]) -> str:
        first, mark, second = found.groups()
        joined = f"{first}{second}".lower()
        is_one = second.islower() and joined in known and f"{first}-{second}".lower() not in known
        return f"{first}{second}" if mark != "-" or is_one else found[0]

    return [CUT.sub(whole, page) for page in apart]
