"""Offline synthesis: expressions are built from the examples' own values until some give what is expected."""
