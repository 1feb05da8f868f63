import { sourceOf } from './profile';
import { hashedFraction } from './random';

/** A campaign of the website or the app, which leads consumers to conversations. */
export interface Campaign {
  id: number;
  name: string;
  engagement: string;
  goal: string;
}

const channelsWithCampaigns = ['SHARK', 'APP'];
/** The share of their conversations that come from a campaign. */
const CAMPAIGN_SHARE = 0.85;

const campaigns: Campaign[] = [
  { id: 2_700_000_101, name: 'Spring offers', engagement: 'Banner on the home page', goal: 'Sales' },
  { id: 2_700_000_102, name: 'Checkout help', engagement: 'Button at the checkout', goal: 'Sales' },
  { id: 2_700_000_103, name: 'Orders & returns', engagement: 'Button in the account', goal: 'Service' },
  { id: 2_700_000_104, name: 'Support <all pages>', engagement: 'Embedded button', goal: 'Service' },
];

/** The campaign of a conversation; undefined if it comes from none, as those of other channels do. */
export function campaignOf(conversation: number): Campaign | undefined {
  const isFromCampaign =
    channelsWithCampaigns.includes(sourceOf(conversation)) && hashedFraction(conversation, 64) < CAMPAIGN_SHARE;
  return isFromCampaign ? campaigns[Math.floor(hashedFraction(conversation, 65) * campaigns.length)] : undefined;
}
