import { ulpText } from '../../../figures.ts';
import type { Results, Score } from '../../../results.ts';
import { type Cell, dataTable } from '../data-table.ts';
import { element } from '../element.ts';

const explained = [
  ['exact', 'every element is the correctly rounded one'],
  ['close', 'none is more than 4 ULP off'],
  ['wrong', 'some are further off, or it failed'],
  ['none', 'it had nothing to compute'],
] as const;

/** Who gets which family of cases right: contenders by families, in colour and in words. */
export function scoreboardMatrix({ scoreboard }: Results): HTMLElement {
  if (scoreboard.length === 0)
    return element('p', { class: 'quiet' }, 'This run was not held to the conformance kit.');
  const families = [...new Set(scoreboard.flatMap(({ scores }) => scores.map(({ family }) => family)))];
  const rows = scoreboard.map(({ contender, place, version, scores }) => {
    const graded = scores.filter(({ grade }) => grade !== 'none');
    const passed = graded.filter(({ grade }) => grade === 'exact').length;
    return [
      { text: `${contender} (${place})`, title: version },
      `${passed} of ${graded.length}`,
      ...families.map((family): Cell => {
        const score = scores.find((other) => other.family === family);
        return score === undefined ? { text: '–', title: `${family}: not asked` } : gradeCell(score);
      }),
    ];
  });
  const matrix = dataTable({
    caption: 'Families of cases that are right, by contender; numbers are the worst error in ULP',
    columns: [
      'contender',
      { text: 'exact', title: 'families of all that it computed something of' },
      ...families.map((text) => ({ text, class: 'upright' })),
    ],
    rows,
  });
  matrix.classList.add('matrix');
  const key = explained.map(([grade, meaning]) =>
    element('li', {}, element('span', { class: `grade-${grade}` }, grade), ` ${meaning}`),
  );
  return element('div', {}, element('ul', { class: 'key' }, ...key), matrix);
}

function gradeCell({ family, grade, worstUlp, exact, elements }: Score): Cell {
  const text = {
    exact: 'exact',
    close: `close\n${ulpText(worstUlp)}`,
    wrong: `wrong\n${ulpText(worstUlp)}`,
    none: '–',
  }[grade];
  const counted = `${exact.toLocaleString('en')} of ${elements.toLocaleString('en')} elements exact`;
  return {
    text,
    class: `grade-${grade}`,
    title:
      grade === 'none'
        ? `${family}: nothing to compute`
        : `${family}: ${counted}, worst ${ulpText(worstUlp)} ULP`,
  };
}
