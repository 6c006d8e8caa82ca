"""What Rosa wrote of her days, her skills, her measures and her plan."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from uuid import uuid4

from companion.core.db import Model
from companion.records.assessments.models import Cadence, Measure
from companion.records.assessments.rules import Rhythm
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.days.rules import Step as SmallStep
from companion.records.days.rules import Used
from companion.records.home.models import HomeCheck
from companion.records.plan.models import PlanComment, PlanKeeping, PlanLine, SafetyAnswer, WeekGoal
from companion.records.plan.rules import About, Part, Step
from companion.records.skills.models import Choice, Pick, SkillChoice, SkillVersion
from companion.records.triage.facts import Limits
from companion.records.triage.models import Thresholds
from companion.records.worksheets.models import Worksheet
from companion.records.worksheets.rules import Kind as WorksheetKind
from tests.cast import NOW, Cast

CANARY = "a kingfisher at dawn"


def own_rows(cast: Cast) -> list[Model]:
    """One of each."""
    return [*_skills(cast), *_days(cast), *_measures(cast), *_plan(cast), _thresholds(cast)]


def _thresholds(cast: Cast) -> Thresholds:
    """The program's own, as they come."""
    return Thresholds(program_id=cast.program, changed_by=cast.ada, changed_at=NOW, **asdict(Limits()))


def _days(cast: Cast) -> list[CheckIn | Use | DayCount | Question | Worksheet]:
    """Her check-in of today, a use that she told of, since when she counts, and a way to say no."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    check_in = CheckIn(**whose, submission_id=uuid4(), day=NOW.date(), used=Used.NO, answered_at=NOW)
    use = Use(**whose, submission_id=uuid4(), used_on=NOW.date(), told_at=NOW, team_told_at=NOW)
    sheet = Worksheet(**whose, submission_id=uuid4(), kind=WorksheetKind.REFUSAL, made_at=NOW)
    check_in.note, sheet.answers = CANARY, {"who": "friend", "words": CANARY}
    use.around, use.step = "alone", SmallStep.REST
    question = Question(program_id=cast.program, english="Medicine?", spanish="¿Medicina?", created_at=NOW)
    question.created_by = cast.ada
    return [check_in, use, DayCount(**whose, changed_at=NOW), question, sheet]


def _skills(cast: Cast) -> list[SkillChoice | Pick | SkillVersion]:
    """A skill that she pinned, one that Cora asks for, and one that the program took off its shelf."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    pick = Pick(**whose, skill_key="urge_surf", times_a_week=3, picked_by=cast.cora, picked_at=NOW)
    retired = SkillVersion(program_id=cast.program, skill_key="pmr", number=2)
    retired.is_retired, retired.made_by, retired.made_at = True, cast.ada, NOW
    return [SkillChoice(**whose, skill_key="halt", choice=Choice.PIN, chosen_at=NOW), pick, retired]


def _measures(cast: Cast) -> list[Measure | Cadence | HomeCheck]:
    """A draft that she began, how often Cora asks for it, and what she said of home."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    measure = Measure(
        **whose, submission_id=uuid4(), instrument_key="phq9", instrument_version=1, begun_at=NOW
    )
    measure.write({"1": 1})
    cadence = Cadence(**whose, instrument_key="phq2", rhythm=Rhythm.FOUR_WEEKS, set_by=cast.cora, set_at=NOW)
    check = HomeCheck(**whose, submission_id=uuid4(), answered_at=NOW)
    check.content = json.dumps({"safe": "yes"})
    return [measure, cadence, check]


def _plan(cast: Cast) -> list[Model]:
    """A line in her own words, an answer, a step for the week, Cora's comment, and the plan on her phone."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    line = PlanLine(**whose, submission_id=uuid4(), part=Part.PLACE, position=0, made_at=NOW, changed_at=NOW)
    answer = SafetyAnswer(**whose, step=Step.SIGNS, changed_at=NOW)
    goal = WeekGoal(**whose, week_on=NOW.date() - timedelta(days=NOW.weekday()), changed_at=NOW)
    comment = PlanComment(**whose, submission_id=uuid4(), author_id=cast.cora, about=About.WHOLE, made_at=NOW)
    line.words = answer.words = goal.words = comment.words = CANARY
    return [line, answer, goal, comment, PlanKeeping(**whose, chosen_at=NOW)]
