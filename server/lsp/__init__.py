"""The language server: the editor protocol on one side, sketches and holes on the other. Positions are converted in
`positions.py` and values in `convert.py`, and nowhere else."""
