"""Models and their questions: what is asked."""
