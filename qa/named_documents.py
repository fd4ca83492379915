"""Candidates by whether their documents have the question's names: who leads one firm says nothing of another."""

import re
from collections.abc import Callable, Iterable, Sequence

from index.catalog import Catalog
from qa.accents import without_accents
from qa.candidate import Candidate
from qa.grounding import WORD, content_words
from qa.office import held_elsewhere, held_in
from qa.titles import TITLES

FEWEST_LETTERS = 4  # of a name that is looked for
ENDING = 2  # letters that a name may have otherwise: Ardovia, Ardovian
_WITHIN = r"(?<=[^\s.!?:\"“(] )"  # not the first word of a sentence, which has a capital anyway
_WHO_IS = re.compile(r"who(?:['’]?s| is| are| was| were) (?P<asked>[^?!]+)[\s?!]*", re.IGNORECASE)
_HANDLE = re.compile(r"@\w+")
_TELLING = (TITLES - {"mr", "mrs", "ms", "miss"}) | frozenset(  # who somebody is: "Captain Elin Brandt"
    "secretary premier officer ceo cfo coo cto mp king queen prince princess saint coach singer author teacher manager "
    "leader head".split()
)
_CAPITALISED = re.compile(rf"{_WITHIN}[^\W\d_a-zß-öø-ÿ][^\W\d_]+")


class NamedDocuments:
    """Tells candidates of documents that have a question's names from those of documents that have fewer of them."""

    def __init__(self, catalog: Catalog, is_word: Callable[[str], bool]) -> None:
        self._catalog, self._is_word = catalog, is_word

    def those_named(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates whose documents have as many of the question's names as any, or speak of nobody by name.

        A name is a word that is no common one, in capitals in the question or wherever the passages have it. Of one
        organisation's documents many do not name it: such a passage, without another name, may still be meant.
        """
        texts = [f"{one.passage.metadata.get('title', '')}\n{one.passage.text}" for one in candidates]
        names = self._names(question, texts)
        read: dict[str, str] = {}
        for passage in (candidate.passage for candidate in candidates):
            document = passage.metadata["document_id"]
            read[document] = f"{read.get(document, '')}\n{passage.metadata.get('title', '')}\n{passage.text}"
        had = {document: self._count(names, document, text) for document, text in read.items()} if names else {}
        most = max(had.values(), default=0)
        return [
            one
            for one in candidates
            if had.get(one.passage.metadata["document_id"], 0) == most or not self._names_anybody(one.passage.text)
        ]

    def those_of_the_office(
        self, question: str, candidates: Sequence[Candidate], texts: Sequence[str]
    ) -> list[Candidate]:
        """The candidates whose documents have a name of what the office is of that the question asks the holder of.

        A mayor of Turku is looked for where Turku is named. If it is nowhere, as a firm in its own rules, all but those
        whose sentence says that they hold an office of another name. A word that is no common one is a name here, in
        capitals or not.
        """
        words = (match[0].lower() for match in WORD.finditer(held_in(question)))
        names = {word for word in words if len(word) >= FEWEST_LETTERS and word.isalpha() and not self._is_word(word)}
        if not names:
            return list(candidates)
        if not _how_many(names, "\n".join(texts)):
            return [one for one in candidates if all(map(self._is_word, _lower(held_elsewhere(one.sentence_text))))]
        return [one for one in candidates if self._count(names, one.passage.metadata["document_id"], one.passage.text)]

    def only_names_again(self, question: str, candidate: Candidate) -> bool:
        """Whether all that the candidate says, to "who is jasraj?", is a longer form of that name."""
        match = _WHO_IS.fullmatch(" ".join(question.split()))
        asked = content_words(match["asked"]) if match else []
        names = {word.lower() for word in asked if not self._is_word(word.lower())}
        if not names or any(word[0].islower() and word.lower() not in names for word in asked):
            return False
        return {word.lower() for word in asked} <= {word.lower() for word in _words_of_a_name(candidate.text)}

    def _names_anybody(self, text: str) -> bool:
        """Whether a text has a name at all."""
        words = (found[0] for found in _CAPITALISED.finditer(text) if len(found[0]) >= FEWEST_LETTERS)
        return any(not self._is_word(word.lower()) and word.lower() not in text for word in words)

    def _names(self, question: str, texts: Sequence[str]) -> set[str]:
        read = "\n".join(texts)
        shouted = question.isupper()
        return {
            match[0].lower()
            for match in WORD.finditer(question)
            if len(match[0]) >= FEWEST_LETTERS
            and match[0].isalpha()
            and not self._is_word(match[0].lower())
            and _is_name(match[0], read, capital=match.start() > 0 and match[0][0].isupper() and not shouted)
        }

    def _count(self, names: set[str], document_id: str, read: str) -> int:
        """How many of the names a document has; the whole of it is looked through where what was read lacks one."""
        count = _how_many(names, read)
        if count < len(names) and (document := self._catalog.document(document_id)):
            count = _how_many(names, f"{document.title}\n{document.text}")
        return count


def _lower(words: Iterable[str]) -> list[str]:
    return [word.lower() for word in words]


def _words_of_a_name(text: str) -> list[str]:
    """The text's words, handles aside, where each begins with a capital and none is a title; else none."""
    words = WORD.findall(_HANDLE.sub("", text))
    return words if all(word[0].isupper() and word.lower() not in _TELLING for word in words) else []


def _is_name(word: str, text: str, capital: bool) -> bool:
    """Whether the text never has the word in lower case, and it is written with a capital: there or as asked."""
    found = re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return not any(one[0].islower() for one in found) and (capital or bool(found))


def _how_many(names: set[str], text: str) -> int:
    plain = without_accents(text)
    stems = [name[: max(FEWEST_LETTERS, len(name) - ENDING)] for name in map(without_accents, names)]
    return sum(re.search(rf"\b{re.escape(stem)}", plain, re.IGNORECASE) is not None for stem in stems)
