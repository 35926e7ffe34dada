"""What a room needs to know and to say: who answers what, what to ask next, what a result means, how the day runs."""
