"""Findings about rendered documents, each told once, with the data and the languages in which it was seen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from carbondocs.designer.trial import Trial
from carbondocs.diagnostics import Diagnostic

Seen = Mapping[str, object]
"""The names of data and of languages, as messages fill them in: ``trials``, ``locales``."""

Teller = Callable[[Seen], Diagnostic]
"""Makes a finding of where it was seen."""


@dataclass
class _Sighting:
    tell: Teller
    trials: dict[str, None] = field(default_factory=dict)
    locales: dict[str, None] = field(default_factory=dict)


@dataclass
class Sightings:
    """What was seen in the trials of a pack."""

    _found: dict[Hashable, _Sighting] = field(default_factory=dict)

    def note(self, key: Hashable, trial: Trial, tell: Teller) -> None:
        """Note what ``key`` stands for; it will be told as it was when it was seen first."""
        found = self._found.setdefault(key, _Sighting(tell))
        found.trials[trial.name] = None
        found.locales[trial.setting.locale.name] = None

    def findings(self) -> Iterator[Diagnostic]:
        """One finding for each, in the order in which they were seen."""
        for found in self._found.values():
            yield found.tell({"trials": list(found.trials), "locales": list(found.locales)})
