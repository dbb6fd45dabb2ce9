import { Typography } from "antd";
import { useText } from "../../i18n/context";

/** Order numbers that the customer named, each to be copied into another system. */
export function OrderNumbers({ numbers }: { numbers: readonly string[] }) {
  const text = useText();
  const tooltips: [string, string] = [text.conversations.copy, text.conversations.copied];
  return (
    <span className="orders" data-testid="orders">
      {numbers.map((number) => (
        <Typography.Text key={number} copyable={{ text: number, tooltips }}>
          <bdi>{number}</bdi>
        </Typography.Text>
      ))}
    </span>
  );
}
