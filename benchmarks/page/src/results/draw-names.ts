import type uPlot from 'uplot';
import type { PlotColours } from '../plot-theme.ts';
import type { MarkedData } from './marked-data.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Writes the names of shown series beside their marks; the legend has those for which there is no room. */
export function drawNames(plot: uPlot, { xs, series }: MarkedData, colours: PlotColours): void {
  const { ctx, bbox } = plot;
  // On a phone they would hide the marks.
  if (bbox.width < 480 * devicePixelRatio) return;
  const size = 12 * devicePixelRatio;
  ctx.save();
  ctx.font = `${size}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colours.text;
  const marks = series.flatMap(({ name, points }, i) =>
    plot.series[i + 1]?.show
      ? points.flatMap((point, k) =>
          point ? [{ name, x: plot.valToPos(xs[k]!, 'x', true), y: plot.valToPos(point.y, 'y', true) }] : [],
        )
      : [],
  );
  const half = 0.6 * size;
  const taken: Box[] = marks.map(({ x, y }) => around(x, y, half));
  for (const { name, x, y } of marks) {
    const width = ctx.measureText(name).width;
    const room = placesAround(x, y, width, size).find(
      (box) => isWithin(box, bbox) && !taken.some((other) => overlap(box, other)),
    );
    if (!room) continue;
    taken.push(room);
    // Whiskers would strike it through.
    ctx.strokeStyle = colours.ground;
    ctx.lineWidth = 4 * devicePixelRatio;
    ctx.lineJoin = 'round';
    ctx.strokeText(name, room.left, room.top + room.height / 2);
    ctx.fillText(name, room.left, room.top + room.height / 2);
    if (Math.abs(room.top + room.height / 2 - y) > size) leader(ctx, x, y, room, colours.grid);
  }
  ctx.restore();
}

/** Right, left, then rows above and below. */
function placesAround(x: number, y: number, width: number, size: number): Box[] {
  const height = 1.15 * size;
  const gap = 0.7 * size;
  const rows = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, -7];
  return rows.flatMap((row) => {
    const top = y - height / 2 + row * height;
    const lefts = row === 0 ? [x + gap, x - gap - width] : [x - width / 2, x + gap / 2, x - width - gap / 2];
    return lefts.map((left) => ({ left, top, width, height }));
  });
}

function around(x: number, y: number, half: number): Box {
  return { left: x - half, top: y - half, width: 2 * half, height: 2 * half };
}

function leader(ctx: CanvasRenderingContext2D, x: number, y: number, room: Box, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(
    Math.min(Math.max(x, room.left), room.left + room.width),
    room.top > y ? room.top : room.top + room.height,
  );
  ctx.stroke();
}

function isWithin(box: Box, { left, top, width, height }: Box): boolean {
  return (
    box.left >= left &&
    box.top >= top &&
    box.left + box.width <= left + width &&
    box.top + box.height <= top + height
  );
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
