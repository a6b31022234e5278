import { presets, rules } from '@unitsphere/core';
import type { BackendReport } from '../../../../packages/unitsphere/src/list-backends.ts';
import { choice, element, field } from '../element.ts';
import { backendChoice } from './backend-choice.ts';
import type { Settings } from './job.ts';
import type { Reading } from './opened.ts';
import { isPreset, parseAxis, parseRule } from './parse-settings.ts';

/** What the visitor chooses besides the file. */
export interface SettingsForm {
  readonly root: HTMLElement;
  /** Throws `invalid-axis`, `invalid-p`, `invalid-epsilon`. */
  settings(): Settings;
  showBackends(reports: readonly BackendReport[]): void;
  /** Marks the field that an error of this code is about; undefined: none. */
  mark(code: string | undefined): void;
}

export function settingsForm(backends: readonly string[]): SettingsForm {
  const backend = backendChoice(backends);
  const axis = element('input', { value: '-1', size: '8', autocomplete: 'off', spellcheck: 'false' });
  const p = element('input', { value: '2', size: '8', autocomplete: 'off', spellcheck: 'false' });
  const epsilon = element('input', { size: '10', autocomplete: 'off', spellcheck: 'false' });
  const rule = ruleChoice(() => offerEpsilon(rule.value, epsilon));
  offerEpsilon(rule.value, epsilon);
  const dtype = choice(
    ['float32', 'float64'].map((name) => [name, name]),
    () => {},
  );
  const firstRow = choice(
    [
      ['guess', 'guess'],
      ['headings', 'headings'],
      ['numbers', 'numbers'],
    ],
    () => {},
  );
  const delimiter = choice(
    [
      ['', 'guess'],
      [',', 'commas'],
      [';', 'semicolons'],
      ['\t', 'tabs'],
    ],
    () => {},
  );
  const keep = element('input', { autocomplete: 'off', spellcheck: 'false' });
  const fields = { axis, p, epsilon, keep };
  return {
    root: element(
      'div',
      {},
      backend.root,
      element(
        'div',
        { class: 'fields' },
        field('Axis', axis, '−1: the last; 0, 1: two; all'),
        field('Order p', p, '1, 2, ∞ or more'),
        field('Rule or preset', rule, 'none: by the norm itself'),
        field('Epsilon', epsilon, 'of the rule'),
      ),
      element(
        'fieldset',
        {},
        element('legend', {}, 'Reading'),
        element(
          'div',
          { class: 'fields' },
          field('Text and integers as', dtype, 'floats of .npy stay'),
          field('CSV cells between', delimiter, 'what stands there'),
          field('First row of a CSV', firstRow, 'headings or numbers'),
          field('CSV columns to keep', keep, 'such as id, 2'),
        ),
      ),
    ),
    settings() {
      const along = parseAxis(axis.value);
      return {
        backend: backend.chosen(),
        ...(along !== undefined && { axis: along }),
        rule: parseRule({ rule: rule.value, p: p.value, epsilon: epsilon.disabled ? '' : epsilon.value }),
        reading: {
          dtype: dtype.value as Reading['dtype'],
          delimiter: delimiter.value,
          firstRow: firstRow.value as Reading['firstRow'],
          keep: keep.value.split(',').flatMap((column) => column.trim() || []),
        },
      };
    },
    showBackends: (reports) => backend.show(reports),
    mark(code) {
      for (const [name, control] of Object.entries(fields))
        control.setAttribute('aria-invalid', String(code !== undefined && fieldOf[code] === name));
    },
  };
}

const fieldOf: Readonly<Partial<Record<string, string>>> = {
  'invalid-axis': 'axis',
  'repeated-axis': 'axis',
  'axis-out-of-range': 'axis',
  'invalid-p': 'p',
  'rule-needs-p-2': 'p',
  'preset-parameter': 'p',
  'invalid-epsilon': 'epsilon',
  'missing-epsilon': 'epsilon',
  'unknown-column': 'keep',
};

function ruleChoice(chosen: () => void): HTMLSelectElement {
  const group = (label: string, names: readonly string[]): HTMLElement =>
    element('optgroup', { label }, ...names.map((value) => element('option', { value }, value)));
  const made = element(
    'select',
    {},
    group('Rules', rules),
    group('Presets: as this does', Object.keys(presets)),
  );
  made.addEventListener('change', chosen);
  return made;
}

/** Closed where there is none to choose; the default of a preset stands in the background. */
function offerEpsilon(name: string, epsilon: HTMLInputElement): void {
  const preset = isPreset(name) ? presets[name] : undefined;
  epsilon.disabled = preset ? !preset.epsilonAdjustable || preset.rule === 'none' : name === 'none';
  const own = preset?.epsilon;
  const shown = typeof own === 'object' ? `${own.float32}` : `${own ?? ''}`;
  epsilon.placeholder = epsilon.disabled && shown === '' ? 'none' : shown;
  if (preset || epsilon.disabled) epsilon.value = '';
  else epsilon.value ||= '1e-12';
}
