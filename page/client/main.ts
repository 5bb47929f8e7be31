// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The browser's half of live pages: keeps channels up to date and sends actions
 * without loading the page again. Without it a page works, too.
 *
 * @module
 */

import { sendActions } from "./actions.ts";
import { watchControls } from "./controls.ts";
import { cleanUrl } from "./navigation.ts";
import { statusBox } from "./status.ts";
import { keepConnected } from "./tabs.ts";

const { src } = document.currentScript as HTMLScriptElement;
const prefix = new URL(".", src).href;
cleanUrl();
statusBox();
watchControls();
sendActions(`${prefix}action/`);
keepConnected(`${prefix}live`, src);
