"""Finglish as people write it, not as a table would: the same word in several ways, with and without its vowels."""

import pytest

from nlu.words.colloquial import formal
from nlu.words.finglish import FinglishIndex, is_english

PAIRS = """
parvande پرونده|parvandeh پرونده|parvandam پرونده‌ام|parvandamo پرونده‌ام را|parvandamoon پرونده‌مان
parvandamun پرونده‌مان
parvandashoon پرونده‌شان|parvane پروانه|parvaneh پروانه|parvanam پروانه‌ام|parvaneye پروانه|javaz جواز|javaze جواز
shahrdari شهرداری|shahrdary شهرداری|shahrdaari شهرداری|sakhteman ساختمان|sakhtemun ساختمان|sakhtemoon ساختمان
saxteman ساختمان|sakhtemaan ساختمان|avarez عوارض|avaarez عوارض|avarezo عوارض را|mojavez مجوز|mojavvez مجوز
estelam استعلام|estelaam استعلام|esteelam استعلام|darkhast درخواست|darxast درخواست|darkhaast درخواست
darkhastam درخواستم
peygiri پیگیری|peigiri پیگیری|peygiry پیگیری|bazdid بازدید|baazdid بازدید|karshenas کارشناس|kaarshenas کارشناس
naghshe نقشه|naqshe نقشه|naghsheh نقشه|naghsham نقشه‌ام|mohandes مهندس|mohandesa مهندس‌ها|zamin زمین|zaminam زمینم
zamino زمین را|zaminemoon زمینمان|khone خانه|khoone خانه|khune خانه|khoonam خانه‌ام|khoonamoon خانه‌مان|melk ملک
melkam ملکم|melke ملک|melki ملکی|maskooni مسکونی|maskuni مسکونی|maskoni مسکونی|maskoonie مسکونی است|tejari تجاری
tejary تجاری|edari اداری|sanati صنعتی|karbari کاربری|kaarbari کاربری|tabaghe طبقه|tabaqe طبقه|tabagheh طبقه|vahed واحد
vaahed واحد|metr متر|metri متری|mantaghe منطقه|mantaqe منطقه|mantagheye منطقه|shomare شماره|shomareh شماره
shomaram شماره‌ام
rahgiri رهگیری|rahgiry رهگیری|nosazi نوسازی|nowsazi نوسازی|noosazi نوسازی|ghabz قبض|qabz قبض|ghabze قبض|ghabzam قبضم
pardakht پرداخت|pardaxt پرداخت|bedehi بدهی|hazine هزینه|hazineh هزینه|jarime جریمه|jarimeh جریمه|eteraz اعتراض
etraz اعتراض|eterazam اعتراضم|komision کمیسیون|komisyon کمیسیون|commision کمیسیون|rai رای|ray رای|made ماده
maadeh ماده
kelas کلاس|kelase کلاس|kelasa کلاس‌ها|kelasha کلاس‌ها|dore دوره|doore دوره|doreh دوره|amoozesh آموزش|amuzesh آموزش
amoozeshi آموزشی|sabt ثبت|sabte ثبت|hozoori حضوری|hozuri حضوری|rayegan رایگان|raygan رایگان|madarek مدارک
madarekam مدارکم
madareko مدارک را|madarekamo مدارکم را|sanad سند|sanado سند را|aks عکس|tasvir تصویر|naghes ناقص|kamel کامل|ersal ارسال
moshkel مشکل|moshkele مشکل|shekayat شکایت|shekaayat شکایت|hamsaye همسایه|hamsayeh همسایه|takhalof تخلف|gozaresh گزارش
pishkhan پیشخوان|pishkhaan پیشخوان|daftar دفتر|nazdik نزدیک|adres آدرس|saat ساعت|vaght وقت|vaqt وقت|nobat نوبت
novbat نوبت
emrooz امروز|emruz امروز|farda فردا|fardaa فردا|dirooz دیروز|shanbe شنبه|yekshanbe یکشنبه|hafte هفته|hafteh هفته
mikham می‌خواهم|mikhaam می‌خواهم|mixam می‌خواهم|mikhastam می‌خواستم|mikhay می‌خواهی|mikhad می‌خواهد|nemikham نمی‌خواهم
mishe می‌شود|misheh می‌شود|nemishe نمی‌شود|mishavad می‌شود|midoonam می‌دانم|midunam می‌دانم|nemidoonam نمی‌دانم
nemidunam نمی‌دانم|nemidonam نمی‌دانم|mitoonam می‌توانم|mitunam می‌توانم|mitonam می‌توانم|mikonam می‌کنم
mikonan می‌کنند
mikone می‌کند|mikonid می‌کنید|migam می‌گویم|migan می‌گویند|mige می‌گوید|miram می‌روم|mire می‌رود|miad می‌آید
midam می‌دهم|midid می‌دهید|begiram بگیرم|begirim بگیریم|besazam بسازم|besazim بسازیم|bebinam ببینم|bebinid ببینید
befrestam بفرستم|befrest بفرست|begid بگویید|bego بگو|bedam بدهم|bedid بدهید|bezanam بزنم|bashe باشه|kardam کردم
goftam گفتم
goftan گفتن|raftam رفتم|oomadam آمدم|umadam آمدم|oomade آمده|shod شد|shode شده|nashode نشده|hastam هستم
hast هست|nist نیست
darid دارید|darin دارید|daram دارم|nadaram ندارم|dare دارد|salam سلام|slm سلام|mamnoon ممنون|mamnun ممنون|merci مرسی
lotfan لطفا|khaheshan خواهشا|chetor چطور|chetori چطور|chejoori چطور|cheghadr چقدر|cheqadr چقدر|cheghad چقدر|chera چرا
chand چند|chande چند است|koja کجا|kojast کجاست|kojas کجاست|kodoom کدام|kodum کدام|chi چه|chie چیست|key کی
bale بله|na نه
baraye برای|vase برای|hanooz هنوز|hanuz هنوز|alan الان|hala حالا|dobare دوباره|faghat فقط|faqat فقط
tamdid تمدید|taghsit تقسیط
ghest قسط|qest قسط|ghesti قسطی|payan پایان|payankar پایان‌کار|parking پارکینگ|tarakom تراکم|tafsili تفصیلی
tarh طرح|tarhe طرح
bank بانک|vam وام|mahzar محضر|mahzari محضری|enteghal انتقال|enteqal انتقال|khiaban خیابان|khiyaban خیابان
esfahan اصفهان
yek یک|do دو|se سه|chahar چهار|panj پنج|shish شش|haft هفت|hasht هشت|noh نه|dah ده|bist بیست|si سی|chehel چهل
panjah پنجاه
sad صد|devist دویست|sisad سیصد|pansad پانصد|hezar هزار|milion میلیون|milyoon میلیون|miliard میلیارد|toman تومان
tomn تومان
"""
FLOOR = 0.96
NUMBERS = {"yek": "یک", "do": "دو", "se": "سه", "panj": "پنج", "sad": "صد", "hezar": "هزار", "milion": "میلیون"}


@pytest.fixture(scope="module")
def persian(tables):
    index = FinglishIndex.of(tables)

    def read(latin):
        word = index.persian(latin)
        return None if word is None else formal(word, tables) or word

    return read


def pairs():
    return [tuple(pair.split(" ", 1)) for line in PAIRS.split("\n") for pair in line.split("|") if pair.strip()]


def test_words_as_people_write_them(persian):
    listed = pairs()
    assert len(listed) >= 200
    wrong = {latin: (persian(latin), meant) for latin, meant in listed if persian(latin) != meant}
    assert 1 - len(wrong) / len(listed) >= FLOOR, wrong


@pytest.mark.parametrize(("latin", "meant"), NUMBERS.items())
def test_numbers_come_out_right(persian, latin, meant):
    assert persian(latin) == meant


@pytest.mark.parametrize("latin", ["pdf", "telegram", "zxqwrt", "kubernetes", "autocad", "upload"])
def test_english_and_unknown_words_stay(persian, latin):
    assert persian(latin) is None


def test_an_english_message_is_seen_by_its_small_words():
    assert is_english(["what", "is", "parvande"])
    assert not is_english(["salam", "man", "parvande", "daram"])
