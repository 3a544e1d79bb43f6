"""Columns that say who a person is: never landed, at the door a keyed code at most."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DirectIdentifier:
    """A kind of personal datum, and the headers that people write above it."""

    name: str
    headers: tuple[str, ...]


DIRECT_IDENTIFIERS: dict[str, DirectIdentifier] = {
    identifier.name: identifier
    for identifier in (
        DirectIdentifier(
            "full_name",
            (
                *("Full name", "Participant name", "Participant's name"),
                *("Name of participant", "Attendee name", "Name of attendee"),
                *("Person's name", "Person name", "Name and surname"),
                *("Surname and name", "First and last name", "Contact person"),
                *("Contact name", "Responsible person", "Trainer name"),
                *("ФИО", "Ф.И.О.", "Ф. И. О.", "Фамилия, имя, отчество"),
                *("Фамилия имя отчество", "Фамилия Имя", "Фамилия и имя"),
                *("Фамилия, имя", "Имя и фамилия", "Фамилия И.О."),
                *("Фамилия, инициалы", "ФИО участника", "Ф.И.О. участника"),
                *("ФИО слушателя", "ФИО преподавателя", "ФИО полностью"),
                *("Имя участника", "Полное имя", "Контактное лицо"),
                *("Ответственное лицо",),
            ),
        ),
        DirectIdentifier(
            "last_name",
            ("Last name", "Surname", "Family name", "Фамилия", "Фамилия участника"),
        ),
        DirectIdentifier("first_name", ("First name", "Given name", "Forename", "Имя")),
        DirectIdentifier("patronymic", ("Patronymic", "Middle name", "Отчество")),
        DirectIdentifier(
            "phone",
            (
                *("Phone", "Phone number", "Telephone", "Telephone number"),
                *("Tel.", "Mobile", "Mobile phone", "Cell phone", "Contact phone"),
                *("Work phone", "WhatsApp", "Телефон", "Номер телефона", "Тел."),
                *("Моб. телефон", "Мобильный", "Мобильный телефон"),
                *("Контактный телефон", "Рабочий телефон", "Сотовый телефон"),
                *("Телефон участника", "Телефон/факс"),
            ),
        ),
        DirectIdentifier(
            "email",
            (
                *("E-mail", "Email", "Mail", "E-mail address", "Email address"),
                *("Электронная почта", "Адрес электронной почты", "Эл. почта"),
                *("Эл. адрес", "Электронный адрес", "Почта", "Имейл"),
            ),
        ),
        DirectIdentifier(
            "passport",
            (
                *("Passport", "Passport number", "Passport no", "ID card"),
                *("Passport series and number", "Паспорт", "Паспортные данные"),
                *("Номер паспорта", "Серия и номер паспорта"),
                *("Документ, удостоверяющий личность",),
            ),
        ),
        DirectIdentifier(
            "birth_date",
            (
                *("Date of birth", "Birth date", "Birthdate", "Birthday", "DOB"),
                *("Дата рождения", "День рождения", "Д.р."),
            ),
        ),
        DirectIdentifier(
            "national_id",
            (
                *("National id", "SNILS", "INN", "Taxpayer number", "Tax id"),
                *("Social security number", "СНИЛС", "ИНН", "ИНН участника"),
                *("Номер СНИЛС",),
            ),
        ),
        DirectIdentifier(
            "postal_address",
            (
                *("Address", "Postal address", "Home address", "Mailing address"),
                *("Residential address", "Адрес", "Почтовый адрес"),
                *("Домашний адрес", "Адрес проживания", "Адрес регистрации"),
                *("Адрес места жительства",),
            ),
        ),
    )
}

TELLING_WORDS: dict[str, str] = {
    "national_id": r"\bснилс\b|\bинн\b",
    "passport": r"паспорт|\bpassport\b",
    "birth_date": r"рожд|\bbirth",
    "email": r"\be-?mail\b|эл\w*\.? почт|\bпочт[аы]\b",
    "phone": r"телефон|\bтел\b|\b(tele)?phone\b|\bmobile\b",
    "full_name": r"\bфио\b|ф\. ?и\. ?о|\bfull name\b",
    "last_name": r"\bфамили|\bsurname\b",
}
"""Words that tell a kind of identifier wherever they stand in a header, folded."""

PEOPLE_HEADERS: frozenset[str] = frozenset(
    {
        *("name", "names", "person", "people", "participant", "participants"),
        *("attendee", "attendees", "trainee", "trainees", "contact", "contacts"),
        *("имя", "имена", "участник", "участники", "участница", "слушатель"),
        *("слушатели", "человек", "контакт", "контакты", "обучающийся"),
    }
)
"""Headers that mean a person's name in a register of people, and nothing elsewhere."""
