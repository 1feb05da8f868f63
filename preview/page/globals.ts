// What Grafana's page tells its code before any of it runs; it is imported first.
Object.assign(window, {
  __grafana_public_path__: '/public/',
  grafanaBootData: {
    settings: { buildInfo: { version: '12.4.10', commit: '', env: 'production' }, featureToggles: {} },
    user: { lightTheme: false, timezone: 'browser', weekStart: '', locale: navigator.language },
    navTree: [],
  },
});

export {};
