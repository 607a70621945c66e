"""Pictures that need no shrinking turn too."""

from __future__ import annotations

import pytest

from apps.artworks.cast_of_artworks import drawing, picture
from pentimento.practice.artworks.darkroom import develop


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_larger_than_a_strip_of_the_decoder_turns(kind: str, rotation: int) -> None:
    made = develop(picture(kind, image=drawing(1650, 980)), rotation=rotation)
    assert (made.width, made.height) == ((1650, 980) if rotation == 180 else (980, 1650))
