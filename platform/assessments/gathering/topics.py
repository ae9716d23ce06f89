"""The topics of the investigation, one a page, and the eight questions that they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.gathering import scheme
from assessments.gathering.codes import Hinders, YesNo
from assessments.gathering.fields import LONG, Group, TopicField, solution


class Phase(TextChoices):
    """The three phases of the method: see, judge, decide."""

    SEE = "see", _("Beeld vormen")
    JUDGE = "judge", _("Oordeel vormen")
    DECIDE = "decide", _("Besluit nemen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the eight questions of the method, in order."""

    number: int
    phase: Phase
    text: Promise


QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        number=1,
        phase=Phase.SEE,
        text=_("Zijn er knelpunten in hoe de persoon op het werk functioneert?"),
    ),
    Question(
        number=2,
        phase=Phase.JUDGE,
        text=_("Maken ze de plaatsing moeilijk, of dat de persoon dit werk houdt?"),
    ),
    Question(
        number=3,
        phase=Phase.JUDGE,
        text=_("Is begeleiding nodig, of past een andere oplossing beter?"),
    ),
    Question(
        number=4, phase=Phase.JUDGE, text=_("Is jobcoaching de begeleiding die het beste past?")
    ),
    Question(number=5, phase=Phase.JUDGE, text=_("Is aan de voorwaarden voldaan?")),
    Question(number=6, phase=Phase.DECIDE, text=_("Wat gaat de jobcoach doen?")),
    Question(number=7, phase=Phase.DECIDE, text=_("Hoeveel uren, en hoe lang?")),
    Question(number=8, phase=Phase.DECIDE, text=_("Hoe past andere hulp daarbij?")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One page of the investigation; `slug` stands in its address."""

    slug: str
    question: int
    title: Promise
    lead: Promise
    groups: tuple[Group, ...]

    @property
    def fields(self) -> tuple[TopicField, ...]:
        """Every field of the page, in order."""
        return tuple(field for group in self.groups for field in group.fields)


_BOTTLENECK: Final = Group(
    fields=(
        TopicField(
            name="has_bottleneck",
            label=_("Is er een knelpunt in het werk?"),
            choices=YesNo.choices,
            is_asked=True,
            is_code=True,
        ),
        TopicField(name="core", label=_("Wat is de kern van het knelpunt?"), longest=LONG),
    )
)
_HINDERS: Final = Group(
    fields=(
        TopicField(
            name="hinders",
            label=_("Wat staat het knelpunt in de weg?"),
            choices=Hinders.choices,
            is_asked=True,
            is_code=True,
        ),
        TopicField(name="hinders_why", label=_("Waaraan is dat te zien?"), longest=LONG),
    )
)
_TASKS: Final = Group(
    fields=(
        TopicField(
            name="job_tasks",
            label=_("Taken en eisen van de baan"),
            help=_("Wat vraagt het werk, en waar past het niet bij wat iemand kan?"),
            longest=LONG,
        ),
    )
)
_ADEQUATE: Final = Group(
    fields=(
        TopicField(
            name="adequate",
            label=_("Past jobcoaching het beste?"),
            help=_(
                "Het is jobcoaching als de begeleiding gaat over sociale vaardigheden, over taken "
                "inwerken en volhouden, of over uitleg aan werkgever en collega's. Blijvend "
                "toezicht wijst op beschut werk."
            ),
            choices=YesNo.choices,
            is_asked=True,
            is_code=True,
        ),
        TopicField(name="adequate_why", label=_("Waarom past dit het beste?"), longest=LONG),
    )
)
_OTHER_SUPPORT: Final = Group(
    fields=(
        TopicField(
            name="has_other",
            label=_("Is er nog andere hulp?"),
            choices=YesNo.choices,
            is_asked=True,
        ),
        TopicField(
            name="other_support",
            label=_("Welke hulp, en hoe stemt de jobcoach daarmee af?"),
            longest=LONG,
        ),
    )
)

TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        slug="gezondheid",
        question=1,
        title=_("Ziekte en stoornissen"),
        lead=_("Wat er is, in gewone woorden, en alleen voor zover het werk ervan merkt."),
        groups=scheme.ILLNESS_AND_FUNCTIONS,
    ),
    Topic(
        slug="activiteiten",
        question=1,
        title=_("Doen en meedoen"),
        lead=_("Wat gaat goed op het werk, en wat niet?"),
        groups=scheme.ACTIVITIES,
    ),
    Topic(
        slug="werkplek",
        question=1,
        title=_("De baan en de werkplek"),
        lead=_("Wat vraagt het werk, en wat doet de werkplek met de persoon?"),
        groups=(_TASKS, *scheme.WORK),
    ),
    Topic(
        slug="omgeving",
        question=1,
        title=_("De omgeving"),
        lead=_("Wat buiten het werk speelt, voor zover het werk ervan merkt."),
        groups=scheme.SURROUNDINGS,
    ),
    Topic(
        slug="persoonlijk",
        question=1,
        title=_("De persoon zelf"),
        lead=_("Wat iemand meebrengt. Vul alleen in wat voor dit werk iets uitmaakt."),
        groups=scheme.PERSONAL,
    ),
    Topic(
        slug="loopbaan",
        question=1,
        title=_("Opleiding en loopbaan"),
        lead=_("Wat iemand heeft geleerd en gedaan, en wat nu helpt of in de weg staat."),
        groups=scheme.CAREER,
    ),
    Topic(
        slug="kern",
        question=1,
        title=_("De kern van het knelpunt"),
        lead=_("Alles bij elkaar: waar draait het om?"),
        groups=(_BOTTLENECK,),
    ),
    Topic(
        slug="belemmering",
        question=2,
        title=_("Wat het knelpunt in de weg staat"),
        lead=_("Een knelpunt dat niets in de weg staat, vraagt geen begeleiding."),
        groups=(_HINDERS,),
    ),
    Topic(
        slug="andere-oplossing",
        question=3,
        title=_("Andere oplossingen op het werk"),
        lead=_("Kijk eerst of het werk anders kan. Pas daarna naar begeleiding."),
        groups=(
            solution(
                "organisational",
                _("Het werk anders organiseren"),
                _("Andere taken, volgorde, werktijden of plek."),
                at_work=True,
            ),
            solution("technical", _("Een voorziening of hulpmiddel"), at_work=True),
            solution(
                "colleagues",
                _("Leidinggevende of collega's leren begeleiden"),
                _("Zoals een training voor wie op het werk begeleidt."),
                at_work=True,
            ),
        ),
    ),
    Topic(
        slug="passende-vorm",
        question=4,
        title=_("De vorm die het beste past"),
        lead=_("Ook andere hulp kan beter passen, of erbij horen."),
        groups=(
            solution("multidisciplinary", _("Een multidisciplinair gesprek")),
            solution("debts", _("Schuldhulp")),
            solution("wmo_wlz", _("Begeleiding uit de Wmo of de Wlz")),
            solution("sheltered", _("Beschut werk")),
            solution("care", _("Zorg of behandeling")),
            solution("other", _("Iets anders")),
            _ADEQUATE,
        ),
    ),
    Topic(
        slug="samenhang",
        question=8,
        title=_("Andere hulp naast de jobcoach"),
        lead=_("Zo doen niet twee mensen hetzelfde, en valt niets ertussen."),
        groups=(_OTHER_SUPPORT,),
    ),
)
TOPIC_BY_SLUG: Final[Mapping[str, Topic]] = {topic.slug: topic for topic in TOPICS}
#: Every solution that is weighed, with the topic in which it is.
SOLUTIONS: Final[tuple[tuple[Topic, Group], ...]] = tuple(
    (topic, group) for topic in TOPICS for group in topic.groups if group.layout == "solution"
)
#: What may hold health, as (topic, field): every answer that is kept encrypted. A test plants a
#: marker in each and searches every page, letter, answer, log line and fact row for it.
HEALTH_FIELDS: Final[tuple[tuple[str, str], ...]] = tuple(
    (topic.slug, field.name)
    for topic in TOPICS
    for field in topic.fields
    if not field.is_code and not field.choices
)


def in_words(slug: str, name: str, text: str) -> tuple[str, str]:
    """Give what a field of a topic is called, and an answer to it as a person reads it.

    What no topic asks any more is given as it was kept.
    """
    topic = TOPIC_BY_SLUG.get(slug)
    for group in topic.groups if topic else ():
        for field in group.fields:
            if field.name == name:
                label = f"{group.title}: {field.label}" if group.title else str(field.label)
                return label, str(dict(field.choices).get(text, text))
    return name, text


def topic_after(topic: Topic) -> Topic | None:
    """Give the next topic, or None after the last."""
    place = TOPICS.index(topic) + 1
    return TOPICS[place] if place < len(TOPICS) else None
