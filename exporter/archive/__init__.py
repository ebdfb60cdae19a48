"""Bags (RFC 8493): what the pipeline makes, kept with its source, its proof and its licences for thirty years."""
