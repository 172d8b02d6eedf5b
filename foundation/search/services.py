"""Keeping the index: nobody decides anything here, the words follow from what is stored.

The trail says what changed, since every service writes into it with its change. A search first follows the trail from where it was left, so
that what was saved is found at once and no service has to think of it. What is deleted without a trace, or changed in a transaction that
lasted longer than `SETTLED`, is put right by night (`mend_index`).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from foundation.activity.models import Entry
from foundation.search.kinds import BITS_OF_ROW, TextSource, sources
from foundation.search.models import IndexedText, IndexedUpTo, IndexedWord
from foundation.search.words import words_in

AT_ONCE = 1000
# An entry may turn up below one that was read: its number is given before its transaction ends.
SETTLED = datetime.timedelta(minutes=1)
# So many entries are followed while somebody waits for what they look for.
MOST_FOLLOWED = 2000

Texts = dict[int, tuple[str, str]]


def follow_trail(most: int | None = MOST_FOLLOWED) -> bool:
    """Bring the index up to what the trail says has changed; False where that is more than `most` entries, or it was never made."""
    reached = IndexedUpTo.objects.order_by().first()
    if reached is None:
        return False
    entries = Entry.objects.filter(pk__gt=reached.entry).order_by("pk").values_list("pk", "at", "target_type", "target_id")
    read = list(entries[: most + 1] if most else entries)
    if most and len(read) > most:
        return False
    changed: dict[int, set[str]] = defaultdict(set)
    for _, _, kind, thing in read:
        changed[kind].add(thing)
    try:
        _index_again(changed)
    except (IntegrityError, OperationalError):
        # Somebody else's search does the same just now, or the database is locked: what changed in this minute is found a moment later.
        return True
    settled = [pk for pk, at, _, _ in read if at < timezone.now() - SETTLED]
    if settled:
        IndexedUpTo.objects.filter(pk=reached.pk, entry__lt=settled[-1]).update(entry=settled[-1])
    return True


def _index_again(changed: Mapping[int, set[str]]) -> None:
    kinds = {model: pk for pk in changed if (model := ContentType.objects.get_for_id(pk).model_class())}
    for source in sources():
        if things := changed.get(kinds.get(source.listed, 0)):
            _bring_in_step(source, source.of or "pk", things)
        if source.of and (rows := changed.get(kinds.get(source.model, 0))):
            _bring_in_step(source, "pk", rows)


def _bring_in_step(source: TextSource, by: str, keys: Iterable[str]) -> int:
    """Store, change and drop what differs of the texts that belong to these keys; how many."""
    asked = sorted(keys)
    differing = 0
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        texts = _texts(source, source.model._base_manager.filter(**{f"{by}__in": some}))
        start = source.number << BITS_OF_ROW
        indexed = IndexedText.objects.filter(number__range=(start, start + (1 << BITS_OF_ROW) - 1))
        named = Q(number__in=[start + int(key) for key in some]) if by == "pk" else Q(thing__in=some)
        with transaction.atomic():
            differing += _replace(_held(indexed.filter(named | Q(number__in=texts))), texts)
    return differing


def _texts(source: TextSource, rows: models.QuerySet) -> Texts:
    found = rows.filter(source.kept).exclude(**{source.field: ""}).order_by("pk")
    read = found.values_list("pk", source.of or "pk", source.field)
    start = source.number << BITS_OF_ROW
    texts = ((start + pk, str(thing), " ".join(words_in(text))) for pk, thing, text in read.iterator(chunk_size=AT_ONCE))
    return {number: (thing, words) for number, thing, words in texts if words}


def _held(rows: models.QuerySet[IndexedText]) -> Texts:
    return {number: (thing, words) for number, thing, words in rows.values_list("number", "thing", "words")}


def _replace(held: Texts, texts: Texts) -> int:
    gone = {number: words for number, words in held.items() if texts.get(number) != words}
    new = {number: words for number, words in texts.items() if held.get(number) != words}
    if gone or new:
        with transaction.atomic():
            # What another search has indexed since is left to it: both read what is stored.
            _drop(gone)
            IndexedText.objects.bulk_create(
                [IndexedText(number=at, thing=thing, words=words) for at, (thing, words) in new.items()], AT_ONCE
            )
            _tell_fts5("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", new)
            _keep_words({word for _, words in new.values() for word in words.split()})
    return len(gone.keys() | new.keys())


def _drop(gone: Texts) -> None:
    _tell_fts5("INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', %s, %s)", gone)
    numbers = sorted(gone)
    for first in range(0, len(numbers), AT_ONCE):
        IndexedText.objects.filter(number__in=numbers[first : first + AT_ONCE]).delete()


def _keep_words(words: set[str]) -> None:
    """Most are known: only the others are written, so that nothing is locked for them."""
    found = sorted(words)
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        new = set(some) - set(IndexedWord.objects.filter(word__in=some).values_list("word", flat=True))
        IndexedWord.objects.bulk_create([IndexedWord(word=word) for word in sorted(new)], ignore_conflicts=True)


def _tell_fts5(statement: str, texts: Texts) -> None:
    """SQLite's index is a table beside; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite" and texts:
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(number, words) for number, (_, words) in texts.items()])


def rebuild_index() -> int:
    """Make all of it again; how many texts."""
    with transaction.atomic():
        IndexedText.objects.all().delete()
        IndexedWord.objects.all().delete()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
        IndexedUpTo.objects.all().delete()
        IndexedUpTo.objects.create(entry=_last_entry())
        for source in sources():
            for texts in _in_parts(source):
                _replace({}, texts)
        return IndexedText.objects.count()


def _last_entry() -> int:
    return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def _in_parts(source: TextSource) -> Iterator[Texts]:
    keys = list(source.model._base_manager.filter(source.kept).exclude(**{source.field: ""}).order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        yield _texts(source, source.model._base_manager.filter(pk__in=keys[first : first + AT_ONCE]))


def mend_index() -> int:
    """Compare the whole index with what is stored, and put right what differs; how many texts that were."""
    if not IndexedUpTo.objects.exists():
        return rebuild_index()
    last = _last_entry()
    mended = 0
    words: set[str] = set()
    for held, texts in _compared():
        mended += _replace(held, texts)
        words.update(word for _, each in texts.values() for word in each.split())
    _forget_words(words)
    IndexedUpTo.objects.filter(entry__lt=last).update(entry=last)
    return mended


def _forget_words(used: set[str]) -> None:
    """A word of a deleted text, which may have been somebody's name, is not kept either."""
    unused = sorted(set(IndexedWord.objects.values_list("word", flat=True)) - used)
    for first in range(0, len(unused), AT_ONCE):
        IndexedWord.objects.filter(word__in=unused[first : first + AT_ONCE]).delete()


def catch_up() -> None:
    """What no search could follow while somebody waited for it: an index that was never made, or very many changes."""
    if not follow_trail(most=None):
        rebuild_index()


def count_differing() -> int:
    """How many texts of the index are not as they are stored, or are missing: 0 where it is in step."""
    return sum(held.get(each) != texts.get(each) for held, texts in _compared() for each in held.keys() | texts.keys())


def _compared() -> Iterator[tuple[Texts, Texts]]:
    """The index and what is stored, part by part, so that few are in memory at a time; last what no app names any more."""
    unknown = IndexedText.objects.all()
    for source in sources():
        first, end = source.number << BITS_OF_ROW, (source.number + 1) << BITS_OF_ROW
        unknown = unknown.exclude(number__gte=first, number__lt=end)
        for texts in _in_parts(source):
            last = max(texts, default=first - 1)
            yield _held(IndexedText.objects.filter(number__gte=first, number__lte=last)), texts
            first = last + 1
        yield _held(IndexedText.objects.filter(number__gte=first, number__lt=end)), {}
    yield _held(unknown), {}
