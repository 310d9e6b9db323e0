"""A submission that tries to get out, and the list of what it tries."""

POINTS = (
    "read a file outside",
    "list a folder outside",
    "write a file outside",
    "change a file's mode outside",
    "read the grader's own files",
    "write into the standard library",
    "start a process",
    "execute a program",
    "open an internet socket",
    "open a datagram socket",
    "open a local socket",
    "open a vsock socket",
    "open a netlink socket",
    "signal the judge",
    "signal every process",
    "read the judge's environment",
    "make a namespace",
    "raise a resource limit",
)
"""What must fail in a box that is worth its name, in the order of PROGRAM's tries."""

PROGRAM = '''
import ctypes, os, resource, signal, socket

libc = ctypes.CDLL(None, use_errno=True)


def works(action):
    """Tell whether an action succeeds."""
    try:
        return action() is not False
    except BaseException:
        return False


def read(path):
    with open(path, "rb") as file:
        return bool(file.read(1))


def write(path):
    descriptor = os.open(path, os.O_WRONLY)
    os.close(descriptor)


def create(path):
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))


def start():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def execute():
    # execve of something that cannot run: EPERM or ENOENT means refused,
    # EACCES and ENOEXEC mean that the kernel would have run it.
    try:
        os.execv(os.__file__, ["x"])
    except PermissionError as error:
        return error.errno == 13
    except FileNotFoundError:
        return False
    except OSError:
        return True


def raise_limit():
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def tries(secret, ours, judge):
    folder = os.path.dirname(secret)
    socket_ = socket.socket
    actions = [
        lambda: read(secret),
        lambda: os.listdir(folder),
        lambda: write(secret),
        lambda: os.chmod(secret, 0o600),
        lambda: read(ours),
        lambda: create(os.path.join(os.path.dirname(os.__file__), "probe.txt")),
        start,
        execute,
        lambda: socket_(socket.AF_INET, socket.SOCK_STREAM),
        lambda: socket_(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket_(socket.AF_UNIX, socket.SOCK_STREAM),
        lambda: socket_(40, socket.SOCK_STREAM),
        lambda: socket_(16, socket.SOCK_RAW),
        lambda: judge != os.getpid() and os.kill(judge, 0),
        lambda: os.kill(-1, 0),
        lambda: read("/proc/%d/environ" % judge),
        lambda: libc.unshare(0x10000000) == 0,
        raise_limit,
    ]
    return [works(action) for action in actions]
'''
