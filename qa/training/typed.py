"""Questions as people type them: without their mark, in keywords, with slips, cut short, or asking for "the count"."""

import random
import re

from qa.training.example import COMMON_WORDS

PREPOSITIONS = frozenset("after against at between by during for from in of on over since under with".split())
QUESTION_WORDS = frozenset("how what when where which who whom whose".split())
HOW_MANY = re.compile(r"[Hh]ow many ((?:[a-z-]+ )??(?:people|(?!(?:was|is|has|does|his|its|this)\b)[a-z-]+[^s\W]s))\b")
WHOLE = re.compile(r"(?:people|series|species|means|news)$")  # the same in singular and plural
SINGULARS = ((r"(?<=[^aeiou])ies$", "y"), (r"(?<=ch|sh|ss)es$|(?<=x)es$", ""), (r"s$", ""))
MARKLESS, KEYWORDS, SLIPS = 0.4, 0.08, 0.12


def as_typed(question: str, rng: random.Random) -> str:
    """The question as people type it: often without its mark, now and then keywords only or with a slip."""
    if rng.random() < MARKLESS:
        question = question.rstrip(" ?")
    if rng.random() < KEYWORDS:
        words = [word for word in question.split() if word.lower().strip("?,") not in COMMON_WORDS]
        question = " ".join(words) if len(words) >= 2 else question
    if rng.random() < SLIPS and len(question) > 8:
        at = rng.randrange(1, len(question) - 2)
        left, right = question[at : at + 2]
        if (left + right).isalpha():
            slips = (right + left, left, left + left + right)  # letters exchanged, one left out, one twice
            question = question[:at] + rng.choice(slips) + question[at + 2 :]
    return question


def shortened(question: str, rng: random.Random) -> str:
    """The question without what follows one of its prepositions, as people ask who have the text before them.

    "What was the final score of the match in 1966?" becomes "What was the final score?"; a question that has nothing
    to leave out stays.
    """
    words = question.split()
    if not words or words[0].lower() not in QUESTION_WORDS:
        return question
    cuts = [
        place
        for place in range(3, len(words))
        if words[place].lower() in PREPOSITIONS and words[place - 1].lower().strip(",") not in COMMON_WORDS
    ]
    return " ".join(words[: rng.choice(cuts)]).rstrip(",") + "?" if cuts else question


def counted(question: str, rng: random.Random) -> str:
    """The question for a count by its noun alone: "How many goals did she score?" becomes "What was the goal count?".

    A question that does not ask how many of something stays.
    """
    match = HOW_MANY.search(question)
    if match is None:
        return question
    things = match.group(1)
    if things.split()[0] in COMMON_WORDS:
        return question
    thing = things if WHOLE.search(things) else _singular(things)
    verb = rng.choice(("is", "was"))
    forms = (
        f"What {verb} the {thing} count?",
        f"What {verb} the number of {things}?",
        f"{thing} count",
        f"total {things}",
    )
    return rng.choice(forms)


def _singular(things: str) -> str:
    """The plural's singular, by its ending."""
    ending, instead = next(pair for pair in SINGULARS if re.search(pair[0], things))
    return re.sub(ending, instead, things)
