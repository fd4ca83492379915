import pytest

from qa.unknown import says_nothing


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
    assert says_nothing("when was it?", sentence, start, start + len(words)) is is_open


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
        ("when do we meet?", "Shall we meet at 9 at the hall?", "9", False),
        ("when is the picnic?", "How about 20 June for the picnic?", "20 June", False),
        ("when is it?", "She says so. Will it open in June? It opens on 3 July.", "June", True),
        ("when is it?", "She says so. Will it open in June? It opens on 3 July.", "3 July", False),
        ("when will it close?", "Lund dismissed reports that it would close in June.", "June.", True),
        ("how much did he owe?", "Lund rejected claims that Ross owed £9,000.", "claims that Ross owed £9,000", True),
        ("what did Lund do?", "Lund rejected claims that Ross owed £9,000.", "rejected claims that Ross", False),
        ("what did Lund reject?", "Lund rejected claims that Ross owed £9,000.", "Ross owed £9,000", False),
        ("what did Lund say of it?", "Lund dismissed reports that it would close in June.", "June", True),
        ("what did Ness say of it?", "Lund rejected Ness's claim that it was unsafe.", "unsafe", False),
        ("where will it move?", "The judge has yet to decide whether it will move to Leeds.", "Leeds", True),
        ("how many flats?", "A decision on whether to build 90 flats comes soon.", "whether to build 90", True),
        ("where might it move?", "The judge has yet to decide whether it will move to Leeds.", "Leeds", False),
        ("what is considered?", "They are considering whether to close Elm Road.", "close Elm Road", False),
        ("how much is the grant?", "It is unclear whether the grant of £5,000 would be paid.", "£5,000", False),
        ("how much will be paid?", "It is unclear whether the grant of £5,000 would be paid.", "£5,000", True),
    ],
)
def test_what_is_denied_or_asked_is_no_answer(question: str, sentence: str, words: str, *, nothing: bool) -> None:
    start = sentence.index(words)
    assert says_nothing(question, sentence, start, start + len(words)) is nothing
