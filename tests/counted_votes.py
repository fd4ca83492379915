"""Passages with counts of votes, and what is shown of them."""

from llama_index.core.schema import NodeWithScore, TextNode

from qa.vote_count import find_vote_counts

PASSED = "The Conservatives passed 178 to 146, saying that on Huawei the government had to grow a spine."
AROUND = (
    "Liberals voted against the Huawei motion in the end. The count took three hours, and 56 per cent were in favour."
)


def passage(text: str, title: str = "") -> NodeWithScore:
    return NodeWithScore(node=TextNode(text=text, metadata={"title": title}), score=0.1)


def shown(question: str, *texts: str, title: str = "") -> list[str]:
    return [count.text for count in find_vote_counts(question, [passage(text, title) for text in texts])]
