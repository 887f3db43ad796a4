import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  serverExternalPackages: ['sharp'],
  // One server for every way to run it: npm start, the tests and the image.
  output: 'standalone',
  // Without it a lock file further up would move the server down.
  outputFileTracingRoot: import.meta.dirname,
};

export default config;
