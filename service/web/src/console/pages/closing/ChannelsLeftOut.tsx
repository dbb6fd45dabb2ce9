import { Select } from "antd";
import { named, useText } from "../../i18n/context";

interface Props {
  value: string[];
  channels: string[];
  onChange(value: string[]): void;
}

/** The channels in which something is not done. */
export function ChannelsLeftOut({ value, channels, onChange }: Props) {
  const text = useText();
  const names = [...new Set([...channels, ...value])];
  return (
    <Select<string[]>
      mode="multiple"
      value={value}
      onChange={onChange}
      placeholder={text.closing.nowhere}
      options={names.map((channel) => ({ value: channel, label: named(text.channels, channel) }))}
    />
  );
}
