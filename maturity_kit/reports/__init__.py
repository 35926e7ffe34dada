"""Deliverables on paper."""
