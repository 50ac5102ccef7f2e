//! What a test does to a server beside its clients. None of it is a step of theirs.

use std::collections::BTreeSet;

use redis::{Cmd, Connection, FromRedisValue, RedisResult};

/// Deletes everything in one part of the server. `FLUSHALL` takes longer: it gives memory back to the system.
const CLEAR: &str = "
for _, key in ipairs(redis.call('KEYS', '*')) do
    redis.call('DEL', key)
end";

/// Each key that ends by itself has so much less left, or has ended.
const PASS: &str = "
local ended = 0
for _, key in ipairs(redis.call('KEYS', '*')) do
    local left = redis.call('PTTL', key)
    if left > tonumber(ARGV[1]) then
        redis.call('PEXPIRE', key, left - ARGV[1])
    elseif left >= 0 then
        ended = ended + redis.call('DEL', key)
    end
end
return ended";

/// How much longer each key has that ends by itself.
const LEFT: &str = "
local left = {}
for _, key in ipairs(redis.call('KEYS', '*')) do
    local time = redis.call('PTTL', key)
    if time >= 0 then
        table.insert(left, time)
    end
end
return left";

/// All keys, and the fields of those that are hashes.
const NAMES: &str = "
local names = redis.call('KEYS', '*')
for _, key in ipairs(redis.call('KEYS', '*')) do
    if redis.call('TYPE', key).ok == 'hash' then
        for _, field in ipairs(redis.call('HKEYS', key)) do
            table.insert(names, field)
        end
    end
end
return names";

/// A connection whose commands are no steps.
pub(crate) struct Beside(pub(crate) Connection);

impl Beside {
    /// Deletes everything in these parts of the server.
    pub(crate) fn clear(&mut self, databases: &[i64]) -> RedisResult<()> {
        let mut pipe = redis::pipe();
        for database in databases {
            pipe.cmd("SELECT").arg(database).ignore().cmd("EVAL").arg(CLEAR).arg(0).ignore();
        }
        pipe.exec(&mut self.0)
    }

    /// So many milliseconds go by; how many keys have ended.
    pub(crate) fn pass(&mut self, database: i64, millis: u64) -> RedisResult<u64> {
        self.ask(database, redis::cmd("EVAL").arg(PASS).arg(0).arg(millis))
    }

    /// How many milliseconds each key has left that ends by itself.
    pub(crate) fn left(&mut self, database: i64) -> RedisResult<Vec<u64>> {
        self.ask(database, redis::cmd("EVAL").arg(LEFT).arg(0))
    }

    /// All keys, and the fields of those that are hashes, in the order of the alphabet; those that are text.
    pub(crate) fn names(&mut self, database: i64) -> RedisResult<Vec<String>> {
        let names: Vec<Vec<u8>> = self.ask(database, redis::cmd("EVAL").arg(NAMES).arg(0))?;
        let names: BTreeSet<String> =
            names.into_iter().filter_map(|name| String::from_utf8(name).ok()).collect();
        Ok(names.into_iter().collect())
    }

    /// From now on no client is told the time.
    pub(crate) fn hide_the_clock(&mut self) -> RedisResult<()> {
        redis::cmd("ACL").arg("SETUSER").arg("default").arg("-time").exec(&mut self.0)
    }

    fn ask<T: FromRedisValue>(&mut self, database: i64, command: &Cmd) -> RedisResult<T> {
        redis::cmd("SELECT").arg(database).exec(&mut self.0)?;
        command.query(&mut self.0)
    }
}
