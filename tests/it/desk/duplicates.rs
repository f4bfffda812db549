//! Reports that repeat another stand where their last master stands, and their senders hear what becomes of it.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::replies;
use langnghe::actions::tickets::{Order, close, mark_duplicate, refuse, reopen, separate};
use langnghe::actions::upkeep::close_answered;
use langnghe::actions::{Problem, Refusal};
use langnghe::domain::letter::QueuedLetter;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const ANSWER: &str = "lấp ổ gà sáng nay";

/// A desk, and three reports of the same pothole by three people.
struct Desk {
    portal: TestPortal,
    agent: Actor,
    approver: Actor,
    first: Ticket,
    second: Ticket,
    last: Ticket,
}

impl Desk {
    /// The third one stands in `state`.
    fn new(state: Status, private: bool) -> Self {
        let portal = TestPortal::new();
        let staff = [(Role::Agent, "tt-1022"), (Role::Dispatcher, "vp-ubnd")];
        let agent = portal.actor_of(portal.account("tong.dai@example.vn", &staff));
        let approver = portal.actor(Role::Approver, "so-xay-dung");
        let [first, second] = [("Một", "mot@example.vn"), ("Hai", "hai@example.vn")].map(|(name, email)| {
            let ticket = portal.ticket().titled(&format!("Ổ gà {name}")).sent_by(email);
            ticket.in_state(Status::Accepted).build()
        });
        let last = portal.ticket().titled("Kinba ổ gà").sent_by("ba@example.vn").in_state(state);
        let last = if private { last.private().build() } else { last.build() };
        drop(portal.letters());
        Self { portal, agent, approver, first, second, last }
    }

    /// The first repeats the second, and then the second the third.
    fn chained(self) -> Self {
        self.join(&self.first, &self.second).unwrap();
        self.join(&self.second, &self.last).unwrap();
        drop(self.portal.letters());
        self
    }

    fn join(&self, ticket: &Ticket, master: &Ticket) -> Result<Ticket, Refusal> {
        let code = self.now(ticket).report.code;
        mark_duplicate(&self.portal, self.order(&self.agent, &self.now(ticket), &code), &master.code)
    }

    fn order<'a>(&self, actor: &'a Actor, ticket: &Ticket, code: &'a str) -> Order<'a> {
        Order { actor, code, seen: ticket.version }
    }

    fn now(&self, ticket: &Ticket) -> Ticket {
        self.portal.with_db(|c| tickets::find(c, ticket.id))
    }

    fn publish(&self) {
        let last = self.now(&self.last);
        replies::publish(&self.portal, self.order(&self.approver, &last, &last.code)).unwrap();
    }

    /// The letters to the two who sent the duplicates, in the order of their addresses.
    fn told(&self) -> Vec<QueuedLetter> {
        let mut letters = self.portal.letters();
        letters.retain(|letter| letter.recipient != "ba@example.vn");
        letters.sort_by(|a, b| b.recipient.cmp(&a.recipient));
        letters
    }

    /// Both were told, each about their own report, with these words.
    fn both_told(&self, words: &str) {
        let told = self.told();
        let to: Vec<&str> = told.iter().map(|letter| letter.recipient.as_str()).collect();
        assert_eq!(to, ["mot@example.vn", "hai@example.vn"], "{words}");
        for (letter, own) in told.iter().zip([&self.first, &self.second]) {
            assert!(letter.text.contains(words) && letter.subject.contains(&own.code), "{}", letter.text);
        }
    }

    async fn word_of(&self, ticket: &Ticket) -> String {
        let page = self.portal.browser().await.get(&links::ticket(&ticket.code)).await;
        page.is(200).all(".tag").remove(0)
    }
}

fn problem(word: &'static str) -> Result<Ticket, Refusal> {
    Err(Refusal::Invalid(vec![Problem::new("master", word)]))
}

#[actix_web::test]
async fn who_sent_a_duplicate_of_a_duplicate_hears_every_later_state_of_the_last_master() {
    let desk = Desk::new(Status::AwaitingApproval, false).chained();
    assert!(desk.word_of(&desk.first).await.contains("Đang xử lý"));
    desk.publish();
    desk.both_told(ANSWER);
    assert!(desk.word_of(&desk.first).await.contains("Đã trả lời"));
    let page = desk.portal.browser().await.get(&links::ticket(&desk.first.code)).await;
    assert!(page.attributes("main a", "href").contains(&links::ticket(&desk.last.code)));

    let last = desk.now(&desk.last);
    reopen(&desk.portal, desk.order(&desk.agent, &last, &last.code), "Ổ gà vẫn còn").unwrap();
    desk.both_told("được mở lại để xem xét tiếp");
    assert!(desk.word_of(&desk.first).await.contains("Đang xử lý"));
    let list = desk.portal.browser().await.get("/phan-anh?trang-thai=done").await;
    list.is(200).never_says("Ổ gà Một");
}

#[actix_web::test]
async fn a_master_that_closes_by_hand_or_by_itself_is_told_of() {
    for by_itself in [true, false] {
        let desk = Desk::new(Status::Answered, false);
        desk.join(&desk.first, &desk.second).unwrap();
        desk.join(&desk.second, &desk.last).unwrap();
        desk.told();
        if by_itself {
            desk.portal.wait(Duration::days(30));
            assert_eq!(close_answered(&desk.portal, &|| true), Ok(1));
        } else {
            let last = desk.now(&desk.last);
            close(&desk.portal, desk.order(&desk.agent, &last, &last.code)).unwrap();
        }
        desk.both_told("đã đóng. Câu trả lời vẫn còn trên cổng");
    }
}

#[actix_web::test]
async fn a_refused_master_makes_its_followers_read_refused() {
    let desk = Desk::new(Status::Accepted, false).chained();
    let last = desk.now(&desk.last);
    refuse(
        &desk.portal,
        desk.order(&desk.agent, &last, &last.code),
        "ngoai_tham_quyen",
        "Hãy hỏi cơ quan khác.",
    )
    .unwrap();
    desk.both_told("Hãy hỏi cơ quan khác.");
    assert!(desk.word_of(&desk.first).await.contains("Từ chối"));
    let browser = desk.portal.browser().await;
    browser.get("/phan-anh?trang-thai=refused").await.is(200).says("Ổ gà Một");
    browser.get("/phan-anh?trang-thai=done").await.is(200).never_says("Ổ gà Một");
    browser.get(&links::lookup_code(&desk.first.code)).await.is(200).says("Từ chối");
}

#[actix_web::test]
async fn who_is_joined_to_an_answered_report_gets_that_answer_at_once() {
    let desk = Desk::new(Status::Answered, false);
    desk.join(&desk.first, &desk.second).unwrap();
    let told = desk.portal.letter_to("mot@example.vn");
    assert!(told.text.contains("đang được xử lý"), "{}", told.text);
    desk.join(&desk.second, &desk.last).unwrap();
    desk.both_told(ANSWER);
    assert!(desk.word_of(&desk.first).await.contains("Đã trả lời"));
}

#[actix_web::test]
async fn of_a_private_master_its_followers_learn_only_how_it_stands() {
    let desk = Desk::new(Status::AwaitingApproval, true);
    desk.join(&desk.first, &desk.second).unwrap();
    drop(desk.portal.letters());
    desk.join(&desk.second, &desk.last).unwrap();
    desk.both_told("chỉ gửi nội dung nếu lúc đó đã công khai");
    desk.publish();
    let told = desk.told();
    assert_eq!(told.len(), 2);
    for letter in &told {
        for form in [&letter.text, &letter.html] {
            assert!(form.contains("đã có trả lời"), "{form}");
            for secret in [ANSWER, "Kinba", desk.last.code.as_str(), "Sở Xây dựng"] {
                assert!(!form.contains(secret), "{secret}: {form}");
            }
        }
    }
    let browser = desk.portal.browser().await;
    for address in [links::ticket(&desk.first.code), links::lookup_code(&desk.first.code)] {
        let page = browser.get(&address).await;
        page.is(200).says("Đã xử lý").never_says(ANSWER).never_says("Kinba").never_says(&desk.last.code);
    }
    let page = browser.get(&links::lookup_code(&desk.first.code)).await;
    page.says("gộp vào một phản ánh không công khai").says("Phản ánh đó đã có trả lời");
    page.never_says("nội dung đã gửi riêng tới địa chỉ thư");
    // The sender of the private one reads it in full.
    let last = desk.now(&desk.last);
    close(&desk.portal, desk.order(&desk.agent, &last, &last.code)).unwrap();
    let own = desk.portal.letter_to("ba@example.vn");
    assert!(own.text.contains("câu trả lời đã gửi trong thư trước"), "{}", own.text);
}

#[actix_web::test]
async fn joining_leads_to_the_last_master_and_never_round() {
    let desk = Desk::new(Status::Accepted, false);
    let other = desk.portal.ticket().in_state(Status::Accepted).build();
    desk.join(&desk.first, &desk.second).unwrap();
    // Whoever names a duplicate means what that one repeats.
    assert_eq!(desk.join(&other, &desk.first).unwrap().master_id, Some(desk.second.id));
    assert_eq!(desk.join(&desk.second, &desk.first), problem("master_follows"));
    desk.join(&desk.second, &desk.last).unwrap();
    for follower in [&desk.first, &desk.second, &other] {
        assert_eq!(desk.join(&desk.last, follower), problem("master_follows"));
    }
    let standing = desk.now(&desk.first).standing;
    assert_eq!(standing, Status::Accepted);
    drop(desk.portal.letters());
}

#[actix_web::test]
async fn what_repeats_nothing_after_all_goes_its_own_way_and_its_sender_is_told() {
    let desk = Desk::new(Status::AwaitingApproval, false).chained();
    let browser = desk.portal.signed_in(desk.agent.id).await;
    let page = browser.get(&links::desk_ticket(&desk.second.code)).await;
    let page = page.form("/tach-rieng").fill("separate_why", "thôi").press("Tách ra").await;
    page.is(422).says("lý do");
    let page =
        page.form("/tach-rieng").fill("separate_why", "Hai ổ gà ở hai phố khác nhau").press("Tách ra").await;
    page.is(200).says("ra để xử lý riêng").says("Chuyển tới cơ quan");
    let told = desk.portal.letters();
    let of = |email: &str| told.iter().filter(|letter| letter.recipient == email).count();
    assert_eq!((of("mot@example.vn"), of("hai@example.vn"), of("ba@example.vn")), (0, 1, 0));
    assert!(told[0].text.contains("tách ra và xử lý riêng"), "{}", told[0].text);
    let (first, second) = (desk.now(&desk.first), desk.now(&desk.second));
    assert_eq!((second.status, second.master_id, second.closed_at), (Status::Accepted, None, None));
    assert!(second.due_at() > desk.portal.now() && second.agency().is_none());
    // What repeated it follows it again, and no longer the other.
    assert_eq!((first.status, first.standing), (Status::Duplicate, Status::Accepted));
    desk.publish();
    assert!(desk.told().is_empty(), "the answer of the other is not theirs any more");
    desk.portal.browser().await.get(&links::ticket(&second.code)).await.is(200);
}

#[test]
fn what_nobody_had_checked_comes_back_among_the_new_ones() {
    let desk = Desk::new(Status::Accepted, false);
    let new = desk.portal.ticket().build();
    desk.join(&new, &desk.last).unwrap();
    let (agent, code) = (&desk.agent, new.code.clone());
    let order = |seen| Order { actor: agent, code: &code, seen };
    let joined = desk.now(&new);
    let back = separate(&desk.portal, order(joined.version), "Không cùng một việc").unwrap();
    assert_eq!((back.status, back.is_public), (Status::New, false));
    assert_eq!(separate(&desk.portal, order(back.version), "Không cùng một việc"), Err(Refusal::TooLate));
}
