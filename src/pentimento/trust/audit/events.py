"""Everything that can happen to a record, each with the sentence the audit page shows."""

from __future__ import annotations

from enum import Enum


class Event(Enum):
    """The value is the sentence; ``{who}`` is the person, ``{what}`` what it happened to."""

    # people
    SIGNED_IN = "{who} signed in."
    SIGN_IN_FAILED = "Somebody tried to sign in and failed."
    SIGNED_OUT = "{who} signed out."
    PERSON_ADDED = "{who} added somebody who can sign in."
    REAUTHENTICATION_FAILED = "{who} gave a wrong password where it was asked again."
    # charts
    CHART_OPENED = "{who} opened the chart."
    CHART_READ = "{who} read {what}."
    CHART_REFUSED = "{who} was refused this chart."
    # clients
    CLIENT_REFERRED = "{who} recorded a referral."
    REFERRAL_DECIDED = "{who} decided on the referral."
    CLIENT_DETAILS_CHANGED = "{who} changed the client's details."
    PRECAUTION_ADDED = "{who} added a precaution."
    PRECAUTION_ENDED = "{who} ended a precaution."
    GUARDIAN_ADDED = "{who} added a guardian."
    GUARDIAN_ENDED = "{who} ended a guardian's entry."
    CONTACT_ADDED = "{who} added a contact to the care team."
    CONTACT_ENDED = "{who} ended a contact's entry."
    TEAM_JOINED = "{who} gave a colleague access to the chart."
    TEAM_LEFT = "{who} ended a colleague's access to the chart."
    EPISODE_OPENED = "{who} opened an episode of care."
    EPISODE_CLOSED = "{who} closed the episode of care."
    # consent
    CONSENT_RECORDED = "{who} recorded an answer about consent."
    CONSENT_WITHDRAWN = "{who} recorded that consent was taken back."
    # sessions
    APPOINTMENT_BOOKED = "{who} booked a session."
    APPOINTMENT_MOVED = "{who} moved a session."
    APPOINTMENT_CANCELLED = "{who} cancelled a session."
    APPOINTMENT_RESTORED = "{who} restored a cancelled session."
    APPOINTMENT_MISSED = "{who} recorded that the client did not attend."
    SESSION_OPENED = "{who} opened the session."
    SESSION_CLOSED = "{who} closed the session."
    SESSION_REOPENED = "{who} reopened the session."
    SESSION_DIRECTIVE_CHANGED = "{who} changed the directive of the session."
    OBSERVATION_WRITTEN = "{who} wrote an observation."
    OBSERVATION_CHANGED = "{who} changed an observation."
    OBSERVATION_STRUCK = "{who} struck out an observation."
    OBSERVATION_RESTORED = "{who} restored an observation."
    RESPONSE_WRITTEN = "{who} wrote their own response."
    RESPONSE_CHANGED = "{who} changed their own response."
    RESPONSE_STRUCK = "{who} struck out their own response."
    RESPONSE_RESTORED = "{who} restored their own response."
    MEDIUM_USED = "{who} recorded a medium in use."
    MEDIUM_REMOVED = "{who} removed a medium."
    AIM_LINKED = "{who} tied the session to an objective."
    AIM_REMOVED = "{who} untied the session from an objective."
    GROUP_FORMED = "{who} formed a group."
    GROUP_JOINED = "{who} added a client to a group."
    GROUP_ENDED = "{who} ended a group."
    GROUP_LEFT = "{who} recorded that a client left a group."
    # artworks
    ARTWORK_ADDED = "{who} added an artwork."
    ARTWORK_DESCRIBED = "{who} changed an artwork's label."
    PHOTOGRAPH_ADDED = "{who} added a picture of an artwork."
    PHOTOGRAPH_ROTATED = "{who} turned a picture."
    ARTWORK_VIEWED = "{who} looked at an artwork."
    ARTWORK_MEASURED = "{who} had a picture measured."
    ARTWORK_RETRACTED = "{who} took an artwork out of view."
    ARTWORK_RESTORED = "{who} brought an artwork back into view."
    REVIEW_OPENED = "{who} opened the artwork review."
    REVIEW_DECIDED = "{who} recorded what becomes of an artwork."
    # outcomes
    INSTRUMENT_IMPORTED = "{who} imported the official form of a measure."
    MEASURE_GIVEN = "{who} recorded a measure."
    MEASURE_CORRECTED = "{who} corrected a measure."
    MEASURE_SCHEDULED = "{who} planned a measure."
    SAFETY_RAISED = "A safety prompt was raised."
    SAFETY_ANSWERED = "{who} recorded what was done about a safety prompt."
    # records
    PLAN_DRAFTED = "{who} drafted a plan."
    PLAN_CHANGED = "{who} changed the draft of a plan."
    PLAN_AGREED = "{who} recorded that the plan was agreed with the client."
    PLAN_REVISED = "{who} began a new version of the plan."
    GOAL_RATED = "{who} rated a goal."
    NOTE_DRAFTED = "{who} drafted a note."
    NOTE_CHANGED = "{who} changed a draft note."
    NOTE_SIGNED = "{who} sealed a note."
    NOTE_COSIGNED = "{who} co-signed a note."
    NOTE_AMENDED = "{who} amended a note."
    PROCESS_NOTE_WRITTEN = "{who} wrote a private process note."
    REPORT_DRAFTED = "{who} drafted a report."
    REPORT_CHANGED = "{who} changed the draft of a report."
    REPORT_SIGNED = "{who} sealed a report."
    REPORT_EXPORTED = "{who} took a report out as a file."
    DISCHARGE_BEGUN = "{who} began the ending of therapy."
    GOAL_REVIEWED = "{who} reviewed a goal at the end of therapy."
    CLIENT_DISCHARGED = "{who} ended therapy."
    # the house
    PRACTICE_PREPARED = "The practice folder was prepared."

    @property
    def sentence(self) -> str:
        """The sentence as a template with places for who and what."""
        return self.value
