//! nginx, serving the very bytes that the portal answered with, from disk: what such a page costs at the least.
use super::Outcome;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub struct Nginx {
    child: Child,
    files: PathBuf,
    pub base: String,
}

impl Nginx {
    /// Starts one with a folder of its own; nothing where it is not installed.
    pub fn start(folder: &Path) -> Outcome<Option<Self>> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let files = folder.join("files");
        fs::create_dir_all(&files)?;
        fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let settings = folder.join("nginx.conf");
        fs::write(&settings, settings_for(folder, port))?;
        let started = Command::new("nginx")
            .arg("-c")
            .arg(&settings)
            .arg("-p")
            .arg(folder)
            .stderr(Stdio::null())
            .spawn();
        let Ok(child) = started else { return Ok(None) };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(Some(Self { child, files, base: format!("http://127.0.0.1:{port}") }));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("nginx did not begin to listen".into())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Lays bytes down to be served, compressed as they are; their address.
    pub fn lay(&self, name: &str, bytes: &[u8], packed: &str) -> Outcome<String> {
        let kind = if packed.is_empty() { "plain" } else { packed };
        let folder = self.files.join(kind);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)?;
        Ok(format!("{}/{kind}/{name}", self.base))
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// One process that serves, as the portal is one; what a careful operator would set, and no log.
fn settings_for(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log /dev/null;\n\
         events {{ worker_connections 512; }}\n\
         http {{\n\
           access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000;\n\
           client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;\n\
           uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n\
           default_type text/html;\n\
           server {{\n\
             listen 127.0.0.1:{port}; root {folder}/files;\n\
             location /gzip/ {{ add_header Content-Encoding gzip; add_header Vary Accept-Encoding; }}\n\
             location /br/ {{ add_header Content-Encoding br; add_header Vary Accept-Encoding; }}\n\
             location /zstd/ {{ add_header Content-Encoding zstd; add_header Vary Accept-Encoding; }}\n\
             location /plain/ {{ }}\n\
           }}\n\
         }}\n"
    )
}
