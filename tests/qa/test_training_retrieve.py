"""Passages that are read beside the right one, found with the service's own vectors."""

from index.encoder import OnnxEmbedding
from qa.training.example import Example
from qa.training.retrieve import KEPT, beside


def example(id: str, question: str, text: str, answer: str) -> Example:
    return Example(id, "Harbour", question, text, ((text.index(answer), text.index(answer) + len(answer)),))


def test_the_passages_most_like_a_question_that_lack_its_answer_are_found() -> None:
    dredged = example("dredged", "When was the harbour dredged?", "The harbour was dredged in 1911.", "1911")
    again = example("again", "When was it dredged again?", "It was dredged again in 1911.", "1911")
    deep = example("deep", "How deep is the harbour?", "Since it was dredged the harbour is nine metres deep.", "nine")
    gulls = [example(f"gull {n}", "What do gulls eat?", f"Gulls of kind {n} eat fish.", "fish") for n in range(9)]
    found = beside([dredged, again, deep, *gulls], OnnxEmbedding(threads=2))
    assert found["dredged"][0] == "deep"
    assert not {"dredged", "again"} & set(found["dredged"])
    assert len(found["dredged"]) == KEPT
    assert found["deep"][:2] == ["dredged", "again"]
    assert set(found["gull 0"]) == {"dredged", "again", "deep"}
