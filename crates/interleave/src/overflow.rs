//! Stack overflows of explored threads.
//!
//! A recursion without an end runs into the guard page below a coroutine's stack. Left alone, that kills the
//! process and with it the verdicts of all other tests. Here the signal handler lets the coroutine return
//! instead, and the execution fails with `CRASHED`. On systems for which this is not written the process
//! dies of the signal, as it would without an exploration.

use std::cell::Cell;

use corosensei::stack::{DefaultStack, Stack};
use corosensei::trap::CoroutineTrapHandler;

/// A thread this close to the end of its stack, in bytes, may not enter the kernel any more, which would
/// be left half changed.
const RED_ZONE: usize = 32 << 10;

thread_local! {
    /// The coroutine that is running, and the lowest address of its stack.
    static RUNNING: Cell<Option<(CoroutineTrapHandler<()>, usize)>> = const { Cell::new(None) };
    /// The running coroutine has overflowed its stack.
    static OVERFLOWED: Cell<bool> = const { Cell::new(false) };
}

/// The lowest address of a stack, guard page included.
pub(crate) fn limit_of(stack: &DefaultStack) -> usize {
    stack.limit().get()
}

/// Runs `resume`, which resumes the coroutine of `handler`. Returns whether its stack overflowed.
pub(crate) fn guarded<R>(
    handler: CoroutineTrapHandler<()>,
    limit: usize,
    resume: impl FnOnce() -> R,
) -> (R, bool) {
    RUNNING.set(Some((handler, limit)));
    let result = resume();
    RUNNING.set(None);
    (result, OVERFLOWED.take())
}

/// Runs into the guard page at once if the stack of the running coroutine is nearly used up.
#[inline]
pub(crate) fn check() {
    let Some((_, limit)) = RUNNING.get() else { return };
    let here = std::ptr::from_ref(&limit).addr();
    if here.wrapping_sub(limit) < RED_ZONE {
        // SAFETY: the page is mapped without access, for exactly this: the handler below takes over.
        unsafe { std::ptr::without_provenance::<u8>(limit).read_volatile() };
    }
}

pub(crate) use system::install_handler;

#[cfg(all(
    any(target_os = "linux", target_os = "macos"),
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
mod system {
    use std::mem::MaybeUninit;
    use std::sync::OnceLock;

    use corosensei::trap::TrapHandlerRegs;
    use libc::{c_int, c_void, siginfo_t, ucontext_t};

    use super::{OVERFLOWED, RUNNING};

    /// What handled the signals before.
    static PREVIOUS: OnceLock<[(c_int, libc::sigaction); 2]> = OnceLock::new();

    /// Installs the handler, once in the process.
    pub(crate) fn install_handler() {
        PREVIOUS
            .get_or_init(|| [libc::SIGSEGV, libc::SIGBUS].map(|signal| (signal, install(signal))));
    }

    fn install(signal: c_int) -> libc::sigaction {
        let handler: extern "C" fn(c_int, *mut siginfo_t, *mut c_void) = handle;
        let mut previous = MaybeUninit::zeroed();
        // SAFETY: both structures are valid; all-zero is a valid value of the C struct. The handler only
        // touches const-initialised thread-locals and the context it is given.
        unsafe {
            let mut action: libc::sigaction = MaybeUninit::zeroed().assume_init();
            action.sa_sigaction = handler as usize;
            // std gives each of its threads an alternate stack, which the handler needs.
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigaction(signal, &raw const action, previous.as_mut_ptr());
            previous.assume_init()
        }
    }

    extern "C" fn handle(signal: c_int, _info: *mut siginfo_t, context: *mut c_void) {
        // SAFETY: with SA_SIGINFO the kernel passes a context that is valid until the handler returns.
        let context = unsafe { &mut *context.cast::<ucontext_t>() };
        let overflowing = RUNNING.get().filter(|(handler, limit)| {
            let sp = stack_pointer(context);
            handler.stack_ptr_in_bounds(sp) && sp.wrapping_sub(*limit) < 2 * super::RED_ZONE
        });
        let Some((handler, _)) = overflowing else { return pass_on(signal) };
        OVERFLOWED.set(true);
        // SAFETY: the coroutine is the one that was interrupted, as its stack pointer shows, and it is given
        // up: nothing on its stack is used again. The kernel is not half changed: see `check`.
        let registers = unsafe { handler.setup_trap_handler(|| ()) };
        redirect(context, registers);
    }

    /// Not ours: the handler from before takes over when the instruction is tried again.
    fn pass_on(signal: c_int) {
        for (other, action) in PREVIOUS.get().into_iter().flatten() {
            if *other == signal {
                // SAFETY: an action that was in force before.
                unsafe { libc::sigaction(signal, action, std::ptr::null_mut()) };
            }
        }
    }

    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    fn stack_pointer(context: &ucontext_t) -> usize {
        context.uc_mcontext.gregs[libc::REG_RSP as usize] as usize
    }

    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    fn redirect(context: &mut ucontext_t, to: TrapHandlerRegs) {
        let set = [
            (libc::REG_RIP, to.rip),
            (libc::REG_RSP, to.rsp),
            (libc::REG_RBP, to.rbp),
            (libc::REG_RDI, to.rdi),
            (libc::REG_RSI, to.rsi),
        ];
        for (register, value) in set {
            context.uc_mcontext.gregs[register as usize] = value as i64;
        }
    }

    #[cfg(all(target_os = "linux", target_arch = "aarch64"))]
    fn stack_pointer(context: &ucontext_t) -> usize {
        context.uc_mcontext.sp as usize
    }

    #[cfg(all(target_os = "linux", target_arch = "aarch64"))]
    fn redirect(context: &mut ucontext_t, to: TrapHandlerRegs) {
        let machine = &mut context.uc_mcontext;
        machine.pc = to.pc;
        machine.sp = to.sp;
        for (register, value) in [(0, to.x0), (1, to.x1), (29, to.x29), (30, to.lr)] {
            machine.regs[register] = value;
        }
    }

    #[cfg(target_os = "macos")]
    fn machine(context: &ucontext_t) -> *mut libc::__darwin_mcontext64 {
        context.uc_mcontext
    }

    #[cfg(all(target_os = "macos", target_arch = "aarch64"))]
    fn stack_pointer(context: &ucontext_t) -> usize {
        // SAFETY: the context's machine part is valid as long as the context.
        unsafe { (*machine(context)).__ss.__sp as usize }
    }

    #[cfg(all(target_os = "macos", target_arch = "aarch64"))]
    fn redirect(context: &mut ucontext_t, to: TrapHandlerRegs) {
        // SAFETY: the context's machine part is valid as long as the context.
        let state = unsafe { &mut (*machine(context)).__ss };
        (state.__pc, state.__sp, state.__fp, state.__lr) = (to.pc, to.sp, to.x29, to.lr);
        (state.__x[0], state.__x[1]) = (to.x0, to.x1);
    }

    #[cfg(all(target_os = "macos", target_arch = "x86_64"))]
    fn stack_pointer(context: &ucontext_t) -> usize {
        // SAFETY: the context's machine part is valid as long as the context.
        unsafe { (*machine(context)).__ss.__rsp as usize }
    }

    #[cfg(all(target_os = "macos", target_arch = "x86_64"))]
    fn redirect(context: &mut ucontext_t, to: TrapHandlerRegs) {
        // SAFETY: the context's machine part is valid as long as the context.
        let state = unsafe { &mut (*machine(context)).__ss };
        (state.__rip, state.__rsp, state.__rbp) = (to.rip, to.rsp, to.rbp);
        (state.__rdi, state.__rsi) = (to.rdi, to.rsi);
    }
}

#[cfg(not(all(
    any(target_os = "linux", target_os = "macos"),
    any(target_arch = "x86_64", target_arch = "aarch64")
)))]
mod system {
    /// Not written for this system: an overflow ends the process.
    pub(crate) fn install_handler() {}
}
