export { drawPanel } from './drawPanel.ts';
export { MARGIN, type PanelPicture, panelSvg, pictureFrame } from './exportedSvg.ts';
export { SHEET_WIDTH, type Sheet, type SheetBlock, type SheetCell, sheetBlocks, sheetSvg } from './sheet.ts';
