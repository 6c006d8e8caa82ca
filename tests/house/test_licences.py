"""The list of packages and licences is that of the lock file, and no licence is missing."""

from __future__ import annotations

from tests.house import licences


def test_the_list_is_up_to_date() -> None:
    assert licences.LISTED.read_text() == licences.text(), "make licences"


def test_every_licence_is_known() -> None:
    unknown = [
        name for name, _, licence in licences.rows() if licence in ("see the package", "not installed here")
    ]
    assert unknown == []
