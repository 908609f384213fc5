package org.pyflinkimage.resolve.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.value.PyFlinkException;

/** The suites that no archive within reach is of, as nobody names one of their families; the best comes first. */
final class Absences {

    private final List<Absence> all = new ArrayList<>();

    /**
     * A suite that is not there.
     *
     * @param failure empty where the declared mirror is of another family
     */
    record Absence(Suite suite, Optional<UnnamedArchive> failure) {}

    /** The declared mirror, which is of another family, has nothing of it. */
    void addOfOtherFamily(Suite suite) {
        all.add(new Absence(suite, Optional.empty()));
    }

    /** All who may name its archive were asked. */
    void add(Suite suite, UnnamedArchive failure) {
        all.add(new Absence(suite, Optional.of(failure)));
    }

    /** Tells what is taken instead of each of them. */
    void forEach(Consumer<Absence> told) {
        all.forEach(told);
    }

    /** What is missed where nothing stands in: the best suite that nobody names an archive of. */
    Optional<PyFlinkException> missed() {
        return all.stream()
                .flatMap(absence -> absence.failure().stream())
                .<PyFlinkException>map(failure -> failure)
                .findFirst();
    }

    /** What ended the search: where the archives of all families are unknown, that of the best suite is what is missed. */
    PyFlinkException first(PyFlinkException failure) {
        boolean unknown = NoArchive.isMet(failure.problems().get(0));
        return unknown ? missed().orElse(failure) : failure;
    }
}
