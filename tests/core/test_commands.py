"""The ``companion`` command tells an operator in words what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.cli import main


def test_the_command_stops_with_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMPANION_INSTANCE", str(tmp_path))
    monkeypatch.setenv("COMPANION_LANGUAGE", "fr")
    assert main(["check-config"]) == 2
    said = capsys.readouterr().err
    assert "These settings need mending" in said
    assert said.count("\n") == 5
