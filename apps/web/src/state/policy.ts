import { setNonce } from 'get-nonce';
import { styleNonce } from './served.ts';
import './withoutEval.ts';

// For the styles with which dialogs and menus keep the page behind them from scrolling.
if (styleNonce !== undefined) setNonce(styleNonce);
