"""Texts from texts: what is cut out of the arguments, changed, and put together with constants."""
