"""How fast and how lean, as ratios in one run against what a user would pick instead: `make bench`."""
