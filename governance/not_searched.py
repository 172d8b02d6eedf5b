"""What is not looked at when everything on a case ID or a worker is sought, each with its reason."""

# Tables that hold nothing about anybody: what Django itself keeps, and hashes.
NOT_SEARCHED = {
    "auth.Permission": "names of rights that Django makes; nobody has one",
    "auth.Group": "not used",
    "auth.Group_permissions": "not used",
    "contenttypes.ContentType": "names of tables",
    "sessions.Session": "sealed, and gone when somebody signs out",
    "activity.Segment": "hashes",
    "activity.SealedRow": "hashes",
    "activity.RemovedRow": "numbers of rows that were removed",
    "activity.AnchoredLog": "how far the heads are outside",
    "activity.LogCheck": "counts and days",
    "jobs.JobFile": "the name of a file that a job made, for some days",
    "jobs.JobFilePart": "a copy that a job made of what other tables hold, for some days",
    "search.IndexedText": "a copy of words of other tables, brought in step with them",
    "search.IndexedUpTo": "how far that copy is",
    "governance.TakenOutRow": "numbers of rows that were removed",
    "audits.GradeCount": "counts of grades by month",
    "audits.WorkCount": "counts of work by month",
}
# Fields of words that hold none: digests, codes that a program made, what opens something.
NO_WORDS = {
    "accounts.Person.password": "a digest that nobody can read",
    "accounts.Attempt.account": "a digest",
    "actions.CalendarFeed.key_hash": "a digest",
    "performance.FiguresAddress.key_hash": "a digest",
    "feeds.FeedToken.key_hash": "a digest",
    "feeds.Webhook.sealed_secret": "a sealed secret",
    "second_factors.AuthenticatorApp.sealed_secret": "a sealed secret",
    "second_factors.Passkey.credential_id": "a code of the device",
    "second_factors.RecoveryCode.digest": "a digest",
    "signed_in.SignedInBrowser.session_key": "what opens the session",
    "voices.VoiceLink.token_hash": "a digest",
    "audits.CountedAudit.lines": "codes of grades",
    "audits.CountedWork.tallies": "codes of counts",
    "audits.AuditorMonth.latest": "codes of grades",
}
