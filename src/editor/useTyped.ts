import React from 'react';

const choosing = ['ArrowDown', 'ArrowUp', 'Enter'];
const leaving = ['Tab', 'Escape'];

type Handlers = 'onInput' | 'onBeforeInputCapture' | 'onKeyDownCapture' | 'onBlur';

/** Not so the buttons beside it, nor the boxes to tick in its list. */
function isField(target: EventTarget): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'text';
}

function pressAgain({ target, key }: React.KeyboardEvent): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/**
 * Handlers for an element around one of Grafana's fields, for somebody who types while the page is busy.
 *
 * Such a field shows what is typed, and lists what fits it, in a later task, and until then has its old text and its
 * old list. The next key may come before that task: then its letter took the place of the one before, and Enter chose
 * from the list of another text. So the text is put back before the next key, and keys that choose wait for their
 * list; one that would leave the field meanwhile does nothing.
 */
export function useTyped(): Pick<React.DOMAttributes<HTMLElement>, Handlers> {
  const [typed, setTyped] = React.useState({ text: '' });
  const [listed, setListed] = React.useState(typed);
  const waiting = React.useRef<React.KeyboardEvent[]>([]);
  const isBehind = typed !== listed;
  // The field changes its list in an effect, so that what an effect changes here is rendered together with that.
  React.useEffect(() => setListed(typed), [typed]);
  React.useLayoutEffect(() => waiting.current.splice(0).forEach(pressAgain), [listed]);
  const putBack = ({ target }: React.SyntheticEvent) => {
    if (isBehind && isField(target) && target.value !== typed.text) {
      target.value = typed.text;
    }
  };
  return {
    onInput: ({ target }) => isField(target) && setTyped({ text: target.value }),
    onBeforeInputCapture: putBack,
    onKeyDownCapture: (event) => {
      putBack(event);
      const isChoosing = choosing.includes(event.key);
      const isEarly = isChoosing || (leaving.includes(event.key) && waiting.current.length > 0);
      if (isBehind && isField(event.target) && isEarly) {
        event.preventDefault();
        event.stopPropagation();
        waiting.current.push(...(isChoosing ? [event] : []));
      }
    },
    onBlur: () => (waiting.current = []),
  };
}
