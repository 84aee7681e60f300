import type { ExportTexts } from './texts.en.ts';

export const zhCN: ExportTexts = {
  export: '导出',
  png: 'PNG',
  pngDouble: 'PNG（2 倍）',
  svg: 'SVG',
  print: '打印 / PDF',
  link: '复制此时间范围的链接',
  waiting: '面板仍在加载，请稍后再试。',
  large: (width, height) =>
    `图片将有 ${width} × ${height} 像素，超出浏览器的绘制上限。请改用 SVG 或 PDF，或先折叠一些行。`,
  failed: (reason) => `导出失败：${reason}`,
  folded: '已折叠',
};
