"""The check of a pack: all that can be found at once, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carbondocs.designer.adopted import adopted_contexts, trial_setting
from carbondocs.designer.drawings import BROKEN
from carbondocs.designer.lint import Lint
from carbondocs.designer.progress import Tell, silent
from carbondocs.designer.trials import Trials
from carbondocs.diagnostics import Diagnostic, Message, Severity, message
from carbondocs.errors import TemplateError
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.templating.pack import Pack, pack_in


@dataclass(frozen=True)
class Checkup:
    """What was found: errors, for which documents can't be made or aren't lawful, warnings and notes."""

    findings: tuple[Diagnostic, ...]
    pack: Pack | None = None

    @property
    def sound(self) -> bool:
        """Whether there is no error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def check_pack(folder: Path, issuer: Issuer | None = None, *, rendered: bool = True, tell: Tell = silent) -> Checkup:
    """Check the pack in ``folder``: its templates and, where ``rendered``, the documents made with them.

    ``tell`` is told before each of these how many were read back already, and how many there are.

    Nothing is raised for what is wrong with the pack, but MachineError where the machine lacks a library.
    """
    issuer = issuer or sample_issuer()
    try:
        pack = pack_in(folder)
    except TemplateError as error:
        return Checkup(error.diagnostics)
    chosen = kind(pack.manifest.kind)
    faces = trial_setting(chosen, issuer).faces
    findings = Lint(pack, chosen, adopted_contexts(chosen, issuer), faces).run()
    if rendered:
        sound = [name for name in chosen.formats if not _broken(name, pack, findings)]
        told = {finding.code for finding in findings} & {BROKEN}
        read = Trials(folder, chosen, issuer, list(sound), tell).run()
        findings += (finding for finding in read if finding.code not in told)
        if waiting := [name for name in chosen.formats if name not in sound]:
            findings.append(Diagnostic("pages.unread", _waiting(waiting), severity=Severity.NOTE))
    return Checkup(tuple(dict.fromkeys(findings)), pack)


def _broken(name: str, pack: Pack, findings: list[Diagnostic]) -> bool:
    """Whether an error stands in the templates of a format."""
    errors = (finding.place.source for finding in findings if finding.severity is Severity.ERROR)
    word = [source.endswith(".docx") for source in errors]
    return any(word) if name == "docx" and not pack.manifest.drawing else not all(word)


def _waiting(formats: list[str]) -> Message:
    return message("The pages of {formats} are read back once these errors are mended.", formats=", ".join(formats))
