//! A report's whole life in real windows: sent from a phone, checked, taken, answered, published, read.
use super::driver::Window;
use super::{Open, Screen, open};
use crate::signin::{PASSWORD, with_password};
use crate::support::jpeg;
use langnghe::domain::policy::Role;
use langnghe::ids::TicketCode;
use langnghe::links;

const TITLE: &str = "Ổ gà lớn trước cổng trường";
const ANSWER: &str = "Sáng 7/9/2026, đơn vị đã vá xong ổ gà trước cổng trường.";
const AGENCY: &str = "so-xay-dung";
const EMAIL: &str = "mau@example.vn";

#[actix_web::test]
async fn a_report_lives_its_life_without_any_script_on_a_phone() {
    live(Screen::PhoneWithoutScripts, Screen::PhoneWithoutScripts).await;
}

#[actix_web::test]
async fn a_report_lives_its_life_between_a_phone_and_desks() {
    live(Screen::Phone, Screen::Desktop).await;
}

async fn live(phone: Screen, desk: Screen) {
    let Some(open) = open() else { return };
    for (role, agency) in [(Role::Agent, "tt-1022"), (Role::Focal, AGENCY), (Role::Officer, AGENCY)] {
        with_password(&open.portal, &email(role), role, agency);
    }
    with_password(&open.portal, &email(Role::Approver), Role::Approver, AGENCY);
    let code = send(&open, phone).await;
    check_and_forward(&open, desk, &code).await;
    take(&open, desk, &code).await;
    answer(&open, desk, &code).await;
    publish(&open, desk, &code).await;
    read(&open, phone, &code).await;
}

fn email(role: Role) -> String {
    format!("{}@hp.example.vn", role.as_str())
}

async fn send(open: &Open, screen: Screen) -> String {
    let window = open.window(screen).await;
    window.go("/").await;
    window.picture("1-home").await;
    window.go(&links::submit()).await;
    window.mark("kind", "report").await;
    window.fill("title", TITLE).await;
    window.fill("body", "Giữa đường có một hố sâu, xe máy dễ ngã khi trời mưa.").await;
    window.press("Tiếp tục").await;

    window.sees("Có thể là").await;
    window.one("#content [name='category']").await.click().await.unwrap();
    window.press("Tiếp tục").await;

    window.fill("commune", "le chan").await;
    window.press("Tìm").await;
    window.one("#content [name='commune_id']").await.click().await.unwrap();
    window.fill("place", "Trước số 12 phố Lạch Tray").await;
    window.press("Tiếp tục").await;

    window.attach("photos", &photo(open, "o-ga.jpg")).await;
    window.press("Tiếp tục").await;

    window.fill("name", "Trần Thị Mẫu").await;
    window.fill("email", EMAIL).await;
    window.mark("consent", "yes").await;
    window.press("Tiếp tục").await;

    window.sees("số 12 phố Lạch Tray").await;
    window.sees(TITLE).await;
    assert!(window.has("main img").await, "the photo that was sent is not shown again");
    window.picture("2-review").await;
    // Nobody fills in six pages in no time.
    open.portal.wait(chrono::Duration::minutes(2));
    window.press("Gửi phản ánh").await;
    window.sees("Mã của bạn").await;
    window.picture("3-thanks").await;

    let letter = open.portal.letter_to(EMAIL);
    let code = letter.text.split_whitespace().find_map(code_in).expect("the letter names the code");
    window.sees(&code).await;
    window.go(&links::lookup_code(&code)).await;
    window.sees("Chờ xử lý").await;
    window.go(&links::ticket(&code)).await;
    assert!(!window.text().await.contains(TITLE), "nobody has checked it, and it is public");
    window.close().await;
    code
}

async fn check_and_forward(open: &Open, screen: Screen, code: &str) {
    let window = enter(open, screen, Role::Agent).await;
    window.sees(TITLE).await;
    window.picture("4-queue").await;
    window.go(&links::desk_ticket(code)).await;
    window.fill("public_body", "Giữa đường có một hố sâu, xe máy dễ ngã.").await;
    window.picture("5-check").await;
    window.press("Tiếp nhận và chuyển").await;
    window.sees("Đã tiếp nhận").await;
    window.close().await;
}

async fn take(open: &Open, screen: Screen, code: &str) {
    let window = enter(open, screen, Role::Focal).await;
    window.sees(TITLE).await;
    window.go(&links::desk_ticket(code)).await;
    window.press("Nhận xử lý").await;
    window.sees("Đang xử lý").await;
    window.choose("assignee", "Cán bộ officer").await;
    window.press("Phân công").await;
    window.sees("Đã phân công").await;
    window.close().await;
}

async fn answer(open: &Open, screen: Screen, code: &str) {
    let window = enter(open, screen, Role::Officer).await;
    window.go(&links::desk_ticket(code)).await;
    window.mark("outcome", "handled").await;
    window.fill("body", ANSWER).await;
    window.attach("after", &photo(open, "da-va.jpg")).await;
    window.fill("document_number", "123/SXD-HT").await;
    window.fill("signed_as", "Giám đốc").await;
    window.picture("6-draft").await;
    window.press("Trình duyệt").await;
    window.sees("Đã trình duyệt").await;
    window.close().await;
}

async fn publish(open: &Open, screen: Screen, code: &str) {
    let window = enter(open, screen, Role::Approver).await;
    window.go(&links::desk_ticket(code)).await;
    window.sees(ANSWER).await;
    window.picture("7-approve").await;
    window.press("Duyệt và công bố").await;
    window.sees("Đã công bố").await;
    window.close().await;
}

async fn read(open: &Open, screen: Screen, code: &str) {
    let letters = open.portal.letters();
    let letter = letters.iter().rfind(|letter| letter.recipient == EMAIL).expect("the sender got letters");
    assert!(
        letter.text.contains(&links::lookup_code(code)),
        "the last letter leads elsewhere:\n{}",
        letter.text
    );
    let window = open.window(screen).await;
    window.go(&links::answers()).await;
    window.sees(TITLE).await;
    window.go(&links::ticket(code)).await;
    window.sees(ANSWER).await;
    window.sees("123/SXD-HT").await;
    assert!(!window.text().await.contains("Trần Thị Mẫu"), "the sender's name is public");
    window.picture("8-answer").await;
    window.close().await;
}

/// Signs in at the door as the one person with this role.
async fn enter(open: &Open, screen: Screen, role: Role) -> Window {
    let window = open.window(screen).await;
    window.enter(&email(role), PASSWORD).await;
    window
}

fn photo(open: &Open, name: &str) -> std::path::PathBuf {
    let file = open.portal.config.data.join(name);
    std::fs::write(&file, jpeg(1200, 900)).unwrap();
    file
}

/// A report's code in a word of a letter, whatever stands around it.
fn code_in(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    TicketCode::parse(bare).ok().map(|code| code.as_str().to_owned())
}
