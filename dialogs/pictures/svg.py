"""One flow as an SVG picture: boxes with Persian labels, ways with what they are taken on. No script, no font of its
own, readable by a screen reader through its title and description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from dialogs.flow import Flow
from dialogs.pictures.edges import END, Edge, condition, edges
from dialogs.pictures.layout import BOX_HEIGHT, BOX_WIDTH, Layout, Point, lay_out
from dialogs.steps import Branch, CallStep, Collect, Confirm, End, Handoff, Link, Remind, Repeat, SayStep, Step, Vary
from dialogs.texts import TextBook
from nlu.text import persian_digits

Words = Mapping[str, Mapping[str, str]]
START = "@start"
_LONGEST = 34
_LABEL = 30
_TOP = 46
_POINT = 22
_PILL = 34

_NAMES: Mapping[type, str] = {
    Collect: "collect",
    Confirm: "confirm",
    CallStep: "call",
    Branch: "branch",
    SayStep: "say",
    Handoff: "handoff",
    Link: "link",
    Remind: "remind",
    Repeat: "repeat",
    Vary: "vary",
    End: "end",
}
_COLOURS: Mapping[str, str] = {
    "start": "#eceff1",
    "collect": "#e3f2fd",
    "confirm": "#fff8e1",
    "call": "#f3e5f5",
    "branch": "#ffffff",
    "say": "#e8f5e9",
    "handoff": "#ffe0b2",
    "link": "#e0f7fa",
    "remind": "#fce4ec",
    "repeat": "#ede7f6",
    "vary": "#ede7f6",
    "end": "#eceff1",
}
_STYLE = """
 text{font-family:Vazirmatn,'Noto Sans Arabic',Tahoma,'DejaVu Sans',sans-serif}
 text{font-size:13px;fill:#1b1b1b;text-anchor:middle}
 .kind{font-size:11px;fill:#555} .id{font-family:'DejaVu Sans Mono',monospace;font-size:10px;fill:#777}
 .title{font-size:18px;font-weight:bold} .on{font-size:11px;fill:#333;paint-order:stroke;stroke:#fff;stroke-width:4px}
 .box{stroke:#607d8b;stroke-width:1.2} .way{fill:none;stroke:#607d8b;stroke-width:1.4}
 .skip{stroke-dasharray:2 4} .refused{stroke:#c62828;stroke-dasharray:6 4}
"""

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    ' role="img" lang="fa" direction="rtl" aria-labelledby="t d">'
)
_ARROW = (
    '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#607d8b"/></marker></defs>'
)


def draw_flow(flow: Flow, texts: TextBook, words: Words) -> str:
    """The whole picture."""
    ways = [Edge(START, flow.steps[0].id), *edges(flow, words["edges"])]
    ids = [START, *(step.id for step in flow.steps)]
    if any(edge.target == END for edge in ways):
        ids.append(END)
    layout = lay_out(ids, ways)
    title = texts.render(flow.title, {}) if flow.title in texts else flow.id
    pills = [(name, words["kinds"][kind]) for name, kind in ((START, "start"), (END, "end")) if name in ids]
    body = [
        *(_way(edge, points, layout) for edge, points in layout.ways.items()),
        *(_box(step, layout.spots[step.id], texts, words) for step in flow.steps),
        *(_pill(layout.spots[name], label) for name, label in pills),
        *(_label(edge, points, layout) for edge, points in layout.ways.items() if edge.label),
    ]
    return _page(title, f"{flow.id} v{flow.version}: {', '.join(ids[1:])}", layout, body)


def _page(title: str, described: str, layout: Layout, body: Sequence[str]) -> str:
    width, height = round(layout.width), round(layout.height) + _TOP
    return "\n".join(
        [
            _HEAD.format(width=width, height=height),
            f'<title id="t">{escape(title)}</title><desc id="d">{escape(described)}</desc>',
            f"<style>{_STYLE}</style>",
            _ARROW,
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text class="title" x="{width / 2:g}" y="28">{escape(title)}</text>',
            f'<g transform="translate(0 {_TOP})">',
            *body,
            "</g></svg>\n",
        ]
    )


def spoken(step: Step, texts: TextBook) -> str:
    """What a step is to the citizen, in a line: its question, its sentence, its action."""
    does = step.does
    keys = {Collect: "ask", Confirm: "summary", SayStep: "key"}
    key = getattr(does, keys.get(type(does), ""), None)
    if isinstance(does, Remind):
        key = does.say
    if isinstance(key, str) and key in texts:
        return " ".join(texts.outline(key).split())
    if isinstance(does, CallStep):
        return does.action
    if isinstance(does, Link):
        return does.flow
    if isinstance(does, End):
        return "، ".join(texts.render(f"{name}.title", {}) for name in does.offer if f"{name}.title" in texts)
    return does.reason if isinstance(does, Handoff) else ""


def _box(step: Step, at: Point, texts: TextBook, words: Words) -> str:
    x, y = at
    kind = _NAMES[type(step.does)]
    top = y - BOX_HEIGHT / 2
    branch = isinstance(step.does, Branch)
    text = condition(step.does.when, words["edges"]) if isinstance(step.does, Branch) else spoken(step, texts)
    above = words["kinds"][kind]
    if step.when:
        above = f"{above} · {_cut(condition(step.when, words['edges']), _LABEL)}"
    told = f"<title>{escape(text)}</title>" if text else ""
    return (
        f"<g>{told}{_shape(x, y, kind, pointed=branch)}"
        f'<text class="kind" x="{x:g}" y="{top + 16:g}">{escape(above)}</text>'
        f'<text x="{x:g}" y="{y + 6:g}"{_direction(text)}>{escape(_cut(text, _LONGEST))}</text>'
        f'<text class="id" x="{x:g}" y="{top + BOX_HEIGHT - 6:g}" direction="ltr">{escape(step.id)}</text></g>'
    )


def _shape(x: float, y: float, kind: str, *, pointed: bool) -> str:
    left, right, top, bottom = x - BOX_WIDTH / 2, x + BOX_WIDTH / 2, y - BOX_HEIGHT / 2, y + BOX_HEIGHT / 2
    if not pointed:
        return (
            f'<rect class="box" x="{left:g}" y="{top:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="10"'
            f' fill="{_COLOURS[kind]}"/>'
        )
    corners = [
        *((left, y), (left + _POINT, top), (right - _POINT, top)),
        *((right, y), (right - _POINT, bottom), (left + _POINT, bottom)),
    ]
    points = " ".join(f"{px:g},{py:g}" for px, py in corners)
    return f'<polygon class="box" points="{points}" fill="{_COLOURS[kind]}"/>'


def _pill(at: Point, label: str) -> str:
    x, y = at
    return (
        f'<rect class="box" x="{x - 55:g}" y="{y - _PILL / 2:g}" width="110" height="{_PILL}" rx="17"'
        f' fill="#eceff1"/>'
        f'<text x="{x:g}" y="{y + 5:g}">{escape(label)}</text>'
    )


def _way(edge: Edge, points: Sequence[Point], layout: Layout) -> str:
    line = _line(edge, points, layout)
    path = _straight(line) if _is_up(edge, layout) else _curved(line)
    kind = {"skip": " skip", "refused": " refused"}.get(edge.kind, "")
    return f'<path class="way{kind}" d="{path}" marker-end="url(#a)"/>'


def _label(edge: Edge, points: Sequence[Point], layout: Layout) -> str:
    """What a way is taken on: near its beginning, where it is looked for."""
    line = _line(edge, points, layout)
    x, y = (line[1][0], (line[1][1] + line[2][1]) / 2) if _is_up(edge, layout) else _near(line)
    text = _cut(edge.label, _LABEL)
    return f'<text class="on" x="{x:g}" y="{y:g}"{_direction(text)}>{escape(text)}</text>'


def _is_up(edge: Edge, layout: Layout) -> bool:
    return layout.spots[edge.target][1] <= layout.spots[edge.source][1]


def _line(edge: Edge, points: Sequence[Point], layout: Layout) -> list[Point]:
    """From the edge of a box to the edge of the next, not from middle to middle."""
    line = list(points)
    if not _is_up(edge, layout):
        half = {START: _PILL / 2, END: _PILL / 2}
        line[0] = (line[0][0], line[0][1] + half.get(edge.source, BOX_HEIGHT / 2))
        line[-1] = (line[-1][0], line[-1][1] - half.get(edge.target, BOX_HEIGHT / 2))
    return line


def _near(line: Sequence[Point]) -> Point:
    (x1, y1), (x2, y2) = line[0], line[1]
    return x1 + (x2 - x1) * 0.42, y1 + (y2 - y1) * 0.42 + 4


def _curved(line: Sequence[Point]) -> str:
    parts = [f"M{line[0][0]:g} {line[0][1]:g}"]
    for (x1, y1), (x2, y2) in pairwise(line):
        middle = (y1 + y2) / 2
        parts.append(f"C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}")
    return "".join(parts)


def _straight(line: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in line)


def _direction(text: str) -> str:
    return ' direction="ltr"' if text.isascii() else ""


def _cut(text: str, longest: int) -> str:
    shown = text if text.isascii() else persian_digits(text)
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"
