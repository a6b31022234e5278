import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt, { type Token } from 'markdown-it';

/** Folders without pages of ours. */
const foreign: readonly string[] = [
  'node_modules',
  'dist',
  'api',
  'coverage',
  'fixtures',
  '.git',
  '.nx',
  '.venv',
];
/** Where pages outside the repository find its files, such as the packages' READMEs on npm. */
const published = 'https://github.com/unitsphere/unitsphere/blob/main/';
const ownPath = /^(packages|tools|benchmarks|docs|consumers|examples)(\/[\w.-]+)+\/?$/;

/** The Markdown files below `root`, by their paths from there. */
export function markdownFiles(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return foreign.includes(entry.name) ? [] : markdownFiles(root, path);
    return entry.isFile() && entry.name.endsWith('.md') ? [path] : [];
  });
}

/** What is wrong with the links of the page at `path`, in words; external ones are looked at, not visited. */
export function brokenLinks(root: string, path: string): readonly string[] {
  return linksOf(readFileSync(join(root, path), 'utf8')).flatMap((link) => {
    const fault = faultOf(root, path, link);
    return fault === undefined ? [] : [`${path}: ${link}: ${fault}`];
  });
}

/** Where the links and pictures of a page lead. */
export function linksOf(markdown: string): readonly string[] {
  return inlineTokens(markdown).flatMap((token) => {
    const link = { link_open: token.attrGet('href'), image: token.attrGet('src') }[token.type];
    return link === undefined || link === null ? [] : [String(link)];
  });
}

/** Files and folders of the repository that a page names in code, without links. */
export function pathsNamedBy(markdown: string): readonly string[] {
  return inlineTokens(markdown)
    .filter(({ type, content }) => type === 'code_inline' && ownPath.test(content))
    .map(({ content }) => content);
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const tokens = parsed(markdown);
  const headings = tokens.filter((_, i) => tokens[i - 1]?.type === 'heading_open');
  return new Set(
    headings.map(({ children }) => slugger.slug((children ?? []).map(({ content }) => content).join(''))),
  );
}

function inlineTokens(markdown: string): readonly Token[] {
  return parsed(markdown).flatMap(({ children }) => children ?? []);
}

function parsed(markdown: string): readonly Token[] {
  return new MarkdownIt({ html: true }).parse(markdown, {});
}

function faultOf(root: string, page: string, link: string): string | undefined {
  if (link.startsWith(published)) return faultWithin(root, link.slice(published.length), '.');
  const [, packed] = /^https:\/\/www\.npmjs\.com\/package\/@unitsphere\/([^/#?]+)/.exec(link) ?? [];
  if (packed !== undefined) return faultWithin(root, `packages/${packed}/package.json`, '.');
  if (!/^\w+:/.test(link)) return faultWithin(root, link === '' ? '.' : link, dirname(page), page);
  if (!URL.canParse(link)) return 'no address';
  return /^(https|mailto):$/.test(new URL(link).protocol) ? undefined : 'neither https nor mailto';
}

function faultWithin(root: string, link: string, from: string, page?: string): string | undefined {
  const [address = '', anchor] = link.split('#', 2).map(decodeURIComponent);
  const path = address === '' && page !== undefined ? page : normalize(join(from, address));
  if (path.split(sep)[0] === '..') return 'outside the repository';
  if (!existsSync(join(root, path))) return `no file ${relative('.', path)}`;
  if (anchor === undefined) return undefined;
  if (!path.endsWith('.md')) return 'an anchor in a file that is not Markdown';
  const anchors = anchorsOf(readFileSync(join(root, path), 'utf8'));
  return anchors.has(anchor) ? undefined : `no heading with the anchor ${anchor}`;
}
