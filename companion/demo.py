"""placeholder"""

CLIENTS = 30
WEEKS = 10


def make(*, clients, weeks, now): ...
def sign_ins():
    return ""
