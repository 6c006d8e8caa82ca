"""The checks can fail: each is shown something wrong, and finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages import Catalog
from jinja2 import Environment

from tests.house import check_locks, check_templates, check_words

PAGE = '{% extends "layouts/phone.html" %}\n'
NEEDS = "{# needs: thing #}\n"
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701  # only parsed, never rendered


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("You have been clean for 5 days.", "clean"),
        ("Did you RELAPSE?", "RELAPSE"),
        ("He relapsed", "relapsed"),
        ("An addict", "addict"),
        ("a non-compliant person", "non-compliant"),
        ("substance abuse", "abuse"),
        ("3 days sober", "sober"),
        ("Llevas 5 días limpia", "limpia"),
        ("Tuviste una recaída", "recaída"),
        ("persona adicta", "adicta"),
        ("incumplió", "incumplió"),
    ],
)
def test_an_unkind_word_is_found(text: str, word: str) -> None:
    assert check_words.unkind_in(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Mindfulness-based relapse prevention",
        "Relapse Prevention",
        "medicine for addiction treatment",
        "a cleaner page",
        "Toca un número",
        'autocomplete="username"',
        "data-clean",
    ],
)
def test_a_kind_word_and_the_name_of_a_therapy_pass(text: str) -> None:
    assert check_words.unkind_in(text) == []


@pytest.mark.parametrize("name", ["templates/x.html", "companion/translations/x.po", "companion/x.toml"])
def test_an_unkind_word_is_found_wherever_people_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    planted = tmp_path / name
    planted.parent.mkdir(parents=True)
    planted.write_text('title = "Stay clean"')
    monkeypatch.setattr(check_words, "ROOT", tmp_path)
    monkeypatch.setattr(check_words, "TRANSLATIONS", tmp_path / "companion" / "translations")
    assert set(check_words.unkind_words()) == {f"{name}: clean"}


@pytest.mark.parametrize(
    ("one", "said", "is_wrong"),
    [
        ("Hello", "Hola", False),
        ("Hello", "", True),
        ("Hi %(name)s", "Hola %(name)s", False),
        ("Hi %(name)s", "Hola", True),
        ("Hi %(name)s", "Hola %(nombre)s", True),
        ("Hi %(name)s", "Hola %(name)", True),
        ("Hi", "Hola %(name)s", True),
        (("%(num)s day", "%(num)s days"), ("%(num)s día", "%(num)s días"), False),
        (("%(num)s day", "%(num)s days"), ("un día", "%(num)s días"), False),
        (("%(num)s day", "%(num)s days"), ("un día", "días"), True),
        (("%(num)s day", "%(num)s days"), ("%(num)s día", ""), True),
    ],
)
def test_a_translation_that_is_missing_or_would_break_is_found(
    one: str | tuple[str, str], said: str | tuple[str, str], is_wrong: bool
) -> None:
    catalog = Catalog(locale="es")
    catalog.add(one, said)
    assert bool(check_words.translation_problems(catalog, is_whole=True)) == is_wrong


def test_a_guessed_translation_is_found() -> None:
    catalog = Catalog(locale="es")
    catalog.add("Hello", "Hola", flags=["fuzzy"])
    assert check_words.translation_problems(catalog, is_whole=True)


def test_a_catalog_that_the_compiler_would_pass_over_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_words, "read", lambda path: Catalog(fuzzy=True))
    assert "es: the head is marked as fuzzy" in check_words.catalog_problems(Catalog())


def test_a_string_that_only_the_code_or_only_the_catalog_has_is_found() -> None:
    code, catalog = Catalog(), Catalog(locale="es")
    code.add("New")
    catalog.add("Old", "Viejo")
    assert check_words.differences(code, catalog) == ["missing: New", "no longer used: Old"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("page.html", PAGE + '<p style="color: red">', "style="),
        ("page.html", PAGE + "<style>p {}</style>", "<style"),
        ("page.html", PAGE + "<script>1</script>", "<script"),
        ("page.html", PAGE + '<p onclick="x()">', "onclick="),
        ("page.html", PAGE + '<p hx-on:click="x()">', "hx-on:click="),
        ("page.html", PAGE + '<a href="javascript:x()">', "javascript:"),
        ("page.html", PAGE + "{{ text|safe }}", "safe"),
        ("page.html", PAGE + "{{ text | safe }}", "safe"),
        ("page.html", PAGE + "<p>Save it now</p>", "Save it now"),
        ("page.html", PAGE + '<p aria-label="Close">', "Close"),
        ("page.html", PAGE + "{{ text|nosuch }}", "nosuch"),
        ("page.html", PAGE + "\n" * 80, "81 lines"),
        ("_part.html", NEEDS + "\n" * 40, "41 lines"),
        ("_part.html", "<p></p>", "does not say what it needs"),
        ("_part.html", NEEDS + "{{ other }}", "other"),
    ],
)
def test_what_a_template_must_not_hold_is_found(tmp_path: Path, name: str, text: str, problem: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    found = check_templates.problems_of(path, ENVIRONMENT)
    assert len(found) == 1
    assert problem in found[0]


def test_a_good_partial_passes(tmp_path: Path) -> None:
    path = tmp_path / "_part.html"
    path.write_text(NEEDS + '<p id="part" class="card">{{ _("Saved.") }} {{ day(thing) }} 988</p>\n')
    assert check_templates.problems_of(path, ENVIRONMENT) == []


HASH = f"    --hash=sha256:{'a' * 64}\n"


@pytest.mark.parametrize(
    "text",
    [
        "flask>=3.1 \\\n" + HASH,
        "flask==3.1.3\n" + HASH,
        "flask==3.1.3 \\\n    # via companion\n",
        "flask @ file:///flask.whl \\\n" + HASH,
        "--index-url simple\nflask==3.1.3 \\\n" + HASH,
        "# from http" + "://mirror.example\nflask==3.1.3 \\\n" + HASH,
    ],
)
def test_a_loose_pin_or_an_address_in_a_lock_file_is_found(text: str) -> None:
    assert check_locks.unusual_lines(text)


def test_a_good_lock_file_passes() -> None:
    assert check_locks.unusual_lines("flask==3.1.3 \\\n" + HASH + "    # via companion\n") == []


@pytest.mark.parametrize(
    ("requirement", "version", "is_met"),
    [
        ("flask>=3.1", "3.1.3", True),
        ("flask>=3.1", "3.0.9", False),
        ("flask", "1.0", True),
        ("x", "1", False),
    ],
)
def test_a_pin_that_is_missing_or_too_old_is_found(requirement: str, version: str, is_met: bool) -> None:
    found = check_locks.unmet([requirement], {"flask": version})
    assert (found == []) == is_met


def test_a_registry_named_in_a_file_is_found() -> None:
    assert check_locks.registries_in("see " + "pypi" + ".org/simple") == ["pypi" + ".org"]
    assert check_locks.registries_in("see example.org") == []
