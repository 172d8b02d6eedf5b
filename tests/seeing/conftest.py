from tests.seeing.world import stored, world

__all__ = ["stored", "world"]
