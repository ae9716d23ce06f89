"""What the GraphQL guard lets through and what it turns away."""

import pytest
from graphql import GraphQLError, build_schema, parse, validate

from api.graphql.guard import MAX_ALIASES, MAX_TOKENS, VALIDATION_RULES, WithinLimits

SCHEMA = build_schema(
    "type Query { node: Node, nodes(first: Int): [Node] }"
    "type Node { id: ID, node: Node, nodes(first: Int): [Node] }"
)


def problems(query: str) -> list[str]:
    return [error.message for error in validate(SCHEMA, parse(query), VALIDATION_RULES)]


def test_an_ordinary_question_passes() -> None:
    assert problems("{ nodes(first: 20) { id node { id } } }") == []


def test_the_rules_of_the_language_still_hold() -> None:
    """graphene-django's setting replaces them; ours must not."""
    assert any("Cannot query field" in text for text in problems("{ nonsense }"))


def test_a_deep_document_is_refused() -> None:
    assert any("dieper" in text for text in problems("{" + "node {" * 9 + "id" + "}" * 9 + "}"))


def test_depth_inside_fragments_counts() -> None:
    query = "{ ...a } fragment a on Query { node { ...b } } fragment b on Node " + (
        "{" + "node {" * 8 + "id" + "}" * 8 + "}"
    )
    assert any("dieper" in text for text in problems(query))


@pytest.mark.parametrize("count, refused", [(MAX_ALIASES, False), (MAX_ALIASES + 1, True)])
def test_aliases_are_counted(count: int, *, refused: bool) -> None:
    query = "{" + " ".join(f"a{i}: node {{ id }}" for i in range(count)) + "}"
    assert any("aliassen" in text for text in problems(query)) is refused


def test_pages_within_pages_multiply() -> None:
    assert any(
        "meer dan" in text
        for text in problems("{ nodes(first: 100) { nodes(first: 100) { id } } }")
    )


def test_a_page_size_in_a_variable_counts_as_the_largest_page() -> None:
    query = "query($n: Int) { nodes(first: $n) { nodes(first: $n) { id } } }"
    assert any("meer dan" in text for text in problems(query))


def test_fragments_that_call_each_other_end() -> None:
    query = "{ ...a } fragment a on Query { node { ...b } } fragment b on Node { node { ...b } }"
    assert any("spread" in text for text in problems(query))


def test_repeated_directives_are_refused() -> None:
    query = "{ node { id " + "@include(if: true) " * 11 + "} }"
    assert any("directives" in text for text in problems(query))


def test_a_document_of_too_many_words_is_not_even_read() -> None:
    with pytest.raises(GraphQLError, match="token"):
        parse("{" + " id" * (MAX_TOKENS + 1) + "}", max_tokens=MAX_TOKENS)


def test_fragments_that_double_one_another_are_refused_at_once() -> None:
    """Ninety levels would be walked 2⁹⁰ times; they say nothing but one another's names."""
    levels = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(90))
    query = "{ ...F0 } " + levels
    found = validate(SCHEMA, parse(query), [WithinLimits])
    assert "fragmenten" in found[0].message
