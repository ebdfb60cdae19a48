"""Bags for the archive: made of what the pipeline makes, turned back into articles, compared with one another."""
