/** Zoom with a mouse: a span is drawn over the chart, a double click shows all again. Fingers pinch. */
import type { EChartsType } from 'echarts/core';
import { element } from './elements.ts';

/** Pixels below which it was a click. */
const LEAST = 6;

/** Calls back with the values of a span that was drawn, in the units of the axis; with nothing to show all. */
export function dragZoom(
  chart: EChartsType,
  box: HTMLElement,
  onZoom: (span?: readonly [number, number]) => void,
): void {
  const mark = element('div');
  Object.assign(mark.style, {
    position: 'absolute',
    top: '0',
    bottom: '0',
    opacity: '.18',
    pointerEvents: 'none',
  });
  mark.style.background = 'var(--accent)';
  const place = (event: PointerEvent) => event.clientX - box.getBoundingClientRect().left;
  let start: number | undefined;
  box.addEventListener('pointerdown', event => {
    if (event.pointerType === 'mouse' && event.button === 0) start = place(event);
  });
  window.addEventListener('pointermove', event => {
    if (start === undefined) return;
    const now = place(event);
    if (Math.abs(now - start) < LEAST) return;
    mark.style.left = `${Math.min(start, now)}px`;
    mark.style.width = `${Math.abs(now - start)}px`;
    box.append(mark);
  });
  window.addEventListener('pointerup', event => {
    if (start === undefined) return;
    const ends = [start, place(event)].sort((a, b) => a - b) as [number, number];
    start = undefined;
    mark.remove();
    if (ends[1] - ends[0] < LEAST) return;
    const [from, to] = ends.map(x => Number(chart.convertFromPixel({ xAxisIndex: 0 }, x))) as [
      number,
      number,
    ];
    if (Number.isFinite(from) && Number.isFinite(to)) onZoom([from, to]);
  });
  box.addEventListener('dblclick', () => onZoom());
}
