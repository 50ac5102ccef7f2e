"""Prints the public interface of Python's modules for concurrency: a line for each name, as MODULE NAME or MODULE CLASS.MEMBER.

A module's names are what it exports. Where it exports a function that makes an object, such as multiprocessing.Queue, the
members are those of the object. What a class has from another one in the same list is listed there only.
"""

import asyncio
import concurrent.futures
import concurrent.futures.process
import concurrent.futures.thread
import inspect
import multiprocessing
import multiprocessing.connection
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.shared_memory
import multiprocessing.sharedctypes
import multiprocessing.synchronize
import threading

# What is documented under a module and not among the names that it exports itself, or not a class there.
EXTRA = {
    threading: {"Lock": type(threading.Lock()), "RLock": type(threading.RLock())},
    multiprocessing: {
        "Array": multiprocessing.sharedctypes.SynchronizedArray,
        "Barrier": multiprocessing.synchronize.Barrier,
        "BoundedSemaphore": multiprocessing.synchronize.BoundedSemaphore,
        "Condition": multiprocessing.synchronize.Condition,
        "Event": multiprocessing.synchronize.Event,
        "JoinableQueue": multiprocessing.queues.JoinableQueue,
        "Lock": multiprocessing.synchronize.Lock,
        "Manager": multiprocessing.managers.SyncManager,
        "Pool": multiprocessing.pool.Pool,
        "Queue": multiprocessing.queues.Queue,
        "RLock": multiprocessing.synchronize.RLock,
        "Semaphore": multiprocessing.synchronize.Semaphore,
        "SimpleQueue": multiprocessing.queues.SimpleQueue,
        "Value": multiprocessing.sharedctypes.Synchronized,
        "connection.Client": multiprocessing.connection.Client,
        "connection.Connection": multiprocessing.connection.Connection,
        "connection.Listener": multiprocessing.connection.Listener,
        "connection.wait": multiprocessing.connection.wait,
        "managers.BaseManager": multiprocessing.managers.BaseManager,
        "managers.BaseProxy": multiprocessing.managers.BaseProxy,
        "managers.Namespace": multiprocessing.managers.Namespace,
        "managers.SharedMemoryManager": multiprocessing.managers.SharedMemoryManager,
        "pool.AsyncResult": multiprocessing.pool.AsyncResult,
        "pool.ThreadPool": multiprocessing.pool.ThreadPool,
        "shared_memory.ShareableList": multiprocessing.shared_memory.ShareableList,
        "shared_memory.SharedMemory": multiprocessing.shared_memory.SharedMemory,
    },
    concurrent.futures: {
        "process.BrokenProcessPool": concurrent.futures.process.BrokenProcessPool,
        "thread.BrokenThreadPool": concurrent.futures.thread.BrokenThreadPool,
    },
    asyncio: {
        "subprocess.Process": asyncio.subprocess.Process,
        "subprocess.DEVNULL": None,
        "subprocess.PIPE": None,
        "subprocess.STDOUT": None,
        # Python 3.11 does not export it.
        "TaskGroup": asyncio.TaskGroup,
    },
}

# Methods that an object gets when it is made.
OF_OBJECTS = ["acquire", "release"]
LOCKS = {
    threading: ["Condition"],
    multiprocessing: ["Condition", "Lock", "RLock", "Semaphore", "BoundedSemaphore"],
    asyncio: ["Condition"],
}


def members(cls, others):
    """The public names that a class has from itself, or from a class that is not in the list."""
    listed = {name for base in inspect.getmro(cls)[1:] if base in others for name in dir(base)}
    found = set()
    for base in inspect.getmro(cls):
        if base not in (object, *others - {cls}) and base.__module__ not in ("builtins", "enum", "typing"):
            found |= {name for name in vars(base) if not name.startswith("_")}
    return found - listed


def main():
    for module in (threading, multiprocessing, concurrent.futures, asyncio):
        exported = [name for name in module.__all__ if not name.startswith("_")]
        objects = {name: getattr(module, name) for name in exported} | EXTRA[module]
        classes = {value for value in objects.values() if inspect.isclass(value)}
        lines = {f"{lock}.{name}" for lock in LOCKS.get(module, []) for name in OF_OBJECTS}
        for name, value in objects.items():
            lines.add(name)
            if inspect.isclass(value):
                lines |= {f"{name}.{member}" for member in members(value, classes)}
        for line in sorted(lines):
            print(module.__name__, line)


main()
