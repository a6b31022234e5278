import type { BackendReport } from '../../../../packages/unitsphere/src/list-backends.ts';
import { element } from '../element.ts';

/** Backends of which one is chosen. */
export interface BackendChoice {
  readonly root: HTMLElement;
  chosen(): string;
  /** Closes those that do not start, and says why. */
  show(reports: readonly BackendReport[]): void;
}

/** The first is chosen until it is known not to start. What has not been tried yet can be chosen. */
export function backendChoice(names: readonly string[]): BackendChoice {
  const rows = names.map((name, i) => {
    const input = element('input', {
      type: 'radio',
      name: 'vectors-backend',
      id: `vectors-backend-${name}`,
      value: name,
      checked: i === 0,
      'aria-describedby': `vectors-backend-${name}-hint`,
    });
    const hint = element('span', { class: 'hint', id: `vectors-backend-${name}-hint` }, 'being tried …');
    const label = element('label', { for: input.id }, name);
    return { name, input, hint, root: element('div', { class: 'backend' }, input, label, ' ', hint) };
  });
  return {
    root: element('fieldset', {}, element('legend', {}, 'Backend'), ...rows.map(({ root }) => root)),
    chosen: () => rows.find(({ input }) => input.checked)?.name ?? names[0]!,
    show(reports) {
      for (const { name, input, hint } of rows) {
        const report = reports.find((each) => each.name === name);
        input.disabled = report !== undefined && !report.starts;
        hint.textContent = report === undefined ? '' : inWords(report);
      }
      const chosen = rows.find(({ input }) => input.checked);
      const first = rows.find(({ input }) => !input.disabled);
      if (chosen?.input.disabled && first) first.input.checked = true;
    },
  };
}

function inWords(report: BackendReport): string {
  if (!report.starts) return `does not start: ${report.reason}`;
  const { precision } = report.capabilities;
  const dtypes = Object.keys(precision).join(' and ');
  const orders = precision.float32?.otherOrders === undefined ? 'p = 1, 2 and ∞' : 'any p ≥ 1';
  return `${dtypes}, ${orders}`;
}
