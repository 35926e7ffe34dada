"""Assessments beside each other: what differs, by how much, and whether other people in the room would explain it."""
