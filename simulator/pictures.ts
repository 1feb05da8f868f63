import type { Agent } from './contactCentre/account';

const EVERY_NTH_WITHOUT = 6;

/** A picture of an agent's initials as a data URL; null for every sixth agent. */
export function pictureOf({ index, name }: Agent): string | null {
  if (index % EVERY_NTH_WITHOUT === EVERY_NTH_WITHOUT - 1) {
    return null;
  }
  const initials = name.replace(/(\w)\w*\s?/g, '$1').slice(0, 2);
  const colour = `hsl(${(index * 47) % 360},45%,42%)`;
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
    `<rect width="64" height="64" fill="${colour}"/>` +
    '<text x="32" y="41" fill="#fff" font-family="sans-serif" font-size="26" text-anchor="middle">' +
    `${initials}</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
