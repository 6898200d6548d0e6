"""What becomes of a hole: propose, run, judge, repair, remember."""
