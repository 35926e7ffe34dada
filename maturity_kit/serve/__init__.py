"""Serving: our Voila with its doors closed, its page template, the launchers and publishing.

The server itself loads when it is started: importing these functions stays cheap.
"""

from maturity_kit.serve.launch import serve_demo, serve_lab, serve_workbook
from maturity_kit.serve.publish import publish

__all__ = ["publish", "serve_demo", "serve_lab", "serve_workbook"]
