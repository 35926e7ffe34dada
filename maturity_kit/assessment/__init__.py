"""What people said about an organisation: answers, votes, targets and weights."""
