import type { Lasting } from './lasting';
import { figure } from './numbers';

const bar = 26;
const left = 110;
const width = 560;
const colours = { panelwise: '#8e8e8e', ours: '#3871dc' };
const names = { panelwise: 'panel by panel', ours: 'this plugin' };

/** A picture of the upstream calls in an everyday minute, by viewers. */
export function chart({ by }: Lasting): string {
  const groups = by.ours.minutes.map(({ viewers, refresh }, place) => ({
    count: viewers,
    calls: { panelwise: by.panelwise.minutes[place]?.refresh.calls ?? 0, ours: refresh.calls },
  }));
  const most = Math.max(...groups.map(({ calls }) => calls.panelwise));
  const height = 40 + groups.length * (2 * bar + 18);
  const bars = groups.flatMap(({ count, calls }, group) =>
    (['panelwise', 'ours'] as const).map((client, place) => {
      const y = 34 + group * (2 * bar + 18) + place * bar;
      const length = Math.max(1, (calls[client] / most) * (width - left - 90));
      const label = place === 0 ? text(left - 10, y + bar, `${count} viewer${count > 1 ? 's' : ''}`, 'end') : '';
      return `${label}<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${bar - 4}" fill="${colours[client]}"/>${text(left + length + 8, y + 16, figure(calls[client]))}`;
    })
  );
  const keys = (['panelwise', 'ours'] as const).map(
    (client, place) =>
      `<rect x="${left + place * 150}" y="6" width="12" height="12" fill="${colours[client]}"/>${text(left + place * 150 + 18, 17, names[client])}`
  );
  const style = 'font-family="sans-serif" font-size="13" fill="#6e6e6e"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Upstream calls in a minute, by viewers" ${style}>\n${[...keys, ...bars].join('\n')}\n</svg>\n`;
}

function text(x: number, y: number, content: string, anchor = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${content}</text>`;
}
