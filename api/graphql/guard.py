"""The guard of the GraphQL endpoint: rules that refuse a document before it costs anything.

These are added to graphql-core's own rules. graphene-django's `validation_rules` replaces those
rules instead, which silently switches off every check of the language.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
    specified_rules,
)
from graphql.language import SKIP, VisitorAction

MAX_TOKENS: Final = 1_000
MAX_DEPTH: Final = 8
MAX_ALIASES: Final = 15
MAX_COST: Final = 1_000
MAX_DIRECTIVES: Final = 10
#: Fragments that spread one another double the work at each step, without adding a single field.
MAX_SPREADS: Final = 50
#: What a list costs that names no page size.
_USUAL_PAGE: Final = 20
_PAGE_ARGUMENT: Final = "first"


class _Measure:
    """Depth, aliases, directives and cost of one operation, fragments followed."""

    def __init__(self, context: ValidationContext) -> None:
        self._fragments = {
            definition.name.value: definition
            for definition in context.document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self.depth = self.aliases = self.directives = self.spreads = self.cost = 0

    def measure(
        self,
        selections: SelectionSetNode | None,
        *,
        depth: int,
        factor: int,
        inside: frozenset[str],
    ) -> None:
        """Add everything below `selections`; stops as soon as a limit is passed."""
        if selections is None or self.exceeded():
            return
        for node in selections.selections:
            self.directives += len(node.directives or ())
            if isinstance(node, FieldNode):
                self._field(node, depth=depth, factor=factor, inside=inside)
            elif isinstance(node, InlineFragmentNode):
                self.measure(node.selection_set, depth=depth, factor=factor, inside=inside)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in inside:
                self._spread(node.name.value, depth=depth, factor=factor, inside=inside)

    def _field(self, node: FieldNode, *, depth: int, factor: int, inside: frozenset[str]) -> None:
        self.depth = max(self.depth, depth)
        self.aliases += node.alias is not None
        self.cost += factor
        below = factor * _page_size(node) if node.selection_set else factor
        self.measure(node.selection_set, depth=depth + 1, factor=below, inside=inside)

    def _spread(self, name: str, *, depth: int, factor: int, inside: frozenset[str]) -> None:
        self.spreads += 1
        fragment = self._fragments.get(name)
        if fragment is not None:
            self.measure(fragment.selection_set, depth=depth, factor=factor, inside=inside | {name})

    def exceeded(self) -> str:
        """What is too much, or nothing."""
        if self.depth > MAX_DEPTH:
            return _("De vraag gaat dieper dan %(most)s lagen.") % {"most": MAX_DEPTH}
        if self.aliases > MAX_ALIASES:
            return _("De vraag gebruikt meer dan %(most)s aliassen.") % {"most": MAX_ALIASES}
        if self.directives > MAX_DIRECTIVES:
            return _("De vraag gebruikt meer dan %(most)s directives.") % {"most": MAX_DIRECTIVES}
        if self.spreads > MAX_SPREADS:
            return _("De vraag gebruikt meer dan %(most)s fragmenten.") % {"most": MAX_SPREADS}
        if self.cost > MAX_COST:
            text = _("De vraag vraagt meer dan %(most)s waarden; vraag kleinere pagina's.")
            return text % {"most": MAX_COST}
        return ""


def _page_size(node: FieldNode) -> int:
    for argument in node.arguments or ():
        if argument.name.value == _PAGE_ARGUMENT:
            size = argument.value
            return int(size.value) if isinstance(size, IntValueNode) else _USUAL_PAGE * 5
    return 1


class WithinLimits(ValidationRule):
    """Refuse an operation that is too deep, too wide or too dear."""

    def enter_operation_definition(
        self, node: OperationDefinitionNode, *_rest: object
    ) -> VisitorAction:
        """Measure each operation once."""
        measure = _Measure(self.context)
        measure.measure(node.selection_set, depth=1, factor=1, inside=frozenset())
        problem = measure.exceeded()
        if problem:
            self.report_error(GraphQLError(problem, node))
        return SKIP


#: The rules that every document passes: the cheap guard first, then the language's own.
VALIDATION_RULES: Final = (WithinLimits, *specified_rules)
