"""`--reference`: the newsroom's own document, whose look is taken and whose text is not."""
