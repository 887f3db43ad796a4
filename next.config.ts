import type { NextConfig } from 'next';

/** Of every answer; pages have a policy of their own on top (proxy.ts), and so has what only programs read. */
const HEADERS = [
  { key: 'x-content-type-options', value: 'nosniff' },
  // Other sites do not learn the addresses of pages: some of them are known to few.
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
];
const API_HEADERS = [{ key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" }];

const config: NextConfig = {
  poweredByHeader: false,
  serverExternalPackages: ['sharp'],
  // One server for every way to run it: npm start, the tests and the image.
  output: 'standalone',
  // Without it a lock file further up would move the server down.
  outputFileTracingRoot: import.meta.dirname,
  headers: async () => [
    { source: '/:path*', headers: HEADERS },
    { source: '/api/:path*', headers: API_HEADERS },
  ],
};

export default config;
