import {
  Ban,
  Check,
  CircleAlert,
  Ellipsis,
  Globe,
  Link2,
  LoaderCircle,
  Lock,
  type LucideIcon,
  Trash2,
  Undo2,
} from 'lucide-react';

/** The icons that many tiles show at the same time. */
export const TILE_ICONS: readonly LucideIcon[] = [
  Ban,
  Check,
  CircleAlert,
  Ellipsis,
  Globe,
  Link2,
  LoaderCircle,
  Lock,
  Trash2,
  Undo2,
];
