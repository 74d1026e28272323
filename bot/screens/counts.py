"""What an agency was asked, section by section, and how much of it is there: the numbers that every screen shows."""

from __future__ import annotations

from bot.flows.moves import LOCKED
from bot.screens.views import SectionLine


class Counts:
    """Sums over the `sections` of whoever has them."""

    __slots__ = ()
    sections: tuple[SectionLine, ...]

    @property
    def done(self) -> int:
        return sum(section.done for section in self.sections)

    @property
    def asked(self) -> int:
        return sum(section.asked for section in self.sections)

    @property
    def proved(self) -> int:
        """Answers that have evidence."""
        return sum(section.proved for section in self.sections)

    @property
    def unproved(self) -> int:
        """Answers that need evidence and have none."""
        return sum(section.unproved for section in self.sections)

    @property
    def complete(self) -> bool:
        """Whether all is sent; whoever is asked nothing is never complete."""
        return bool(self.sections) and all(section.status in LOCKED for section in self.sections)
