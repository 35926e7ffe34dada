"""Assessments in files, changed for a test."""

import json


def with_(file, **changes):
    """The assessment in a file, with some of its fields replaced."""
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    return file
