//! Given: the service, as a worker sees it. Nothing is to be written here.
//!
//! The service is somebody else's, on the other side of a network. A post may be answered, refused, or come to nothing;
//! and who hears nothing cannot know whether the service has done it. So each post has a *key* with it. A service that
//! has done what came with this key answers as it did then, and does nothing again.

use std::io;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

/// The service, with what it wants to know of us.
#[derive(Clone, Debug)]
pub struct Service {
    agent: Agent,
    url: String,
    cookies: String,
}

/// What the service answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Between 200 and 299: it is done. Between 500 and 599: the service is in trouble, now. Anything else: it will not
    /// do this, now or later.
    pub status: u16,
    /// The body.
    pub text: String,
}

impl Service {
    /// The service at this address, such as `http://127.0.0.1:8000/pictures`. It is sent `cookies` each time, such as
    /// `session=7; album=3`. A post has come to nothing if one of
    /// its steps takes longer than `limit`: to connect, to send, to wait for the answer, to read it.
    pub fn new(url: &str, cookies: &str, limit: Duration) -> Service {
        let agent = Agent::config_builder()
            // One limit for all of it would have names looked up on a thread, and whoever forks must not have threads.
            .timeout_connect(Some(limit))
            .timeout_send_request(Some(limit))
            .timeout_send_body(Some(limit))
            .timeout_recv_response(Some(limit))
            .timeout_recv_body(Some(limit))
            .http_status_as_error(false)
            // Nobody is between us and the service. A proxy may be set for the rest of the world.
            .proxy(None)
            // A connection that is not used again cannot have ended in the meantime.
            .max_idle_connections(0)
            .build()
            .new_agent();
        Service { agent, url: url.to_owned(), cookies: cookies.to_owned() }
    }

    /// Posts `body` under this key, once, and waits for the answer. A key is made of printable ASCII.
    ///
    /// # Errors
    /// When there is no answer, or half of one: the service is not there, the connection broke, or the limit passed.
    pub fn post(&self, key: &str, body: &Value) -> io::Result<Answer> {
        let request = self
            .agent
            .post(&self.url)
            .header("Content-Type", "application/json")
            .header("Cookie", &self.cookies)
            .header("Idempotency-Key", key);
        let mut answer = request.send(body.to_string()).map_err(ureq::Error::into_io)?;
        let text = answer.body_mut().read_to_string().map_err(ureq::Error::into_io)?;
        Ok(Answer { status: answer.status().as_u16(), text })
    }
}
