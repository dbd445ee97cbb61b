"""What a user would pick instead of `chart`: charts_peer.py CHARTS.

Draws so many charts of three kinds in turn as SVG into memory (a line with a fan, bars, a heatmap), as benches/charts.rs does,
and prints the seconds that took. Import and the first figure, which reads the fonts, are not counted.
"""

import io
import sys
import time

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.fonttype"] = "none"  # Text stays text, as in the charts it is held against.
import matplotlib.pyplot as plt  # noqa: E402


def figure(i, k):
    return 30 + (i * 31 + k * 17) % 400 / 10


def draw(i):
    picture, axes = plt.subplots(figsize=(9.6, 5.4))
    names = [f"Xã Mường Chanh {k + 1}" for k in range(12)]
    if i % 3 == 0:
        years = list(range(2014, 2026))
        axes.plot(years, [figure(i, k) for k in range(12)], marker="o", label="Số liệu đã có")
        ahead = list(range(1, 11))
        middle = [50 + 2 * h for h in ahead]
        for level in (0.95, 0.8, 0.5):
            half = [20 * level * h**0.5 for h in ahead]
            low, high = ([m + sign * w for m, w in zip(middle, half)] for sign in (-1, 1))
            axes.fill_between([2025 + h for h in ahead], low, high, alpha=0.3, label=f"{level:.0%}")
        axes.plot([2025 + h for h in ahead], middle)
        axes.plot([2035], [90], marker="D", linestyle="none", label="Mục tiêu")
        axes.annotate("≥ 90% (2035)", (2035, 90))
        axes.legend()
    elif i % 3 == 1:
        bars = axes.barh(names, [figure(i, k) for k in range(12)])
        axes.bar_label(bars, fmt="%.1f / 100")
    else:
        cells = [[figure(i, 12 * k + m) for m in range(12)] for k in range(12)]
        image = axes.imshow(cells, cmap="Blues", aspect="auto")
        axes.set_yticks(range(12), names)
        axes.set_xticks(range(12), [f"T{m + 1}" for m in range(12)])
        for k, row in enumerate(cells):
            for m, value in enumerate(row):
                axes.text(m, k, f"{value:.1f}", ha="center", va="center", fontsize=8)
        picture.colorbar(image)
    picture.suptitle("Tỷ lệ hồ sơ nộp trực tuyến: đạt mục tiêu trước hạn")
    axes.set_title("Tỉnh giả định, phần trăm")
    picture.text(0.02, 0.01, "Nguồn: số liệu giả định; n = 12; phương pháp: rw-drift/1.")
    out = io.StringIO()
    picture.savefig(out, format="svg")
    plt.close(picture)
    return len(out.getvalue())


draw(0)
begun = time.perf_counter()
for chart in range(int(sys.argv[1])):
    draw(chart)
print(time.perf_counter() - begun)
