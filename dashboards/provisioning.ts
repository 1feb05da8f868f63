import { provisionedUid } from './alerting/model';
import { pluginId } from './variables';

/** The name of the provisioned data source. */
export const provisionedName = 'LivePerson KMM';

const origin = '# Written by `npm run dashboards`. Grafana replaces $NAMES by environment variables.\n';

/** The provisioning file of the dashboards: `KMM_DASHBOARDS` is the folder with their JSON, beside this file. */
export const dashboardProvider = `${origin}# Set KMM_DASHBOARDS: without it, Grafana takes all JSON files below its working directory for dashboards.
apiVersion: 1
providers:
  - name: LivePerson KMM
    folder: LivePerson
    type: file
    disableDeletion: true
    allowUiUpdates: true
    updateIntervalSeconds: 30
    options:
      path: $KMM_DASHBOARDS
`;

/** The provisioning file of one data source, with account and OAuth 2 client from the environment; an empty `LP_UPSTREAM_URL` means LivePerson. */
export const dataSourceProvider = `${origin}apiVersion: 1
datasources:
  - name: ${provisionedName}
    uid: ${provisionedUid}
    type: ${pluginId}
    access: proxy
    editable: true
    jsonData:
      accountId: $LP_ACCOUNT_ID
      auth: oauth2
      clientId: $LP_CLIENT_ID
      upstreamUrl: $LP_UPSTREAM_URL
    secureJsonData:
      clientSecret: $LP_CLIENT_SECRET
`;
