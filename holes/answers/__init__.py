"""From whatever a model answered to a fill that is worth running: extract, mend, check."""
