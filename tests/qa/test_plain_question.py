"""What stands around a question is left out, and nothing of a question is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.plain_question import plain_question


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Can you tell me who won?", "who won?"),
        ("hi, who won the vote please", "who won the vote"),
        ("ok so who won", "who won"),
        ("According to the article, who won?", "who won?"),
        ("who won according to this text?", "who won?"),
        ("who won? Thanks!", "who won?"),
        ("Good morning! Could you please tell me the vote count? Thank you very much!", "the vote count?"),
        ("hey, can anyone tell me in which year it passed?", "in which year it passed?"),
        ("I'd like to know how many voted", "how many voted"),
        ("was wondering whether it passed", "whether it passed"),
        ("wondering if u know who won", "who won"),
        ("i was wondering, what is the deadline", "what is the deadline"),
        ("do you know who won, by any chance?", "who won?"),
        ("how much did it cost lol", "how much did it cost"),
        ("What did she say it was, please?", "What did she say it was?"),
        ("tell me if the company did well", "whether the company did well"),
        ("sorry, is it closed?", "is it closed?"),
        ("who won do u know", "who won"),
        ("Any idea who proposed it?", "who proposed it?"),
        ("Please find out who won", "who won"),
        ("I want you to tell me who won", "who won"),
        ("Does the article say when the vote took place?", "when the vote took place?"),
        ("can you tell me if the ban passed?", "whether the ban passed?"),
        ("can you tell me if the ban was lifted?", "was the ban lifted?"),
        ("I wonder whether Dr. Ann O'Hara would agree to it", "would Dr. Ann O'Hara agree to it"),
        ("do you know who the leader of the party is?", "who is the leader of the party?"),
        ("tell me what the vote count was", "what was the vote count"),
        ("tell me who the man that left is", "who is the man that left"),
        ("can you tell me if Trudeau said he would ban it?", "whether Trudeau said he would ban it?"),
        ("do you know if the deal was signed or will be?", "was the deal signed or will be?"),
        ("do you know if he had to do it", "had he to do it"),
        ("can you tell me if the company promised it would?", "whether the company promised it would?"),
        ("tell me what the Conservatives think the threat is", "what the Conservatives think the threat is"),
        ("tell me, if the deal fails, who pays?", "if the deal fails, who pays?"),
        ("can you check if the merger is blocked who pays?", "if the merger is blocked who pays?"),
        ("does anyone know who the owner is?", "who is the owner?"),
        ("Hi, $5 million went to whom?", "$5 million went to whom?"),
        ("Q: .NET is what?", ".NET is what?"),
        ("hi, “safe” means what?", "“safe” means what?"),
        ("can you explain who Ann is", "who Ann is"),
        ("I'm trying to find out who won", "who won"),
        ("just tell me exactly how many voted", "how many voted"),
        ("sorry, who won?", "who won?"),
        ("ok thanks, and who lost?", "who lost?"),
        ("my question is who won", "who won"),
        ("could you give me the vote count", "the vote count"),
        ("I have a quick question: who won?", "who won?"),
        ("Q: who won?", "who won?"),
        ("1. who won?", "who won?"),
        ("- who won", "who won"),
        ('"who won?"', "who won?"),
        ("**who won?**", "who won?"),
        ("“who won?”", "who won?"),
        ("but why?", "why?"),
    ],
)
def test_the_question_is_left(typed: str, plain: str) -> None:
    assert plain_question(typed) == plain


@pytest.mark.parametrize(
    "question",
    [
        "who won",
        "hi",
        "Hello!",
        "please",
        "thanks",
        "what about the NDP?",
        "and the Greens?",
        "tell me about Huawei",
        "please explain the ban",
        "can you summarise the article?",
        "if the motion passes, who decides?",
        "Hey Jude lyrics",
        "Hi-Fi price",
        "so far how many have voted",
        "Tell Me Lies singer",
        "question of privilege who raised it",
        "who said please?",
        "who was told thank you",
        "What is FYI?",
        "what is the meaning of lol",
        "What is the French for please?",
        "How do you spell please?",
        "Sorry is by which artist?",
        "I need to ask the landlord what the rent is",
        "what do you know?",
        "2021 who won",
        "what does it say about the ban",
        "according to Trudeau, who won?",
        "how is a document signed",
        "'Who won' was asked by 'whom'",
        "Did anyone know the bridge was cracked?",
        "Would anyone know who the owner was?",
        "Was the film based on the story?",
        "Did they act according to the document?",
        "Which voters is the budget designed to please?",
        "who sang please please please",
        "Who sang Please?",
        "Which bar was the setting for the sitcom, Cheers?",
        "Can I ask the bank for a refund?",
        "According to the documents, which Reuters saw, how much was paid?",
        "3. Liga winner",
        "1. FC Cologne coach",
        "Um was geht es?",
    ],
)
def test_what_belongs_to_the_question_stays(question: str) -> None:
    assert plain_question(question) == question


pieces = st.sampled_from(
    [
        "hi",
        "please",
        "can you",
        "tell me",
        "who",
        "if",
        "so",
        "?",
        ",",
        "'",
        "**",
        "1.",
        "thanks",
        "the article",
        "é",
        "\n",
    ]
)


@given(st.lists(pieces, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_words_come_to_an_end_and_leave_something_asked(typed: str) -> None:
    plain = plain_question(typed)
    assert plain_question(plain) == plain
    assert any(map(str.isalnum, plain)) or plain == typed
    assert len(plain) <= len(typed)
