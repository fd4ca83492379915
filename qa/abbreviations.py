"""Common abbreviations that the documents write out: "cfo" where they say "chief financial officer"."""

import re
from collections.abc import Iterable

_LONG_FORMS = {
    "ceo": ("chief executive officer", "chief executive"),
    "cfo": ("chief financial officer",),
    "coo": ("chief operating officer",),
    "cto": ("chief technology officer",),
    "vp": ("vice president", "vice-president"),
    "md": ("managing director",),
    "pm": ("prime minister",),
    "govt": ("government",),
    "dept": ("department",),
    "hq": ("headquarters", "head office"),
    "capex": ("capital expenditure", "capital expenditures", "capital spending"),
    "opex": ("operating expenses", "operating expenditure", "operating costs"),
    "q1": ("first quarter", "first-quarter"),
    "q2": ("second quarter", "second-quarter"),
    "q3": ("third quarter", "third-quarter"),
    "q4": ("fourth quarter", "fourth-quarter"),
    "h1": ("first half", "first-half"),
    "h2": ("second half", "second-half"),
    "fy": ("financial year", "fiscal year", "full year", "full-year"),
    "yoy": ("year on year", "year over year", "year-on-year", "year-over-year"),
    "pct": ("per cent", "percent"),
    "dob": ("date of birth",),
}
_SHORT = re.compile(
    rf"(?<![\w@./#-])(?!(?<=\d )pm\b)(?:{'|'.join(_LONG_FORMS)})(?![\w@/-]|\.\w)",  # 3 pm is a time
    re.IGNORECASE,
)


def write_out_abbreviations(texts: Iterable[str], question: str) -> str:
    """The question with each abbreviation that no text has as the first of its long forms that they have."""
    read = " ".join("\n".join(texts).split())

    def written_out(match: re.Match[str]) -> str:
        if _stands_in(read, match[0]):
            return match[0]
        return next((long for long in _LONG_FORMS[match[0].lower()] if _stands_in(read, long)), match[0])

    return _SHORT.sub(written_out, question)


def _stands_in(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None
