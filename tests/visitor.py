"""A person with a browser, and a look at every page they are given."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from companion.accounts.models import SignInSession
from companion.core import clock
from companion.core.db import db
from tests.cast import PASSWORD

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Visitor:
    """Wraps Flask's test client: sends the form token, and lints each page and fragment."""

    def __init__(self, app: Flask, email: str | None = None) -> None:
        self.client = app.test_client()
        if email:
            self.come_in(email)

    def come_in(self, email: str) -> None:
        answer = self.post("/sign-in", email=email, password=PASSWORD)
        assert answer.status_code == 303, f"{email} could not sign in"
        if answer.location == "/settings/second-step":
            let_in(self.client.application)

    def get(self, address: str, *, htmx: bool = False, **options: Any) -> TestResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        return self._looked_at(self.client.get(address, headers=headers, buffered=True, **options), htmx)

    def post(self, address: str, *, htmx: bool = False, **form: Any) -> TestResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        form = {"csrf_token": self.token(), **form}
        return self._looked_at(self.client.post(address, data=form, headers=headers), htmx)

    def token(self) -> str:
        """The form token of this visitor's session, read off a page as a browser would."""
        page = self.client.get("/sign-in").get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, "The sign-in page holds no form token."
        return found[1]

    def _looked_at(self, answer: TestResponse, htmx: bool) -> TestResponse:
        # A file to save is no page of the site: it stands by itself, without the way to Help now.
        is_page = answer.mimetype == "text/html" and "Content-Disposition" not in answer.headers
        if is_page and answer.data and answer.status_code not in (301, 302, 303):
            page = Page(answer.get_data(as_text=True))
            problems = page.fragment_problems() if htmx and not page.is_whole else page.problems()
            assert not problems, "\n".join(problems)
        return answer


def let_in(app: Flask) -> None:
    """As if everyone on staff had done their second step, and given their password again just now.

    What both take is told by tests/factors.
    """
    with app.app_context():
        db.session.execute(update(SignInSession).values(awaits=None, confirmed_at=clock.now()))
        db.session.commit()


class Page(HTMLParser):
    """Notes what is wrong with a page. `data-private` on an h1 marks one that names a person."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.roots = 0
        self.depth = 0
        self.texts: dict[str, str] = {"h1": "", "title": ""}
        self.inside: list[str] = []
        self.feed(html)

    @property
    def is_whole(self) -> bool:
        return "<!doctype html>" in self.html.lower()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self.roots += self.depth == 0
        if tag not in VOID:
            self.depth += 1
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.inside:
            self.depth -= 1
            self.inside.pop()

    def handle_data(self, text: str) -> None:
        for tag in ("h1", "title"):
            if tag in self.inside and "svg" not in self.inside:
                self.texts[tag] += text

    def problems(self) -> list[str]:
        found = [*self._heading(), *self._ids(), *self._inputs(), *self._forms(), *self._inline()]
        if not all(attributes.get("lang") for tag, attributes in self.tags if tag == "html"):
            found.append("<html> has no lang")
        if "/help" not in self.html:
            found.append("the page has no way to Help now")
        return found

    def fragment_problems(self) -> list[str]:
        found = [*self._ids(), *self._inputs(), *self._forms(), *self._inline()]
        if self.roots != 1:
            found.append(f"a fragment has one root, this one has {self.roots}")
        elif not self.tags[0][1].get("id"):
            found.append("the fragment's root has no id")
        return found

    def _heading(self) -> list[str]:
        headings = [attributes for tag, attributes in self.tags if tag == "h1"]
        if len(headings) != 1:
            return [f"a page has one h1, this one has {len(headings)}"]
        heading, title = (" ".join(self.texts[tag].split()) for tag in ("h1", "title"))
        if "data-private" in headings[0]:
            return [f"the title names a person: {title}"] if heading and heading in title else []
        begins = title.removeprefix("Error: ").removeprefix("Error:").strip().startswith(heading)
        return [] if begins and heading else [f"the title {title!r} does not begin with the h1 {heading!r}"]

    def _ids(self) -> list[str]:
        ids = [attributes["id"] for _, attributes in self.tags if attributes.get("id")]
        return [f"the id {one} is there twice" for one in {i for i in ids if ids.count(i) > 1}]

    def _inputs(self) -> list[str]:
        labelled = {attributes.get("for") for tag, attributes in self.tags if tag == "label"}
        return [
            f"the input {attributes.get('name')} has no label"
            for tag, attributes in self.tags
            if tag in ("input", "select", "textarea")
            and attributes.get("type") not in ("hidden", "submit")
            and attributes.get("id") not in labelled
            and not attributes.get("aria-label")
        ]

    def _forms(self) -> list[str]:
        return [
            "a form says no action"
            for tag, attributes in self.tags
            if tag == "form" and not attributes.get("action")
        ]

    def _inline(self) -> list[str]:
        found = [
            f"<{tag}> has the inline {name}"
            for tag, attributes in self.tags
            for name in attributes
            if name == "style" or name.startswith(("on", "hx-on"))
        ]
        scripts = [a for tag, a in self.tags if tag == "script" and not a.get("src")]
        return (
            found
            + ["there is an inline script" for _ in scripts]
            + ["there is an inline style sheet" for tag, _ in self.tags if tag == "style"]
        )
