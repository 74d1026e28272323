"""`python -m bot` is `pilar`."""

from bot.cli import main

main()
