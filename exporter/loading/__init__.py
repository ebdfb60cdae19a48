"""A file to an article, or every finding at once: `load.load` is the door."""
