/** Reads parameters off a command line, as most programs write them: `--lr 0.1`, `--lr=0.1`, `lr=0.1`. */
import { type Param, type Params, paramOfText, parseScalar } from './param.ts';

/**
 * The parameters in a command's argv; of a key that stands there twice, the last. The program is none, nor are
 * an interpreter's script and what stands before it, short flags, nor anything behind `--`. A bare flag is true:
 * its own word holds the value, so its origin is `joined` though the word has no `=`.
 */
export function paramsOfArgv(argv: readonly string[]): Params {
  const params: Record<string, Param> = Object.create(null);
  for (let at = firstArgument(argv); at < argv.length && argv[at] !== '--'; at++) {
    const word = argv[at] as string;
    const pair = pairOf(word);
    if (pair !== undefined) params[pair.key] = argument(pair.text, at, true);
    else if (!/^--[^=]/s.test(word)) continue;
    else if (takesNext(word, argv[at + 1])) params[word.slice(2)] = argument(argv[++at] as string, at, false);
    else params[word.slice(2)] = { value: true, origin: { kind: 'argv', index: at, joined: true } };
  }
  return params;
}

function argument(text: string, index: number, joined: boolean): Param {
  return paramOfText(text, { kind: 'argv', index, joined });
}

/** `--key=value`, and `key=value` as Hydra, make and dd write it; Hydra's `+` is no part of the key. */
const PAIR = /^(?:--([^=]+)|\+{0,2}([A-Za-z_][\w.-]*(?:[/@][\w.-]+)*))=(.*)$/s;

function pairOf(word: string): { key: string; text: string } | undefined {
  const [, flag, plain, text] = PAIR.exec(word) ?? [];
  const key = flag ?? plain;
  return key === undefined || text === undefined ? undefined : { key, text };
}

/** Whether the word behind a long flag is its value: no other flag, but a negative number or `-` may be. */
function takesNext(flag: string, next: string | undefined): boolean {
  if (next === undefined || flag.startsWith('--no-') || pairOf(next) !== undefined) return false;
  if (!next.startsWith('-') || next === '-') return true;
  return ['number', 'bigint'].includes(typeof parseScalar(next));
}

interface Interpreter {
  readonly name: RegExp;
  /** The option that names or holds the program itself: in the same word (group 1), else in the next. */
  readonly program: RegExp;
  /** Options of which the next word is the value. */
  readonly takes: RegExp;
}

const INTERPRETERS: readonly Interpreter[] = [
  {
    name: /^(?:python|pypy|py)[\d.]*w?$/,
    program: /^-[bBdEhiIOPqRsSuvVx?]*[mc](.*)$/s,
    takes: /^(?:-[bBdEiIOPqRsSuvx]*[WX]|--check-hash-based-pycs)$/,
  },
  {
    name: /^(?:node|tsx|ts-node|bun)$/,
    program: /^(?:-e|-p|-pe|--eval|--print)(=.*)?$/s,
    takes: /^(?:-r|-C|--require|--import|--loader|--conditions|--env-file|--experimental-loader)$/,
  },
  {
    name: /^(?:ba|da|z|k)?sh$/,
    program: /^-[a-zA-Z]*c()$/,
    takes: /^(?:[-+][a-zA-Z]*[oO]|--rcfile|--init-file)$/,
  },
  { name: /^(?:ruby|perl|lua)[\d.]*$/, program: /^-[a-zA-Z]*e(.*)$/s, takes: /^-[rICl]$/ },
  { name: /^(?:Rscript|R)$/, program: /^-e()$/, takes: /^-[fg]$/ },
  { name: /^julia$/, program: /^(?:-e|-E|--eval|--print)(=.*)?$/s, takes: /^-[LptJCHm]$/ },
];

/** The index of the first word that is the program's to read. */
function firstArgument(argv: readonly string[]): number {
  const name = (argv[0] ?? '').replace(/^.*[\\/]/s, '').replace(/\.exe$/i, '');
  const interpreter = INTERPRETERS.find(known => known.name.test(name));
  if (interpreter === undefined) return 1;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const program = interpreter.program.exec(word);
    if (program !== null) return program[1] ? at + 1 : at + 2;
    if (word === '--') return at + 2;
    if (interpreter.takes.test(word)) at++;
    else if (!word.startsWith('-') || word === '-') return at + 1;
  }
  return argv.length;
}
