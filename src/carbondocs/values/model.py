"""The base of every record."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Data that is checked once and never changes afterwards; a field that it doesn't know is an error.

    Sequences in a model are declared as tuples, so that the whole stays immutable and can be hashed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, allow_inf_nan=False)
