# ruff: noqa: E501  # prose: one passage, one line
"""Sentences shared by the quieter sessions. What is particular to a client is in `portraits`."""

SEEN: tuple[str, ...] = (
    "Came in, hung up the coat and went straight to the table. Looked through the folder before choosing paper.",
    "Worked standing for the first half, then pulled the chair round to the other side of the table.",
    "Tried four colours on a spare sheet, kept two, put the rest back in the box in order.",
    "Long pause with the hand above the paper. Then a line from edge to edge without lifting.",
    "Covered nearly the whole sheet in the last ten minutes, having left it bare until then.",
    "Turned the sheet upside down, looked, and continued that way up.",
    "Stopped when rain began and watched it. Returned to the same place in the drawing.",
    "Pressed lightly at first; by the end the paper shone where layers had built up.",
    "Chose the smallest paper in the drawer and worked close to it, one arm round it.",
    "Asked for water, changed it twice, and rinsed the brush for longer than was needed.",
    "Went back over last session's picture with a fingertip before starting a new one.",
    "Shaded one corner in careful parallel lines and left the rest open.",
    "Looked at the clock twice. Sat back, breathed out, and added a last mark.",
    "Laid two pictures side by side, then swapped them.",
    "Rubbed the colour with the heel of the hand and looked at the hand with interest.",
    "Spoke while working and fell silent whenever the colour was changed.",
    "Began in the middle for the first time; earlier works began at the lower edge.",
    "Tore the edge of the paper against a ruler so that it would be soft.",
    "Kept one crayon in the left hand throughout without using it.",
    "Tidied the table before beginning and again after ten minutes.",
    "Drew quickly, sat for a while, and then made a second, slower version.",
    "Moved the lamp closer. Worked with the face near to the sheet.",
    "Put the picture on the wall, stepped back to the door, came back and turned it a little.",
    "Left a margin on all four sides, even, as if framed.",
    "Overlapped colours and watched what they did where they met.",
    "Finished before the hour and spent the remaining time naming colours aloud.",
    "Leaned back from the table at intervals; each time the next marks were larger.",
    "Handled the clay without making anything, then pressed it flat and smoothed it.",
    "Arrived ten minutes late and out of breath; first marks fast, later ones slow.",
    "Asked to see the very first picture and put it next to today's.",
)

SAID: tuple[str, ...] = (
    "'I didn't know I was going to do that.'",
    "'It's the same green as last time. I like that it's the same.'",
    "'Can we leave it there and not talk about it?'",
    "'This bit is me being careful. This bit isn't.'",
    "'I thought about this on the bus.'",
    "'I'd like to keep going next week, if it's still here.'",
    "'It looked better in my head, but it's friendlier on the paper.'",
    "'Put it in the drawer, not on the wall. Not yet.'",
    "'I was tired when I came. I'm a different tired now.'",
    "'That was the quickest hour.'",
    "'I showed somebody the one from before.'",
    "'It wants something there. I don't know what yet.'",
    "'Don't tidy that, I like it with the smudge.'",
    "'I nearly didn't come, and then I was here.'",
    "'You can write that down.'",
    "'It's mostly about the blue.'",
    "'If you half close your eyes it works.'",
    "'I've had worse Tuesdays.'",
    "'I want to see what happens if I don't stop.'",
    "'Nobody's asked me that.'",
    "'The paper is doing half of it.'",
    "'It isn't anything. It's just nice to do.'",
)

MIGHT: tuple[str, ...] = (
    "Looking back through the folder might be a way of arriving.",
    "The pause before the first mark might be part of the work.",
    "Keeping to two colours might give some shelter today.",
    "Turning the sheet might be trying out another point of view.",
    "The margin might be a way of deciding where things end.",
    "Leaving it unfinished might be a reason to come back.",
    "Working larger towards the end might have to do with feeling more at ease.",
    "Choosing the drawer and not the wall might be about who gets to look.",
    "Tidying might help with beginning and with leaving.",
    "The second version might be kinder than the first.",
    "Silence at each change of colour might be concentration as much as care.",
    "Asking for the first picture might be a wish to see the distance.",
    "Being late and drawing fast might belong together; too early to say.",
    "Smoothing might be more the point today than making.",
    "Company without questions might have been what was wanted.",
)

MINE: tuple[str, ...] = (
    "I felt sleepy half-way and wondered whose tiredness it was.",
    "A wish to be useful. I sharpened pencils instead.",
    "Calm. I noticed my breathing had slowed as well.",
    "Curious about the corner that was left alone; did not ask.",
    "Some worry after the session; taken to supervision.",
    "I was pleased, and careful with how much of it I showed.",
    "A little bored, then interested in my boredom.",
    "I talked too much at the start. Less next time.",
    "I felt shut out and then remembered that I do not need to be let in each week.",
    "Protective. Noted, and left where it was.",
    "The colours stayed with me on the way home.",
    "Irritated by the noise in the corridor on behalf of us both.",
    "Glad of the routine myself.",
)

DIRECTIVES: tuple[str, ...] = (
    "Free choice of material and subject",
    "Go on with what is in the folder",
    "Begin with one colour and let it lead",
    "A warm-up with both hands, then free choice",
    "Choose one earlier work and answer it",
    "Small cards, five minutes each",
    "Work side by side, without talking if liked",
    "Colour first, lines afterwards",
)

TITLES: tuple[str, ...] = (
    "No title, on purpose", "Five-minute one", "Warm-up that stayed", "Answer to the last one", "Mostly about the blue", "Not finished, nearly",
    "Another go", "Rainy hour", "The quick one", "Left as it is", "For the drawer", "What the green did", "Second version, kinder", "Corner of something",
)  # fmt: skip
QUIET_KINDS: tuple[str, ...] = (
    "scribble",
    "colour field",
    "mandala",
    "landscape",
    "inner weather",
    "garden",
    "still life",
    "animal",
    "tree",
    "hand",
    "sea",
    "night",
    "house-tree-person",
)

CANCELLED: tuple[str, ...] = (
    "Client unwell; message left with the front desk.",
    "School trip; known in advance.",
    "Therapist on training.",
    "Hospital appointment on the same day.",
    "No lift today; telephone call instead.",
)
MISSED = "Did not come; a short, friendly message was sent the same afternoon."

PRESENTED: tuple[str, ...] = (
    "{name} came on time and settled at the table.",
    "{name} came a little late and began at once.",
    "{name} arrived quiet today and took some time to begin.",
    "{name} came in talking and had an idea already.",
    "{name} looked through the folder first, then chose materials.",
)
OFFERED: tuple[str, ...] = (
    "Offered: {directive}. Materials used in order: {media}. The therapist sat alongside and commented little.",
    "Invitation: {directive}. {Media} were on the table; the choice was left open.",
    "We agreed on: {directive}. Worked with {media}, with time to look at the end.",
    "Suggested: {directive}. {Media} were used. Looking together took the last ten minutes.",
)
RESPONDED: tuple[str, ...] = (
    "Seen: {seen} Said: {said}",
    "{seen} In the client's words: {said}",
    "Said: {said} Seen: {seen}",
)
NEXT: tuple[str, ...] = (
    "Go on with the same materials next time.",
    "Keep the picture in the folder; look at it together at the start.",
    "Offer larger paper next time.",
    "Leave the invitation open next time; ask about the week.",
    "Review the goal together within a month.",
    "No change to the plan.",
)
