import pytest

from qa.unknown import is_left_open, says_nothing


@pytest.mark.parametrize(
    ("sentence", "words", "is_open"),
    [
        ("Whether the effect lasts beyond three weeks is unknown.", "three weeks", True),
        ("It is not clear whether all 40 will leave.", "40", True),
        ("The council has not decided whether to sell it for £2 million.", "£2 million", True),
        ("She declined to say whether Bo Ek knew of it.", "Bo Ek", True),
        ("She declined to say whether Bo Ek knew of it.", "She", False),
        ("Nobody knows whether it was built in 1450 or 1451.", "1450", True),
        ("It cannot say whether £2.5 million was paid.", "£2.5 million", True),
        ("Whether all 40 go has yet to be decided.", "40", True),
        ("They didn't know whether Ann Lee stayed, and 40 left by boat.", "40", False),
        ("They didn't know whether Ann Lee stayed, and 40 left by boat.", "Ann Lee", True),
        ("If you cannot say whether it is gas, ring 0113 496 0000.", "0113 496 0000", False),
        ("Whether it rains or not, the market opens at 9 am.", "9 am", False),
        ("The court will decide whether the 12 votes count.", "12", False),
        ("It is unknown who did it, but three men fled.", "three", False),
        ("Asked whether he knew, he named Ann Lee; the rest is unknown.", "Ann Lee", False),
    ],
)
def test_what_the_text_leaves_open(sentence: str, words: str, is_open: bool) -> None:
    start = sentence.index(words)
    assert is_left_open(sentence, start, start + len(words)) is is_open


@pytest.mark.parametrize(
    ("question", "sentence", "words", "nothing"),
    [
        ("how much does she owe?", "Ms Crane denies that she owes £3,140.", "£3,140", True),
        ("how much does she owe?", "Ms Crane denies that she owes £3,140, but will pay £20.", "£20", False),
        ("how much does she deny owing?", "Ms Crane denies that she owes £3,140.", "£3,140", False),
        ("what did he take?", "He denied having taken\nthe car.", "the car", True),
        ("who denied it?", "Ada Reed denied that she took it.", "Ada Reed", False),
        ("how many were there?", "Reed disputed that: there were 88, she said.", "88", False),
        ("what does she say on machines?", "Do you use machines?", "machines", True),
        ("what was she asked?", "Do you use machines?", "Do you use machines", False),
        ("what is her view?", "Ada Reed: No.", "No", True),
        ("how did she vote?", "Ada Reed: No.", "No", False),
        ("what is her view?", "No, it is too late.", "it is too late", False),
        ("is it open?", "Whether it opens in May is unclear.", "May", True),
        ("when was it refused?", "The council denied planning permission on 12 May.", "12 May", False),
        ("where did he go?", "He was denied funding and moved to Leeds.", "Leeds", False),
        ("where did he go?", "He denied taking it and moved to Leeds.", "Leeds", False),
        ("when is the trial?", "He denies causing it and is due in court on 9 June.", "9 June", False),
        ("when is it?", "Denying that it was unsafe, he said a roof would be ready in May.", "May", False),
        ("when is it?", "Why not join us on 22 June?", "22 June", False),
        ("how tall is it?", "Did you know the tower is 324 metres tall?", "324 metres", False),
        ("when is it?", "Could everyone come on Friday at 9?", "Friday at 9", False),
    ],
)
def test_what_is_denied_or_asked_is_no_answer(question: str, sentence: str, words: str, *, nothing: bool) -> None:
    start = sentence.index(words)
    assert says_nothing(question, sentence, start, start + len(words)) is nothing
