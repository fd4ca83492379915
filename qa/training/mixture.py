"""What the reader learns from: pools of examples, each question as people type it, cut to passages."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from qa.training.altered import with_other_words
from qa.training.data import crop, load_examples, titled, without_answer, without_its_sentence
from qa.training.example import Example
from qa.training.typed import as_typed, counted, shortened

SHORTENED = 0.1  # of the questions that have an answer, or have none for the passage alone
COUNTED = 0.3  # of those among them that ask how many
TITLED = 0.3  # of the texts whose title tells what they are about
ACCOMPANIED = 0.5  # of the answerable questions asked whole, where it is known what retrieval finds
LEAST_REST = 30  # words of the text's other part, to be a passage of its own
LIKER = 0.7  # how much more often a passage is taken than the next like the question: e to this power

Group = list[Example]  # passages read for one question; the first may hold its answer, the others do not


@dataclass(frozen=True)
class Share:
    """`count` examples of one source in every pool of training examples.

    Another passage is one of the same title or, where a group is named, of its shares.
    """

    examples: list[Example]
    count: int
    unanswerable_by: Literal["", "another passage", "its sentence left out", "other words"] = ""
    group: str = ""


def training_shares(folder: Path) -> list[Share]:
    """The training mixture: a pool is some 2,500 examples, half of them unanswerable.

    More than half of the plain SQuAD questions come from articles that have adversarial unanswerable ones, and other
    sources have some without an answer, so that neither an article's topic nor a way of writing tells of one.
    """
    squad = load_examples(folder / "squad.jsonl.gz")
    adversarial = load_examples(folder / "squad2_unanswerable.jsonl.gz")
    wiki, reddit, reviews = (
        load_examples(folder / f"squadshifts_{kind}.jsonl.gz") for kind in ("new_wiki", "reddit", "amazon_reviews")
    )
    titles = {example.title for example in adversarial}
    return [
        Share([example for example in squad if example.title in titles], 480),
        Share([example for example in squad if example.title not in titles], 360),
        Share(wiki, 160),
        Share(reddit, 140),
        Share(reviews, 100),
        Share(adversarial, 440),
        Share(squad, 280, "another passage"),
        Share(reddit + reviews, 80, "another passage"),
        Share(squad, 180, "its sentence left out"),
        Share(reddit + reviews, 60, "its sentence left out"),
        Share(squad, 200, "other words"),
        Share(wiki + reddit + reviews, 60, "other words"),
    ]


class Mixture:
    """Pools of groups of cropped, as-typed examples; the same for the same seed and number.

    `beside` names, by a question's id, the questions on passages without its answer that retrieval would put beside
    the right one (as `retrieve` writes). Such passages, and for any source the rest of the question's own text, are
    read beside the right one; without `beside` each passage is read alone. ValueError where it names other questions.
    """

    def __init__(
        self, shares: list[Share], words: tuple[int, int], seed: int, beside: Mapping[str, Sequence[str]]
    ) -> None:
        self._shares, self._words, self._seed, self._beside = shares, words, seed, beside
        self._by_id = {example.id: example for share in shares for example in share.examples}
        unknown = next((id for own, others in beside.items() for id in (own, *others) if id not in self._by_id), None)
        if unknown is not None:
            raise ValueError(f"question {unknown!r} of what was retrieved is not in the data: run `retrieve` again")
        self._related: dict[str, list[Example]] = {}
        for share in shares:
            if share.unanswerable_by == "another passage":
                for example in share.examples:
                    self._related.setdefault(share.group or example.title, []).append(example)

    def pool(self, number: int) -> list[Group]:
        rng = random.Random(f"{self._seed}-{number}")
        pool = []
        for share in self._shares:
            for example in _turn(share, number, self._seed):
                source = _source(share, example, self._related, rng)
                if source is not None:
                    pool.append(self._group(share, source, rng))
        return pool

    def _group(self, share: Share, source: Example, rng: random.Random) -> Group:
        cropped = crop(source, rng.randint(*self._words), rng)
        asked = _asked(share, source, rng)
        question = as_typed(asked, rng)
        group = [cropped]
        whole = asked == source.question  # another passage may answer what asks for less
        if source.spans and whole and self._beside and rng.random() < ACCOMPANIED:
            group += self._others(source, cropped.text, rng)
        written = source.written or source.question
        group = [replace(example, question=question, written=written) for example in group]
        return [titled(example) for example in group] if rng.random() < TITLED else group

    def _others(self, source: Example, own: str, rng: random.Random) -> list[Example]:
        """Up to two passages: the rest of the source's text, and such as retrieval finds."""
        others = [rest] if (rest := without_passage(source, own)) else []
        found = list(self._beside.get(source.id, ()))
        while found and len(others) < 2:
            other = self._by_id[found.pop(min(int(rng.expovariate(LIKER)), len(found) - 1))]
            others.append(replace(source, title=other.title, text=other.text, spans=()))
        return [crop(other, rng.randint(*self._words), rng) for other in others]


def without_passage(example: Example, passage: str) -> Example | None:
    """The question over the longer part of its text before or behind the passage; None where that holds an answer or
    is short.
    """
    rest = max(example.text.split(passage, 1), key=len).strip()
    if len(rest.split()) < LEAST_REST or any(answer.lower() in rest.lower() for answer in example.answers):
        return None
    return replace(example, text=rest, spans=())


def _source(share: Share, example: Example, related: dict[str, list[Example]], rng: random.Random) -> Example | None:
    """The example as its share has it; None where it cannot be made so."""
    match share.unanswerable_by:
        case "another passage":
            return without_answer(example, related[share.group or example.title], rng)
        case "its sentence left out":
            return without_its_sentence(example)
        case "other words":
            return with_other_words(example, rng)
        case "":
            return example


def _asked(share: Share, source: Example, rng: random.Random) -> str:
    """The question, now and then in a form that asks for less.

    A question that was written to have no answer could have one then, so it stays whole. So could one over another
    passage, seldom: were these left whole, brevity alone would tell of an answer.
    """
    if not source.spans and share.unanswerable_by not in ("another passage", "its sentence left out"):
        return source.question
    if rng.random() < COUNTED:
        question = counted(source.question, rng)
        if question != source.question:
            return question
    return shortened(source.question, rng) if rng.random() < SHORTENED else source.question


def _turn(share: Share, number: int, seed: int) -> list[Example]:
    """The share's examples for pool `number`: each is used once before any is used again."""
    chosen: list[Example] = []
    position = number * share.count
    while len(chosen) < share.count:
        turn, offset = divmod(position, len(share.examples))
        order = list(range(len(share.examples)))
        random.Random(f"{seed}-{turn}").shuffle(order)
        taken = order[offset : offset + share.count - len(chosen)]
        chosen += [share.examples[i] for i in taken]
        position += len(taken)
    return chosen
