"""Depth of list items, told by how far each is set in from the one before."""


class Levels:
    """Counts depth within one list: 1 for a bullet, 2 for a bullet under it.

    Args:
        tolerance: difference of left edges that still counts as none, in the unit of the edges.
    """

    def __init__(self, tolerance: float) -> None:
        self.tolerance = tolerance
        self.edges: list[float] = []

    def of(self, edge: float) -> int:
        """Depth of the next item, by its left edge."""
        while self.edges and edge < self.edges[-1] - self.tolerance:
            self.edges.pop()
        if not self.edges or edge > self.edges[-1] + self.tolerance:
            self.edges.append(edge)
        return len(self.edges)

    def end(self) -> None:
        """The list is over; the next item starts another."""
        self.edges.clear()
