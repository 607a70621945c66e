"""What the database itself refuses to change: sealed outcomes and everything they rest on."""

from pentimento.trust.signing.triggers import closed_when, frozen_when

OVER = "EXISTS (SELECT 1 FROM grading_grading g WHERE g.id = {row}.grading_id AND g.decided_at IS NOT NULL)"
OVER_SEAT = (
    "EXISTS (SELECT 1 FROM grading_grading g JOIN grading_seat s ON s.grading_id = g.id "
    "WHERE s.id = {row}.seat_id AND g.decided_at IS NOT NULL)"
)

SEALS = [
    frozen_when("grading_outcome"),
    frozen_when("grading_description"),
    frozen_when("grading_keptscheme"),
    frozen_when("grading_keptrules"),
    frozen_when("grading_grading", "OLD.decided_at IS NOT NULL"),
    closed_when("grading_grading", "NEW.decided_at IS NOT NULL"),
    *(
        seal
        for table in ("grading_seat", "grading_agreed", "grading_evidence")
        for seal in (frozen_when(table, OVER.format(row="OLD")), closed_when(table, OVER.format(row="NEW")))
    ),
    frozen_when("grading_judgement", OVER_SEAT.format(row="OLD")),
    closed_when("grading_judgement", OVER_SEAT.format(row="NEW")),
]
