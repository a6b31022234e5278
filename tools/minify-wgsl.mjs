/**
 * Shorter texts of the same WGSL: no spaces or line ends but where words meet, a letter for each parameter and variable of
 * a function, a short name for what the pieces name among themselves. `kept` are words that something outside of them says.
 */
export function minifyWgsl(pieces, kept) {
  const local = pieces.map((piece) =>
    piece
      .split(/^(?=fn )/m)
      .map(withLetters)
      .join(''),
  );
  const names = namesFor(local.join('\n'), kept);
  return local.map((piece) =>
    piece
      .replace(/\bvec([234])<([uif])32>/g, 'vec$1$2')
      .replace(/\s*([-+*/%&|^<>=!~,;:(){}[\]?.])\s*/g, '$1')
      .replace(/\s+/g, ' ')
      .replace(/,([)}])/g, '$1')
      .replace(operands, '$1')
      .replace(words, (word) => names.get(word) ?? word),
  );
}

/** A number right of an operator takes the type of what is left of it. */
const operands = /(?<=[\w)\]](?:<<|>>|[-+*/%&|^<>]=?|[=!]=))(0x[\da-f]+|\d+)[ui]\b/g;
const words = /\b[a-z_]\w*/gi;
const declarations = /\b(?:fn|let|var|const|struct|override)(?:<[^>]*>)?\s+(\w+)/g;
/** Parameters and members. */
const typed = /\b(\w+)\s*:/g;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** A function, and what comes after it; other texts as they are. */
function withLetters(text) {
  if (!text.startsWith('fn ')) return text;
  const end = endOf(text);
  return lettered(text.slice(0, end)) + text.slice(end);
}

/** Past the brace that closes the first that opens. */
function endOf(text) {
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  throw new Error(`no end: ${text}`);
}

function lettered(text) {
  const [head, ...body] = text.split('{');
  const own = declaredIn(head.slice(head.indexOf('(')), typed);
  for (const word of declaredIn(body.join('{'), declarations)) own.add(word);
  // Not where it is a member.
  const uses = /(?<!\.)\b[a-z_]\w*/gi;
  const counts = countsOf(text, uses);
  const taken = new Set([...counts.keys()].filter((word) => !own.has(word)));
  const free = letters.filter((letter) => !taken.has(letter));
  const byUse = [...own].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, free.length);
  if (own.size > free.length) throw new Error(`more than ${free.length} variables: ${head}`);
  const names = new Map(byUse.map((word, i) => [word, free[i]]));
  return text.replace(uses, (word) => names.get(word) ?? word);
}

/** A short name for each word that is declared in the pieces, the shortest for the most frequent. */
function namesFor(text, kept) {
  const counts = countsOf(text, words);
  const declared = new Set([...declaredIn(text, declarations), ...declaredIn(text, typed)]);
  const own = [...declared].filter((word) => counts.has(word) && !kept.has(word) && word.length > 2);
  own.sort((a, b) => counts.get(b) - counts.get(a));
  const fresh = shortNames(new Set([...counts.keys(), ...kept]));
  return new Map(own.map((word) => [word, fresh.next().value]));
}

/** A capital, or one and a small letter, that is no word already. */
function* shortNames(taken) {
  for (const second of ['', ...letters]) {
    for (const first of letters) {
      const name = first.toUpperCase() + second;
      if (!taken.has(name)) yield name;
    }
  }
}

function declaredIn(text, pattern) {
  return new Set([...text.matchAll(pattern)].map(([, word]) => word));
}

function countsOf(text, pattern) {
  const counts = new Map();
  for (const [word] of text.matchAll(pattern)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
