"""Both catalogs hold every string of the code, the Spanish one is whole, and no word is unkind.

`--update` brings the catalogs up to the code first; what is new is then untranslated, and said so.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "companion" / "translations"
PYBABEL = f"{Path(sys.executable).parent}/pybabel"
LANGUAGES = ("en", "es")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
# Source: NIDA, "Words Matter"; the VA's page on destigmatizing language in substance use. The person is
# never the illness, a result is never dirt, and a choice is never disobedience.
UNKIND = (
    "addicts? addicted alcoholics? junkies? drunks? sober clean dirty abus(?:e|ed|er|ers|es|ing) habits? "
    "relaps(?:e|ed|es|ing) lapses? slips? slipped non-?complian(?:t|ce) no-shows? detox substitution "
    "codependent enablers? "
    "(?:drog)?adict[oa]s? alcohólic[oa]s? limpi[oa]s? suci[oa]s? abus(?:o|os|ar|ador|adora) vicios? "
    "recaídas? reca(?:er|í|íste|yó|yeron) incumpl\\w+ codependientes? sustitución"
)
# A phrase that may hold such a word, and why.
ALLOWED = {
    "relapse prevention": "the name of a therapy",
    "relapse management": "the name of a therapy",
    "prevención de recaídas": "the name of a therapy",
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        extract(template)
        if "--update" in sys.argv:
            update(template)
        code = read(template)
    found = [*catalog_problems(code), *unkind_words()]
    print("\n".join(found))
    return bool(found)


def extract(template: Path) -> None:
    command = [PYBABEL, "-q", "extract", "-F", str(TRANSLATIONS / "babel.cfg"), "-k", "_l", "-k", "_n:1,2"]
    command += ["--no-location", "--sort-output", "--omit-header", "-o", str(template), "."]
    subprocess.run(command, cwd=ROOT, check=True)


def update(template: Path) -> None:
    for language in LANGUAGES:
        catalog = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
        verb = "update" if catalog.exists() else "init"
        command = [PYBABEL, "-q", verb, "-i", str(template), "-o", str(catalog), "-l", language]
        keep = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
        subprocess.run([*command, *(keep if verb == "update" else [])], check=True)


def catalog_problems(code: Catalog) -> list[str]:
    found = []
    for language in LANGUAGES:
        catalog = read(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po")
        # The compiler passes a catalog with a fuzzy head over in silence, and all of its language with it.
        problems = ["the head is marked as fuzzy"] if catalog.fuzzy else []
        problems += [*differences(code, catalog), *translation_problems(catalog, is_whole=language == "es")]
        found += [f"{language}: {problem}" for problem in problems]
    return found


def differences(code: Catalog, catalog: Catalog) -> list[str]:
    wanted, have = {m.id for m in code if m.id}, {m.id for m in catalog if m.id}
    missing = [f"missing: {one}" for one in wanted - have]
    return missing + [f"no longer used: {one}" for one in have - wanted] + list(map(str, catalog.obsolete))


def translation_problems(catalog: Catalog, *, is_whole: bool) -> list[str]:
    """English says what the code says where its catalog is empty; Spanish has to say everything."""
    found = []
    for message in (message for message in catalog if message.id):
        said = forms(message.string)
        if message.fuzzy or (is_whole and not all(said)):
            found.append(f"not translated: {message.id}")
        elif any(said) and not has_same_placeholders(forms(message.id), said):
            found.append(f"other placeholders: {message.id}")
    return found


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def has_same_placeholders(one: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """The plural needs each of them; the form for one thing may say "one" in words."""
    known = {name for text in one for name in PLACEHOLDER.findall(text)}
    is_known = all(set(PLACEHOLDER.findall(text)) <= known for text in said)
    is_known = is_known and not any("%(" in PLACEHOLDER.sub("", text) for text in said)
    return is_known and set(PLACEHOLDER.findall(said[-1])) == set(PLACEHOLDER.findall(one[-1]))


def unkind_words() -> list[str]:
    paths = [*TRANSLATIONS.rglob("*.po"), *(ROOT / "companion").rglob("*.toml")]
    paths += (ROOT / "templates").rglob("*.html")
    return [f"{path.relative_to(ROOT)}: {word}" for path in paths for word in unkind_in(path.read_text())]


def unkind_in(text: str) -> list[str]:
    for phrase in ALLOWED:
        text = re.sub(re.escape(phrase), "", text, flags=re.I)
    return re.findall(rf"(?i)(?<![\w-])(?:{UNKIND.replace(' ', '|')})(?![\w-])", text)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


if __name__ == "__main__":
    sys.exit(main())
