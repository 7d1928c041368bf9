/** A program in a pseudo-terminal, as a window has one: what it writes, what is typed to it, and how it ends. */
import { constants } from 'node:os';
import { spawn } from '@lydell/node-pty';

export interface AtTerminalOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment, but for what `terminalEnvironment` adds. */
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalEnd {
  readonly exitCode: number;
  /** The signal that ended it. */
  readonly signal?: string;
}

export interface AtTerminal {
  readonly pid: number;
  /** How it ended, once all that it wrote has been read. */
  readonly ended: Promise<TerminalEnd>;
  /** Calls back with whatever the program writes. */
  onText(listener: (text: string) => void): void;
  write(bytes: string | Uint8Array): void;
  /** Tells the program as well. */
  resize(columns: number, rows: number): void;
  /** Ends the program, which leads its session, and closes its terminal: what else is there hangs up. */
  end(): Promise<void>;
}

/** Starts a program that leads a session at a terminal of its own. */
export function startAtTerminal({ argv, cwd, env, columns, rows }: AtTerminalOptions): AtTerminal {
  const [program = '', ...words] = argv;
  const pty = spawn(program, words, { cwd, env: terminalEnvironment(env), cols: columns, rows });
  let isOver = false;
  const ended = new Promise<TerminalEnd>(resolve =>
    pty.onExit(({ exitCode, signal = 0 }) => {
      isOver = true;
      resolve({ exitCode, ...(signal === 0 ? {} : { signal: nameOf(signal) }) });
    }),
  );
  return {
    pid: pty.pid,
    ended,
    onText: listener => void pty.onData(listener),
    // Bytes pass too, though it is not declared: half a character can only be sent so.
    write: bytes => !isOver && pty.write(bytes as string),
    resize: (width, height) => !isOver && pty.resize(width, height),
    async end() {
      try {
        if (!isOver) process.kill(pty.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
      await ended;
    },
  };
}

/**
 * What a terminal adds to an environment. Its size is asked of the terminal itself, so the variables that would say
 * another are left out.
 */
function terminalEnvironment({ COLUMNS, LINES, ...env }: AtTerminalOptions['env']): Record<string, string> {
  return { TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC', ...env };
}

function nameOf(signal: number): string {
  const found = Object.entries(constants.signals).find(([, number]) => number === signal);
  return found?.[0] ?? `${signal}`;
}
