"""Several people at the same case, or opening cases, at the same moment: with real commits."""

from collections import Counter
from collections.abc import Callable

from accounts.models import User
from assessments import actions
from assessments.case_import import import_cases
from assessments.choices import AsAdvised
from assessments.gathering.actions import Saved, Typed, save_topic
from assessments.gathering.queries import opened_topic
from assessments.gathering.topics import TOPIC_BY_SLUG
from assessments.importing import ImportOptions
from assessments.letters.blocks import TextsRow, shipped_blocks
from assessments.letters.codes import Audience, Language
from assessments.letters.letterhead import LetterheadRow, StaleLetterhead, save_letterhead
from assessments.letters.wording import StaleTexts, save_texts
from assessments.models import Case, Decision, Receipt
from assessments.status import ChangeNotAllowed
from tenants import context
from tests.assessment_fixtures import complete_facts, put_policy_in_force
from tests.at_once import PEOPLE, at_once
from tests.tenant_fixtures import TwoTenants


def test_one_of_several_decides(real_commits: TwoTenants, make_user: Callable[..., User]) -> None:
    """The others are told; there is one decision and one receipt."""
    tenant = real_commits.first
    user = make_user(tenant, "consultant")
    with context.inside(tenant.schema_name):
        put_policy_in_force()
        case = actions.open_case(actor=user, client_reference="K-1")
        case = actions.save_facts(
            actor=user, case_id=case.id, revision=case.revision, facts=complete_facts()
        )
    came = at_once(
        tenant.schema_name,
        lambda _place: actions.decide(
            actor=user, case_id=case.id, revision=case.revision, choice=AsAdvised()
        ),
    )
    refused = [each for each in came if isinstance(each, Exception)]
    assert len(refused) == PEOPLE - 1
    assert all(isinstance(each, actions.StaleCase | ChangeNotAllowed) for each in refused)
    with context.inside(tenant.schema_name):
        assert (Decision.objects.count(), Receipt.objects.count()) == (1, 1)


def test_several_people_at_one_page_of_the_investigation_all_keep_theirs(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Also when nobody saved it before: each fills in another field, at the same moment."""
    tenant = real_commits.first
    user = make_user(tenant, "consultant")
    topic = TOPIC_BY_SLUG["omgeving"]
    words = [field.name for field in topic.fields if field.name.endswith("_words")][:PEOPLE]
    with context.inside(tenant.schema_name):
        case = actions.open_case(actor=user, client_reference="K-1")
    came = at_once(
        tenant.schema_name,
        lambda place: save_topic(
            actor=user, case_id=case.id, topic=topic,
            typed=Typed(mine={words[place]: f"Van {place}"}, was={}, sitting=str(place) * 32),
        ),
    )  # fmt: skip
    assert all(isinstance(each, Saved) for each in came)
    with context.inside(tenant.schema_name):
        kept = opened_topic(actor=user, case_id=case.id, topic=topic).kept.texts
    assert kept == {name: f"Van {place}" for place, name in enumerate(words)}


def test_every_case_gets_a_number_of_its_own(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Also the first ones of a year, when the counter is not there yet."""
    tenant = real_commits.first
    user = make_user(tenant, "consultant")
    at_once(
        tenant.schema_name,
        lambda _place: actions.open_case(actor=user, client_reference="K-1").number,
    )
    with context.inside(tenant.schema_name):
        numbers = sorted(Case.objects.values_list("number", flat=True))
    assert [number.split("-")[1] for number in numbers] == [f"{n:05d}" for n in range(1, 5)]


def test_the_same_file_sent_twice_at_once_is_read_in_once(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """A double click on a slow line: everybody but the first hears that it was there already."""
    tenant = real_commits.first
    user = make_user(tenant, "consultant")
    header = b"kenmerk;request_kind;work_situation;support_start"
    content = header + b"\nD-1;first;employment;01-02-2026\nD-2;first;employment;01-02-2026\n"
    options = ImportOptions(municipality_code="", is_synthetic=True)
    reports = at_once(tenant.schema_name, lambda _place: import_cases(user, content, options))
    assert Counter(getattr(report, "new", report) for report in reports) == {0: PEOPLE - 1, 2: 1}
    with context.inside(tenant.schema_name):
        assert Case.objects.count() == 2


def test_the_first_of_several_words_the_letters_and_the_others_are_told(
    real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Letterhead and texts alike: one version, and a conflict that has words; never a fault."""
    tenant = real_commits.first
    user = make_user(tenant, "tenant_admin")
    audience, language = Audience.CLIENT, Language.NL
    blocks = shipped_blocks(audience, language)

    def headed(place: int) -> object:
        return save_letterhead(
            actor=user, seen=0, name=f"Van {place}", lines=(), phone="", logo=None
        )

    def worded(_place: int) -> object:
        return save_texts(actor=user, audience=audience, language=language, seen=0, blocks=blocks)

    for act, stale in ((headed, StaleLetterhead), (worded, StaleTexts)):
        came = at_once(tenant.schema_name, act)
        assert sum(isinstance(each, stale) for each in came) == PEOPLE - 1
        assert all(isinstance(each, stale | TextsRow | LetterheadRow) for each in came)
