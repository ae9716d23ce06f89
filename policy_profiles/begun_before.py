"""Whether a draft that begins is there already, as after a second press of the button."""

from uuid import UUID

from policy_profiles.models import ProfileDraft


def same_draft(*, draft_id: UUID) -> UUID | None:
    """Find an earlier draft of the same maker that says the same under the same name.

    Only one that nobody offered: that one is in review and no longer to be worked on.
    """
    draft = ProfileDraft.objects.get(pk=draft_id)
    alike = ("title", "values", "to_discuss", "below_hash", "started_from_id", "planned_from")
    found = ProfileDraft.objects.filter(made_by=draft.made_by, offered_as__isnull=True)
    found = found.filter(**{name: getattr(draft, name) for name in alike}).exclude(pk=draft_id)
    return found.order_by("made_at").values_list("pk", flat=True).first()
