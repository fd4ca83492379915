"""Follow-ups: what they take from the turns before them, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation import clean, stand_alone, ways_to_ask

CFO = ("Who is Huawei's CFO?", "Meng Wanzhou [1]")
LIBERALS = ("How did the Liberals vote?", "against the motion [1]")
REFUSED = "The documents do not say."


@pytest.mark.parametrize(
    ("history", "question", "alone"),
    [
        ([CFO], "when was she arrested?", "when was Meng Wanzhou arrested?"),
        ([CFO], "what did her lawyers say", "what did Meng Wanzhou's lawyers say"),
        ([CFO], "whose idea was hers?", "whose idea was Meng Wanzhou's?"),
        ([CFO], "who spoke to her?", "who spoke to Meng Wanzhou?"),
        ([CFO, ("when was she arrested?", "2018 [1]")], "where?", "where was Meng Wanzhou arrested?"),
        ([("What did the motion ask for?", "30 days")], "when was it passed?", "when was the motion passed?"),
        ([("Where is Huawei based?", "Shenzhen")], "who leads it", "who leads Huawei"),
        ([("Was there a ban on Huawei?", "yes")], "who opposed it", "who opposed Huawei"),
        ([LIBERALS], "what about the NDP?", "How did the NDP vote?"),
        ([LIBERALS], "and the Greens?", "How did the Greens vote?"),
        ([LIBERALS], "why?", "why did the Liberals vote?"),
        ([("Who is Ann's deputy?", REFUSED)], "what is her name?", "Who is Ann's deputy? what is her name?"),
        ([("where did they meet", "Gdynia")], "when did they leave", "where did they meet when did they leave"),
        ([("who seconded the bill", "Ms Gray")], "what about the motion", "who seconded the bill the motion?"),
    ],
)
def test_follow_ups(history: list[tuple[str, str]], question: str, alone: str) -> None:
    assert stand_alone(question, history) == alone


@pytest.mark.parametrize(
    "question",
    [
        "What did Trudeau say?",
        "And how many members voted for the ban in Canada?",
        "is it true that the others did too?",
        "who said that it is time to decide?",
        "who thinks it's clear by now?",
        "When did Freeland say that she would answer?",
        "how many votes were there",
    ],
)
def test_a_question_that_needs_nothing_stays_as_it_is(question: str) -> None:
    assert stand_alone(question, [CFO, LIBERALS]) == question


@pytest.mark.parametrize(
    ("before", "answer", "question", "alone"),
    [
        ("Where was Agnes Whitlock born?", "Conwy", "When did she die?", "When did Agnes Whitlock die?"),
        ("Which club sold Owen Price?", "Harlech", "how old is he?", "how old is Owen Price?"),
        ("Who taught Nell Fraser?", "Professor", "where did she live?", "where did Nell Fraser live?"),
        ("Who employs Nell Fraser?", "Bangor University", "how old is she?", "how old is Nell Fraser?"),
        ("Who runs the mill?", "Chief Executive", "is he paid?", "Who runs the mill? is he paid?"),
        ("When did Jo Day see Harlech?", "May", "how old is she?", "how old is Jo Day?"),
        ("When did Jo Day meet Al Roy?", "May", "is she old?", "When did Jo Day meet Al Roy? is she old?"),
        ("Who is mayor of Port Ellery?", REFUSED, "is she old?", "Who is mayor of Port Ellery? is she old?"),
        ("Who leads the Greens?", "Ann Lee", "What did she say about Huawei?", "What did Ann Lee say about Huawei?"),
        ("Who leads the Greens?", "Ann Lee", "Is her son at Huawei?", "Is Ann Lee's son at Huawei?"),
        ("Who leads the Greens?", "Ann Lee", "When Bo Ross left, did she?", "When Bo Ross left, did she?"),
        ("Who leads the Greens?", "Ann Lee", "When she left, did Bo Ross?", "When she left, did Bo Ross?"),
        ("Who leads the Greens?", "Ann Lee", "did the mayor say she met Bo?", "did the mayor say she met Bo?"),
        ("Who leads the Greens?", "Ann Lee", "did she say Bo hit her?", "did Ann Lee say Bo hit her?"),
        ("Who leads the Greens?", "Ann Lee", "was her book about Bo?", "was Ann Lee's book about Bo?"),
        ("Who leads the Greens?", REFUSED, "did she meet Bo Ross?", "did she meet Bo Ross?"),
        ("When does the library open?", "9 am", "is it open on Sunday?", "is the library open on Sunday?"),
        ("When does the library open?", "9 am", "Is Sunday its day off?", "Is Sunday the library's day off?"),
        ("what's Tomasz Wilk's phone number?", "555 102", "which room is he in?", "which room is Tomasz Wilk in?"),
        ("Who won the Aldine Prize?", "Bo Ross", "what is it in Euros?", "what is the Aldine Prize in Euros?"),
        ("Which driver won the Bala Cup?", "Owen Price", "how old is he?", "how old is Owen Price?"),
        ("Who bought Kuura?", "Verdane", "how much did they pay?", "how much did Verdane pay?"),
        ("When was Jo Day born?", "1960", "and her brother?", "When was Jo Day born? and Jo Day's brother?"),
        ("Who found Jo Day?", "Al Roy", "and his aunt's name?", "and Al Roy's aunt's name?"),
        ("Nell Fraser's husband?", "Al Roy", "how old is he?", "how old is Al Roy?"),
        ("Who is Kuura's chair?", "Ann Lee", "do they pay?", "Who is Kuura's chair? do they pay?"),
    ],
)
def test_who_is_meant(before: str, answer: str, question: str, alone: str) -> None:
    assert stand_alone(question, [(before, answer)]) == alone


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("How many people work at Kuura?", "And at Verdane?", "How many people work at Verdane?"),
        ("Is the library open on Sunday?", "and on Saturday?", "Is the library open on Saturday?"),
        ("What is a ticket to Skerry on Monday?", "and to Gannet Isle?", "What is a ticket to Gannet Isle on Monday?"),
        ("how many people work at kuura", "and at verdane?", "how many people work at verdane"),
        ("is there a bus to bala on sunday", "and on saturday?", "is there a bus to bala on saturday"),
        ("is there a bus to bala on sunday", "what about to st maud", "is there a bus to st maud on sunday"),
        ("how many were hurt in the first week", "and in the second?", "how many were hurt in the second"),
        ("How many people work at Kuura?", "And in Oslo?", "How many people work at Kuura in Oslo?"),
        ("How many came to Bala last year?", "and this year?", "How many came to Bala this year?"),
        ("How did Verdane vote?", "and now?", "How did Verdane vote now?"),
        ("how many does kuura employ", "and verdane?", "how many does verdane employ"),
        ("how old is penhale", "and stokoe?", "how old is stokoe"),
        ("What did the mayor say?", "And Martin Reyes?", "What did Martin Reyes say?"),
        (
            "How many people in Norway were hurt in 2021?",
            "and in Sweden?",
            "How many people in Sweden were hurt in 2021?",
        ),
        ("what time does the bus to bala leave", "and to harlech?", "what time does the bus to bala leave to harlech?"),
        ("Did the council approve the budget?", "and the loan?", "Did the council approve the budget the loan?"),
        ("did the motion pass", "and the amendment?", "did the amendment pass"),
        ("where does ann lee live", "and bo day?", "where does ann lee live bo day?"),
        ("what did the mayor say", "and tonight?", "what did the mayor say tonight?"),
        ("Can I smoke inside?", "and outside?", "Can I smoke outside?"),
        ("Can I smoke?", "and at home?", "Can I smoke at home?"),
        ("can I apply in person", "what about by phone?", "can I apply by phone"),
        ("Who is the finance minister of Bala?", "and the home minister?", "Who is the home minister of Bala?"),
        ("Who is the mayor of Oslo?", "what about the deputy mayor?", "Who is the deputy mayor of Oslo?"),
        ("who is the ceo of kuura", "and the cfo?", "who is the cfo of kuura"),
        ("Who is the CEO of Kuura?", "what about Verdane?", "Who is the CEO of Verdane?"),
        ("What was the revenue in Q3 2020?", "and the profit?", "What was the profit in Q3 2020?"),
        ("What was the revenue in Q3 2020?", "what about 2019?", "What was the revenue in Q3 2019?"),
        ("When may I enter?", "And May?", "When may I enter in May?"),
        ("how many days do full-time staff get", "and part-time staff?", "how many days do part-time staff get"),
        ("How many people live in Turku?", "what about 2010?", "How many people live in Turku in 2010?"),
        ("Is it open on Monday?", "and Tuesday?", "Is it open on Tuesday?"),
        ("Was it sold in May?", "and June?", "Was it sold in June?"),
        ("When does the library open on Monday?", "And the museum?", "When does the museum open on Monday?"),
        ("What did the mayor say about Huawei?", "and the minister?", "What did the minister say about Huawei?"),
        ("Who leads the Greens?", "and the liberals?", "Who leads the liberals?"),
        ("How much is the Gold pass for adults?", "What about students?", "How much is the Gold pass for students?"),
        ("How many weeks of sick leave are there?", "and study leave?", "How many weeks of study leave are there?"),
        ("What is Ann Lee's e-mail?", "and phone number?", "What is Ann Lee's phone number?"),
        ("What is Ann Lee's dog?", "and cat?", "What is Ann Lee's cat?"),
        ("When is rent due?", "and electricity?", "When is electricity due?"),
        ("When is rent due?", "and if I pay late?", "When is rent due? and if I pay late?"),
        ("How many voted for the motion?", "and against?", "How many voted against the motion?"),
        ("How many MPs signed in the UK?", "and senators?", "How many senators signed in the UK?"),
        ("What is Verdane's turnover?", "and Kuura's?", "What is Kuura's turnover?"),
    ],
)
def test_one_part_for_another(before: str, question: str, alone: str) -> None:
    assert stand_alone(question, [(before, REFUSED)]) == alone


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("who moved the skate park motion", "did it pass", "did the skate park motion pass"),
        ("When does the library open on Monday?", "when does it close?", "when does the library close?"),
        ("Who won the final on 4 May?", "how many watched it?", "how many watched the final?"),
        ("How long was the last strike?", "when was it?", "when was the last strike?"),
        ("who owns a small paper mill in bala", "when did it close", "when did the small paper mill close"),
        ("Where is the old town hall?", "who owns it?", "who owns the old town hall?"),
        ("When was the flood wall built?", "how high is it?", "how high is the flood wall?"),
        ("When was the Brackwater boat found?", "how long is it?", "how long is the Brackwater boat?"),
        ("Where was the Selkie anchored?", "how heavy is it?", "how heavy is the Selkie?"),
        ("Has the deal been signed?", "when was it?", "when was the deal?"),
        ("did the bank cut jobs", "where is it", "did the bank cut jobs where is it"),
        ("is the fire crew training", "where is it", "is the fire crew training where is it"),
        ("was the storm loss large in bala", "when was it", "was the storm loss large in bala when was it"),
    ],
)
def test_the_whole_of_a_thing_or_nothing(before: str, question: str, alone: str) -> None:
    assert stand_alone(question, [(before, REFUSED)]) == alone


@pytest.mark.parametrize(
    ("before", "answer", "question", "alone"),
    [
        ("Who bought Kuura?", "Verdane", "For how much?", "For how much Verdane bought Kuura?"),
        ("When did Verdane buy Kuura?", "May", "From whom?", "From whom did Verdane buy Kuura?"),
        ("Will the pool close?", "yes", "by when?", "by when will the pool close?"),
        ("By when will the pool close?", "May", "why?", "why will the pool close?"),
        ("Was the mill shut?", "yes", "until when?", "until when was the mill shut?"),
        ("When did Verdane buy Kuura?", "May", "how come?", "why did Verdane buy Kuura?"),
        ("Does the boat sail?", "yes", "how fast?", "how fast does the boat sail?"),
        ("Who led the rescue?", "Jo Day", "who else?", "who else led the rescue?"),
        ("Who was held after the fire?", "Jon Roe", "who else?", "who else was held after the fire?"),
        ("Who was sent off?", "Bo Lee", "Why?", "Why was Bo Lee sent off?"),
        ("Which player will be sold?", "Bo Lee", "when?", "when will Bo Lee be sold?"),
        ("Who was sent off?", REFUSED, "Why?", "Who was sent off? Why?"),
        ("Who said Kuura is bankrupt?", "Bo Lee", "when?", "when Bo Lee said Kuura is bankrupt?"),
        ("How many people were hurt?", "4", "where?", "where were people hurt?"),
        ("How many goals did Tveit score in May?", "4", "where?", "where did Tveit score goals in May?"),
        ("Which firm did Ann Lee drive for?", "Norcross", "why?", "why did Ann Lee drive for Norcross?"),
        ("Kuura price", REFUSED, "why?", "why Kuura price"),
    ],
)
def test_a_question_word_alone(before: str, answer: str, question: str, alone: str) -> None:
    assert stand_alone(question, [(before, answer)]) == alone


@pytest.mark.parametrize("thanks", ["thanks", "ok", "great, thanks", "Thank you very much!"])
def test_a_turn_that_asks_nothing_is_passed_over(thanks: str) -> None:
    assert stand_alone("when?", [("Was the pier sold?", "yes"), (thanks, REFUSED)]) == "when was the pier sold?"
    assert stand_alone(thanks, [("Was the pier sold?", "yes")]) == thanks


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        (["where did they meet", "when did they leave"], "who saw them", "where did they meet who saw them"),
        (["where did they meet", "when did they leave"], "why?", "where did they meet why did they leave"),
        (["Where is home?", "By when will it close?"], "Is it new?", "Where is home? Is it new?"),
        (["where is home", "For whom is it?"], "Since when is it new?", "where is home since when is it new?"),
        (["is that so? By whom?"], "is it new?", "is that so? By whom? is it new?"),
    ],
)
def test_never_three_questions_in_one(turns: list[str], question: str, alone: str) -> None:
    assert stand_alone(question, [(turn, REFUSED) for turn in turns]) == alone


def test_a_conversation_of_pronouns_does_not_grow_without_end() -> None:
    turns = [("when did they leave the harbour that day", REFUSED.lower())] * 50
    assert len(stand_alone("and when did they come back?", turns)) < 300


def test_marks_of_direction_are_no_part_of_a_question() -> None:
    assert clean("who is the \u202ernoyam\u202c of \u2066town\u2069?\u200f") == "who is the rnoyam of town?"


def test_a_joined_question_that_says_enough_may_stand_alone() -> None:
    before, plain = "can i export my data?", "does it work offline?"
    joined = stand_alone(plain, [(before, "Yes [1]")])
    assert joined == f"{before} {plain}"
    assert ways_to_ask(plain, joined, [(before, "Yes [1]")], [REFUSED]) == [joined, plain]
    assert ways_to_ask(plain, joined, [(before, REFUSED)], [REFUSED]) == [plain, joined]
    assert ways_to_ask("is it paid?", f"{before} is it paid?", [(before, "Yes")], [REFUSED]) == [
        f"{before} is it paid?"
    ]
    assert ways_to_ask(plain, plain, [(before, REFUSED)], [REFUSED]) == [plain]
    assert ways_to_ask(
        "and hotels?", "how much are hotels?", [("how much is the team plan?", "£45 [1]")], [REFUSED]
    ) == ["how much are hotels?"]


turn = st.text(alphabet="Ab the she it why? and about 1['’s]\u00c9\u0301\n", max_size=40)


@given(turn, st.lists(st.tuples(turn, turn), max_size=4))
def test_any_conversation(question: str, history: list[tuple[str, str]]) -> None:
    assert stand_alone(question, []) == question
    assert isinstance(stand_alone(question, history), str)
