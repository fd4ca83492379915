import pytest

from qa.unknown import is_left_open


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
