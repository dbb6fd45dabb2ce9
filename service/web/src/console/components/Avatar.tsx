import { type CSSProperties, useState } from "react";
import { hueOf, initials } from "../../shared/face";

interface Props {
  name: string;
  /** Where the picture is; null where there is none. */
  picture: string | null;
  /** In pixels. */
  size?: number;
}

/** A person's picture, or their initials in a colour that is always theirs; decorative: the name stands beside it. */
export function Avatar({ name, picture, size = 28 }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const style = { "--hue": hueOf(name), "--size": `${size}px` } as CSSProperties;
  return (
    <span className="avatar" style={style} aria-hidden="true" data-testid="avatar">
      {initials(name)}
      {picture && picture !== broken && <img src={picture} alt="" onError={() => setBroken(picture)} />}
    </span>
  );
}
