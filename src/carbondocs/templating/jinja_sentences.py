"""The sentences in which Jinja tells of a template's syntax, and ours for them. Jinja has no codes for its errors."""

from __future__ import annotations

import re
from typing import NamedTuple

from carbondocs.diagnostics import Message, message

FITTING = message("Compare the tag with others, and look for a missing bracket, quote, comma or dot.")
"""What to do, where nothing closer is known."""


class Said(NamedTuple):
    """A sentence of Jinja's, with gaps, and ours."""

    pattern: re.Pattern[str]
    problem: Message
    hint: Message


def _said(pattern: str, problem: Message, hint: Message = FITTING) -> Said:
    return Said(re.compile(pattern, re.DOTALL), problem, hint)


SENTENCES: tuple[Said, ...] = (
    _said(
        r"(?:expected token|unexpected end of template, expected) 'end of (?:print statement|statement block)'"
        r"(?:, got 'end of template')?",
        message("The tag has no end."),
        message("Close it with }} or %}, as it was begun."),
    ),
    _said(
        r"expected token 'end of (?:print statement|statement block)', got '(?:string|integer|float)'",
        message("A text or a number follows where the tag should end."),
        message("Put a sign such as . | + or a comma before it, or take it away."),
    ),
    _said(
        r"expected token 'end of (?:print statement|statement block)', got '(?P<found>.+)'",
        message("{found} follows where the tag should end."),
        message("Put a sign such as . | + or a comma before {found}, or take it away."),
    ),
    _said(
        r"expected token 'name', got '(?:string|integer|float)'",
        message("Before a text or a number a name is missing."),
        message("Write the name of a field, or the one that the loop gives to its items."),
    ),
    _said(
        r"expected token 'name', got '(?P<found>.+)'",
        message("Before {found} a name is missing."),
        message("Write the name of a field, or the one that the loop gives to its items."),
    ),
    _said(
        r"expected token 'in', got '(?P<found>.+)'",
        message("The loop has no in before {found}."),
        message("Write it as {% for date in dates %}."),
    ),
    _said(
        r"expected token '(?P<wanted>.+)', got '(?:string|integer|float)'",
        message("{wanted} is missing before a text or a number."),
        message("Put {wanted} there."),
    ),
    _said(
        r"expected token '(?P<wanted>.+)', got '(?P<found>.+)'",
        message("{wanted} is missing before {found}."),
        message("Put {wanted} there."),
    ),
    _said(
        r"unexpected end of template, expected '(?P<wanted>.+)'",
        message("The template ends where {wanted} is needed."),
        message("Put {wanted} there."),
    ),
    _said(
        r"unexpected '(?P<found>.+)', expected '(?P<wanted>.+)'",
        message("{found} stands where {wanted} should."),
        message("Let every bracket be closed by its like: put {wanted} there."),
    ),
    _said(
        r"unexpected char [\"'](?P<found>.+)[\"'] at \d+",
        message("The sign {found} means nothing in a tag."),
        message("Take it away; type quotes and brackets with an English keyboard."),
    ),
    _said(
        r"unexpected '(?P<found>[)\]}])'",
        message("{found} closes no bracket."),
        message("Take it away, or add the bracket that it closes."),
    ),
    _said(
        r"(?:unexpected|Expected an expression, got) '(?P<found>(?:end|begin) of .+)'",
        message("Before {found} something is missing."),
        message("Write the name of a field there, or take the sign before it away."),
    ),
    _said(
        r"(?:unexpected|Expected an expression, got) '(?P<found>.+)'",
        message("{found} can't stand here."),
        message("Take it away, or add the name of a field before it."),
    ),
    _said(
        r"Encountered unknown tag '(?P<found>.+?)'\. You probably made a nesting mistake\..*looking for "
        r".*?'(?P<wanted>end\w+)'.*",
        message("{found} stands before {wanted}, which is needed first."),
        message("Close what was opened last first: put {{% {wanted} %}} before it."),
    ),
    _said(
        r"Encountered unknown tag '(?P<found>.+?)'\. .*following tags: (?P<wanted>.+?)\. "
        r"The innermost block that needs to be closed is '(?P<block>\w+)'",
        message("There is no tag {found}, and the block {block} is open."),
        message("Use one of {wanted} there."),
    ),
    _said(
        r"Encountered unknown tag '(?P<found>.+?)'.*",
        message("There is no tag {found}, or nothing that it belongs to."),
        message("Mend the word after the {%, or add the tag that begins the block."),
    ),
    _said(
        r"Unexpected end of template\..*following tags: (?P<wanted>.+?)\. "
        r"The innermost block that needs to be closed is '(?P<block>\w+)'",
        message("The block {block} has no end."),
        message("Use one of {wanted} there."),
    ),
    _said(
        r"tag name expected",
        message("The tag says nothing."),
        message("Write a word such as for or if after the {%, or take the tag away."),
    ),
    _said(
        r"expected name or number",
        message("After the dot a name is missing."),
        message("Write the field's name right after the dot."),
    ),
    _said(
        r"expected subscript expression",
        message("Between [ and ] something is missing."),
        message("Write a number there, as in [0], or take the brackets away."),
    ),
    _said(
        r"invalid syntax for function call expression",
        message("What stands between the brackets ( ) can't be read."),
        message("Put commas between, and those with a name and = last."),
    ),
    _said(
        r"can't assign to '.+'",
        message("Only a name can be given a value."),
        message("Write a plain name after set or for, without quotes, dots or brackets."),
    ),
    _said(
        r"expected call",
        message("After call a macro must be called."),
        message("Write it with its brackets, as in {% call box() %}."),
    ),
    _said(
        r"non-default argument follows default argument",
        message("An argument without = stands after one that has it."),
        message("Put those without = first."),
    ),
    _said(
        r"You cannot chain multiple tests with is",
        message("Two tests with is follow each other."),
        message("Put and or or between them."),
    ),
    _said(
        r"names starting with an underline can not be imported",
        message("A name that begins with _ can't be imported."),
        message("Give the macro a name without _ at its beginning."),
    ),
    _said(
        r"Block names in Jinja have to be valid Python identifiers.*",
        message("The name of a block has letters, digits and _ only."),
        message("Put _ in place of other signs."),
    ),
    _said(
        r"Required blocks can only contain comments or whitespace",
        message("A block that is required must be empty."),
        message("Take out what it holds, or the word required."),
    ),
    _said(
        r"Invalid character in identifier",
        message("A name has a sign that names can't have."),
        message("Take it away; type signs with an English keyboard."),
    ),
    _said(
        r"Missing end of comment tag",
        message("The comment has no end."),
        message("Close it with {sign}.", sign="#}"),
    ),
    _said(
        r"Missing end of raw directive",
        message("The block raw has no end."),
        message("Put {% endraw %} after what it holds."),
    ),
    _said(
        r"[Nn]o filter named '(?P<name>.+)'",
        message("There is no filter {name}."),
        message("Use one that the page about templates lists, or leave it out."),
    ),
    _said(
        r"[Nn]o test named '(?P<name>.+)'",
        message("There is no test {name}."),
        message("Use one that the page about templates lists, or leave it out."),
    ),
    _said(
        r"When defining macros or call blocks the special \"caller\" argument must be omitted.*",
        message("The argument caller is given by Jinja itself."),
        message("Take it away, or write caller=none."),
    ),
    _said(
        r"block '(?P<name>.+)' defined twice",
        message("The block {name} is there twice."),
        message("Give one of them another name."),
    ),
    _said(
        r"cannot use extend from a non top-level scope",
        message("extends stands within a block."),
        message("Put it at the beginning of the template."),
    ),
    _said(
        r"Can't assign to special loop variable in for-loop target",
        message("A loop can't call its items loop."),
        message("Give them another name."),
    ),
)
"""The first that fits is meant."""
