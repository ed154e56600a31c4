# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pictures of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pygal
from pygal.style import Style

STYLE = Style(
    background="white",
    plot_background="white",
    colors=("#3a6ea5",),
    font_family="sans-serif",
    title_font_size=15,
    label_font_size=12,
    major_label_font_size=12,
)


def draw_bars(path: Path, title: str, bars: Sequence[tuple[str, float]]) -> None:
    """One bar each, labelled with its seconds, from the top down."""
    chart = pygal.HorizontalBar(
        title=title,
        x_title="seconds of wall time",
        style=STYLE,
        width=800,
        height=60 * len(bars) + 100,
        show_legend=False,
        js=[],
    )
    # The same numbers make the same file.
    chart.uuid = path.stem
    upwards = list(reversed(bars))
    chart.x_labels = [f"{name}: {seconds:.0f} s" for name, seconds in upwards]
    chart.add(title, [seconds for _name, seconds in upwards])
    chart.render_to_file(str(path))
