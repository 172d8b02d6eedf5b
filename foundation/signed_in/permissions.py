import rules


@rules.predicate
def is_theirs(person, browser) -> bool:
    return browser.person_id == person.pk
