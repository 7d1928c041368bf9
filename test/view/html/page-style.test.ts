import t from 'tap';
import { PAGE_STYLE } from '../../../src/view/html/page-style.ts';

t.test('every colour that is used is defined, for the day and for the night', async t => {
  const [day = '', night = ''] = [...PAGE_STYLE.matchAll(/:root \{([^}]*)\}/g)].map(([, inner]) => inner);
  const used = new Set([...PAGE_STYLE.matchAll(/var\((--\w+)\)/g)].map(([, name]) => name as string));
  for (const name of used) {
    t.match(day, `${name}: #`, name);
    t.match(night, `${name}: #`, name);
  }
});
