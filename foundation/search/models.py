"""The index: the words of each text, and how far the trail has been followed. A copy that can be made again at any time."""

from django.db import models


class IndexedText(models.Model):
    """The words of one text, folded, in their order. Whose it is and who may read it are asked of the text itself, never of this."""

    number = models.BigIntegerField(primary_key=True, help_text="The number of its source and, in the last 40 bits, that of its row.")
    thing = models.CharField(max_length=40, help_text="The key of what it belongs to.")
    words = models.TextField()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["thing"], name="indexed_text_of_thing")]

    def __str__(self) -> str:
        return f"Words of text {self.number}"


class IndexedWord(models.Model):
    """Each word that a text in the index has: the beginning of a word is looked for here, and the index asked for whole words."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.word


class IndexedUpTo(models.Model):
    """The last entry of the trail whose change is in the index; none where the index was never made."""

    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return f"Up to entry {self.entry}"
