"""Bringing in an official release: every form of it, side by side, all or nothing."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import factories
from factories import NOON
from made_release import CODE, MadeRelease, write_workbook, zipped
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, PentimentoError, Refused, TooLarge, WrongType
from pentimento.exchange.releases import Imported, import_release
from pentimento.exchange.releases import staging as staging_module
from pentimento.profession.occupations import actions, queries
from pentimento.profession.occupations.models import Occupation, Release, Sheaf, Task, Title
from pentimento.trust import audit

pytestmark = pytest.mark.django_db
Change = Callable[[str, list[Any]], list[Any] | None]


def brought(place: Path, **options: Any) -> Imported:
    return import_release(place, by=options.pop("by", None), at=NOON, **options)


def nothing_is_kept() -> bool:
    return not any(table.objects.exists() for table in (Release, Occupation, Task, Title, Sheaf))


@pytest.mark.parametrize("form", ["as_text", "as_csv", "as_xlsx"])
def test_every_official_form_of_a_release_is_read_alike(tmp_path: Path, form: str) -> None:
    made = MadeRelease()
    found = brought(getattr(made, form)(tmp_path))
    assert (found.version, found.occupations, found.tasks, found.is_new) == ("30.1", 4, 12, True)
    assert found.left_aside == (
        f"Content Categories{ {'as_text': '.txt', 'as_csv': '.csv', 'as_xlsx': '.xlsx'}[form] }",
    )
    tasks = queries.tasks_of("29-1129.02", release="30.1")
    assert [task.frequency for task in tasks] == [(10, 20, 30, 20, 10, 5, 5)] * 3
    assert {task.statement for task in tasks} == {
        row[2] for row in made.rows("Task Statements") if row[0] == "29-1129.02"
    }
    rated = {(str(row[1]), row[2]): row[4] for row in made.rows("Task Ratings") if row[0] == "29-1129.02"}
    assert {(t.task_id, "IM"): t.importance for t in tasks} | {(t.task_id, "RT"): t.relevance for t in tasks} == {
        key: value for key, value in rated.items() if key[1] != "FT"
    }


def test_a_zip_is_read_without_being_unpacked(tmp_path: Path) -> None:
    place = zipped(MadeRelease().as_text(tmp_path))
    assert brought(place).rows == brought(tmp_path / "db_30_1_txt").rows


def test_columns_are_found_by_their_names_in_any_order(tmp_path: Path) -> None:
    made = MadeRelease()
    made.head = {table: head[::-1] for table, head in made.head.items()}
    made.change = lambda table, row: row[::-1]
    brought(made.as_csv(tmp_path))
    assert [task.frequency_n for task in queries.tasks_of("29-1129.02")] == [30, 30, 30]


def test_rows_in_no_order_are_bound_together_by_occupation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging_module, "BATCH", 7)
    place = MadeRelease().as_text(tmp_path)
    file = place / "Skills.txt"
    head, *rows = file.read_text().splitlines()
    file.write_text("\n".join([head, *rows[::2], *rows[1::2]]))
    brought(place)
    assert set(Sheaf.objects.filter(kind="skills").values_list("rows", flat=True)) == {70}


def test_releases_are_kept_side_by_side_and_the_newest_answers(tmp_path: Path) -> None:
    brought(MadeRelease(version="9.0", seed=2).as_text(tmp_path))
    brought(MadeRelease(version="31.0", seed=3).as_text(tmp_path))
    assert [release.version for release in queries.releases()] == ["31.0", "9.0"]
    old, new = (queries.tasks_of("29-1129.02", release=version) for version in ("9.0", "31.0"))
    assert queries.tasks_of("29-1129.02") == new != old


def test_the_same_files_again_are_the_same_release(tmp_path: Path) -> None:
    place = MadeRelease().as_text(tmp_path)
    first, again = brought(place), brought(place)
    assert (first.is_new, again.is_new, first.public_id) == (True, False, again.public_id)
    assert Release.objects.count() == 1


def test_other_files_of_the_same_number_are_refused(tmp_path: Path) -> None:
    brought(MadeRelease().as_text(tmp_path / "a"))
    with pytest.raises(Conflict, match=r"30\.1 is here already"):
        brought(MadeRelease(seed=2).as_text(tmp_path / "b"))
    assert Release.objects.count() == 1


def test_a_release_can_be_taken_out_again(tmp_path: Path) -> None:
    brought(MadeRelease().as_text(tmp_path))
    actions.remove_release(release=queries.release_for("30.1"), by=None, at=NOON)
    assert nothing_is_kept()


def test_an_import_is_in_the_trail(tmp_path: Path) -> None:
    by = factories.person("head")
    found = brought(MadeRelease().as_text(tmp_path), by=by)
    release = Release.objects.get(public_id=found.public_id)
    assert audit.events_of(release) == [audit.Event.RELEASE_IMPORTED]
    assert release.imported_by == by


def test_a_trainee_cannot_import(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="head of service"):
        brought(MadeRelease().as_text(tmp_path), by=factories.person("trainee"))


def test_a_release_says_which_it_is_in_its_read_me_or_is_named(tmp_path: Path) -> None:
    place = MadeRelease().as_text(tmp_path).rename(tmp_path / "tables")
    with pytest.raises(Invalid, match=r"--release 30\.1"):
        brought(place)
    assert brought(place, version="30.1").version == "30.1"
    actions.remove_release(release=queries.release_for("30.1"), by=None, at=NOON)
    (place / "Read Me.txt").write_text("O*NET® 29.3 Database\nText files.")
    assert brought(place).version == "29.3"


def wrong(table: str, column: int, value: Any, *, row: int = 0) -> Change:
    """Put a value into one cell of one row of a table."""
    seen = [0]

    def change(name: str, cells: list[Any]) -> list[Any]:
        if name != table:
            return cells
        seen[0] += 1
        return cells if seen[0] != row + 1 else [*cells[:column], value, *cells[column + 1 :]]

    return change


BAD: dict[str, tuple[Callable[[], Change], str]] = {
    "a code of another release": (
        lambda: wrong("Task Ratings", 0, "29-1125.01", row=3),
        r"Task Ratings.*row 5, column O\*NET-SOC Code: 29-1125.01 is not in Occupation Data.*not from one release",
    ),
    "a task of another release": (
        lambda: wrong("Task Ratings", 1, 777, row=1),
        r"row 3, column Task ID: task 777 is not among the Task Statements of 29-1129.01",
    ),
    "a task twice": (
        lambda: wrong("Task Statements", 1, 19151, row=2),
        r"Task Statements.*row 4, column Task ID: 19151 is here for the second time",
    ),
    "a rating twice": (
        lambda: wrong("Task Ratings", 3, 1, row=1),
        r"Task Ratings.*row 3, column Task ID: 19151 is here for the second time",
    ),
    "an occupation twice": (
        lambda: wrong("Occupation Data", 0, "29-1129.01", row=1),
        r"Occupation Data.*row 3, column O\*NET-SOC Code: 29-1129.01 is here for the second time",
    ),
    "a code that is none": (lambda: wrong("Occupation Data", 0, "29-11", row=2), r"row 4.*“29-11” is not a code"),
    "a rating outside its scale": (
        lambda: wrong("Skills", 3, 5.5, row=0),
        r"Skills.*row 2, column Data Value: 5.5 is outside the scale Importance, which goes from 1 to 5",
    ),
    "a rating that is no number": (
        lambda: wrong("Skills", 3, "high", row=4),
        r"row 6, column Data Value: “high” is not a number",
    ),
    "a rating that is not finite": (
        lambda: wrong("Skills", 3, "nan", row=4),
        r"row 6, column Data Value: “nan” is not a number",
    ),
    "a scale that does not exist": (
        lambda: wrong("Skills", 2, "ZZ", row=1),
        r"row 3, column Scale ID: there is no scale ZZ",
    ),
    "a row that is too long": (
        lambda: lambda table, row: [*row, "more"] if table == "Skills" else row,
        r"Skills.*row 2: there are 13 cells under 12 columns",
    ),
}


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("form", ["as_text", "as_xlsx"])
def test_bad_input_is_refused_with_its_row_and_column_and_nothing_is_kept(tmp_path: Path, what: str, form: str) -> None:
    change, sentence = BAD[what]
    with pytest.raises(Invalid, match=sentence):
        brought(getattr(MadeRelease(change=change()), form)(tmp_path))
    assert nothing_is_kept()


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    made = MadeRelease()
    made.head["Task Statements"][2] = "Statement"
    with pytest.raises(Invalid, match=r"Task Statements\.txt, row 1: the column Task is missing"):
        brought(made.as_text(tmp_path))


def test_a_folder_of_two_releases_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "both"
    for version in ("29.0", "30.1"):
        made = MadeRelease(version=version).as_text(place)
        if version == "29.0":
            for file in made.iterdir():
                if file.name != "Skills.txt":
                    file.unlink()
        else:
            (made / "Skills.txt").unlink()
    with pytest.raises(Refused, match=r"several releases: 29\.0, 30\.1"):
        brought(place)
    assert nothing_is_kept()


def test_a_release_in_two_forms_at_once_is_refused(tmp_path: Path) -> None:
    MadeRelease().as_text(tmp_path / "all")
    MadeRelease().as_csv(tmp_path / "all")
    with pytest.raises(Refused, match="The same table is here twice"):
        brought(tmp_path / "all")


def test_a_number_that_contradicts_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"29\.0, 30\.1"):
        brought(MadeRelease().as_text(tmp_path), version="29.0")


@pytest.mark.parametrize("ending", [".txt", ".xlsx"])
def test_a_web_page_in_place_of_a_table_is_refused_with_a_sentence(tmp_path: Path, ending: str) -> None:
    place = MadeRelease().as_text(tmp_path)
    (place / "Skills.txt").unlink()
    (place / f"Skills{ending}").write_text("\n <!DOCTYPE html><html><body>404 Not Found</body></html>")
    with pytest.raises(Invalid, match="is a web page, not a table"):
        brought(place)
    assert nothing_is_kept()


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"", Invalid, "is empty"),
        (b"\xd0\xcf\x11\xe0 old", WrongType, "old Excel file"),
        (b"a\0b\tc", Invalid, "bytes that no text has"),
    ],
)
def test_files_that_are_no_tables_are_refused(
    tmp_path: Path, content: bytes, error: type[PentimentoError], sentence: str
) -> None:
    place = MadeRelease().as_text(tmp_path)
    (place / "Skills.txt").write_bytes(content)
    with pytest.raises(error, match=sentence):
        brought(place)


def test_a_workbook_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    place = MadeRelease().as_xlsx(tmp_path)
    whole = (place / "Skills.xlsx").read_bytes()
    (place / "Skills.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Invalid, match="damaged workbook"):
        brought(place)


def test_a_cell_that_points_to_no_text_is_refused(tmp_path: Path) -> None:
    place = MadeRelease().as_xlsx(tmp_path)
    with zipfile.ZipFile(place / "Skills.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", '<row r="1"><c r="A1" t="s"><v>9</v></c></row>')
    with pytest.raises(Invalid, match="points to text that is not there"):
        brought(place)


@pytest.mark.parametrize("name", ["../../Skills.txt", "/etc/Skills.txt", "a\\..\\..\\Skills.txt", "C:/Skills.txt"])
def test_a_zip_that_would_write_outside_itself_is_refused(tmp_path: Path, name: str) -> None:
    place = zipped(MadeRelease().as_text(tmp_path))
    with zipfile.ZipFile(place, "a") as packed:
        packed.writestr(name, "x")
    with pytest.raises(Invalid, match="leads out of it"):
        brought(place)
    assert nothing_is_kept()


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    place = zipped(MadeRelease().as_text(tmp_path))
    link = zipfile.ZipInfo("db_30_1_txt/Link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(place, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(Invalid, match="leads out of it"):
        brought(place)


def test_a_zip_that_would_swell_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "db_30_1_text.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("Skills.txt", "w") as file:
        for _ in range(450):
            file.write(b"0" * 1_000_000)
    with pytest.raises(TooLarge, match="would unpack to 450 MB"):
        brought(place)


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    place = MadeRelease().as_text(tmp_path)
    outside = tmp_path / "secret.txt"
    outside.write_text("x")
    (place / "Tools Used.txt").symlink_to(outside)
    assert "Tools Used.txt" not in {
        file["name"] for file in Release.objects.get(public_id=brought(place).public_id).files
    }


def test_what_is_neither_folder_nor_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.zip").write_text("<html>")
    with pytest.raises(WrongType, match="neither a folder nor a ZIP"):
        brought(tmp_path / "page.zip")
    with pytest.raises(NotFound, match="no folder or ZIP"):
        brought(tmp_path / "nowhere")
    with pytest.raises(Invalid, match="Occupation Data"):
        (tmp_path / "empty").mkdir()
        brought(tmp_path / "empty")


def test_an_old_release_written_on_windows_is_read(tmp_path: Path) -> None:
    place = MadeRelease().as_text(tmp_path)
    file = place / "Alternate Titles.txt"
    file.write_bytes(file.read_text().replace("Music", "Café").encode("cp1252"))
    brought(place)
    assert Title.objects.filter(title__startswith="Café").exists()


def test_a_workbook_with_other_prefixes_gaps_and_inline_text_is_read(tmp_path: Path) -> None:
    place = MadeRelease().as_xlsx(tmp_path)
    head = [CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"]
    cells = "".join(
        f'<x:c r="{chr(65 + n)}1" t="inlineStr"><x:is><x:t>{name}</x:t></x:is></x:c>' for n, name in enumerate(head)
    )
    row = (
        '<x:c r="A2" t="inlineStr"><x:is><x:r><x:t>29-1129</x:t></x:r><x:r><x:t>.01</x:t></x:r></x:is></x:c>'
        '<x:c r="B2" t="str"><x:f>1</x:f><x:v>Brush &amp; ink</x:v></x:c><x:c r="E2" t="str"><x:v>Y</x:v></x:c>'
    )
    with zipfile.ZipFile(place / "Technology Skills.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", f'<x:row r="1">{cells}</x:row><x:row r="2">{row}</x:row>')
    brought(place)
    (tool,) = queries.profile_of("29-1129.01", release="30.1").technology
    assert (tool.example, tool.hot, tool.in_demand) == ("Brush & ink", True, False)


def test_a_wide_workbook_is_refused(tmp_path: Path) -> None:
    place = MadeRelease().as_xlsx(tmp_path)
    write_workbook(place / "Skills.xlsx", ["a"], iter([]))
    with zipfile.ZipFile(place / "Skills.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", '<row><c r="ZZZ1"><v>1</v></c></row>')
    with pytest.raises(TooLarge, match="no such column"):
        brought(place)
