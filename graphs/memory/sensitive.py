"""What is never kept in memory: card numbers, passwords, identity papers, and what concerns health."""

import re

from graphs.check_digits import passes_citizen_check, passes_luhn
from knowledge.simplified import simplify
from knowledge.wordlist import word_set

_DIGITS = re.compile(r"(?<![\d.+])\d(?:[ \t.-]?\d){12,18}(?!\d)")
_CHINESE_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?!\w)")
_WORD = re.compile(r"[a-z]+")
_HEALTH = word_set(
    "diabetes diabetic cancer tumor tumour tumors tumours chemo chemotherapy pregnant pregnancy miscarriage hiv aids"
    " depression depressed anxiety bipolar epilepsy epileptic autism autistic adhd dementia alzheimer alzheimers asthma"
    " asthmatic stroke disability disabilities disabled wheelchair allergy allergic allergies medication antidepressant"
    " antidepressants surgery diagnosed diagnosis illness disease therapist psychiatrist psychiatric hospitalised"
    " hospitalized paralysed paralyzed migraine arthritis sclerosis"
)
_SECRETS = word_set(
    "password passwd passcode pwd pin cvv cvc otp code passport ssn iban licence license identity security card"
)
_SECRET = re.compile(
    r"\b(?:pass\s?word|passwd|passcode|pwd|pin|cvv|cvc|otp|(?:security|one[- ]time|verification)\s+code)\b"
    r"[^.\n]{0,24}\d"
    r"|\bmy\s+(?:pass\s?word|passwd|passcode|pwd|pin)\s*(?:is\b|was\b|[:=])"
    r"|\b(?:passport|social\s+security|ssn|iban|driving\s+licen[cs]e|identity\s+card|id\s+card)\b[^.\n]{0,20}\d"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_SENSITIVE = re.compile(
    r"(?:密码|口令|验证码|安全码|动态码|校验码)\s*(?:是|为|[:：=])?\s*[!-~]*\d"
    r"|(?:护照|身份证|银行卡|信用卡|社保)(?:号|卡)?.{0,10}\d"
    r"|糖尿病|癌|肿瘤|化疗|怀孕|孕妇|流产|艾滋|抑郁|焦虑症|双相|癫痫|自闭|痴呆|哮喘|中风|心脏病|高血压|残疾|轮椅|过敏"
    r"|吃药|服药|手术|确诊|病情|住院|患有|得了.{0,4}病|精神科|心理医生|瘫痪"
)


def is_sensitive(text: str) -> bool:
    """Whether these words hold something that memory must not keep; rather too often than too seldom."""
    lowered = text.casefold()
    words = set(_WORD.findall(lowered))
    if not words.isdisjoint(_HEALTH) or (not words.isdisjoint(_SECRETS) and _SECRET.search(lowered)):
        return True
    if _HAN.search(text) and _HAN_SENSITIVE.search(simplify(lowered)):
        return True
    return holds_card_number(text) or _holds_chinese_id(text)


def holds_card_number(text: str) -> bool:
    """Whether there are 13 to 19 digits, however grouped, that end in the check digit of cards (Luhn, ISO/IEC 7812)."""
    numbers = (re.sub(r"\D", "", match.group()) for match in _DIGITS.finditer(text))
    return any(len(set(digits)) > 1 and passes_luhn(digits) for digits in numbers)


def _holds_chinese_id(text: str) -> bool:
    """A citizen's number with its check sign (GB 11643)."""
    return any(passes_citizen_check(match.group()) for match in _CHINESE_ID.finditer(text))
