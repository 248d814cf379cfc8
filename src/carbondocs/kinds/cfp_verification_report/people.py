"""Who took part in a verification: the team, the technical reviewers, and those who came along."""

from __future__ import annotations

from pydantic import Field

from carbondocs.values.choice import Choice, YesNo
from carbondocs.values.model import Model
from carbondocs.values.text import Line, Name


class Role(Choice):
    """What a member of the team is in it."""

    LEADER = "leader", "组长"
    MEMBER = "member", "组员"
    EXPERT = "expert", "技术专家"


class Inspector(Model):
    """A member of the inspection team (7.3.2); a technical expert supports it and doesn't count as an inspector."""

    role: Role = Field(title="角色")
    name: Name = Field(title="姓名")
    duty: Line = Field(title="职责/分工")
    qualification: Line = Field(title="资质", description="The registration as an inspector, with its number.")
    full_time: YesNo = Field(title="专职", description="Whether the body employs this person full-time.")
    quantification: YesNo = Field(
        False,
        title="具备量化专业知识",
        description="Whether this person knows how to quantify footprints of such products; at least one member must.",
    )


class Reviewer(Model):
    """A member of the technical review, who took no part in the verification (4.4)."""

    name: Name = Field(title="姓名")
    duty: Line = Field(title="职责")
    qualification: Line = Field(title="资质")
    field: Line = Field(title="专业领域")


class Companion(Model):
    """Somebody who accompanied the team: an observer, a guide, an interpreter."""

    name: Name = Field(title="姓名")
    organization: Name = Field(title="单位")
    position: Line = Field(title="职务/身份")
