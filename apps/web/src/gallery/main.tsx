import '../state/policy.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../i18n/chooseLocale.ts';
import { startTheme } from '../state/theme.ts';
import '../styles.css';
import { answer } from './answer.ts';
import { Gallery } from './Gallery.tsx';
import { GROUPS, isGroup } from './specimens.ts';

globalThis.fetch = answer;
startTheme();
await startTexts();

const wanted = new URLSearchParams(location.search).get('group') ?? '';
const place = document.getElementById('root');
if (place === null) throw new Error('gallery.html has no #root');
createRoot(place).render(
  <StrictMode>
    <Gallery group={isGroup(wanted) ? wanted : 'components'} groups={GROUPS} />
  </StrictMode>,
);
