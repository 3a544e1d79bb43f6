"""From a person to a release without them, and to tombstones for those with them.

The order makes every moment safe to be killed in: a note that something is to be done;
the list that the intake turns people away by; the registers; a new release; the
pointer; the older releases; and the note goes. Whoever finds the note starts again at
the top, where what is done already is found done.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from warehouse.audit import record
from warehouse.build import Build
from warehouse.erasure.holdings import (
    Coded,
    Holding,
    Marked,
    find_holdings,
    find_releases,
    list_loads,
)
from warehouse.erasure.note import ErasureNote, read_note, remove_note, write_note
from warehouse.erasure.people import Person
from warehouse.erasure.problems import (
    NamesakesError,
    NobodyFoundError,
    NoKeyError,
    OtherKeyError,
    TellingReasonError,
)
from warehouse.erasure.strays import Strays, remove_strays
from warehouse.erasure.sweeping import sweep
from warehouse.erasure.withdrawing import withdraw_releases
from warehouse.full_build import read_full_record
from warehouse.intake.contacts import hide_values
from warehouse.intake.erased import add_erased, make_mark, read_erased
from warehouse.intake.identity import name_key
from warehouse.release_info import Edition
from warehouse.releases import (
    NoReleaseError,
    find_served,
    find_served_id,
    list_folders,
    publish,
)
from warehouse.retention import remove_old_releases
from warehouse.settings import Settings
from warehouse.withdrawals import Withdrawal

Make = Callable[[Build], str]
"""Runs a build whose lock is held, and gives the id of the release."""


@dataclass(frozen=True)
class Plan:
    """What forgetting a person would do.

    `other_keys` are marks of keys under which registers hold codes that nobody can
    compare with those of the key at hand.
    """

    holdings: tuple[Holding, ...]
    releases: tuple[str, ...]
    note: ErasureNote
    is_begun: bool
    other_keys: tuple[str, ...]

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to do."""
        return self.is_begun or bool(self.holdings or self.releases)


@dataclass(frozen=True)
class Outcome:
    """What was done: rows taken out, stray files removed, releases replaced."""

    rows: int
    strays: Strays
    served: str | None
    withdrawn: tuple[Withdrawal, ...]


@dataclass
class Erasure:
    """Forgets one person; without a person, finishes what was begun before.

    Raises on making: NoKeyError, OtherKeyError.
    """

    settings: Settings
    person: Person | None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        secret = self.settings.identity_key
        if secret is None:
            raise NoKeyError
        self.key = secret.get_secret_value()
        erased = read_erased(self.settings)
        if not erased.is_of(self.key):
            raise OtherKeyError(key=erased.key_name)

    def plan(self, reason: str) -> Plan:
        """Look for the person everywhere; nothing changes.

        Raises:
            TellingReasonError: the reason tells who it is.
            NobodyFoundError: a word is that of nobody in a register or a release.
            NamesakesError: the name is also that of people with a date of birth.
        """
        self._check_reason(reason)
        note = read_note(self.settings)
        marks = self._list_marks()
        if note is None or marks.isdisjoint(note.marks):
            self._require_everybody()
        note, is_begun = note or self._begin(reason), note is not None
        note = note.model_copy(update={"marks": tuple(sorted(marks | {*note.marks}))})
        known = read_erased(self.settings).marks
        marked = Marked(known.union(note.marks), self.key)
        return Plan(
            tuple(find_holdings(marked, self.settings)),
            tuple(find_releases(marked, self.settings)),
            note,
            is_begun,
            self._list_other_keys(),
        )

    def carry_out(self, plan: Plan, make: Make) -> Outcome:
        """Do it; call it with the lock held.

        Raises:
            BuildRefusedError: the data broke a rule without the person. The registers
                are done with; what is served stays until a build succeeds.
        """
        note = plan.note
        write_note(note, self.settings)
        marks = add_erased(note.marks, self.key, self.settings).marks
        marked = Marked(marks, self.key)
        rows = sweep(marked, self.settings)
        strays = remove_strays(self._list_words(), self.settings)
        record("erased", self.settings, rows=rows)
        note = self._note_swept(note, is_changed=rows > 0)
        served = self._replace_served(note, make)
        ids = find_releases(marked, self.settings)
        withdrawn = withdraw_releases(ids, note, served, self.settings)
        remove_old_releases(self.settings)
        remove_note(self.settings)
        return Outcome(rows, strays, served, tuple(withdrawn))

    def _list_words(self) -> tuple[str, ...]:
        if self.person is None:
            return ()
        return (*self.person.words, *self.person.list_codes(self.key))

    def _list_marks(self) -> set[str]:
        codes = self.person.list_codes(self.key) if self.person else set()
        return {make_mark(code, self.key) for code in codes}

    def _check_reason(self, reason: str) -> None:
        is_telling = self.person is not None and self.person.is_named_in(reason)
        if is_telling or hide_values([reason]) != (reason,):
            raise TellingReasonError

    def _require_everybody(self) -> None:
        """Every word is somebody's, and a name is one person's."""
        if self.person is None:
            return
        if self.person.born is None:
            namesakes = self.person.list_namesakes(self.key)
            if self._is_anywhere(namesakes):
                raise NamesakesError
        for number, word in enumerate(self.person.words, 1):
            if not self._is_anywhere(self.person.find_codes(word, self.key)):
                raise NobodyFoundError(number=number)

    def _is_anywhere(self, codes: set[str]) -> bool:
        sought = Coded(frozenset(codes))
        return bool(
            find_holdings(sought, self.settings)
            or find_releases(sought, self.settings, if_unreadable=False)
        )

    def _list_other_keys(self) -> tuple[str, ...]:
        names = {load.key_name for load in list_loads(self.settings)}
        return tuple(sorted(filter(None, names - {name_key(self.key)})))

    def _begin(self, reason: str) -> ErasureNote:
        served = find_served_id(self.settings)
        full = read_full_record(self.settings)
        is_alike = full is not None and full.release.id == served
        return ErasureNote(
            started_at=datetime.now(UTC),
            reason=reason,
            marks=(),
            edition=self._find_edition(),
            as_of=full.asked_as_of if full and is_alike else None,
        )

    def _find_edition(self) -> Edition | None:
        """That of what is served; where nothing is sound, what a build would make."""
        try:
            return find_served(self.settings).release.info.edition
        except NoReleaseError:
            return self.settings.edition if list_folders(self.settings) else None

    def _note_swept(self, note: ErasureNote, *, is_changed: bool) -> ErasureNote:
        if note.swept_at and not is_changed:
            return note
        swept = note.model_copy(update={"swept_at": datetime.now(UTC)})
        write_note(swept, self.settings)
        return swept

    def _replace_served(self, note: ErasureNote, make: Make) -> str | None:
        """What is served once nobody's rows are in it any more."""
        if note.edition is None:
            return None
        if found := self._find_replacement(note):
            return found
        work = Build(self.settings, note.edition, note.as_of, is_published=False)
        return publish(make(work), self.settings).id

    def _find_replacement(self, note: ErasureNote) -> str | None:
        """What is served, if it was made after the registers were done with."""
        try:
            release = find_served(self.settings).release
        except NoReleaseError:
            return None
        is_alike = release.info.edition == note.edition
        is_later = note.swept_at and release.info.created_at > note.swept_at
        return release.id if is_alike and is_later else None
