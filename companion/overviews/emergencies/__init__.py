"""Emergency access: asking for it with a reason, and looking at it afterwards."""
