"""What the citizens of the real program say: a sign-in, inquiries, a class, estimates and questions, so that every
stretch of a conversation holds turns, calls that ask and calls that act. Also the city they live in."""

CODE = object()
"""Stands for the one-time code that was just sent to the citizen."""
QUESTIONS = ("پایان‌کار چیست؟", "ممنون", "عوارض نوسازی چیست؟", "سلام")
ESTIMATE = ("می‌خوام عوارض پروانه رو حساب کنم", "مسکونی", "منطقه ۵", "۲۰۰ متر", "چهارصد و هشتاد متر", "۴ طبقه", "۴ واحد")
KINDS = 7  # of inquiries, chosen by number
FILES = 2  # of each citizen


def mobile(number):
    return f"0913900{number:04d}"


def national_id(number):
    digits = f"9992{number:05d}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    return digits + str(rest if rest < 2 else 11 - rest)


def request_no(number, which):
    return f"1405{90 + which}{number:04d}"


def city(citizens):
    """Fixtures: every citizen with files without debts, and one class with room for all."""
    people = range(citizens)
    return {
        "citizens": [{"name": "نمونه", "national_id": national_id(n), "mobile": mobile(n)} for n in people],
        "files": [
            {
                "owner": national_id(n),
                "request_no": request_no(n, which),
                "type": "پروانه ساختمانی",
                "district": 5,
                "address": "خیابان نمونه",
                "stage": "صادرشده",
            }
            for n in people
            for which in range(FILES)
        ],
        "classes": [
            {"id": "wide", "title": "کلاس سراسری نمونه", "mode": "آنلاین", "start": "+20", "capacity": 1000}
            | {"registered": 0, "waiting": 0}
        ],
    }


def signed_in(number, length):
    """The lines of a citizen who proves who they are and then has things registered."""
    lines = ["استعلام می‌خواهم", mobile(number), national_id(number), CODE, "1", request_no(number, 0), "بله"]
    lines += ["می‌خواهم در کلاس سراسری ثبت نام کنم", "1", "بله"]
    act = number % 3  # citizens do different things at a time
    while len(lines) < length:
        act += 1
        if act % 3 == 0:
            lines += ESTIMATE
        elif act % 3 == 1:
            done = act // 3 + 1
            lines += ["استعلام می‌خواهم", str(done % KINDS + 1), request_no(number, done // KINDS % FILES), "بله"]
        else:
            lines.append(QUESTIONS[(act + number) % len(QUESTIONS)])
    return lines[:length]


def passer_by(number, length):
    """The lines of a citizen who only asks."""
    lines = []
    while len(lines) < length:
        lines += [QUESTIONS[(len(lines) + number) % len(QUESTIONS)], *ESTIMATE]
    return lines[:length]
