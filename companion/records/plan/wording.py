"""The parts of a plan in words: 6th grade, and nothing that blames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from companion.core.words import _l
from companion.records.plan.rules import About, Part, Risk, Stage, Step


@dataclass(frozen=True)
class Heading:
    """``title`` stands above the lines, ``asks`` above the form, ``hint`` says what could be written."""

    title: Any
    asks: Any
    hint: Any


PARTS = {
    Part.TRIGGER: Heading(
        _l("What sets off a craving"),
        _l("What sets off a craving for you?"),
        _l("It can be around you or inside you. What you write here is offered when you log a craving."),
    ),
    Part.SIGN: Heading(
        _l("My warning signs"),
        _l("How do you notice that it gets harder?"),
        _l("These often show days or weeks before. Pick the ones you know from yourself."),
    ),
    Part.ACTION: Heading(
        _l("What I do"),
        _l("What will you do then?"),
        _l("Skills from this app, or your own way."),
    ),
    Part.SCRIPT: Heading(
        _l("What I can say"),
        _l("What can you say?"),
        _l("A short sentence that is ready when someone offers, or when you need to leave."),
    ),
    Part.PLACE: Heading(
        _l("Places that are good for me"),
        _l("Which place is good for you?"),
        _l("Where you feel calm, or where nobody uses."),
    ),
    Part.REASON: Heading(
        _l("My reasons"),
        _l("What is a reason for you?"),
        _l("Who or what are you doing this for? Your own words count."),
    ),
}
STEPS = {
    Step.SIGNS: Heading(
        _l("Signs I notice"),
        _l("Which signs do you notice?"),
        _l("Thoughts, feelings, or things you do when a very hard time begins."),
    ),
    Step.ACTIONS: Heading(
        _l("Things I can do"),
        _l("What can you do on your own?"),
        _l("Things that help you through the next minutes, without anyone else."),
    ),
    Step.PLACES: Heading(
        _l("Places and people"),
        _l("Where can you go, and who is good to be around?"),
        _l("Places and people that take your mind off it. You do not have to talk about it there."),
    ),
    Step.PEOPLE: Heading(
        _l("People I can ask"),
        _l("Who can you ask for help?"),
        _l("People you trust. Write the name and the phone number."),
    ),
    Step.PROFESSIONALS: Heading(
        _l("Professionals"),
        _l("Which professionals can you call?"),
        _l("Your counselor, a doctor, your program, a place open at night. 988 is always in your plan."),
    ),
    Step.SAFER: Heading(
        _l("Making it safer"),
        _l("What would make the place where you are safer?"),
        _l("What can you put far away, lock up, or hand to someone you trust?"),
    ),
}
TRIGGERS = {
    "people": _l("People"),
    "place": _l("A place"),
    "things": _l("Things that remind me"),
    "payday": _l("Money or payday"),
    "time_of_day": _l("Time of day"),
    "media": _l("Movies, music, or online"),
    "event": _l("A party or event"),
    "argument": _l("An argument"),
    "bored": _l("Bored"),
    "lonely": _l("Lonely"),
    "angry": _l("Angry"),
    "sad": _l("Sad"),
    "worried": _l("Worried"),
    "ashamed": _l("Ashamed"),
    "stress": _l("Stress"),
    "tired": _l("Tired"),
    "hungry": _l("Hungry"),
    "pain": _l("Pain"),
    "bad_sleep": _l("Not enough sleep"),
    "excited": _l("Excited"),
    "celebrating": _l("Celebrating"),
}
SIGNS = {
    "self_care": _l("I stop taking care of myself"),
    "alone": _l("I pull back from people"),
    "bottled_up": _l("I keep my feelings in"),
    "missed_meetings": _l("I skip sessions or meetings"),
    "sleep": _l("I sleep badly"),
    "eating": _l("I eat badly"),
    "old_people": _l("I think about people I used with"),
    "old_places": _l("I think about places where I used"),
    "good_old_days": _l("I remember only the good side of using"),
    "bargaining": _l("I bargain: just once, just a little"),
    "lying": _l("I hide things or lie"),
    "planning": _l("I make plans to use"),
}
STAGES = {
    Stage.FEELINGS: _l("Feelings and care: often first"),
    Stage.THOUGHTS: _l("Thoughts: often later"),
}
OUTSIDE, INSIDE = _l("Around me"), _l("Inside me")
SKILLS = _l("Skills")
# To the client, choosing where their own words belong.
RISK_CHOICES = {
    Risk.HARD_FEELING: _l("A hard feeling"),
    Risk.BODY: _l("My body: tired, hungry, in pain"),
    Risk.GOOD_FEELING: _l("Feeling good"),
    Risk.TESTING: _l("Testing whether I can handle it"),
    Risk.URGE: _l("An urge, or something that reminds me"),
    Risk.CONFLICT: _l("An argument or tension"),
    Risk.PRESSURE: _l("People who use, or who offer"),
    Risk.GOOD_TIME: _l("A good time with others"),
}
# To the counselor, in the words of the model.
RISKS = {
    Risk.HARD_FEELING: _l("Negative emotional states"),
    Risk.BODY: _l("Negative physical states"),
    Risk.GOOD_FEELING: _l("Positive emotional states"),
    Risk.TESTING: _l("Testing personal control"),
    Risk.URGE: _l("Urges and temptations"),
    Risk.CONFLICT: _l("Conflict with others"),
    Risk.PRESSURE: _l("Social pressure, direct or indirect"),
    Risk.GOOD_TIME: _l("Positive emotional states with others"),
}
SUBJECTS: dict[str, Any] = {
    About.WHOLE: _l("The whole plan"),
    About.WEEK: _l("This week"),
    About.SAFETY: _l("The safety plan"),
    **{part: heading.title for part, heading in PARTS.items()},
}


def said(part: str, topic: str) -> str:
    """A trigger or a sign from the list, in the reader's language."""
    return str((TRIGGERS if part == Part.TRIGGER else SIGNS)[topic])
