import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import t from 'tap';
import { type Clone, type Team, team } from '../../support/clones.ts';
import { gitServer } from '../../support/git-server.ts';
import { builtProgram } from '../../support/program.ts';

const program = builtProgram(t);

/** The team's repository over HTTP; a request that fits is held, and told of, and that who asked has gone. */
async function held(t: Parameters<typeof team>[0], of: Team, fits: (request: IncomingMessage) => boolean) {
  let holds = true;
  let arrived: () => void = () => {};
  let leave: () => void = () => {};
  const left = new Promise<void>(resolve => {
    leave = resolve;
  });
  const asked = new Promise<void>(resolve => {
    arrived = resolve;
  });
  const server = await gitServer(t, dirname(of.there), of.env, {
    instead(request: IncomingMessage, response: ServerResponse) {
      if (!holds || !fits(request)) return false;
      request.resume();
      response.on('close', leave);
      arrived();
      return true;
    },
  });
  return { url: `${server.url}/there.git`, asked, left, release: () => (holds = false) };
}

const isPost = (service: string) => (request: IncomingMessage) =>
  request.method === 'POST' && (request.url ?? '').includes(service);

t.test('a push that is killed while it sends is done by the next one', async t => {
  const all = await team(t, 1);
  const [here] = all.clones as [Clone];
  const { url, asked, release } = await held(t, all, isPost('receive-pack'));
  await here.save();
  await here.save();
  all.clones[0]?.git('config', 'remote.origin.pushurl', url);
  all.clones[0]?.git('--git-dir', all.there, 'config', 'http.receivepack', 'true');
  for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
    const pushing = program.start(here as never, ['push']);
    if (signal === 'SIGKILL') await asked;
    pushing.process.kill(signal);
    await once(pushing.process, 'exit');
    t.same(all.refs(), []);
    t.equal(here.git('for-each-ref', 'refs/run-incoming'), '');
  }
  release();
  const { code, stdout } = await program.run(here as never, ['push']);
  t.match({ code, stdout }, { code: 0, stdout: /^pushed 2 runs/ });
  t.same(all.refs(), here.refs());
});

t.test('a fetch that is killed while it receives takes nothing, and the next one takes all', async t => {
  const all = await team(t, 2);
  const [here, other] = all.clones as [Clone, Clone];
  await here.save();
  await here.save();
  await here.push();
  // The list of refs is asked for by the first request, what they hold by a later one.
  let posts = 0;
  const { url, asked, release } = await held(
    t,
    all,
    request => isPost('upload-pack')(request) && ++posts > 2,
  );
  other.git('config', 'remote.origin.url', url);
  const fetching = program.start(other as never, ['fetch']);
  await asked;
  fetching.process.kill('SIGKILL');
  await once(fetching.process, 'exit');
  t.same(other.refs(), []);
  release();
  const { code, stdout } = await program.run(other as never, ['fetch']);
  t.match({ code, stdout }, { code: 0, stdout: /^fetched 2 runs/ });
  t.same(other.refs(), here.refs());
  t.equal(other.git('for-each-ref', 'refs/run-incoming'), '');
  t.equal(other.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('Git’s helpers end with a push or a fetch that is ended alone', async t => {
  const all = await team(t, 1);
  const [here] = all.clones as [Clone];
  await here.save();
  for (const command of ['push', 'fetch']) {
    const { url, asked, left } = await held(t, all, () => true);
    here.git('config', 'remote.origin.url', url);
    const going = program.start(here as never, [command]);
    await asked;
    // To it alone, and not to its group, as a scheduler's.
    going.process.kill('SIGTERM');
    t.match(await going.end(), { code: null, signal: 'SIGTERM', stdout: '', stderr: '' });
    await left;
    t.equal(here.git('for-each-ref', 'refs/run-incoming'), '');
  }
});

t.test('a remote that hangs is given up after the time that is set', async t => {
  const all = await team(t, 1);
  const [here] = all.clones as [Clone];
  await here.save();
  const { url } = await held(t, all, () => true);
  here.git('config', 'remote.origin.url', url);
  here.git('config', 'run.remoteTimeout', '0.3');
  here.git('config', 'run.push', 'always');
  const { code, stderr } = await program.run(here as never, ['exec', '--', 'true']);
  t.match(
    { code, stderr },
    { code: 0, stderr: /not pushed: origin: it hangs: there was no sign of life for 0.3 seconds/ },
  );
});
