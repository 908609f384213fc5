package org.pyflinkimage.debian;

import java.util.List;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** The links that {@code update-alternatives} would have made. */
final class SystemAlternatives {

    private static final Origin JAVA = new Origin(LayerKind.JAVA, "alternatives");

    private SystemAlternatives() {}

    static void install(SystemTree system, SystemOptions options) {
        chooseTools(system);
        String home = homeOf(options);
        if (!system.has(home + "/bin/java") && !system.has(home + "/jre/bin/java")) {
            throw DebianSystem.incomplete(home + "/bin/java").toException();
        }
        SystemTree java = system.by(JAVA);
        java.link(ImagePaths.JAVA_HOME.value(), home);
        choosePrograms(java, home);
    }

    /** The same in a system that is there, whose own choices stay. */
    static void installUpon(SystemTree system, SystemOptions options) {
        chooseTools(system);
        choosePrograms(system.by(JAVA), homeOf(options));
    }

    private static String homeOf(SystemOptions options) {
        return ImagePaths.debianJava(options.java(), options.platform()).value();
    }

    private static void chooseTools(SystemTree system) {
        for (String name : List.of("awk", "nawk")) {
            choose(system, name, "/usr/bin/mawk");
        }
        choose(system, "which", "/usr/bin/which.debianutils");
        system.linkIfMissing("/usr/sbin/rmt", "/usr/sbin/rmt-tar");
    }

    private static void choosePrograms(SystemTree system, String home) {
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
