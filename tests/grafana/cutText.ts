import type { Page } from '@playwright/test';

/** A text on a page that a viewer cannot read in full. */
export interface CutText {
  /** The title of its panel. */
  panel: string;
  text: string;
  problem: string;
}

/**
 * Records what charts write on their canvases, for `cutTexts`: it is not in the page's elements. Must be called before a
 * page is opened.
 */
export async function recordCanvasTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const context = CanvasRenderingContext2D.prototype;
    const { fillText, clearRect } = context;
    const written = new WeakMap<HTMLCanvasElement, Array<{ text: string; left: number; right: number }>>();
    Object.assign(window, { writtenOn: (canvas: HTMLCanvasElement) => written.get(canvas) ?? [] });
    context.clearRect = function (...area) {
      written.delete(this.canvas);
      clearRect.apply(this, area);
    };
    context.fillText = function (text, x, y, ...rest) {
      const { width, actualBoundingBoxLeft, actualBoundingBoxRight } = this.measureText(text);
      const { a, c, e } = this.getTransform();
      // A rotated label has the height of its letters as its width, which is always inside.
      const across = a !== 0 && width > 0;
      const left = a * (across ? x - actualBoundingBoxLeft : x) + c * y + e;
      const right = a * (across ? x + actualBoundingBoxRight : x) + c * y + e;
      written.set(this.canvas, [...(written.get(this.canvas) ?? []), { text, left, right }]);
      fillText.call(this, text, x, y, ...rest);
    };
  });
}

/**
 * The texts in panels that are cut: beyond an edge that hides them without an ellipsis, shortened by an ellipsis although
 * they are numbers or titles, over one another, or beyond the edge of a chart. Cells that a table scrolls to are not cut,
 * and neither is the time at the very end of a chart's axis, of which Grafana shows only a part in every chart.
 */
export function cutTexts(page: Page): Promise<CutText[]> {
  return page.evaluate(() => {
    type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;
    const found: CutText[] = [];
    const isNumber = (text: string) => /^[<−-]?[\d.,]+(\s?(%|[KMB]|ms|s|secs?|mins?|hours?|days?))?$/.test(text.trim());
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';

    // Letters of a line box: its height has space above and below them.
    function lettersOf(node: Text, style: CSSStyleDeclaration): Box[] {
      const range = document.createRange();
      range.selectNodeContents(node);
      const size = parseFloat(style.fontSize);
      return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
        const padding = Math.max(0, (bottom - top - size * 0.72) / 2);
        return { left, right, top: top + padding, bottom: bottom - padding };
      });
    }

    // Text directly in a flex container is cut without an ellipsis.
    function hasEllipsis(element: Element): boolean {
      const { textOverflow, display } = getComputedStyle(element);
      return textOverflow === 'ellipsis' && !/flex|grid/.test(display);
    }

    function problemAt(ancestor: Element, boxes: Box[], text: string, inTitle: boolean): string | undefined {
      const { overflowX, overflowY } = getComputedStyle(ancestor);
      const edge = ancestor.getBoundingClientRect();
      const inGrid = ancestor.closest('[role="grid"], [role="table"]') !== null;
      const wide = boxes.some(({ left, right }) => left < edge.left - 1.5 || right > edge.right + 1.5);
      const high = boxes.some(({ top, bottom }) => top < edge.top - 1.5 || bottom > edge.bottom + 1.5);
      if (wide && overflowX !== 'visible' && !(scrolls(overflowX) && inGrid)) {
        return !hasEllipsis(ancestor)
          ? 'cut at the side'
          : isNumber(text) || inTitle
            ? 'shortened by an ellipsis'
            : undefined;
      }
      return high && overflowY !== 'visible' && !(scrolls(overflowY) && inGrid) ? 'cut above or below' : undefined;
    }

    interface Shown {
      text: string;
      parent: Element;
      boxes: Box[];
    }

    function shownIn(panel: Element): Shown[] {
      const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
      const shown: Shown[] = [];
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const text = node.data.trim();
        const parent = node.parentElement;
        if (text && parent?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
          const boxes = lettersOf(node, getComputedStyle(parent)).filter(({ left, right }) => right > left);
          shown.push({ text, parent, boxes });
        }
      }
      return shown;
    }

    /** What ellipses leave of the boxes of a text. */
    function visibleBoxes({ parent, boxes }: Shown): Box[] {
      let visible = boxes;
      for (let at: Element | null = parent; at; at = at.parentElement) {
        if (hasEllipsis(at)) {
          const { left, right } = at.getBoundingClientRect();
          visible = visible.map((box) => ({
            ...box,
            left: Math.max(box.left, left),
            right: Math.min(box.right, right),
          }));
        }
      }
      return visible;
    }

    /** Texts over one another outside tables, whose cells hide what is beyond them. */
    function checkOverlaps(shown: Shown[], title: string): void {
      const free = shown
        .filter(({ parent }) => !parent.closest('[role="grid"], [role="table"]'))
        .map((one) => ({ ...one, boxes: visibleBoxes(one) }));
      const overlap = (a: Box, b: Box) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
      free.forEach((one, index) => {
        const other = free
          .slice(index + 1)
          .find(({ boxes }) => boxes.some((b) => one.boxes.some((a) => overlap(a, b))));
        if (other) {
          found.push({ panel: title, text: one.text, problem: `over "${other.text}"` });
        }
      });
    }

    function checkText({ text, parent, boxes }: Shown, panel: Element, title: string): void {
      const inTitle = parent.closest('h2') !== null;
      for (let at: Element | null = parent; at && boxes.length > 0; at = at === panel ? null : at.parentElement) {
        const problem = problemAt(at, boxes, text, inTitle);
        if (problem) {
          found.push({ panel: title, text, problem });
        }
        const { overflowX, overflowY } = getComputedStyle(at);
        // What is beyond this edge is handled: an ellipsis stands for it, or it was reported.
        if (problem || hasEllipsis(at) || scrolls(overflowX) || scrolls(overflowY)) {
          return;
        }
      }
    }

    interface Written {
      text: string;
      left: number;
      right: number;
    }
    const { writtenOn } = window as unknown as { writtenOn: (canvas: HTMLCanvasElement) => Written[] };
    for (const panel of document.querySelectorAll('[data-viz-panel-key]')) {
      const title = panel.querySelector('h2')?.textContent ?? '';
      const shown = shownIn(panel);
      shown.forEach((one) => checkText(one, panel, title));
      checkOverlaps(shown, title);
      for (const canvas of panel.querySelectorAll('canvas')) {
        const isTickInside = ({ text, left, right }: Written) =>
          /^\d\d:\d\d$/.test(text) && left > -1 && (left + right) / 2 < canvas.width;
        const beyond = writtenOn(canvas).filter(
          (one) => (one.left < -1 || one.right > canvas.width + 1) && !isTickInside(one)
        );
        found.push(...beyond.map(({ text }) => ({ panel: title, text, problem: 'beyond the edge of its chart' })));
      }
    }
    return found;
  });
}
