"""Phone numbers as people write them, and the links that a phone makes of them.

Source: RFC 3966 (tel:), RFC 5724 (sms:). The body of a text stands after ``?&``, which both iPhones
and Android phones read; after a plain ``?`` older iPhones leave it out.
"""

from __future__ import annotations

import re
from urllib.parse import quote

LEAST_DIGITS = 3
WRITTEN = re.compile(r"[0-9 +()\-.xX]*")
EXTENSION = re.compile(r"[xX]")


def is_phone(text: str) -> bool:
    """Short numbers count too: 988 has three digits."""
    return bool(WRITTEN.fullmatch(text)) and len(_digits(_number(text))) >= LEAST_DIGITS


def call_link(phone: str) -> str:
    """A comma makes the dialer wait before it sends the extension."""
    extension = _digits("".join(EXTENSION.split(phone)[1:]))
    return f"tel:{_dialled(phone)}" + (f",{extension}" if extension else "")


def text_link(phone: str, body: str = "") -> str:
    return f"sms:{_dialled(phone)}" + (f"?&body={quote(body, safe='')}" if body else "")


def _dialled(phone: str) -> str:
    number = _number(phone)
    plus = "+" if re.match(r"[^0-9]*\+", number) else ""
    return plus + _digits(number)


def _number(text: str) -> str:
    """What stands before an extension."""
    return EXTENSION.split(text)[0]


def _digits(text: str) -> str:
    return "".join(re.findall("[0-9]", text))
