"""The instruments, read once from the files: word for word, versioned, each with its licence line.

A file is never changed once answers to it may exist: new words are a new file with the next number, so that
an old set of answers is always read with the questions that were asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from companion.records.assessments.rules import Check, Item, Option, Skip
from companion.records.assessments.scoring import Answers, Band, Scale, Threshold

CONTENT = Path(__file__).parent / "instruments"
# The order in which they are shown; the last two are options.
ORDER = ("bam_iop", "phq9", "gad7", "phq2", "audit_c")
TOTAL = "total"
# Where a file names a line besides those of "positive", which are for one group each.
LINES = ("flag", "screen_positive", "alternative")


@dataclass(frozen=True)
class Instrument:
    """``language`` is the one in which the words are official; no other is known.

    ``panel`` and ``total`` are the LOINC codes of the whole and of its sum, empty where none is known.
    ``prompts`` are project choices, unvalidated: answers that a counselor may want to ask about.
    """

    key: str
    version: int
    slug: str
    language: str
    name: str
    intro: str
    licence: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    checks: tuple[Check, ...]
    safety: tuple[str, Threshold] | None
    higher_is_better: frozenset[str]
    prompts: tuple[tuple[str, Threshold], ...]
    panel: str
    total: str

    @property
    def short_name(self) -> str:
        """Such as ``PHQ-9``: what stands in brackets, where something does."""
        found = re.search(r"\(([^()]+)\)$", self.name)
        return found[1] if found else self.name

    def item(self, item_id: str) -> Item | None:
        return next((one for one in self.items if one.id == item_id), None)

    def is_urgent(self, answers: Answers) -> bool:
        """Whether the safety item was answered so that a person has to know. Not answered: not known."""
        return bool(self.safety and self.safety[1].is_met(answers.get(self.safety[0])))


@cache
def instruments() -> tuple[Instrument, ...]:
    """The newest version of each, in order."""
    return tuple(instrument(key, max(_versions(key))) for key in ORDER)


@cache
def instrument(key: str, version: int) -> Instrument:
    return _read(json.loads((CONTENT / f"{key}-{version}.json").read_text()))


def newest(key: str) -> Instrument:
    return next(one for one in instruments() if one.key == key)


def instrument_at(slug: str) -> Instrument | None:
    return next((one for one in instruments() if one.slug == slug), None)


def _versions(key: str) -> list[int]:
    return [int(path.stem.rpartition("-")[2]) for path in CONTENT.glob(f"{key}-*.json")]


def _read(content: Mapping[str, Any]) -> Instrument:
    about = content["instrument"]
    return Instrument(
        key=about["key"],
        version=content["content_version"],
        slug=content["slug"],
        language=content["language"],
        name=about["name"],
        intro=about["intro"],
        licence=about["licence"].get("attribution") or about["licence"]["status"],
        items=tuple(_item(one, about) for one in about["items"]),
        scales=_scales(about["scoring"], content["most_missing"]),
        checks=tuple(_check(one) for one in about["scoring"].get("consistency_warnings", ())),
        safety=_safety(about["scoring"].get("safety")),
        higher_is_better=frozenset(content["higher_is_better"]),
        prompts=tuple((one["item"], Threshold(one["op"], one["value"])) for one in content["prompts"]),
        panel=about["loinc"].get("panel") or "",
        total=about["loinc"].get("total") or "",
    )


def _item(item: Mapping[str, Any], about: Mapping[str, Any]) -> Item:
    options = item["options"]
    listed = about["option_sets"][options] if isinstance(options, str) else options
    return Item(
        id=item["id"],
        text=item["text"],
        options=tuple(Option(one["value"], one["label"], one.get("loinc_answer", "")) for one in listed),
        help=item.get("help", ""),
        stem=item.get("group_stem", ""),
        skip=_skip(item.get("skip_if")),
        asked_after=_asked_after(item.get("show_if")),
        # A code that was not confirmed is none.
        loinc=item.get("loinc", "") if item["confidence"] == "high" else "",
    )


def _skip(rule: Mapping[str, Any] | None) -> Skip | None:
    return Skip(rule["item"], rule["equals"], rule["then_value"]) if rule else None


def _asked_after(rule: str | None) -> tuple[str, ...]:
    """From such words as "any of items 1-9 > 0"."""
    found = re.fullmatch(r"any of items (\d+)-(\d+) > 0", rule or "")
    return tuple(str(number) for number in range(int(found[1]), int(found[2]) + 1)) if found else ()


def _check(rule: Mapping[str, Any]) -> Check:
    """From such words as "item5 <= item4"."""
    item, _, at_most = rule["rule"].partition(" <= ")
    return Check(item.removeprefix("item"), at_most.removeprefix("item"), rule["message"])


def _scales(scoring: Mapping[str, Any], most_missing: int) -> tuple[Scale, ...]:
    return tuple(
        Scale(
            key=scale.get("key", TOTAL),
            items=tuple(scale["items"]),
            low=scale["min"],
            high=scale["max"],
            bands=tuple(
                Band(one["min"], one["max"], one["key"], one["label"]) for one in scale.get("bands", ())
            ),
            lines=_lines(scale),
            most_missing=most_missing,
        )
        for scale in scoring.get("subscales", [scoring])
    )


def _lines(scale: Mapping[str, Any]) -> tuple[Threshold, ...]:
    found = [*scale.get("positive", ()), *(scale[name] for name in LINES if name in scale)]
    notes = [one.get("note") or scale.get("flag_text", "") for one in found]
    return tuple(
        Threshold(one["op"], one["value"], one.get("group", ""), note)
        for one, note in zip(found, notes, strict=True)
    )


def _safety(rule: Mapping[str, Any] | None) -> tuple[str, Threshold] | None:
    return (rule["item"], Threshold(rule["trigger"]["op"], rule["trigger"]["value"])) if rule else None
