"""Steps, levels of care and reasons in words."""

from __future__ import annotations

from companion.core.words import _l
from companion.programs.path.rules import Kind, Level, Reason

LEVELS = {
    Level.COMMUNITY: _l("Home, with no program"),
    Level.OUTPATIENT: _l("Outpatient care"),
    Level.INTENSIVE_OUTPATIENT: _l("Intensive outpatient care"),
    Level.PARTIAL_HOSPITALIZATION: _l("Partial hospital care"),
    Level.RESIDENTIAL: _l("Residential care"),
    Level.INPATIENT: _l("Hospital care"),
    Level.WITHDRAWAL: _l("Withdrawal management"),
}
KINDS = {
    Kind.REFERRED: _l("Referred"),
    Kind.ASSESSED: _l("Assessed"),
    Kind.ENROLLED: _l("Enrolled"),
    Kind.MOVED: _l("Changed track"),
    Kind.STEPPED_UP: _l("Stepped up"),
    Kind.STEPPED_DOWN: _l("Stepped down"),
    Kind.DISCHARGED: _l("Discharged"),
    Kind.ALUMNI: _l("Alumni"),
}
# As the client reads them.
OWN_KINDS = {
    Kind.REFERRED: _l("You came to us"),
    Kind.ASSESSED: _l("We talked about what fits you"),
    Kind.ENROLLED: _l("You began the program"),
    Kind.MOVED: _l("You changed your group times"),
    Kind.STEPPED_UP: _l("You stepped up to more support"),
    Kind.STEPPED_DOWN: _l("You stepped down to less support"),
    Kind.DISCHARGED: _l("Your time in the program ended"),
    Kind.ALUMNI: _l("The app is yours alone"),
}
REASONS = {
    Reason.COMPLETED: _l("Finished the program"),
    Reason.STEPPED_DOWN: _l("Steps down to other care"),
    Reason.STEPPED_UP: _l("Steps up to other care"),
    Reason.MOVED: _l("Moves to another place"),
    Reason.CHOSE_TO_LEAVE: _l("Chooses to leave"),
    Reason.OTHER: _l("Another reason"),
}
OWN_REASONS = {
    Reason.COMPLETED: _l("You finished the program."),
    Reason.STEPPED_DOWN: _l("You went on in care with fewer hours."),
    Reason.STEPPED_UP: _l("You went on in care with more hours."),
    Reason.MOVED: _l("You moved to another place."),
    Reason.CHOSE_TO_LEAVE: _l("You chose to leave. The door stays open."),
    Reason.OTHER: "",
}
