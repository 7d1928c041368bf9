/** What is here, there, and on both sides. */
import { useEffect, useMemo } from 'react';
import { useRemote } from '../hooks/use-remote.ts';
import { standings } from '../state/remote.ts';
import { Region } from '../surface/region.tsx';
import type { PaneComponent } from './pane.ts';
import { remoteView, surveyOf } from './remote-view.ts';

export const RemotePane: PaneComponent = ({ app, body, theme, desk, send }) => {
  const { remote, runs, refreshed, focus } = app;
  useRemote(remote, refreshed, desk, send);
  const { there, length } = remote;
  const survey = useMemo(
    () => (there === undefined ? undefined : surveyOf(standings(runs.rows, there))),
    [runs.rows, there],
  );
  const count = survey?.differing.length ?? 0;
  useEffect(() => {
    if (count !== length) send({ kind: 'remote', event: { kind: 'length', length: count } });
  }, [count, length, send]);
  const size = { width: body.width, height: body.height, hasFocus: focus === 'remote' };
  return <Region name="remote" rect={body} lines={remoteView(remote, survey, size, theme)} />;
};
