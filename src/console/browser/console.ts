/*
 * Comfort for every page of the console. Without it every link is a page and every form is sent as it is.
 */
import { openDialogs } from './dialogs.ts';
import { tendDrops } from './drops.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { tendToasts } from './toasts.ts';
import { keepTyped } from './unsaved.ts';

tendDrops();
openDialogs();
listenForShortcuts();
tendToasts();
keepTyped();
