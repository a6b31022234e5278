/** Attributes by name; `true` is one without a value, `false` none. */
export type Attributes = Readonly<Record<string, string | boolean>>;

/** An element: `element('p', { class: 'quiet' }, 'text', child)`. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') made.setAttribute(name, value);
    else made.toggleAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A button that does something; `primary` for the one that a view is for. */
export function button(text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', act);
  return made;
}

/** A line that is read out when its text changes. */
export function statusLine(): HTMLParagraphElement {
  return element('p', { role: 'status', class: 'status' });
}

/** A fault in words, read out at once. Empty is none. */
export function alertLine(): HTMLParagraphElement {
  return element('p', { role: 'alert', class: 'alert' });
}

let labels = 0;

/** A control with its label before it. */
export function field(label: string, control: HTMLElement, hint?: string): HTMLElement {
  labels += 1;
  control.id ||= `control-${labels}`;
  const parts: Node[] = [element('label', { for: control.id }, label), control];
  if (hint !== undefined) {
    const said = element('span', { class: 'hint', id: `${control.id}-hint` }, hint);
    control.setAttribute('aria-describedby', said.id);
    parts.push(said);
  }
  return element('div', { class: 'field' }, ...parts);
}

/** One of several: `[value, text]` each. */
export function choice(
  options: readonly (readonly [value: string, text: string])[],
  chosen: (value: string) => void,
): HTMLSelectElement {
  const made = element('select', {}, ...options.map(([value, text]) => element('option', { value }, text)));
  made.addEventListener('change', () => chosen(made.value));
  return made;
}

/** How far a job is, with what it does now. */
export interface Progress {
  readonly root: HTMLElement;
  /** `of` undefined: nobody knows how much there is. */
  show(done: number, of: number | undefined, text: string): void;
}

/** `label` names the job. */
export function progress(label: string): Progress {
  const bar = element('progress', { 'aria-label': label });
  const text = statusLine();
  return {
    root: element('div', { class: 'progress' }, bar, text),
    show(done, of, now) {
      if (of === undefined) bar.removeAttribute('value');
      else [bar.max, bar.value] = [of, done];
      text.textContent = now;
    },
  };
}

/** Gives the visitor a file. */
export function download(name: string, parts: BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  element('a', { href: address, download: name }).click();
  // The download has begun when click returns; the blob lives on until it has ended.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
