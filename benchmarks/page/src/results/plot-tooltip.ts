import type uPlot from 'uplot';
import { element } from '../element.ts';
import type { MarkedData } from './marked-data.ts';

/** CSS pixels from a mark within which it is meant. */
const reach = 24;

/** Says what the mark nearest to the pointer is. The tables have the same for the keyboard. */
export function plotTooltip({ xs, series }: MarkedData): uPlot.Plugin {
  const tip = element('div', { class: 'tip', hidden: true });
  return {
    hooks: {
      init: (plot) => {
        plot.over.append(tip);
      },
      setCursor: (plot) => {
        const { left = -1, top = -1 } = plot.cursor;
        let [nearest, distance] = ['', left < 0 ? 0 : reach];
        series.forEach(({ points }, i) => {
          if (!plot.series[i + 1]?.show) return;
          points.forEach((point, k) => {
            if (!point) return;
            const [dx, dy] = [plot.valToPos(xs[k]!, 'x') - left, plot.valToPos(point.y, 'y') - top];
            const away = Math.hypot(dx, dy);
            if (away < distance) [nearest, distance] = [point.text, away];
          });
        });
        tip.hidden = nearest === '';
        if (tip.hidden) return;
        tip.textContent = nearest;
        const { clientWidth: width, clientHeight: height } = plot.over;
        tip.style.left = `${Math.max(0, Math.min(left + 12, width - tip.offsetWidth))}px`;
        tip.style.top = `${Math.max(0, Math.min(top + 12, height - tip.offsetHeight))}px`;
      },
    },
  };
}
