"""Reminders: when people are at work, what is due when, and the step that turns what is due into outbox rows."""
