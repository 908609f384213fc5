package org.pyflinkimage.debian;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;

/** The users and groups: those that every Debian machine has, from base-passwd, and flink. */
final class Accounts {

    /** The number of Debian's group {@code shadow}. */
    private static final int SHADOW = 42;

    private Accounts() {}

    /** Writes what base-passwd's {@code update-passwd} and {@code shadowconfig} would. */
    static void install(SystemTree system) {
        String users = master(system, "passwd");
        String groups = master(system, "group");
        system.file(ImagePaths.PASSWD.value(), map(users, Accounts::shadowed) + FlinkUser.passwdLine());
        system.file(ImagePaths.GROUP.value(), map(groups, Accounts::shadowed) + FlinkUser.groupLine());
        // No date of a last change: it would be a date of the build, and asks for nothing when it is empty.
        system.secret(
                "/etc/shadow",
                map(users, line -> nameOf(line) + ":*::0:99999:7:::") + FlinkUser.NAME + ":!::0:99999:7:::\n",
                SHADOW);
        system.secret("/etc/gshadow", map(groups, line -> nameOf(line) + ":*::") + FlinkUser.NAME + ":!::\n", SHADOW);
    }

    private static String master(SystemTree system, String name) {
        String path = "/usr/share/base-passwd/" + name + ".master";
        return system.text(path).orElseThrow(() -> DebianSystem.incomplete(path).toException());
    }

    private static String map(String lines, Function<String, String> form) {
        return lines.lines()
                .filter(line -> line.contains(":"))
                .map(line -> form.apply(line) + "\n")
                .collect(Collectors.joining());
    }

    private static String shadowed(String line) {
        return line.replaceFirst("^([^:]+):[^:]*:", "$1:x:");
    }

    private static String nameOf(String line) {
        return line.substring(0, line.indexOf(':'));
    }
}
