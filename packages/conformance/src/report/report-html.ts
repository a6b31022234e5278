import type { CaseResult } from '../case.ts';
import { caseId } from '../select-cases.ts';
import { escapeMarkup } from './escape-markup.ts';
import { grouped, percent, seconds, ulp } from './figures.ts';
import { histogramSvg } from './histogram-svg.ts';
import type { Report } from './report.ts';
import { reportStyle } from './report-style.ts';
import { skipsByReason } from './skips-by-reason.ts';
import type { Totals } from './totals.ts';
import { inSentence } from './weak-claims.ts';

/** The report as one page that needs nothing else: no network, no scripts. */
export function reportHtml(report: Report): string {
  const title = escapeMarkup(`Conformance of ${report.backend}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${reportStyle}
</style>
</head>
<body>
<h1>${title}</h1>
${verdict(report.totals)}
${facts(report)}
${failures(report.results)}
${familyTable(report)}
${histograms(report)}
${weak(report)}
${skips(report.results)}
</body>
</html>
`;
}

function verdict({ cases, passed, failed, skipped, elements, milliseconds }: Totals): string {
  const words = failed === 0 ? 'Everything it claims holds' : `${failed} of ${cases} cases failed`;
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped; ${grouped(elements)} elements compared in ${seconds(milliseconds)} s`;
  return `<p class="verdict ${failed === 0 ? 'good' : 'bad'}">${words}</p>\n<p>${counts}</p>`;
}

function facts({ module, seed, again, started, versions, capabilities }: Report): string {
  const claims = Object.entries(capabilities.precision).map(([dtype, { rounding, otherOrders }]) => {
    const others = otherOrders === undefined ? '' : `, other p ${inWords(otherOrders)}`;
    return `${dtype} ${inWords(rounding)}${others}`;
  });
  const { norms, gradient } = capabilities;
  if (norms) claims.push(`norms ${inWords(norms)} of float64`);
  if (gradient) claims.push(`gradient ${inWords(gradient)} of max|dy|/D`);
  const rows = {
    Module: escapeMarkup(module),
    Claims: escapeMarkup(claims.join('; ')),
    Seed: String(seed),
    'To run it again': `<pre><code>${escapeMarkup(again)}</code></pre>`,
    Started: escapeMarkup(started),
    Versions: escapeMarkup(
      `conformance ${versions.conformance}, Node ${versions.node}, ${versions.platform}`,
    ),
  };
  return `<dl>${Object.entries(rows)
    .map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
    .join('\n')}</dl>`;
}

function inWords(rounding: 'exact' | { readonly maxUlp: number }): string {
  return rounding === 'exact' ? 'exact' : `within ${rounding.maxUlp} ULP`;
}

function failures(results: readonly CaseResult[]): string {
  const failed = results.filter(({ status }) => status === 'failed');
  const articles = failed.map((result) => {
    const { reason = '', reproduction } = result;
    const program =
      reproduction === undefined ? '' : `\n<pre><code>${escapeMarkup(reproduction)}</code></pre>`;
    const text = `<p class="reason">${escapeMarkup(reason)}</p>`;
    return `<article>\n<h3>${escapeMarkup(caseId(result))}</h3>\n${text}${program}\n</article>`;
  });
  return section('Failures', articles);
}

function familyTable({ families, totals }: Report): string {
  const heads = [
    'Family',
    'Passed',
    'Failed',
    'Skipped',
    'Elements',
    'Worst ULP',
    'Mean ULP',
    'Exact',
    'Seconds',
  ];
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  const rows = families.map((each) => tableRow(each.family, each)).join('\n');
  const table = `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}\n</tbody>\n<tfoot>${tableRow('All', totals)}</tfoot>\n</table>`;
  return section('Families', [`<div class="wide">${table}</div>`]);
}

function tableRow(name: string, totals: Totals): string {
  const { passed, failed, skipped, elements, measured, exact, worstUlp, meanUlp, milliseconds } = totals;
  const measures = measured === 0 ? ['', ''] : [ulp(worstUlp), ulp(meanUlp)];
  const cells = [skipped, elements].map(grouped);
  const figures = [...cells, ...measures, percent(exact, measured), seconds(milliseconds)];
  const bad = failed === 0 ? '' : ' class="bad"';
  const rest = figures.map((cell) => `<td>${cell}</td>`).join('');
  return `<tr><th scope="row">${escapeMarkup(name)}</th><td>${passed}</td><td${bad}>${failed}</td>${rest}</tr>`;
}

function histograms({ families }: Report): string {
  const figures = families
    .filter(({ measured }) => measured > 0)
    .map(({ family, histogram, measured, exact }) => {
      const label = `${family}: ${grouped(measured)} elements, ${percent(exact, measured)} correctly rounded`;
      const caption = `<figcaption>${escapeMarkup(label)}</figcaption>`;
      return `<figure>${caption}${histogramSvg(histogram, `Errors of ${label}`)}</figure>`;
    });
  return figures.length === 0 ? '' : section('Errors', [`<div class="figures">${figures.join('\n')}</div>`]);
}

function weak({ weakClaims }: Report): string {
  return section(
    'Claims weaker than measured',
    weakClaims.map((claim) => `<p>${escapeMarkup(inSentence(claim))}</p>`),
  );
}

function skips(results: readonly CaseResult[]): string {
  const lists = [...skipsByReason(results)].map(([reason, ids]) => {
    const items = ids.map((id) => `<li>${escapeMarkup(id)}</li>`);
    return `<h3>${escapeMarkup(reason)}</h3>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return section('Skipped', lists);
}

function section(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<h2>${title}</h2>\n${parts.join('\n')}`;
}
