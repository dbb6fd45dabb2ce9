import { Spin } from "antd";

export function Loading() {
  return (
    <div className="centred">
      <Spin size="large" />
    </div>
  );
}
