package org.pyflinkimage.resolve.debian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.PythonSource;

/**
 * A suite that an image can be made from.
 *
 * @param interpreter the standalone CPython that the image has on it; empty where it has the suite's own
 */
record SuiteChoice(Suite suite, Optional<StandaloneFile> interpreter) {

    /**
     * All that a combination can be made from, the best first: a suite with its Python and its Java, then one with its Java, of each
     * family the newest.
     */
    static List<SuiteChoice> of(Combination combination, DeclaredPython python) {
        Facts facts = Facts.shipped();
        List<SuiteChoice> choices = new ArrayList<>();
        if (python.source() != PythonSource.STANDALONE) {
            facts.suites().having(combination.java(), combination.python()).stream()
                    .map(suite -> new SuiteChoice(suite, Optional.empty()))
                    .forEach(choices::add);
        }
        python.standalone(combination, facts.standalones().newest(combination.python(), combination.platform()))
                .ifPresent(file -> facts.suites()
                        .having(combination.java())
                        .forEach(suite -> choices.add(new SuiteChoice(suite, Optional.of(file)))));
        return List.copyOf(choices);
    }

    /**
     * What a combination is made from: of each family the best choice alone, as an archive has all suites of its family. One that is
     * missing there is missed; another one in its place would be the choice of whoever can break a connection.
     */
    static List<SuiteChoice> ofEachFamily(Combination combination, DeclaredPython python) {
        Map<Suite.Family, SuiteChoice> best = new LinkedHashMap<>();
        of(combination, python)
                .forEach(choice -> best.putIfAbsent(choice.suite().family(), choice));
        return List.copyOf(best.values());
    }

    /** The suites of these choices. */
    static List<Suite> suites(Combination combination, DeclaredPython python) {
        return of(combination, python).stream()
                .map(SuiteChoice::suite)
                .distinct()
                .toList();
    }
}
