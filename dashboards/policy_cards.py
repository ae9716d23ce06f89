"""The cards of published policy: by topic, and by organisation."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.definitions import indicator
from benchmarking.disclosure import Protected
from benchmarking.measures.policy_standing import PolicyStanding
from dashboards import words
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.dot_figures import Dot, Line, interval_dots
from dashboards.figures import Figure
from dashboards.policy_figures import PolicyDot, TopicRow, topic_strips
from dashboards.policy_reading import PolicyReading, in_percents, told
from dashboards.theme import Theme
from rulebook.headings import TOPICS
from rulebook.profiles import BASELINE

DISTANCE = "distance_to_baseline"
#: A figure of dots shows so many others; the table has all of them.
_MOST_DRAWN = 30


def topics_card(form: ChoiceForm, reading: PolicyReading) -> Card:
    """Return everybody's distance on each topic; a row leads to the same page of that topic."""
    labels = {topic: words.said(TOPICS[topic]) for topic in reading.topics}
    return Card(
        key="per-onderwerp",
        section=_("Wat valt op"),
        title=_topics_title(reading, labels),
        summary=_(
            "Elke stip is het gepubliceerde beleid van één uitvoerder, 0 % is gelijk aan UWV. Ver "
            "is niet slecht en dichtbij is niet goed."
        ),
        caption=_("Afstand tot de UWV-basis, per onderwerp van harmonisatie"),
        corner=_("Onderwerp van beleid"),
        records=tuple(
            record
            for topic, label in labels.items()
            for record in _topic_records(reading, topic, label)
        ),
        indicators=(indicator(DISTANCE),),
        below=_(
            "Waar beleid gelijk ligt, liggen stippen op elkaar. Kies in de tabel een onderwerp om "
            "alleen dat te zien, per uitvoerder en in de tijd."
        ),
        draw=lambda theme: topic_strips(
            [_topic_row(reading, topic, label) for topic, label in labels.items()],
            theme=theme,
            language=language_now(),
        ),
        cases=policies_counted(reading),
        filters=form.in_short(without=("onderwerp",)),
        links={label: f"?{form.address(onderwerp=topic)}" for topic, label in labels.items()},
    )


def _topics_title(reading: PolicyReading, labels: dict[str, str]) -> str:
    names = {"own": reading.own_name}
    own = {topic: reading.of_own(reading.today, topic) or 0 for topic in labels}
    most = max(own.values(), default=0)
    farthest = [labels[topic] for topic, value in own.items() if value == most]
    if reading.own not in reading.today.standings:
        return _("Van %(own)s is geen beleid gepubliceerd dat nu geldt") % names
    if not most:
        return _("Het beleid van %(own)s is gelijk aan de UWV-basis") % names
    names |= {"topic": farthest[0], "share": words.percent(most)}
    return _("%(own)s ligt het verst van UWV bij: %(topic)s (%(share)s)") % names


def _topic_records(reading: PolicyReading, topic: str, label: str) -> list[Record]:
    everybody = [in_percents(one.distance(topic)) for one in reading.with_policy]
    columns = {
        reading.own_name: reading.of_own(reading.today, topic),
        reading.group: reading.of_group(reading.today, topic),
        _("Laagste in de groep"): min(everybody),
        _("Hoogste in de groep"): max(everybody),
    }
    return [
        Record(row=label, column=column, figure=figure, unit="percent")
        for column, value in columns.items()
        if (figure := told(value)) is not None
    ]


def _topic_row(reading: PolicyReading, topic: str, label: str) -> TopicRow:
    dots = [
        PolicyDot(
            name=reading.names[one.schema_name],
            value=in_percents(one.distance(topic)),
            words=words.percent(in_percents(one.distance(topic))),
            look="own" if one.schema_name == reading.own else "other",
        )
        for one in _everybody(reading)
    ]
    mean = reading.of_group(reading.today, topic)
    if mean is not None:
        dots.append(
            PolicyDot(name=reading.group, value=mean, words=words.percent(mean), look="group")
        )
    return TopicRow(label=label, dots=tuple(dots))


def who_card(reading: PolicyReading) -> Card:
    """Return where each policy stands and since when; a row leads to its rules and sources."""
    everybody, topic = _everybody(reading), topic_words(reading)
    drawn = everybody[: _MOST_DRAWN + 1]
    return Card(
        key="wie-waar",
        section=_("Wie"),
        title=_who_title(reading, topic),
        summary=_(
            "Het beleid dat vandaag geldt, op volgorde van het alfabet. Kies een naam om de regels "
            "te zien, elk met bron en zekerheid."
        ),
        caption=_("%(topic)s: afstand tot de UWV-basis, per uitvoerder") % {"topic": topic},
        corner=_("Uitvoerder"),
        records=tuple(record for one in everybody for record in _who_records(reading, one)),
        indicators=(indicator(DISTANCE),),
        below=_without_policy(reading) + _not_drawn(everybody, drawn),
        notes=(
            _(
                "“Niet zeker” zijn regels die anders zijn dan de UWV-basis en waarvan niemand de "
                "regeling zelf heeft gelezen, of die zijn verzonnen als voorbeeld."
            ),
        ),
        draw=lambda theme: _dots(reading, drawn, theme),
        cases=policies_counted(reading),
        links={reading.names[one.schema_name]: _differences(one) for one in everybody},
    )


def _who_title(reading: PolicyReading, topic: str) -> str:
    values = [in_percents(one.distance(reading.topic)) for one in _everybody(reading)]
    return _("%(topic)s: van %(low)s tot %(high)s van UWV af") % {
        "topic": topic,
        "low": words.percent(min(values)),
        "high": words.percent(max(values)),
    }


def _who_records(reading: PolicyReading, one: PolicyStanding) -> list[Record]:
    name, topics = reading.names[one.schema_name], reading.topics
    of = (reading.topic,) if reading.topic else topics
    figures = [
        (_("Afstand"), in_percents(one.distance(reading.topic)), "percent"),
        (_("Andere regels"), sum(one.differing.get(topic, 0) for topic in of), "count"),
        (_("Waarvan niet zeker"), sum(one.unsure.get(topic, 0) for topic in of), "count"),
    ]
    if one.valid_from is not None:
        figures.append((_("Geldt sinds"), one.valid_from.toordinal(), "day"))
    return [
        Record(row=name, column=column, figure=Protected(value=value), unit=unit)
        for column, value, unit in figures
    ]


def _dots(reading: PolicyReading, drawn: Sequence[PolicyStanding], theme: Theme) -> Figure:
    group = reading.of_group(reading.today, reading.topic)
    return interval_dots(
        [
            Dot(
                label=reading.names[one.schema_name],
                words=words.percent(in_percents(one.distance(reading.topic))),
                value=in_percents(one.distance(reading.topic)),
                look="own" if one.schema_name == reading.own else "other",
            )
            for one in drawn
        ],
        unit=" %",
        lines=() if group is None else (Line(at=group, words=_("groep")),),
        theme=theme,
        language=language_now(),
    )


def _everybody(reading: PolicyReading) -> list[PolicyStanding]:
    """Return the organisation first, then everybody else in the group by name."""
    own = reading.today.standings.get(reading.own)
    others = [one for one in reading.with_policy if one.schema_name != reading.own]
    return [*([own] if own else []), *others]


def topic_words(reading: PolicyReading) -> str:
    """Return of which topic a page is; of all of them it says that they are weighted."""
    return words.said(TOPICS[reading.topic]) if reading.topic else _("Alle onderwerpen, gewogen")


def policies_counted(reading: PolicyReading) -> tuple[tuple[str, Protected], ...]:
    """Return how many policies count: they are public, so their number is told as it is."""
    return ((_("Gepubliceerd beleid"), Protected(value=len(reading.with_policy))),)


def _without_policy(reading: PolicyReading) -> str:
    without = len(reading.members) - len(reading.with_policy)
    if not without:
        return ""
    return _("Van %(count)s in de groep is geen beleid gepubliceerd dat nu geldt.") % {
        "count": words.count(without)
    }


def _not_drawn(everybody: Sequence[PolicyStanding], drawn: Sequence[PolicyStanding]) -> str:
    if len(everybody) <= len(drawn):
        return ""
    return " " + _(
        "Getekend zijn de eerste %(drawn)s van %(shown)s. De tabel heeft ze allemaal."
    ) % {
        "drawn": len(drawn),
        "shown": words.count(len(everybody)),
    }


def _differences(one: PolicyStanding) -> str:
    """Return where the rules of a policy stand beside the baseline, with source and certainty."""
    there = BASELINE if one.valid_from is None else f"uitvoerder:{one.schema_name}"
    query = urlencode({"van": BASELINE, "naar": there})
    return f"{reverse('policy:differences')}?{query}"
