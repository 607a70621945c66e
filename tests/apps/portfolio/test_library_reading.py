"""References are read as they stand; a mistake is named with its line and nothing of the file is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid, PentimentoError, TooLarge, WrongType
from pentimento.profession.portfolio.rules.library import (
    WRITERS,
    Entry,
    Fate,
    Format,
    Kind,
    cleaned,
    compared,
    decoded,
    read,
    same_as,
    title_mark,
)

BIBTEX = r"""
Something a program wrote above.
@string{fp = "Frontiers in Psychology"}
@comment{left out}
@article{penzes2020,
  title   = {{Art Form and Mental Health}: formal elements \& what they say},
  author  = {P{\'e}nzes, Ingrid and Susan van Hooren and {American Art Therapy Association}},
  journal = fp # " (online)",
  year    = 2020,
  volume  = 11,
  pages   = "1--12",
  doi     = {10.3389/FPSYG.2020.572700},
  keywords = {formal elements, mental health}
}
@book{moon, title = "The {"}quiet{"} studio", author = {Bruce L. Moon}, publisher={C. C. Thomas}, year={2010}}
"""
RIS = (
    "TY  - JOUR\r\nTI  - Open studio in\r\n  a hospital\r\nAU  - Okafor, Ada\r\nAU  - Lind, Bo\r\nPY  - 2019/05//\r\n"
    "JO  - Arts in Care\r\nVL  - 4\r\nIS  - 2\r\nSP  - 11\r\nEP  - 19\r\nUR  - https://doi.org/10.1000/ABC(1)2\r\n"
    "ER  - \r\n"
)


def test_bibtex_is_read_with_accents_strings_and_organisations() -> None:
    written, (article, book) = read(BIBTEX)
    assert written is Format.BIBTEX
    assert article.title == "Art Form and Mental Health: formal elements & what they say"
    assert article.authors == ("Pénzes, Ingrid", "Hooren, Susan van", "American Art Therapy Association")
    assert (article.container, article.year) == ("Frontiers in Psychology (online)", 2020)
    assert (article.pages, article.doi) == ("1–12", "10.3389/fpsyg.2020.572700")
    assert article.line == 5
    assert (book.title, book.authors, book.kind) == ('The "quiet" studio', ("Moon, Bruce L.",), Kind.BOOK)


def test_ris_is_read_with_lines_that_run_on_and_the_doi_from_the_address() -> None:
    written, (entry,) = read(RIS)
    assert written is Format.RIS
    assert entry.title == "Open studio in a hospital"
    assert entry.authors == ("Okafor, Ada", "Lind, Bo")
    assert (entry.year, entry.pages, entry.doi) == (2019, "11–19", "10.1000/abc(1)2")


def test_a_list_of_dois_keeps_what_stands_behind_the_number() -> None:
    written, entries = read("# mine\n10.1000/xyz123, Clay and time\nhttps://doi.org/10.1000/ABC.\n\n")
    assert written is Format.DOIS
    assert [(e.doi, e.title) for e in entries] == [("10.1000/xyz123", "Clay and time"), ("10.1000/abc", "10.1000/abc")]


@pytest.mark.parametrize(("text", "says"), [
    ("@article{a,\n title = {Never closed}", "Line 1, column 1: the entry a is never closed"),
    ("@article{a,\n title = {Open", "Line 2, column 10: this brace is never closed"),
    ("@article{a,\n title {No equals}}", "Line 2, column 8: the field title of a has no value"),
    ("@article{a,\n title = {T}\n year = 2001}", "Line 3, column 2: a comma is missing after the field title"),
    ("@article{a,\n journal = unknown}", "Line 2, column 12: the string unknown is not defined"),
    ("@book{a, title={One}}\n@book{b,\n year = 2001}", "Line 2, column 1: the entry b has no title"),
    ("TY  - JOUR\nTI  - One\nTY  - BOOK\n", "Line 3: a record begins before"),
    ("TY  - JOUR\nTI  - One\n", "Line 1: this record never ends"),
    ("TY  - JOUR\nAU  - One\nER  - \n", "Line 1: the record that begins here has no title"),
    ("AU  - One\nTY  - JOUR\nTI  - A\nER  - ", "Line 1: AU stands outside"),
    ("10.1000/xyz\nnot a number\n", "Line 2: there is no DOI"),
])  # fmt: skip
def test_a_mistake_is_named_with_its_line(text: str, says: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(text)
    assert str(refusal.value).startswith(says)


def test_what_is_no_list_of_references_is_refused() -> None:
    with pytest.raises(WrongType, match="neither BibTeX nor RIS"):
        read("<html><body>404</body></html>")
    with pytest.raises(WrongType, match="not a text file"):
        decoded(b"PK\x03\x04\x00\x00")
    with pytest.raises(TooLarge):
        decoded(b"a" * 1_600_000)


def test_older_files_in_windows_letters_are_read() -> None:
    assert decoded("Grün".encode("cp1252")) == "Grün"
    assert decoded("\ufeffGrün".encode()) == "Grün"


def test_duplicates_are_recognised_by_doi_or_by_title_year_and_first_author() -> None:
    known = Entry(Kind.ARTICLE, "Drawing: a study, in Clay", ("Lind, Bo",), 2019, doi="10.1/x")
    marks = dict.fromkeys((same_as(known), title_mark(known)), known.title)
    same = Entry(Kind.OTHER, "Something else entirely", doi="10.1/x")
    spelled = Entry(Kind.BOOK, "Drawing – A Study in clay", ("LIND, B.",), 2019)
    other = Entry(Kind.BOOK, "Drawing – A Study in clay", ("Lind, Bo",), 2020)
    fates = [looked.fate for looked in compared([same, spelled, other, other], marks)]
    assert fates == [Fate.KNOWN, Fate.KNOWN, Fate.NEW, Fate.TWICE]


raw = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\\{}\"~`'-"),
    min_size=1,
    max_size=30,
)


words = raw.map(cleaned).filter(bool)


@given(
    title=words,
    family=words.filter(lambda w: "," not in w and w.lower() not in {"and", "others"}),
    year=st.integers(1500, 2099),
)
def test_what_is_written_is_read_again(title: str, family: str, year: int) -> None:
    entry = Entry(Kind.ARTICLE, title, (f"{family}, A.",), year, "A Journal", doi="10.1000/xyz", key="k1")
    for written in (Format.BIBTEX, Format.RIS):
        back = read(WRITERS[written]([entry]))[1][0]
        assert (back.title, back.authors, back.year, back.doi) == (entry.title, entry.authors, year, entry.doi)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    for start in ("@article{a, title={", "TY  - JOUR\n", "10.1000/a "):
        try:
            read(start + text)
        except PentimentoError as refusal:
            assert str(refusal)


def test_two_entries_never_get_one_key() -> None:
    entries = [Entry(Kind.BOOK, title, ("Lind, Bo",), 2019) for title in ("One", "Two")]
    written = WRITERS[Format.BIBTEX](entries)
    assert "@book{lind2019," in written
    assert "@book{lind2019-2," in written
