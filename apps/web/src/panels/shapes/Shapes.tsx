import { BASELINE, DASHES, type Shape } from '@gpu-console/panels/shapes';
import { memo } from 'react';

interface ShapesProps {
  readonly shapes: readonly Shape[];
  readonly width: number;
  readonly height: number;
}

/** A drawing on screen; what it says has to stand beside it for those who do not see it. */
export const Shapes = memo(function Shapes({ shapes, width, height }: ShapesProps) {
  return (
    <svg aria-hidden width={width} height={height} className="block tabular-nums select-text">
      {shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing's shapes have no identity
        <Element key={index} shape={shape} />
      ))}
    </svg>
  );
});

function Element({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, radius, hint } = shape;
      return (
        <rect x={x} y={y} width={width} height={height} fill={fill} rx={radius}>
          {hint !== undefined && <title>{hint}</title>}
        </rect>
      );
    }
    case 'path': {
      const { d, fill = 'none', opacity, stroke, strokeWidth, dashed = false, hint } = shape;
      return (
        <path
          d={d}
          fill={fill}
          fillOpacity={opacity}
          stroke={stroke}
          strokeWidth={strokeWidth}
          strokeDasharray={dashed ? DASHES.join(' ') : undefined}
          className={hint === undefined ? 'pointer-events-none' : undefined}
        >
          {hint !== undefined && <title>{hint}</title>}
        </path>
      );
    }
    case 'text': {
      const { x, y, parts, bold = false, anchor } = shape;
      return (
        <text
          x={x}
          y={y + BASELINE * (parts[0]?.size ?? 0)}
          textAnchor={anchor}
          fontWeight={bold ? 600 : 400}
          xmlSpace="preserve"
          className="pointer-events-none"
        >
          {parts.map(({ text, size, fill }) => (
            <tspan key={`${size} ${text}`} fontSize={size} fill={fill}>
              {text}
            </tspan>
          ))}
        </text>
      );
    }
  }
}
