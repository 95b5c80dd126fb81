const HtmlWebpackPlugin = require('html-webpack-plugin')
const MinimizerPlugin = require('minimizer-webpack-plugin')

/** @type {import('webpack').Configuration} */
module.exports = {
  entry: './src/main.tsx',
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        use: { loader: 'swc-loader', options: { jsc: { transform: { react: { runtime: 'automatic' } } } } },
      },
      { test: /\.css$/, use: ['style-loader', 'css-loader'] },
    ],
  },
  // React alone exceeds the size hints. swc takes a third of terser's time.
  performance: { hints: false },
  optimization: { minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })] },
  plugins: [new HtmlWebpackPlugin({ template: 'index.html' })],
}
