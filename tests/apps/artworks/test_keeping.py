"""Works come in whole or not at all, and only when the client agreed."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import connection

import factories
from apps.artworks.cast_of_artworks import hung, picture, picture_with_place
from cast import shared
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NeedsConsent, PentimentoError, Refused
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.darkroom import Raster
from pentimento.practice.artworks.models import Artwork, Maker, Photograph
from pentimento.trust import audit, vault
from pentimento.trust.consent.actions import withdraw
from pentimento.trust.consent.models import Act
from pentimento.trust.vault import Blob

LABEL: dict[str, Any] = {
    "made_on": NOON.date(), "title": "Me", "titled_by_client": True, "media": "Gouache", "width_mm": 297,
    "height_mm": 420, "depth_mm": None, "directive": "", "series": "", "makers": ("client",), "place": "",
}  # fmt: skip


def front(work: Artwork) -> Photograph:
    return Photograph.of_chart(work.chart).get(artwork=work)


def test_a_work_is_kept_byte_for_byte_and_locked(cast: Any, home: Any) -> None:
    original = picture_with_place()
    shot = front(hung(cast.client, cast.lead, original=original))
    assert vault.read(shot.original) == original
    assert shot.original.sha256 == hashlib.sha256(original).hexdigest()
    files = [path.read_bytes() for path in (home / "files").rglob("*") if path.is_file()]
    assert files and not any(b"JFIF\0" in content or b"Somewhere" in content for content in files)


def test_everything_shown_is_derived_and_without_the_place(cast: Any) -> None:
    shot = front(hung(cast.client, cast.lead, original=picture_with_place()))
    for name in ("thumb", "screen", "large"):
        content = vault.read(getattr(shot, name))
        assert content.startswith(b"\xff\xd8\xff")
        assert b"Exif" not in content and b"Somewhere" not in content and b"GPS" not in content
    assert Raster.unpacked(vault.read(shot.measuring)).width == 640


def test_the_same_upload_twice_is_one_work(cast: Any) -> None:
    first = hung(cast.client, cast.lead, upload_key="once")
    second = hung(cast.client, cast.lead, upload_key="once")
    assert first == second
    assert Photograph.of_chart(cast.chart).count() == Artwork.of_chart(cast.chart).count() == 1
    assert audit.events_of(first) == [audit.Event.ARTWORK_ADDED]


def test_an_upload_key_of_another_client_is_another_upload(cast: Any) -> None:
    first = hung(cast.client, cast.lead, upload_key="once")
    second = hung(cast.other_client, cast.other, upload_key="once")
    assert first.chart != second.chart


@pytest.mark.parametrize("act", [Act.PHOTOGRAPH, Act.KEEP])
@pytest.mark.parametrize("how", ["unasked", "refused", "withdrawn", "ended"])
def test_without_the_clients_yes_nothing_is_kept(cast: Any, act: Act, how: str) -> None:
    client = factories.client(cast.lead)
    factories.consent(client, *(other for other in Act.values if other != act), by=cast.lead)
    if how == "refused":
        factories.consent(client, act, by=cast.lead, agreed=False)
    if how == "ended":
        factories.consent(client, act, by=cast.lead, ends_on=NOON.date() - timedelta(days=1))
    if how == "withdrawn":
        [given] = factories.consent(client, act, by=cast.lead)
        withdraw(decision=given, on=NOON.date(), reason="", witness="", by=cast.lead, at=NOON)
    with pytest.raises(NeedsConsent, match="Consent"):
        hung(client, cast.lead)
    assert not Artwork.of_chart(client.chart).exists() and not Blob.of_chart(client.chart).exists()


def test_only_the_care_team_adds(cast: Any) -> None:
    for somebody in (cast.supervisor, cast.other, cast.head, cast.desk):
        with pytest.raises(Refused, match="care team"):
            hung(cast.client, somebody)
    assert hung(cast.client, cast.trainee).added_by == cast.trainee


@pytest.mark.parametrize("wrong", [
    {"made_on": date(2026, 5, 5)}, {"made_on": date(1066, 1, 1)}, {"width_mm": 0}, {"height_mm": 10**9},
    {"title": "x" * 301}, {"media": "x" * 301}, {"directive": "x" * 2001}, {"series": "x" * 161},
    {"makers": ()}, {"makers": ("somebody",)}, {"upload_key": ""}, {"upload_key": "x" * 65}, {"upload_key": "a/../b"},
])  # fmt: skip
def test_what_cannot_be_right_is_refused_before_the_picture_is_opened(
    cast: Any, wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the picture was opened")

    monkeypatch.setattr("pentimento.practice.artworks.actions.keeping.develop", never)
    with pytest.raises(Invalid):
        hung(cast.client, cast.lead, **wrong)


def test_pictures_are_opened_outside_of_any_transaction(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pentimento.practice.artworks.actions import keeping

    depth, seen, develop = len(connection.savepoint_ids), [], keeping.develop

    def watched(*args: Any, **kwargs: Any) -> Any:
        seen.append(len(connection.savepoint_ids))
        return develop(*args, **kwargs)

    monkeypatch.setattr(keeping, "develop", watched)
    hung(cast.client, cast.lead)
    assert seen == [depth]


def test_hostile_words_are_kept_as_words(cast: Any) -> None:
    words = "<script>alert(1)</script> {{ title }} {% now %} '\"; DROP TABLE"
    work = hung(cast.client, cast.lead, title=f"  \u202e{words}\x00\x07 ", series=" a \n b ")
    assert work.title == words
    assert work.series is not None and work.series.name == "a b"


def test_a_session_of_another_client_is_refused(cast: Any) -> None:
    elsewhere = factories.encounter(cast.other_client, cast.other)
    with pytest.raises(Invalid):
        hung(cast.client, cast.lead, encounter=elsewhere)
    assert not Artwork.of_chart(cast.chart).exists()


def test_turning_derives_anew_and_leaves_the_original(cast: Any) -> None:
    original = picture_with_place()
    shot = front(hung(cast.client, cast.lead, original=original))
    before, thumb = shot.original.sha256, shot.thumb.address
    upright = Raster.unpacked(vault.read(shot.measuring)).array()
    turned = actions.rotate(photograph=shot, degrees=90, version=1, by=cast.lead, at=NOON)
    assert (turned.rotation, turned.width, turned.height, turned.version) == (90, 480, 640, 2)
    assert turned.original.sha256 == before and vault.read(turned.original) == original
    assert np.array_equal(Raster.unpacked(vault.read(turned.measuring)).array(), np.rot90(upright, -1))
    assert not Blob.of_chart(cast.chart).filter(address=thumb).exists()


def test_turning_to_the_same_quarter_twice_turns_once(cast: Any) -> None:
    shot = front(hung(cast.client, cast.lead))
    once = actions.rotate(photograph=shot, degrees=90, by=cast.lead, at=NOON)
    twice = actions.rotate(photograph=once, degrees=90, by=cast.lead, at=NOON)
    assert (twice.rotation, twice.version) == (90, 2)
    with pytest.raises(Conflict):
        actions.rotate(photograph=twice, degrees=180, version=1, by=cast.lead, at=NOON)
    with pytest.raises(Refused):
        actions.rotate(photograph=twice, degrees=180, by=cast.supervisor, at=NOON)


def test_two_works_with_the_same_picture_do_not_lose_it_when_one_is_turned(cast: Any) -> None:
    one, two = (front(hung(cast.client, cast.lead, upload_key=key)) for key in ("a", "b"))
    actions.rotate(photograph=one, degrees=180, by=cast.lead, at=NOON)
    two.refresh_from_db()
    assert vault.read(two.thumb).startswith(b"\xff\xd8\xff")


def test_labels_change_once_and_the_second_hand_is_told(cast: Any) -> None:
    work = hung(cast.client, cast.lead)
    changed = actions.describe(
        artwork=work, version=1, by=cast.lead, at=NOON, **LABEL | {"makers": ("client", "group")}
    )
    assert (changed.title, changed.version, changed.size) == ("Me", 2, "29.7 × 42 cm")
    assert set(Maker.of_chart(cast.chart).values_list("part", flat=True)) == {"client", "group"}
    with pytest.raises(Conflict):
        actions.describe(artwork=work, version=1, by=cast.trainee, at=NOON, **LABEL | {"title": "Mine"})
    assert Artwork.of_chart(cast.chart).get().title == "Me"
    assert actions.retitle(artwork=work, title="Me", version=1, by=cast.lead, at=NOON).version == 2


def test_a_work_leaves_the_wall_and_comes_back(cast: Any) -> None:
    work = hung(cast.client, cast.lead)
    actions.retract(artwork=work, by=cast.lead, at=NOON)
    assert queries.works_of(cast.lead, cast.chart) == []
    assert queries.retracted_of(cast.lead, cast.chart) == [work]
    with pytest.raises(Refused):
        actions.describe(artwork=work, version=2, by=cast.lead, at=NOON, **LABEL)
    actions.restore(artwork=work, by=cast.lead, at=NOON)
    actions.restore(artwork=work, by=cast.lead, at=NOON)
    assert queries.works_of(cast.lead, cast.chart) == [work]
    events = audit.Event.ARTWORK_ADDED, audit.Event.ARTWORK_RETRACTED, audit.Event.ARTWORK_RESTORED
    assert audit.events_of(work) == list(events)


def test_back_and_detail_hang_behind_the_front(cast: Any) -> None:
    work = hung(cast.client, cast.lead)
    key = {"by": cast.lead, "at": NOON, "original": picture("PNG"), "original_name": "back.png"}
    back = actions.add_photograph(artwork=work, view="back", upload_key="back", **key)
    assert actions.add_photograph(artwork=work, view="back", upload_key="back", **key) == back
    assert [shot.view for shot in queries.photographs_of(cast.lead, work)] == ["front", "back"]
    assert queries.works_of(cast.lead, cast.chart)[0].front != back
    with pytest.raises(Invalid):
        actions.add_photograph(artwork=work, view="side", upload_key="side", **key)


def test_a_picture_that_cannot_be_opened_leaves_nothing_behind(cast: Any) -> None:
    for original in (b"", b"GIF89a", picture()[:2000], b"<html><script>alert(1)</script>"):
        with pytest.raises(PentimentoError):
            hung(cast.client, cast.lead, original=original)
    assert not Artwork.of_chart(cast.chart).exists() and not Blob.of_chart(cast.chart).exists()


def test_a_real_drawing_is_kept_and_measured(cast: Any) -> None:
    original = shared("data", "htp", "htp_1.jpg").read_bytes()
    work = hung(cast.client, cast.lead, original=original)
    run = actions.measure(photograph=front(work), by=cast.lead, at=NOON)
    panel = queries.panel_of(run)
    assert len(panel.shown) == 8
    assert all(shown.value or shown.reason for shown in panel.shown)


def test_numbers_for_the_service_name_nobody(cast: Any) -> None:
    hung(cast.client, cast.lead)
    hung(cast.other_client, cast.other)
    counted = queries.counts(NOON.date(), NOON.date())
    assert counted == {"made": 2, "held": 2, "with_client": 0, "returned": 0, "disposed": 0}
    assert queries.counts(date(2020, 1, 1), date(2020, 1, 2))["made"] == 0
