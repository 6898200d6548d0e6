"""The worker of the restricted interpreter: it runs in a process of its own, under Holewright's own interpreter."""
