"""What is kept an hour: forms that are filled in, and files that wait for confirmation."""

from django.db import models

from tenants.access import OWN_ROWS
from tenants.identifiers import uuid7


class KeptAnswers(models.Model):
    """A form as somebody filled it in, until it is recorded; removed then, or after an hour.

    So a look at what will be recorded has an address of its own, and going back loses nothing,
    while no answer ever stands in an address. `revision` is that of the case as it was shown.
    `sealed` is what was typed, encrypted: also what the form refused, such as a number or a name.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.CASCADE, related_name="kept_answers"
    )
    form = models.CharField(max_length=8)
    kept_by = models.UUIDField()
    revision = models.PositiveIntegerField()
    sealed = models.BinaryField(default=b"", db_default=b"")
    expires_at = models.DateTimeField(db_index=True)

    access = OWN_ROWS

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="kept_answers_once_a_form", fields=["case", "form", "kept_by"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.id}"


class StagedFile(models.Model):
    """An uploaded file that waits for confirmation after its dry run; removed soon after."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8)
    municipality_code = models.CharField(max_length=6, blank=True)
    content = models.BinaryField()
    mapping = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.UUIDField()
    expires_at = models.DateTimeField(db_index=True)

    access = OWN_ROWS

    def __str__(self) -> str:
        return self.sha256
