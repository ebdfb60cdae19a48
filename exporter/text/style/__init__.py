"""House style as small rules: a text in, its departures from the style out, each with what should stand there."""
