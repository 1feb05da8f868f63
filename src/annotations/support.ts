import type { AnnotationQuery, AnnotationSupport } from '@grafana/data';

import type { KmmQuery } from '../query/model';
import { AnnotationEditor } from './AnnotationEditor';
import { readAnnotationQuery } from './model';

/**
 * Annotations of events. There is no `getDefaultQuery`: Grafana would take the query's `filter` for the annotation's own,
 * which selects panels.
 */
export const annotationSupport: AnnotationSupport<KmmQuery> = {
  QueryEditor: AnnotationEditor,
  prepareQuery: ({ target }: AnnotationQuery<KmmQuery>) => readAnnotationQuery(target),
};
