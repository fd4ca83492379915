"""Common abbreviations that the documents write out: "cfo" where they say "chief financial officer"."""

import re
from collections.abc import Iterable

from qa.acronyms import asks_what_it_is_short_for

LONG_FORMS = {  # the first that the documents have is asked
    "ceo": ("chief executive officer", "chief executive"),
    "cfo": ("chief financial officer",),
    "coo": ("chief operating officer",),
    "cto": ("chief technology officer",),
    "cio": ("chief information officer",),
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
# 3 pm, "am or pm", PM 2.5, a doctor's or Maryland's MD, a visa H1.
_OTHERWISE = r"(?!(?<=\d )pm\b|(?<=or )pm\b|pm ?\d|(?<=, )md\b|h[12] (?:visa|tag|heading))"
_SHORT = re.compile(
    rf"(?<![\w@./#-]){_OTHERWISE}(?:{'|'.join(LONG_FORMS)})(?![\w@/-]|\.\w)(?:\.(?=\s+(?-i:[a-z])))?",
    re.IGNORECASE,
)


def write_out_abbreviations(texts: Iterable[str], question: str) -> str:
    """The question with each abbreviation that no text has as the first of its long forms that they have.

    Where the question asks what one is short for, it stays.
    """
    if asks_what_it_is_short_for(question):
        return question
    read = " ".join("\n".join(texts).split())

    def written_out(match: re.Match[str]) -> str:
        short = match[0].rstrip(".")
        if _stands_in(read, short):
            return match[0]
        return next((long for long in LONG_FORMS[short.lower()] if _stands_in(read, long)), match[0])

    return _SHORT.sub(written_out, question)


def _stands_in(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None
