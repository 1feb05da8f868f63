import { defineConfig } from 'eslint/config';
import grafana from './.config/eslint.config.mjs';

export default defineConfig([
  {
    ignores: ['.config/', '**/dist/', '**/coverage/', '**/node_modules/', '.run/', 'src/dashboards/', 'test-results/'],
  },
  ...grafana,
  { rules: { 'react/react-in-jsx-scope': 'off' } },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
]);
