"""What customers ask the demo shop.

Each line: a question as customers ask it; what the reply must hold (`|` between alternatives), `-` where the documents
have no answer and the reply must say so; perhaps what the reply must not hold. The first of every two questions of a
language may be looked at when rules are changed; the second are there to show what the rules are worth elsewhere.
"""

ENGLISH = """
What is the warranty on the Halo 3 floor lamp? ; 3 years
What is the price of the Halo 3? ; €149
How heavy is the oak table? ; 9 kg
How much does it cost to send something back? ; 5.90
Which payment methods do you accept? ; PayPal|Visa
How long does standard delivery take in Germany? ; 2–3 days ; Mainland China |
Can I return a lamp I already used? ; unused
Do you offer a discount for hotels? ; 12 %|trade conditions
Can I pay with PayPal? ; PayPal ; Cash on delivery
How much is express delivery to Belgium? ; €12.90 ; Mainland China |
What does the warranty not cover? ; wear
How tall is the Halo 3? ; 152 cm
Where is your Rotterdam showroom? ; Lantern Quay
When does the Hangzhou showroom open? ; 10:00
my parcel never arrived, tracking hasn't moved for two weeks ; 10 working days
How many lamps can the hub control? ; 60
Do you do gift wrapping? ; €4
Does the hub work with 5 GHz wifi? ; does not use 5 GHz
how do I reset the hub ; 8 seconds
What is the battery life of the Halo Mini? ; 12 hours
Can I put the Ember in the bathroom? ; bathroom zone 2|IP44
How much weight can the bookshelf hold? ; 25 kg
Do I have to pay customs to the UK? ; VAT at checkout
How long until I get my money back? ; 7 working days
Is there a phone number I can call? ; no telephone
Can I exchange it for a different colour? ; free once per order|once per order
What is the minimum order for free shipping to France? ; €100 ; Mainland China |
How much does the side table cost? ; €229
Do Oak Circle points expire? ; 24 months
How do I wash the wool throw? ; by hand
How many points do I need for a discount? ; 100 points
Can I pay in installments? ; 3 monthly
How long is a gift card valid? ; 3 years
Can I cancel an order that was already shipped? ; refuse the parcel
How long do you keep my chat messages? ; 12 months
Who can install a wall light? ; electrician
Is the oak from sustainable forests? ; FSC
Are your lamps bright enough, how many lumens does the Halo 3 have? ; 2,400
How can I delete my account? ; privacy@
Does a replacement linen shade cost extra? ; €35
When will I get my invoice? ; 24 hours
How long does the warranty on the LED modules last? ; 5 years
My lamp arrived broken, what do I do? ; photo
Can two vouchers be used together? ; One voucher
What does shipping cost to Norway? ; €32 ; Mainland China |
Can I use cash on delivery? ; not offered
How long do trade customers have to pay an invoice? ; 30 days of the invoice|30 days
How do I set up the lumen hub? ; Plug the hub in
Do you sell carpets? ; -
Do you have a student discount? ; -
What is the price of the Halo 4? ; -
Is there parking at your showroom? ; -
Who is the CEO of your company? ; -
How much CO2 does a delivery produce? ; -
Can you book me a flight to Paris? ; -
What is the capital of Australia? ; -
Are you hiring at the moment? ; -
How many employees do you have? ; -
Can my dog chew on the lamp cable? ; -
Do you have a store in London? ; -
"""

CHINESE = """
退货有时间限制吗？ ; 30 天
灯泡坏了保修吗？ ; 保修|内置 LED|LED 模组
你们有实体店吗？ ; 展厅|木光里
满多少钱包邮？ ; 299|600
多久能到货？ ; 2–4 天|7–10 ; 退款
Halo 3 多少钱？ ; 1,199
Halo 3 落地灯保修几年？ ; 3 年
落地灯有多高？ ; 152
边几有多重？ ; 9 千克
退货要运费吗？ ; 15 元
支持哪些付款方式？ ; 支付宝
可以用微信付款吗？ ; 微信支付
香港运费多少？ ; 45 元
德国标准配送要几天？ ; 2–3 天 ; 中国大陆 |
发到英国的加急运费是多少？ ; 24.90 ; 中国大陆 |
保修不包括哪些情况？ ; 磨损
杭州展厅在哪里？ ; 木光里
展厅几点开门？ ; 10:00
包裹丢了怎么办？ ; 10 个工作日
礼品包装多少钱？ ; 20 元
网关最多能连多少盏灯？ ; 60
网关支持5G的wifi吗？ ; 不支持 5 GHz
怎么恢复出厂设置？ ; 8 秒
Halo Mini 充满电能用多久？ ; 12 小时
Ember 能装在浴室吗？ ; 浴室 2 区|IP44
书架一层能放多重的东西？ ; 25 千克
钱什么时候退给我？ ; 7 个工作日
有客服电话吗？ ; 没有电话热线
可以换个颜色吗？ ; 免费换一次
橡木会积分会过期吗？ ; 24 个月
多少积分可以抵扣？ ; 100 分
可以分期吗？ ; 免息
礼品卡有效期多长？ ; 3 年
已经发货了还能取消订单吗？ ; 拒收
聊天记录会保存多久？ ; 12 个月
壁灯要找谁安装？ ; 电工
怎么注销账号？ ; privacy@
发票什么时候能收到？ ; 24 小时
收到的灯是碎的怎么处理？ ; 照片
优惠券可以叠加吗？ ; 一张优惠券
支持货到付款吗？ ; 不支持货到付款
酒店采购有折扣吗？ ; 88 折|企业价
灯罩脏了怎么洗？ ; 吸尘器|不能水洗
羊毛毯可以机洗吗？ ; 手洗
你们的橡木产地是哪里？ ; 波兰
下单后能改地址吗？ ; 出库前可以改
怎么申请保修？ ; 订单号
上门安装多少钱？ ; 199
你们卖地毯吗？ ; -
学生有优惠吗？ ; -
Halo 4 多少钱？ ; -
展厅可以停车吗？ ; -
你们老板是谁？ ; -
能帮我订机票吗？ ; -
今天北京天气怎么样？ ; -
你们公司有多少员工？ ; -
招聘客服吗？ ; -
灯具可以出口到火星吗？ ; -
上海有门店吗？ ; -
台灯是哪位设计师设计的？ ; -
"""


# Answered wrongly once, each of which must stay right.
ONCE_WRONG_ENGLISH = """
How many lumens does the Halo 3 have? ; 2,400 lm ; Lumen Hub
How many watts does the Halo 3 use? ; 24 W ; Protection class
How many centimetres is the Halo 3? ; 152 cm ; Lumen Hub
How do I claim the warranty of the Halo 3? ; Send us your order number ; 3 years
How is shipping calculated? ; Mainland China — Standard: ¥18 ; Freight
How much is shipping? ; Rest of the world — Standard: €32.00 ; Switzerland
How long is the warranty of the Halo 3? ; 3 years ; Halo Mini
What does shipping to Russia cost? ; €32 ; Mainland China
Do you have a showroom in Berlin? ; -
What does it cost to ship the bookshelf to Germany? ; €49 ; €4.90
How much is delivery of the Tidal bookshelf to Poland? ; €49 ; €8.90
How much is shipping for the side table to Germany? ; €4.90 ; €49
How much is shipping to Tibet? ; ¥18
Where is your Beijing showroom? ; -
I live in Japan. How much is shipping? ; Rest of the world — Standard: €32.00 ; Mainland China
I live in Berlin. How long does delivery take? ; Germany, Netherlands, Belgium ; other EU
What does shipping to Japan and to France cost? ; €32.00 ; Mainland China
How much is shipping to Germany and Belgium? ; €4.90 ; Rest of the world
I live in Germany. How long is the warranty? ; 3 years
How does the warranty of the Halo 3 work? ; Send us your order number ; 3 years
What is the warranty process? ; Send us your order number
Excuse me, that's not what I meant. How much is standard shipping to mainland China? ; ¥18 ; Rest of the world
How long does delivery to Hangzhou take? ; 2–4 days ; warehouse
What does delivery of the bookshelf to Japan cost? ; not shipped outside
How much is shipping to Europe? ; €4.90 ; Mainland China |
How much is shipping to Europe? ; 4–6 days ; Switzerland
"""

ONCE_WRONG_CHINESE = """
能开增值税专用发票吗 ; 电子发票 ; 优惠券
降价了能退差价吗 ; 14 天内 ; 签收后
运费怎么算？ ; 中国大陆——标准运费：18 元
您好，随便问问，运费怎么算？ ; 中国大陆——标准运费：18 元
大陆标准运费多少钱 ; 18 元 ; 其他国家
不好意思，我的意思是：大陆标准运费多少钱？ ; 18 元 ; 其他国家
我不是这个意思，大陆标准运费多少钱？ ; 18 元 ; 其他国家
国内邮费怎么收 ; 中国大陆——标准运费：18 元 ; 港澳台
Halo 3 怎么申请保修？ ; 订单号 ; 3 年
Halo 3 保修多久？ ; 3 年 ; Halo Mini
Halo 3 保修怎么弄 ; 订单号 ; 3 年
寄到日本运费多少 ; 32 欧元 ; 港澳台
寄到首尔运费多少 ; 32 欧元 ; 港澳台
寄到伦敦运费 ; 9.90 欧元 ; 港澳台
书架寄到德国多少钱 ; 49 欧元 ; 4.90
书架寄到波兰运费多少 ; 49 欧元 ; 8.90
书架寄到美国运费多少 ; 不寄往 ; 24 欧元
边几寄到德国运费多少 ; 4.90 ; 49 欧元
寄到新疆运费多少 ; 18 元 ; 退货
寄到北京运费多少 ; 18 元 ; 退货
寄到杭州运费多少 ; 18 元 ; 仓
我在日本，运费多少 ; 其他国家和地区 ; 港澳台
寄到日本和法国分别多少钱 ; 32 欧元 ; 港澳台
寄到上海和香港分别要几天 ; 港澳台 ; 德国
能寄到日本吗 ; 其他国家和地区 ; 25 元
发新疆吗 ; 18 元 ; 仓
西藏能发货吗？ ; 18 元 ; 仓
能寄到波兰吗？ ; 8.90 欧元 ; 港澳台
你们发货到香港吗？ ; 45 元
寄到欧洲运费多少？ ; 4.90 欧元 ; 中国大陆
寄到鹿特丹要几天？ ; 2–3 天 ; 仓
保修流程 ; 订单号 ; 3 年
Halo 3 保修流程是什么？ ; 订单号 ; 3 年
退货流程 ; 登录 ; 已经出库
北京展厅在哪里 ; -
北京展厅几点开门 ; -
杭州展厅在哪里 ; 木光里
"""
