"""Numbers in Prometheus' text format, version 0.0.4: each kind of number named, typed and told in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass
class Metric:
    """One kind of number: a counter, gauge, histogram or summary."""

    name: str
    kind: str
    told: str
    samples: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def add(self, value: float, *, suffix: str = "", **labels: str) -> None:
        self.samples.append((suffix, labels, value))

    def lines(self) -> Iterator[str]:
        yield f"# HELP {self.name} {self.told}"
        yield f"# TYPE {self.name} {self.kind}"
        for suffix, labels, value in self.samples:
            told = ",".join(f'{name}="{_escaped(label)}"' for name, label in labels.items())
            # All digits: a counter cut to six no longer moves when it is large.
            number = int(value) if float(value).is_integer() else value
            yield f"{self.name}{suffix}{{{told}}} {number!r}" if told else f"{self.name}{suffix} {number!r}"


def exposition(metrics: Iterable[Metric]) -> str:
    return "".join(f"{line}\n" for metric in metrics for line in metric.lines())


def _escaped(label: str) -> str:
    return label.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
