//! Every version is kept, in a sorted set: its score is the number of who wrote it.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const ACQUIRE: &str = "-- grant it with the next number
if redis.call('EXISTS', KEYS[1]) == 1 then
    return false
end
local number = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], number, 'PX', ARGV[1])
return number";

const WRITE: &str = "
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
if last[2] and tonumber(last[2]) > tonumber(ARGV[1]) then
    return 0
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1] .. ':' .. ARGV[2])
return 1";

pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    let (lease, number) = (format!("lease:{name}"), format!("number:{name}"));
    leases.ask(redis::cmd("EVAL").arg(ACQUIRE).arg(2).arg(lease).arg(number).arg(millis))
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    archive.ask(redis::cmd("EVAL").arg(WRITE).arg(1).arg(document).arg(number).arg(text))
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    let last: Vec<String> = archive.ask(redis::cmd("ZRANGE").arg(document).arg(-1).arg(-1))?;
    Ok(last.first().and_then(|version| version.split_once(':')).map(|(_, text)| text.to_owned()))
}
