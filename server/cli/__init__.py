"""The command line: one module a command, one a format."""
