import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.qualifier import with_qualifier


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("It drew more than 40 people.", "40", "more than 40"),
        ("It drew no more than\n40 people.", "40 people", "no more than\n40 people"),
        ("It cost just over $3 million.", "$3 million", "just over $3 million"),
        ("It cost up to €55.", "€55", "up to €55"),
        ("It took at least four weeks.", "four weeks", "at least four weeks"),
        ("About a third left.", "a third", "About a third"),
        ("As many as 95,000 live there.", "95,000", "As many as 95,000"),
        ("Nearly 2000 came.", "2000", "Nearly 2000"),
        ("An estimated 25m heard it.", "25m", "An estimated 25m"),
        ("Only three were left.", "three", "Only three"),
        ("It lasted over three days.", "three days", "three days"),
        ("She spoke for over 2 hours.", "2 hours", "2 hours"),
        ("It weighs over three tonnes.", "three tonnes", "over three tonnes"),
        ("Ann Lee and 13 other councillors left.", "13", "13 other councillors"),
        ("Ann Lee and 13 others left.", "13", "13 others"),
        ("It is for those of 60+ only.", "60", "60+"),
        ("It needs 12 votes or more.", "12 votes", "12 votes or more"),
        ("It is 12 at most.", "12", "12 at most"),
        ("It opens not before 12 May.", "12 May", "not before 12 May"),
        ("It was built before 1900.", "1900", "before 1900"),
        ("Reply by Friday, please.", "Friday", "by Friday"),
        ("It ends by the end of 2019.", "2019", "by the end of 2019"),
        ("It was built in mid-2019.", "2019", "mid-2019"),
        ("Police came shortly after 9 pm.", "9 pm", "shortly after 9 pm"),
        ("The vote came after 12 members left.", "12", "12"),
        ("It was signed by May.", "May", "May"),
        ("It was built in 1900.", "1900", "1900"),
        ("More than\n\n40 people", "40 people", "40 people"),
        ("It is about Ann Lee.", "Ann Lee", "Ann Lee"),
        ("He gave 5+3 of them.", "5", "5"),
        ("Furthermore than 40", "40", "40"),
        ("It lasts six months or more.", "six", "six months or more"),
        ("It cost nearly 5 million.", "5", "nearly 5 million"),
        ("It fell by 3 per cent.", "3", "3 per cent"),
        ("It fell by 3%.", "3", "3%"),
        ("It is a 40-mile walk.", "40", "40-mile"),
        ("They met 12 people.", "12", "12"),
        ("They met on 12 May.", "12", "12"),
        ("It is a six-month-old dog.", "six", "six"),
        ("It is upwards of 40.", "40", "upwards of 40"),
        ("A maximum of 40 may come.", "40", "A maximum of 40"),
        ("It takes approximately 40.", "40", "approximately 40"),
        ("Approx. 40 came.", "40", "Approx. 40"),
        ("We come within the 40 minutes.", "40", "within the 40 minutes"),
        ("Another 40 left.", "40", "Another 40"),
        ("It was as early as 1671.", "1671", "as early as 1671"),
        ("It was by early 2019.", "2019", "by early 2019"),
        ("At the start of 2019 it rained.", "2019", "the start of 2019"),
        ("It was in late-2019 and after.", "2019", "late-2019"),
        ("They come around noon.", "noon", "around noon"),
        ("Come by 9:30 today.", "9:30", "by 9:30"),
        ("Come on 12 May or later.", "12 May", "12 May or later"),
        ("It is for those of 60 and over.", "60", "60 and over"),
        ("It takes 40, give or take.", "40", "40, give or take"),
        ("It ran at 40 km/h then.", "40", "40 km/h"),
        ("It ran 12 miles per hour.", "12", "12 miles per hour"),
        ("It costs $3 a year.", "$3", "$3"),
        ("They handed over $3 million to him.", "$3 million", "$3 million"),
        ("It took over 40 banks.", "40", "40"),
        ("It is a dispute over £2 million.", "£2 million", "£2 million"),
        ("She looks after 2000 dogs.", "2000", "2000"),
        ("It was signed by 1200 people.", "1200", "1200"),
        ("It was 40%, and over half stayed.", "40%", "40%"),
        ("It sold for £5 at most branches.", "£5", "£5"),
        ("In 2019 other councils followed.", "2019", "2019"),
        ("In 2020 season tickets rose.", "2020", "2020"),
        ("Not only 12 members left.", "12", "12"),
        ("It is a story about 1984.", "1984", "1984"),
        ("It is the shop under 24 High Street.", "24", "24"),
        ("There were 12 other than Ann.", "12", "12"),
        ("It was 40 or more accurately 41.", "40", "40"),
        ("It is nothing less than 12.", "12", "12"),
        ("Terminal 5 Games", "5", "5"),
        ("Do it at least every three months.", "every three months", "at least every three months"),
        ("It runs at least once a year.", "once a year", "at least once a year"),
        ("It costs from £32 per person.", "£32 per person", "from £32 per person"),
        ("It rose from £32 to £40.", "£32", "£32"),
        ("It rose from £32 last year.", "£32", "£32"),
        ("| Trip | from £32 |", "£32", "from £32"),
        ("It costs from £32 to £40.", "£32", "£32"),
        ("It rose from £32-40.", "£32", "£32"),
        ("She came from 12 Oak Road.", "12", "12"),
        ("It was just over £1,100. The club paid.", "£1,100", "just over £1,100"),
        ("It may take as long as five months.", "five months", "as long as five months"),
        ("It is between £9 million and £12 million.", "£12 million", "between £9 million and £12 million"),
        ("It is not expected to open before Thursday.", "Thursday", "not expected to open before Thursday"),
        ("It won't open until Thursday.", "Thursday", "won't open until Thursday"),
        ("It is not open. It closes before Thursday.", "Thursday", "before Thursday"),
        ("It takes max. 8 people.", "8", "max. 8"),
        ("It takes maximum 20.", "20", "maximum 20"),
        ("Stay at minimum 3 nights.", "3 nights", "at minimum 3 nights"),
        ("Stay min. three nights.", "three nights", "min. three nights"),
        ("It seats ~120.", "120", "~120"),
        ("Those with a BMI > 40 are first.", "40", "> 40"),
        ("The dose (≥50 mg) is safe.", "50 mg", "≥50 mg"),
        ("| Risk | <= 3 |", "3", "<= 3"),
        ("It fell to -12°C.", "12°C", "-12°C"),
        ("It lost −£3m.", "£3m", "−£3m"),
        ("It is kept at minus 18 degrees.", "18 degrees", "minus 18 degrees"),
        ("The lease runs from 1 May 2024.", "1 May 2024", "from 1 May 2024"),
        ("It has been open since 2012.", "2012", "since 2012"),
        ("It runs from 1 May to 3 June.", "1 May", "1 May"),
        ("It is open from 9 am until 5.", "9 am", "9 am"),
        ("A letter came from 1912.", "1912", "1912"),
        ("They said:\n> 40 people came", "40", "40"),
        ("Bring:\n-12 eggs", "12", "12"),
        ("It is 10 -12 long.", "12", "12"),
        ("It is 10-12 long.", "12", "12"),
        ("It is a sum of 20 minus 12.", "12", "12"),
        ("At the climax 40 left.", "40", "40"),
        ("See <b>40</b>.", "40", "40"),
        ("40", "40", "40"),
    ],
)
def test_a_figure_comes_with_what_qualifies_it(text: str, span: str, whole: str) -> None:
    start = text.index(span)
    first, last = with_qualifier(text, start, start + len(span))
    assert text[first:last] == whole


def test_no_part_of_a_word_is_taken() -> None:
    text = f"It cannot {'a' * 28} before Friday."  # 40 characters, as many as are looked at, from "not" on
    start = text.index("Friday")
    first, _ = with_qualifier(text, start, start + 6)
    assert text[first:] == "before Friday."


@given(st.text(alphabet="ab 1+\nthanmoreover%days"), st.integers(0, 40), st.integers(1, 40))
def test_it_never_loses_a_part_of_the_span(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    if start < end:
        first, last = with_qualifier(text, start, end)
        assert 0 <= first <= start
        assert end <= last <= len(text)
