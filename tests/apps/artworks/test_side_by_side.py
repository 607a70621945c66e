"""Two to four works side by side, their elements line by line, and one element over time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from apps.artworks.cast_of_artworks import drawing, hung, picture
from factories import NOON
from pentimento.core.art.elements import ELEMENTS
from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import MeasurementRun

DAY = timedelta(days=1)


def works(cast: Any, number: int = 2) -> list[Any]:
    """Works of different sizes, a month apart, the latest hung first."""
    made = [
        hung(
            cast.client,
            cast.lead,
            original=picture(image=drawing(640 - 40 * n, 480)),
            upload_key=f"beside-{n}",
            made_on=NOON.date() - 30 * n * DAY,
            title=f"House {n}",
        )
        for n in range(number)
    ]
    return made


def keys(found: list[Any]) -> list[str]:
    return [work.public_id for work in found]


def page(web: Any, viewer: Any, chart: Any, chosen: list[str], **more: str) -> Any:
    return web(viewer).get(reverse("side-by-side", args=[chart.public_id]), {"work": chosen, **more})


def test_the_works_that_were_chosen_lie_oldest_first_and_once_each(cast: Any) -> None:
    made = works(cast, 3)
    table = queries.side_by_side(cast.lead, cast.chart, keys(made) + keys(made))
    assert [one.work for one in table] == made[::-1]
    assert all(one.waits and one.picture for one in table)


@pytest.mark.parametrize("number", [1, 5])
def test_one_alone_or_five_are_told_how_many_can_be_chosen(cast: Any, web: Any, number: int) -> None:
    made = works(cast, number)
    with pytest.raises(Invalid):
        queries.side_by_side(cast.lead, cast.chart, keys(made))
    answer = page(web, cast.lead, cast.chart, keys(made))
    assert answer.status_code == 422
    if number > 1:
        text = answer.content.decode()
        assert "Choose two, three or four works." in text and all(
            f'value="{key}" checked' in text for key in keys(made)
        )


def test_a_work_of_somebody_else_or_out_of_view_is_not_there(cast: Any, web: Any) -> None:
    mine = works(cast, 2)
    theirs = hung(cast.other_client, cast.other)
    with pytest.raises(NotFound):
        queries.side_by_side(cast.lead, cast.chart, [mine[0].public_id, theirs.public_id])
    actions.retract(artwork=mine[1], by=cast.lead, at=NOON)
    assert page(web, cast.lead, cast.chart, keys(mine)).status_code == 404


def test_a_member_of_the_team_lays_out_only_what_the_client_shares(cast: Any, web: Any) -> None:
    made = works(cast, 2)
    assert page(web, cast.member, cast.chart, keys(made)).status_code == (404 if hidden(cast) else 200)
    assert page(web, cast.other, cast.chart, keys(made)).status_code == 404
    assert page(web, cast.desk, cast.chart, keys(made)).status_code in {403, 404}


def hidden(cast: Any) -> bool:
    return queries.withheld_from(cast.member, cast.chart) > 0


def test_every_element_stands_in_a_line_with_what_is_known_of_each_work(cast: Any, web: Any) -> None:
    made = works(cast, 2)
    photograph = queries.photograph_for(cast.lead, made[0], queries.front_of(cast.lead, made[0]).public_id)
    run = actions.measure(photograph=photograph, by=cast.lead, at=NOON)
    lines = queries.lines_of(queries.side_by_side(cast.lead, cast.chart, keys(made)))
    assert [line.about.key for line in lines] == list(ELEMENTS)
    shown = {one.about.key: one for one in queries.panel_of(run).shown}
    assert all(line.cells[0] is None and line.cells[1].value == shown[line.about.key].value for line in lines)
    text = page(web, cast.lead, cast.chart, keys(made)).content.decode()
    assert "Measure 1 picture" in text and text.count("Not measured") == len(ELEMENTS)


def test_what_waits_is_measured_once_for_all_and_by_who_writes_here_only(cast: Any, web: Any) -> None:
    made = works(cast, 2)
    address = reverse("measure-beside", args=[cast.chart.public_id])
    assert web(cast.supervisor).post(address, {"work": keys(made)}).status_code == 403
    assert not MeasurementRun.of_chart(cast.chart).exists()
    for _again in range(2):
        answer = web(cast.lead).post(address, {"work": keys(made)})
        assert answer.status_code == 302 and all(key in answer.headers["Location"] for key in keys(made))
    assert MeasurementRun.of_chart(cast.chart).count() == 2
    assert "Measure " not in page(web, cast.lead, cast.chart, keys(made)).content.decode().replace("Measures", "")


def test_one_element_lies_on_the_time_axis_for_works_that_were_measured_as_they_hang(cast: Any, web: Any) -> None:
    made = works(cast, 3)
    web(cast.lead).post(reverse("measure-beside", args=[cast.chart.public_id]), {"work": keys(made[:2])})
    stretch = {"frm": date(2020, 1, 1), "to": date(2030, 1, 1)}
    course = queries.course_of(cast.lead, cast.chart, "used-space", **stretch)
    assert [work for work, _value in course] == made[1::-1] and all(0 < value <= 100 for _work, value in course)
    turned = queries.photograph_for(cast.lead, made[0], queries.front_of(cast.lead, made[0]).public_id)
    actions.rotate(photograph=turned, degrees=90, by=cast.lead, at=NOON)
    assert [work for work, _value in queries.course_of(cast.lead, cast.chart, "used-space", **stretch)] == [made[1]]
    drawn = page(web, cast.lead, cast.chart, keys(made[:2]), element="used-space").content.decode()
    assert 'data-lane="scores"' in drawn and 'data-lane="works"' in drawn
    part = web(cast.lead).get(reverse("element-thread", args=[cast.chart.public_id, "used-space"]))
    assert part.status_code == 200 and b"<html" not in part.content
    assert web(cast.lead).get(reverse("element-thread", args=[cast.chart.public_id, "mood"])).status_code == 404


def test_the_table_costs_the_same_for_two_works_as_for_four(cast: Any, django_assert_max_num_queries: Any) -> None:
    made = works(cast, 4)
    with django_assert_max_num_queries(9) as two:
        queries.side_by_side(cast.lead, cast.chart, keys(made[:2]))
    with django_assert_max_num_queries(len(two)):
        queries.side_by_side(cast.lead, cast.chart, keys(made))
