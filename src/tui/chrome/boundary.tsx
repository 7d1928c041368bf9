/** Where a pane crashes, it says so in its place, and the others live on. */
import { Component, type ReactNode } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import { cut } from '../../view/width.ts';
import type { PlacedPane } from '../layout.ts';
import { titleOf } from '../pane-names.ts';
import { Region } from '../surface/region.tsx';
import type { Theme } from '../theme.ts';

interface BoundaryProps {
  readonly pane: PlacedPane;
  readonly theme: Theme;
  readonly children: ReactNode;
}

interface Crash {
  readonly error: Error | undefined;
}

export class Boundary extends Component<BoundaryProps, Crash> {
  override state: Crash = { error: undefined };

  static getDerivedStateFromError(error: Error): Crash {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { pane, theme, children } = this.props;
    if (error === undefined) return children;
    const said = sanitise(`${error.name}: ${error.message}`);
    const lines = [
      '',
      `  ${titleOf(pane.name)} has crashed: ${said}`,
      '  The other panes live on; R tries it again.',
    ];
    return (
      <Region
        name={pane.name}
        rect={pane.body}
        lines={lines.map(line => theme.error(cut(line, pane.body.width)))}
      />
    );
  }
}
