"""A stated date is read in every form that can mean one day only, and in no other."""

import json
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.dates import MONTHS, iso_date
from tests.corpus.samples import epub, load

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(min_value=datetime(1000, 1, 1), timezones=ZONES)


def written(moment: datetime) -> list[str]:
    """The moment in every form that is accepted."""
    year, day, month = f"{moment:%Y}", moment.day, MONTHS[moment.month - 1].title()
    return [
        moment.isoformat(),
        moment.isoformat(" "),
        f"{moment:%Y%m%dT%H%M%SZ}",
        f"{moment:%Y%m%d}",
        f"{moment:%Y/%m/%d}",
        f"{moment:%Y.%m.%d %H:%M}",
        f"{year}-{moment.month}-{day}",
        format_datetime(moment),
        moment.ctime(),
        f"{day} {month} {year}",
        f"{day:02} {month[:3]}. {year}",
        f"{day}-{month[:3].upper()}-{year}",
        f"{month} {day}, {year}",
        f"Thursday, {month}  {day}th, {year} 10:30",
        f"{month[:3]} {day} {moment:%H:%M} UTC {year}",
    ]


@given(MOMENTS)
def test_a_day_is_read_in_every_form(moment: datetime) -> None:
    assert {form: iso_date(f" {form}\n") for form in written(moment)} == dict.fromkeys(
        written(moment), moment.date().isoformat()
    )


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_month_alone_is_a_month(day: date) -> None:
    month = MONTHS[day.month - 1]
    for form in (f"{day:%Y-%m}", f"{month.title()} {day.year}", f"{month[:3].upper()}. {day.year}"):
        assert iso_date(form) == day.isoformat()[:7]


@given(st.text() | st.from_regex(r"[0-9]{1,4}([-/. ,][0-9a-zA-Z]{1,9}){0,3}"))
@example("0000-01-01")
@example("2020-11-19" + " " * 100_000)
@example("nov 19 10:20" + " " * 100_000 + "UTC" + " " * 100_000)
def test_whatever_is_stated_gives_an_iso_date_or_none(value: str) -> None:
    found = iso_date(value)
    if found is not None:
        whole = found if len(found) > 7 else f"{found}-01"
        assert date.fromisoformat(whole).isoformat() == whole
        assert iso_date(found) == found


@given(st.integers(1, 31), st.integers(1, 31), st.integers(1000, 9999), st.sampled_from("/.- "))
def test_the_order_of_day_and_month_is_never_guessed(first: int, second: int, year: int, mark: str) -> None:
    assert iso_date(f"{first:02}{mark}{second:02}{mark}{year}") is None


@pytest.mark.parametrize(
    "value",
    [
        "", "yesterday", "2020", "1605744000", "1605744000000", "20201319", "202011", "2020-13", "2020-11-31",
        "2021-02-29", "2020-11-1900", "2010/11", "20 Nov 19", "19 Nov 20 10:00:00 GMT", "11/2020", "Nov 19",
        "0001-01-01",
        "19 Brumaire 2020", "before 19 November 2020", "32 November 2020", "November 2020 19", "٢٠٢٠-١١-١٩",
    ],
)  # fmt: skip
def test_what_is_no_date_or_more_than_one_is_none(value: str) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize("stated", ["19 November 2020", "2020/11/19", "20201119", "Thu, 19 Nov 2020 23:30:00 -0500"])
def test_every_format_that_states_a_date_reads_them(stated: str, tmp_path: Path) -> None:
    files = {
        "a.md": f"---\ndate: {stated}\n---\nText.".encode(),
        "a.epub": epub({"a.xhtml": "<p>Words.</p>"}, f"<dc:date>{stated}</dc:date>"),
        "a.csv": f'date,text\n"{stated}",Words.\n'.encode(),
        "a.jsonl": json.dumps({"date": stated, "text": "Words."}).encode(),
    }
    documents = [load(tmp_path, data, name).documents[0] for name, data in files.items()]
    assert [document.metadata["published"] for document in documents] == ["2020-11-19"] * 4
