"""Pushing to people who are not looking: rows of the outbox become messages, each with a known end."""
