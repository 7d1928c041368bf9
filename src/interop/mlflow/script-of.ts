/** Interpreters, whose first word that is no option is what runs; behind `-c` it is no file. */
const INTERPRETER = /(?:^|[/\\])(?:python[\d.]*|Rscript|node|bash|sh)(?:\.exe)?$/;

/** The script of a command line, as `sys.argv[0]` would have it: `train.py` of `python -u train.py --lr 0.1`. */
export function scriptOf(argv: readonly string[]): string {
  const [program = '', ...words] = argv;
  if (!INTERPRETER.test(program)) return program;
  const script = words.findIndex(word => !word.startsWith('-'));
  return words[script - 1] === '-c' ? program : (words[script] ?? program);
}
