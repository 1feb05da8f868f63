import { campaignOf } from '../contactCentre/campaigns';
import { profileOf } from '../contactCentre/profile';
import { hashedFraction } from '../contactCentre/random';
import type { Subject } from './contents';

const countries = [
  ['United States', 'US'],
  ['Germany', 'DE'],
  ['Japan', 'JP'],
];

/** The campaign of a conversation; without one there is none of its fields. */
export function campaign({ history: { number } }: Subject) {
  const found = campaignOf(number);
  if (!found) {
    return {};
  }
  const { id, name, engagement, goal } = found;
  return {
    campaignEngagementId: id + 1000,
    campaignEngagementName: engagement,
    campaignId: id,
    campaignName: name,
    goalId: id + 2000,
    goalName: goal,
    engagementSource: profileOf(number).source === 'APP' ? 'MOBILE_APP' : 'WEB_SITE',
    behaviorSystemDefault: true,
    profileSystemDefault: true,
  };
}

/** Where the consumer was; the address is of a network for documentation. */
export function monitoring({ history: { number } }: Subject) {
  const { device } = profileOf(number);
  const [country, countryCode] = countries[Math.floor(hashedFraction(number, 66) * countries.length)]!;
  return {
    country,
    countryCode,
    state: 'undefined',
    city: 'undefined',
    isp: 'undefined',
    org: 'undefined',
    device,
    ipAddress: `203.0.113.${Math.floor(hashedFraction(number, 67) * 256)}`,
    browser: 'CHROME',
    operatingSystem: 'WINDOWS',
    conversationStartPage: 'https://www.example.com/',
    conversationStartPageTitle: 'Home',
  };
}
