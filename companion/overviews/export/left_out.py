"""What is kept about a client and does not go along with a copy of the record, each with its reason."""

from __future__ import annotations

# Tables with a client's id that stay here, and why.
LEFT_OUT = {
    "counseling_notes": "kept apart from the record, and nobody's but their author's (45 CFR 164.501)",
    "session_preps": "a counselor's own working notes before a session",
    "tasks": "the work list of the staff",
    "reviews": "when staff read what; the pages that they opened are in looks",
    "readings": "when staff read what; the pages that they opened are in looks",
    "alert_acts": "the notes of the staff on who did what about a safety alert",
    "events": "the audit, which holds ids and no words, and stays with the program",
    "timeline_exports": "files that staff made, and why; each is in looks",
    "received_entries": "fingerprints against a second send",
    "support_codes": "hashes of codes",
    "consent_warnings": "which warnings were sent",
    "sent_reminders": "which reminders were sent",
    "schedule_seen": "how far the schedule was read on a phone",
    "plan_keepings": "which phones keep a copy of the plan",
    "calendar_feeds": "hashes of secret addresses",
    "push_subscriptions": "secret addresses of phones",
}
