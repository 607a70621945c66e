"""The darkroom: no bad picture harms, and behind the wall nothing is within reach."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from apps.artworks.darkroom.pictures import (
    BLUE,
    GREEN,
    KINDS,
    MEASURING,
    RED,
    YELLOW,
    corners,
    near,
    png,
    quarters,
    saved,
)
from pentimento.core.kernel.errors import OutOfRange, PentimentoError, TooLarge, Unavailable, Unmeasurable, WrongType
from pentimento.practice.artworks.darkroom import develop, developing

# ---- bad pictures


@pytest.mark.parametrize(
    "bad",
    [
        b"GIF89a" + bytes(60),
        b"%PDF-1.7\n" + bytes(60),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"\0\0\0\x1cftypavif" + bytes(60),
        b"\0\0\0\x18ftypmp42" + bytes(60),
        b"MZ" + bytes(60),
        b"8BPS" + bytes(60),
        b"P6 1 1 255 abc",
        b"#!/bin/sh",
        b"\0",
    ],
)
def test_what_is_no_picture_of_ours_is_refused_with_a_sentence(bad):
    with pytest.raises(WrongType, match="JPEG, PNG, WebP, TIFF or HEIC"):
        develop(bad)


def test_an_empty_file_and_too_many_bytes_are_refused_before_any_process_starts(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(WrongType, match="empty"):
        develop(b"")
    monkeypatch.setattr(developing, "MOST_BYTES", 10)
    with pytest.raises(TooLarge, match="more than"):
        develop(b"\xff\xd8\xff" + bytes(20))


@pytest.mark.parametrize("size", [(50_000, 50_000), (2**31 - 1, 1), (2**31 - 1, 2**31 - 1), (0, 10)])
def test_a_bomb_is_refused_by_its_header(size):
    with pytest.raises((TooLarge, Unmeasurable)):
        develop(png(*size, body=zlib.compress(bytes(1000))))


def test_a_small_file_that_unpacks_without_end_is_refused():
    with pytest.raises((TooLarge, Unmeasurable)):
        develop(png(7000, 7000, body=zlib.compress(bytes(10_000_000), 9)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_off_anywhere_is_said_to_be_damaged(kind):
    whole = KINDS[kind]()
    for share in (0.02, 0.3, 0.6, 0.9):
        with pytest.raises((Unmeasurable, WrongType)):
            develop(whole[: max(1, int(len(whole) * share))], want=MEASURING)


def test_several_pictures_in_one_file_are_refused_with_their_number():
    pages = [quarters(), quarters()]
    for original in (
        saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]),
        saved(pages[0], "WEBP", save_all=True, append_images=[Image.new("RGB", (300, 200))]),
    ):
        with pytest.raises(WrongType, match="2 pictures"):
            develop(original)


def test_a_camera_that_puts_a_second_picture_behind_the_first_is_taken():
    original = saved(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (300, 200))])
    made = develop(original, want=MEASURING)
    assert made.kind == "JPEG" and near(corners(made.measuring), [RED, GREEN, BLUE, YELLOW])


@settings(max_examples=25, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff\xe0",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\x40\0\0\0WEBPVP8 ",
            b"II*\0\x08\0\0\0",
            b"\0\0\0\x18ftypheic",
        ]
    ),
    rest=st.binary(max_size=200),
)
def test_random_bytes_meet_a_sentence_and_nothing_else(head, rest):
    with pytest.raises(PentimentoError) as refusal:
        develop(head + rest, want={"thumb"})
    assert str(refusal.value).endswith(".")


@settings(max_examples=25, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_picture_with_changed_bytes_is_developed_or_refused(kind, changes):
    content = bytearray(KINDS[kind]())
    for at, value in changes:
        content[at % len(content)] = value
    try:
        made = develop(bytes(content), want={"thumb"})
    except PentimentoError:
        return
    assert made.thumb is not None and Image.open(io.BytesIO(made.thumb.content)).size == (
        made.thumb.width,
        made.thumb.height,
    )


@pytest.mark.parametrize("asked", [{"rotation": 45}, {"rotation": -90}, {"want": set()}, {"want": {"poster"}}])
def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(OutOfRange):
        develop(KINDS["PNG"](), **asked)


# ---- the wall


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname').read()",
        "open('/tmp/pentimento-wrote-this', 'w')",
        "os.unlink('/tmp/none')",
        "__import__('socket').socket()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(1, 0)",
    ],
)
def test_behind_the_wall_no_file_no_network_and_no_program_is_within_reach(deed):
    if sys.platform != "linux":
        pytest.skip("the seal is a Linux filter")
    script = f"""
import os, socket, sys
sys.path.append({str(developing.ROOT)!r})
from pentimento.practice.artworks.darkroom.seal import limit, seal
limit()
assert seal()
try:
    {deed}
except PermissionError:
    os._exit(7)
os._exit(0)
"""
    assert subprocess.run([sys.executable, "-I", "-c", script], check=False).returncode == 7


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.kill(os.getpid(), 11)",
        "import sys; sys.stdout.write('not an answer')",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\2{}' + b'x' * 100)",
        "import sys; sys.stdout.buffer.write(b'\\xff' * 100)",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x0d{\"refused\": 1}')",
        "import sys; sys.stdin.close()",
        "x = bytearray(8 << 40)",
    ],
)
def test_a_process_that_breaks_or_lies_is_a_damaged_picture(script, monkeypatch):
    monkeypatch.setattr(developing, "START", script)
    with pytest.raises(Unmeasurable, match="damaged"):
        develop(KINDS["PNG"]())


def test_a_process_that_never_ends_or_answers_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(developing, "WALL_SECONDS", 0.5)
    monkeypatch.setattr(developing, "START", "import signal; signal.pause()")
    with pytest.raises(Unmeasurable):
        develop(KINDS["PNG"]())
    monkeypatch.setattr(developing, "WALL_SECONDS", 30)
    monkeypatch.setattr(developing, "MOST_ANSWER", 1 << 20)
    monkeypatch.setattr(developing, "START", "import os\nwhile True: os.write(1, b'x' * 65536)")
    with pytest.raises(Unmeasurable):
        develop(KINDS["PNG"]())


def test_only_a_few_pictures_are_developed_at_once(monkeypatch):
    monkeypatch.setattr(developing, "WALL_SECONDS", 0)
    with developing.AT_ONCE, developing.AT_ONCE, pytest.raises(Unavailable, match="Try again"):
        develop(KINDS["PNG"]())


def test_nothing_of_our_environment_is_handed_over(monkeypatch):
    monkeypatch.setenv("PENTIMENTO_DATABASE", "postgresql://secret")
    script = "import os; os.write(1, b'leaked' if 'PENTIMENTO_DATABASE' in os.environ else b'ok')"
    monkeypatch.setattr(developing, "START", script)
    assert developing._ask(b"", {}) == b"ok"
