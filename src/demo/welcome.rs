//! What the terminal says when the demo opens.
use super::people::GUESTS;
use crate::config::MailRoute;
use crate::links;
use crate::portal::Portal;

/// Accounts, the password, where the letters lie.
pub fn text(portal: &Portal, password: &str) -> String {
    let base = &portal.config.base_url;
    let mut lines = vec![
        String::new(),
        "A portal to try. Every report, person and picture in it is invented.".to_owned(),
        format!("  The public's pages:   {base}{}", links::home()),
        format!("  The staff's door:     {base}{}", links::sign_in()),
        format!("  Password of them all: {password}"),
    ];
    for guest in &GUESTS {
        lines.push(format!("    {:<12} {}@demo.example", guest.role, guest.mailbox));
    }
    if let MailRoute::Folder(folder) = &portal.config.mail.route {
        lines.push(format!("  Letters are files in  {}", folder.display()));
    }
    lines.push(format!("  To begin anew: stop, remove {}, start again.", portal.config.data.display()));
    lines.join("\n")
}
