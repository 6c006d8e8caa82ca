"""What a client has a right to, by portal: a copy of their own, and an account of who looked."""

from __future__ import annotations

from companion.overviews.closing import client as closing
from companion.overviews.disclosures import privacy as disclosures
from companion.overviews.emergencies import privacy as emergencies
from companion.overviews.emergencies import staff as emergency
from companion.overviews.export import client as export
from companion.overviews.leaving import client as leaving
from companion.overviews.printing import client as printing
from companion.overviews.timeline import staff as emergency_record

CLIENT = [closing, export, leaving, printing]
PRIVACY = [disclosures, emergencies]
STAFF = [emergency, emergency_record]
