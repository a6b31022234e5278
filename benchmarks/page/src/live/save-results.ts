import { parseResults, type Results } from '../../../results.ts';
import { download } from '../element.ts';

/** Gives the visitor a file that the results tab opens. Throws where it would not. */
export function saveResults(results: Results): void {
  const text = `${JSON.stringify(results, null, 2)}\n`;
  parseResults(JSON.parse(text));
  download(`unitsphere-${results.started.slice(0, 10)}.json`, [text], 'application/json');
}
