"""The posts of the made-up practice: what each is there to do, who grades it, and how the panels see it."""

from __future__ import annotations

from dataclasses import dataclass, field

OUTSIDE = {
    "maud": ("Maud Ellery-Quist", "staff"),
    "hollis": ("Hollis Brandt-Adeyemi", "outside"),
    "ines": ("Ines Carmody", "staff"),
}


@dataclass(frozen=True, slots=True)
class PanelStory:
    """One panel: who sits, the levels they agree on, where a member first saw it otherwise, and what they decide.

    ``levels`` are in the order of the factors. ``seen_otherwise`` maps a factor to a member and their own level.
    ``cites`` maps a factor to paragraphs of the description, ``hours`` to a kind of work in everybody's ledger and
    ``own_hours`` to one in the holder's. Nothing is decided where ``band`` is empty; then only
    the first ``agreed`` factors are agreed on.
    """

    profile: str
    members: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    days_ago: int
    cites: dict[int, tuple[int, ...]]
    seen_otherwise: dict[int, tuple[str, str]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    hours: dict[int, str] = field(default_factory=dict)
    own_hours: dict[int, str] = field(default_factory=dict)
    result: str = ""
    band: str = ""
    words: str = ""
    agreed: int = 99


@dataclass(frozen=True, slots=True)
class PostStory:
    """One post, its holder by key, its description in paragraphs, and its panels in order."""

    key: str
    title: str
    team: str
    holder: str
    duties: tuple[str, ...]
    panels: tuple[PanelStory, ...]
    answers_to: str = ""
    grounds: str = ""
    appealed_days_ago: int = 0


PRINCIPAL = PostStory(
    key="principal",
    title="Principal art therapist and clinical supervisor",
    team="Lantern Yard",
    holder="rosalind",
    duties=(
        "Leads the clinical practice of art therapy here and is the last to be asked in matters of therapy.",
        "Holds a small caseload of the most complicated referrals, among them people after abuse and loss.",
        "Supervises the art therapists and the trainee each week, and co-signs what the trainee writes.",
        "Writes and renews the policies on materials, on artwork as record, and on endings.",
        "Carries out an audit of outcomes each year and presents it to those who pay for the service.",
        "Signs for orders of materials and looks after the kiln.",
    ),
    panels=(
        PanelStory(
            profile="principal",
            members=(("augusta", "management"), ("tariq", "staff"), ("maud", "staff")),
            levels=(
                "6", "7", "4", "3", "3(a)", "6(a)(c)", "3", "2(b)(c)(d)", "3(a)(c)", "1", "2(a)", "4", "2(a)(d)",
                "4(b)", "4(b)", "2(a)",
            ),
            days_ago=97,
            cites={1: (2,), 2: (1,), 6: (2,), 7: (4,), 8: (6,), 9: (3,), 11: (5,), 12: (1,), 15: (2,)},
            hours={9: "supervision_given"},
            own_hours={2: "session"},
            seen_otherwise={11: ("maud", "3"), 14: ("tariq", "3(a)")},
            reasons={
                11: "One audit a year, of our own work. A study with others would be the next level.",
                14: "What a session brings cannot be foreseen, and attention cannot lapse in it.",
            },
            result="profile match",
            band="8a",
            words="Every level is one that the profile prints. We counted factor 2 by its level, 196 points, and "
            "asked the publisher about the 156 that stands in the printed profile.",
        ),
    ),
)  # fmt: skip

ADULTS = PostStory(
    key="adults",
    title="Art therapist, adults",
    team="Lantern Yard, studio",
    holder="imogen",
    answers_to="principal",
    duties=(
        "Assesses adults who are referred, agrees a plan with each, and holds sessions on her own judgement.",
        "Runs the open studio group on Tuesdays with a colleague.",
        "Works with people who hurt themselves or lived through violence, and speaks with their families and teams.",
        "Teaches the trainee how a session is set up and shows visitors round the studio.",
        "Keeps the stock of materials, counts blades with a colleague, and proposes changes to how they are kept.",
        "Lifts clay and moves tables between sessions.",
    ),
    panels=(
        PanelStory(
            profile="therapist",
            members=(("augusta", "management"), ("rosalind", "staff"), ("maud", "staff")),
            levels=(
                "6", "7", "4", "2", "3(a)", "5(a)", "2", "2(b)(c)(d)", "2(a)", "1", "1", "3", "3(c)", "4(b)", "4(b)",
                "2(a)",
            ),
            days_ago=83,
            cites={1: (3,), 3: (1,), 4: (2,), 6: (1,), 7: (5,), 8: (5,), 9: (4,), 12: (1,), 13: (6,), 15: (3,)},
            hours={6: "session", 8: "supplies"},
            seen_otherwise={13: ("rosalind", "2(a)")},
            reasons={13: "Clay in ten-kilogram bags several times a day: we looked at it together."},
            told={14: "The holder told us of sessions in which a client cannot be left for a moment."},
            result="profile match",
            band="7",
            words="All factors lie within the profile. We had no doubt about the band.",
        ),
    ),
)  # fmt: skip

CHILDREN = PostStory(
    key="children",
    title="Art therapist, children and schools",
    team="Lantern Yard, two primary schools",
    holder="tariq",
    answers_to="principal",
    duties=(
        "Sees children at two schools and at the practice, and writes to their schools and families.",
        "Assesses children who are referred and agrees aims with them and their carers.",
        "Sits in meetings about children at risk, where carers and agencies do not agree and feelings run high.",
        "Trains teaching staff twice a term in what a drawing can and cannot tell.",
        "Carries materials between the sites and keeps the stock at both schools.",
    ),
    grounds="Factor 1: the meetings about children at risk were counted as ordinary correspondence. I sit in them "
    "every other week. Factor 3: I assess alone, with carers who contradict each other. Factor 9: the training of "
    "teaching staff was not looked at.",
    appealed_days_ago=30,
    panels=(
        PanelStory(
            profile="entry",
            members=(("augusta", "management"), ("rosalind", "staff"), ("maud", "staff")),
            levels=(
                "5(c)", "7", "3", "2", "3(a)", "5(a)", "1", "2(b)(c)", "1", "1", "1", "3", "3(c)", "2(a)", "4(b)",
                "2(a)",
            ),
            days_ago=55,
            cites={1: (1,), 6: (2,), 8: (5,), 13: (5,)},
            reasons={1: "Letters to schools and families, some of them complicated."},
            result="profile match",
            band="6",
            words="The post lies within the entry profile on every factor.",
        ),
        PanelStory(
            profile="therapist",
            members=(("imogen", "staff"), ("hollis", "outside"), ("ines", "staff")),
            levels=(
                "6", "7", "4", "2", "3(a)", "5(a)", "2", "2(b)(c)", "2(a)", "1", "1", "3", "3(c)", "2(a), 4(b)",
                "4(b)", "2(a)",
            ),
            days_ago=9,
            cites={1: (3, 1), 3: (2,), 9: (4,), 13: (5,)},
            own_hours={1: "conference", 6: "session"},
            seen_otherwise={1: ("ines", "5(c)"), 9: ("hollis", "1")},
            reasons={
                1: "The description names these meetings, and we were shown how often they are held.",
                3: "Assessment on his own judgement, with accounts that contradict each other.",
            },
            told={3: "The holder brought three assessments without names, and how he had weighed them."},
            agreed=6,
        ),
    ),
)  # fmt: skip

POSTS = (PRINCIPAL, ADULTS, CHILDREN)
