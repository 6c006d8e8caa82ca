"""The features between a client and the people who support them, by portal: what is shown, said and asked."""

from __future__ import annotations

from companion.overviews.accepting import supporter as accepting
from companion.overviews.consenting import client as consenting
from companion.overviews.disclosed import client as disclosed
from companion.overviews.encouraging import client as encouraging
from companion.overviews.encouraging import counselor as reported_notes
from companion.overviews.lending import client as lending
from companion.overviews.pressing import client as pressing
from companion.overviews.supporting import client as sharing
from companion.overviews.supporting import supporter as supporting
from companion.overviews.talking import client as talking
from companion.records.asks import supporter as asks
from companion.records.encouragement import supporter as encouragement
from companion.records.family import client as family

CLIENT = [sharing, consenting, pressing, disclosed, family, lending, encouraging, talking]
SUPPORTER = [supporting, accepting, asks, encouragement]
COUNSELOR = [reported_notes]
