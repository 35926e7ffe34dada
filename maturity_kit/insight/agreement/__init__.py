"""How far the people in a room agree: on one item, over a model, in words and as a table."""
