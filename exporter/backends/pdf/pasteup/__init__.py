"""A newspaper's page by paste-up: galleys are set once, cut into columns and pasted onto sheets.

strips   every article laid out once by WeasyPrint: its text in one column without end, its head as wide as its columns
units    a strip as what a cut never goes through: lines, pictures, rows; and where it may be cut
flow     how units fall into columns of given depths, on one grid of lines
cut      the boxes of a column, made of the strip's
sheet    the pages: what is pasted on them, their rules and jump lines
making   all of it in order: an edition as a document
"""
