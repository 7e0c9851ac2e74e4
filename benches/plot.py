#!/usr/bin/env python3
"""Draws what an article costs as the pile grows, from measured numbers.

  plot.py GROWTH.json FIGURE.svg

GROWTH.json is what `growth.py --json` wrote. Three panels over the number of articles (a logarithmic axis): CPU time an article,
peak memory, and bytes of database an article.
"""
import json, math, sys

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 280, 150, 56, 34, 34, 24
PANELS = [
    ("CPU an article, ms", lambda row: row["cpu_ms_per_article"]),
    ("peak memory, MB", lambda row: row["peak_mb"]),
    ("database an article, kB", lambda row: row["bytes_db_per_article"] / 1000),
]


def panel(number, title, points):
    """Returns one panel as SVG: points are (articles, value)."""
    x0, y0 = LEFT + number * (WIDTH + LEFT + GAP), TOP
    logs = [math.log10(articles) for articles, _ in points]
    low, high, top = min(logs), max(logs), 1.25 * max(value for _, value in points)
    x = lambda articles: x0 + (math.log10(articles) - low) / ((high - low) or 1) * WIDTH
    y = lambda value: y0 + HEIGHT - value / top * HEIGHT
    parts = [f'<text x="{x0}" y="{y0 - 14}" font-weight="bold">{title}</text>',
             f'<path d="M{x0} {y0}V{y0 + HEIGHT}H{x0 + WIDTH}" fill="none" stroke="#888"/>']
    for share in (0, 0.5, 1):
        value = top * share
        parts.append(f'<text x="{x0 - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.3g}</text>')
    line = " ".join(f"{x(articles):.1f},{y(value):.1f}" for articles, value in points)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#2468a8" stroke-width="2"/>')
    for articles, value in points:
        parts.append(f'<circle cx="{x(articles):.1f}" cy="{y(value):.1f}" r="3" fill="#2468a8"/>')
        parts.append(f'<text x="{x(articles):.1f}" y="{y(value) - 8:.1f}" text-anchor="middle">{value:.3g}</text>')
        parts.append(f'<text x="{x(articles):.1f}" y="{y0 + HEIGHT + 16}" text-anchor="middle">{articles:,}</text>')
    return "\n".join(parts)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = json.load(file)["sizes"]
    width, height = len(PANELS) * (WIDTH + LEFT + GAP), TOP + HEIGHT + BOTTOM
    panels = "\n".join(panel(number, title, [(row["articles"], of(row)) for row in rows])
                       for number, (title, of) in enumerate(PANELS))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">\n'
                   f'<rect width="{width}" height="{height}" fill="white"/>\n{panels}\n</svg>\n')


if __name__ == "__main__":
    main()
