/** git-run-filter(7): the language of `--filter` and `--assert`. */
import { typeOf } from '../../query/filter/literal.ts';
import { ATTRIBUTES, type Attribute, METRIC_PARTS } from '../../query/lookup.ts';
import { RUN_STATUSES } from '../../run/run.ts';
import type { ManualPage, Term } from '../../view/manual.ts';

/** What each attribute is. */
const MEANINGS: Readonly<Record<Attribute, string>> = {
  id: 'the id, by its beginning or its end',
  name: 'the name',
  experiment: 'the experiment, as it is called now',
  status: `${RUN_STATUSES.slice(0, -1).join(', ')} or ${RUN_STATUSES.at(-1)}`,
  started: 'when it began',
  ended: 'when it ended',
  duration: 'how long it took',
  exit: 'the exit code, or the signal that ended it',
  commit: 'the commit of the run itself',
  source: 'the commit of the source that ran',
  head: 'the commit HEAD was at',
  branch: 'the branch HEAD was on',
  dirty: 'whether the source had uncommitted edits',
  author: 'who recorded it, with name and address',
  host: 'the machine it ran on',
  seed: 'what was given with --seed',
  command: 'the command line',
  tags: 'all tags, on one line',
  note: 'the note',
  artifacts: 'how many artifacts it has',
  trashed: 'whether it is in the trash',
  pull: 'the number of the pull request it belongs to',
  signature:
    'trusted, untrusted, unsigned or bad: judged where it is asked for, see git-run-verify-signature(1)',
};

/** How the type of an attribute is told. */
const TYPES = {
  any: 'a number or a text',
  text: 'a text',
  number: 'a number',
  boolean: '`true` or `false`',
  time: 'a time',
  duration: 'a duration',
  id: 'four characters of it, or more',
  status: 'a status',
} as const;

/** The page. */
export const filterPage: ManualPage = {
  name: 'git-run-filter',
  section: 7,
  summary: 'The language in which runs are asked for',
  synopsis: ["`git run log --filter` 'metrics.acc > 0.9 and params.opt = adam'"],
  sections: [
    {
      title: 'DESCRIPTION',
      body: [
        'A filter is a question that each run is asked; `--filter` lists the runs it is true of, and `git run exec ' +
          '--assert` fails where it is not. The language is the search grammar of MLflow with what people miss in it. Of ' +
          'several filters all must be true.',
        'A run that lacks a key answers to no test of it, nor to the opposite: ask `is null`, or `has:`.',
      ],
    },
    {
      title: 'GRAMMAR',
      body: [
        {
          lines: [
            'filter = [any]',
            'any    = all { "or" all }',
            'all    = one { "and" one }',
            'one    = "not" one | "(" any ")" | "has:" key | test',
            'test   = key sign value',
            '       | key ["not"] "in" "(" value { "," value } ")"',
            '       | key ["not"] "between" value "and" value',
            '       | key ["not"] ("like" | "ilike" | "rlike" | "regexp") value',
            '       | key "is" ["not"] "null"',
          ],
        },
        'Words of the language can be written in capitals.',
      ],
    },
    {
      title: 'KEYS',
      body: [
        {
          terms: [
            {
              term: '`metrics.`<name>',
              text: `A metric; its value at the last step, or ${partsOfMetrics()} of it behind one more dot: \`metrics.loss.min\`.`,
            },
            {
              term: '`params.`<name>',
              text: 'A parameter: a number, a truth or a text, compared with its like.',
            },
            { term: '`tags.`<name>', text: 'A tag, a text.' },
            { term: '`inputs.name`, `inputs.digest`', text: 'Any of the inputs, by path or by SHA-256.' },
          ],
        },
        'A name that is more than a word stands in quotes: `params."batch size"`. What is known of every run needs no ' +
          'prefix; `attributes.` and the names that MLflow has for them are understood:',
        { terms: ATTRIBUTES.map(attributeTerm) },
      ],
    },
    {
      title: 'SIGNS',
      body: [
        {
          terms: [
            {
              term: '`=`, `!=`, `<`, `<=`, `>`, `>=`',
              text: 'Compare; `==` and `<>` are understood. Ids, truths and statuses have no order.',
            },
            {
              term: '`~`, `!~`',
              text: 'A regular expression of JavaScript, anywhere in the text; also `=~`, `rlike` and `regexp`.',
            },
            {
              term: '`like`, `ilike`',
              text: 'A pattern for the whole text: `%` is any text, `_` any one character; `ilike` looks past capitals.',
            },
            { term: '`in (`<value>`,` ...`)`', text: 'One of several.' },
            { term: '`between` <value> `and` <value>', text: 'Both ends are in it.' },
            { term: '`is null`, `is not null`, `has:`<key>', text: 'Whether the run has it.' },
          ],
        },
      ],
    },
    {
      title: 'VALUES',
      body: [
        'A text of one word needs no quotes; in single or double quotes it is always a text. One that holds both stands ' +
          "in `e'...'`, where a backslash escapes. Numbers can be `nan` and `inf`, and integers have no limit. A duration " +
          "is `90`, in seconds, or `90s`, `1.5h`, '1h 30m'. A time is a date, '2026-11-02 14:00', or '3 days ago', " +
          '`yesterday`, or milliseconds since 1970.',
      ],
    },
    {
      title: 'EXAMPLES',
      body: [
        {
          lines: [
            'metrics.val_acc > 0.9 and not dirty = true',
            "status in (failed, killed) and started > '2 days ago'",
            "params.model like 'resnet%' or tags.stage = production",
            'metrics.loss.min between 0.1 and 0.2 and duration < 2h',
            "has:params.seed and author ~ '^Ada'",
          ],
        },
      ],
    },
    { title: 'SEE ALSO', body: ['`git-run(1)`, `git-run-log(1)`, `git-run-exec(1)`'] },
  ],
};

function partsOfMetrics(): string {
  return METRIC_PARTS.map(part => `\`${part}\``).join(', ');
}

function attributeTerm(name: Attribute): Term {
  const meaning = MEANINGS[name];
  const type = TYPES[typeOf({ kind: 'attribute', name })];
  return {
    term: `\`${name}\``,
    text: `${meaning[0]?.toUpperCase()}${meaning.slice(1)}; compared with ${type}.`,
  };
}
