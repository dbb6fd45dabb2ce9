import type { Language } from "../shared/contract";

type Text = Record<Language, string>;

export interface Product {
  art: "pendant" | "table" | "floor" | "wall" | "desk" | "side";
  name: Text;
  detail: Text;
  price: Text;
}

export const PRODUCTS: Product[] = [
  {
    art: "floor",
    name: { en: "Halo 3 floor lamp", zh: "Halo 3 落地灯" },
    detail: { en: "A ring of light behind linen, 152 cm", zh: "亚麻灯罩里的一圈光，高 152 厘米" },
    price: { en: "€149", zh: "¥1,199" },
  },
  {
    art: "pendant",
    name: { en: "Drift pendant", zh: "Drift 吊灯" },
    detail: { en: "Shade of steamed oak veneer, 45 cm", zh: "蒸汽弯曲的橡木薄板灯罩，45 厘米" },
    price: { en: "€189", zh: "¥1,499" },
  },
  {
    art: "table",
    name: { en: "Halo Mini table lamp", zh: "Halo Mini 台灯" },
    detail: { en: "Cordless, up to 12 hours of warm light", zh: "无线台灯，暖光最长 12 小时" },
    price: { en: "€79", zh: "¥599" },
  },
  {
    art: "desk",
    name: { en: "Reed desk lamp", zh: "Reed 工作台灯" },
    detail: { en: "Two joints, no visible flicker", zh: "双关节，无可见频闪" },
    price: { en: "€95", zh: "¥749" },
  },
  {
    art: "wall",
    name: { en: "Ember wall light", zh: "Ember 壁灯" },
    detail: { en: "For bathrooms and covered terraces, IP44", zh: "可用于浴室和有顶露台，IP44" },
    price: { en: "€69", zh: "¥549" },
  },
  {
    art: "side",
    name: { en: "Forest side table", zh: "Forest 边几" },
    detail: { en: "Solid oak, oiled by hand, 45 × 45 cm", zh: "实木橡木，手工上油，45 × 45 厘米" },
    price: { en: "€229", zh: "¥1,799" },
  },
];

export const QUESTIONS: Record<Language, string[]> = {
  en: [
    "When will my order arrive?",
    "How much is shipping to Germany?",
    "Can I use the Halo 3 in the bathroom?",
    "My lamp flickers. What can I do?",
    "Where does your oak come from?",
    "I want to talk to a person",
  ],
  zh: [
    "我的订单到哪儿了？",
    "LED 模组保修几年？",
    "怎么取消订单？",
    "Halo 3 能放在浴室吗？",
    "灯一直闪怎么办？",
    "转人工",
  ],
};
