import { stopAll } from '../../scripts/children';

/** Stops what the tests were run against. */
export default stopAll;
