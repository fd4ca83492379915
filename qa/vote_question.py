"""Whether a question asks for the count of a vote, and no more than that: of what vote, and of which side."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qa.grounding import WORD, content_words, stems

Side = Literal["both", "for", "against"]

_KIND = r"(?:final |official |exact |total |overall )?"
_BODIES = {  # who votes there, by words of the sentence; "people" and "members" vote anywhere
    "senators": r"senat\w+",
    "councillors": r"council\w*",
    "mps|deputies|lawmakers|legislators|representatives": r"mps?|parliament\w*|commons|house|deputies|lawmakers|"
    r"legislators|representatives|assembly|bundestag|knesset",
    "peers|lords": r"lords|peers",
    "residents|voters|villagers|citizens": r"residents|voters|villagers|citizens|referendum",
    "shareholders|trustees|governors|directors": r"shareholders|trustees|governors|directors|board",
}
_VOTERS = rf"(?P<voters>votes|people|members|delegates|{'|'.join(_BODIES)})"
_TOPIC = r"(?P<topic>[^?!]*)"
_HOW_MANY = (
    rf"(?:how many (?:{_VOTERS} )?(?:were )?(?:vote |voted |cast |there )?|"
    r"(?:what (?:is|was) )?(?:the )?(?:number of )?votes (?:cast )?)"
)
_DECIDED = r"\b(?:pass|passed|carried|approved|adopted|rejected|defeated|fail)\b"
_MOTIONS = r"(?:motion|bill|ban|law|act|plan|measure|proposal|resolution|amendment|budget|treaty|deal|merger)s?"
_GOT = (  # not "need to get", nor "the opponents of the ban get"
    rf"(?P<topic>(?:(?!of\b|against\b)[\w'’-]+ ){{0,3}}(?:it|{_MOTIONS})(?: (?:on|about|over|to) [^?!]*?)?) "
    r"(?:get|gain|receive|win)"
)
_AYES, _NOES = r"(?:(?:aye|yea|yes) votes|ayes|yeas)", r"(?:(?:nay|no) votes|nays|noes)"
_QUESTIONS: tuple[tuple[Side, str], ...] = (
    (
        "both",
        rf"(?:what(?:['’]?s| is| was| were)? )?(?:the )?{_KIND}(?:vot(?:e|es|ing) (?:count|tally|results?|outcome)|"
        rf"(?:count|tally|results?|outcome) of (?:the|this|that) (?:votes?|voting))\b{_TOPIC}",
    ),
    ("both", rf"what(?:['’]?s| is| was) the {_KIND}vote\b(?= (?:on|about|over) ){_TOPIC}"),
    (
        "both",
        rf"by (?:(?:what|which|how big a) (?:margin|majority)|how many votes)\b(?=.*{_DECIDED}){_TOPIC}",
    ),
    ("both", rf"what(?:['’]?s| is| was) the (?:margin|majority) (?:of|in|at) the (?:vote|ballot)\b{_TOPIC}"),
    ("both", r"how did the (?P<topic>(?:[\w'’-]+ ){0,2})(?:vote|ballot) (?:go|end|turn out|come out|finish)"),
    ("both", r"how did the (?:vote|ballot)(?P<topic> (?:on|about|over) [^?!]*) (?:go|end|turn out|come out|finish)"),
    ("for", rf"{_HOW_MANY}(?:for|in favou?r)\b{_TOPIC}"),
    ("for", rf"how many (?:{_VOTERS} )?(?:had )?(?:backed|supported|approved|endorsed)\b{_TOPIC}"),
    ("for", rf"how many (?:{_VOTERS} )?(?:had )?voted (?P<topic>to [^?!]*)"),
    ("against", rf"how many (?:{_VOTERS} )?(?:had )?(?:opposed|rejected)\b{_TOPIC}"),
    ("for", rf"how many votes did {_GOT}"),
    ("for", rf"how many {_AYES} did {_GOT}"),
    ("for", rf"how many {_AYES}\b(?: were (?:there|cast))?(?: for\b)?{_TOPIC}"),
    ("against", rf"{_HOW_MANY}against\b{_TOPIC}"),
    ("against", rf"how many {_NOES} did {_GOT}"),
    ("against", rf"how many {_NOES}\b(?: were (?:there|cast))?(?: against\b)?{_TOPIC}"),
)
_PATTERNS = tuple((side, re.compile(pattern + r"[\s?!.]*", re.IGNORECASE)) for side, pattern in _QUESTIONS)
_OF_ANY_VOTE = frozenset(
    "on in of about at over to the a an and it this that did was were when how many vote votes voting motion motions "
    "ballot pass passed carried approved adopted rejected defeated fail s".split()
)
# To vote against a firm is to vote for the motion that bans it, so one side is told only of what was put to the vote.
_PUT_TO_VOTE = re.compile(rf"\b(?:it|this|that|{_MOTIONS})\b", re.IGNORECASE)
_THE_US = re.compile(r"\b(?:US|[Tt]he us)\b")  # else taken for a pronoun
_UNITED_STATES = re.compile(r"\b(?:US|USA|U\.S\.|United States)\b")


@dataclass(frozen=True)
class VoteQuestion:
    """A question for the count of a vote; `topic` is what it says of the vote, and empty where it says nothing.

    `voters` is who is asked about, "senators", empty where no body is.
    """

    side: Side
    topic: str
    voters: str = ""

    @property
    def words(self) -> list[str]:
        """What the topic says that not every vote is told by."""
        return [word for word in content_words(self.topic) if word.lower() not in _OF_ANY_VOTE]

    @property
    def of_a_motion(self) -> bool:
        """Whether nothing else than what was put to the vote is named: "the motion on Huawei", and not Huawei."""
        named = content_words(self.topic) and not _PUT_TO_VOTE.search(self.topic)
        return not named and not self.topic.startswith("to ")

    def is_told_by(self, text: str) -> bool:
        """Whether the text has every word of the topic, and the topic is no more than words of a subject.

        Words are compared by stem, none as a slip of another: Austria is not Australia.
        """
        words = self.words
        rest = {word.lower() for word in WORD.findall(self.topic)} - {word.lower() for word in words} - _OF_ANY_VOTE
        told = set(stems(text)).issuperset(stem for word in words for stem in stems(word))
        country = not _THE_US.search(self.topic) or _UNITED_STATES.search(text) is not None
        return told and country and not rest - {"us"}

    def is_by_others(self, sentence: str) -> bool:
        """Whether the sentence names who votes, and not the ones that are asked about."""
        asked = next((words for voters, words in _BODIES.items() if self.voters in voters.split("|")), None)
        if asked is None or re.search(rf"\b(?:{asked})\b", sentence, re.IGNORECASE):
            return False
        return any(re.search(rf"\b(?:{words})\b", sentence, re.IGNORECASE) for words in _BODIES.values())


@lru_cache(maxsize=64)
def vote_question(question: str) -> VoteQuestion | None:
    """What is asked of a vote's count; None where the question asks for something else."""
    spaced = " ".join(question.split())
    for side, pattern in _PATTERNS:
        if match := pattern.fullmatch(spaced):
            voters = match["voters"] if "voters" in pattern.groupindex else None
            return VoteQuestion(side, match["topic"].strip().removeprefix("of "), (voters or "").lower())
    return None
