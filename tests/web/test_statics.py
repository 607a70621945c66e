"""A build put in place under a running server changes nothing there until the server starts again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from pentimento.web import statics


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], statics.Statics]:
    """Starts a server's static files over a build of its own, which a test may replace."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "app.js").write_text("the first build")
    (dist / "chunk-1.js").write_text("a part of the first")
    monkeypatch.setattr(statics, "DIST", dist)

    def looks(self: WhiteNoiseMiddleware) -> None:
        for path in sorted(dist.iterdir()):
            self.add_file_to_dictionary(f"/static/dist/{path.name}", str(path))

    monkeypatch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", looks)
    return lambda: statics.Statics(lambda _request: HttpResponse(status=404))


def fetched(server: statics.Statics, name: str, **headers: str) -> tuple[int, bytes]:
    answer: Any = server(RequestFactory().get(f"/static/dist/{name}", **headers))
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code >= 300 or len(said) == int(answer["Content-Length"])
    return answer.status_code, said


def test_files_of_the_build_that_was_there_at_the_start_stay_whole(
    started: Callable[[], statics.Statics], tmp_path: Path
) -> None:
    server = started()
    shutil.rmtree(tmp_path / "dist")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "app.js").write_text("the second build, which is longer")
    assert fetched(server, "app.js") == (200, b"the first build")
    assert fetched(server, "chunk-1.js") == (200, b"a part of the first")
    again = started()
    assert fetched(again, "app.js") == (200, b"the second build, which is longer")
    assert fetched(again, "chunk-1.js")[0] == 404


def test_a_part_of_a_file_and_only_its_head_can_be_asked_for(started: Callable[[], statics.Statics]) -> None:
    server = started()
    assert fetched(server, "app.js", HTTP_RANGE="bytes=4-8") == (206, b"first")
    assert fetched(server, "app.js", HTTP_RANGE="bytes=900-")[0] == 416
    answer = server(RequestFactory().head("/static/dist/app.js"))
    assert (answer.status_code, answer["Content-Length"]) == (200, "15")
    assert server(RequestFactory().post("/static/dist/app.js")).status_code == 405
