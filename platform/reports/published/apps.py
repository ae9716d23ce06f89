"""The app of reports for everyone, apart because its table stands in `public`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishedReportsConfig(AppConfig):
    """Reports that were let go for everyone to read."""

    name = "reports.published"
    label = "published_reports"
    verbose_name = _("Openbare rapporten")
