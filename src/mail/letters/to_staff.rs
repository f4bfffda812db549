//! Letters to the people who work here.
use super::Letterhead;
use super::sheet::Sheet;
use crate::clock::Moment;
use crate::domain::account::Account;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::notice::What;
use crate::i18n::Words;
use crate::links;

impl Letterhead<'_> {
    /// An account was made for you: choose a password by this one-time link.
    pub fn invite(&self, account: &Account, token: &str, until: Moment) -> Letter {
        self.pass(LetterKind::Invite, account, token, until)
    }

    /// You forgot your password: choose another by this one-time link.
    pub fn reset(&self, account: &Account, token: &str, until: Moment) -> Letter {
        self.pass(LetterKind::Reset, account, token, until)
    }

    /// Somebody, you or not, gave a wrong password so often that the account waits until `until`.
    pub fn failed_logins(&self, account: &Account, until: Moment) -> Letter {
        let sheet = self.begin(LetterKind::FailedLogins, account);
        let when = sheet.moment(until);
        let sheet = sheet.fact("locked_until", &when).link("choose_again", self.link(&links::forgot()));
        sheet.to(*self, &account.email, None)
    }

    /// What waits for them: one thing by its own words, several as a list. Neither says a word of who sent a report.
    pub fn notices(&self, account: &Account, told: &[(What, &str, Option<Moment>)]) -> Letter {
        let words = Words::of(&account.lang);
        let says = |what: &What| words.say(&format!("notice.{what}"));
        let portal = self.city.portal_name(words.lang());
        let mut sheet = match told {
            [(what, code, due)] => {
                let (kind, what) = (LetterKind::StaffNotice, says(what));
                let heading = [("what", what.as_str()), ("code", code)];
                let heading = words.fill(&format!("letters.{kind}.heading"), heading);
                let sheet = Sheet::new(kind, &account.lang, heading).fact("code", code);
                let when = due.map(|due| sheet.moment(due)).unwrap_or_default();
                sheet.fact("owed_by", &when).link("open_report", self.link(&links::desk_ticket(code)))
            }
            many => {
                let kind = LetterKind::StaffDigest;
                let count = many.len().to_string();
                let heading = [("count", count.as_str()), ("portal", portal)];
                let heading = words.fill(&format!("letters.{kind}.heading"), heading);
                let mut sheet = Sheet::new(kind, &account.lang, heading);
                for (what, code, due) in many {
                    let what = says(what);
                    let said = due.map(|due| {
                        let when = sheet.moment(due);
                        words.fill("letters.due_in_list", [("what", what.as_str()), ("when", when.as_str())])
                    });
                    let said = said.unwrap_or(what);
                    sheet.facts.push(((*code).to_owned(), said));
                }
                sheet.link("open_notices", self.link(&links::notices()))
            }
        };
        sheet.because = words.say("letters.because_notices");
        sheet.to(*self, &account.email, None)
    }

    fn pass(&self, kind: LetterKind, account: &Account, token: &str, until: Moment) -> Letter {
        let sheet = self.begin(kind, account);
        let when = sheet.moment(until);
        let sheet = sheet.fact("valid_until", &when).link("choose", self.link(&links::pass(token)));
        sheet.to(*self, &account.email, None)
    }

    fn begin(&self, kind: LetterKind, account: &Account) -> Sheet {
        let words = Words::of(&account.lang);
        let portal = self.city.portal_name(words.lang());
        let mut sheet = Sheet::new(
            kind,
            &account.lang,
            words.fill(&format!("letters.{kind}.heading"), [("portal", portal)]),
        );
        sheet.because = words.say("letters.because_account");
        sheet.fact("account", &account.email)
    }
}
