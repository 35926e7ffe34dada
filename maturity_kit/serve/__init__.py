"""Serving: our Voila with its doors closed, its page template, the launchers and publishing.

Heavy parts load when they are used: ``from maturity_kit.serve import serve_workbook`` stays cheap.
"""

from maturity_kit.serve.launch import serve_demo, serve_lab, serve_published, serve_workbook

__all__ = ["serve_demo", "serve_lab", "serve_published", "serve_workbook"]
