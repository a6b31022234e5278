import { element } from '../element.ts';

/** One of them, and what is said beside it. */
export interface Box {
  readonly value: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly hint?: string;
}

/** A group of check boxes. */
export interface CheckBoxes {
  readonly root: HTMLElement;
  readonly inputs: readonly HTMLInputElement[];
  /** Values, in their order. */
  chosen(): readonly string[];
}

/** `before` stands between the legend and the boxes. */
export function checkBoxes(legend: string, boxes: readonly Box[], ...before: readonly Node[]): CheckBoxes {
  const inputs = boxes.map(({ value, checked, disabled = false }) =>
    element('input', { type: 'checkbox', value, checked, disabled }),
  );
  const lines = boxes.map(({ value, hint }, i) =>
    element(
      'div',
      {},
      element('label', {}, inputs[i]!, ` ${value}`),
      ...(hint === undefined ? [] : [element('span', { class: 'hint' }, ` ${hint}`)]),
    ),
  );
  const group = element('div', { class: 'boxes' }, ...lines);
  return {
    root: element('fieldset', {}, element('legend', {}, legend), ...before, group),
    inputs,
    chosen: () => inputs.filter(({ checked }) => checked).map(({ value }) => value),
  };
}
