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
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Source: NIDA, "Words Matter"; the VA's page on destigmatizing language in substance use.
UNKIND = (
    "addicts? addicted alcoholics? abuse abuser junkie drunk clean dirty relapse relapsed "
    "non-compliant detox "
    "adict[oa]s? alcohólic[oa]s? abuso limpi[oa]s? suci[oa]s? recaídas? vicio codependiente incumpli[óo]"
)


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
    for language in ("en", "es"):
        catalog = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
        verb = "update" if catalog.exists() else "init"
        command = [PYBABEL, "-q", verb, "-i", str(template), "-o", str(catalog), "-l", language]
        options = ["--no-fuzzy-matching", "--ignore-obsolete", "--omit-header"] if verb == "update" else []
        subprocess.run([*command, *options], check=True)


def catalog_problems(code: Catalog) -> list[str]:
    found = []
    for language in ("en", "es"):
        catalog = read(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po")
        wanted, have = {m.id for m in code if m.id}, {m.id for m in catalog if m.id}
        found += [f"{language}: missing: {one}" for one in wanted - have]
        found += [f"{language}: no longer used: {one}" for one in have - wanted]
    spanish = [message for message in catalog if message.id]
    return found + [problem for message in spanish for problem in message_problems(message)]


def message_problems(message: object) -> list[str]:
    one, said = message.id, message.string  # type: ignore[attr-defined]  # babel has no types
    texts = said if isinstance(said, tuple) else (said,)
    wanted = set(PLACEHOLDER.findall(one[-1] if isinstance(one, tuple) else one))
    if not all(texts) or message.fuzzy:  # type: ignore[attr-defined]
        return [f"es: not translated: {one}"]
    return [
        f"es: other placeholders: {one}" for text in texts[-1:] if set(PLACEHOLDER.findall(text)) != wanted
    ]


def unkind_words() -> list[str]:
    found = []
    for path in [
        *TRANSLATIONS.rglob("*.po"),
        *(ROOT / "companion").rglob("*.toml"),
        *(ROOT / "templates").rglob("*.html"),
    ]:
        found += [f"{path.relative_to(ROOT)}: {word}" for word in unkind_in(readable(path))]
    return found


def readable(path: Path) -> str:
    """What a person may read of a file. `source` lines name the therapies that texts draw on."""
    text = path.read_text()
    return "\n".join(line for line in text.splitlines() if not line.startswith("source ="))


def unkind_in(text: str) -> list[str]:
    pattern = UNKIND.replace(" ", "|")
    return re.findall(rf"(?i)\b(?:{pattern})\b", text)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


if __name__ == "__main__":
    sys.exit(main())
