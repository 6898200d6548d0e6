"""Who asks: the command line and the language server, both thin."""
