"""YAML that remembers its lines, so that a fault in a suite is named with the line it stands on."""

from collections.abc import Iterator
from typing import Any

import yaml

Place = tuple[str | int, ...]
"""Where a value stands: ("questions", 3, "facts", 0)."""


_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null")}


class LineError(Exception):
    """Something in a YAML text that cannot be taken, and its line (from 1)."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what
        super().__init__(f"line {line}: {what}")


class Marked:
    """The data of a YAML text, with the line of every value.

    Only plain data is taken: lists, mappings with text as keys, text, numbers, true, false and null. A date without
    quotation marks and a repeated key are faults.

    Raises:
        LineError: where the text is no YAML or holds something else.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {(): 1}
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
            self.data: Any = None if root is None else self._value(root, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise LineError(mark.line + 1 if mark else 1, error.problem or "no YAML") from error
        except (yaml.YAMLError, RecursionError) as error:
            raise LineError(1, "no YAML: " + str(error).splitlines()[0]) from error

    def line(self, place: Place) -> int:
        """Line of a value, or of the nearest thing around it that has one."""
        while place not in self._lines:
            place = place[:-1]
        return self._lines[place]

    def _value(self, node: yaml.Node, place: Place) -> Any:
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*place, at)) for at, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return {key: self._value(value, (*place, key)) for key, value in self._pairs(node, place)}
        if node.tag not in _PLAIN:
            raise LineError(node.start_mark.line + 1, f"{node.value!r} is read as a date or the like: put it in quotes")
        return yaml.SafeLoader("").construct_object(node)

    def _pairs(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, yaml.Node]]:
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise LineError(line, "a field's name must be text")
            if key.value in seen:
                raise LineError(line, f"{key.value!r} stands here twice")
            seen.add(key.value)
            self._lines[(*place, key.value)] = line
            yield key.value, value
