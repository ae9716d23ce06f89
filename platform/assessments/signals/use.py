"""How often somebody may use the public page in an hour, without keeping who it was."""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from assessments.people.index import index_of
from assessments.signals.models import UseCount

#: By one network address, and by everybody together, in an hour.
MOST_SIGNALS, MOST_SIGNALS_OF_ALL = 10, 200
MOST_LOOKS, MOST_LOOKS_OF_ALL = 30, 1000
MOST_CHECKS, MOST_CHECKS_OF_ALL = 60, 2000
MOST_TRIES, MOST_TRIES_OF_ALL = 60, 2000
_HOUR = timedelta(hours=1)
_SUBNET = 64  # bits of an IPv6 address that one household has


def may_send(request: HttpRequest) -> bool:
    """Count a signal, and answer whether it is not one too many."""
    return _counted("send", request, MOST_SIGNALS, MOST_SIGNALS_OF_ALL)


def may_look(request: HttpRequest) -> bool:
    """Count a look at the state of a signal, and answer whether it is not one too many."""
    return _counted("look", request, MOST_LOOKS, MOST_LOOKS_OF_ALL)


def may_check(request: HttpRequest) -> bool:
    """Count a look at whether a letter is genuine, and answer whether it is not one too many."""
    return _counted("check", request, MOST_CHECKS, MOST_CHECKS_OF_ALL)


def may_try(request: HttpRequest) -> bool:
    """Count a check by somebody of themselves, and answer whether it is not one too many."""
    return _counted("try", request, MOST_TRIES, MOST_TRIES_OF_ALL)


def forget_counts() -> None:
    """Remove the counts of hours that are over."""
    UseCount.objects.filter(expires_at__lt=timezone.now()).delete()


def this_hour() -> datetime:
    """Give the moment at which the hour began in which is counted now."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def _counted(what: str, request: HttpRequest, most: int, most_of_all: int) -> bool:
    forget_counts()
    hour = this_hour()
    limits = ((_network(request), most), ("all", most_of_all))
    return all(_one_more(f"{what}/{hour:%Y%m%d%H}/{who}", limit, hour) for who, limit in limits)


def _one_more(name: str, most: int, hour: datetime) -> bool:
    """Count one in a single statement, so that many at once cannot slip through."""
    key = index_of("use", name)
    UseCount.objects.bulk_create(
        [UseCount(key=key, expires_at=hour + _HOUR)], ignore_conflicts=True
    )
    return UseCount.objects.filter(key=key, count__lt=most).update(count=F("count") + 1) == 1


def _network(request: HttpRequest) -> str:
    """Give the network that a request comes from; behind a proxy, what that proxy says."""
    given = request.META.get("REMOTE_ADDR", "")
    if _is_proxy(given):
        given = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip() or given
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/{_SUBNET}", strict=False))
    return str(address)


def _is_proxy(given: str) -> bool:
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return False
    return any(address in network for network in settings.ENVIRONMENT.trusted_proxies)
