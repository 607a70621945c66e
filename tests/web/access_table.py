"""Who may do what in Pentimento, address by address.

Read it like this. Every address belongs to a kind of page. A kind says four things about people:
whose **role** includes it at all (everybody else is told so), to whom the **record** is open (to
everybody else there is no such client), who **reads** the page, and who **sends** its form. The tests
in ``test_access.py`` try every address with every method as each of these people; an address that is
missing here fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Who(StrEnum):
    """Somebody who comes to the door, seen from one client's record."""

    STRANGER = "somebody who has not signed in"
    LEFT_PRACTICE = "somebody who no longer works here"
    LEFT_TEAM = "a therapist who was on the care team and has left it"
    OTHER_TEAM = "a therapist of another team"
    THERAPIST = "the therapist who leads"
    TRAINEE = "a trainee on the care team"
    SUPERVISOR = "the trainee's supervisor, who is not on the care team"
    HEAD = "the head of service, on no care team"
    HEAD_ON_TEAM = "a head of service on the care team"
    FRONT_DESK = "the front desk"


class Answer(StrEnum):
    """What somebody meets."""

    SEES = "sees the page"
    LED_ON = "is led to another page"
    DONE = "is done as they asked"
    SIGN_IN = "is asked to sign in"
    REFUSED = "is told that they may not"
    NOT_THERE = "is told that there is nothing here"
    NOT_YET = "is told what has to be done first"
    NO_METHOD = "is told that this cannot be done to a page"


People = frozenset[Who]

NOBODY: People = frozenset()
OUTSIDE = frozenset({Who.STRANGER, Who.LEFT_PRACTICE})
STAFF = frozenset(Who) - OUTSIDE
CLINICIANS = STAFF - {Who.FRONT_DESK}
QUALIFIED = CLINICIANS - {Who.TRAINEE}
HEADS = frozenset({Who.HEAD, Who.HEAD_ON_TEAM})
TEAM = frozenset({Who.THERAPIST, Who.TRAINEE, Who.HEAD_ON_TEAM})
QUALIFIED_TEAM = TEAM - {Who.TRAINEE}
CARE = TEAM | {Who.SUPERVISOR}  # those to whom the record is open
DESK = frozenset({Who.FRONT_DESK})
LEAD = frozenset({Who.THERAPIST})


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of address. ``reads`` or ``sends`` None: there is nothing to read, or to send, here."""

    kind: str
    role: People
    record: People
    reads: People | None = None
    sends: People | None = None
    led_on: People = NOBODY  # of those who read: who is led to another page instead
    is_open: bool = False  # without signing in
    lent: frozenset[str] = frozenset()  # methods that only a phone that was let in may use, signed in or not
    is_owed: bool = False  # in the record that the tests try this on, something has to be done first

    def answer(self, who: Who, method: str) -> Answer:
        """What this person meets when they come with this method."""
        if self.lent:
            return Answer.REFUSED if method in self.lent else Answer.NO_METHOD
        if self.is_open:
            return self._at_the_front_door(who, method)
        if who in OUTSIDE:
            return Answer.SIGN_IN
        if who not in self.role:
            return Answer.REFUSED
        allowed = self._allowed(method)
        if allowed is None:
            return Answer.NO_METHOD
        if who not in self.record:
            return Answer.NOT_THERE
        if who not in allowed:
            return Answer.REFUSED
        if method == "POST":
            return Answer.NOT_YET if self.is_owed else Answer.DONE
        return Answer.LED_ON if who in self.led_on else Answer.SEES

    def _allowed(self, method: str) -> People | None:
        return {"GET": self.reads, "HEAD": self.reads, "POST": self.sends}.get(method)

    def _at_the_front_door(self, who: Who, method: str) -> Answer:
        if self._allowed(method) is None:
            return Answer.NO_METHOD
        if method == "POST":
            return Answer.DONE
        return Answer.LED_ON if who in self.led_on else Answer.SEES


# Pages of the house, about nobody in particular.
FRONT_DOOR = Row("the sign-in page", frozenset(Who), frozenset(Who), frozenset(Who), frozenset(Who), STAFF, True)
PHONE_PAGE = Row("the one page of a phone, which a code lets in", *[frozenset(Who)] * 4, is_open=True)
PHONE_SENDS = Row("what only a phone that was let in sends", frozenset(Who), frozenset(Who), sends=NOBODY)
HOUSE_PAGE = Row("a page for everybody who works here", STAFF, STAFF, reads=STAFF)
HOUSE_FORM = Row("a form for everybody who works here", STAFF, STAFF, reads=STAFF, sends=STAFF)
HOUSE_ACTION = Row("something everybody who works here can do", STAFF, STAFF, sends=STAFF)
SERVICE_PAGE = Row("the service in numbers, no names", HEADS, HEADS, reads=HEADS)
REFERRAL_FORM = Row(
    "taking a referral", STAFF - {Who.TRAINEE}, STAFF - {Who.TRAINEE}, STAFF - {Who.TRAINEE}, STAFF - {Who.TRAINEE}
)
SHELF_PAGE = Row("which measures there are", CLINICIANS, CLINICIANS, reads=CLINICIANS)
SHELF_ACTION = Row(
    "importing an official form",
    CLINICIANS,
    CLINICIANS,
    sends=CLINICIANS - {Who.TRAINEE, Who.SUPERVISOR},
)
OCCUPATION_PAGE = Row("what is known about an occupation", CLINICIANS, CLINICIANS, reads=CLINICIANS)
RELEASE_FORM = Row("bringing an official release in", HEADS, HEADS, HEADS, HEADS)
GROUP_FORM = Row("forming a group", CLINICIANS, CLINICIANS, reads=CLINICIANS, sends=CLINICIANS)

# Pages of one client's record.
CHART_PAGE = Row("a page of the record", CLINICIANS, CARE, reads=CARE)
CHART_ACTION = Row("something the care team does in the record", CLINICIANS, CARE, sends=TEAM)
CHART_FORM = Row("a form of the record that its readers see and the care team sends", CLINICIANS, CARE, CARE, TEAM)
TEAM_FORM = Row("a form of the record that only the care team sees", CLINICIANS, CARE, TEAM, TEAM)
SECTION = replace(CHART_FORM, kind="a section of the details: reading leads to its place there", led_on=CARE)
QUALIFIED_ACTION = Row("a decision of the qualified therapists of the team", CLINICIANS, CARE, sends=QUALIFIED_TEAM)
TEAM_SECTION = replace(SECTION, kind="the care team itself", sends=QUALIFIED_TEAM)
AUTHOR_ACTION = Row("something only whoever held the session does", CLINICIANS, CARE, sends=LEAD)
COSIGNING = Row("answering for a trainee's note", QUALIFIED, CARE - {Who.TRAINEE}, sends=frozenset({Who.SUPERVISOR}))
REPORT_COSIGNING = replace(COSIGNING, kind="answering for a trainee's report")
ENDING_ACTION = Row("ending therapy", QUALIFIED, CARE, sends=QUALIFIED_TEAM)
EVIDENCE_PAGE = Row("what one sentence of a draft rests on; not there for readers", CLINICIANS, TEAM, reads=TEAM)
OWN_PAGE = Row("a private page: each sees only their own", CLINICIANS, CARE, reads=CARE, sends=TEAM)
ROOM = replace(CHART_PAGE, kind="the session room; who cannot write reads the record instead", led_on=CARE - TEAM)

# Names and times, which the front desk keeps too.
FRONT_DESK_PAGE = Row("names and times", STAFF, CARE | DESK, reads=CARE | DESK)
FRONT_DESK_FORM = Row("names and ways to reach somebody", STAFF, CARE | DESK, CARE | DESK, TEAM | DESK)
FRONT_DESK_ACTION = Row("keeping names and times", STAFF, CARE | DESK, sends=TEAM | DESK)
FRONT_DESK_SECTION = replace(FRONT_DESK_FORM, kind="guardians: reading leads to their place", led_on=CARE | DESK)
BOOKING = Row("booking for a client", STAFF, CARE | DESK, reads=STAFF, sends=TEAM | DESK)
GROUP_PAGE = Row("a group and its meetings", STAFF, LEAD | DESK, reads=LEAD | DESK)
GROUP_JOINING = Row("choosing who joins a group", STAFF, LEAD | DESK, LEAD | DESK, LEAD | DESK)
GROUP_ACTION = Row("keeping a group", STAFF, LEAD | DESK, sends=LEAD | DESK)


# The ledger: tasks, time and AI policy. Of the log and of trials everybody sees their own.
LEDGER_PAGE = Row("tasks, time and what AI could do", CLINICIANS, CLINICIANS, reads=CLINICIANS)
LEDGER_FORM = Row("logging one's own work", CLINICIANS, CLINICIANS, CLINICIANS, CLINICIANS)
LEDGER_ACTION = Row("recording how AI did", CLINICIANS, CLINICIANS, sends=CLINICIANS)
SUPPLY_ACTION = replace(LEDGER_ACTION, kind="keeping the list of what the studio needs")
LEDGER_OWN = Row("taking back what one logged oneself", CLINICIANS, LEAD, sends=LEAD)
LEDGER_POLICY = Row("deciding what AI may do", QUALIFIED, QUALIFIED, sends=QUALIFIED)
LEDGER_OWN_POLICY = replace(LEDGER_POLICY, kind="writing a policy one answers for; the head's too", sends=LEAD | HEADS)
LEDGER_KEEPING = Row("bringing tables in", QUALIFIED, QUALIFIED, QUALIFIED, QUALIFIED)
LEDGER_TABLE = Row("looking at a table before it counts", QUALIFIED, QUALIFIED, reads=QUALIFIED)


# Supervision and hours: the trainee's, with their supervisor; nobody else's business, the head's included.
TWO = frozenset({Who.TRAINEE, Who.SUPERVISOR})
LEARNER = frozenset({Who.TRAINEE})
ANSWERING = frozenset({Who.SUPERVISOR})
OWN_SHELF = Row("a page on which each sees their own", CLINICIANS, CLINICIANS, reads=CLINICIANS)
OWN_ENTRY = Row("something each clinician enters for themselves", CLINICIANS, CLINICIANS, sends=CLINICIANS)
OWN_LOG = Row("a page of one's own with a form on it", CLINICIANS, CLINICIANS, CLINICIANS, CLINICIANS)
PLANNING = Row("planning supervision, for who supervises or is supervised", CLINICIANS, CLINICIANS, CLINICIANS, TWO)
TABLE_PAGE = Row("a page of the two who meet", CLINICIANS, TWO, reads=TWO)
TABLE_ACTION = Row("something both of them do", CLINICIANS, TWO, sends=TWO)
TABLE_DOOR = replace(TABLE_PAGE, kind="what is brought, opened in the record", led_on=TWO)
CONFIRMING = Row("what the supervisor answers for", CLINICIANS, TWO, sends=ANSWERING)
BRINGING = Row("what the supervised person does", CLINICIANS, TWO, sends=LEARNER)
TOPIC = Row("bringing a topic, for who is supervised", CLINICIANS, CLINICIANS, sends=LEARNER)
LEARNERS_FORM = Row("an entry of one's own log", CLINICIANS, LEARNER, LEARNER, LEARNER)
LEARNERS_ACTION = Row("changing what is one's own", CLINICIANS, LEARNER, sends=LEARNER)
BADGE_PAGE = Row("a badge, which its issuer can withdraw", CLINICIANS, TWO, TWO, ANSWERING)
READING = Row("a reference, tied to what is one's own", CLINICIANS, CLINICIANS, CLINICIANS, LEARNER)
FLAGGING = Row("bringing something of the record, for who is supervised", CLINICIANS, CARE, CARE, LEARNER)
PLAN_READING = Row("what somebody reads for a plan", CLINICIANS, CARE, CARE, CARE)

# Frameworks are everybody's; claims are the trainee's, with the supervisor of the house from when they are sent.
KEEPERS = HEADS | {Who.SUPERVISOR}
GAPS_SEEN = HEADS | TWO
FRAMEWORK_FORM = Row("a framework as a file, looked at first", KEEPERS, KEEPERS, reads=KEEPERS, sends=KEEPERS)
FRAMEWORK_ACTION = Row("taking a framework in", KEEPERS, KEEPERS, sends=KEEPERS)
CORRECTION = Row("a suggested correction, answered by those who keep frameworks", STAFF, STAFF, STAFF, KEEPERS)
SUGGESTED = Row("taking back what one suggested", STAFF, STAFF, sends=LEAD)
GAPS_OF = Row("where somebody stands; they read it on their own page", CLINICIANS, GAPS_SEEN, GAPS_SEEN, None, LEARNER)
GAPS_VIEW = Row("a supervisor's view of where somebody stands", CLINICIANS, ANSWERING, ANSWERING, ANSWERING)
CLAIM_DESK = Row("claims that wait for somebody", KEEPERS, KEEPERS, reads=KEEPERS)
CLAIM_DECISION = Row("what only the named supervisor does to a claim", CLINICIANS, TWO, sends=ANSWERING)

# Posts: the trainee holds them, the leading therapist and the supervisor sit on their panels.
POST_PEOPLE = HEADS | {Who.THERAPIST, Who.SUPERVISOR, Who.TRAINEE}
POST_PANEL = HEADS | {Who.THERAPIST, Who.SUPERVISOR}
POST_HOLDER = frozenset({Who.TRAINEE})
GRADING_FORM = Row("posts, schemes and rules, kept by the head of service", HEADS, HEADS, reads=HEADS, sends=HEADS)
POST_PAGE = Row("a post, its panel and its matching sheet", CLINICIANS, POST_PEOPLE, reads=POST_PEOPLE)
POST_FORM = Row("a form about a post, for the head of service", CLINICIANS, POST_PEOPLE, reads=HEADS, sends=HEADS)
POST_ACTION = Row("something the head of service does about a post", CLINICIANS, POST_PEOPLE, sends=HEADS)
POST_BACK = replace(POST_ACTION, kind="bringing back a post that no panel sits for", record=HEADS | POST_HOLDER)
PANEL_FORM = replace(POST_PAGE, kind="a panel, whose people the head of service names", sends=HEADS)
OWN_LEVEL = Row("a member's own level, which nobody else gives", CLINICIANS, POST_PEOPLE, sends=LEAD)
OWN_SHEET = replace(OWN_LEVEL, kind="every level a member holds, on one page", reads=LEAD)
SHEET_ACTION = Row("work on a matching sheet", CLINICIANS, POST_PEOPLE, sends=POST_PANEL)
SHEET_FORM = replace(SHEET_ACTION, kind="all that a panel agreed on, on one page", reads=POST_PANEL)
OWN_HOURS = Row(
    "hours that only who holds the post shows", CLINICIANS, POST_HOLDER, reads=POST_HOLDER, sends=POST_HOLDER
)
APPEAL_FORM = replace(POST_PAGE, kind="an appeal, which only who holds the post lodges", sends=POST_HOLDER)
APPEAL_BACK = Row("taking an appeal back", CLINICIANS, POST_PEOPLE, sends=POST_HOLDER)


def _rows(room: str, kind: Row, *names: str) -> dict[str, Row]:
    return {f"{room}:{name}" if room else name: kind for name in names}


ACCESS: dict[str, Row] = {
    # The house
    **_rows("", FRONT_DOOR, "sign-in"),
    **_rows("", HOUSE_PAGE, "today"),
    **_rows("", HOUSE_ACTION, "sign-out"),
    **_rows("", HOUSE_FORM, "take-back"),
    **_rows("", SERVICE_PAGE, "service"),
    **_rows("", CHART_PAGE, "chart", "thread", "readings", "side-by-side", "element-thread"),
    **_rows("", CHART_ACTION, "measure-beside"),
    # Clients
    **_rows("clients", HOUSE_PAGE, "list"),
    **_rows("clients", REFERRAL_FORM, "new"),
    **_rows("clients", FRONT_DESK_FORM, "details"),
    **_rows("clients", CHART_PAGE, "referral", "consent-form"),
    **_rows("clients", CHART_FORM, "consent"),
    **_rows("clients", QUALIFIED_ACTION, "decide", "refer-again", "leave-team", "lead"),
    **_rows("clients", TEAM_SECTION, "team"),
    **_rows("clients", CHART_ACTION, "take-back"),
    **_rows("clients", SECTION, "precautions", "contacts"),
    **_rows("clients", FRONT_DESK_SECTION, "guardians"),
    **_rows("clients", CHART_ACTION, "end-precautions", "end-contacts", "restore-precautions", "restore-contacts"),
    **_rows("clients", FRONT_DESK_ACTION, "end-guardians", "restore-guardians"),
    # Calendar, sessions, groups
    **_rows("encounters", HOUSE_PAGE, "calendar", "groups"),
    **_rows("encounters", BOOKING, "book"),
    **_rows("encounters", FRONT_DESK_PAGE, "appointment", "list"),
    **_rows("encounters", FRONT_DESK_ACTION, "move", "cancel", "restore", "miss"),
    **_rows("encounters", CHART_PAGE, "session"),
    **_rows("encounters", ROOM, "room"),
    **_rows("encounters", CHART_ACTION, "open", "close", "reopen", "directive", "save", "media"),
    **_rows("encounters", AUTHOR_ACTION, "strike", "unstrike"),
    **_rows("encounters", GROUP_FORM, "form-group"),
    **_rows("encounters", GROUP_PAGE, "group", "meeting"),
    **_rows("encounters", GROUP_JOINING, "join"),
    **_rows("encounters", GROUP_ACTION, "leave", "return", "end", "meet", "move-meeting", "cancel-meeting"),
    # Artworks
    **_rows("artworks", CHART_PAGE, "wall", "work", "picture", "overlay", "receipt", "strokes", "tag"),
    **_rows("artworks", CHART_PAGE, "making", "making-map", "export"),
    **_rows("artworks", CHART_FORM, "add", "session-works", "review"),
    **_rows("artworks", CHART_ACTION, "describe", "title", "add-view", "retract", "restore", "rotate", "measure"),
    **_rows("artworks", CHART_ACTION, "decide", "begin-drawing"),
    **_rows("artworks", TEAM_FORM, "drawing", "session-phone"),
    **_rows("artworks", PHONE_PAGE, "phone"),
    **_rows("artworks", replace(PHONE_SENDS, lent=frozenset({"POST", "OPTIONS"})), "phone-pictures"),
    **_rows("artworks", replace(PHONE_SENDS, lent=frozenset({"POST", "HEAD", "PATCH"})), "phone-picture"),
    # Measures
    **_rows("outcomes", SHELF_PAGE, "instruments"),
    **_rows("outcomes", SHELF_ACTION, "import"),
    **_rows("outcomes", CHART_PAGE, "list", "giving", "session-measures"),
    **_rows("outcomes", TEAM_FORM, "give", "give-on-screen", "correct"),
    **_rows("outcomes", CHART_ACTION, "schedule", "end-schedule", "resume-schedule"),
    **_rows("outcomes", CHART_FORM, "safety"),
    # Plans and notes
    **_rows("records", CHART_PAGE, "plan", "plan-version", "plan-changes", "notes", "note"),
    **_rows("records", CHART_ACTION, "plan-draft", "plan-drop", "plan-remove", "plan-move"),
    **_rows("records", CHART_FORM, "plan-agree", "plan-add", "plan-part", "session-goals", "session-aims"),
    **_rows("records", AUTHOR_ACTION, "note-save", "note-rebuild", "note-sign"),
    **_rows("records", CHART_ACTION, "note-amend"),
    **_rows("records", COSIGNING, "note-cosign"),
    **_rows("records", OWN_PAGE, "process-note"),
    # Reports and the end of therapy
    **_rows("records", CHART_PAGE, "reports", "report", "report-pdf", "report-docx", "ending"),
    **_rows("records", CHART_FORM, "report-new"),
    **_rows("records", CHART_ACTION, "report-save", "report-sign", "report-evidence-save"),
    **_rows("records", REPORT_COSIGNING, "report-cosign"),
    **_rows("records", EVIDENCE_PAGE, "report-evidence"),
    **_rows("records", ENDING_ACTION, "ending-begin", "ending-goal", "ending-summary", "ending-abandon"),
    **_rows("records", replace(ENDING_ACTION, is_owed=True), "ending-complete"),
    # The profession half: its front page, and the ledger
    **_rows("", LEDGER_PAGE, "profession"),
    **_rows("ledger", LEDGER_PAGE, "table", "csv", "evidence", "task"),
    **_rows("ledger", LEDGER_FORM, "log", "supplies"),
    **_rows("ledger", SUPPLY_ACTION, "buy", "give-back", "take-off", "put-back"),
    **_rows("ledger", LEDGER_OWN, "take-back", "settle", "take-up", "withdraw", "restore"),
    **_rows("ledger", LEDGER_ACTION, "trial"),
    **_rows("ledger", LEDGER_OWN_POLICY, "policy"),
    **_rows("ledger", LEDGER_POLICY, "set-aside"),
    **_rows("ledger", replace(LEDGER_POLICY, kind="letting a table count, once"), "apply"),
    **_rows("ledger", LEDGER_KEEPING, "imports"),
    **_rows("ledger", LEDGER_TABLE, "preview"),
    # Profession: occupations
    **_rows("occupations", OCCUPATION_PAGE, "list", "show", "compare", "releases", "changes"),
    **_rows("occupations", OCCUPATION_PAGE, "export-csv", "export-json"),
    **_rows("", RELEASE_FORM, "release-send"),
    **_rows("", replace(RELEASE_FORM, kind="how far a release has been read", sends=None), "release-arrival"),
    # Profession: supervision, hours, badges, library
    **_rows("", FLAGGING, "bring-to-supervision"),
    **_rows("", PLAN_READING, "plan-literature"),
    **_rows("", OWN_SHELF, "supervision-suggested"),
    **_rows("", TABLE_DOOR, "supervision-opened"),
    **_rows("portfolio", OWN_SHELF, "supervision", "hours", "badges", "library", "library-export"),
    **_rows("portfolio", OWN_ENTRY, "pursue", "hold"),
    **_rows("portfolio", OWN_LOG, "learning", "library-import"),
    **_rows("portfolio", PLANNING, "plan-meeting"),
    **_rows("portfolio", TOPIC, "topic"),
    **_rows("portfolio", TABLE_PAGE, "meeting", "hours-of", "certificate", "badge-file"),
    **_rows("portfolio", TABLE_ACTION, "cancel-meeting", "decide", "agree", "put-on", "take-off", "settle"),
    **_rows("portfolio", CONFIRMING, "confirm-meeting", "strike-meeting", "certify"),
    **_rows("portfolio", CONFIRMING, "badge-for-hours", "badge-for-claim"),
    **_rows("portfolio", BRINGING, "withdraw-matter", "done", "end-pursuit", "strike-holding"),
    **_rows("portfolio", LEARNERS_FORM, "learning-entry"),
    **_rows("portfolio", LEARNERS_ACTION, "strike-learning", "untie"),
    **_rows("portfolio", BADGE_PAGE, "badge"),
    **_rows("portfolio", READING, "reference"),
    # Frameworks, claims and gaps
    **_rows("portfolio", HOUSE_PAGE, "frameworks", "framework", "export", "statement", "corrections"),
    **_rows("portfolio", HOUSE_FORM, "correct"),
    **_rows("portfolio", CORRECTION, "correction"),
    **_rows("portfolio", SUGGESTED, "take-back"),
    **_rows("portfolio", FRAMEWORK_FORM, "import"),
    **_rows("portfolio", FRAMEWORK_ACTION, "starter", "take-in"),
    **_rows("portfolio", OWN_SHELF, "mine", "gaps"),
    **_rows("portfolio", OWN_LOG, "stand"),
    **_rows("portfolio", OWN_ENTRY, "begin"),
    **_rows("portfolio", GAPS_OF, "person-gaps"),
    **_rows("portfolio", GAPS_VIEW, "view-of"),
    **_rows("portfolio", replace(SERVICE_PAGE, kind="where the team stands"), "team"),
    **_rows("portfolio", CLAIM_DESK, "queue"),
    **_rows("portfolio", LEARNERS_FORM, "claim"),
    **_rows("portfolio", LEARNERS_ACTION, "send", "link-outside", "unlink"),
    **_rows("portfolio", BRINGING, "call-back", "renew"),
    **_rows("portfolio", TABLE_ACTION, "withdraw", "remark"),
    **_rows("portfolio", CLAIM_DECISION, "verify", "send-back", "reopen"),
    **_rows("", LEARNERS_FORM, "claim-link"),
    **_rows("", TABLE_PAGE, "claim-evidence"),
    # Profession: grading
    **_rows("grading", SHELF_PAGE, "index", "scheme", "profile", "scheme-file"),
    **_rows("grading", SERVICE_PAGE, "consistency"),
    **_rows("grading", GRADING_FORM, "import", "rules", "new"),
    **_rows("grading", POST_PAGE, "post", "sheet", "print", "factor"),
    **_rows("grading", POST_FORM, "change", "describe", "open", "decide", "end", "set-aside"),
    **_rows("grading", POST_ACTION, "take-up", "hold", "let-go", "leave", "cite-ledger"),
    **_rows("grading", POST_BACK, "bring-back"),
    **_rows("grading", PANEL_FORM, "panel"),
    **_rows("grading", OWN_LEVEL, "judge"),
    **_rows("grading", OWN_SHEET, "levels"),
    **_rows("grading", SHEET_FORM, "agreement"),
    **_rows("grading", SHEET_ACTION, "agree", "add-evidence", "strike", "unstrike"),
    **_rows("grading", OWN_HOURS, "offer"),
    **_rows("grading", APPEAL_FORM, "appeal"),
    **_rows("grading", APPEAL_BACK, "withdraw"),
}
