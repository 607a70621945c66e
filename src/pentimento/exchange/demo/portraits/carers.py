# ruff: noqa: E501  # prose: one passage, one line
"""The long table: six people who look after somebody, and what the group made together."""

from pentimento.exchange.demo.drawings import PALETTES, Age, Hand
from pentimento.exchange.demo.people import Contact
from pentimento.exchange.demo.portraits.source import Aim, Drift, Episode, Portrait
from pentimento.exchange.demo.strokes import Tool

_LEAD = Contact("Calliope Marsh", "carers' worker", "01632 960501", "c.marsh@carers-hub.example.org")
_MIX = ("oil pastels", "felt pens")


def _aim(need: str, words: str, path: tuple[int, int]) -> Aim:
    steps = ("Not this month", "Once, with help", "Once a week", "Twice a week", "It has become ordinary")
    return Aim(
        need,
        words,
        ("Does one thing for herself or himself between two meetings",),
        ("The group", "Pocket sketchbook"),
        steps,
        path,
    )


def _member(
    key: str, name: str, preferred: str, pronouns: str, age: int, hand: Hand, reason: str, aim: Aim,
    works: tuple[Episode, ...], languages: tuple[str, ...] = ("English",), precautions: tuple[tuple[str, str], ...] = (),
) -> Portrait:  # fmt: skip
    """A member of the group, who comes to the group only."""
    return Portrait(
        key=key, name=name, preferred=preferred, pronouns=pronouns, age=age, languages=languages, hand=hand,
        therapist="tariq", trainee="perry", slot=(2, 10), weeks=28, every=2, reason=reason, source="Carers' hub",
        referrer=_LEAD, team=(_LEAD,), aims=(aim,), episodes=works, precautions=precautions, in_group=True,
        measures={"GAD-7": Drift(11, 7, 10)} if age > 50 else {},
    )  # fmt: skip


MEMBERS = (
    _member("hamish", "Hamish Thistledown", "Hamish", "he/him", 61, Hand(Age.ADULT, PALETTES["stone"], Tool.CHARCOAL, Tool.PASTEL, 0.8, 0.6, 80, 0.9, 0.6, 0.4),
            "Looks after his wife, who has multiple sclerosis. Came 'for the tea'.", _aim("To be out of the house", "I want a Wednesday.", (-1, 1)),
            (Episode("landscape", "From the ridge, before", "A place of your own", _MIX, "Worked with his coat on until the hills were done.", "'You could hear nothing up there. Grand.'", "Silence might be what he misses.", "I heard the room's noise anew."),
             Episode("tree", "Rowan by the back door", "Something that stands near you", _MIX, "Took his coat off before beginning.", "'She likes that one. I had never looked.'", "Looking on her behalf might be company.", "Touched."))),
    _member("precious", "Precious Lovelace-Mbeki", "Precious", "she/her", 44, Hand(Age.ADULT, PALETTES["spice"], Tool.FELT, Tool.PASTEL, 0.4, 0.7, 120, 1.0, 0.95, 0.6),
            "Looks after her mother and two boys; works nights. Says she has forgotten how to sit.", _aim("To sit down", "I want to sit and not be fetching.", (-2, 0)),
            (Episode("pattern", "Sitting down cloth", "Rows, no hurry", _MIX, "Got up three times in the first half hour, not at all in the second.", "'Look at that. My legs stopped.'", "The pattern might have held her in the chair.", "Wanted to bring her a cushion."),
             Episode("mandala", "Pot lid", "A circle", _MIX, "Drew round her own cup and filled it, humming.", "'Nobody needs this. That's the point of it.'", "Making something nobody needs might be the rest.", "I agreed aloud.")),
            ("English", "isiZulu")),
    _member("leila", "Leila Farrowdale", "Leila", "she/her", 36, Hand(Age.ADULT, PALETTES["dusk"], Tool.PENCIL, Tool.BRUSH, 0.4, 0.4, 90, 0.85, 0.9, 0.7),
            "Looks after her partner since a head injury. Illustrator who has not drawn for a year.", _aim("To draw again", "I'd like my pencil back.", (-1, 2)),
            (Episode("night", "Half past two, kettle", "Night", ("watercolour", "pencil"), "Sharpened the pencil for a long time; then quick and sure.", "'There it is.'", "The pencil might be back.", "A shiver of recognition."),
             Episode("still life", "His cup, my cup", "Two things", ("watercolour", "pencil"), "Placed the cups so that they touch.", "'They don't match. They never did.'", "Not matching might be all right.", "Thoughtful."))),
    _member("gwendolyn", "Gwendolyn Pickersgill", "Gwen", "she/her", 72, Hand(Age.ADULT, PALETTES["hedgerow"], Tool.FELT, Tool.BRUSH, 1.1, 0.5, 60, 0.85, 0.8, 0.5),
            "Looks after her brother, who has Down's syndrome and is growing old with her.", _aim("To plan ahead with others", "I want it not to be only me who knows.", (-2, 1)),
            (Episode("house-tree-person", "Ours, with Leonard's chair", "A house, a tree, somebody", ("watercolour", "felt pens"), "Put two chairs outside the door.", "'That's his. Nobody sits in it.'", "The chair might be a way of speaking about later.", "Moved by the second chair."),
             Episode("garden", "Leonard's beans", "What grows", ("watercolour", "felt pens"), "Counted the rows with her brush.", "'He counts them out loud and so do I now.'", "Counting might be something shared.", "Smiled.")),
            precautions=(("allergy", "Penicillin; latex."),)),
    _member("arturo", "Arturo Bellweather", "Arturo", "he/him", 55, Hand(Age.ADULT, PALETTES["harbour"], Tool.CHARCOAL, Tool.PASTEL, 0.6, 0.8, 110, 0.95, 0.7, 0.3),
            "Looks after his son, who has seizures. Sleeps beside a monitor.", _aim("To rest", "I want one night off the monitor.", (-2, -1)),
            (Episode("sea", "Ferry, no signal", "Away", _MIX, "Large shapes, fast. Looked at his telephone twice, then turned it over.", "'Forty minutes without signal. Imagine.'", "Being out of reach might be longed for and feared.", "Aware of the clock for him."),
             Episode("inner weather", "Light airs", "Weather", _MIX, "Used the pale colours first.", "'That's a forecast, not a report.'", "Hoping might feel safer as a forecast.", "Liked the distinction.")),
            ("English", "Portuguese")),
    _member("sunniva", "Sunniva Crake", "Sunny", "she/her", 48, Hand(Age.ADULT, PALETTES["seaside"], Tool.PENCIL, Tool.BRUSH, 0.5, 0.45, 90, 0.9, 0.9, 0.7),
            "Looked after her father until the summer; stays in the group for now.", _aim("To find out what to do with her hands", "I don't know what I'm for on a Monday.", (-1, 1)),
            (Episode("empty nest", "To let", "A nest", ("watercolour", "pencil"), "Empty nest in warm colours, painted without a pause.", "'It isn't sad. It's just available.'", "Available might be her own word for now.", "Held my breath, then let it go."),
             Episode("road", "Mondays", "A road", ("watercolour", "pencil"), "Left the last bend open at the edge of the paper.", "'It can go on round the back.'", "An open edge might be a choice.", "Hopeful."))),
)  # fmt: skip

GROUP_NAME = "The long table"
GROUP_PURPOSE = "A fortnightly group for people who look after somebody: two hours, one long sheet, tea."

GROUP_WORK: tuple[Episode, ...] = (
    Episode("mural", "One sheet, six chairs", "Begin where you sit and do not cross the fold", ("oil pastels", "felt pens", "long roll of paper"),
            "Everybody kept to their own place. Two people apologised when their sleeves touched the next section.",
            "'I don't want to spoil yours.'", "Care for one another might begin as keeping out of the way.", "I wished someone would cross, and said nothing."),
    Episode("mural", "The fold is gone", "The same, and you may cross", ("oil pastels", "felt pens", "long roll of paper"),
            "A rainbow crossed three sections; its neighbours were asked each time. More talk than paint in the second hour.",
            "'Can I come over?' 'About time.'", "Asking might be the new thing here.", "Grinning, inwardly."),
    Episode("mural", "Market day", "A place with room for everybody", ("oil pastels", "charcoal", "long roll of paper"),
            "Six stalls became four. People got up and worked in each other's places.",
            "'Who did this dog? I love this dog.'", "Not knowing who made what might be a pleasure.", "I lost track too, happily."),
    Episode("mural", "Weather over all of us", "One sky", ("oil pastels", "brushes", "long roll of paper"),
            "Silence for nearly ten minutes while the sky went on. The tea got cold.",
            "'We've never been that quiet.'", "Quiet together might be different from quiet alone.", "Deep calm; I forgot to note the time."),
    Episode("mural", "When we have a garden", "Something you would share", ("oil pastels", "felt pens", "long roll of paper"),
            "Each drew something for another person's place and said whose it was.",
            "'That bench is for you, Arturo. With nothing beeping.'", "Giving might be easier than asking, and somebody did both.", "A lump in my throat; Perry's too, we found out after."),
)  # fmt: skip
