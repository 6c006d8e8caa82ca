"""Everything out: a client's whole record as one file, and back in from it."""
