"""Closing one's account: out at once, and what the law keeps is said."""
