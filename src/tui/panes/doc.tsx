/** The panes that are a page of text. */
import { useDoc } from '../hooks/use-doc.ts';
import type { DocPane } from '../state/app.ts';
import { questionOf } from '../state/doc-question.ts';
import { Region } from '../surface/region.tsx';
import { docView } from './doc-view.ts';
import { firstColumn } from './first-column.ts';
import type { PaneComponent } from './pane.ts';

/** Makes the pane of a page. */
export function docPane(name: DocPane): PaneComponent {
  return ({ app, body, theme, desk, send }) => {
    const question = questionOf(app, name);
    const doc = app.docs[name];
    useDoc({
      name,
      question,
      width: body.width,
      style: theme.style,
      refreshed: app.refreshed,
      desk,
      send,
    });
    const { width, height } = body;
    const fixed = name === 'compare' ? firstColumn(doc.lines, width) : 0;
    const size = { width, height, hasFocus: app.focus === name, fixed };
    return <Region name={name} rect={body} lines={question === undefined ? [] : docView(doc, size, theme)} />;
  };
}
