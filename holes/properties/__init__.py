"""Properties: inputs are drawn, tried and, where one falsifies, shrunken."""
