"""What follows from the working tables: one file for each subject, pure like the rest of this floor.

A number that does not exist is None, and nothing here raises: what does not fit is refused when it is entered.
"""
