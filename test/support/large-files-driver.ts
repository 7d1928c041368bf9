/** Sends or brings one large content in a process of its own, whose memory can be watched: `send|fetch REMOTE SHA256 SIZE`. */
import { openRepository } from '../../src/git/open.ts';

const [what, remote = '', sha256 = '', size = ''] = process.argv.slice(2);
const repository = await openRepository('.', process.env);
const content = { sha256, size: Number(size) };
await repository.largeFiles?.[what as 'send' | 'fetch'](remote, [content]);
if ((await repository.contents.find(content)) === undefined) throw new Error('it is not here');
await repository.close();
