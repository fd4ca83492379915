import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.span_edges import whole_span, without_emphasis


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("She sailed the *Fair Copy* home.", "the *Fair Copy", "the *Fair Copy*"),
        ("The *Astrid*, which burned.", "Astrid*", "Astrid"),
        ("He said “never again” twice.", "“never again", "“never again”"),
        ("Ada Reed (@adareed) wrote.", "Ada Reed (@adareed", "Ada Reed (@adareed)"),
        ("Read on. (Ada Reed wrote.)", "(Ada Reed", "Ada Reed"),
        ("It ended #harbour vote", "harbour", "#harbour"),
        ("Write to @adareed today", "adareed", "@adareed"),
        ('The pipe is 11" wide.', '11"', '11"'),
        ("Call it “the Bridge”.", "Bridge", "Bridge"),
        ("f(x) and g", "f(x)", "f(x)"),
        ("He paid (12", "(", "("),
        ("Sign up at help@harbour.example.", "help@harbour", "help@harbour.example"),
        ("Sign up at help@harbour.example, please", "harbour", "help@harbour.example"),
        ("Read it on https://harbour.example/a_b?c=1.", "harbour.example", "https://harbour.example/a_b?c=1"),
        ("It was 5@harbour then", "harbour", "harbour"),
        ("The **Astrid** burned.", "Astrid**", "Astrid"),
        ("The **Fair Copy** burned.", "**Fair Copy", "**Fair Copy**"),
        ('He said "never"', 'said "', "said"),
        ("Ada Reed (she) wrote", "Ada Reed (", "Ada Reed"),
        ("(as was said) Ada Reed wrote", ") Ada Reed", "Ada Reed"),
        ("“Not thought through,” she said", "Not thought through,", "Not thought through"),
        ("They paid, and left", "paid, and", "paid, and"),
        (",; and", ",;", ",;"),
        ("REED: Bo Ek says so.\n\nEK: No.", "REED: Bo Ek", "Bo Ek"),
        ("STAR WARS: Episode IV ran.", "STAR WARS: Episode IV", "STAR WARS: Episode IV"),
        ("LEE: So it is.\nADA REED: Bo Ek says so.", "ADA REED: Bo Ek", "Bo Ek"),
        ("REED: Bo Ek says so.\nEK: No.", "REED", "REED"),
        ("REED: Bo Ek says so.\nEK: No.", "REED:", "REED:"),
        ("See NASA: it says so.", "NASA: it", "NASA: it"),
        ("It made 171.3 in all", "171", "171.3"),
        ("It made £1,204,171.30, all told", "204,171", "1,204,171.30"),
        ("It made 3, 4 and 5.", "4 and 5", "4 and 5"),
        ("In 2019. Then 5", "2019", "2019"),
        ("Read https://harbour.example/a#part now", "part", "https://harbour.example/a#part"),
    ],
)
def test_a_span_ends_where_its_words_and_their_marks_end(text: str, span: str, whole: str) -> None:
    start = text.index(span)
    first, last = whole_span(text, start, start + len(span))
    assert text[first:last] == whole


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("In the journal *Sleep and Work*.", "*Sleep and Work*", "Sleep and Work"),
        ("**Anita Rao, minister:** No.", "**Anita Rao, minister:**", "Anita Rao, minister"),
        ("It costs ***£3***.", "***£3***", "£3"),
        ("Pass `--json` to it.", "`--json`", "--json"),
        ("In _Sleep and Work_.", "_Sleep and Work_", "Sleep and Work"),
        ("Call __init__ first.", "__init__", "__init__"),
        ("Both *Fair Copy* and *Astrid* sank.", "*Fair Copy* and *Astrid*", "*Fair Copy* and *Astrid*"),
        ("The *Astrid* and its crew", "*Astrid* and its crew", "*Astrid* and its crew"),
        ("Take 3 * 4 * 5.", "* 4 *", "* 4 *"),
        ("It is **bold**.", "*bold*", "*bold*"),
        ("It is **", "**", "**"),
        ("The pattern *.txt", "*.txt", "*.txt"),
    ],
)
def test_marks_around_all_of_an_answer_are_no_part_of_it(text: str, span: str, words: str) -> None:
    start = text.index(span)
    first, last = without_emphasis(text, start, start + len(span))
    assert text[first:last] == words


@given(text=st.text(alphabet='ab*"“”‘’()[]«»#@ ', min_size=1), data=st.data())
def test_a_whole_span_has_words_and_adds_nothing_but_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = whole_span(text, start, end)
    assert 0 <= first < last <= len(text)
    assert "".join(filter(str.isalnum, text[first:last])) == "".join(filter(str.isalnum, text[start:end]))
