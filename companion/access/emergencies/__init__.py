"""Emergency access: a record opens for an hour to staff who have no part in it, and all can see why."""
