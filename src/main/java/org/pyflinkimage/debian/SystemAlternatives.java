package org.pyflinkimage.debian;

import java.util.List;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/** The links that {@code update-alternatives} would have made. */
final class SystemAlternatives {

    /** Java's home at a path that no version and no architecture is part of, as the official Java and Flink images have it. */
    static final String JAVA_HOME = "/opt/java/openjdk";

    private SystemAlternatives() {}

    static void install(SystemTree system, SystemOptions options) {
        for (String name : List.of("awk", "nawk")) {
            choose(system, name, "/usr/bin/mawk");
        }
        choose(system, "which", "/usr/bin/which.debianutils");
        system.linkIfMissing("/usr/sbin/rmt", "/usr/sbin/rmt-tar");
        installJava(system, options);
    }

    private static void installJava(SystemTree system, SystemOptions options) {
        String home = "/usr/lib/jvm/java-%s-openjdk-%s"
                .formatted(options.java(), options.platform().architecture());
        if (!system.has(home + "/bin/java") && !system.has(home + "/jre/bin/java")) {
            throw DebianSystem.incomplete(home + "/bin/java").toException();
        }
        system.link(JAVA_HOME, home);
        for (String folder : List.of(home + "/bin", home + "/jre/bin")) {
            for (FileTree.Entry program : system.tree().entriesBelow(UnixPath.of(folder))) {
                if (program.node() instanceof RegularFile file && (file.mode() & 0100) != 0) {
                    choose(system, program.path().name(), program.path().value());
                }
            }
        }
    }

    /** Where a package has put the program itself, or lacks it, there is nothing to choose. */
    private static void choose(SystemTree system, String name, String program) {
        if (system.has(program) && !system.has("/usr/bin/" + name)) {
            system.link("/etc/alternatives/" + name, program);
            system.link("/usr/bin/" + name, "/etc/alternatives/" + name);
        }
    }
}
