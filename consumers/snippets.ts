import MarkdownIt from 'markdown-it';

/** A block of a page with a file's name: a program, or what somebody types (`sh`). */
export interface Snippet {
  readonly name: string;
  /** `js`, `ts`, `html` or `sh`. */
  readonly language: string;
  readonly code: string;
  /** The block `text` of the same name: what it prints, to the letter. Undefined where the page has none. */
  readonly printed: string | undefined;
}

export interface Snippets {
  /** In their order on the page. */
  readonly programs: readonly Snippet[];
  /** Lines of `sh` blocks, named or not, and of indented blocks. */
  readonly commands: readonly string[];
  /** First lines of programs without a name, and names of `text` blocks without a program: no page should have any. */
  readonly astray: readonly string[];
}

const languages: readonly string[] = ['js', 'ts', 'html'];
/** What the same languages are called besides. */
const aliases = /^([mc][jt]s|[jt]sx|javascript|typescript|htm)$/;

/** What a Markdown page shows as code. Throws where two programs have one name. */
export function snippetsOf(markdown: string): Snippets {
  const tokens = new MarkdownIt().parse(markdown, {});
  const blocks = tokens
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => {
      const [language = '', name] = info.trim().split(/\s+/);
      return { language, name, content };
    });
  const texts = new Map(
    blocks.flatMap(({ language, name, content }) =>
      language === 'text' && name !== undefined ? [[name, content] as const] : [],
    ),
  );
  const programs = blocks.flatMap(({ language, name, content }) =>
    name !== undefined && [...languages, 'sh'].includes(language)
      ? [{ name, language, code: content, printed: texts.get(name) }]
      : [],
  );
  const names = programs.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`two programs are called ${twice}`);
  return {
    programs,
    commands: [
      ...blocks.filter(({ language }) => language === 'sh'),
      ...tokens.filter(({ type }) => type === 'code_block'),
    ].flatMap(({ content }) => content.split('\n').filter((line) => line.trim() !== '')),
    astray: [
      ...blocks
        .filter(
          ({ language, name }) =>
            aliases.test(language) || (languages.includes(language) && name === undefined),
        )
        .map(({ content }) => content.split('\n', 1)[0]!),
      ...[...texts.keys()].filter((name) => !names.includes(name)),
    ],
  };
}
