"""What fills a week, in words."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.commitments.rules import Kind

KINDS = {
    Kind.WORK: _l("Work"),
    Kind.SCHOOL: _l("School"),
    Kind.CHILDCARE: _l("Childcare"),
    Kind.WORSHIP: _l("Worship"),
    Kind.OTHER: _l("Something else"),
}
