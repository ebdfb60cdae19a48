"""One command, one file: `arguments` tells the parser, `run` does it."""
