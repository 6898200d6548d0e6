# SYNTAX TEST "source.python" "the mark of a hole in ordinary Python"

def tally(text: str) -> int:
    """Add up."""
    ...  # hole
#   ^^^ keyword.other.hole.python
#        ^ comment.line.number-sign.python punctuation.definition.comment.python
#          ^^^^ comment.line.number-sign.python keyword.other.hole.python

def other() -> int:
    ...  # whole
#   ^^^ - keyword.other.hole.python
#          ^^^^^ comment.line.number-sign.python - keyword.other.hole.python
