import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { useTheme } from '../state/theme.ts';

const ICON = { light: Sun, dark: Moon, system: Monitor };
const CHOICES = ['light', 'dark', 'system'] as const;

export function ThemeMenu() {
  const { t } = useTranslation();
  const { choice, setChoice } = useTheme();
  const Icon = ICON[choice];
  return (
    <Menu
      trigger={
        <Button variant="quiet" square aria-label={t('theme.label')} title={t('theme.label')}>
          <Icon aria-hidden size={16} />
        </Button>
      }
    >
      <MenuRadio
        value={choice}
        onChoose={setChoice}
        choices={CHOICES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
    </Menu>
  );
}
