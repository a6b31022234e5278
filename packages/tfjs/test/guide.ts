import { readFileSync } from 'node:fs';

const guide = readFileSync(new URL('../../../docs/keras-and-tfjs.md', import.meta.url), 'utf8');

const blocks = (language: string): [name: string, text: string][] =>
  Array.from(guide.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm))
    .filter(([, found]) => found === language)
    .map(([, , name, text]) => [name!, text!]);

/** The guide's programs by name (```js name), and what it says that each prints (```text name). */
export const programs: ReadonlyMap<string, string> = new Map(blocks('js'));
export const printed: ReadonlyMap<string, string> = new Map(blocks('text'));
/** The one that browsers alone run. */
export const pageProgram = 'page.mjs';
