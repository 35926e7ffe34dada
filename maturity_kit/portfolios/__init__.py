"""Very many assessments at once: Parquet in, Parquet out, in bounded memory."""
