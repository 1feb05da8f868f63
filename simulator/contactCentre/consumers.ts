import { CONSUMER_MARKER } from './profile';
import { hashedFraction } from './random';

/** The names of a consumer as the consumer gave them; absent ones were not given. */
export interface ConsumerNames {
  firstName?: string;
  lastName?: string;
  consumerName?: string;
}

/** The share of consumers with odd names. */
const ODD_SHARE = 0.12;
const LONG = 2000;

/** Names that people give, and that a client has to show as text. */
const oddNames: Array<(number: number) => ConsumerNames> = [
  (number) => sameNames(`<img src=x onerror="alert(${number})">${CONSUMER_MARKER}</b>`),
  (number) => sameNames(`\u202eشركة ${CONSUMER_MARKER} ${number}`),
  () => sameNames(`${CONSUMER_MARKER} ${'very '.repeat(LONG / 5)}long`),
  () => sameNames(''),
  () => ({}),
  () => sameNames('undefined'),
  () => sameNames('null'),
  (number) => sameNames(`${CONSUMER_MARKER}\n\t{"${number}": $__all}`),
];

/** The names of the consumer of a conversation. */
export function consumerNames(conversation: number): ConsumerNames {
  if (hashedFraction(conversation, 62) < ODD_SHARE) {
    return oddNames[Math.floor(hashedFraction(conversation, 63) * oddNames.length)]!(conversation);
  }
  return {
    firstName: CONSUMER_MARKER,
    lastName: `${CONSUMER_MARKER}-${conversation}`,
    consumerName: `${CONSUMER_MARKER} ${conversation}`,
  };
}

function sameNames(name: string): ConsumerNames {
  return { firstName: name, lastName: name, consumerName: name };
}
