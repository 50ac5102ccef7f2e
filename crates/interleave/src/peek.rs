//! Values worth showing in a timeline, where a type happens to be one of a few.

use std::any::TypeId;

/// The value as text, if it is a number, a `bool`, a `char`, a string, or a short list of such.
///
/// Generic code cannot ask for `Debug` only where there is one, so this asks for the type.
pub(crate) fn peek<T: ?Sized>(value: &T) -> Option<String> {
    let id = typeid::of::<T>();
    macro_rules! one_of {
        ($($t:ty)*) => {
            $(
                if id == TypeId::of::<$t>() {
                    // SAFETY: `T` is `$t`, by its `TypeId`; neither has a lifetime, so no more can differ.
                    let value = unsafe { &*std::ptr::from_ref(value).cast::<$t>() };
                    return Some(short(format!("{value:?}")));
                }
            )*
        };
    }
    one_of! {
        i32 u32 i64 u64 usize isize i8 u8 i16 u16 i128 u128 f32 f64 bool char String &'static str
        Option<i32> Option<u32> Option<i64> Option<u64> Option<usize>
        Vec<i32> Vec<u32> Vec<i64> Vec<u64> Vec<usize> Vec<u8> Vec<String> Vec<&'static str>
        std::collections::VecDeque<i32> std::collections::VecDeque<u32> std::collections::VecDeque<u64>
        std::collections::VecDeque<usize> std::collections::VecDeque<i64>
        (i32, i32) (u32, u32) (i64, i64) (u64, u64) (usize, usize)
    }
    None
}

fn short(text: String) -> String {
    const MOST: usize = 24;
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}
