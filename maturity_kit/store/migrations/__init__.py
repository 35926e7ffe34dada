"""How the tables came to be what they are: ``schema_1``, ``schema_2``, ... each made from the one before.

A migration never changes once it is released: it describes its own tables and reads none of the present ones.
"""
