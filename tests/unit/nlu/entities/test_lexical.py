import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("مسکونی", {"use": "residential"}),
        ("tejari", {"use": "commercial"}),
        ("كاربري اداريه", {"use": "office"}),
        ("یه سوله صنعتی", {"use": "industrial"}),
        ("تجاری مسکونی", {"use": "mixed"}),
        ("فضای سبز", {"use": "green"}),
        ("می‌خوام مغازه بسازم", {"use": "commercial"}),
        ("استعلام بانک", {"inquiry_type": "bank"}),
        ("استعلام واسه وام", {"inquiry_type": "bank"}),
        ("استعلام برای محضر", {"inquiry_type": "transfer"}),
        ("استعلام می‌خوام، می‌خوام خونه رو بفروشم", {"inquiry_type": "transfer"}),
        ("نقل‌وانتقال", {"inquiry_type": "transfer"}),
        ("استعلام اداره ثبت", {"inquiry_type": "registry"}),
        ("استعلام کنتور برق", {"inquiry_type": "utility"}),
        ("دستور تهیه نقشه", {"inquiry_type": "map_order"}),
        ("استعلام کاربری زمین", {"inquiry_type": "land_use"}),
        ("استعلام جواز کسب", {"inquiry_type": "guild"}),
        ("از تمدید خبرم کن", {"request_type": "permit_renewal"}),
        ("از تعمیراتم هم خبر بدید لطفا", {"request_type": "permit_repair"}),
        ("از پروانه‌م خبرم کنید", {"request_type": "permit_new"}),
        ("خبر تمدیدو بده", {"request_type": "permit_renewal"}),
        ("همسایه بی‌خبر از ما تخریب کرده", {}),
        ("پایانکار", {"request_type": "completion_cert"}),
        ("پایان‌کار", {"request_type": "completion_cert"}),
        ("پایان كار", {"request_type": "completion_cert"}),
        ("گواهی پایان ساختمان", {"request_type": "completion_cert"}),
        ("جواز ساخت", {"request_type": "permit_new"}),
        ("پروانه‌ی ساختمانی", {"request_type": "permit_new"}),
        ("تمدید جواز ساخت", {"request_type": "permit_renewal"}),
        ("پروانه ساختمان رو می‌خوام تمدید کنم", {"request_type": "permit_renewal"}),
        ("اضافه اشکوب", {"request_type": "permit_amendment"}),
        ("مجوز دیوارکشی", {"request_type": "permit_repair"}),
        ("عدم خلافی", {"request_type": "no_violation"}),
        ("تجمیع دو پلاک", {"request_type": "merge"}),
        ("افراز", {"request_type": "subdivision"}),
        ("مفاصاحساب", {"request_type": "clearance"}),
        ("المثنی", {"request_type": "duplicate"}),
        ("گواهی انجام معامله", {"request_type": "transaction_cert"}),
        ("عوارض نوسازی", {"levy_type": "nosazi"}),
        ("عوارض سالانه ملک", {"levy_type": "nosazi"}),
        ("بهای خدمات پسماند", {"levy_type": "waste"}),
        ("عوارض صدور پروانه", {"levy_type": "permit"}),
        ("مازاد تراکم", {"levy_type": "excess_density"}),
        ("حذف پارکینگ", {"levy_type": "parking_deficit"}),
        ("پیش‌آمدگی", {"levy_type": "balcony"}),
        ("ارزش افزوده تغییر کاربری", {"levy_type": "land_use_change"}),
        ("جریمه ماده صد", {"levy_type": "art100"}),
        ("جریمه دیرکرد", {"levy_type": "late_fee"}),
        ("سند تک‌برگ", {"doc_type": "deed"}),
        ("بنچاق", {"doc_type": "deed"}),
        ("قولنامه", {"doc_type": "sale_contract"}),
        ("کپی شناسنامه", {"doc_type": "id_booklet"}),
        ("شناسنامه فنی", {"doc_type": "technical_id"}),
        ("صورت‌مجلس تفکیکی", {"doc_type": "subdivision_minutes"}),
        ("لایحه دفاعیه", {"doc_type": "defence_bill"}),
        ("نقشه utm", {"doc_type": "utm_map"}),
        ("نامه دفترخونه", {"doc_type": "notary_letter"}),
        ("غیر حضوری", {"class_mode": "online"}),
        ("hozoori", {"class_mode": "in_person"}),
        ("اونی که آنلاین نیست", {"class_mode": "in_person"}),
        ("آنلاین نه", {"class_mode": "in_person"}),
        ("حضوری نمی‌تونم بیام", {"class_mode": "online"}),
        ("ثبت‌نام کلاس آنلاین", {"class_action": "enrol", "class_mode": "online"}),
        ("انصراف از کلاس", {"class_action": "cancel"}),
        ("کلاس مقررات ملی", {"class_topic": "مقررات ملی ساختمان"}),
        ("پیشخوان", {"office_type": "counter"}),
        ("ستاد شهرداری", {"office_type": "central"}),
        ("کمیسیون ماده صد", {"commission": "article_100"}),
        ("komision made 100", {"commission": "article_100"}),
        ("کمیسیون ماده ۵", {"commission": "article_5"}),
        ("کمیسیون ماده هفتاد و هفت", {"commission": "article_77"}),
        ("بروکف", {"stage": "plan_check"}),
        ("در انتظار پرداخت", {"stage": "awaiting_payment"}),
        ("سد معبر", {"complaint_topic": "rubble"}),
        ("مامور سد معبر", {"complaint_topic": "staff"}),
        ("ساخت‌وساز غیرمجاز", {"complaint_topic": "unlawful_building"}),
        ("ضوابط پارکینگ", {"topic": "parking"}),
        ("من وکیل مالکم", {"applicant_role": "attorney"}),
        ("پسر مالکم", {"applicant_role": "relative"}),
        ("سپاهانشهر", {"neighbourhood": "سپاهان‌شهر"}),
        ("malek shahr", {"neighbourhood": "ملک‌شهر"}),
    ],
)
def test_synonyms_give_the_canonical_value(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("بانک", "inquiry_type", "bank"),
        ("خونه", "use", "residential"),
        ("پروانه", "request_type", "permit_new"),
        ("پروانه", "doc_type", "permit"),
        ("صد", "commission", "article_100"),
        ("پارکینگ", "topic", "parking"),
        ("بازدید", "stage", "inspection_scheduled"),
        ("خودم", "applicant_role", "owner"),
        ("زیربنا", "levy_type", "zirbana"),
    ],
)
def test_short_forms_need_company_or_a_question(read, text, slot, value):
    assert read(text) == {}
    assert read(text, expecting=slot) == {slot: value}


@pytest.mark.parametrize(
    "text",
    ["استعلام رو ثبت کنید", "خونه ما", "عوارض ساخت", "پروانه", "درخواستم ثبت شد", "پرداخت شد", "پرونده من بانک نیست"],
)
def test_words_in_another_sense_name_nothing(read, text):
    assert read(text) == {}


def test_a_space_may_be_missing_but_none_stands_inside_a_word(read):
    assert read("نقلوانتقال") == {"inquiry_type": "transfer"}
    assert read("پا یانکار") == {}


def test_a_suffix_is_part_of_the_word_said(now):
    assert [entity.raw for entity in recognise(normalise("پایان‌کارمون چی شد"), now=now)] == ["پایان‌کارمون"]


def test_a_value_gives_way_to_the_ones_named(read):
    assert read("ثبت‌نامم تو کلاس رو لغو کنید") == {"class_action": "cancel"}
    assert read("اسممو بنویسید", expecting="class_action") == {"class_action": "enrol"}


def test_somebody_else_is_no_role_of_the_citizen(read):
    assert read("با وکیلم صحبت کردم") == {}
    assert read("من وارثشم") == {"applicant_role": "heir"}
    assert read("وکیل مادرم هستم") == {"applicant_role": "attorney"}


@pytest.mark.parametrize(
    ("text", "levy"),
    [
        ("۷۵۰ هزار تومن پسماند اومده", "waste"),
        ("۴۵۰ هزار تومان بابت نوسازی", "nosazi"),
        ("صنفی رو ۳ میلیون ریال بریدن", "guild"),
        ("بابت پارکینگ ۹۰ میلیون تومن", "parking_deficit"),
        ("پول پسماند", "waste"),
    ],
)
def test_a_levy_beside_money_needs_no_word_for_levies(read, text, levy):
    assert read(text)["levy_type"] == levy


@pytest.mark.parametrize("text", ["خونه رو نوسازی کنیم", "ماشین پسماند نیومد", "سه طبقه رو پارکینگ، ۲ میلیارد تومن"])
def test_without_money_or_levies_it_is_none(read, text):
    assert "levy_type" not in read(text)


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("پایان کار", "doc_type", "completion_cert"),
        ("عدم خلاف", "doc_type", "no_violation_cert"),
        ("پروانه ساختمانی", "doc_type", "permit"),
        ("تفکیک", "levy_type", "subdivision"),
        ("افراز", "inquiry_type", "registry"),
        ("صدور پروانه", "class_topic", "پروانه ساختمان"),
        ("وکالتنامه", "applicant_role", "attorney"),
    ],
)
def test_what_was_asked_for_is_meant_first(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}
    assert slot not in read(text)


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("اسمم را بنویسید", "class_action", "enrol"),
        ("اسمم را خط بزنید", "class_action", "cancel"),
        ("می نشینیم", "use", "residential"),
        ("ملک پدرم است", "applicant_role", "relative"),
        ("بدون مجوز دارد می سازد", "complaint_topic", "unlawful_building"),
        ("اشغال ها را نمی برند", "complaint_topic", "waste"),
        ("می خواهم بخرم", "applicant_role", "buyer"),
    ],
)
def test_phrases_are_known_as_a_repair_writes_them(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}


def test_coming_that_cannot_be_is_no_wish(read):
    assert read("حضوری نمی توانم بیام، مجازی", expecting="class_mode") == {"class_mode": "online"}
    assert read("بیام", expecting="class_mode") == {"class_mode": "in_person"}


def test_more_than_the_permit_asks_for_none(read):
    assert "request_type" not in read("بیشتر از پروانه ساختیم")
    assert read("پروانه ساخت میخوام") == {"request_type": "permit_new"}


def test_a_nosazi_code_names_no_levy(read):
    assert read("بدهی ملک با کد نوسازی ۶-۲-۱۱۰-۷") == {"nosazi_code": "6-2-110-7"}
    assert read("بدهی نوسازی ملک با کد ۶-۲-۱۱۰-۷")["levy_type"] == "nosazi"


def test_a_building_is_no_building_of_something(read):
    assert "use" not in read("ساختمان روبرویی مغازه باز کردن")
    assert read("مغازه بسازم") == {"use": "commercial"}


def test_a_phrase_may_be_glued_to_a_number(read):
    assert read("منطقه۱۲ملک شهر") == {"district": 12, "neighbourhood": "ملک‌شهر"}


@pytest.mark.parametrize(
    ("text", "expecting", "found"),
    [
        ("نوبت بازدیدم رو لغو کنید", None, {"visit_action": "cancel"}),
        ("تاریخ بازدید رو عوض کنید", None, {"visit_action": "move"}),
        ("بازدید رو بندازید بعدازظهر", None, {"visit_action": "move", "day_part": "afternoon"}),
        ("زودترین وقت بازدید", None, {"day_rank": "earliest"}),
        ("صبح زنگ زدم", None, {}),
        ("عوضش کن", None, {}),
        ("عوضش کن", "visit_action", {"visit_action": "move"}),
        ("نه، می‌خوام عوضش کنم", "visit_action", {"visit_action": "move"}),
        ("همین خوبه", "visit_action", {"visit_action": "keep"}),
        ("اولین روز", "date", {"day_rank": "earliest"}),
        ("صبح", "date", {"day_part": "morning"}),
        ("قبل از ظهر", "time", {"day_part": "morning"}),
        ("فرقی نمی‌کنه", "date", {"day_rank": "earliest"}),
        ("فرقی نمی‌کنه", "time", {"hour_rank": "any"}),
        ("هر ساعتی شد", "date", {"hour_rank": "any"}),
    ],
)
def test_words_of_an_inspection(now, text, expecting, found):
    names = ("visit_action", "day_part", "day_rank", "hour_rank")
    read = recognise(normalise(text), now=now, expecting=expecting)
    assert {one.name: one.value for one in read if one.name in names} == found


def test_a_row_of_documents_counts_where_one_is_sure(read_all):
    assert read_all("سند، کارت ملی و قولنامه") == [
        ("doc_type", "deed"),
        ("doc_type", "national_card"),
        ("doc_type", "sale_contract"),
    ]
    assert read_all("سند قولنامه") == [("doc_type", "sale_contract")]


def test_a_role_that_is_a_whole_clause_counts(read):
    assert read("محمد صادقی هستم، مالک. ملک تو کاوه است")["applicant_role"] == "owner"
    assert "applicant_role" not in read("مالک: محمد کریمی")
    assert "applicant_role" not in read("مالک ملک بغلی")


def test_a_place_belongs_to_the_place_before_it(read_all):
    assert read_all("مرکز آموزش شهرداری", expecting="office_type") == [("office_type", "training")]


def test_a_district_office_keeps_its_district(read):
    assert read("آدرس شهرداری منطقه ۱۱") == {"office_type": "district", "district": 11}
    assert read("شهرداری منطقه ۱۱") == {"district": 11}


def test_a_topic_beside_a_word_for_a_rule(read):
    assert read("حداقل عرض نورگیر چقدره؟") == {"topic": "light_well"}
    assert read("نورگیرمون کثیفه") == {}


def test_which_papers_right_after_a_file_are_its_own(read):
    assert read("چه مدارکی باید بدم", expecting="file_detail") == {"file_detail": "todo"}
    assert "file_detail" not in read("چه مدارکی باید بدم")


def test_from_home_is_no_residential_use(read):
    assert "use" not in read("میخوام پروانه بگیرم، از خونه میشه؟")
    assert "use" not in read("az khone mishe parvane gereft")
    assert read("خونه میخوام بسازم")["use"] == "residential"


@pytest.mark.parametrize("text", ["سلام این کارت ملیمه برا پرونده پروانه", "کارت ملیمه برای پروانه"])
def test_what_the_request_is_for_is_no_second_document(now, text):
    found = recognise(normalise(text), expecting="doc_type", now=now)
    assert [one.value for one in found if one.name == "doc_type"] == ["national_card"]


@pytest.mark.parametrize(
    ("text", "kind"), [("قولنامم", "sale_contract"), ("اجاره نامم", "lease"), ("وکالتناممون", "power_of_attorney")]
)
def test_a_paper_of_one_s_own(read, text, kind):
    assert read(text) == {"doc_type": kind}


def test_a_plan_named_after_another(read):
    assert set(read("نقشه معماری، سازه و برق رو فرستادم")) == {"doc_type"}
