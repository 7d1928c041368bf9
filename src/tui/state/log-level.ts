/** How grave a line of a log is, by its words: programs write them in a hundred ways, and metrics are called so too. */

export type LogLevel = 'debug' | 'warning' | 'error';

/** What a line says of itself; undefined where it says nothing. */
export function levelOf(line: string): LogLevel | undefined {
  if (isError(line)) return 'error';
  if (WARNING.test(line)) return 'warning';
  return DEBUG.test(line) ? 'debug' : undefined;
}

/** Whether a line begins a traceback, or says that something failed. */
export function isError(line: string): boolean {
  return MAYBE_ERROR.test(line) && ERRORS.some(pattern => pattern.test(line));
}

/** What every such line has in it: to be looked for first, in a log of any size. */
export const MAYBE_ERROR =
  /error|exception|fail|fatal|panic|critical|severe|traceback|interrupt|abort|terminate called|segmentation|core dumped|bus error|out of memory|killed|ERR!|\*\*\*|^E\d{4} |: E /i;

/** `error: 0.12` is a measurement. */
const NO_NUMBER = String.raw`(?!\s*[:=]?\s*[-+]?(?:\d*\.\d|\d+(?:e[-+]?\d|%)|nan\b|inf\b))`;

/** So is `ERROR: 0`; but `KeyError: 0` is none. */
const NO_COUNT = String.raw`(?!\s*[:=]?\s*\d+\s*$)`;

const ERRORS: readonly RegExp[] = [
  /\bTraceback \(most recent call last\)/,
  // Of Python, Java and JavaScript: the name of the exception, then what it says.
  new RegExp(String.raw`\b\w*(?:Error|Exception|KeyboardInterrupt)(?:: ?${NO_NUMBER}|\s*$| in thread\b)`),
  new RegExp(
    String.raw`(?<!\b0 )\b(?:ERROR|CRITICAL|FATAL|SEVERE|PANIC|FAILED|FAILURE)\b${NO_COUNT}${NO_NUMBER}`,
  ),
  // Of compilers, Git, Go and Rust.
  new RegExp(
    String.raw`(?:^\s*|: )(?:fatal error|error|fatal|panic)(?:\[\w+\])?: ${NO_COUNT}${NO_NUMBER}`,
    'i',
  ),
  /\b(?:level|severity|lvl)"?\s*[=:]\s*"?(?:error|fatal|critical|panic)\b/i,
  /\[(?:error|fatal|critical)\]/i,
  /\bpanicked at\b|\b[Uu]nhandled (?:promise )?(?:rejection|exception)\b|\bUncaught\b/,
  /\bSegmentation fault\b|\bcore dumped\b|\bBus error\b|^Aborted\b|\bterminate called\b|^Killed\b/,
  /\b(?:out of memory|OOM[- ]kill|(?:CUDA|NCCL|cuDNN) (?:error|failure))/i,
  /^npm ERR!|^make(?:\[\d+\])?: \*\*\*/,
  // Of glog and TensorFlow.
  /^E\d{4} \d\d:|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+: E /,
];

const WARNING =
  /\bWARN(?:ING)?\b|\b\w*Warning:|(?:^\s*|: )warning: |\blevel"?\s*[=:]\s*"?warn|\[warn(?:ing)?\]|^W\d{4} \d\d:/;

const DEBUG = /\b(?:DEBUG|TRACE)\b|\blevel"?\s*[=:]\s*"?(?:debug|trace)\b|\[(?:debug|trace)\]/;
