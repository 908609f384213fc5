package org.pyflinkimage.resolve.debian;

import java.util.List;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.PyFlinkException;

/** What the archives have that the declaration or the machine names. */
record NearSuites(DebianMirrors mirrors, DebianIndexes indexes) {

    /** The suites that can be had, as far as that is known; archives that are near are asked, to promise nothing else of them. */
    List<Suite> offered() {
        return Facts.shipped().suites().all().stream()
                .filter(suite -> !mirrors.isNear(suite.family()) || isSeen(suite))
                .toList();
    }

    /**
     * Whether a declared mirror is no archive of this family: a declaration does not say of which it is, and it has nothing of it. An
     * apt source says so itself, by its suite.
     */
    boolean isOfOthersThan(Suite.Family family) {
        return mirrors.hints().debianMirror().isPresent()
                && Facts.shipped().suites().all().stream()
                        .filter(suite -> suite.family().equals(family))
                        .noneMatch(this::has);
    }

    /** Whether a standalone Python, where it is declared, comes on a suite that is there. */
    boolean mayHaveStandalone(Combination combination, DeclaredPython python) {
        DeclaredPython standalone = new DeclaredPython(PythonSource.STANDALONE, python.builds(), python.mirror());
        return python.source() != PythonSource.STANDALONE
                && SuiteChoice.ofEachFamily(combination, standalone).stream()
                        .map(SuiteChoice::suite)
                        .filter(suite -> !isOfOthersThan(suite.family()))
                        .findFirst()
                        .filter(suite -> mirrors.isNear(suite.family()) && isSeen(suite))
                        .isPresent();
    }

    /** What goes wrong while a message is worded is not what it is about. */
    private boolean isSeen(Suite suite) {
        try {
            return has(suite);
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            return false;
        }
    }

    private boolean has(Suite suite) {
        return indexes.signed(mirrors.archive(suite), suite.name()).isPresent();
    }
}
