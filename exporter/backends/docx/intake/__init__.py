"""The way back: a Word document, edited or written by a reporter, to an article.

ECMA-376 part 1. The words that stand in the document always win; what they cannot say is taken from the memo that the
exporter left in it (`memo.py`), and what is guessed or lost is told.
"""
