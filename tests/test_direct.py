"""The plainest answer to how long something is: a length of time, no deadline, no stretch that is looked back on."""

import pytest

from assistant.direct import lengths


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At the time the longest wait was 38 weeks and 117 children were waiting.", ["38 weeks"]),
        ("Leaders are working on a plan for the coming five to 10 years.", ["five to 10 years"]),
        ("The officer has only one day a fortnight for the role.", ["one day a fortnight"]),
        ("The average wait was 57 weeks, the longest three years.", ["57 weeks", "three years"]),
        ("There are 346 assessments open, 81 are over the 20-week deadline.", []),
        ("It stood at 2,596, the highest number over the past five years.", []),
        ("20 week compliance was better than in the last 3 months.", []),
        ("Children in Year 9 waited until 14 January 2021.", []),
    ],
)
def test_lengths_of_time_are_told_from_deadlines_and_from_other_figures(text: str, found: list[str]) -> None:
    assert lengths(text) == found
