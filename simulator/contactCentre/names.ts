export const skillNames = [
  'Sales',
  'Customer care',
  'Technical support',
  'Billing',
  'Orders and delivery',
  'Returns',
  'Upgrades',
  'Retention',
  'Appointments',
  'Complaints',
  'Business customers',
  'Virtual assistant',
];

/** Group names with the place of their parent in this list; the first one is LivePerson's own root. */
export const groupNames: Array<[name: string, parent: number]> = [
  ['Main Group', -1],
  ['Sales', 0],
  ['Service', 0],
  ['Technical support', 2],
  ['Billing', 2],
  ['New customers', 1],
];

export const firstNames = [
  'Ana',
  'Ben',
  'Chloe',
  'David',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kavya',
  'Liam',
  'Maya',
  'Noah',
  'Olivia',
  'Pablo',
  'Quinn',
  'Rosa',
  'Samir',
  'Tessa',
  'Uma',
  'Victor',
  'Wendy',
  'Xavier',
  'Yara',
  'Zane',
  'Amara',
  'Boris',
  'Carmen',
  'Dmitri',
  'Esther',
  'Felix',
];

export const lastNames = [
  'Adler',
  'Barros',
  'Chen',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Khan',
  'Lopez',
  'Moreau',
  'Novak',
  'Okafor',
  'Patel',
  'Quintero',
  'Rossi',
  'Silva',
  'Tanaka',
  'Ueda',
  'Vargas',
  'Weber',
  'Xu',
  'Young',
  'Zielinski',
  'Brandt',
  'Costa',
  'Demir',
  'Eriksen',
  'Fraser',
];

export const botNames = ['Ava', 'Nova', 'Pixel', 'Milo', 'Echo', 'Juno'];

/** Reasons that an agent may give for being away; ids as LivePerson numbers them per account. */
export const awayReasons = [
  { id: '71', text: 'Lunch' },
  { id: '72', text: 'Break' },
  { id: '73', text: 'Training' },
  { id: '74', text: 'Team meeting' },
  { id: '75', text: 'End of shift' },
];

/** The fields of users who are no agents: one has no slots, one is disabled, one is deleted. */
export const nonAgentUsers = [
  nonAgentUser(1, 'Sigrid Supervisor', { maxAsyncChats: 0 }),
  nonAgentUser(2, 'Dana Disabled', { isEnabled: false }),
  nonAgentUser(3, 'Leo Left', { deleted: true }),
];

function nonAgentUser(
  number: number,
  nickname: string,
  rest: { maxAsyncChats?: number; isEnabled?: boolean; deleted?: boolean }
) {
  const loginName = `${nickname.toLowerCase().replace(' ', '.')}@example.com`;
  const id = 3_100_900_000 + number;
  return { id, pid: `pid-${id}`, nickname, loginName, email: loginName, pictureUrl: null, ...rest };
}
