"""Whether an answer has the form that an English question asks for: a number, an amount, a time, a name.

Expected answer types as in Li and Roth (2002, "Learning Question Classifiers", COLING), those that a pattern can tell.
What asks for none of these takes any answer.
"""

import re

_MEASURE = r"(?:distance|height|depth|width)"
_AMOUNT = r"(?:price|salary|wages?|fee|rent)"
_QUANTITY = (
    r"(?:percent(?:age)?|per cent|share|number|age|speed|weight|population|turnout|margin|score|length|cost|"
    rf"{_MEASURE}|{_AMOUNT})"
)
_WHAT = r"^(?:and |so )?what(?:['’]s| is| was| are| were) (?:the |its |his |her |their |our |my |your )?(?:[\w-]+ )?"
_KEYWORDS = (
    r"^(?!.*\b(?:who|whom|whose|what|which|when|where|how|why|name)\b).*"  # and then what is asked for, at the end
)
_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|far|large|big|often|tall|high|deep|wide|heavy|fast)\b|"
    rf"\bwhat (?:year|date|time|percent|share|number|age)|{_WHAT}{_QUANTITY}\b|{_KEYWORDS}\b{_QUANTITY}\W*$|"
    r"\bvotes? count\b|\btally\b|\bpercentage\b|\bby what margin\b"
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|far|large|big|often|tall|high|deep|wide|heavy|fast)\b|\bwhat (?:year|date|time)\b|"
    rf"{_WHAT}(?:[\w-]+ )?{_QUANTITY}\b|\bvotes? count\b|\btally\b|\b{_QUANTITY}\W*$"
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|"
    r"third|quarter|dozens?|once|twice|first|second|several|most|all|none|no|few|many|free)\b",
    re.IGNORECASE,
)
_ASKS_COUNT = re.compile(
    r"^(?!.*(?:per ?cent|share|proportion)).*(?:\bvotes? count\b|\btally\b|\b(?:count|number|total) of\b)"
)
_COUNT = re.compile(r"^(?!.*(?:%|\bper ?cent\b|\bpercentage\b))", re.IGNORECASE | re.DOTALL)
_ASKS_TALLY = re.compile(
    r"^(?!.*\b(?:for|against|favou?r|get|got|receiv\w+|win|won)\b).*"
    r"(?:\bvot(?:es?|ing) (?:count|tally|result)\b|\bfinal score\b)"
)
_TALLY = re.compile(
    r"\d[\d,]*\D{1,20}\d|\d.*\b(?:votes?|ballots?|for|against|in favou?r|ayes?|noes|yeas?|nays?)\b|"
    r"\bunanim|\b(?:nil|draw|tie)\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_MEASURE = re.compile(rf"\bhow (?:tall|deep|wide)\b|{_WHAT}{_MEASURE}\b|{_KEYWORDS}\b{_MEASURE}\W*$")
_MEASURED = re.compile(
    r"^(?!.*(?:[%$£€]|\b(?:per ?cent|(?:second|minute|hour|day|week|month|year)s)\b))", re.IGNORECASE | re.DOTALL
)
_ASKS_MONEY = re.compile(
    r"\bhow much (?:money\b|"
    r"(?:did|does|do|will|would|is|was|were|has|have) .*\b(?:cost|pay|paid|earn|earned|worth|spend|spent)\b)|"
    rf"{_WHAT}{_AMOUNT}\b|{_KEYWORDS}\b(?:cost|{_AMOUNT})\W*$"
)
_MONEY = re.compile(
    r"[$£€¥₹]|\b(?:dollars?|pounds?|euros?|cents?|pence|pennies|yen|yuan|rupees?|francs?|crowns?|kron\w+|marks|usd|gbp|eur|"
    r"shillings?|hundreds?|thousands?|millions?|billions?|free|nothing|per ?cent)\b|%",
    re.IGNORECASE,
)
_ASKS_YEAR = re.compile(rf"\b(?:what|which) year (?!of\b)|{_KEYWORDS}\byear\W*$")
_YEAR = re.compile(r"\b\d{3,4}s?\b|\bcentury\b|\b(?:BCE?|AD|CE)\b|['’]\d\d\b|\byears?\b", re.IGNORECASE)
_ASKS_TIME = re.compile(rf"^when\b|\b(?:what|which) (?:year|day|date|month)\b|{_KEYWORDS}\b(?:date|deadline)\W*$")
_TIME = re.compile(
    r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|week|month|year|century|decade|day|morning|night|"
    r"noon|midnight|evening|afternoon|after|before|during|since|until|when|recently|earlier|later|now|then|summer|winter|"
    r"spring|autumn|fall)s?\b",
    re.IGNORECASE,
)
_ASKS_PERSON = re.compile(r"^who(?:m|se)?\b")
_PERSON = re.compile(r"[A-ZÀ-Þ]|\b(?:he|she|they|people|men|women)\b|\w+(?:ers?|ors?|ists?|ans?|s)\b")
_FORMS = (
    (_ASKS_NUMBER, _NUMBER),
    (_ASKS_COUNT, _COUNT),
    (_ASKS_TALLY, _TALLY),
    (_ASKS_MEASURE, _MEASURED),
    (_ASKS_MONEY, _MONEY),
    (_ASKS_YEAR, _YEAR),
    (_ASKS_TIME, _TIME),
    (_ASKS_PERSON, _PERSON),
)


def form_fits(question: str, answer: str) -> bool:
    """Whether the answer has the form asked for: a number to "how many", no percentage where a count is asked for, two
    numbers to "what was the vote count", money to "how much did it cost", a time to "when", a name to "who"."""
    lowered = " ".join(question.lower().split())
    return all(form.search(answer) for asked, form in _FORMS if asked.search(lowered))
