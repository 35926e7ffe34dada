"""A room: people who vote on the questions of one assessment, led by a facilitator. Pure: no clock, no files."""
