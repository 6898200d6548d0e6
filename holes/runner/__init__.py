"""Running nobody's code in our own process: a protocol, and what stands behind it."""
