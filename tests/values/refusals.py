"""How the tests of the value types look at a refusal."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from carbondocs.errors import InvalidValue


def accepted(kind: Any, value: object) -> Any:
    """What a pydantic field of the type ``kind`` makes of ``value``."""
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: object) -> InvalidValue:
    """The refusal that pydantic hands on from a field of the type ``kind``, which says what to do and can travel."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (found,) = caught.value.errors()
    error = found["ctx"]["error"]
    assert isinstance(error, InvalidValue)
    assert str(error.problem)
    assert str(error.hint)
    travelled = pickle.loads(pickle.dumps(error))
    assert (travelled.code, travelled.problem, travelled.hint) == (error.code, error.problem, error.hint)
    return error
