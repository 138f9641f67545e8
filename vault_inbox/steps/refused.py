"""What the user has taken out of several notes is written less readily: a certainty, tempered by how often it was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Context

_SEVERAL = 2  # notes; what is taken out of one note may be wrong for that note alone


def tempered(certainty: float, ctx: Context, field: str, value: str) -> tuple[float, str]:
    """The certainty of a tag or link, and why it is less where the user took it out of several of our notes; "" where it is not.

    It is multiplied by (kept + 1) / (written + 1): one that never stayed must be certain beyond all doubt, one that mostly stays
    hardly suffers.
    """
    refusal = ctx.refused(field, value)
    if refusal.notes < _SEVERAL:
        return certainty, ""
    kept = max(0, refusal.of - refusal.notes)
    return certainty * (kept + 1) / (refusal.of + 1), f"you removed it from {refusal.notes} of {refusal.of} notes"
