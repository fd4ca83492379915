"""The ranked passages for a question, of the index as it is by now, in the documents' spelling and names."""

from typing import TYPE_CHECKING

from index.errors import IndexFailure
from qa.abbreviations import write_out_abbreviations
from qa.acronyms import write_out
from qa.errors import QAError
from qa.spelling import spell_as

if TYPE_CHECKING:
    from llama_index.core.schema import NodeWithScore

    from index.store import Index

SPELT_AS = 4  # of the ranked passages
ATTEMPTS = 3  # at a ranking that no writer comes between


def retrieve(index: "Index", question: str, count: int) -> "tuple[str, list[NodeWithScore]]":
    """The question in the spelling and the names of its best SPELT_AS passages, and its best `count`, best first.

    QAError where the index cannot be asked.
    """
    try:
        passages = _ranked(index, question, max(count, SPELT_AS))
        texts = [f"{one.node.metadata.get('title', '')}\n\n{one.node.get_content()}" for one in passages[:SPELT_AS]]
        spelt = spell_as(texts, question, index.encoder.knows, index.keywords.finds)
        spelt = write_out_abbreviations(texts, write_out(texts, spelt, index.encoder.knows))
        if spelt != question:
            passages = _ranked(index, spelt, count)
    except IndexFailure as error:
        raise QAError(str(error)) from error
    return spelt, passages[:count]


def _ranked(index: "Index", question: str, count: int) -> "list[NodeWithScore]":
    """The ranked passages of the index as it is by now, whatever other processes have written.

    What a writer comes between is ranked anew: a passage may be replaced after it was ranked, before it is read.
    """
    for _ in range(ATTEMPTS):
        before = index.catalog.changes()
        passages = _ranked_once(index, question, count)
        if index.catalog.changes() == before:
            break
    return passages


def _ranked_once(index: "Index", question: str, count: int) -> "list[NodeWithScore]":
    index.see_other_writers()
    folder = index.vectors.folder
    try:
        return index.retriever(count).retrieve(question)
    except IndexFailure:
        index.see_other_writers()
        if index.vectors.folder == folder:
            raise
        return index.retriever(count).retrieve(question)  # the files asked were deleted meanwhile
