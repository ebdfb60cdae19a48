"""The print desk's own way: articles that are laid into a folder come out of another."""
