"""Many articles: where their names come from, who makes their files, and what need not be made again."""
