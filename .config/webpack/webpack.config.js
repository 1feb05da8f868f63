// Grafana's own bundler set-up for plugins (create-plugin 7.1.7), written as plain JavaScript
// because webpack-cli 6 cannot load a TypeScript configuration under Node 20.
const path = require('path');
const CopyWebpackPlugin = require('copy-webpack-plugin');
const ReplaceInFileWebpackPlugin = require('replace-in-file-webpack-plugin');
const TerserPlugin = require('terser-webpack-plugin');
const { SubresourceIntegrityPlugin } = require('webpack-subresource-integrity');
const VirtualModulesPlugin = require('webpack-virtual-modules');
const externals = require('./externals');

const root = path.resolve(__dirname, '..', '..');
const plugin = require(path.join(root, 'src', 'plugin.json'));
const { version } = require(path.join(root, 'package.json'));

/** Makes chunks load from wherever Grafana serves the plugin, a CDN included. */
const publicPath = new VirtualModulesPlugin({
  'node_modules/grafana-public-path.js': `
import amdMetaModule from 'amd-module';

__webpack_public_path__ =
  amdMetaModule && amdMetaModule.uri
    ? amdMetaModule.uri.slice(0, amdMetaModule.uri.lastIndexOf('/') + 1)
    : 'public/plugins/${plugin.id}/';
`,
});

const assets = { type: 'asset/resource', generator: { filename: '[hash][ext]' } };

module.exports = (env) => ({
  cache: { type: 'filesystem', buildDependencies: { config: [__filename] } },
  context: path.join(root, 'src'),
  devtool: env.production ? 'source-map' : 'eval-source-map',
  entry: { module: './module.ts' },
  externals,
  mode: env.production ? 'production' : 'development',
  module: {
    rules: [
      {
        test: /src\/module\.ts$/,
        use: [{ loader: 'imports-loader', options: { imports: 'side-effects grafana-public-path' } }],
      },
      {
        exclude: /node_modules/,
        test: /\.[tj]sx?$/,
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
      { test: /\.(png|jpe?g|gif|svg|woff2?|eot|ttf|otf)$/, ...assets },
    ],
  },
  optimization: {
    minimize: Boolean(env.production),
    minimizer: [new TerserPlugin({ terserOptions: { format: { comments: false } }, extractComments: false })],
  },
  output: {
    // The backend's executables live in the same folder and are built on their own.
    clean: { keep: /gpx_|go_plugin_build_manifest/ },
    filename: '[name].js',
    chunkFilename: env.production ? '[name].js?_cache=[contenthash]' : '[name].js',
    library: { type: 'amd' },
    path: path.join(root, 'dist'),
    publicPath: `public/plugins/${plugin.id}/`,
    uniqueName: plugin.id,
    crossOriginLoading: 'anonymous',
  },
  plugins: [
    publicPath,
    new CopyWebpackPlugin({
      patterns: [
        // Of its own, for Grafana's page about the plugin: links to files of the project lead nowhere there.
        { from: 'README.md' },
        { from: '../docs/img/{current,closed,agents,skills}.png', to: 'img/[name][ext]' },
        { from: '../LICENSE' },
        { from: '../CHANGELOG.md' },
        { from: '**/*.json' },
        { from: 'img/**/*', noErrorOnMissing: true },
      ],
    }),
    new ReplaceInFileWebpackPlugin([
      {
        dir: path.join(root, 'dist'),
        files: ['plugin.json', 'README.md'],
        rules: [
          { search: /%VERSION%/g, replace: version },
          { search: /%TODAY%/g, replace: new Date().toISOString().substring(0, 10) },
        ],
      },
    ]),
    new SubresourceIntegrityPlugin({ hashFuncNames: ['sha256'] }),
  ],
  resolve: { extensions: ['.js', '.jsx', '.ts', '.tsx'] },
});
