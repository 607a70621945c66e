"""Totals among bands, for a page and for a phone."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

from core.jobeval.schemes import small
from pentimento.core.figures.band_ruler import PAGE, PHONE, Format, Reach, draw, draw_both
from pentimento.core.jobeval.reading import scheme_from

SVG = "{http://www.w3.org/2000/svg}"


def reaches() -> list[Reach]:
    scheme = scheme_from(small())
    return [Reach("This post", [scheme.bands[0].low, scheme.bands[-1].high])]


def drawn(form: Format) -> Tree.Element:
    return Tree.fromstring(str(draw(scheme_from(small()), reaches(), label="Totals", form=form)))


def test_on_a_phone_the_drawing_is_as_wide_as_the_screen_so_that_its_letters_keep_their_size() -> None:
    assert float(drawn(PHONE).get("width") or 0) <= 343  # 375 px less the margins of the page
    assert float(drawn(PAGE).get("width") or 0) == 720


def test_a_label_stands_beside_its_row_on_a_page_and_above_it_on_a_phone() -> None:
    for form, above in ((PAGE, False), (PHONE, True)):
        root = drawn(form)
        label = next(text for text in root.iter(f"{SVG}text") if text.text == "This post")
        mark = next(one for group in root.iter(f"{SVG}g") for one in group.iter(f"{SVG}rect"))
        assert (float(label.get("y") or 0) < float(mark.get("y") or 0)) is above
        assert float(mark.get("x") or 0) + float(mark.get("width") or 0) <= form.width


def test_both_say_the_same_to_who_does_not_see_them() -> None:
    page, phone = (Tree.fromstring(str(one)) for one in draw_both(scheme_from(small()), reaches(), label="Totals"))
    assert page.get("aria-label") == phone.get("aria-label")
    assert (page.get("class"), phone.get("class")) == ("chart-svg ruler for-page", "chart-svg ruler for-phone")
