"""The card of published policy over time: how a group stood at the end of the last quarters."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import indicator
from benchmarking.disclosure import Protected
from benchmarking.measures.policy_standing import Quarter
from dashboards import words
from dashboards.card import Card, Record
from dashboards.policy_cards import DISTANCE, policies_counted, topic_words
from dashboards.policy_figures import QuarterPoint, by_quarter
from dashboards.policy_reading import PolicyReading, told
from rulebook import wording


def quarters_card(reading: PolicyReading) -> Card:
    """Return how the organisation and the group stood at the end of the last quarters."""
    topic = topic_words(reading)
    return Card(
        key="per-kwartaal",
        section=_("In de tijd"),
        title=_quarters_title(reading, topic),
        summary=_(
            "Het beleid dat aan het eind van elk kwartaal gold, en dat van vandaag. De maat is "
            "steeds die van vandaag: alleen beleid kan de lijn verplaatsen."
        ),
        caption=_("%(topic)s: afstand tot de UWV-basis, per kwartaal") % {"topic": topic},
        corner=_("Dag"),
        records=tuple(
            record for quarter in reading.quarters for record in _quarter_records(reading, quarter)
        ),
        indicators=(indicator(DISTANCE),),
        below=_("Leeg: toen gold er geen gepubliceerd beleid. Wat later is ingetrokken telt niet."),
        legend=(("own-line", reading.own_name), ("all-line", reading.group)),
        draw=lambda theme: by_quarter(
            _points(reading, [reading.of_own(one, reading.topic) for one in reading.quarters]),
            _points(reading, [reading.of_group(one, reading.topic) for one in reading.quarters]),
            names=(reading.own_name, reading.group),
            theme=theme,
            language=language_now(),
        ),
        cases=policies_counted(reading),
    )


def _quarters_title(reading: PolicyReading, topic: str) -> str:
    found = [(one.on, reading.of_group(one, reading.topic)) for one in reading.quarters]
    shown = [(day, value) for day, value in found if value is not None]
    (first, before), (_today, now) = shown[0], shown[-1]
    names = {
        "topic": topic,
        "before": words.percent(before),
        "now": words.percent(now),
        "day": _long(first),
    }
    if len({value for _day, value in shown}) > 1 and before == now:
        return _("%(topic)s: de groep ligt op %(now)s van UWV, net als op %(day)s") % names
    if before == now:
        return _("%(topic)s: de groep ligt sinds %(day)s op %(now)s van UWV") % names
    return _("%(topic)s: de groep ging sinds %(day)s van %(before)s naar %(now)s") % names


def _quarter_records(reading: PolicyReading, quarter: Quarter) -> list[Record]:
    row = wording.date_short(quarter.on, language_now())
    columns = {
        reading.own_name: told(reading.of_own(quarter, reading.topic)),
        reading.group: told(reading.of_group(quarter, reading.topic)),
    }
    there = sum(name in quarter.standings for name in reading.members)
    return [
        *(
            Record(row=row, column=column, figure=figure, unit="percent")
            for column, figure in columns.items()
            if figure is not None
        ),
        Record(
            row=row,
            column=_("Met beleid, in de groep"),
            figure=Protected(value=there),
            unit="count",
        ),
    ]


def _points(reading: PolicyReading, values: Sequence[int | None]) -> list[QuarterPoint]:
    days = [quarter.on for quarter in reading.quarters]
    return [
        QuarterPoint(
            label=_("nu") if day == days[-1] else _quarter_in_short(day),
            value=value,
            words="" if value is None else f"{_long(day)}: {words.percent(value)}",
        )
        for day, value in zip(days, values, strict=True)
    ]


def _quarter_in_short(day: date) -> str:
    names = {"quarter": (day.month + 2) // 3, "year": day.year}
    return _("kw %(quarter)s<br>%(year)s") % names


def _long(day: date) -> str:
    return wording.date_long(day, language_now())
