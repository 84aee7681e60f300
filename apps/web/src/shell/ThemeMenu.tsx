import { Monitor, Moon, Sun } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { THEME_CHOICES, useTheme } from '../state/theme.ts';
import { shellTexts } from './texts.ts';

const ICON = { light: Sun, dark: Moon, system: Monitor };

export function ThemeMenu() {
  const texts = useTexts(shellTexts);
  const { choice, setChoice } = useTheme();
  const Icon = ICON[choice];
  return (
    <Menu
      trigger={
        <Button variant="quiet" square aria-label={texts.theme.label} title={texts.theme.label}>
          <Icon aria-hidden size={16} />
        </Button>
      }
    >
      <MenuRadio
        value={choice}
        onChoose={setChoice}
        choices={THEME_CHOICES.map((value) => ({ value, label: texts.theme[value] }))}
      />
    </Menu>
  );
}
