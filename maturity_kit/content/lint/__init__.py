"""House style as rules: what a reader would stumble over in a model, where, and what to do about it."""
