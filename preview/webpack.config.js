// The page of the preview, with Grafana's published packages in it. Plain JavaScript, as the plugin's own configuration.
const path = require('path');
const CopyWebpackPlugin = require('copy-webpack-plugin');

const root = path.resolve(__dirname, '..');

module.exports = {
  // Unminified code builds in half the time, and nobody downloads it from afar.
  mode: 'production',
  optimization: { minimize: false },
  cache: { type: 'filesystem', buildDependencies: { config: [__filename] } },
  context: __dirname,
  devtool: false,
  entry: { main: './page/main.tsx' },
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
  output: { path: path.join(root, '.run', 'preview'), publicPath: '/public/preview/', clean: true },
  performance: { hints: false },
  plugins: [new CopyWebpackPlugin({ patterns: [{ from: 'page/index.html' }] })],
  resolve: {
    extensions: ['.tsx', '.ts', '.js'],
    // Grafana's packages as CommonJS: their ES modules import the defaults of packages that have none.
    conditionNames: ['require', 'browser', 'default'],
    mainFields: ['browser', 'main', 'module'],
  },
};
