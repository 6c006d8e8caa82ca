"""The demo clinic: to look around in, and to measure with. Everyone in it is made up."""

from companion.demo.clinic import CLIENTS, WEEKS, make, sign_ins

__all__ = ["CLIENTS", "WEEKS", "make", "sign_ins"]
