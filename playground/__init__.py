"""A local Bot API server and a chat page, so that an unchanged bot runs with no token and no internet."""
