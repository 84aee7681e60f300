import { Languages } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { chooseLocale } from '../i18n/chooseLocale.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { shellTexts } from './texts.ts';

/** Each language by its own name. */
const LANGUAGES = [
  { value: 'en', label: <span lang="en">English</span> },
  { value: 'zh-CN', label: <span lang="zh-CN">简体中文</span> },
] as const;

export function LanguageMenu() {
  const texts = useTexts(shellTexts);
  const locale = useLocale();
  return (
    <Menu
      trigger={
        <Button variant="quiet" square aria-label={texts.language} title={texts.language}>
          <Languages aria-hidden size={16} />
        </Button>
      }
    >
      <MenuRadio value={locale} onChoose={(next) => void chooseLocale(next)} choices={LANGUAGES} />
    </Menu>
  );
}
