package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pyflinkimage.debian.Stanza;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.InstalledDistribution;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneInterpreter;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Holds what was installed, by its own files, against what the lock file calls it: a sum fixes bytes, and says nothing of what they are.
 * What the store has had for long is looked at as what was fetched just now.
 */
final class OwnNames {

    private OwnNames() {}

    /**
     * Looks at packages.
     *
     * @param controls what they say of themselves
     * @throws PyFlinkException {@code PYF-720} for each that is none of them
     */
    static void requirePackages(Plan plan, List<Stanza> controls) {
        Set<String> installed = new HashSet<>();
        for (Stanza stanza : controls) {
            installed.add(words(stanza.get("Package"), stanza.get("Version"), stanza.get("Architecture")));
        }
        List<Problem> problems = new ArrayList<>();
        for (Deb deb : plan.contents().debs()) {
            if (!installed.contains(words(deb.name(), deb.version(), deb.architecture()))) {
                problems.add(other(words(deb.name(), deb.version(), deb.architecture()))
                        .why("its control file names another package, version or architecture"));
            }
        }
        PyFlinkException.throwIfAny(problems);
    }

    /** @throws PyFlinkException {@code PYF-720} where the standalone CPython in the tree is another release, or for another processor */
    static void requireInterpreter(Interpreter locked, FileTree tree) {
        PythonVersion version = locked.file().build().version();
        Platform platform = locked.file().platform();
        if (!StandaloneInterpreter.runsOn(tree, version.line(), platform)) {
            throw other(locked.file().toString())
                    .why("it has no program and library of Python %s for %s".formatted(version.line(), platform))
                    .toException();
        }
        if (!StandaloneInterpreter.isOf(tree, version)) {
            throw other(locked.file().toString())
                    .why("its library is not that of Python " + version)
                    .toException();
        }
    }

    /**
     * Looks at distributions.
     *
     * @param installed in the plan's order
     * @throws PyFlinkException {@code PYF-720} for each that is another
     */
    static void requireDistributions(Plan plan, List<InstalledDistribution> installed) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < installed.size(); i++) {
            Distribution locked = plan.contents().distributions().get(i);
            InstalledDistribution found = installed.get(i);
            boolean same = found.name().equals(locked.name())
                    && Pep440Version.parse(found.version()).equals(Pep440Version.parse(locked.version()));
            if (!same) {
                problems.add(other(words(locked.title(), locked.version()))
                        .why("by its metadata it is `%s`"
                                .formatted(words(found.name().value(), found.version()))));
            }
        }
        PyFlinkException.throwIfAny(problems);
    }

    private static Problem other(String locked) {
        return Problem.declaration("PYF-720", "a file is not what the lock file calls it: `%s`".formatted(locked))
                .remedy("restore `pyflink.lock` from version control, or delete it to resolve anew");
    }

    private static String words(String... parts) {
        return String.join(" ", parts);
    }
}
