import './state/policy.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { live } from './api/queries.ts';
import { queryClient } from './api/queryClient.ts';
import { sessionQuery } from './api/session.ts';
import { startTexts } from './i18n/chooseLocale.ts';
import { router } from './router.tsx';
import './routes/overview/texts.ts';
import { startTheme } from './state/theme.ts';
import { startTimeZone } from './state/timeZone.ts';
import './styles.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');

startTheme();
startTimeZone();
// The page's code and what every page asks first are on their way while its texts come.
void router.load();
void queryClient.prefetchQuery(sessionQuery);
void queryClient.prefetchQuery(live('clusters', {}));
// No await here: the texts' files may import this one's.
void startTexts().then(() =>
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
