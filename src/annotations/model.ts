import { migrate } from '../query/migrate';
import { annotationEvents, type Annotation, type AnnotationEvent, type Filter, type KmmQuery } from '../query/model';

/** What people call an event, what it is, and what it can be filtered by. */
interface EventDescription {
  label: string;
  description: string;
  filters: Array<'skills' | 'groups'>;
}

/** The events that an annotation can mark. */
export const eventDescriptions: Record<AnnotationEvent, EventDescription> = {
  opened: {
    label: 'Conversation opened',
    description: 'Conversations that were opened in the time range.',
    filters: ['skills', 'groups'],
  },
  closed: {
    label: 'Conversation closed',
    description: 'Conversations that were closed in the time range.',
    filters: ['skills', 'groups'],
  },
  transferred: {
    label: 'Conversation transferred',
    description: 'Transfers to a skill or an agent, or back to the queue.',
    filters: ['skills', 'groups'],
  },
  mcsNegative: {
    label: 'MCS below 0',
    description: 'The score of an open conversation fell below 0. Known since the data source began to observe it.',
    filters: ['skills', 'groups'],
  },
  teamOffline: {
    label: 'No agent online',
    description: 'No human agent of a group was online anymore. Known since the data source began to observe it.',
    filters: ['groups'],
  },
  failing: {
    label: 'LivePerson failing',
    description:
      'LivePerson did not respond, or responded with errors. Known since the data source began to observe it.',
    filters: [],
  },
};

/** The smallest number of events from which on they can be one annotation. */
export const minGroupFrom = 2;

/** From how many events on they are one annotation, if nothing else is selected. */
export const defaultGroupFrom = 4;

/** The maximum number of annotations, if nothing else is selected. */
export const defaultLimit = 100;

/** The query of an annotation. */
export interface AnnotationTarget extends KmmQuery {
  annotation: Annotation;
}

function readAnnotation(saved: Partial<Annotation>): Annotation {
  const event = annotationEvents.find((known) => known === saved.event) ?? 'opened';
  const groupFrom = Number(saved.groupFrom);
  return { event, ...(Number.isInteger(groupFrom) && groupFrom >= minGroupFrom && { groupFrom }) };
}

function readFilter({ skills, groups, includeSubGroups }: Filter, { event }: Annotation): Filter {
  const { filters } = eventDescriptions[event];
  return {
    ...(skills && filters.includes('skills') && { skills }),
    ...(groups && filters.includes('groups') && { groups, ...(includeSubGroups && { includeSubGroups }) }),
  };
}

/** Reads the saved query of an annotation; a new or invalid one marks opened conversations. Never throws. */
export function readAnnotationQuery(saved: unknown): AnnotationTarget {
  const { refId, filter, limit, hide } = migrate(saved);
  const { annotation: savedAnnotation } = (saved ?? {}) as { annotation?: Partial<Annotation> | null };
  const annotation = readAnnotation(savedAnnotation ?? {});
  return {
    refId,
    schemaVersion: 1,
    rows: 'account',
    kpis: [],
    filter: readFilter(filter, annotation),
    window: { kind: 'range' },
    shape: 'value',
    annotation,
    ...(limit !== undefined && { limit }),
    ...(hide && { hide }),
  };
}
