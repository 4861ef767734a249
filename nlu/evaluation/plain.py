"""An evaluation as lines for the terminal."""

from __future__ import annotations

from nlu.evaluation.bars import Bar, bars
from nlu.evaluation.measure import Evaluation, Summary


def as_text(result: Evaluation) -> str:
    """The figures in short; the page has the pictures and every miss."""
    whole = result.whole
    lines = [
        f"{whole.utterances} utterances and {whole.messages} messages with values, never trained on",
        *(_bar(bar) for bar in bars(result)),
        f"  {'':7} {'calibration error (ECE)':<38} {whole.calibration_error:8.3f}",
        f"  {'':7} {'all values read exactly (F1)':<38} {result.values.f1:8.3f}",
        f"  {'':7} {'services taken with a word of doubt':<38} {whole.doubted * 100:8.2f} %",
    ]
    if len(result.sets) > 1:
        lines += ["", f"{'set':<16}{'n':>6}{'right':>8}{'three':>8}{'wrong':>8}{'doubt':>8}{'foreign':>9}{'values':>8}"]
        lines += [_summary(one) for one in result.sets]
    lines += ["", f"{'intent':<22}{'precision':>10}{'recall':>9}{'F1':>7}{'n':>5}"]
    for name, row in result.intents.items():
        lines.append(f"{name:<22}{row.precision:>10.2f}{row.recall:>9.2f}{row.f1:>7.2f}{row.n:>5}")
    lines += ["", "confusion (meant -> taken for)"]
    mixed = [one for one in result.confusion if one.meant != one.taken]
    lines += [f"  {one.meant} -> {one.taken}  {one.n}" for one in mixed] or ["  none"]
    lines += ["", f"{'noise':<20}{'right':>7}{'lost':>7}{'wrong service':>15}{'values':>9}"]
    for noise in result.noises:
        read = f"{noise.values_f1:9.3f}" if noise.values_f1 is not None else ""
        lines.append(f"{noise.name:<20}{noise.accuracy:>7.1%}{noise.lost:>7.1f}{noise.wrong_action:>15.1%}{read}")
    lines += ["", f"{'values of kind':<22}{'precision':>10}{'recall':>9}{'F1':>7}{'n':>5}"]
    for name, row in result.kinds.items():
        if row.f1 < 1:
            lines.append(f"{name:<22}{row.precision:>10.2f}{row.recall:>9.2f}{row.f1:>7.2f}{row.n:>5}")
    lines += [f"  not exact: {miss.text} (missed {miss.missed}, extra {miss.extra})" for miss in result.misses]
    if result.cross_validation:
        lines += [
            "",
            "cross-validation: "
            + "  ".join(f"{k.replace('_', ' ')} {v:.4g}" for k, v in result.cross_validation.items()),
        ]
    return "\n".join(lines) + "\n"


def _bar(bar: Bar) -> str:
    sign = "≥" if bar.at_least else "≤"
    between = f"  ({bar.low:.1f}–{bar.high:.1f})" if bar.low is not None else ""
    verdict = "reached" if bar.reached else "MISSED"
    return f"  {verdict:<7} {bar.name:<38} {bar.value:8.2f} {bar.unit:<6} {sign} {bar.wanted:g}{between}"


def _summary(one: Summary) -> str:
    return (
        f"{one.name:<16}{one.utterances:>6}{one.accuracy:>8.1%}{one.within_three:>8.1%}{one.wrong_action:>8.1%}{one.doubted:>8.1%}"
        f"{one.out_of_scope_recall:>9.1%}{one.values_f1:>8.3f}"
    )
