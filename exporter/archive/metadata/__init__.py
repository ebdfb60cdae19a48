"""What a bag says of its article: one file a standard, each made of the same record."""
