"""Documents to passages to ranked passages.

`open_index(home, threads)` gives an Index, `sync_corpus(corpus, index)` fills it, `index.retriever(count)` asks it.
"""

from index.errors import IndexFailure, WeightsFailure

__all__ = ["IndexFailure", "WeightsFailure"]
