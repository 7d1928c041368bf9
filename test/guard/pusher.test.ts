import { execFileSync } from 'node:child_process';
import t from 'tap';
import { mayDelete, ownAccount, PUSHER_VARIABLES, pusherOf } from '../../src/guard/pusher.ts';
import { openDoor } from '../support/recorded-run.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('who pushes is told by who let them in, and by nobody else', async t => {
  t.equal(pusherOf({}, 'git'), 'git');
  t.equal(pusherOf({ GIT_COMMITTER_NAME: 'ada', USER: 'ada', GIT_AUTHOR_NAME: 'ada' }, 'git'), 'git');
  for (const name of PUSHER_VARIABLES) t.equal(pusherOf({ [name]: 'ada' }, 'git'), 'ada', name);
  t.equal(pusherOf({ REMOTE_USER: 'eve', GIT_RUN_PUSHER: 'ada' }, 'git'), 'ada');
  t.equal(pusherOf({ REMOTE_USER: '' }, 'www-data'), 'www-data', 'an empty one is none');
});

t.test('nobody may delete but those who are named, or everybody', async t => {
  const allows = async (...names: string[]) => {
    const on = temporaryRepository(t);
    for (const name of names) on.git('config', '--add', 'run.mayDelete', name);
    return (await openDoor(t, on.path, on.env)).config;
  };
  t.notOk(mayDelete(await allows(), 'ada'));
  const some = await allows('ada', 'ci bot');
  t.ok(mayDelete(some, 'ada') && mayDelete(some, 'ci bot'));
  t.notOk(mayDelete(some, 'Ada') || mayDelete(some, 'ad') || mayDelete(some, ''));
  t.ok(mayDelete(await allows('*'), 'eve'));
});

t.test('the account is told by its name', async t => {
  t.equal(ownAccount(), execFileSync('id', ['-un'], { encoding: 'utf8' }).trim());
});
