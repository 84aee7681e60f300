import type { Texts } from '@gpu-console/shared/texts';
import type { SignInTexts } from './texts.en.ts';

export const zhCN: Texts<SignInTexts> = {
  title: '登录',
  again: '重新登录',
  reasons: {
    sign_in_expired: '这次登录耗时过长、已经完成，或是在另一个浏览器中开始的。',
    sign_in_denied: '登录服务没有允许您登录。',
    sign_in_failed: '登录服务与控制台之间出现问题，原因见控制台日志。',
    identity_refused: '登录服务给出的用户名或用户组不被控制台接受。',
    session_too_large: '您所属的用户组过多，浏览器的 Cookie 放不下。',
    provider_unavailable: '登录服务没有响应，请稍后重试。',
    too_many_sign_ins: '登录尝试过于频繁，请一分钟后重试。',
  },
};
