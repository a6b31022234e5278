import type uPlot from 'uplot';
import type { PlotColours } from '../plot-theme.ts';
import type { MarkedData } from './marked-data.ts';

const radius = 4.5;

/** Draws the markers and whiskers of series `i`, counted as uPlot does: from 1. */
export function drawMarks(plot: uPlot, i: number, { xs, series }: MarkedData, colours: PlotColours): void {
  const drawn = series[i - 1];
  const state = plot.series[i];
  if (!drawn || !state?.show) return;
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const at = (value: number, scale: 'x' | 'y'): number => plot.valToPos(value, scale, true);
  const colour = colours.of(drawn.look.colour);
  ctx.save();
  ctx.globalAlpha = state.alpha ?? 1;
  ctx.strokeStyle = colour;
  ctx.setLineDash([]);
  drawn.points.forEach((point, k) => {
    if (!point) return;
    const [x, y] = [at(xs[k]!, 'x'), at(point.y, 'y')];
    if (point.whisker) {
      const { along, from, to } = point.whisker;
      ctx.lineWidth = 1.5 * ratio;
      ctx.beginPath();
      if (along === 'x') {
        ctx.moveTo(at(from, 'x'), y);
        ctx.lineTo(at(to, 'x'), y);
      } else {
        ctx.moveTo(x, at(from, 'y'));
        ctx.lineTo(x, at(to, 'y'));
      }
      ctx.stroke();
    }
    if (drawn.look.marker === undefined) {
      // A line of one point is none: the roof is drawn over the whole width.
      if (xs.length === 1) {
        const { left, width } = plot.bbox;
        ctx.lineWidth = drawn.look.width * ratio;
        ctx.setLineDash(drawn.look.dash.map((length) => length * ratio));
        ctx.beginPath();
        ctx.moveTo(left, y);
        ctx.lineTo(left + width, y);
        ctx.stroke();
      }
      return;
    }
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(radius * ratio, radius * ratio);
    // A rim of the ground tells marks apart that lie on one another.
    ctx.lineWidth = 1.2 / radius;
    ctx.strokeStyle = colours.ground;
    ctx.fillStyle = colour;
    const outline = new Path2D(drawn.look.marker);
    ctx.fill(outline);
    ctx.stroke(outline);
    ctx.restore();
  });
  ctx.restore();
}
