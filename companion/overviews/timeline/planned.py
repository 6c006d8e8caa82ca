"""What changed in the client's plan, as items of the timeline."""

from __future__ import annotations

from companion.core import words
from companion.core.words import _
from companion.overviews.timeline.entries import Around, Item, Place
from companion.records.plan import wording
from companion.records.plan.models import PlanComment, PlanLine, SafetyAnswer, WeekGoal
from companion.records.plan.rules import Part, Step


def changed(place: Place, row: PlanLine | SafetyAnswer | WeekGoal | PlanComment, around: Around) -> Item:
    if isinstance(row, PlanComment):
        return _comment(place, row, around)
    address, is_changed = around.address("plan.index"), row.id in around.changed
    if isinstance(row, PlanLine):
        title = _("Plan: %(part)s", part=wording.PARTS[Part(row.part)].title)
        said = _said(row, around)
    elif isinstance(row, SafetyAnswer):
        title = _("Safety plan: %(step)s", step=wording.STEPS[Step(row.step)].title)
        said = row.words
    else:
        title = _("Plan for the week of %(day)s", day=words.day(row.week_on))
        said = row.words
    return Item(place.mark, place.kind, title, (), said, "", address, is_changed)


def _comment(place: Place, row: PlanComment, around: Around) -> Item:
    title = _("Comment on the plan: %(about)s", about=wording.SUBJECTS[row.about])
    address = around.address("plan.index", _anchor="comments")
    return Item(place.mark, place.kind, title, (), row.words, row.author.name, address)


def _said(line: PlanLine, around: Around) -> str:
    """The client's own words, or what they ticked: a skill, a trigger or a sign."""
    if line.part == Part.ACTION and line.topic:
        return around.skill(line.topic, None)
    return line.words or wording.said(line.part, line.topic)
