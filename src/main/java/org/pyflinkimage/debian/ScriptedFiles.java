package org.pyflinkimage.debian;

import java.util.List;
import java.util.Map;

/** The directories, links and small files that the scripts of base-files, libc-bin, dash, tzdata and debianutils make. */
final class ScriptedFiles {

    private static final int STAFF = 50;
    private static final int MAIL = 8;

    /** Copies of files that lie ready; the first source that is there is taken. */
    private static final Map<String, List<String>> COPIES = Map.of(
            "/etc/nsswitch.conf",
            List.of(
                    "/usr/share/libc-bin/nsswitch.conf",
                    "/usr/share/base-files/nsswitch.conf",
                    "/usr/share/libc-bin/nsswitch.conf.default"),
            "/etc/profile",
            List.of("/usr/share/base-files/profile"),
            "/etc/motd",
            List.of("/usr/share/base-files/motd"),
            "/root/.profile",
            List.of("/usr/share/base-files/dot.profile"),
            "/root/.bashrc",
            List.of("/usr/share/base-files/dot.bashrc"));

    private ScriptedFiles() {}

    static void install(SystemTree system) {
        writeDirectories(system);
        COPIES.forEach((path, sources) -> copy(system, path, sources));
        system.linkIfMissing("/bin/sh", "dash");
        system.linkIfMissing("/etc/os-release", "../usr/lib/os-release");
        system.link("/etc/localtime", "/usr/share/zoneinfo/Etc/UTC");
        system.file("/etc/timezone", "Etc/UTC\n");
        system.file("/etc/shells", "/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n/usr/bin/dash\n");
    }

    /** An engine puts its own hosts, hostname and resolv.conf into /etc, whether files are there or not: there are none. */
    private static void writeDirectories(SystemTree system) {
        for (String path : List.of("boot", "dev", "home", "media", "mnt", "opt", "proc", "run", "srv", "sys")) {
            system.directory("/" + path, 0755, 0);
        }
        for (String path : List.of("cache", "lib", "lib/misc", "log", "opt", "spool", "backups")) {
            system.directory("/var/" + path, 0755, 0);
        }
        for (String path : List.of("bin", "etc", "include", "lib", "sbin", "share", "src")) {
            system.directory("/usr/local/" + path, 0755, 0);
        }
        system.directory("/root", 0700, 0);
        system.directory("/tmp", 01777, 0);
        system.directory("/var/tmp", 01777, 0);
        system.directory("/run/lock", 01777, 0);
        system.directory("/var/local", 02775, STAFF);
        system.directory("/var/mail", 02775, MAIL);
        system.link("/var/run", "/run");
        system.link("/var/lock", "/run/lock");
    }

    private static void copy(SystemTree system, String path, List<String> sources) {
        if (!system.has(path)) {
            sources.stream()
                    .flatMap(source -> system.text(source).stream())
                    .findFirst()
                    .ifPresent(text -> system.file(path, text));
        }
    }
}
