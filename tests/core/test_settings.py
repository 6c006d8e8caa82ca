"""An operator learns everything that is wrong at once, and the keys stay the operator's."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from companion.core.new_settings import new_settings_text, write_settings
from companion.core.settings import (
    SettingsProblem,
    load,
)

KEY = base64.urlsafe_b64encode(b"k" * 32).decode()
GOOD = {
    "COMPANION_SECRET_KEYS": "s" * 32,
    "COMPANION_DATA_KEYS": f"1:{KEY}",
    "COMPANION_INDEX_KEY": KEY,
}


def problems_of(folder: Path, **values: str) -> list[str]:
    with pytest.raises(SettingsProblem) as found:
        load({"COMPANION_INSTANCE": str(folder), **GOOD, **values})
    return found.value.problems


def test_what_setup_writes_is_what_the_app_reads(tmp_path: Path) -> None:
    write_settings(tmp_path, new_settings_text("https://clinic.example", "es"))
    settings = load({"COMPANION_INSTANCE": str(tmp_path)})
    assert (settings.base_url, settings.language, settings.is_tls) == ("https://clinic.example", "es", True)
    assert settings.database_url == f"sqlite:///{tmp_path}/companion.sqlite3"
    assert settings.hosts[0] == "clinic.example"
    assert [len(key) for key in settings.data_keys.values()] == [32]


def test_keys_may_stand_in_a_file_elsewhere(tmp_path: Path) -> None:
    folder, file = tmp_path / "instance", tmp_path / "keys"
    other = base64.urlsafe_b64encode(b"o" * 32).decode()
    file.write_text(f"2:{other}\n1:{KEY}\n")
    settings = load({"COMPANION_INSTANCE": str(folder), **GOOD, "COMPANION_DATA_KEYS_FILE": str(file)})
    assert list(settings.data_keys.items()) == [("2", b"o" * 32), ("1", b"k" * 32)]


@pytest.mark.parametrize("place", ["keys", "{folder}/keys", "{folder}/../{name}/keys", "/nowhere/keys"])
def test_a_key_file_stands_outside_of_the_databases_folder(tmp_path: Path, place: str) -> None:
    (tmp_path / "keys").write_text(f"1:{KEY}")
    named = place.format(folder=tmp_path, name=tmp_path.name)
    (problem,) = problems_of(tmp_path, COMPANION_DATA_KEYS_FILE=named)
    assert problem.startswith("COMPANION_DATA_KEYS_FILE: ")


def test_only_the_owner_can_read_the_settings_file(tmp_path: Path) -> None:
    path = write_settings(tmp_path / "instance", new_settings_text("http://127.0.0.1:8000", "en"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_settings_file_is_never_written_over(tmp_path: Path) -> None:
    write_settings(tmp_path, "COMPANION_LANGUAGE=es\n")
    with pytest.raises(FileExistsError):
        write_settings(tmp_path, new_settings_text("http://127.0.0.1:8000", "en"))
    assert (tmp_path / "settings.env").read_text() == "COMPANION_LANGUAGE=es\n"


def test_no_two_installations_have_the_same_keys() -> None:
    assert new_settings_text("http://a.example", "en") != new_settings_text("http://a.example", "en")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    write_settings(tmp_path, new_settings_text("https://clinic.example", "es"))
    settings = load({"COMPANION_INSTANCE": str(tmp_path), "COMPANION_LANGUAGE": "en"})
    assert settings.language == "en"


def test_every_problem_is_listed_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem) as found:
        load(
            {
                "COMPANION_INSTANCE": str(tmp_path),
                "COMPANION_BASE_URL": "clinic.example",
                "COMPANION_LANGUAGE": "fr",
                "COMPANION_DATABASE_URL": "mysql://x",
                "COMPANION_TRUSTED_PROXIES": "two",
            }
        )
    named = {problem.split()[0].strip(":") for problem in found.value.problems}
    assert named == {
        "COMPANION_SECRET_KEYS",
        "COMPANION_DATA_KEYS",
        "COMPANION_INDEX_KEY",
        "COMPANION_BASE_URL",
        "COMPANION_LANGUAGE",
        "COMPANION_DATABASE_URL",
        "COMPANION_TRUSTED_PROXIES",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMPANION_SECRET_KEYS", "short"),
        ("COMPANION_SECRET_KEYS", "s" * 32 + ",short"),
        ("COMPANION_DATA_KEYS", "1:c2hvcnQ="),
        ("COMPANION_DATA_KEYS", "1:not base64!"),
        ("COMPANION_DATA_KEYS", "1:"),
        ("COMPANION_DATA_KEYS", f"0:{KEY}"),
        ("COMPANION_DATA_KEYS", f"256:{KEY}"),
        ("COMPANION_DATA_KEYS", f"new:{KEY}"),
        ("COMPANION_DATA_KEYS", ","),
        ("COMPANION_SECRET_KEYS", ","),
        ("COMPANION_INDEX_KEY", "c2hvcnQ="),
        ("COMPANION_INDEX_KEY", ""),
        ("COMPANION_BASE_URL", "ftp://clinic.example"),
        ("COMPANION_BASE_URL", "https://"),
        ("COMPANION_DATABASE_URL", "sqlite://"),
        ("COMPANION_TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    assert [problem for problem in problems_of(tmp_path, **{name: value}) if name in problem]


def test_a_problem_never_repeats_a_key(tmp_path: Path) -> None:
    said = str(problems_of(tmp_path, COMPANION_DATA_KEYS=KEY, COMPANION_SECRET_KEYS="tooshort"))
    assert "a number, 1 to 255" in said
    assert KEY.rstrip("=") not in said
    assert "tooshort" not in said
