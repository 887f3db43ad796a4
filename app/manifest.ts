import type { MetadataRoute } from 'next';

/** What a browser asks for before it offers to install the site as an app. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Vitrine',
    short_name: 'Vitrine',
    description: 'Hand over images: drop, review in private, publish, take back.',
    id: '/jobs',
    start_url: '/jobs',
    scope: '/',
    display: 'standalone',
    // The light ground: a manifest knows one theme.
    background_color: '#fbfaf9',
    theme_color: '#fbfaf9',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Jobs', url: '/jobs' },
      { name: 'Shared', url: '/shared' },
    ],
  };
}
