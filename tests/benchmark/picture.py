# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pictures of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("svg")
# The same numbers make the same file.
matplotlib.rcParams["svg.hashsalt"] = "bigpanda"

from matplotlib import pyplot  # noqa: E402  after the choice of what draws


def draw_bars(path: Path, title: str, bars: Sequence[tuple[str, float]]) -> None:
    """One bar each, labelled with its seconds, from the top down."""
    figure, axes = pyplot.subplots(figsize=(8, 0.6 * len(bars) + 1.2), layout="constrained")
    drawn = axes.barh([name for name, _seconds in bars], [seconds for _name, seconds in bars], color="#3a6ea5")
    axes.bar_label(drawn, fmt="%.0f s", padding=3)
    axes.invert_yaxis()
    axes.set_title(title)
    axes.set_xlabel("seconds of wall time")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
