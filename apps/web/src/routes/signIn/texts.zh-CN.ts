import type { Texts } from '@gpu-console/shared/texts';
import type { SignInTexts } from './texts.en.ts';

export const zhCN: Texts<SignInTexts> = {
  title: '登录',
  signIn: '登录',
  provider: '您将前往所在组织的身份提供方登录，完成后返回此处。',
  proxy: '控制台前面的代理没有提供用户信息。',
  proxyDetail:
    '登录由该代理负责：请先在代理处登录，然后重新打开此页。若仍是如此，请联系其管理员，确认代理会发送带有用户和用户组的请求头。',
  cluster: '集群',
  clusterIs: (name) => `将登录到集群 ${name}。`,
  token: '令牌',
  tokenNote: 'API Server 的令牌，例如某个 ServiceAccount 的令牌。浏览器不会保存它。',
  errors: {
    sign_in_denied: '身份提供方拒绝了登录，或者您在那里取消了登录。',
    sign_in_expired: '登录用时过长，请重新开始。',
    provider_unavailable: '身份提供方没有响应。请稍后再试；若一直如此，请联系控制台的管理员。',
    identity_refused: '身份提供方给出的用户名或用户组不被控制台接受。',
    session_too_large: '您所属的用户组过多，浏览器的 Cookie 放不下：请让身份提供方只给出控制台需要的用户组。',
    too_many_sign_ins: '登录尝试过于频繁，请一分钟后重试。',
    sign_in_failed: '登录未成功，请重新开始；若再次失败，请联系控制台的管理员。',
  },
};
