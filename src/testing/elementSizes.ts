class NeverIntersecting implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds = [];
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

/**
 * Gives every element a size, and every text a width. jsdom has no layout, and Grafana's dropdowns render only
 * the options in view.
 */
export function mockElementSizes(): void {
  const side = 10_000;
  const box = { x: 0, y: 0, top: 0, left: 0, width: side, height: side, right: side, bottom: side };
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...box, toJSON: () => box });
  for (const measure of ['clientWidth', 'clientHeight'] as const) {
    jest.spyOn(Element.prototype, measure, 'get').mockReturnValue(side);
  }
  const canvas = { measureText: (text: string) => ({ width: text.length }) };
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(canvas as CanvasRenderingContext2D);
  global.IntersectionObserver = NeverIntersecting;
}
