"""What later audits suggest of an action's effect, in words that obey a small sample."""

from dataclasses import dataclass

from foundation.statistics import EVIDENCE, fisher_exact, share_in_words


@dataclass(frozen=True)
class BeforeAndAfter:
    """Agreed grades of the action's domains in the same place: how many, and how many of them weak, on each side of a day."""

    before: int
    weak_before: int
    after: int
    weak_after: int

    @property
    def p(self) -> float:
        return fisher_exact(self.weak_before, self.before - self.weak_before, self.weak_after, self.after - self.weak_after)

    def is_enough(self, fewest: int) -> bool:
        return self.after >= fewest and self.before >= fewest

    @property
    def is_better(self) -> bool:
        """A smaller share of weak grades after than before."""
        return self.weak_after * self.before < self.weak_before * self.after

    def suggestion(self, fewest: int) -> str:
        """What the audits say, and how far they can be trusted."""
        if not self.is_enough(fewest):
            return f"Too few audits to compare: {self.before} before and {self.after} after, and {fewest} on each side are asked for."
        if not self.is_better:
            return "Later audits do not show a change for the better: this suggests not effective."
        if self.p < EVIDENCE:
            return "Later audits are better, by more than chance alone would often give: this suggests effective."
        return "Later audits are better, but so few audits could differ as much by chance: the suggestion is effective, weakly."

    @property
    def shares(self) -> tuple[str, str]:
        """“6 of 9 (67%; 95% interval …)” before and after, for weak grades."""
        return share_in_words(self.weak_before, self.before), share_in_words(self.weak_after, self.after)
