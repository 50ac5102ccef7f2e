//! All leases draw their numbers from one counter, which is set before it is known whether the lease is free.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const ACQUIRE: &str = "
local number = redis.call('INCR', 'number')
local granted = redis.call('SET', 'lease:' .. KEYS[1], number, 'NX', 'PX', ARGV[1])
return granted and number";

const WRITE: &str = "-- write unless a higher number has
local seen = redis.call('HGET', KEYS[1], 'number')
if seen and tonumber(seen) > tonumber(ARGV[1]) then
    return 0
end
redis.call('HSET', KEYS[1], 'number', ARGV[1], 'text', ARGV[2])
return 1";

pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    leases.ask(redis::cmd("EVAL").arg(ACQUIRE).arg(1).arg(name).arg(millis))
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    archive.ask(redis::cmd("EVAL").arg(WRITE).arg(1).arg(document).arg(number).arg(text))
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("HGET").arg(document).arg("text"))
}
