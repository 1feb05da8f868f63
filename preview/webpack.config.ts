// The page of the preview, with Grafana's published packages in it.
import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import type { Configuration } from 'webpack';

const root = path.resolve(__dirname, '..');
const preview = path.join(__dirname, 'page');

function font(file: string, name: string) {
  const [family = ''] = file.split('-latin');
  return { from: path.join(root, 'node_modules/@fontsource', family, 'files', file), to: `fonts/${name}.woff2` };
}

/** What Grafana's components load by its address. Grafana does not publish all icons: some are the preview's own. */
const assets = [
  { from: path.join(preview, 'index.html') },
  { from: path.join(root, 'node_modules/@grafana/ui/dist/public'), to: 'build' },
  { from: path.join(preview, 'icons'), to: 'build/img/icons/unicons' },
  font('inter-latin-400-normal.woff2', 'inter/Inter-Regular'),
  font('inter-latin-400-italic.woff2', 'inter/Inter-Italic'),
  font('inter-latin-500-normal.woff2', 'inter/Inter-Medium'),
  font('inter-latin-500-italic.woff2', 'inter/Inter-MediumItalic'),
  // The name that Grafana's components know it by.
  font('roboto-mono-latin-400-normal.woff2', 'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ'),
];

const config: Configuration = {
  // Unminified code builds in half the time, and nobody downloads it from afar.
  mode: 'production',
  optimization: { minimize: false },
  cache: { type: 'filesystem', name: 'preview', buildDependencies: { config: [__filename] } },
  context: preview,
  devtool: false,
  entry: { main: './main.tsx' },
  experiments: { css: true },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        use: {
          loader: 'swc-loader',
          options: {
            jsc: {
              target: 'es2020',
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic' } },
            },
          },
        },
      },
    ],
  },
  output: { path: path.join(root, '.run', 'preview'), publicPath: '/public/', clean: true },
  performance: { hints: false },
  plugins: [new CopyWebpackPlugin({ patterns: assets })],
  resolve: {
    extensions: ['.tsx', '.ts', '.js'],
    // Grafana's packages as CommonJS: their ES modules import the defaults of packages that have none.
    conditionNames: ['require', 'browser', 'default'],
    mainFields: ['browser', 'main', 'module'],
  },
};

export default config;
