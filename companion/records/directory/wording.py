"""What other places offer, in words."""

from __future__ import annotations

from companion.core.words import _l

SERVICES = {
    "SA": _l("Substance use treatment"),
    "OIT": _l("Intensive outpatient"),
    "ODT": _l("Day treatment or partial hospital care"),
    "ORT": _l("Regular outpatient"),
    "OMB": _l("Outpatient with methadone, buprenorphine or naltrexone"),
    "RES": _l("Residential"),
    "RS": _l("Residential, short"),
    "RL": _l("Residential, long"),
    "HI": _l("In a hospital"),
    "OP": _l("Outpatient"),
    "SP": _l("In Spanish"),
    "SF": _l("Price by income"),
}


def service(code: str) -> str:
    """The code itself where its words are not known here."""
    return str(SERVICES.get(code, code))
