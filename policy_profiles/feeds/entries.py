"""The feed of published policy: what was published, ended or withdrawn, and what that changed."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policy_profiles.differences.queries import Entry, difference_entries
from policy_profiles.register.baseline_history import BaselineEvent, baseline_events
from policy_profiles.register.baselines import Baselines, baselines
from policy_profiles.register.history import (
    EventKind,
    PublishedEvent,
    profiles_of,
    published_events,
)
from rulebook import wording
from rulebook.profile import Profile
from rulebook.profiles import BASELINE
from rulebook.text import Text

MOST = 50  # the newest; a reader that comes by once a week misses nothing
_MOST_TOLD = 10
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One thing that happened, in words; `link` leads to what can be seen of it now."""

    id: str
    title: str
    text: str
    link: str
    at: datetime
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The whole feed, with absolute addresses."""

    title: str
    text: str
    home: str
    address: str
    language: str
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that the feed tells, the newest first, and the baselines that it is held against.

    A policy that follows none is held against the baseline of its first day.
    """

    events: tuple[PublishedEvent | BaselineEvent, ...]
    known: Baselines


def told() -> Told:
    """Give what happened to policy and to the UWV baseline, as much as the feed tells."""
    known = baselines()
    events: list[PublishedEvent | BaselineEvent] = [
        *published_events(most=MOST),
        *baseline_events(known),
    ]
    events.sort(key=lambda event: event.at, reverse=True)
    return Told(events=tuple(events[:MOST]), known=known)


def fingerprint(found: Told, *, language: str, host: str) -> str:
    """Give a text that is another one as soon as the feed is."""
    events = [(str(event.id), event.at.isoformat(), *_marks(event)) for event in found.events]
    # A baseline for a day that comes changes what a policy without one before it is held against.
    days = [day.isoformat() for day in found.known.first_days()]
    text = json.dumps([language, host, days, *events], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def feed(found: Told, *, absolute: Callable[[str], str], address: str, language: str) -> Feed:
    """Put events into words.

    Args:
        found: what is told.
        absolute: makes a whole address of a path.
        address: the path of the feed itself.
        language: "nl" or "en".
    """
    return Feed(
        title=_("Gepubliceerd beleid over jobcoaching"),
        text=_("Wat organisaties publiceren, beëindigen en intrekken, en wat daarmee verandert."),
        home=absolute(reverse("published:comparison")),
        address=absolute(address),
        language=language,
        items=tuple(
            _of_baseline(event, absolute, language)
            if isinstance(event, BaselineEvent)
            else _item(event, found.known, absolute, language)
            for event in found.events
        ),
    )


def as_atom(found: Feed) -> bytes:
    """Write the feed as Atom (RFC 4287)."""
    atom = Atom1Feed(
        title=found.title,
        link=found.home,
        description=found.text,
        language=found.language,
        feed_url=found.address,
        author_name="Meetlat",
        feed_guid=found.address,
    )
    for item in found.items:
        atom.add_item(
            title=item.title,
            link=item.link,
            description=item.text,
            pubdate=item.at,
            updateddate=item.at,
            unique_id=item.id,
            author_name=item.organisation,
        )
    content: bytes = atom.writeString("utf-8").encode()
    return content


def as_json_feed(found: Feed) -> dict[str, Any]:
    """Give the feed as JSON Feed 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": found.title,
        "description": found.text,
        "home_page_url": found.home,
        "feed_url": found.address,
        "language": found.language,
        "authors": [{"name": "Meetlat"}],
        "items": [
            {
                "id": item.id,
                "url": item.link,
                "title": item.title,
                "content_text": item.text,
                "date_published": item.at.isoformat(),
                "authors": [{"name": item.organisation}],
            }
            for item in found.items
        ],
    }


def _marks(event: PublishedEvent | BaselineEvent) -> tuple[object, ...]:
    if isinstance(event, BaselineEvent):
        return event.version.label, event.never_holds
    return event.organisation, event.is_still_known


def _of_baseline(event: BaselineEvent, absolute: Callable[[str], str], language: str) -> FeedItem:
    version = event.version
    day = version.valid_from or event.at.date()
    if event.withdrawn_because is not None:
        return _of_withdrawn(event, event.withdrawn_because, absolute, language)
    days = _("Geldt vanaf %(from)s.") % {"from": wording.date_long(day, language)}
    explanation = version.explanation.in_language(language)
    changes = _listed(event.profiles, _("de basis daarvoor"), language)
    key = f"{BASELINE}@{day.isoformat()}"
    query = urlencode({"van": f"{BASELINE}@{day - timedelta(days=1)}", "naar": key}, safe=":@")
    return FeedItem(
        id=f"urn:uuid:{event.id}",
        title=_plain(_("Nieuwe UWV-basis: versie %(version)s") % {"version": version.label}),
        text=_plain(f"{days} {explanation} {changes}"),
        link=absolute(
            reverse("published:comparison")
            if event.never_holds
            else f"{reverse('published:differences')}?{query}"
        ),
        at=event.at,
        organisation=_("UWV-basis"),
    )


def _of_withdrawn(
    event: BaselineEvent, reason: Text, absolute: Callable[[str], str], language: str
) -> FeedItem:
    version = event.version
    day = wording.date_long(version.valid_from or event.at.date(), language)
    told = _("De versie zou gelden vanaf %(from)s en is ingetrokken.") % {"from": day}
    return FeedItem(
        id=f"urn:uuid:{event.id}",
        title=_plain(_("UWV-basis ingetrokken: versie %(version)s") % {"version": version.label}),
        text=_plain(f"{told} {reason.in_language(language)}"),
        link=absolute(reverse("published:comparison")),
        at=event.at,
        organisation=_("UWV-basis"),
    )


def _item(
    event: PublishedEvent, known: Baselines, absolute: Callable[[str], str], language: str
) -> FeedItem:
    title = _title(event)
    if event.is_fictitious:
        title = _("%(title)s (verzonnen)") % {"title": title}
    return FeedItem(
        id=f"urn:uuid:{event.id}",
        title=_plain(title),
        text=_plain(_text(event, known, language)),
        link=absolute(_link(event)),
        at=event.at,
        organisation=_plain(event.organisation),
    )


def _title(event: PublishedEvent) -> str:
    told = {"name": event.organisation, "version": event.period.label}
    if event.kind is EventKind.PUBLISHED:
        return _("%(name)s publiceert versie %(version)s") % told
    if event.kind is EventKind.ENDED:
        return _("%(name)s beëindigt versie %(version)s") % told
    if event.kind is EventKind.REINSTATED:
        return _("%(name)s laat versie %(version)s langer gelden") % told
    return _("%(name)s trekt versie %(version)s in") % told


def _text(event: PublishedEvent, known: Baselines, language: str) -> str:
    period = event.period
    told = {"from": wording.date_long(period.valid_from, language), "to": ""}
    if period.valid_to is not None:
        told["to"] = wording.date_long(period.valid_to, language)
    if event.kind is EventKind.WITHDRAWN:
        return _("De versie zou gelden vanaf %(from)s en is ingetrokken.") % told
    if period.valid_to is not None:
        days = _("Geldt vanaf %(from)s, tot %(to)s.") % told
    else:
        days = _("Geldt vanaf %(from)s.") % told
    if event.kind is not EventKind.PUBLISHED:
        return days
    against = _("wat daarvoor gold") if event.before else _("de UWV-basis")
    return f"{days} {_listed(profiles_of(event, known), against, language)}"


def _listed(sides: tuple[Profile, Profile], against: str, language: str) -> str:
    entries = list(difference_entries(*sides, language=language))
    if not entries:
        return _("Geen verschil met %(against)s.") % {"against": against}
    count = ngettext(
        "%(count)s verschil met %(against)s:",
        "%(count)s verschillen met %(against)s:",
        len(entries),
    ) % {"count": len(entries), "against": against}
    told = "; ".join(_change(entry) for entry in entries[:_MOST_TOLD])
    if len(entries) > _MOST_TOLD:
        told += "; " + _("en nog %(count)s") % {"count": len(entries) - _MOST_TOLD}
    return f"{count} {told}."


def _change(entry: Entry) -> str:
    first = entry.lines[0]
    if len(entry.lines) > 1 or first.label:
        return entry.label
    return f"{entry.label}: {first.old.words} → {first.new.words}"


def _link(event: PublishedEvent) -> str:
    if not event.is_still_known or event.kind is not EventKind.PUBLISHED:
        return reverse("published:comparison")
    key = f"uitvoerder:{event.period.schema_name}"
    day = event.period.valid_from.isoformat()
    if event.before is None:
        old = f"{BASELINE}@{day}"
    else:
        old = f"{key}@{event.period.day_before.isoformat()}"
    query = urlencode({"van": old, "naar": f"{key}@{day}"}, safe=":@")
    return f"{reverse('published:differences')}?{query}"


def _plain(text: str) -> str:
    """Leave out signs that XML cannot hold."""
    return _CONTROL.sub("", text)
