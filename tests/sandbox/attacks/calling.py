"""System calls that no homework needs, one by one."""

from grader.errors import Killed
from tests.sandbox.attacks.attack import Attack

# name:number (x86-64):arguments; `p` is a pointer to zeros, `b` the path of the box.
_CALLS = """
unshare_user:272:0x10000000 unshare_mount:272:0x20000 unshare_net:272:0x40000000
unshare_pid:272:0x20000000 setns:308:0,0 mount:165:p,b,p,0,0 umount:166:b,2
pivot_root:155:b,b chroot:161:b mount_setattr:442:-100,b,0,p,32 fsopen:430:t,0
open_tree:428:-100,b,1 move_mount:429:-100,b,-100,b,0 bpf:321:0,p,72
keyctl:250:0,-3,1 add_key:248:k,k,p,1,-3 request_key:249:k,k,p,-3
perf_event_open:298:p,0,-1,-1,0 userfaultfd:323:0 userfaultfd_user:323:1
io_uring_setup:425:4,p memfd_create:319:k,0 memfd_secret:447:0 personality:135:0x40000
shmget:29:0,4096,0o1600 msgget:68:0,0o1600 semget:64:0,1,0o1600 mq_open:240:q,66,384,0
flock:73:1,2 modify_ldt:154:0,p,16 ioperm:173:0,1,1 iopl:172:0 seccomp:317:0,0,0
landlock_create:444:p,8,0 name_to_handle:303:-100,b,p,p,0 open_by_handle:304:-100,p,0
setuid:105:0 setresuid:117:0,0,0 setgroups:116:0,p capset:126:p,p setsid:112:
setpgid:109:0,0 setpriority:141:0,0,-5 nice_up:141:0,0,5 sched_setaffinity:203:0,8,p
sched_setscheduler:144:0,1,p ioprio_set:251:1,0,0 sethostname:170:k,1
setdomainname:171:k,1 reboot:169:0xfee1dead,672274793,0,0 kexec_load:246:0,0,0,0
init_module:175:p,0,p delete_module:176:k,0 swapon:167:b,0 sync:162: acct:163:0
quotactl:179:0,p,0,p settimeofday:164:0,p clock_settime:227:0,p adjtimex:159:p
syslog:103:3,p,16 mknod:133:t,0o10600,0 inotify_init:253: inotify_init1:294:0
fanotify_init:300:0,0 signalfd:289:-1,p,8,0 timerfd:283:0,0 timer_create:222:0,0,p
mlock:149:p,1 mlockall:151:2 mbind:237:p,4096,0,0,0,0 set_mempolicy:238:0,0,0
move_pages:279:0,0,0,0,0,0 splice:275:1,0,1,0,1,0 vmsplice:278:1,p,0,0 tee:276:0,1,1,0
pkey_alloc:330:0,0 process_madvise:440:-1,p,0,0,0 process_mrelease:448:-1,0
pidfd_open:434:1,0 socket:41:2,1,0 socketpair:53:1,1,0,p ptrace:101:0,0,0,0
kcmp:312:1,1,0,0,0 remap_file_pages:216:p,0,0,0,0 uselib:134:b sysfs:139:3 ustat:136:0,p
x32_getpid:0x40000027: x32_open:0x40000002:b,0,0 lookup_dcookie:212:0,p,16
clone_newuser:56:0x10010f00,0,0,0,0 io_setup:206:1,p fsmount:432:-1,0,0
open_tree_attr:467:-100,b,0,p,32 lsm_list_modules:461:p,p,0 map_shadow_stack:453:0,0,0
statmount:457:p,p,16,0 listmount:458:p,p,1,0 cachestat:451:1,p,p,0
prctl_dumpable:157:4,1 prctl_ptracer:157:0x59616d61,1 prctl_subreaper:157:36,1
prctl_pdeathsig:157:1,0 prctl_securebits:157:28,0 prctl_seccomp:157:22,1
prctl_mm:157:35,8,p prctl_timer:157:29,1 ioctl_sti:16:0,0x5412,p
ioctl_sti_high:16:0,0x100005412,p ioctl_fibmap:16:0,1,p ioctl_ficlone:16:1,0x40049409,0
fcntl_setown:72:1,8,1 fcntl_pipe_size:72:1,1031,1048576 fcntl_lease:72:1,1024,1
fcntl_seal:72:1,1033,1 fcntl_notify:72:0,1026,1 fcntl_high:72:1,0x100000008,1
"""

_SOURCE = f"""
import ctypes, mmap, platform

CALLS = {_CALLS!r}


def attack(scene):
    if platform.machine() != "x86_64":
        return []
    zeros = ctypes.create_string_buffer(4096)
    strings = dict(
        p=ctypes.byref(zeros), b=os.getcwd().encode(), t=b"tmpfs", k=b"user",
        q=b"descent-attack",
    )

    def call(number, arguments):
        given = [
            strings[each] if each in strings else int(each, 0)
            for each in arguments.split(",") if each
        ]
        return syscall(int(number, 0), *given)

    tries = {{
        name: lambda number=number, arguments=arguments: call(number, arguments)
        for name, number, arguments in (each.split(":") for each in CALLS.split())
    }}
    return opened(**tries)
"""

_OLD_INTERFACE = """
import ctypes, mmap, platform


def attack(scene):
    if platform.machine() != "x86_64":
        os._exit(0)
    # mov eax, 20 (getpid of i386); int 0x80; ret
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(bytes.fromhex("b814000000cd80c3"))
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return ["i386"] if ctypes.CFUNCTYPE(ctypes.c_int)(address)() > 0 else []
"""

_LIMITS = """
import resource


def attack(scene):
    names = "AS NPROC FSIZE NOFILE STACK CORE CPU MEMLOCK SIGPENDING".split()

    def hard(name):
        number = getattr(resource, "RLIMIT_" + name)
        soft, most = resource.getrlimit(number)
        more = resource.RLIM_INFINITY if name != "NOFILE" else most * 2
        resource.setrlimit(number, (more, more))

    def lower(name):
        number = getattr(resource, "RLIMIT_" + name)
        resource.setrlimit(number, (1, resource.getrlimit(number)[1]))

    return opened(
        **{name: lambda name=name: hard(name) for name in names},
        lower=lambda: lower("CORE"),
        unlimited=lambda: any(
            resource.getrlimit(getattr(resource, "RLIMIT_" + name))[1]
            == resource.RLIM_INFINITY
            for name in names
        ),
        nice=lambda: os.nice(-5),
        nicer=lambda: os.nice(5),
        affinity=lambda: os.sched_setaffinity(0, {0}),
        real_time=lambda: os.sched_setscheduler(0, 1, os.sched_param(1)),
        of_judge=lambda: resource.prlimit(scene["judge"], 7, (1, 1)),
    )
"""

ATTACKS = (
    Attack(
        "forbidden_system_calls", "unshare, mount, keyctl, io_uring and others", _SOURCE
    ),
    Attack(
        "calls_of_another_architecture",
        "unshare, mount, keyctl, io_uring and others",
        _OLD_INTERFACE,
        faults=(Killed,),
    ),
    Attack("raise_limits", "raise limits, nice, affinity", _LIMITS),
)
