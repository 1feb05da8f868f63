/**
 * The colours of series in one panel: none looks like a level, and people with any kind of colour blindness can tell them
 * apart, on a dark and on a light background.
 */
export const seriesColours = {
  sky: '#56B4E9',
  indigo: '#5B5BD6',
  sand: '#BDB060',
  brown: '#8C6239',
  gray: '#6E6E6E',
};
