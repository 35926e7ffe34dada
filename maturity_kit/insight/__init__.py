"""What the results mean together, how sure they are, and what to do."""
