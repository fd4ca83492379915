"""Who says what a text quotes or reports, told by rules.

The cues are those of rule-based quotation attribution (Pareti, 2015; Muzny et al., 2017, aclanthology.org/E17-1044): a
name beside a verb of saying, the same speaker going on, and, for "she said", whoever is named shortly before.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex

from index.passages import Span, sentence_spans
from index.turns import turns
from qa.layout import PARAGRAPH_END
from qa.quotations import HIDDEN, hide_quotations, quotation_spans

MOST_BACK = 2  # sentences with a name before "she said" in which she may be named
LONGEST_TWEET = 280  # characters
KEPT = 64  # texts: one passage is looked at once for each of its spans
FEWEST_WORDS = 3  # of a quotation that is said: a title or a word in doubt is shorter
_SAID = (
    r"(?:(?:said|says|say|told|tells|added|adds|asked|asks|warned|warns|wrote|writes|replied|replies|explained|"
    r"explains|argued|argues|insisted|insists|claimed|admitted|admits|announced|announces|declared|declares|joked|"
    r"jokes|recalled|recalls|remarked|remarks|tweeted|tweets|complained|complains|answered|noted|thinks|thought|"
    r"believes|believed|called|described|describes|promised|promises|denied|denies|confirmed|confirms|conceded|concedes|"
    r"observed|predicted|predicts|stated|suggested|suggests|objected|commented|concluded|repeated|repeats|agreed|"
    r"maintains|maintained|countered|remembers|remembered|testified|acknowledged|acknowledges|estimated|feared|hoped|"
    r"urged|urges|demanded|accused|accuses|blamed|blames|criticised|criticized|praised|praises|compared|compares|"
    r"dismissed|rejected|reckons|reckoned|vowed|pledged|quipped|protested|shouted|cried|laughed|continued|"
    r"put it|puts it|pointed out|points out)\b(?! (?:by|as|to be|at|in)\b|(?<=accused) of\b))"
)
_CAPITALISED = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Capt|Sgt|Rev|\p{Lu})\.|"
    r"(?:[OD]['’])?\p{Lu}\p{L}+(?:[-’']\p{L}{2,})*)"
)
_PARTICLE = r"(?:de|da|do|dos|du|del|della|di|van|von|der|den|ten|ter|le|la|al|el|bin|ibn|af|zu|ap|and|of|the)"
_NAME = rf"(?<![\w’'@#])(?P<name>{_CAPITALISED}(?:(?: {_PARTICLE}){{0,2}} {_CAPITALISED}){{0,5}})(?!\w|['’]s)"
_NAME_ALONE = regex.compile(_NAME)
_APART = rf"(?:, [^,“\"”.;:{HIDDEN}]{{2,90}},| \([^)]{{1,40}}\))?(?: who)?"
_ADVERB = r"(?:(?:also|later|then|once|has|had|again|simply|only|never|now|still|\p{L}+ly) ){0,2}"
_OFFICE = r"(?:(?!(?:that|it|he|she|they|there|if|when|in|on|at|after|as)\b)\p{Ll}[\w’-]*,? ){0,4}"
_OF_WHAT = (  # Rovers manager Gwen Albright; the Irish ambassador, Ann Lee
    rf"(?:{_CAPITALISED}(?: {_CAPITALISED})*(?:['’]s)? (?:(?!(?:in|on|at|to|for|from|with|by|of|after|before|during|"
    r"who|whose|and|or|as|when|while|that|but|about|against|outside|inside|near|over|under|since|later|earlier|"
    r"yesterday|today|last|this|alongside|beside|despite|because|once|until|unless|through|where|like|between|behind|"
    r"(?!acting|managing|founding|leading|visiting|sitting)\p{L}+ing)\b)\p{Ll}[\w’-]*,? ){1,3})?"
)
_NO_OBJECT = r"(?!(?:told|tells|accuse|blame|prais|urge|call|describe|compare|critici|dismiss|reject))"
_BEFORE = regex.compile(rf"{_NAME}{_APART},? {_ADVERB}{_SAID}")
_NAMED = (
    _BEFORE,
    regex.compile(rf"[”\"»’'],? {_NO_OBJECT}{_SAID} {_OFFICE}{_OF_WHAT}{_NAME}"),
    regex.compile(rf", (?:said|says|according to) {_OFFICE}{_OF_WHAT}{_NAME}"),
    regex.compile(rf"^According to {_OFFICE}{_OF_WHAT}{_NAME}"),
    regex.compile(rf"^{_NAME}: ?[“\"«]"),
)
_UNNAMED = regex.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey) {_ADVERB}{_SAID}|\b{_SAID} (?:he|she)\b|\bsaying\b|"
    rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[\w’'-]+ ){{1,4}}{_ADVERB}{_SAID}"
)
_SOMEBODY = regex.compile(  # who is not named: the mayor replied
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:\p{{Ll}}[\w’'-]* ){{1,4}}{_ADVERB}{_SAID}|"
    rf"\b{_SAID} (?:the|an?|his|her|its|their) \p{{Ll}}"
)
_IN_REPLY = regex.compile(r"\b(?:replied|replies|answered|countered)\b")
_SAYS = regex.compile(_SAID)
_REPORTED = regex.compile(  # without forms that are nouns, too: calls that it will keep
    r"\b(?:said|says|saying|told|tells|added|adds|adding|warned|warns|warning|wrote|writes|writing|insisted|insists|"
    r"claimed|argued|argues|admitted|admits|believed|believes|thought|thinks|complained|replied),? that\b"
    rf"(?:(?!, (?:but|and|while|though|although)\b)[^.;{HIDDEN}])*"
)
_TWEET = regex.compile(rf"[—–-] ?{_NAME} \(@\w+\)")
_NO_NAME = regex.compile(
    r"(?:The|An?|In|On|At|It|But|And|For|He|She|They|We|You|I|His|Her|Their|Its|Our|My|This|That|These|Those|There|Then|"
    r"When|If|As|So|No|Not|What|Who|Why|How|Where|Although|Though|While|After|Before|Since|With|Without|From|To|Of|By|"
    r"Under|Over|Each|Every|Both|All|Only|Even|Still|Yet|Now|Here|One|Some|Many|Most|Another|Despite|Instead|Later|"
    r"Earlier|Meanwhile|However|Also|Perhaps|Today|Yesterday|Asked|Told)(?!\p{L}) ?"
)
_OF_ANOTHER = regex.compile(  # the secretary of the Union said, police searching for Ann Lee said
    r"(?:\b(?:of|at|in|from|with|against|to|on|by|about)|(?<!\bspokes\p{L}+|\blawyer|\bagent|\bspeaking) for|"
    r"\bwho \p{L}+) (?:the )?(?:[\w-]+['’]s? )?$"
)
_CUE_AFTER = regex.compile(rf"\p{{Ll}}|(?:He|She|They) {_SAID}|{_NAME}{_APART},? {_SAID}(?!,? that\b)")
_QUOTATION_ENDS = regex.compile(r"[?!.…,][”\"»’']\s*$")
_FULL_STOP = regex.compile(r"\.[”\"»]\s*$")
_NEXT_SENTENCE = regex.compile(r"\.[”\"»](?P<end>)\s+(?=[“«„\"]?\p{Lu})")


@dataclass(frozen=True)
class Attribution:
    """`text[start:end]`, whole sentences, are somebody's words.

    `speakers` are the spans of the text that name whose, where the sentences, or those that they go on from, do so
    beside a verb of saying; `back` is then where the sentences that name the speaker start. Where none does ("she
    said"), whoever is meant may stand in the text from `back` on, before `start`.
    """

    start: int
    end: int
    speakers: tuple[Span, ...]
    back: int


@lru_cache(maxsize=KEPT)
def attributions(text: str) -> tuple[Attribution, ...]:
    """What the text quotes or reports somebody to have said, in its order; then what stands in turns, and tweets."""
    hidden = hide_quotations(text)
    parts = _parts(text)
    found: list[Attribution] = []
    for number, (start, end) in enumerate(parts):
        speakers = tuple(dict.fromkeys(name for pattern in _NAMED for name in _names(pattern, hidden, start, end)))
        other = _SOMEBODY.search(hidden, start, end)
        before = found[-1] if found and _goes_on(hidden, found[-1].end, start, end) else None
        if speakers:
            found.append(Attribution(start, end, speakers, start))
        elif before:
            found.append(Attribution(start, end, before.speakers, before.back))
        elif other and _IN_REPLY.search(other[0]):
            found.append(Attribution(start, end, (), start))
        elif _quotes(text, start, end) or _UNNAMED.search(hidden, start, end):
            last = found[-1] if found and found[-1].speakers and _same_paragraph(hidden, found[-1].end, start) else None
            back = last.back if last else _shortly_before(hidden, parts[:number], start)
            found.append(Attribution(start, end, (), back))
    return *found, *_in_turns(text, found), *_tweets(text, found)


def unattributed(text: str) -> list[Span]:
    """The sentences that have a verb of saying and stand in nothing that `attributions` gives anybody."""
    hidden, known = hide_quotations(text), attributions(text)
    sentences = [place for place in sentence_spans(text) if _SAYS.search(hidden, *place)]
    return [(start, end) for start, end in sentences if not any(one.start < end and start < one.end for one in known)]


@lru_cache(maxsize=KEPT)
def said_spans(text: str) -> tuple[Span, ...]:
    """What stands between quotation marks or after "said that", in order: who is only named there did not say it."""
    reported = [match.span() for match in _REPORTED.finditer(hide_quotations(text))]
    return tuple(sorted([*quotation_spans(text), *reported]))


@lru_cache(maxsize=KEPT)
def speaker_spans(text: str) -> tuple[Span, ...]:
    """The names beside a verb of saying, those within a quotation among them, who may be quoted there."""
    named = [one for attribution in attributions(text) for one in attribution.speakers]
    return tuple(sorted({*named, *(match.span("name") for match in _BEFORE.finditer(text))}))


def _names(pattern: regex.Pattern[str], hidden: str, start: int, end: int) -> list[Span]:
    """The names beside a verb of saying, without the words that only begin the sentence."""
    names = []
    for match in pattern.finditer(hidden, start, end):
        first, last = match.span("name")
        if pattern is _BEFORE and _OF_ANOTHER.search(hidden, start, first):
            continue
        if any(said.start() < first < said.end() for said in _REPORTED.finditer(hidden, start, end)):
            continue
        while word := _NO_NAME.match(hidden, first, last):
            first = word.end()
        if first < last:
            names.append((first, last))
    return names


def _quotes(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has a quotation of FEWEST_WORDS words."""
    inside = [text[first:last] for first, last in quotation_spans(text) if start <= first and last <= end]
    return any(len(words.split()) >= FEWEST_WORDS for words in inside)


def _parts(text: str) -> list[Span]:
    """The sentences; those of one quotation, and "she said" after it, together."""
    quotations = list(quotation_spans(text))
    parts: list[Span] = []
    for start, end in _split(text):
        if parts and _together(text, parts[-1], start, quotations):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _split(text: str) -> list[Span]:
    """The sentences, and apart from its quotation, which ends with a full stop, one that begins behind it."""
    places: list[Span] = []
    for start, end in sentence_spans(text):
        for match in _NEXT_SENTENCE.finditer(text, start, end):
            places.append((start, match.start("end")))
            start = match.end()
        places.append((start, end))
    return places


def _together(text: str, before: Span, start: int, quotations: list[Span]) -> bool:
    last = bisect_right(quotations, (start, 0)) - 1
    if last >= 0 and quotations[last][0] < before[1] and start < quotations[last][1]:
        return True
    if "\n" in text[before[1] : start] or not _QUOTATION_ENDS.search(text, *before):
        return False
    cue = _CUE_AFTER.match(text, start)
    return cue is not None and not (cue["name"] and _FULL_STOP.search(text, *before))


def _shortly_before(hidden: str, parts: list[Span], start: int) -> int:
    """Where the last MOST_BACK of the parts that have a name begin; `start` where none has one."""
    named = [part for part in parts if _NAME_ALONE.search(hidden, *part)]
    return named[-MOST_BACK:][0][0] if named else start


def _goes_on(hidden: str, before: int, start: int, end: int) -> bool:
    """Whether a quotation without a verb of saying follows in the same paragraph."""
    return _same_paragraph(hidden, before, start) and not hidden[start:end].strip("“”\"«»„‘’' " + HIDDEN)


def _same_paragraph(text: str, before: int, start: int) -> bool:
    """Whether only white space stands between the places, and no blank line."""
    between = text[before:start]
    return not between.strip() and not PARAGRAPH_END.search(between)


def _in_turns(text: str, attributed: list[Attribution]) -> list[Attribution]:
    """The sentences of each one's turn, "MARA OKONJO: ...", but for those in which somebody else is said to speak."""
    others = [one for one in attributed if one.speakers]
    return [
        Attribution(start, end, (turn.name,), turn.start)
        for turn in turns(text)
        for start, end in sentence_spans(text)
        if turn.start <= start < turn.end and not any(one.start < end and start < one.end for one in others)
    ]


def _tweets(text: str, attributed: list[Attribution]) -> list[Attribution]:
    """The sentences of a tweet that is shown in a text, "... — Name (@name) May 5, 2020", back to anybody else's."""
    found = []
    for match in _TWEET.finditer(text):
        others = [one.end for one in attributed if one.speakers and one.end <= match.start()]
        first = max([match.end() - LONGEST_TWEET, *others])
        places = [place for place in sentence_spans(text) if first <= place[0] < match.start()]
        found += [Attribution(start, end, (match.span("name"),), start) for start, end in places]
    return found
