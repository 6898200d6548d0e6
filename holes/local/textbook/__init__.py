"""The textbook: functions that many people have written before, which are tried on the examples.

`numbers`, `texts` and `items` hold them, as they would stand in a user's file; `catalogue` reads them, `pieces` tries
them.
"""
