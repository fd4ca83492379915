"""A corpus of two documents, and what an index finds of it."""

from index.store import Index

TEXT = "Ottawa decided on Monday. The vote was close."
OTHER = "The harvest failed in Manitoba. Prices rose by a third."


def texts(index: Index, question: str) -> list[str]:
    return [ranked.node.get_content() for ranked in index.retriever(8).retrieve(question)]
