"""Other places of treatment, and the codes that SAMHSA's locator has for what they offer.

Source: the key of SAMHSA's national directory of treatment facilities. A code that is not known here is kept
and shown as it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

PAGE = 25
CODE = re.compile(r"[A-Z0-9]{2,8}")
CODES: Final = ("SA", "OIT", "ODT", "ORT", "OMB", "RES", "RS", "RL", "HI", "OP", "SP", "SF")


def identity(name1: str, street1: str, zip_code: str) -> str:
    """What says that a line of a later file is the same place: small letters and digits only."""
    plain = unicodedata.normalize("NFKD", f"{name1}|{street1}|{zip_code[:5]}").casefold()
    return re.sub(r"[^a-z0-9|]", "", plain)
