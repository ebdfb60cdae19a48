"""A newsroom's night, and an archive's years: the great table of `make bench`, and how cost grows."""
