"""What runs in the other process, beside a candidate, under the user's interpreter.

Standard library alone, Python 3.9 or newer, and as little of it as possible: every import is paid for at each start. It
is loaded under a private package name, so that no module of the user's can be taken for one of ours or the reverse.
"""
