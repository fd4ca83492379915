"""Every file in corpus/loaders keeps the protocol; what text and Markdown files say about themselves is found."""

import inspect
from types import ModuleType

import pytest

from corpus import UnreadableError
from corpus.loaded import LoadedText
from corpus.loaders import build_registry, find_loaders, markdown, registry, text

LOADERS = find_loaders()


@pytest.mark.parametrize("name", LOADERS)
class TestProtocol:
    def test_suffixes_are_lower_case_with_a_dot(self, name: str) -> None:
        suffixes = LOADERS[name].SUFFIXES
        assert isinstance(suffixes, tuple)
        assert suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)

    def test_load_takes_bytes_and_a_name(self, name: str) -> None:
        assert list(inspect.signature(LOADERS[name].load).parameters) == ["data", "name"]

    @pytest.mark.parametrize("data", [b"", b"\0\1\2\xff\xfe", b"%PDF-1.7 broken", b"PK\x03\x04broken"])
    def test_what_cannot_be_read_is_refused_with_a_reason(self, name: str, data: bytes) -> None:
        with pytest.raises(UnreadableError, match=r"\w"):
            LOADERS[name].load(data, f"file{LOADERS[name].SUFFIXES[0]}")


def test_the_listing_is_the_registry() -> None:
    assert registry() == {suffix: loader for loader in LOADERS.values() for suffix in loader.SUFFIXES}
    assert {".md", ".txt"} <= set(registry())
    assert list(registry()) == sorted(registry())


def test_two_loaders_for_one_suffix_are_an_error() -> None:
    other = ModuleType("other")
    other.SUFFIXES = (".txt",)
    with pytest.raises(ValueError, match=r"'\.txt' is claimed by corpus/loaders/text\.py and other\.py"):
        build_registry({"text": text, "other": other})


def load_text(content: str, name: str = "some-notes.txt") -> LoadedText:
    [loaded] = text.load(content.encode(), name)
    return loaded


@pytest.mark.parametrize(
    ("content", "published", "kept"),
    [
        (" date 2020-11-19 Despite Huawei’s", "2020-11-19", "Despite Huawei’s"),
        ("date: 2020-11-19\r\n\r\nText\r\n", "2020-11-19", "Text\r\n"),
        ("DATE 2020-02-29\nText", "2020-02-29", "Text"),
        ("date 2020-13-45 Text", None, "date 2020-13-45 Text"),
        ("date 2021-02-29 Text", None, "date 2021-02-29 Text"),
        ("date 2020-11-19th Text", None, "date 2020-11-19th Text"),
        ("update 2020-11-19 Text", None, "update 2020-11-19 Text"),
        ("Text date 2020-11-19 Text", None, "Text date 2020-11-19 Text"),
        ("  Text\r\n", None, "  Text\r\n"),
    ],
)
def test_a_leading_date_is_read_and_cut(content: str, published: str | None, kept: str) -> None:
    loaded = load_text(content)
    assert (loaded.published, loaded.text) == (published, kept)


def test_the_stated_date_goes_before_the_date_of_the_name() -> None:
    assert load_text("date 2020-11-19 Text", "2019-01-01-a.txt").published == "2020-11-19"
    assert load_text("Text", "2019-01-01-a.txt").published == "2019-01-01"
    assert load_text("Text", "2019-13-01-a.txt").published is None
    assert load_text("date 2020-13-45 Text", "2019-01-01-a.txt").published is None


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("A heading\n\nText.", "A heading"),
        ("\n\n A heading \r\n \t\r\nText.", "A heading"),
        ("Is it?\n\nText.", "Is it?"),
        ("date 2020-11-19\nA heading\n\nText.", "A heading"),
        ("FOR IMMEDIATE RELEASE\n\nA heading\n\nText.", "A heading"),
        ("*** PRESS RELEASE ***\nEMBARGOED until 9 a.m., May 5\n\nA heading\n\nText.", "A heading"),
        ("Breaking records\n\nText.", "Breaking records"),
        ("A sentence.\n\nText.", "Some notes"),
        ("A clause,\n\nText.", "Some notes"),
        ("句子。\n\nText.", "Some notes"),
        ("A line\nText.", "Some notes"),
        ("A line\r\nText.", "Some notes"),
        ("-----\n\nText.", "Some notes"),
        ("x" * 120 + "\n\nText.", "x" * 120),
        ("x" * 121 + "\n\nText.", "Some notes"),
        ("Only a line", "Some notes"),
    ],
)
def test_a_heading_like_first_line_is_the_title_and_stays(content: str, title: str) -> None:
    loaded = load_text(content)
    assert loaded.title == title
    assert loaded.text == content.removeprefix("date 2020-11-19\n")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2020-11-19-canada-huawei-5g.txt", "Canada huawei 5g"),
        ("2020-11-19_notes__on a-thing.TXT", "Notes on a thing"),
        ("2020-11-19.txt", "2020-11-19"),
        ("2020-13-45-report.txt", "2020 13 45 report"),
        ("leave-policy-2025-02-01.txt", "Leave policy"),
        ("Minutes 2024.05.06.txt", "Minutes"),
        ("2019-01-01-plan-2020-02-02.txt", "Plan 2020 02 02"),
        ("call-12025-02-01.txt", "Call 12025 02 01"),
        ("élan.txt", "Élan"),
        ("a\nb.txt", "A b"),
        ("---.txt", "---"),
        ("v1.2-notes.txt", "V1.2 notes"),
        ("report_20210304.txt", "Report"),
        ("Minutes of 4 March 2021.txt", "Minutes of 4 March 2021"),
        ("invoice 20211345.txt", "Invoice 20211345"),
    ],
)
def test_the_file_name_gives_a_title(name: str, title: str) -> None:
    assert load_text("text", name).title == title


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("leave-policy-2025-02-01.txt", "2025-02-01"),
        ("2024_05_06 minutes.txt", "2024-05-06"),
        ("minutes2024.05.06.txt", "2024-05-06"),
        ("2019-01-01-plan-2020-02-02.txt", "2019-01-01"),
        ("2019-02-30-plan-2020-02-02.txt", "2020-02-02"),
        ("plan-2020-02_02.txt", None),
        ("call-12025-02-01.txt", None),
        ("plan-2020-02-021.txt", None),
        ("20210304-report.txt", "2021-03-04"),
        ("report_20210304.txt", "2021-03-04"),
        ("report-20211304.txt", None),
        ("call-120210304.txt", None),
        ("Minutes 4 March 2021.txt", "2021-03-04"),
        ("minutes-4th-mar-2021.txt", "2021-03-04"),
        ("March 4, 2021 minutes.txt", "2021-03-04"),
        ("Minutes 14 Smarch 2021.txt", None),
        ("room 114 March 2021.txt", None),
    ],
)
def test_the_file_name_gives_a_date(name: str, published: str | None) -> None:
    assert load_text("text", name).published == published


@pytest.mark.parametrize("mark", [" ", "_", "_ -", "\t"])
def test_a_name_of_many_marks_takes_no_time_to_speak_of(mark: str) -> None:
    loaded = load_text("text", f"a{mark * 60_000}b.txt")
    assert (loaded.title, loaded.published) == ("A b", None)
    loaded = load_text("text", f"a{mark * 60_000}2020-11-19.txt")
    assert (loaded.title, loaded.published) == ("A", "2020-11-19")


def load_markdown(content: str, name: str = "2019-05-06-some-notes.md") -> LoadedText:
    [loaded] = markdown.load(content.encode(), name)
    return loaded


@pytest.mark.parametrize(
    ("content", "title", "published", "kept"),
    [
        ("---\ntitle: A title\ndate: 2020-11-19\n---\n# H\n", "A title", "2020-11-19", "# H\n"),
        ('---\r\ntitle: "It: this"\r\n---\r\nText\r\n', "It: this", "2019-05-06", "Text\r\n"),
        ("---\ntitle: 1984\ndate: 2020-11-19T10:00:00Z\n...\nText", "1984", "2020-11-19", "Text"),
        ("---\ndate: 2020-13-45\n---\n# H", "H", None, "# H"),
        ("---\ntitle:\ndate: null\n---\nText", "Some notes", "2019-05-06", "Text"),
        ("---\ntitle: [a, b]\n---\nText", "Some notes", "2019-05-06", "Text"),
        ("---\ntitle: [broken\n---\nText", "Some notes", "2019-05-06", "---\ntitle: [broken\n---\nText"),
        ("---\n? [a]\n: b\n---\nText", "Some notes", "2019-05-06", "---\n? [a]\n: b\n---\nText"),
        ("---\njust a line\n---\nText", "Some notes", "2019-05-06", "---\njust a line\n---\nText"),
        ("---\nno end", "Some notes", "2019-05-06", "---\nno end"),
        ("Text\n---\ntitle: x\n---\n", "Some notes", "2019-05-06", "Text\n---\ntitle: x\n---\n"),
        ("Text\n\n# The *heading* ##\n", "The *heading*", "2019-05-06", "Text\n\n# The *heading* ##\n"),
        ("## Second\n#tag\n# First", "First", "2019-05-06", "## Second\n#tag\n# First"),
        ("```sh\n# no\n~~~\n```\n# Yes", "Yes", "2019-05-06", "```sh\n# no\n~~~\n```\n# Yes"),
        ("# #\n# C#", "C#", "2019-05-06", "# #\n# C#"),
        ("---\n\nA rule: and text\n\n---\n", "Some notes", "2019-05-06", "---\n\nA rule: and text\n\n---\n"),
        ("---\nOf a long rule: text\n---\n", "Some notes", "2019-05-06", "---\nOf a long rule: text\n---\n"),
        ("---\ntitle: A title\nnot to be printed: x\n---\nText", "A title", "2019-05-06", "Text"),
        ('+++\ntitle = "A title"\ndate = 2020-11-19T10:00:00Z\n+++\nText', "A title", "2020-11-19", "Text"),
        ("+++\nno toml\n+++\nText", "Some notes", "2019-05-06", "+++\nno toml\n+++\nText"),
        ("The title\n=====\n\n# First", "The title", "2019-05-06", "The title\n=====\n\n# First"),
        ("- item\n===\n\n===\n", "Some notes", "2019-05-06", "- item\n===\n\n===\n"),
    ],
)
def test_markdown(content: str, title: str, published: str | None, kept: str) -> None:
    assert load_markdown(content) == LoadedText(kept, title, published, "utf-8")


@pytest.mark.parametrize(
    ("field", "author"),
    [("author: Ann Lee", "Ann Lee"), ("authors: [Ann Lee, Ben]", "Ann Lee, Ben"), ("author:\n  name: Ann", None)],
)
def test_the_front_matter_names_the_author(field: str, author: str | None) -> None:
    assert load_markdown(f"---\n{field}\n---\nText", "a.markdown").author == author


def test_front_matter_that_nests_without_end_is_left_in_the_text() -> None:
    content = "---\na: " + "[" * 20_000 + "\n---\nText"
    assert load_markdown(content).text == content


@pytest.mark.parametrize("mark", [" ", "\t", " #", "# ", "#"])
def test_a_heading_of_many_marks_takes_no_time_to_speak_of(mark: str) -> None:
    assert load_markdown(f"# a{mark * 200_000}b").title == f"a{mark * 200_000}b"
    assert load_markdown(f"# a b {mark * 200_000}#").title.startswith("a b")
