/** The terminal while it is ours, and all ways in which it is not any more. */
import { setImmediate as aTurn } from 'node:timers/promises';
import { type HeldTerminal, holdTerminal } from './held-terminal.ts';
import type { Input } from './input.ts';

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream & { readonly fd: number };
}

export interface SessionOptions {
  /** Whether the mouse is asked for. */
  readonly mouse: boolean;
  /** Whether the terminal's other screen is taken, to be painted; it is by default. Without it one writes on, line by line. */
  readonly alternate?: boolean;
}

export interface SessionHandlers {
  onInput(input: Input): void;
  /** The terminal has another size: what it shows may be torn. */
  onResize(): void;
  /** The terminal is ours again, and empty. */
  onResume(): void;
  /** A signal is to end us, or the terminal is gone (SIGHUP). It has been left; `die` is what remains to be done. */
  onEnd(signal: NodeJS.Signals): void;
}

/** Its functions need not be called as methods. */
export interface TerminalSession {
  /** Writes at once; nothing where the terminal is not ours at the moment. */
  write(text: string): void;
  /** In cells; 80 by 24 where the terminal does not know. */
  columns(): number;
  rows(): number;
  mouse(on: boolean): void;
  /** Stops the whole job, as Ctrl-Z does elsewhere, until somebody continues it. */
  suspend(): void;
  /** Leaves the terminal to another program until that is done; Ctrl-C is for that alone. */
  outside<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
  /** Closes, and ends the process by a signal, so that whoever waits for it sees that. */
  die(signal: NodeJS.Signals): void;
}

/**
 * Enters the terminal. Whatever ends us (`close`, exit, an exception, a signal) leaves it as it was found; SIGKILL alone
 * nobody can prepare for: `reset` then puts it right.
 */
export function openSession(
  streams: TerminalStreams,
  options: SessionOptions,
  handlers: SessionHandlers,
): TerminalSession {
  return new Session(streams, options, handlers);
}

const ENDING: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'];

/** How long it may take until we are stopped, in ms. A job that nobody would continue is not stopped by the system. */
const STOPPED_BY = 50;

class Session implements TerminalSession {
  private readonly stdout: NodeJS.WriteStream;
  private readonly handlers: SessionHandlers;
  private readonly terminal: HeldTerminal;
  private state: 'inside' | 'stopped' | 'lent' | 'closed' = 'lent';
  private stopping: NodeJS.Timeout | undefined;

  constructor(streams: TerminalStreams, options: SessionOptions, handlers: SessionHandlers) {
    this.stdout = streams.stdout;
    this.handlers = handlers;
    this.terminal = holdTerminal(
      streams,
      { onInput: handlers.onInput, onGone: () => this.end('SIGHUP') },
      options.alternate ?? true,
    );
    this.terminal.mouse(options.mouse);
    for (const signal of ENDING) process.on(signal, this.end);
    process.on('SIGCONT', this.continued);
    process.on('exit', this.close);
    // Before the message is printed, which would vanish with our screen.
    process.on('uncaughtExceptionMonitor', this.close);
    // Node's stream tells nothing of a size that came and went: what was cut off is lost all the same.
    process.on('SIGWINCH', this.resized);
    this.enter();
  }

  write = (text: string): void => this.terminal.write(text);
  mouse = (on: boolean): void => this.terminal.mouse(on);
  columns = (): number => this.stdout.columns || 80;
  rows = (): number => this.stdout.rows || 24;

  suspend = (): void => {
    if (this.state !== 'inside') return;
    this.leave('stopped');
    // All of the job: `git`, which waits for us, has to stop as well, or the shell would go on waiting for it.
    process.kill(0, 'SIGTSTP');
    // When we are continued, SIGCONT is heard in the turn in which this is due.
    this.stopping = setTimeout(() => setImmediate(this.resume), STOPPED_BY);
  };

  outside = async <T>(work: () => Promise<T>): Promise<T> => {
    if (this.state !== 'inside') return work();
    this.leave('lent');
    try {
      // Node stops reading only now; before, it would take the other's keys.
      await aTurn();
      return await work();
    } finally {
      this.resume();
    }
  };

  close = (): void => {
    if (this.state === 'closed') return;
    this.leave('closed');
    this.terminal.close();
    clearTimeout(this.stopping);
    for (const signal of ENDING) process.off(signal, this.end);
    process.off('SIGCONT', this.continued);
    process.off('exit', this.close);
    process.off('uncaughtExceptionMonitor', this.close);
    process.off('SIGWINCH', this.resized);
  };

  die = (signal: NodeJS.Signals): void => {
    this.close();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };

  private enter(): void {
    this.state = 'inside';
    process.on('SIGTSTP', this.suspend);
    this.terminal.enter();
  }

  private leave(state: 'stopped' | 'lent' | 'closed'): void {
    this.state = state;
    process.off('SIGTSTP', this.suspend);
    this.terminal.leave();
  }

  private resume = (): void => {
    if (this.state === 'inside' || this.state === 'closed') return;
    clearTimeout(this.stopping);
    // Of a new size those were told who had the terminal: Node's stream looks for itself.
    process.emit('SIGWINCH', 'SIGWINCH');
    this.enter();
    if (this.isInside()) this.handlers.onResume();
  };

  private continued = (): void => {
    // We were stopped unasked (SIGSTOP), and the terminal has got whatever modes.
    if (this.state === 'inside') this.leave('stopped');
    if (this.state === 'stopped') this.resume();
  };

  private resized = (): void => {
    if (this.state === 'inside') this.handlers.onResize();
  };

  private end = (signal: NodeJS.Signals): void => {
    const isForAnother = this.state === 'lent' && (signal === 'SIGINT' || signal === 'SIGQUIT');
    if (isForAnother || this.state === 'closed') return;
    this.close();
    // Not before whoever opened the session has it.
    queueMicrotask(() => this.handlers.onEnd(signal));
  };

  private isInside(): boolean {
    return this.state === 'inside';
  }
}
